package field

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/ui/screen"
)

// draw draws a field into w cells of a wider row, the rest of which must stay
// blank, and answers with what stands there and the cursor's column.
func draw(t *testing.T, f *Field, w int, spans ...Span) (text string, cursor int) {
	t.Helper()
	var c screen.Canvas
	c.Resize(w+20, 1)
	cursor = f.Draw(&c, 3, 0, w, screen.Style{}, spans) - 3
	line := strings.TrimSuffix(c.Plain(), "\n")
	if used := screen.Width(line); used > w+3 || strings.TrimSpace(line[:min(3, len(line))]) != "" {
		t.Errorf("%q is drawn as %q, outside of %d cells", f.Value(), line, w)
	}
	if cursor < 0 || cursor > w {
		t.Errorf("the cursor is in column %d of %d", cursor, w)
	}
	return strings.TrimLeft(line, " "), cursor
}

func key(code rune, mod tea.KeyMod) tea.KeyPressMsg {
	return tea.KeyPressMsg(tea.Key{Code: code, Mod: mod})
}

// TestDraw checks what is shown of texts that fit and of those that don't, with
// the cursor some keys to the left of their end.
func TestDraw(t *testing.T) {
	for _, c := range []struct {
		text   string
		left   int
		w      int
		shown  string
		cursor int
	}{
		{"", 0, 10, "", 0},
		{"tariff", 0, 10, "tariff", 6},
		{"tariff", 4, 10, "tariff", 2},
		{"abcdefghijkl", 0, 10, "defghijkl", 9},
		{"abcdefghijkl", 3, 10, "abcdefghij", 9},
		{"abcdefghijkl", 12, 10, "abcdefghij", 0},
		{"東京の天気", 0, 20, "東京の天気", 10},
		{"東京の天気", 2, 20, "東京の天気", 6},
		{"東京の天気", 0, 7, "の天気", 6},
		{"aé東", 0, 10, "aé東", 4},
		{"की क्ष", 0, 10, "की क्ष", 3},
		{"e\u0301e\u0301", 0, 10, "e\u0301e\u0301", 2},
		{"👍🏽🇳🇴x", 0, 10, "👍🏽🇳🇴x", 5},
		{"tariff", 0, 1, "", 0},
	} {
		f := New()
		f.SetValue(c.text)
		for range c.left {
			f.Update(key(tea.KeyLeft, 0))
		}
		if shown, cursor := draw(t, &f, c.w); shown != c.shown || cursor != c.cursor {
			t.Errorf("%q, %d to the left, in %d cells: %q with the cursor at %d, want %q at %d", c.text, c.left, c.w, shown, cursor, c.shown, c.cursor)
		}
	}
}

// TestDrawAnywhere draws at every width with the cursor everywhere.
func TestDrawAnywhere(t *testing.T) {
	for _, text := range []string{"plain words", "東京 की क्ष e\u0301 👍🏽🇳🇴", strings.Repeat("long ", 100)} {
		f := New()
		f.SetValue(text)
		for range text {
			for _, w := range []int{0, 1, 2, 3, 7, 30} {
				draw(t, &f, w)
			}
			f.Update(key(tea.KeyLeft, 0))
		}
	}
}

// TestUpdate checks keys and pastes, and that what is pasted is made safe.
func TestUpdate(t *testing.T) {
	for _, c := range []struct {
		name, from string
		msg        tea.Msg
		want       string
	}{
		{"a letter", "a", tea.KeyPressMsg(tea.Key{Code: 'b', Text: "b"}), "ab"},
		{"another script's", "東", tea.KeyPressMsg(tea.Key{Code: '京', Text: "京"}), "東京"},
		{"backspace", "ab", key(tea.KeyBackspace, 0), "a"},
		{"ctrl+u", "two words", key('u', tea.ModCtrl), ""},
		{"ctrl+w", "two words", key('w', tea.ModCtrl), "two "},
		{"a paste", "a ", tea.PasteMsg{Content: " b\r\nc\td "}, "a b c d"},
		{"a bad paste", "", tea.PasteMsg{Content: "\x1b[31mred\x00\u009b\u202e"}, "red"},
		{"a long paste", "", tea.PasteMsg{Content: strings.Repeat("x", 5000)}, strings.Repeat("x", limit-1) + "…"},
	} {
		f := New()
		f.SetValue(c.from)
		if changed := f.Update(c.msg); f.Value() != c.want || changed != (c.from != c.want) {
			t.Errorf("%s: %.60q, changed %v; want %.60q", c.name, f.Value(), changed, c.want)
		}
	}
}

// TestCursor checks that the cursor is told in bytes.
func TestCursor(t *testing.T) {
	f := New()
	f.SetValue("é東a")
	for _, want := range []int{6, 5, 2, 0, 0} {
		if got := f.Cursor(); got != want {
			t.Errorf("the cursor is at %d, want %d", got, want)
		}
		f.Update(key(tea.KeyLeft, 0))
	}
}

// TestSpans checks that a part of the text is drawn in its own style.
func TestSpans(t *testing.T) {
	f := New()
	f.SetValue("after:2025-31")
	var c screen.Canvas
	c.Resize(20, 1)
	bad := screen.Style{Fg: screen.Error}
	f.Draw(&c, 0, 0, 20, screen.Style{}, []Span{{Start: 6, End: 13, Style: bad}})
	if c.At(5, 0).Style == bad || c.At(6, 0).Style != bad || c.At(12, 0).Style != bad {
		t.Errorf("the styles are %v, %v, %v", c.At(5, 0).Style, c.At(6, 0).Style, c.At(12, 0).Style)
	}
}

func TestPlaceIsWhereDrawPutsIt(t *testing.T) {
	f := New()
	f.SetValue("wide 中文 and more text than fits")
	for _, w := range []int{8, 20, 80} {
		for offset := range len(f.Value()) {
			var c screen.Canvas
			c.Resize(100, 1)
			f.Draw(&c, 3, 0, w, screen.Style{}, []Span{{Start: offset, End: offset + 1, Style: screen.Style{Bold: true}}})
			x, ok := f.Place(offset, w)
			if !ok || f.Value()[offset]&0xC0 == 0x80 {
				continue
			}
			want := f.Value()[offset]
			if got := []rune(c.Plain())[runesBefore(c.Plain(), 3+x)]; want < 0x80 && got != rune(want) {
				t.Errorf("in %d cells byte %d, %q, is said to be at %d, where %q stands", w, offset, want, x, got)
			}
		}
	}
	if _, ok := f.Place(0, 8); ok {
		t.Error("the beginning of a text that is too long is said to be shown")
	}
}

// runesBefore is how many runes take the first n columns of a line.
func runesBefore(line string, n int) int {
	count, at := 0, 0
	for _, r := range line {
		if at >= n {
			break
		}
		at += screen.Width(string(r))
		count++
	}
	return count
}
