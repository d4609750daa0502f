package tagger

import (
	"unicode"
	"unicode/utf8"
)

// What the document says about a word elsewhere.
const (
	seenLower     = 1 << iota // in lower case
	seenCapital               // with a capital inside a sentence
	seenAfterName             // after a first name or a title
	seenAfterIn               // after 'in', 'at', 'near'
	seenByOrg                 // beside a word that organisations' names have
)

// document is what the tagger knows of a whole document: for the hash of a
// folded word, how it was seen.
type document map[uint64]uint8

var locatives = map[string]bool{"in": true, "near": true, "at": true, "from": true, "outside": true}

// contextOf reads a document's sentences once, before they are tagged.
func contextOf(m *lexicon, sentences [][]string, d document) {
	clear(d)
	for _, words := range sentences {
		if MostlyCapital(words) {
			continue
		}
		var before uint16
		var beforeHash uint64
		for i, w := range words {
			w = clip(w)
			f := fold(w)
			h := hashString(f)
			bits := m.classes(h)
			r, _ := utf8.DecodeRuneInString(w)
			switch {
			case unicode.IsLower(r):
				d[h] |= seenLower
			case unicode.IsUpper(r) && i > 0:
				d[h] |= seenCapital
				if before&(1<<First|1<<Title) != 0 {
					d[h] |= seenAfterName
				}
				if locatives[words[i-1]] {
					d[h] |= seenAfterIn
				}
				if before&(1<<OrgWord) != 0 {
					d[h] |= seenByOrg
				}
			}
			if bits&(1<<OrgWord) != 0 && i > 0 && d[beforeHash]&seenCapital != 0 {
				d[beforeHash] |= seenByOrg
			}
			before, beforeHash = bits, h
		}
	}
}

// MostlyCapital reports whether fewer than a third of the words begin in
// lower case, as in headlines: there a capital says nothing.
func MostlyCapital(words []string) bool {
	lower := 0
	for _, w := range words {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			lower++
		}
	}
	return lower*3 < len(words)
}
