package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/ui/screen"
)

// TestCursor checks that the terminal's own cursor stands where the reader is,
// for those who have the screen read to them: at the row, the name, the letter.
func TestCursor(t *testing.T) {
	for _, size := range [][2]int{{140, 40}, {100, 30}, {60, 24}} {
		d := drive(t, size[0], size[1], newLibrary(t, stories()...))
		at := func(what, before string, typing bool) {
			t.Helper()
			v := d.m.View()
			row := []string{}
			for x := range v.Cursor.X {
				row = append(row, d.m.canvas.At(x, v.Cursor.Y).Text)
			}
			if !strings.HasSuffix(strings.Join(row, ""), before) {
				t.Errorf("%v, %s: the cursor is behind %q, want %q\n%s", size, what, strings.Join(row, ""), before, d.screen())
			}
			if bar := v.Cursor.Shape != tea.CursorUnderline; bar != typing {
				t.Errorf("%v, %s: the cursor's shape is %v", size, what, v.Cursor.Shape)
			}
		}
		selected := func(what string) {
			t.Helper()
			v := d.m.View()
			if row := strings.Split(d.screen(), "\n")[v.Cursor.Y]; !strings.Contains(row, "▌") {
				t.Errorf("%v, %s: the cursor is in the line %q\n%s", size, what, row, d.screen())
			}
		}
		selected("the list")
		d.press("j j")
		selected("the list's third row")
		d.press("g g enter n")
		v := d.m.View()
		if c := d.m.canvas.At(v.Cursor.X, v.Cursor.Y); c.Style.Bg != screen.Current {
			t.Errorf("%v: the cursor is at %q, not at the current name", size, c.Text)
		}
		d.press("/").enter("boat")
		at("find", "/ boat", true)
		d.press("esc S").enter("ti東")
		at("search", "ti東", true)
		d.press("left left")
		at("search, two to the left", "t", true)
		d.press("esc :").enter("star")
		at("the palette", "star", true)
		d.press("esc 3 j")
		selected("the entities")
		d.press("/").enter("wei")
		at("the entities' field", "/ wei", true)
		d.press("esc 1 /").enter("tide")
		at("the list's field", "/ tide", true)
	}
}

// TestClickEverywhere clicks in every line of the screen, in each view.
func TestClickEverywhere(t *testing.T) {
	step := 9
	if testing.Short() {
		step = 37
	}
	for _, size := range [][2]int{{140, 40}, {100, 30}, {60, 24}, {40, 10}} {
		for _, keys := range []string{"", "3", "3 i", "2 n", "2 n c", "S", ": j", "?", "2 f", "P", "1 /"} {
			d := drive(t, size[0], size[1], newLibrary(t, stories()...))
			for x := 0; x < size[0]; x += step {
				for y := range size[1] {
					if y%10 == 0 { // a click may have closed what was open
						d.press("esc esc esc 1 " + keys)
					}
					d.click(x, y)
				}
			}
			if strings.TrimSpace(d.screen()) == "" {
				t.Errorf("%v %s: the screen is blank", size, keys)
			}
		}
	}
}
