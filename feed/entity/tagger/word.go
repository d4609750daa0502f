package tagger

import (
	"unicode"
	"unicode/utf8"
)

// word is all that features are made of, worked out once for each token.
type word struct {
	folded       string
	lower        uint64 // hash of folded
	exact        uint64 // hash of the word as it stands
	shape, long  uint64
	prefix       [4]uint64
	suffix       [4]uint64
	affixes      int // how many of them there are
	cluster      cluster
	lists        uint16         // classes of all phrases that it is part of
	place        [Classes]uint8 // where in such a phrase it stands, 0 nowhere
	capital      bool
	allCapital   bool
	letter       bool
	form         uint64 // capital, allCapital, first of the sentence, headline
	seen         uint64 // what the document says about it
	runStart     int    // of the run of capitals that it is in
	runEnd       int
	runLists     uint16 // classes of phrases that are exactly the run
	runWordLists uint16 // classes of any word of the run
}

// Where a word stands in a phrase of a list.
const (
	phraseBegin = 1 + iota
	phraseInside
	phraseLast
	phraseWhole
)

// Bits of word.form.
const (
	formCapital = 1 << iota
	formAllCapital
	formFirst
	formHeadline
)

// set reads everything about a word that doesn't depend on its neighbours.
func (w *word) set(k *token, m *lexicon, d document) {
	s := k.word
	*w = word{folded: k.folded, lower: k.hash, exact: hashString(s)}
	w.shape, w.long = shapes(s)
	w.affix()
	w.cluster = m.cluster(w.lower)
	r, _ := utf8.DecodeRuneInString(s)
	w.letter = unicode.IsLetter(r)
	w.capital = unicode.IsUpper(r)
	if w.capital {
		w.allCapital = allCapital(s)
		w.form |= formCapital
		w.seen = uint64(d[w.lower])
	}
	if w.allCapital {
		w.form |= formAllCapital
	}
}

// affix hashes the first and last one to four bytes: bytes and not letters,
// which costs nothing and tells scripts apart as well.
func (w *word) affix() {
	s := w.folded
	if len(s) < 2 {
		return
	}
	w.affixes = min(len(s), len(w.prefix))
	h := uint64(fnvStart)
	for k := range w.affixes {
		h = (h ^ uint64(s[k])) * fnvPrime
		w.prefix[k] = h
		w.suffix[k] = hashString(s[len(s)-k-1:])
	}
}

func allCapital(s string) bool {
	upper := 0
	for _, r := range s {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsUpper(r) {
			upper++
		}
	}
	return upper > 1
}

// inPhrase marks a word as part of a phrase of n words of some classes.
func (w *word) inPhrase(classes uint16, at, n int) {
	p := uint8(phraseInside)
	switch {
	case n == 1:
		p = phraseWhole
	case at == 0:
		p = phraseBegin
	case at == n-1:
		p = phraseLast
	}
	w.lists |= classes
	for c := range Classes {
		if classes>>c&1 == 1 && (p != phraseWhole || w.place[c] == 0) {
			w.place[c] = p
		}
	}
}

// plain reports whether a word is surely no name's: a mark, or a common word
// in lower case.
func (w *word) plain() bool {
	if w.capital || len(w.folded) > 1 && w.cluster.rarity > commonRarity {
		return w.isMark()
	}
	for i := range len(w.folded) {
		if c := w.folded[i]; c >= 0x80 || '0' <= c && c <= '9' || c == '@' || c == '#' {
			return false
		}
	}
	return true
}

// commonRarity is the rarity of the rarest words that are common.
const commonRarity = uint8(len(rarityBounds))

func (w *word) isMark() bool {
	for i := range len(w.folded) {
		if c := w.folded[i]; c >= 0x80 || 'a' <= c && c <= 'z' || '0' <= c && c <= '9' || c == '@' || c == '#' {
			return false
		}
	}
	return true
}
