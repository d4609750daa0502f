package ui

import (
	"fmt"
	"strings"
	"testing"
)

func TestLayout(t *testing.T) {
	for _, c := range []struct {
		w, h                  int
		choice                choice
		shape                 shape
		list, reader, sidebar int // widths
	}{
		{140, 40, choice{}, wide, 34, 71, 27},
		{126, 36, choice{}, wide, 27, 68, 23},
		{110, 30, choice{}, wide, 27, 52, 23},
		{200, 50, choice{}, wide, 40, 122, 30},
		{100, 30, choice{}, middle, 30, 64, 0},
		{100, 30, choice{Entities: true}, middle, 0, 64, 30},
		{100, 30, choice{Alone: true}, middle, 0, 97, 0},
		{60, 24, choice{Focus: listPane}, narrow, 57, 0, 0},
		{60, 24, choice{Focus: readerPane}, narrow, 0, 57, 0},
		{60, 24, choice{Focus: entitiesPane}, narrow, 0, 0, 57},
		{39, 24, choice{}, tooSmall, 0, 0, 0},
		{80, 9, choice{}, tooSmall, 0, 0, 0},
	} {
		l := lay(c.w, c.h, c.choice)
		if l.Shape != c.shape || l.List.W != c.list || l.Reader.W != c.reader || l.Entities.W != c.sidebar {
			t.Errorf("%d×%d %+v: shape %d, widths %d %d %d", c.w, c.h, c.choice, l.Shape, l.List.W, l.Reader.W, l.Entities.W)
		}
	}
}

// TestLayoutStaysInside tries every size: no pane reaches over an edge or into
// another one.
func TestLayoutStaysInside(t *testing.T) {
	for w := range 250 {
		for _, choice := range []choice{{}, {Entities: true}, {Alone: true}, {Focus: readerPane}, {Focus: entitiesPane}} {
			l := lay(w, 30, choice)
			end := 0
			for _, p := range []pane{listPane, readerPane, entitiesPane} {
				r := *l.pane(p)
				if r.W < 0 || r.W > 0 && (r.X <= end || r.X+r.W > w || r.Y+r.H > 28) {
					t.Fatalf("%d wide, %+v: pane %d at %+v", w, choice, p, r)
				}
				if r.W > 0 {
					end = r.X + r.W
				}
			}
		}
	}
}

// TestLowWindows: what has no room is left out, whole lines of words stay, and
// nothing stands in a hairline or beside the keys.
func TestLowWindows(t *testing.T) {
	for w := 14; w < 40; w++ {
		for h := 5; h < 12; h++ {
			d := start(t, w, h)
			text := strings.Join(strings.Fields(d.screen()), " ")
			if want := fmt.Sprintf("Too small to read in. %d × %d; needs 40 × 10. q quit", w, h); w >= 20 && text != want {
				t.Fatalf("%d × %d says %q", w, h, text)
			}
		}
	}
	for _, keys := range []string{"S", "/ z z z", "g *", "g *  3", "2 g *  2", "?", "P"} {
		d := start(t, 40, 10).press(keys)
		lines := strings.Split(d.screen(), "\n")
		if lines[1] != strings.Repeat("─", 40) || lines[8] != strings.Repeat("─", 40) {
			t.Errorf("%s: a hairline is broken:\n%s", keys, d.screen())
		}
	}
}
