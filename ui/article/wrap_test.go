package article

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		want       []string
	}{
		{"empty", "", 10, nil},
		{"white space", " \n ", 10, nil},
		{"words", "one two three", 7, []string{"one two", "three"}},
		{"spaces at the ends", " one  two ", 8, []string{"one  two"}},
		{"no-break space", "as 240\u00a0m", 6, []string{"as", "240\u00a0m"}},
		{"narrow no-break space", "as 12\u202f000", 6, []string{"as", "12\u202f000"}},
		{"hyphen", "war is end-able", 11, []string{"war is end-", "able"}},
		{"minus", "at minus -5 and", 10, []string{"at minus", "-5 and"}},
		{"ideographs, no stop begins a line", "北京，天安門。", 4, []string{"北", "京，", "天安", "門。"}},
		{"ideographs, no bracket ends a line", "港「好」", 6, []string{"港", "「好」"}},
		{"bracket after a quotation", "“yes” (or no)", 9, []string{"“yes” (or", "no)"}},
		{"bracket on the next line", "“yes” (or no)", 8, []string{"“yes”", "(or no)"}},
		{"French marks", "il dit : « oui ! »", 14, []string{"il dit : «", "oui ! »"}},
		{"wide in an odd measure", "北京東京", 5, []string{"北京", "東京"}},
		{"a word of two cells in one", "京", 1, []string{"京"}},
		{"long word from where it stands", "go abcdefghij", 8, []string{"go abcde", "fghij"}},
		{"long word on a line of its own", "going abcdefghij", 7, []string{"going", "abcdefg", "hij"}},
		{"address", "see https://a.org/bc/de ok", 12, []string{"see https://", "a.org/bc/de", "ok"}},
		{"marks stay with their letter", "e\u0301e\u0301e\u0301", 2, []string{"e\u0301e\u0301", "e\u0301"}},
		{"family", "👨‍👩‍👧‍👦👨‍👩‍👧‍👦", 3, []string{"👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦"}},
		{"Arabic", "قال وزير الخارجية", 8, []string{"قال وزير", "الخارجية"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if diff := cmp.Diff(c.want, Wrap(c.text, c.width)); diff != "" {
				t.Error("-want +got:\n", diff)
			}
		})
	}
}

// TestPlainWord checks that the way past the segmenter for plain words finds
// the segments that it would have found.
func TestPlainWord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("abZ  ,.-'(“”/5%é京 \n"))).Draw(t, "text")
		var got, want []int
		b := newBreaker(text, extent{0, len(text)}, 10, nil)
		for b.next < b.end {
			b.segment()
			got = append(got, b.next)
		}
		for b := newBreaker(text, extent{0, len(text)}, 10, nil); b.next < b.end; {
			b.careful()
			want = append(want, b.next)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%q: segments end at %v, want %v", text, got, want)
		}
	})
}

// TestWrapKeepsText checks that only white space is lost, at lines' ends.
func TestWrapKeepsText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.String().Draw(t, "text")
		width := rapid.IntRange(1, 30).Draw(t, "width")
		at := 0
		for _, line := range Wrap(text, width) {
			i := strings.Index(text[at:], line)
			if i < 0 || trimRight(text[at:at+i]) != "" {
				t.Fatalf("%q: %q doesn't go on at %d", text, line, at)
			}
			if w := Cells(line); w > max(2, width) {
				t.Fatalf("%q is %d cells wide", line, w)
			}
			at += i + len(line)
		}
		if trimRight(text[at:]) != "" {
			t.Fatalf("%q: %q is lost", text, text[at:])
		}
	})
}
