package search

import (
	"iter"
	"unicode"
	"unicode/utf8"
)

// Word is a byte range [Start,End) of a folded text.
type Word struct {
	Start, End int
}

// Words gives the words of the text, as ranges of its folded form: runs of
// letters and digits. Apostrophes and hyphens part words, so that "week's"
// has the word "week". In scripts that don't part words with spaces each
// letter is a word, and what a reader types there is found as a phrase.
func (t *Text) Words() iter.Seq[Word] {
	return func(yield func(Word) bool) {
		for at := 0; ; {
			w, ok := nextWord(t.folded, at)
			if !ok || !yield(w) {
				return
			}
			at = w.End
		}
	}
}

// Split gives the words of a folded text as strings.
func Split(folded string) []string {
	var words []string
	b := []byte(folded)
	for at := 0; ; {
		w, ok := nextWord(b, at)
		if !ok {
			return words
		}
		words = append(words, folded[w.Start:w.End])
		at = w.End
	}
}

// nextWord finds the first word that starts at or after at.
func nextWord(b []byte, at int) (Word, bool) {
	for at < len(b) {
		size, class := classAt(b, at)
		switch class {
		case letter:
			return Word{at, wordEnd(b, at+size, letter)}, true
		case single:
			return Word{at, wordEnd(b, at+size, mark)}, true
		}
		at += size
	}
	return Word{}, false
}

// wordEnd goes on from at while runes are of the class or marks.
func wordEnd(b []byte, at int, of class) int {
	for at < len(b) {
		size, class := classAt(b, at)
		if class != of && class != mark {
			break
		}
		at += size
	}
	return at
}

// class is what a rune is to a word.
type class uint8

const (
	outside class = iota // parts words
	letter               // a letter or a digit
	mark                 // goes with the letter before it
	single               // a word of its own
)

func classAt(b []byte, at int) (size int, c class) {
	if b[at] < utf8.RuneSelf {
		return 1, asciiClass[b[at]]
	}
	r, size := utf8.DecodeRune(b[at:])
	switch {
	case r >= 0xE00 && unicode.In(r, alone...):
		if unicode.IsMark(r) {
			return size, mark
		}
		if unicode.IsLetter(r) {
			return size, single
		}
		return size, outside
	case unicode.IsLetter(r) || unicode.IsNumber(r):
		return size, letter
	case unicode.IsMark(r):
		return size, mark
	}
	return size, outside
}

// alone are the scripts that don't part words with spaces.
var alone = []*unicode.RangeTable{
	unicode.Han, unicode.Hiragana, unicode.Katakana,
	unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar,
}

var asciiClass = func() (table [utf8.RuneSelf]class) {
	for c := range table {
		if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
			table[c] = letter
		}
	}
	return table
}()
