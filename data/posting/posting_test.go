package posting_test

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/data/posting"
	"dateline/data/search"
)

func TestChunk(t *testing.T) {
	for _, number := range []uint32{1, posting.Size - 1, posting.Size, 1 << 20, 1<<32 - 1} {
		if back := posting.Number(posting.Chunk(number)); back != number {
			t.Errorf("%d came back as %d", number, back)
		}
	}
}

// TestPostings: all comes back, but counts, of which the class does.
func TestPostings(t *testing.T) {
	classes := map[int]int{0: 0, 1: 1, 2: 2, 3: 2, 4: 5, 100: 5}
	var list []byte
	var want []posting.Posting
	for count, class := range classes {
		for bits := range 4 {
			p := posting.Posting{Doc: uint16(len(want) * 151), Count: count, Title: bits&1 != 0, Source: bits&2 != 0}
			list = posting.Append(list, p)
			p.Count = class
			want = append(want, p)
		}
	}
	var got []posting.Posting
	posting.Each(list, func(p posting.Posting) bool {
		got = append(got, p)
		return true
	})
	if !slices.Equal(got, want) || len(list) != 2*len(want) {
		t.Errorf("%d bytes: %v, want %v", len(list), got, want)
	}
}

func TestPostsAndNames(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		docs := rapid.SliceOfNDistinct(rapid.Uint16Range(0, posting.BlockSize-1), 1, 20, rapid.ID[uint16]).Draw(t, "docs")
		block := rapid.Uint32Range(0, 1<<20).Draw(t, "block")
		gone := docs[rapid.IntRange(0, len(docs)-1).Draw(t, "gone")]
		var posts, list []byte
		var want []posting.Name
		for _, doc := range docs {
			names := []posting.Name{{Entity: uint32(doc) + 7, Count: int(doc) + 1}, {Entity: 1 << 30, Count: 2}}
			list = posting.AppendNames(list, block*posting.BlockSize+uint32(doc), names)
			posts = posting.AppendPost(posts, posting.Post{Doc: doc, Count: int(doc)})
			if doc != gone {
				want = append(want, names...)
			}
		}
		number := block*posting.BlockSize + uint32(gone)
		if posting.Block(number) != block {
			t.Fatalf("%d isn't in block %d", number, block)
		}
		var got []posting.Name
		posting.EachNames(block, posting.WithoutNames(block, list, number), func(uint32) bool { return true },
			func(_ uint32, n posting.Name) { got = append(got, n) })
		if !slices.Equal(got, want) {
			t.Fatalf("names %v, want %v", got, want)
		}
		left := 0
		posting.EachPost(posting.WithoutPosts(posts, func(doc uint16) bool { return doc == gone }), func(p posting.Post) {
			if left++; p.Doc == gone || p.Count != int(p.Doc) {
				t.Fatalf("post %v", p)
			}
		})
		if left != len(docs)-1 {
			t.Fatalf("%d posts of %d are left", left, len(docs))
		}
	})
}

// texts are some made-up texts of few different words, so that phrases occur.
func texts(n int) []string {
	random := rand.New(rand.NewPCG(1, 2))
	words := strings.Fields("the sea and a ferry to cease-fire board’s über straße ferry-boat a the")
	all := make([]string, n)
	for i := range all {
		for range random.IntN(60) {
			all[i] += words[random.IntN(len(words))] + " "
		}
	}
	return all
}

func batch(texts []string) *posting.Batch {
	b := posting.NewBatch()
	for i, text := range texts {
		b.Add(posting.Document{
			Doc: uint16(i), Text: search.NewText(text), Title: search.NewText("A title"), Source: search.NewText("The Source"),
			Authors: []string{"Maria Holm", "José Núñez"},
		})
	}
	return b
}

// TestBatch: the lists say of each word and beginning what the texts do.
func TestBatch(t *testing.T) {
	all := texts(200)
	b := batch(all)
	for _, key := range b.Keys() {
		if !posting.IsWord(key) {
			continue
		}
		p := search.Pattern{Words: []string{key}}
		posting.Each(b.Lists(key).Docs, func(at posting.Posting) bool {
			tier, hits := p.Hits(search.NewText(all[at.Doc]))
			if tier == search.None && !at.Title && !at.Source && !at.Joined() || min(len(hits), 1) != min(at.Count, 1) {
				t.Errorf("%s in %d: %+v, but it is there %d times", key, at.Doc, at, len(hits))
			}
			return true
		})
	}
	if _, ok := posting.Beginning("stra"); ok {
		t.Error("there are lists of four letters")
	}
	key, _ := posting.Beginning("übe")
	folded, _ := posting.Beginning("ube")
	if _, there := slices.BinarySearch(b.Keys(), key); there {
		t.Error("beginnings aren't folded")
	}
	if _, there := slices.BinarySearch(b.Keys(), folded); !there {
		t.Error("a beginning has no list")
	}
	if n := len(b.Lists(posting.Author("nunez")).Docs); n != 2*len(all) {
		t.Errorf("an author has %d bytes", n)
	}
}

// TestTogether: phrases are found in the texts that have them, and only there.
func TestTogether(t *testing.T) {
	all := texts(300)
	b := batch(all)
	for _, phrase := range []string{"the sea", "sea the", "a ferry to", "ferry boat", "cease fire", "board s", "the the", "uber strasse a"} {
		words := strings.Fields(phrase)
		var lists []posting.Lists
		for _, word := range words {
			lists = append(lists, b.Lists(word))
		}
		got := map[uint16]bool{}
		last := len(lists) - 1
		posting.Together(lists[:last], lists[last:], func(doc uint16, _ int) { got[doc] = true })
		want := map[uint16]bool{}
		for i, text := range all {
			if (search.Pattern{Words: words}).Occurs([]byte(search.Fold(text))) == search.Exact {
				want[uint16(i)] = true
			}
		}
		if !reflect.DeepEqual(got, want) || len(want) == 0 {
			t.Errorf("“%s” is in %d texts, want %d", phrase, len(got), len(want))
		}
	}
}

// TestOnly: lists without some documents are those of the others alone.
func TestOnly(t *testing.T) {
	all := texts(100)
	b := batch(all)
	for _, key := range []string{"the", "sea", "ferry"} {
		kept := b.Lists(key).Only(func(doc uint16) bool { return doc%3 != 0 })
		want := map[uint16][]byte{}
		posting.EachText(b.Lists(key), func(doc uint16, places []byte) {
			if doc%3 != 0 {
				want[doc] = places
			}
		})
		got := map[uint16][]byte{}
		posting.EachText(kept, func(doc uint16, places []byte) { got[doc] = places })
		if !reflect.DeepEqual(got, want) || len(want) == 0 {
			t.Errorf("%s is in %d texts, want %d", key, len(got), len(want))
		}
	}
}

// FuzzLists: whatever a damaged file has in its lists, reading them ends.
func FuzzLists(f *testing.F) {
	b := batch(texts(5))
	f.Add(b.Lists("the").Docs, b.Lists("the").Places)
	f.Add([]byte{1, 0, 1, 0, 5}, []byte{0xFF, 0xFF, 0xFF})
	f.Fuzz(func(t *testing.T, docs, places []byte) {
		l := posting.Lists{Docs: docs, Places: places}
		l.Only(func(doc uint16) bool { return doc%2 == 0 })
		posting.Together([]posting.Lists{l, l}, []posting.Lists{l, l}, func(uint16, int) {})
		posting.EachPost(docs, func(posting.Post) {})
		posting.EachNames(1, docs, func(uint32) bool { return true }, func(uint32, posting.Name) {})
		posting.WithoutNames(1, places, 70)
	})
}

// BenchmarkEach counts through the commonest word of a chunk.
func BenchmarkEach(b *testing.B) {
	var list []byte
	for doc := range uint16(posting.Size) {
		list = posting.Append(list, posting.Posting{Doc: doc, Count: 1 + int(doc)%7})
	}
	b.SetBytes(int64(len(list)))
	for b.Loop() {
		said := 0
		posting.Each(list, func(p posting.Posting) bool {
			said += p.Count
			return true
		})
	}
}

// BenchmarkTogether looks for phrases of the two commonest words of a chunk: one
// that is in every text, and one that is in none.
func BenchmarkTogether(b *testing.B) {
	batch := posting.NewBatch()
	text := search.NewText(strings.Repeat("of the sea and a ferry to the quay of much ", 30))
	empty := search.NewText("")
	for doc := range uint16(posting.Size) {
		batch.Add(posting.Document{Doc: doc, Text: text, Title: empty, Source: empty})
	}
	of, the := batch.Lists("of"), batch.Lists("the")
	for name, words := range map[string][2]posting.Lists{"everywhere": {of, the}, "nowhere": {the, of}} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				posting.Together(words[:1], words[1:], func(uint16, int) {})
			}
		})
	}
}

// BenchmarkAdd prepares articles of 500 words.
func BenchmarkAdd(b *testing.B) {
	var text strings.Builder
	random := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		fmt.Fprintf(&text, "word%d ", int(float64(2000)*random.Float64()*random.Float64()))
	}
	d := posting.Document{Text: search.NewText(text.String()), Title: search.NewText("A title"), Source: search.NewText("The Source")}
	batch := posting.NewBatch()
	for b.Loop() {
		batch.Add(d)
	}
}
