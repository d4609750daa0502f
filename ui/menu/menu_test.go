package menu

import (
	"fmt"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/ui/event"
	"dateline/ui/screen"
)

// items makes n items, whose choice runs the command of their number; every
// third only tells, and groups are of four.
func items(n int) []Item {
	all := make([]Item, n)
	for i := range all {
		all[i] = Item{Group: fmt.Sprintf("Group %d", i/4), Sign: "◆", Label: fmt.Sprintf("Item %d", i), Chosen: event.Run{Command: fmt.Sprint(i)}}
		if i%3 == 2 {
			all[i].Chosen = nil
		}
	}
	return all
}

func press(m *Menu, keys ...string) (e event.Event) {
	named := map[string]rune{"enter": tea.KeyEnter, "esc": tea.KeyEscape, "up": tea.KeyUp, "down": tea.KeyDown, "pgdown": tea.KeyPgDown, "pgup": tea.KeyPgUp, "tab": tea.KeyTab}
	for _, k := range keys {
		key := tea.Key{Code: []rune(k)[0], Text: k}
		if code, ok := named[k]; ok {
			key = tea.Key{Code: code}
		}
		e = m.Update(tea.KeyPressMsg(key))
	}
	return e
}

// TestKeys checks what keys choose, in a menu with a field.
func TestKeys(t *testing.T) {
	for _, c := range []struct {
		keys string
		want event.Event
	}{
		{"enter", event.Run{Command: "0"}},
		{"down enter", event.Run{Command: "1"}},
		{"down down enter", event.Run{Command: "3"}}, // 2 only tells
		{"down down up enter", event.Run{Command: "1"}},
		{"up enter", event.Run{Command: "0"}},
		{"pgdown pgdown enter", event.Run{Command: "10"}}, // 11 only tells, and is the last
		{"pgdown pgup enter", event.Run{Command: "0"}},
		{"esc", event.Close{}},
		{"q", event.Typed{Text: "q"}},
		{"a b", event.Typed{Text: "ab"}},
	} {
		m := New("Menu", ":")
		m.Set(items(12))
		draw(m, 80, 24)
		if got := press(m, strings.Fields(c.keys)...); got != c.want {
			t.Errorf("%s: %#v, want %#v", c.keys, got, c.want)
		}
	}
}

// TestLetters checks the letters of a menu of links, and their capitals.
func TestLetters(t *testing.T) {
	all := make([]Item, 30)
	for i := range all {
		all[i] = Item{Label: fmt.Sprint(i), Chosen: event.OpenLink{URL: fmt.Sprint(i)}, Other: event.CopyLink{URL: fmt.Sprint(i)}}
	}
	for key, want := range map[string]event.Event{
		"a": event.OpenLink{URL: "0"}, "z": event.OpenLink{URL: "25"}, "B": event.CopyLink{URL: "1"},
		"é": nil, "1": nil, "[": nil, "{": nil, "`": nil, "@": nil, "esc": event.Close{},
	} {
		if got := press(Letters("Links", all), key); got != want {
			t.Errorf("%s: %#v, want %#v", key, got, want)
		}
	}
	few := Letters("Links", all[:2])
	if got := press(few, "c"); got != nil {
		t.Errorf("a letter without an item: %#v", got)
	}
	if press(few, "j"); press(few, "enter") != (event.OpenLink{URL: "1"}) {
		t.Error("j doesn't move where it isn't a letter of an item")
	}
}

// TestEmpty checks that a menu without items says so and survives its keys.
func TestEmpty(t *testing.T) {
	m := New("Palette", ":")
	m.Empty = "Nothing has this name."
	for _, set := range [][]Item{nil, {{Label: "only tells"}}} {
		m.Set(set)
		c, _, _ := draw(m, 80, 24)
		if shown := strings.Contains(c.Plain(), m.Empty); shown != (len(set) == 0) {
			t.Errorf("%d items: %v", len(set), shown)
		}
		for _, key := range []string{"up", "down", "pgup", "pgdown", "enter", "tab"} {
			if got := press(m, key); got != nil {
				t.Errorf("%s in a menu of %d: %#v", key, len(set), got)
			}
		}
	}
	if n, of := m.Position(); n != 1 || of != 1 {
		t.Errorf("%d of %d", n, of)
	}
}

// draw draws a menu onto a screen of a size.
func draw(m *Menu, w, h int) (c *screen.Canvas, x, y int) {
	c = &screen.Canvas{}
	c.Resize(w, h)
	x, y = m.Draw(c)
	return c, x, y
}

// TestDraw checks that the cursor's item is always in sight, marked, within the
// frame, and that clicking it chooses it.
func TestDraw(t *testing.T) {
	for _, prompt := range []string{"", ":"} {
		m := New("Menu", prompt)
		m.Set(items(40))
		for i := range 40 {
			c, x, y := draw(m, 60, 20)
			line := -1
			for row, l := range strings.Split(c.Plain(), "\n") {
				if strings.Contains(l, "▌") {
					line = row
				}
			}
			if line < 0 {
				t.Fatalf("step %d: no selected item in sight:\n%s", i, c.Plain())
			}
			if prompt == "" && (x != m.frame.X+1 || y != line) || prompt != "" && y != m.frame.Y+1 {
				t.Errorf("step %d: the cursor is at %d,%d, the item in line %d", i, x, y, line)
			}
			chosen := press(m, "enter")
			if got := m.Update(tea.MouseClickMsg(tea.Mouse{X: m.frame.X + 5, Y: line})); got != chosen {
				t.Errorf("step %d: a click chooses %v, enter %v:\n%s", i, got, chosen, c.Plain())
			}
			if below := m.frame.Y + m.frame.H; below > 20 || strings.TrimSpace(strings.Split(c.Plain(), "\n")[below]) != "" {
				t.Errorf("step %d: something stands below the frame:\n%s", i, c.Plain())
			}
			press(m, "down")
		}
		if got := m.Update(tea.MouseClickMsg(tea.Mouse{})); got != (event.Close{}) {
			t.Errorf("a click outside: %#v", got)
		}
	}
}

// TestWide checks labels of wide characters, and that parts never overlap.
func TestWide(t *testing.T) {
	m := Letters("Links", []Item{
		{Label: strings.Repeat("東京", 40), Note: "https://example.org/" + strings.Repeat("x", 200), Key: "g a", Chosen: event.Close{}},
		{Label: "short", Note: strings.Repeat("ノート", 40), Key: "q", Chosen: event.Close{}},
	})
	for w := range 90 {
		for _, h := range []int{0, 1, 5, 10, 24} {
			c, _, _ := draw(m, w, h)
			for y := range h {
				cells := 0
				for x := range w {
					cells += c.At(x, y).Width
				}
				if cells != w {
					t.Fatalf("%d cells in a row of %d:\n%s", cells, w, c.Plain())
				}
			}
		}
	}
	c, _, _ := draw(m, 80, 24)
	if s := c.Plain(); !strings.Contains(s, "g a │") || !strings.Contains(s, "…") {
		t.Errorf("the key or the cut is lost:\n%s", s)
	}
}

// TestTelling: what is only told scrolls with the first key, to its end and back.
func TestTelling(t *testing.T) {
	var all []Item
	for i := range 60 {
		all = append(all, Item{Label: fmt.Sprintf("Line %d.", i)})
	}
	m := Lines("Text", all)
	first := func(keys string) string {
		t.Helper()
		press(m, strings.Fields(keys)...)
		c, _, _ := draw(m, 80, 24)
		return strings.TrimSpace(strings.Trim(strings.Split(c.Plain(), "\n")[m.frame.Y+2], " │"))
	}
	for _, step := range [][2]string{{"", "Line 0."}, {"down", "Line 1."}, {"j k up", "Line 0."}, {"pgdown", "Line 16."}, {"G", "Line 44."}, {"down", "Line 44."}, {"up", "Line 43."}, {"g", "Line 0."}} {
		if got := first(step[0]); got != step[1] {
			t.Errorf("%s: the first line is %q, want %q", step[0], got, step[1])
		}
	}
	if few := Lines("Text", all[:3]); few.More() {
		draw(few, 80, 24)
		if press(few, "down"); few.More() || few.top > 0 {
			t.Error("what is shown whole scrolls")
		}
	}
}

// TestLettersAlign: items behind the last letter stand below the others.
func TestLettersAlign(t *testing.T) {
	all := make([]Item, 28)
	for i := range all {
		all[i] = Item{Label: "label", Chosen: event.Close{}}
	}
	c, _, _ := draw(Letters("Links", all), 80, 50)
	lines := strings.Split(c.Plain(), "\n")
	column := -1
	for _, l := range lines {
		if at := strings.Index(strings.NewReplacer("│", "|", "▌", " ").Replace(l), "label"); at >= 0 {
			if column >= 0 && at != column {
				t.Fatalf("a label begins at %d, others at %d:\n%s", at, column, c.Plain())
			}
			column = at
		}
	}
}
