package screen

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"dateline/data"
	"dateline/data/clean"
)

// Rect is a rectangle of cells.
type Rect struct{ X, Y, W, H int }

// Contains reports whether a cell lies in the rectangle.
func (r Rect) Contains(x, y int) bool {
	return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H
}

// Cell is one cell: a grapheme cluster and its style. The cells behind a wide
// one are empty with width 0.
type Cell struct {
	Text  string
	Style Style
	Width int
}

var blank = Cell{Text: " ", Width: 1}

// Canvas is a grid of cells. Drawing outside of it, or half over an edge, is
// ignored, so panes need no arithmetic for narrow screens.
type Canvas struct {
	W, H  int
	cells []Cell
}

// Resize makes the canvas w by h and blank. It keeps its memory.
func (c *Canvas) Resize(w, h int) {
	w, h = max(w, 0), max(h, 0)
	if cap(c.cells) < w*h {
		c.cells = make([]Cell, w*h)
	}
	c.W, c.H, c.cells = w, h, c.cells[:w*h]
	for i := range c.cells {
		c.cells[i] = blank
	}
}

// At is the cell at x, y; a blank one outside of the canvas.
func (c *Canvas) At(x, y int) Cell {
	if x < 0 || y < 0 || x >= c.W || y >= c.H {
		return blank
	}
	return c.cells[y*c.W+x]
}

// Put writes s from x on and returns the column behind it. A style without a
// background keeps the one that is there.
func (c *Canvas) Put(x, y int, st Style, s string) int {
	for len(s) > 0 {
		if s[0] < 0x80 && (len(s) == 1 || s[1] < 0x80) {
			c.set(x, y, st, s[:1], 1)
			x++
			s = s[1:]
			continue
		}
		g, w := ansi.FirstGraphemeCluster(s, Method())
		if g == "" {
			break
		}
		s = s[len(g):]
		if g, w = shown(g, w); w > 0 {
			c.set(x, y, st, g, w)
			x += w
		}
	}
	return x
}

// shown is what of a cluster may stand in a cell, and its width. Text was made
// safe at the door; this is the second lock, so that a mistake there moves no
// cursor.
func shown(g string, w int) (string, int) {
	if utf8.ValidString(g) && !strings.ContainsFunc(g, hidden) {
		return g, w
	}
	g = strings.Map(func(r rune) rune {
		if hidden(r) {
			return -1
		}
		return r // a byte that isn't UTF-8 has become U+FFFD
	}, g)
	return g, Width(g)
}

// hidden reports whether a character does something to a line other than stand
// in it. Joiners are part of their letters.
func hidden(r rune) bool { return clean.Hidden(r) && r != 0x200c && r != 0x200d || r == '\n' }

func (c *Canvas) set(x, y int, st Style, g string, w int) {
	if y < 0 || y >= c.H || x < 0 || x+w > c.W {
		return
	}
	if g[0] < 0x20 || g[0] == 0x7f { // nothing that moves a cursor is a cell
		g = " "
	}
	row := c.cells[y*c.W : (y+1)*c.W]
	if st.Bg == None {
		st.Bg = row[x].Style.Bg
	}
	c.part(y, x, x+w)
	row[x] = Cell{Text: g, Style: st, Width: w}
	for k := 1; k < w; k++ {
		row[x+k] = Cell{Style: st}
	}
}

// PutRight writes s so that it ends before column x, and returns where it began.
func (c *Canvas) PutRight(x, y int, st Style, s string) int {
	x -= Width(s)
	c.Put(x, y, st, s)
	return x
}

// PutCut writes s cut to w cells and returns the column behind it.
func (c *Canvas) PutCut(x, y, w int, st Style, s string) int {
	return c.Put(x, y, st, Cut(s, w))
}

// PutMarked writes text with what was found in it marked, and returns the
// column behind it. Hits are ordered offsets in what text was cut from, where
// it begins at from.
func (c *Canvas) PutMarked(x, y int, st Style, text string, from int, hits []data.Hit) int {
	hit := Style{Fg: st.Fg, Bold: true, Under: Solid, Line: Accent}
	at, all := 0, len(strings.TrimSuffix(text, "…"))
	for _, h := range hits {
		start, end := max(h.Start-from, at), min(h.End-from, all)
		if start > at {
			start = ClusterEnd(text, at, start)
		}
		if start >= end {
			continue
		}
		end = ClusterEnd(text, start, end)
		x = c.Put(x, y, st, text[at:start])
		x = c.Put(x, y, hit, text[start:end])
		at = end
	}
	return c.Put(x, y, st, text[at:])
}

// Fill gives a rectangle a background and keeps what stands in it.
func (c *Canvas) Fill(r Rect, bg Role) {
	c.each(r, func(cell *Cell) { cell.Style.Bg = bg })
}

// Clear blanks a rectangle, and whole the wide cells that reach into it.
func (c *Canvas) Clear(r Rect) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.H); y++ {
		if x0, x1 := max(r.X, 0), min(r.X+r.W, c.W); x0 < x1 {
			c.part(y, x0, x1)
		}
	}
	c.each(r, func(cell *Cell) { *cell = blank })
}

// part blanks the wide cells that stand half in columns [x0,x1) of a row and
// half out: overwritten in part, they would shift what follows.
func (c *Canvas) part(y, x0, x1 int) {
	row := c.cells[y*c.W : (y+1)*c.W]
	lead := x0
	for lead > 0 && row[lead].Width == 0 {
		lead--
	}
	for k := lead; k < x0; k++ {
		row[k].Text, row[k].Width = " ", 1
	}
	for k := x1; k < c.W && row[k].Width == 0; k++ {
		row[k].Text, row[k].Width = " ", 1
	}
}

// Fade takes everything back to faint, behind an overlay.
func (c *Canvas) Fade() {
	c.each(Rect{0, 0, c.W, c.H}, func(cell *Cell) {
		fg := Faint
		if cell.Style.Fg == Border {
			fg = Border
		}
		cell.Style = Style{Fg: fg}
	})
}

func (c *Canvas) each(r Rect, do func(*Cell)) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.H); y++ {
		for x := max(r.X, 0); x < min(r.X+r.W, c.W); x++ {
			do(&c.cells[y*c.W+x])
		}
	}
}

// Horizontal draws a hairline from x0 to before x1.
func (c *Canvas) Horizontal(x0, x1, y int) {
	c.Put(x0, y, Style{Fg: Border}, strings.Repeat("─", max(x1-x0, 0)))
}

// Frame draws an overlay: blank inside, one hairline around, its title in it.
func (c *Canvas) Frame(r Rect, title string) {
	if r.W < 2 || r.H < 2 {
		return
	}
	c.Clear(Rect{r.X - 1, r.Y, r.W + 2, r.H})
	st := Style{Fg: Faint}
	bar := strings.Repeat("─", r.W-2)
	c.Put(r.X, r.Y, st, "┌"+bar+"┐")
	c.Put(r.X, r.Y+r.H-1, st, "└"+bar+"┘")
	for y := r.Y + 1; y < r.Y+r.H-1; y++ {
		c.Put(r.X, y, st, "│")
		c.Put(r.X+r.W-1, y, st, "│")
	}
	if title != "" {
		c.PutCut(r.X+2, r.Y, r.W-4, Style{Fg: Accent, Bold: true}, " "+title+" ")
	}
}

// Sparkline draws one column for each number and returns the column behind
// them: a floor for none, two to eight eighths for the rest.
func (c *Canvas) Sparkline(x, y int, role Role, numbers []int) int {
	most := 1
	for _, n := range numbers {
		most = max(most, n)
	}
	for _, n := range numbers {
		if n <= 0 {
			x = c.Put(x, y, Style{Fg: Border}, "▁")
			continue
		}
		eighths := max(2, 1+(n*7+most-1)/most)
		x = c.Put(x, y, Style{Fg: role}, string(rune('▁'+eighths-1)))
	}
	return x
}

// Track draws the rule at the right of a pane, which is also its scroll bar:
// total lines, of which those from top on fill the h rows. Ticks are marks at
// lines, drawn over it: where several share a row the first bold one, else the
// first.
func (c *Canvas) Track(x, y, h, total, top int, ticks map[int]Style) {
	for i := range h {
		c.Put(x, y+i, Style{Fg: Border}, "│")
	}
	if total > h && h > 0 {
		from, n := top*h/total, max(1, h*h/total)
		for i := min(from, h-n); i < min(h, from+n); i++ {
			c.Put(x, y+i, Style{Fg: Faint}, "┃")
		}
	}
	const tick = "•"
	for _, line := range slices.Sorted(maps.Keys(ticks)) {
		row := line * h / max(total, h, 1)
		if before := c.At(x, y+row); row < h && (before.Text != tick || ticks[line].Bold && !before.Style.Bold) {
			c.Put(x, y+row, ticks[line], tick)
		}
	}
}
