package index_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/data/memory/index"
	"dateline/data/search"
)

// build indexes texts with titles as a library does.
func build(texts, titles []string) *index.Index {
	x := index.New()
	for i := range texts {
		x.Commit(x.Prepare(uint32(i), []index.Part{
			{Text: search.NewText(texts[i])},
			{Text: search.NewText(titles[i]), Flags: index.Title},
		}))
		if s := x.Tidied(); s != nil {
			x.Adopt(s)
		}
	}
	return x
}

// found lists what a word matches as "document:tier" with its best tier.
func found(x *index.Index, asked string) []string {
	best := map[uint32]search.Tier{}
	x.Match(asked, func(word uint32, tier search.Tier) {
		x.Postings(word, func(p index.Posting) {
			if p.Count > 0 || p.Flags&index.Title != 0 {
				best[p.Document] = max(best[p.Document], tier)
			}
		})
	})
	var list []string
	for doc, tier := range best {
		list = append(list, fmt.Sprint(doc, ":", tier))
	}
	slices.Sort(list)
	return list
}

func TestMatchAndPhraseAgreeWithANaiveSearch(t *testing.T) {
	vocabulary := []string{"a", "ab", "abc", "abcd", "bc", "xabcx", "straße", "été", "北", "京"}
	rapid.Check(t, func(t *rapid.T) {
		sentence := rapid.Map(rapid.SliceOfN(rapid.SampledFrom(vocabulary), 0, 12),
			func(words []string) string { return strings.Join(words, " ") })
		texts := rapid.SliceOfN(sentence, 1, 8).Draw(t, "texts")
		titles := make([]string, len(texts))
		for i := range titles {
			titles[i] = rapid.SampledFrom(append([]string{""}, vocabulary...)).Draw(t, "title")
		}
		x := build(texts, titles)
		asked := search.Fold(rapid.SampledFrom(vocabulary).Draw(t, "asked"))

		var want []string
		for i := range texts {
			best := search.None
			for _, w := range search.Split(search.Fold(texts[i] + " " + titles[i])) {
				switch {
				case w == asked:
					best = max(best, search.Exact)
				case strings.HasPrefix(w, asked):
					best = max(best, search.Prefix)
				case strings.Contains(w, asked) && len(asked) >= search.MinSubstring:
					best = max(best, search.Substring)
				}
			}
			if best != search.None {
				want = append(want, fmt.Sprint(i, ":", best))
			}
		}
		slices.Sort(want)
		if got := found(x, asked); !slices.Equal(got, want) {
			t.Fatalf("%s in %q: %v, want %v", asked, texts, got, want)
		}

		phrase := search.Split(search.Fold(rapid.SampledFrom(vocabulary).Draw(t, "first") + " " + asked))
		open := rapid.Bool().Draw(t, "open")
		p, ok := x.Phrase(phrase, open)
		for i, text := range texts {
			got := search.None
			if ok {
				got = x.In(uint32(i), p)
			}
			want := search.Pattern{Words: phrase, Open: open}.Occurs([]byte(search.Fold(text)))
			if got != want {
				t.Fatalf("phrase %q (open: %v) in %q: %v, want %v", phrase, open, text, got, want)
			}
		}
	})
}

func TestManyWordsStayInOrder(t *testing.T) {
	var texts, titles []string
	for i := range 120 {
		var b strings.Builder
		for j := range 100 {
			fmt.Fprintf(&b, "w%dx%d ", j*i%977, i)
		}
		texts, titles = append(texts, b.String()), append(titles, "same")
	}
	x := build(texts, titles)
	for i, text := range texts {
		for _, w := range search.Split(text) {
			number, ok := x.Lookup(w)
			if !ok {
				t.Fatalf("%s got lost", w)
			}
			has := false
			x.Postings(number, func(p index.Posting) { has = has || p.Document == uint32(i) })
			if !has {
				t.Fatalf("%s isn't in document %d", w, i)
			}
		}
	}
	if number, ok := x.Lookup("same"); !ok || x.Documents(number) != len(texts) {
		t.Error("the title's word isn't in all documents")
	}
	last := ""
	ordered := true
	x.Beginning("w1", 3, 4, func(_ uint32, word string) {
		if len(word) < 3 || len(word) > 4 || !strings.HasPrefix(word, "w1") {
			t.Errorf("%s was given as a beginning", word)
		}
		ordered = ordered && word != last
		last = word
	})
	if !ordered {
		t.Error("a word came twice")
	}
}

func TestCompoundsAreKnownJoined(t *testing.T) {
	x := build([]string{"a cease-fire, a cease - fire", "the ceasefire"}, []string{"", ""})
	number, ok := x.Lookup("ceasefire")
	if !ok {
		t.Fatal("ceasefire is unknown")
	}
	var got []string
	x.Postings(number, func(p index.Posting) { got = append(got, fmt.Sprintf("%d %d %d", p.Document, p.Count, p.Flags)) })
	if want := []string{fmt.Sprintf("0 0 %d", index.Joined), "1 1 0"}; !slices.Equal(got, want) {
		t.Errorf("postings %q, want %q", got, want)
	}
}

func BenchmarkPrepare(b *testing.B) {
	text := search.NewText(strings.Repeat("some words of a text that come back again, as they do ", 45))
	x := index.New()
	for b.Loop() {
		x.Prepare(0, []index.Part{{Text: text}})
	}
}
