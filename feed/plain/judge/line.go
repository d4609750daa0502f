// Package judge tells an article's lines from the furniture of the page that
// it was scraped from: navigation, share bars, appeals, lists of other stories.
//
// It knows no site. Each line is described by its form (how long it is, how it
// begins and ends, its capitals, stops and commas, its bullets and indent), by
// repetition, by a small lexicon of what pages say about themselves, and then
// by how its neighbours look. Two linear models with whole-number weights, which
// were learned from scraped pages with known articles, turn that into a score.
package judge

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Line is a line of a text with what was seen of its form.
type Line struct {
	Text   string // without indent, bullet and trailing space
	Indent int    // columns before the text or its bullet
	Bullet int    // 0 none, 1 a bullet, 2 a bullet of a deeper list, 3 a number
	Gap    bool   // an empty line stands before it

	number int // of a numbered line
	words  int // runs of letters and digits
	repeat int // how many lines before it say the same
	run    int // lines in its group: those without an empty line between
	form   form
}

// bullets are the signs that lists begin with in text and in dumps of pages;
// the second row is what dumps use one level deeper.
const (
	bullets     = "•*·●▪‣–-+►▶"
	deepBullets = "□○◦■◆◇☆★▫"
)

// Lines parts a clean text into its lines that have a word in them, at most
// limit of them; a limit below 1 is none.
func Lines(text string, limit int) []Line {
	var lines []Line
	seen := map[string]int{}
	gap := true
	for raw := range strings.Lines(text) {
		l := newLine(raw)
		if l.Text == "" && l.Bullet == 0 {
			gap = true
			continue
		}
		if l.words == 0 {
			continue // a bullet without text, a ruler
		}
		l.Gap = gap
		gap = false
		key := strings.ToLower(l.Text)
		l.repeat = seen[key]
		seen[key]++
		if lines = append(lines, l); len(lines) == limit {
			break
		}
	}
	countRuns(lines)
	return lines
}

// countRuns gives each line the size of its group.
func countRuns(lines []Line) {
	for from := 0; from < len(lines); {
		to := from + 1
		for to < len(lines) && !lines[to].Gap {
			to++
		}
		for i := from; i < to; i++ {
			lines[i].run = to - from
		}
		from = to
	}
}

func newLine(raw string) Line {
	text := strings.TrimRight(raw, " \n")
	trimmed := strings.TrimLeft(text, " ")
	l := Line{Indent: len(text) - len(trimmed)}
	l.Bullet, trimmed = cutBullet(trimmed)
	if l.Bullet == 3 {
		l.number, _ = strconv.Atoi(text[l.Indent : l.Indent+strings.IndexAny(text[l.Indent:], ".)")])
	}
	l.Text = strings.Join(strings.Fields(trimmed), " ")
	l.words = countWords(l.Text)
	l.form = measure(l.Text)
	return l
}

// cutBullet takes the bullet or number off that a line begins with.
func cutBullet(s string) (kind int, rest string) {
	r, n := utf8.DecodeRuneInString(s)
	after := s[n:]
	if after == "" || after[0] == ' ' {
		switch {
		case n > 0 && strings.ContainsRune(bullets, r):
			return 1, after
		case n > 0 && strings.ContainsRune(deepBullets, r):
			return 2, after
		}
	}
	digits := len(s) - len(strings.TrimLeft(s, "0123456789"))
	if digits > 0 && digits <= 3 && len(s) > digits+1 && (s[digits] == '.' || s[digits] == ')') && s[digits+1] == ' ' {
		return 3, s[digits+1:]
	}
	return 0, s
}

// countWords counts runs of letters and digits. In scripts without spaces
// between words two letters count as one word, which is about right.
func countWords(s string) int {
	n, packed, in := 0, 0, false
	for _, r := range s {
		switch {
		case isPacked(r):
			packed++
			in = false
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			if !in {
				n++
			}
			in = true
		case r == '\'' || r == '’' || r == '-':
		default:
			in = false
		}
	}
	return n + (packed+1)/2
}

// isPacked tells letters of scripts that are written without spaces.
func isPacked(r rune) bool {
	return r >= 0x2e80 && (unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)) || r >= 0xe00 && r < 0xf00 && unicode.Is(unicode.Thai, r)
}

// Words is the number of words in a line.
func (l Line) Words() int { return l.words }

// Repeated reports whether an earlier line says the same.
func (l Line) Repeated() bool { return l.repeat > 0 }

// Number is the number that a numbered line began with, 0 for other lines.
func (l Line) Number() int { return l.number }

// Sign reports whether a line by itself looks like furniture: a few words of
// the lexicon, a file's name, a copyright, or what stands below an article.
func (l Line) Sign() bool {
	f := l.form
	return l.Ending() || l.words <= 6 && (f.lexicon > 0 || f.order && f.you > 0) || f.marks&(markPicture|markRights) != 0
}

// Address answers with how many of a line's words outside quotation marks
// speak to the reader (you, your), how many for the site (we, our), and how many
// are of the lexicon.
func (l Line) Address() (you, we, lexicon int) {
	f := l.form
	return f.you - f.we, f.we, f.lexicon
}

// Label reports whether a line begins with a label and a colon, or a dash.
func (l Line) Label() bool {
	return label(l.Text) == 2 || strings.HasPrefix(l.Text, "—")
}

// Sentence reports whether a line has the words of a sentence: at least a third
// begin with a small letter, or the script has none.
func (l Line) Sentence() bool {
	f := l.form
	return f.lower*3 >= f.words && f.marks&(markBar|markBox|markTime|markAddress) == 0
}

// Table reports whether a third of the words of a line are numbers.
func (l Line) Table() bool {
	f := l.form
	return f.digits*3 >= f.words
}
