package place

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a word or a mark of the text, bytes [start,end). Possessive endings
// aren't part of it.
type word struct {
	start, end int
	sentence   int
	mark       bool // punctuation
	capital    bool
	owns       bool // "Georgia's"
	stopped    bool // a stop follows at once: "Ga."
}

// cut parts a text into words, which it appends. Stops inside of a word stay with it ("N.H.").
func cut(text string, words []word) []word {
	sentence, ended := 0, false
	for i := 0; i < len(text); {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '\n':
			sentence, ended = sentence+1, false
			i += size
			continue
		case unicode.IsSpace(r):
			i += size
			continue
		case !unicode.IsLetter(r) && !unicode.IsDigit(r):
			words = append(words, word{start: i, end: i + size, sentence: sentence, mark: true})
			ended = ended || r == '.' || r == '!' || r == '?'
			i += size
			continue
		}
		capital := unicode.IsUpper(r)
		if ended && (capital || unicode.IsDigit(r)) && !shortBefore(text, words) {
			sentence++
		}
		ended = false
		w := scan(text, i)
		w.sentence, w.capital = sentence, capital
		words = append(words, w)
		i = w.end
		if w.owns {
			i = afterOwning(text, i)
		}
	}
	return words
}

// shortBefore reports whether the last stop ends a short word with a capital,
// as in "Gov. Pruitt" and "St. Petersburg", and not a sentence.
func shortBefore(text string, words []word) bool {
	if len(words) < 2 {
		return false
	}
	stop, w := words[len(words)-1], words[len(words)-2]
	return text[stop.start] == '.' && w.capital && w.end == stop.start && w.end-w.start <= 4 && !isShort(text[w.start:stop.end])
}

// isShort reports whether a word is a state's abbreviation, after which a
// sentence may well end.
func isShort(s string) bool { return len(s) > 4 && strings.Count(s, ".") > 1 }

// scan reads the word that begins at i.
func scan(text string, i int) word {
	w := word{start: i}
	for i < len(text) {
		r, size := rune(text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(text[i:])
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			i += size
			continue
		}
		next, _ := utf8.DecodeRuneInString(text[i+size:])
		switch {
		case r == '\'' || r == '’':
			if owning(text[i+size:]) {
				w.end, w.owns = i, true
				return w
			}
			if !unicode.IsLetter(next) {
				w.end = i
				return w
			}
		case r == '-' && unicode.IsLetter(next):
		case r == '.' && unicode.IsLetter(next) && i-w.start <= 4:
		case r == '.' && strings.ContainsRune(text[w.start:i], '.') && i-w.start <= 6:
			w.end = i + 1
			return w
		case r == '.':
			w.end, w.stopped = i, true
			return w
		default:
			w.end = i
			return w
		}
		i += size
	}
	w.end = i
	return w
}

// owning reports whether what follows an apostrophe makes a word possessive.
func owning(rest string) bool {
	if strings.HasPrefix(rest, "s") || strings.HasPrefix(rest, "S") {
		r, _ := utf8.DecodeRuneInString(rest[1:])
		return !unicode.IsLetter(r)
	}
	return strings.HasPrefix(rest, " ")
}

// afterOwning is where the text goes on behind "'s" or "'".
func afterOwning(text string, i int) int {
	_, size := utf8.DecodeRuneInString(text[i:])
	i += size
	if i < len(text) && (text[i] == 's' || text[i] == 'S') {
		i++
	}
	return i
}
