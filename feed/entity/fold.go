package entity

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// letters that don't come apart into a letter and an accent.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ß", "ss", "æ", "ae", "œ", "oe",
	"ı", "i", "ħ", "h", "ə", "a", "’", "'", "ʼ", "'", "‘", "'", "`", "'", "‐", "-", "‑", "-", "–", "-")

// fold is the form under which names are compared: lower case, no accents, no
// stops, one space between words, a typewriter's apostrophe and hyphen.
func fold(s string) string {
	if folded, ok := foldPlain(s); ok {
		return folded
	}
	s = norm.NFD.String(strings.ToLower(s))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) || r == '.' {
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(letters.Replace(s)), " ")
}

// foldPlain folds what has nothing but plain letters, which is most names.
func foldPlain(s string) (string, bool) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= utf8.RuneSelf || c == '.' || c == '`' || c < ' ' || c == ' ' && (i == 0 || i+1 == len(s) || s[i+1] == ' ') {
			return "", false
		}
	}
	return strings.ToLower(s), true
}

// How many names a reader remembers folded, of all texts together, and how long
// one of these may be.
const (
	mostFolded    = 4096
	longestFolded = 128
)

// fold folds with a memory, as the same names come again and again, in other
// texts too.
func (d *reader) fold(s string) string {
	f, ok := d.folded[s]
	if !ok && len(s) > longestFolded {
		return fold(s)
	}
	if !ok {
		if len(d.folded) >= mostFolded {
			clear(d.folded)
		}
		s = strings.Clone(s) // or it would hold on to its text
		f = fold(s)
		d.folded[s] = f
	}
	return f
}

// capital reports whether a word begins with a capital.
func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r) || unicode.IsTitle(r)
}

// allCapitals reports whether a word has two letters or more and all are
// capitals.
func allCapitals(w string) bool {
	n := 0
	for _, r := range w {
		if unicode.IsLower(r) {
			return false
		}
		if unicode.IsLetter(r) {
			n++
		}
	}
	return n > 1
}
