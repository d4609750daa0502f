// Package results is the pane of what a search found: each article with the
// stretch of its text that was found.
package results

import (
	"strings"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

// snippetWidth and snippetLines bound the stretch of text under a title.
const (
	snippetWidth = 60
	snippetLines = 2
)

// ahead is how many results beyond the window are kept ready.
const ahead = 30

// Pane is the results. The zero value has none.
type Pane struct {
	result   data.Result
	rows     map[data.ID]data.Row
	snippets map[data.ID]data.Snippet
	cursor   int
	top      int
	w, h     int
}

// Resize tells the pane how much room it has.
func (p *Pane) Resize(w, h int) {
	p.w, p.h = w, h
	p.Move(0) // the cursor stays in sight
}

// Set shows other results, from the first one on.
func (p *Pane) Set(r data.Result) {
	p.result, p.cursor, p.top = r, 0, 0
	p.snippets = map[data.ID]data.Snippet{}
	if p.rows == nil {
		p.rows = map[data.ID]data.Row{}
	}
}

// Extend takes all results where only the first were known. Others may be first
// now: who is at the top stays there, else what the reader looks at stays where
// it is.
func (p *Pane) Extend(r data.Result) {
	if p.cursor == 0 {
		p.result = r
		return
	}
	p.Again(r)
}

// Partial reports whether only the first results are known.
func (p *Pane) Partial() bool { return p.result.Found > len(p.result.IDs) }

// Again shows what the same search finds by now: what the reader looks at stays
// where it is.
func (p *Pane) Again(r data.Result) {
	selected, above, snippets := p.Selected(), p.cursor-p.top, p.snippets
	p.Set(r)
	p.snippets = snippets
	p.Select(selected)
	p.top = max(p.top, p.cursor-above)
}

// Result is what was found.
func (p *Pane) Result() data.Result { return p.result }

// Selected is the article under the cursor, empty when nothing was found.
func (p *Pane) Selected() data.ID {
	if p.cursor < len(p.result.IDs) {
		return p.result.IDs[p.cursor]
	}
	return ""
}

// Select moves the cursor to an article.
func (p *Pane) Select(id data.ID) {
	for i, other := range p.result.IDs {
		if other == id {
			p.cursor = i
			p.Move(0)
		}
	}
}

// Move moves the cursor by n results and reports whether it moved.
func (p *Pane) Move(n int) bool {
	before := p.cursor
	p.cursor = max(0, min(p.cursor+n, len(p.result.IDs)-1))
	p.top = min(p.top, p.cursor)
	for p.top < p.cursor && p.lines(p.top, p.cursor+1) > p.h {
		p.top++
	}
	return p.cursor != before
}

// Near is the article n results after the given one.
func (p *Pane) Near(id data.ID, n int) (data.ID, bool) {
	for i, other := range p.result.IDs {
		if other == id && i+n >= 0 && i+n < len(p.result.IDs) {
			return p.result.IDs[i+n], true
		}
	}
	return "", false
}

// Shown is how many results a window mostly has: one takes five lines with its
// snippet.
func (p *Pane) Shown() int { return p.h/5 + 2 }

// Whole reports whether all that the window shows is known.
func (p *Pane) Whole() bool {
	for i, line := p.top, 0; i < len(p.result.IDs) && line < p.h; i++ {
		if _, known := p.snippets[p.result.IDs[i]]; !known {
			return false
		}
		line += p.height(i)
	}
	return true
}

// Page is how many results a page has.
func (p *Pane) Page() int { return max(1, p.h/5) }

// Missing answers with the articles in and around the window that aren't known.
func (p *Pane) Missing() []data.ID {
	var ids []data.ID
	for _, id := range p.result.IDs[p.top:min(len(p.result.IDs), p.top+ahead)] {
		if _, ok := p.snippets[id]; !ok {
			ids = append(ids, id)
		}
	}
	return ids
}

// Put makes rows and snippets known.
func (p *Pane) Put(rows []data.Row, snippets []data.Snippet) {
	if p.rows == nil {
		return
	}
	for _, r := range rows {
		p.rows[r.ID] = r
	}
	for _, s := range snippets {
		p.snippets[s.ID] = s
	}
}

// Row is the selected row, as far as it is known.
func (p *Pane) Row() (data.Row, bool) {
	r, ok := p.rows[p.Selected()]
	return r, ok
}

// Known is an article's row, if it is known.
func (p *Pane) Known(id data.ID) (data.Row, bool) {
	r, ok := p.rows[id]
	return r, ok
}

// height is how many lines a result takes, with the blank behind it and the
// heading before it.
func (p *Pane) height(i int) int {
	n := 2 + len(p.snippetLines(i)) + 1
	if p.startsClose(i) {
		n += 2
	}
	return n
}

func (p *Pane) lines(from, to int) (n int) {
	for i := from; i < to; i++ {
		n += p.height(i)
	}
	return n
}

func (p *Pane) startsClose(i int) bool { return i == p.result.Exact }

// line is a stretch of a snippet on one line; cut is one after which more comes
// that isn't shown.
type line struct {
	start, end int
	cut        bool
}

// snippetLines breaks a result's snippet at words.
func (p *Pane) snippetLines(i int) []line {
	text := p.snippets[p.result.IDs[i]].Text
	if text == "" { // found in the title alone, or not known yet
		return nil
	}
	var lines []line
	at := 0
	for k, s := range screen.Wrap(text, min(snippetWidth-1, max(p.w-3, 1))) {
		if k == snippetLines {
			lines[k-1].cut = !strings.HasSuffix(text[:lines[k-1].end], "…")
			break
		}
		at += len(text[at:]) - len(strings.TrimLeft(text[at:], " "))
		end := min(at+len(s), len(text))
		lines = append(lines, line{start: at, end: end})
		at = end
	}
	return lines
}

// At reports whether a result stands in line y of the pane, and moves the cursor
// to it.
func (p *Pane) At(y int) bool {
	line := 0
	for i := p.top; i < len(p.result.IDs) && y >= 0; i++ {
		if line += p.height(i); y < line {
			p.cursor = i
			return true
		}
	}
	return false
}

// Track is what the scroll bar shows.
func (p *Pane) Track() (total, top int) {
	if n := p.result.Found; n*5 > p.h {
		return n * 5, p.top * 5
	}
	return 0, 0
}

// Draw draws the results into r.
func (p *Pane) Draw(c *screen.Canvas, r screen.Rect, now time.Time) {
	y, end := r.Y, r.Y+r.H
	for i := p.top; i < len(p.result.IDs) && y+1 < end; i++ {
		if p.startsClose(i) {
			c.PutCut(r.X+2, y, r.W-2, screen.Style{Fg: screen.Muted}, "Close, not exact")
			y += 2
		}
		y += p.drawResult(c, screen.Rect{X: r.X, Y: y, W: r.W, H: end - y}, i, now)
	}
}

func (p *Pane) drawResult(c *screen.Canvas, r screen.Rect, i int, now time.Time) int {
	id := p.result.IDs[i]
	row, snippet, lines := p.rows[id], p.snippets[id], p.snippetLines(i)
	h := 2 + len(lines)
	if i == p.cursor {
		shown := screen.Rect{X: r.X, Y: r.Y, W: r.W, H: min(h, r.H)}
		c.Fill(shown, screen.Selection)
		for y := range shown.H {
			c.Put(r.X, r.Y+y, screen.Style{Fg: screen.Accent}, "▌")
		}
	}
	title := screen.Style{Fg: screen.Text, Bold: true}
	c.PutMarked(r.X+2, r.Y, title, screen.Cut(row.Title, r.W-3), 0, snippet.Title)
	for k, l := range lines {
		if k+1 < r.H {
			end := c.PutMarked(r.X+2, r.Y+1+k, screen.Style{Fg: screen.Text}, snippet.Text[l.start:l.end], l.start, snippet.Marks)
			if l.cut {
				c.Put(end, r.Y+1+k, screen.Style{Fg: screen.Text}, "…")
			}
		}
	}
	if y := r.Y + h - 1; h <= r.H {
		date := screen.ListDate(row.Published, now)
		muted := screen.Style{Fg: screen.Muted}
		c.PutCut(r.X+2, y, r.W-4-screen.Width(date), muted, row.Source)
		c.PutRight(r.X+r.W, y, muted, date)
	}
	return h + 1
}
