// Package list is the pane of articles: a window of rows over an untouched
// slice of identities. The selection is kept by identity, never by row.
package list

import (
	"slices"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/screen"
)

// ahead is how many rows around the window are kept ready, so that a page in
// either direction never shows an empty row.
const ahead = 100

// Pane is the list. The zero value is an empty list.
type Pane struct {
	ids    []data.ID
	found  int // how many there are; more than ids while only the first are known
	exact  int // those from here on are close, not exact
	more   bool
	cursor int // index of the selection, 0 in an empty list
	top    int // index of the first row shown
	w, h   int // of the rows, without the pane's title
	rows   map[data.ID]data.Row
	titles search.Titles // what to mark in titles
}

// Resize tells the pane how much room its rows have.
func (p *Pane) Resize(w, h int) {
	p.w, p.h = w, h
	p.follow()
}

// Set shows other articles. The selection stays with its article; when that is
// gone it stays near its row.
func (p *Pane) Set(r data.Result) {
	selected, offset := p.Selected(), p.cursor-p.top
	p.ids, p.found, p.exact, p.more = r.IDs, max(r.Found, len(r.IDs)), r.Exact, r.More
	if i := slices.Index(p.ids, selected); i >= 0 {
		p.cursor = i
	}
	p.cursor = max(0, min(p.cursor, len(p.ids)-1))
	p.top = max(0, p.cursor-offset) // what the reader looks at doesn't move
	p.follow()
}

// Len is the number of articles.
func (p *Pane) Len() int { return p.found }

// Count is the number of articles as it is shown.
func (p *Pane) Count() string { return screen.AtLeast(p.found, p.more) }

// Partial reports whether only the first of them are known.
func (p *Pane) Partial() bool { return p.found > len(p.ids) }

// Index is the number of the selected row, from 0.
func (p *Pane) Index() int { return p.cursor }

// Selected is the article under the cursor, empty in an empty list.
func (p *Pane) Selected() data.ID {
	if p.cursor < len(p.ids) {
		return p.ids[p.cursor]
	}
	return ""
}

// Select moves the cursor to an article and reports whether it is in the list.
func (p *Pane) Select(id data.ID) bool {
	i := slices.Index(p.ids, id)
	if i >= 0 {
		p.MoveTo(i)
	}
	return i >= 0
}

// Row is the selected row, as far as it is known.
func (p *Pane) Row() (data.Row, bool) {
	r, ok := p.rows[p.Selected()]
	return r, ok
}

// Above answers with the articles from the first one to the selected one.
func (p *Pane) Above() []data.ID {
	return slices.Clone(p.ids[:min(p.cursor+1, len(p.ids))])
}

// All answers with every article of the list.
func (p *Pane) All() []data.ID { return slices.Clone(p.ids) }

// Near answers with the article n rows from the given one, and whether there is
// one. An article that isn't in the list is taken to be where the cursor is.
func (p *Pane) Near(id data.ID, n int) (data.ID, bool) {
	i := slices.Index(p.ids, id)
	if i < 0 {
		i = p.cursor
	}
	if i+n < 0 || i+n >= len(p.ids) {
		return "", false
	}
	return p.ids[i+n], true
}

// Move moves the cursor by n rows.
func (p *Pane) Move(n int) { p.MoveTo(p.cursor + n) }

// MoveTo moves the cursor to a row.
func (p *Pane) MoveTo(i int) {
	p.cursor = max(0, min(i, len(p.ids)-1))
	p.follow()
}

// Page moves by a share of the window: 1 a page down, -0.5 half a page up.
func (p *Pane) Page(share float64) {
	n := int(float64(p.visible()) * share)
	if n == 0 {
		n = 1
		if share < 0 {
			n = -1
		}
	}
	p.Move(n)
}

// Scroll moves the window by n rows and takes the cursor along at its edges.
func (p *Pane) Scroll(n int) {
	p.top = max(0, min(p.top+n, max(0, len(p.ids)-p.visible())))
	p.cursor = max(p.top, min(p.cursor, p.top+p.visible()-1, max(0, len(p.ids)-1)))
}

// visible is how many whole rows are shown from the top on.
func (p *Pane) visible() int {
	n, lines := 0, 0
	for i := p.top; i < len(p.ids); i++ {
		if lines += p.height(i); lines > p.h {
			break
		}
		n++
	}
	return max(n, 1)
}

// follow moves the window so that the cursor's row is whole in it. A cursor that
// leaves it below comes to stand in its middle: one sees what is next, and the
// screen is redrawn once in many rows and not at each.
func (p *Pane) follow() {
	p.top = max(0, min(p.top, p.cursor))
	if !p.fits(p.top, p.h) {
		for p.top < p.cursor && !p.fits(p.top, p.h*2/3) {
			p.top++
		}
	}
}

// fits reports whether the rows from one to the cursor's take at most h lines.
func (p *Pane) fits(from, h int) bool {
	lines := 0
	for i := min(p.cursor, len(p.ids)-1); i >= from; i-- {
		if lines += p.height(i); lines > h {
			return i == p.cursor
		}
	}
	return true
}

// height is how many lines a row takes, with the heading above it.
func (p *Pane) height(i int) int {
	n := 2
	if row, ok := p.rows[p.ids[i]]; ok {
		n = len(p.title(row)) + 1
	}
	if p.startsClose(i) {
		n += 2
	}
	return n
}

// startsClose reports whether the heading of what is close, not exact, stands
// above row i.
func (p *Pane) startsClose(i int) bool { return p.exact > 0 && i == p.exact }

// title is the title on one line or two: headlines are read, not guessed.
func (p *Pane) title(row data.Row) []string {
	if row.Title == "" {
		return []string{"Untitled"}
	}
	return screen.WrapLines(row.Title, max(p.w-3, 1), 2)
}

// Missing answers with the articles around the window whose rows aren't known.
func (p *Pane) Missing() []data.ID {
	from, to := max(0, p.top-ahead), min(len(p.ids), p.top+p.h+ahead)
	var ids []data.ID
	for _, id := range p.ids[from:max(from, to)] {
		if _, ok := p.rows[id]; !ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Put makes rows known.
func (p *Pane) Put(rows []data.Row) {
	if p.rows == nil || len(p.rows) > 100*ahead {
		p.rows = map[data.ID]data.Row{}
	}
	for _, r := range rows {
		p.rows[r.ID] = r
	}
	p.follow()
}

// Mark sets what to mark in titles.
func (p *Pane) Mark(titles search.Titles) { p.titles = titles }

// Rows is how many rows a window has at most.
func (p *Pane) Rows() int { return p.h/2 + 1 }

// Known is an article's row, if it is known.
func (p *Pane) Known(id data.ID) (data.Row, bool) {
	r, ok := p.rows[id]
	return r, ok
}

// Track is what the scroll bar shows: all rows and the first one shown, in
// lines, as far as heights are known.
func (p *Pane) Track() (total, top int) {
	shown := p.visible()
	if p.found <= shown {
		return 0, 0
	}
	per := max(1, p.h/max(shown, 1))
	return p.found * per, p.top * per
}

// At is the article in line y of the rows.
func (p *Pane) At(y int) (data.ID, bool) {
	for i, line := p.top, 0; i < len(p.ids) && y >= 0; i++ {
		if line += p.height(i); y < line {
			return p.ids[i], true
		}
	}
	return "", false
}

// Draw draws the rows into r and answers with the cell of the selection.
func (p *Pane) Draw(c *screen.Canvas, r screen.Rect, focus bool, now time.Time) (x, y int) {
	x, y = r.X, r.Y
	line, end := r.Y, r.Y+r.H
	for i := p.top; i < len(p.ids) && line < end; i++ {
		if p.startsClose(i) {
			c.PutCut(r.X+3, line, r.W-3, screen.Style{Fg: screen.Muted}, "Close, not exact")
			line += 2
		}
		if i == p.cursor {
			y = line
		}
		line += p.drawRow(c, screen.Rect{X: r.X, Y: line, W: r.W, H: end - line}, i, focus, now)
	}
	return x, y
}

func (p *Pane) drawRow(c *screen.Canvas, r screen.Rect, i int, focus bool, now time.Time) int {
	row, known := p.rows[p.ids[i]]
	lines := p.title(row)
	if !known {
		lines = []string{"…"}
	}
	height := len(lines) + 1
	style := screen.Style{Fg: screen.Text, Bold: known && !row.Read}
	if i == p.cursor {
		drawSelection(c, screen.Rect{X: r.X, Y: r.Y, W: r.W, H: min(height, r.H)}, focus)
	}
	if known && !row.Read && r.H > 0 {
		c.Put(r.X+1, r.Y, screen.Style{Fg: screen.Unread}, "●")
	}
	at, hits := 0, p.titles.Hits(row.Title)
	for k, l := range lines {
		if k < r.H {
			at = drawTitleLine(c, r.X+3, r.Y+k, style, l, row.Title, at, hits)
		}
	}
	if height-1 < r.H {
		drawSource(c, r.X+3, r.Y+height-1, r.X+r.W, row, now)
	}
	return height
}

// drawTitleLine writes one line of a title with its hits marked; at is where in
// the title the line begins, and the answer where the next one does.
func drawTitleLine(c *screen.Canvas, x, y int, st screen.Style, line, title string, at int, hits []data.Hit) int {
	shown := strings.TrimSuffix(line, "…")
	if i := strings.Index(title[min(at, len(title)):], shown); i >= 0 {
		at += i
	}
	c.PutMarked(x, y, st, line, at, hits)
	return at + len(shown)
}

func drawSource(c *screen.Canvas, x, y, end int, row data.Row, now time.Time) {
	muted := screen.Style{Fg: screen.Muted}
	date := screen.ListDate(row.Published, now)
	c.PutRight(end, y, muted, date)
	room := end - x - screen.Width(date) - 1
	if row.Starred {
		room -= 2
	}
	source, others := row.Source, ""
	if source == "" {
		source = screen.Minutes(row.Words)
	}
	if row.Others > 0 {
		others = " +" + screen.Number(row.Others)
		room -= screen.Width(others)
	}
	x = c.Put(c.PutCut(x, y, room, muted, source), y, muted, others)
	if row.Starred {
		c.Put(x+1, y, screen.Style{Fg: screen.Star}, "*")
	}
}

// drawSelection draws what shows a selected row: a bar, and in the pane that
// has the focus a background behind its first line. Behind all of the row it
// would cost twice the bytes at each move.
func drawSelection(c *screen.Canvas, r screen.Rect, focus bool) {
	bar := screen.Style{Fg: screen.Faint}
	if focus {
		c.Fill(screen.Rect{X: r.X, Y: r.Y, W: r.W, H: min(1, r.H)}, screen.Selection)
		bar.Fg = screen.Accent
	}
	for y := range r.H {
		c.Put(r.X, r.Y+y, bar, "▌")
	}
}
