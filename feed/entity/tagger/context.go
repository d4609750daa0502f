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

// token is what of a word of a document is looked up once, for the document
// and for its sentence.
type token struct {
	word    string // clipped
	folded  string
	hash    uint64 // of folded
	classes uint16 // of the lists that have it as a phrase, and more
}

func (x *Extractor) read(w string) token {
	w = clip(w)
	k := token{word: w, folded: fold(w)}
	k.hash = hashString(k.folded)
	k.classes = x.lists.classes(k.hash)
	return k
}

// Document makes sentences the document whose sentences are asked for next:
// what a word looks like elsewhere in its document is worth a point of F1.
func (x *Extractor) Document(sentences [][]string) {
	x.tokens, x.parts = x.tokens[:0], x.parts[:0]
	clear(x.document)
	for _, words := range sentences {
		p := part{start: len(x.tokens), headline: MostlyCapital(words)}
		for _, w := range words {
			x.tokens = append(x.tokens, x.read(w))
		}
		p.end = len(x.tokens)
		x.parts = append(x.parts, p)
		if !p.headline {
			x.document.add(x.tokens[p.start:p.end])
		}
	}
}

// part is a sentence's tokens [start,end), and whether it is in capitals.
type part struct {
	start, end int
	headline   bool
}

// add takes in how the words of a sentence are seen in it.
func (d document) add(tokens []token) {
	var before token
	for i, k := range tokens {
		r, _ := utf8.DecodeRuneInString(k.word)
		switch {
		case unicode.IsLower(r):
			d[k.hash] |= seenLower
		case unicode.IsUpper(r) && i > 0:
			seen := uint8(seenCapital)
			if before.classes&(1<<First|1<<Title) != 0 {
				seen |= seenAfterName
			}
			if locatives[before.word] {
				seen |= seenAfterIn
			}
			if before.classes&(1<<OrgWord) != 0 {
				seen |= seenByOrg
			}
			d[k.hash] |= seen
		}
		if k.classes&(1<<OrgWord) != 0 && i > 0 && d[before.hash]&seenCapital != 0 {
			d[before.hash] |= seenByOrg
		}
		before = k
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
