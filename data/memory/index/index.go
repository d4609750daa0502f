// Package index is an inverted index in memory: from a folded word to the
// documents that have it, with how often and where. It is compact (two bytes a
// posting, mostly), grows by whole documents, and finds words by their
// beginning or their inside as well.
//
// One writer and many readers share it: the writer prepares documents beside
// the readers and keeps them out only for Commit; see Index.
package index

import (
	"bytes"
	"encoding/binary"
	"strings"

	"dateline/data/search"
)

// Flags say where a word stands in a document, beside its text.
type Flags uint8

// The flags.
const (
	Title  Flags = 1 << iota // in the title
	Source                   // in the name of the source
	Joined                   // only as a compound: "cease-fire" for ceasefire
	Author                   // in the name of an author
)

const flagBits = 4

// Part is one text of a document. Words in the text proper have no flag, and
// are counted.
type Part struct {
	Text  *search.Text
	Flags Flags
}

// Index is the index. Prepare, Tidied and Commit are the writer's, one at a
// time; Commit and Adopt must keep readers out, and all others only read what
// those two change.
type Index struct {
	numbers map[string]uint32 // the writer's alone: word to number
	counts  map[uint32]entry  // the writer's alone: scratch
	next    uint32            // the writer's alone: number of the next word

	lists  []list   // by word number
	texts  [][]byte // by document: the numbers of its text's words, in order
	sorted *Sorted  // most words, in order
	fresh  []fresh  // words that sorted lacks
}

// list is the postings of one word: for each document a varint of the distance
// to the one before, and a varint of count<<flagBits | flags.
type list struct {
	bytes     []byte
	last      uint32 // document
	documents uint32
}

// entry is a word in one document.
type entry struct {
	count uint32
	flags Flags
}

type fresh struct {
	word   string
	number uint32
}

// New makes an empty index.
func New() *Index {
	return &Index{numbers: map[string]uint32{}, counts: map[uint32]entry{}, sorted: &Sorted{}}
}

// Batch is a prepared document.
type Batch struct {
	document uint32
	entries  []numbered
	fresh    []fresh
	text     []byte
}

type numbered struct {
	word uint32
	entry
}

// Prepare makes a document ready for Commit. Documents must be committed in
// ascending order of their number, each once.
func (x *Index) Prepare(document uint32, parts []Part) Batch {
	b := Batch{document: document}
	clear(x.counts)
	for _, part := range parts {
		x.part(&b, part)
	}
	b.text = bytes.Clone(b.text)
	b.entries = make([]numbered, 0, len(x.counts))
	for word, e := range x.counts {
		b.entries = append(b.entries, numbered{word, e})
	}
	return b
}

func (x *Index) part(b *Batch, part Part) {
	folded := part.Text.Folded()
	before := search.Word{Start: -2, End: -2}
	for w := range part.Text.Words() {
		number := x.count(b, folded[w.Start:w.End], part.Flags, true)
		if part.Flags == 0 {
			b.text = binary.AppendUvarint(b.text, uint64(number))
		}
		if w.Start == before.End+1 && folded[before.End] == '-' && part.Flags == 0 {
			compound := append(bytes.Clone(folded[before.Start:before.End]), folded[w.Start:w.End]...)
			x.count(b, compound, Joined, false)
		}
		before = w
	}
}

func (x *Index) count(b *Batch, word []byte, flags Flags, stands bool) uint32 {
	number, known := x.numbers[string(word)]
	if !known {
		number = x.next
		x.next++
		s := string(word)
		x.numbers[s] = number
		b.fresh = append(b.fresh, fresh{s, number})
	}
	e := x.counts[number]
	e.flags |= flags
	if stands && flags == 0 {
		e.count++
	}
	x.counts[number] = e
	return number
}

// Commit adds a prepared document.
func (x *Index) Commit(b Batch) {
	x.fresh = append(x.fresh, b.fresh...)
	for len(x.lists) < int(x.next) {
		x.lists = append(x.lists, list{})
	}
	for len(x.texts) <= int(b.document) {
		x.texts = append(x.texts, nil)
	}
	x.texts[b.document] = b.text
	for _, e := range b.entries {
		l := &x.lists[e.word]
		l.bytes = binary.AppendUvarint(l.bytes, uint64(b.document-l.last))
		l.bytes = binary.AppendUvarint(l.bytes, uint64(e.count)<<flagBits|uint64(e.flags))
		l.last = b.document
		l.documents++
	}
}

// Posting is a word in a document.
type Posting struct {
	Document uint32
	Count    int // in the text
	Flags    Flags
}

// Postings calls each for the documents that have a word, in ascending order.
func (x *Index) Postings(word uint32, each func(Posting)) {
	var document uint64
	for b := x.lists[word].bytes; len(b) > 0; {
		distance, n := binary.Uvarint(b)
		value, m := binary.Uvarint(b[n:])
		b = b[n+m:]
		document += distance
		each(Posting{uint32(document), int(value >> flagBits), Flags(value & (1<<flagBits - 1))})
	}
}

// Documents is the number of documents that have a word.
func (x *Index) Documents(word uint32) int { return int(x.lists[word].documents) }

// Words is the number of different words.
func (x *Index) Words() int { return len(x.lists) }

// Lookup gives the number of a word.
func (x *Index) Lookup(word string) (uint32, bool) {
	if number, ok := x.sorted.lookup(word); ok {
		return number, true
	}
	for _, f := range x.fresh {
		if f.word == word {
			return f.number, true
		}
	}
	return 0, false
}

// Match calls each for every word that is asked, begins with it, or, from
// search.MinSubstring bytes on, has it inside.
func (x *Index) Match(asked string, each func(word uint32, tier search.Tier)) {
	from, to := x.sorted.prefix(asked)
	for i := from; i < to; i++ {
		tier := search.Prefix
		if len(x.sorted.at(i)) == len(asked) {
			tier = search.Exact
		}
		each(x.sorted.numbers[i], tier)
	}
	inside := len(asked) >= search.MinSubstring
	if inside {
		x.sorted.containing(asked, func(i int) {
			if i < from || i >= to {
				each(x.sorted.numbers[i], search.Substring)
			}
		})
	}
	for _, f := range x.fresh {
		switch {
		case f.word == asked:
			each(f.number, search.Exact)
		case strings.HasPrefix(f.word, asked):
			each(f.number, search.Prefix)
		case inside && strings.Contains(f.word, asked):
			each(f.number, search.Substring)
		}
	}
}

// Beginning calls each for every word with a beginning and a length in bytes
// from shortest to longest.
func (x *Index) Beginning(with string, shortest, longest int, each func(number uint32, word string)) {
	from, to := x.sorted.prefix(with)
	for i := from; i < to; i++ {
		if word := x.sorted.at(i); shortest <= len(word) && len(word) <= longest {
			each(x.sorted.numbers[i], string(word))
		}
	}
	for _, f := range x.fresh {
		if strings.HasPrefix(f.word, with) && shortest <= len(f.word) && len(f.word) <= longest {
			each(f.number, f.word)
		}
	}
}

// freshLimit is how many words may wait for their place in the order: readers
// look at each.
const freshLimit = 2048

// Tidied gives the order of all words, for Adopt, when enough of them wait;
// else nil.
func (x *Index) Tidied() *Sorted {
	if len(x.fresh) < max(freshLimit, len(x.sorted.numbers)/8) {
		return nil
	}
	return x.sorted.with(x.fresh)
}

// Adopt takes over what Tidied gave.
func (x *Index) Adopt(s *Sorted) { x.sorted, x.fresh = s, nil }
