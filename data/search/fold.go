// Package search is what every kind of search in Dateline shares: folding
// (case, accents, quotes, dashes and white space don't matter), words, the
// query language, how well a word matches, and snippets.
package search

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Text is a text made ready for matching: its folded form, and the way back
// from there to byte offsets of the original. Making one costs a pass over the
// text; every search in it after that is a plain search for bytes.
//
// In the folded form letters are lower case and without accents, quotes and
// dashes are the ASCII ones, and a run of white space, line ends included, is
// one space. Cyrillic letters keep their marks: й is another letter than и.
type Text struct {
	source  string
	folded  []byte
	anchors []anchor
}

// anchor ties a folded offset to an offset of the source. Between two anchors
// both advance byte for byte, so plain ASCII needs none.
type anchor struct {
	folded, source uint32
}

// NewText folds a text and remembers the way back.
func NewText(source string) *Text {
	f := folder{out: make([]byte, 0, len(source)), track: true}
	f.fold(source)
	return &Text{source: source, folded: f.out, anchors: f.anchors}
}

// Fold gives the folded form of a text, without the way back.
func Fold(source string) string {
	return string(AppendFold(nil, source))
}

// FoldTitle folds a title as it is sorted: without the quotation marks and
// brackets that stand before its first word.
func FoldTitle(title string) string {
	return Fold(strings.TrimLeft(title, "\"'“”‘’«»„‚[( "))
}

// AppendFold appends the folded form of source to dst and answers with it all.
func AppendFold(dst []byte, source string) []byte {
	f := folder{out: dst}
	f.fold(source)
	return f.out
}

// Source is the text as it was.
func (t *Text) Source() string { return t.source }

// Folded is the folded form. It must not be changed.
func (t *Text) Folded() []byte { return t.folded }

// span gives the range of the source behind a range of the folded form: whole
// runes, with the marks that folding dropped after them.
func (t *Text) span(start, end int) (int, int) {
	from, to := t.offset(start), t.offset(end)
	for from > 0 && from < len(t.source) && !utf8.RuneStart(t.source[from]) {
		from--
	}
	for to < len(t.source) && !utf8.RuneStart(t.source[to]) {
		to++
	}
	return from, to
}

// offset is the place in the source of a place in the folded form. It may lie
// inside a rune that folding spelled out in several letters; span mends that.
func (t *Text) offset(at int) int {
	low, high := 0, len(t.anchors)
	for low < high {
		if middle := (low + high) / 2; int(t.anchors[middle].folded) <= at {
			low = middle + 1
		} else {
			high = middle
		}
	}
	source := at
	if low > 0 {
		source = int(t.anchors[low-1].source) + at - int(t.anchors[low-1].folded)
	}
	if low < len(t.anchors) {
		source = min(source, int(t.anchors[low].source))
	}
	return min(source, len(t.source))
}

// folder builds the folded form of one text.
type folder struct {
	out     []byte
	track   bool
	anchors []anchor
}

func (f *folder) fold(s string) {
	f.out = slices.Grow(f.out, len(s))
	for i := 0; i < len(s); {
		i = f.plain(s, i)
		if i == len(s) {
			return
		}
		if s[i] >= utf8.RuneSelf {
			i = f.rune(s, i)
		} else {
			i = f.space(s, i)
		}
	}
}

// plain folds ASCII from i on, byte for byte, and answers with where it ends:
// before another rune, or before white space that more may follow. This loop is
// most of the work on most texts.
func (f *folder) plain(s string, i int) int {
	rest := s[i:]
	start := len(f.out)
	f.out = slices.Grow(f.out, len(rest))
	out := f.out[start : start+len(rest)]
	n := 0
	for ; n < len(rest); n++ {
		c := rest[n]
		if c >= utf8.RuneSelf {
			break
		}
		low := asciiFold[c]
		if low == ' ' && n+1 < len(rest) && !plainAfterSpace(rest[n+1]) {
			break
		}
		out[n] = low
	}
	f.out = f.out[:start+n]
	return i + n
}

// space folds a run of white space that starts at i and answers with its end.
func (f *folder) space(s string, i int) int {
	end := i
	for end < len(s) {
		r, size := utf8.DecodeRuneInString(s[end:])
		if !isSpace(r) {
			break
		}
		end += size
	}
	f.out = append(f.out, ' ')
	f.anchor(1, end-i, end)
	return end
}

// rune folds the rune at i, which isn't ASCII, with the accents after it.
func (f *folder) rune(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	if isSpace(r) {
		return f.space(s, i)
	}
	end := i + size
	before := len(f.out)
	if !isAccent(r) && accentAt(s, end) {
		for accentAt(s, end) {
			end += 2
		}
		for _, composed := range norm.NFC.String(s[i:end]) {
			f.out = appendRune(f.out, composed)
		}
	} else {
		f.out = appendRune(f.out, r)
	}
	f.anchor(len(f.out)-before, end-i, end)
	return end
}

// anchor notes that folded bytes were written for taken bytes of the source,
// which goes on at next.
func (f *folder) anchor(written, taken, next int) {
	if !f.track || written == taken {
		return
	}
	a := anchor{uint32(len(f.out)), uint32(next)}
	if last := len(f.anchors) - 1; last >= 0 && f.anchors[last].folded == a.folded {
		f.anchors[last] = a
		return
	}
	f.anchors = append(f.anchors, a)
}

// accentAt reports whether a combining accent (U+0300–U+036F, two bytes each)
// stands at i.
func accentAt(s string, i int) bool {
	return i+1 < len(s) && (s[i] == 0xCC || s[i] == 0xCD && s[i+1] < 0xB0)
}
