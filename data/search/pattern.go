package search

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"dateline/data"
)

// Tier is how well a word matches; more is better.
type Tier uint8

// The tiers. Close is a fuzzy match or another name of the same person or
// place: shown after everything that has the word itself.
const (
	None Tier = iota
	Close
	Substring
	Prefix
	Exact
)

// Pattern is the words of one term, ready to be looked for.
type Pattern struct {
	// Words are folded. More than one must stand next to one another.
	Words []string
	// Loose is a single word that was typed without quotes: words that begin
	// with it or have it inside match too, less well.
	Loose bool
	// Open says that the last word may go on.
	Open bool
}

// Compile prepares the words of a term. A term without words, such as is:, has
// none.
func Compile(t data.Term) Pattern {
	folded := Fold(t.Text)
	words := Split(folded)
	last := ""
	if len(words) > 0 {
		last = words[len(words)-1]
	}
	return Pattern{
		Words: words,
		Loose: len(words) == 1 && !t.Phrase,
		// A space or a full stop behind the last word ends it, and what must not
		// occur is a whole word.
		Open: t.Prefix && !t.Not && strings.HasSuffix(folded, last),
	}
}

// Begun reports whether the last word has hardly been begun: it may go on, and a
// tenth of all words begin with its one or two letters. In scripts that don't part
// words with spaces they are words already.
func (p Pattern) Begun() bool {
	if !p.Open || len(p.Words) == 0 {
		return false
	}
	last := p.Words[len(p.Words)-1]
	_, class := classAt([]byte(last), 0)
	return class != single && utf8.RuneCountInString(last) < 3
}

// MinSubstring is the length in bytes of the shortest word that is looked for
// inside other words: one letter of a script without spaces, three of ASCII.
const MinSubstring = 3

// Hits gives where a pattern stands in a text and how well, best tier only: a
// text with the word doesn't have it marked inside other words too. Words that
// go on behind what was typed are marked as far as it reaches.
func (p Pattern) Hits(t *Text) (Tier, []data.Hit) {
	switch {
	case len(p.Words) == 0:
		return None, nil
	case !p.Loose:
		return p.phrase(t)
	}
	best, hits := None, []data.Hit(nil)
	back := cursor{text: t}
	word := []byte(p.Words[0])
	for w := range t.Words() {
		tier, at := matchWord(t.folded[w.Start:w.End], word)
		if tier == None || best >= Prefix && tier < Prefix {
			continue
		}
		if best == Substring && tier >= Prefix {
			hits, back = hits[:0], cursor{text: t}
		}
		best = max(best, tier)
		hits = append(hits, back.hit(w.Start+at, w.Start+at+len(word)))
	}
	if best == None {
		return compounds(t, word)
	}
	return best, hits
}

// compounds finds a word that is written with a hyphen inside, "cease-fire" for
// ceasef: close.
func compounds(t *Text, word []byte) (Tier, []data.Hit) {
	best, hits := None, []data.Hit(nil)
	var before Word
	for w := range t.Words() {
		size := before.End - before.Start
		if w.Start == before.End+1 && t.folded[before.End] == '-' && size < len(word) &&
			bytes.HasPrefix(word, t.folded[before.Start:before.End]) && bytes.HasPrefix(t.folded[w.Start:w.End], word[size:]) {
			start, end := t.span(before.Start, w.End)
			best, hits = Close, append(hits, data.Hit{Start: start, End: end})
		}
		before = w
	}
	return best, hits
}

// matchWord tells how a word of a text matches one that was asked for, and
// where in it.
func matchWord(word, asked []byte) (Tier, int) {
	at := bytes.Index(word, asked)
	switch {
	case at < 0:
		return None, 0
	case len(word) == len(asked):
		return Exact, 0
	case at == 0:
		return Prefix, 0
	case len(asked) < MinSubstring:
		return None, 0
	}
	return Substring, at
}

// Occurs tells how well the words of a pattern, as a phrase or as a single
// whole word, occur in a folded text.
func (p Pattern) Occurs(folded []byte) Tier {
	if len(p.Words) == 0 {
		return None
	}
	best := None
	p.each(folded, false, func(_, _ int, tier Tier) bool {
		best = max(best, tier)
		return best < Exact
	})
	return best
}

// phrase finds the words next to one another.
func (p Pattern) phrase(t *Text) (Tier, []data.Hit) {
	best, hits := None, []data.Hit(nil)
	back := cursor{text: t}
	p.each(t.folded, true, func(start, end int, tier Tier) bool {
		best = max(best, tier)
		hits = append(hits, back.hit(start, end))
		return true
	})
	return best, hits
}

// each calls found for every place of the words for as long as that answers
// with true; places that overlap with one before are left out where they must
// be apart.
func (p Pattern) each(folded []byte, apart bool, found func(start, end int, tier Tier) bool) {
	first := []byte(p.Words[0])
	for at := 0; at < len(folded); {
		next := bytes.Index(folded[at:], first)
		if next < 0 {
			return
		}
		start := at + next
		at = start + 1
		if !p.fits(folded, start) {
			continue
		}
		if end, tier := p.follow(folded, start); tier != None {
			if !found(start, end, tier) {
				return
			}
			if apart {
				at = end
			}
		}
	}
}

// fits reports whether the first word may start at a place where its letters
// stand. Most places fail at a letter before or behind, which is cheap to see.
func (p Pattern) fits(folded []byte, start int) bool {
	end := start + len(p.Words[0])
	if start > 0 && isASCIILetter(folded[start-1]) || len(p.Words) > 1 && end < len(folded) && isASCIILetter(folded[end]) {
		_, here := classAt(folded, start)
		return here == single
	}
	return wordStartsAt(folded, start)
}

func isASCIILetter(b byte) bool { return b < utf8.RuneSelf && asciiClass[b] == letter }

// follow tries the whole pattern at a word's start, and gives the end of what
// it matched.
func (p Pattern) follow(b []byte, start int) (end int, tier Tier) {
	at := start
	for i, asked := range p.Words {
		w, ok := nextWord(b, at)
		if !ok {
			return 0, None
		}
		at = w.End
		switch match, _ := matchWord(b[w.Start:w.End], []byte(asked)); {
		case match == Exact && i == len(p.Words)-1:
			return w.End, Exact
		case match == Prefix && i == len(p.Words)-1 && p.Open:
			return w.Start + len(asked), Prefix
		case match != Exact:
			return 0, None
		}
	}
	return 0, None
}

// wordStartsAt reports whether a word starts at an offset where a letter is
// known to stand.
func wordStartsAt(b []byte, at int) bool {
	_, here := classAt(b, at)
	for before := at - 1; before >= 0; before-- {
		if b[before]&0xC0 == 0x80 {
			continue
		}
		if _, class := classAt(b, before); class != mark {
			return class != letter || here == single
		}
	}
	return true
}
