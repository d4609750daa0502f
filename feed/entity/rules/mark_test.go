package rules

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/data"
)

// FuzzMarks: in any text, every place that a mark finds has the text, is within
// a tagged block, and doesn't cut a word.
func FuzzMarks(f *testing.F) {
	f.Add("The Board’s board; BOARD, Boards.", "Board", 4)
	f.Add("今日東京都で O’Brien’s", "東京", 2)
	f.Add("#MeToo $MSFT ¡Hola!", "#MeToo", 0)
	f.Add("e\u0301te\u0301 \xff", "e\u0301", 1)
	f.Fuzz(func(t *testing.T, text, marked string, cut int) {
		cut = max(0, min(cut, len(text)))
		a := &data.Article{Text: text, Blocks: []data.Block{{Start: 0, End: cut, Kind: data.Credit}, {Start: cut, End: len(text)}}}
		var m marks
		m.add(marked, 0)
		for _, o := range m.find(a) {
			got := text[o.start:o.end]
			if got != marked && got != strings.ToUpper(marked) {
				t.Fatalf("%q was found for %q", got, marked)
			}
			if o.start < cut {
				t.Fatalf("%q was found in a credit", got)
			}
			before, _ := utf8.DecodeLastRuneInString(text[cut:o.start])
			first, _ := utf8.DecodeRuneInString(got)
			last, _ := utf8.DecodeLastRuneInString(got)
			after, _ := utf8.DecodeRuneInString(text[o.end:])
			if joins(before, first) || joins(last, after) {
				t.Fatalf("%q is a part of a word in %q", got, text)
			}
		}
	})
}
