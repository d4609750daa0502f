package results

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

var now = time.Date(2025, 4, 25, 9, 0, 0, 0, time.UTC)

// found is a pane w by h with n results, of which exact hold all of the query.
func found(h, n, exact int, text string) *Pane {
	p := &Pane{}
	p.Resize(80, h)
	r := data.Result{Exact: exact}
	var rows []data.Row
	var snippets []data.Snippet
	for i := range n {
		id := data.ID(fmt.Sprintf("a%d", i))
		r.IDs = append(r.IDs, id)
		rows = append(rows, data.Row{ID: id, Title: fmt.Sprintf("Title %d of tides", i), Source: "Wire", Published: now.AddDate(0, 0, -i-1)})
		s := data.Snippet{ID: id, Text: text, Title: []data.Hit{{Start: strings.Index(rows[i].Title, "tides"), End: len(rows[i].Title)}}}
		for at := 0; ; at += 4 {
			next := strings.Index(text[at:], "tide")
			if next < 0 {
				break
			}
			at += next
			s.Marks = append(s.Marks, data.Hit{Start: at, End: at + 4})
		}
		snippets = append(snippets, s)
	}
	p.Set(r)
	p.Put(rows, snippets)
	return p
}

func draw(p *Pane, w int) *screen.Canvas {
	c := &screen.Canvas{}
	c.Resize(w, p.h)
	p.Draw(c, screen.Rect{W: w, H: p.h}, now)
	return c
}

// marked are the stretches of a row that are marked as found.
func marked(c *screen.Canvas, y int) (all []string) {
	open := false
	for x := range c.W {
		cell := c.At(x, y)
		hit := cell.Style.Line == screen.Accent && cell.Style.Bold && cell.Style.Under == screen.Solid
		switch {
		case hit && !open:
			all = append(all, cell.Text)
		case hit:
			all[len(all)-1] += cell.Text
		}
		open = hit
	}
	return all
}

// TestDraw checks a result's lines: title, snippet, source and date, what was
// found marked in the first two.
func TestDraw(t *testing.T) {
	p := found(20, 2, 2, "The tide came in, and with the next tide the boats went out of the harbour and to the outer islands.")
	c := draw(p, 64)
	want := []string{
		"▌ Title 0 of tides",
		"▌ The tide came in, and with the next tide the boats went out",
		"▌ of the harbour and to the outer islands.",
		"▌ Wire                                                    24 Apr",
		"",
		"  Title 1 of tides",
	}
	if got := strings.Split(c.Plain(), "\n")[:len(want)]; strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	for y, want := range []string{"tides", "tide tide", "", ""} {
		if got := strings.Join(marked(c, y), " "); got != want {
			t.Errorf("line %d: %q is marked, want %q", y, got, want)
		}
	}
}

// TestCut checks that a snippet has two lines at most, and shows that it is cut.
func TestCut(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines int
		last  string
	}{
		{"", 0, ""},
		{"Short.", 1, "Short."},
		{strings.Repeat("word ", 15) + "end.", 2, "end."},
		{strings.Repeat("word ", 60), 2, "word…"},
		{strings.Repeat("word ", 14) + "and so on…", 2, "on…"},
		{strings.Repeat("東京の天気は晴れ。", 20), 2, "…"},
	} {
		p := found(10, 1, 1, c.text)
		lines := p.snippetLines(0)
		if len(lines) != c.lines {
			t.Errorf("%.20q: %d lines, want %d", c.text, len(lines), c.lines)
			continue
		}
		if c.lines == 0 {
			continue
		}
		shown := strings.Split(draw(p, 70).Plain(), "\n")
		if last := shown[c.lines]; !strings.HasSuffix(last, c.last) || screen.Width(last) > snippetWidth+2 || strings.HasSuffix(last, "……") {
			t.Errorf("%.20q ends in %q, want %q", c.text, last, c.last)
		}
	}
}

// TestClose checks the heading over what is close and not exact, and that the
// mouse finds results below it.
func TestClose(t *testing.T) {
	p := found(30, 3, 1, "The tide.")
	shown := strings.Split(draw(p, 60).Plain(), "\n")
	if shown[4] != "  Close, not exact" || !strings.Contains(shown[6], "Title 1") || strings.Count(strings.Join(shown, "\n"), "Close") != 1 {
		t.Errorf("got\n%s", strings.Join(shown, "\n"))
	}
	for y, want := range map[int]data.ID{0: "a0", 3: "a0", 6: "a1", 8: "a1", 10: "a2", 12: "a2"} {
		if !p.At(y) || p.Selected() != want {
			t.Errorf("line %d is %s, want %s", y, p.Selected(), want)
		}
	}
	if p.At(29) || p.At(-1) {
		t.Error("there is a result below the last or above the first")
	}
	if shown := draw(found(30, 2, 0, "A tide."), 60).Plain(); !strings.HasPrefix(shown, "  Close, not exact") {
		t.Errorf("without an exact one:\n%s", shown)
	}
	if shown := draw(found(30, 2, 2, "A tide."), 60).Plain(); strings.Contains(shown, "Close") {
		t.Errorf("with exact ones alone:\n%s", shown)
	}
}

// TestMove checks that the cursor stays among the results and in sight.
func TestMove(t *testing.T) {
	p := found(11, 20, 10, "The tide came in, and with the next tide the boats went out of the harbour and to the outer islands.")
	for _, n := range []int{1, 1, 5, -2, 30, 0, -30, 100} {
		p.Move(n)
		if c := draw(p, 64); !strings.Contains(c.Plain(), "▌ Title") {
			t.Errorf("moved by %d to %s, which isn't in sight:\n%s", n, p.Selected(), c.Plain())
		}
	}
	if p.Selected() != "a19" || p.Move(1) {
		t.Errorf("the cursor went past the last: %s", p.Selected())
	}
	if id, ok := p.Near("a3", 1); id != "a4" || !ok {
		t.Errorf("after a3 comes %s", id)
	}
	if _, ok := p.Near("a19", 1); ok {
		t.Error("something comes after the last")
	}
	p.Select("a7")
	if p.Selected() != "a7" {
		t.Errorf("selected %s", p.Selected())
	}
}

// TestSizes checks that no size and no gap in what is known is too small.
func TestSizes(t *testing.T) {
	for h := range 12 {
		for w := range 40 {
			for _, p := range []*Pane{{}, found(h, 0, 0, ""), found(h, 5, 2, "東京の tide です "+strings.Repeat("x", 200))} {
				p.Resize(80, h)
				p.Move(1)
				c := draw(p, w)
				for y := range h {
					cells := 0
					for x := range w {
						cells += c.At(x, y).Width
					}
					if cells != w {
						t.Fatalf("%d cells in a row of %d", cells, w)
					}
				}
			}
		}
	}
	var unknown Pane
	unknown.Resize(60, 10)
	unknown.Set(data.Result{IDs: []data.ID{"x"}, Exact: 1})
	draw(&unknown, 40)
	if got := unknown.Missing(); len(got) != 1 || got[0] != "x" {
		t.Errorf("missing: %v", got)
	}
	if _, ok := unknown.Row(); ok {
		t.Error("an unknown row is known")
	}
}

// TestExtend: where others are first in all of the results, the top stays the
// top, and a result that the reader went to stays the selected one.
func TestExtend(t *testing.T) {
	var p Pane
	p.Resize(60, 20)
	first := data.Result{IDs: []data.ID{"a", "b", "c"}, Found: 5, More: true}
	all := data.Result{IDs: []data.ID{"d", "b", "a", "e", "c"}, Found: 5}
	p.Set(first)
	if p.Extend(all); p.Selected() != "d" || p.Partial() {
		t.Errorf("at the top %s is selected", p.Selected())
	}
	p.Set(first)
	p.Move(2)
	if p.Extend(all); p.Selected() != "c" {
		t.Errorf("%s is selected, where c was", p.Selected())
	}
}
