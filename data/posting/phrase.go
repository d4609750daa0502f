package posting

import (
	"encoding/binary"
	"slices"
)

// Texts is where a word stands in the texts of one chunk.
type Texts struct {
	starts [Size]int32 // by document: its part of places, counted from 1; 0 for none
	places []byte
}

// NewTexts reads a word's lists. Lists that are broken give less.
func NewTexts(l Lists) *Texts {
	t := &Texts{places: l.Places}
	at := 0
	Each(l.Docs, func(p Posting) bool {
		if p.Count == 0 {
			return true
		}
		length, size := binary.Uvarint(l.Places[at:])
		if size <= 0 || length > uint64(len(l.Places)-at-size) {
			return false
		}
		t.starts[p.Doc] = int32(at + 1)
		at += size + int(length)
		return at < len(l.Places)
	})
	return t
}

// Has reports whether the word stands in a document's text.
func (t *Texts) Has(doc uint16) bool { return t.starts[doc] > 0 }

// Places appends the places of the word in a document's text, in words from its
// beginning, ascending.
func (t *Texts) Places(doc uint16, to []int) []int {
	start := int(t.starts[doc])
	if start == 0 {
		return to
	}
	length, size := binary.Uvarint(t.places[start-1:])
	start += size - 1
	place := 0
	for rest := t.places[start : start+int(length)]; len(rest) > 0; {
		delta, n := uint64(rest[0]), 1
		if delta >= 0x80 { // seldom: words of a text stand near one another
			if delta, n = binary.Uvarint(rest); n <= 0 {
				return to
			}
		}
		rest = rest[n:]
		place += int(delta)
		to = append(to, place)
	}
	return to
}

// Together tells which documents have words next to one another, in that order:
// each of words is where a word stands, or where those stand that it may be.
func Together(words [][]*Texts, found func(doc uint16)) {
	var at, next []int
	for doc := range uint16(Size) {
		if !everywhere(words, doc) {
			continue
		}
		at = places(words[0], doc, at[:0])
		for _, word := range words[1:] {
			next = places(word, doc, next[:0])
			at = following(at, next)
			if len(at) == 0 {
				break
			}
		}
		if len(at) > 0 {
			found(doc)
		}
	}
}

// everywhere reports whether each word stands in a document's text.
func everywhere(words [][]*Texts, doc uint16) bool {
	for _, word := range words {
		if !slices.ContainsFunc(word, func(t *Texts) bool { return t.Has(doc) }) {
			return false
		}
	}
	return true
}

func places(word []*Texts, doc uint16, to []int) []int {
	for _, t := range word {
		to = t.Places(doc, to)
	}
	if len(word) > 1 {
		slices.Sort(to)
	}
	return to
}

// following keeps the places of next that come right behind one of at. Both are
// ascending; at is reused.
func following(at, next []int) []int {
	kept, i := at[:0], 0
	for _, n := range next {
		for i < len(at) && at[i] < n-1 {
			i++
		}
		if i < len(at) && at[i] == n-1 {
			kept = append(kept, n)
			i++
		}
	}
	return kept
}
