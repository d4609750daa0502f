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
	var there places
	for doc := range uint16(Size) {
		if !everywhere(words, doc) {
			continue
		}
		at = appendPlaces(at[:0], words[0], doc)
		for _, word := range words[1:] {
			next = appendPlaces(next[:0], word, doc)
			at, next = there.followed(at, next), at
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

// appendPlaces appends where a word, or those that it may be, stands in a
// document's text, in no order.
func appendPlaces(to []int, word []*Texts, doc uint16) []int {
	for _, t := range word {
		to = t.Places(doc, to)
	}
	return to
}

// places is a set of places in a text, a bit each. It is empty between uses.
type places []uint64

// lastPlace bounds the room that a broken list can ask for: no text has more
// words.
const lastPlace = 1 << 26

// followed keeps the places of next that come right behind one of at. (A set
// needs no order: where a last word may be one of many, sorting their places took
// as long as all else.)
func (p *places) followed(at, next []int) []int {
	for _, n := range at {
		if n < 0 || n > lastPlace {
			continue
		}
		if more := n>>6 + 1 - len(*p); more > 0 {
			*p = append(*p, make(places, more)...)
		}
		(*p)[n>>6] |= 1 << (n & 63)
	}
	kept := next[:0]
	for _, n := range next {
		if before := n - 1; before >= 0 && before>>6 < len(*p) && (*p)[before>>6]>>(before&63)&1 != 0 {
			kept = append(kept, n)
		}
	}
	for _, n := range at {
		if n >= 0 && n <= lastPlace {
			(*p)[n>>6] = 0
		}
	}
	return kept
}
