// Package entities is the sidebar: the people, places and organisations of an
// article or of all articles.
package entities

import (
	"slices"
	"strings"

	"dateline/data"
	"dateline/ui/screen"
)

// Order is how the entities of each kind are sorted.
type Order uint8

// The orders.
const (
	ByCount Order = iota
	ByPlace       // in the order in which the article names them
	ByName
)

// String is the order in words.
func (o Order) String() string {
	return [...]string{"most mentioned first", "in order of appearance", "by name"}[o]
}

// Pane is the sidebar. The zero value is empty.
type Pane struct {
	Order Order
	All   bool // of all articles, not of one

	entities []data.EntityCount
	shown    []line
	filter   func(data.EntityCount) bool
	cursor   int // index into shown
	top      int
	chosen   data.EntityID
	w, h     int
}

// line is a row of the pane: a heading, an entity, or a blank.
type line struct {
	kind   data.Kind
	index  int // into entities, -1 for a heading, -2 for a blank
	number int // heading: how many
}

// Resize tells the pane how much room its rows have.
func (p *Pane) Resize(w, h int) {
	p.w, p.h = w, h
	p.follow()
}

// Set shows other entities.
func (p *Pane) Set(entities []data.EntityCount) {
	selected := p.selectedID()
	p.entities = slices.Clone(entities)
	p.arrange()
	p.selectEntity(selected)
}

// Filter shows only the entities that pass; nil shows all.
func (p *Pane) Filter(pass func(data.EntityCount) bool) {
	selected := p.selectedID()
	p.filter = pass
	p.arrange()
	if !p.selectEntity(selected) {
		p.cursor, p.top = 0, 0
		p.Move(0)
	}
}

// SetOrder sorts otherwise.
func (p *Pane) SetOrder(o Order) {
	p.Order = o
	p.Set(p.entities)
}

// Choose marks the chosen entity and moves the cursor to it.
func (p *Pane) Choose(id data.EntityID) {
	p.chosen = id
	p.selectEntity(id)
}

// Keep answers with a function that moves the cursor back to where it is now: to
// the entity under it, or to the line where that was.
func (p *Pane) Keep() (back func()) {
	id, line := p.selectedID(), p.cursor
	return func() {
		if !p.selectEntity(id) {
			p.MoveTo(line)
		}
	}
}

// Len is the number of entities shown.
func (p *Pane) Len() int {
	n := 0
	for _, l := range p.shown {
		if l.index >= 0 {
			n++
		}
	}
	return n
}

// Selected is the entity under the cursor.
func (p *Pane) Selected() (data.EntityCount, bool) {
	if p.cursor < len(p.shown) && p.shown[p.cursor].index >= 0 {
		return p.entities[p.shown[p.cursor].index], true
	}
	return data.EntityCount{}, false
}

func (p *Pane) selectedID() data.EntityID {
	e, _ := p.Selected()
	return e.ID
}

func (p *Pane) selectEntity(id data.EntityID) bool {
	for i, l := range p.shown {
		if l.index >= 0 && p.entities[l.index].ID == id {
			p.cursor = i
			p.follow()
			return true
		}
	}
	p.cursor = max(0, min(p.cursor, len(p.shown)-1))
	p.Move(0)
	return false
}

// arrange sorts the entities and puts them under the headings of their kinds.
func (p *Pane) arrange() {
	slices.SortStableFunc(p.entities, p.compare)
	p.shown = p.shown[:0]
	for _, kind := range data.Kinds {
		head := len(p.shown)
		if head > 0 {
			p.shown = append(p.shown, line{index: -2})
		}
		p.shown = append(p.shown, line{kind: kind, index: -1})
		at := len(p.shown)
		for i, e := range p.entities {
			if e.Kind == kind && (p.filter == nil || p.filter(e)) {
				p.shown = append(p.shown, line{kind: kind, index: i})
			}
		}
		if len(p.shown) == at {
			p.shown = p.shown[:head]
			continue
		}
		p.shown[at-1].number = len(p.shown) - at
	}
}

func (p *Pane) compare(a, b data.EntityCount) int {
	order := 0
	switch {
	case p.Order == ByName:
		order = strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	case p.Order == ByPlace && !p.All:
		order = a.First - b.First
	case p.All:
		order = b.All - a.All
	default:
		order = b.Here - a.Here
		if order == 0 {
			order = a.First - b.First
		}
	}
	if order == 0 {
		order = strings.Compare(a.Name, b.Name)
	}
	return order
}

// Move moves the cursor by n entities.
func (p *Pane) Move(n int) {
	step, left := 1, n
	if n < 0 {
		step, left = -1, -n
	}
	for i := p.cursor; left > 0; {
		if i += step; i < 0 || i >= len(p.shown) {
			break
		}
		if p.shown[i].index >= 0 {
			p.cursor = i
			left--
		}
	}
	for p.cursor < len(p.shown)-1 && p.shown[p.cursor].index < 0 {
		p.cursor++
	}
	p.follow()
}

// MoveTo moves the cursor to the first or the last entity, or near a line.
func (p *Pane) MoveTo(i int) {
	p.cursor = max(0, min(i, len(p.shown)-1))
	p.Move(0)
}

// Page moves by a share of the window.
func (p *Pane) Page(share float64) { p.MoveTo(p.cursor + int(float64(p.h)*share)) }

// Scroll moves by n lines, for the wheel.
func (p *Pane) Scroll(n int) {
	p.top = max(0, min(p.top+n, len(p.shown)-p.h))
}

// follow moves the window so that the cursor is in it, with its heading where
// there is room.
func (p *Pane) follow() {
	if p.h <= 0 { // hidden
		p.top = 0
		return
	}
	if p.cursor < p.top+1 {
		p.top = p.cursor - 1
	}
	if p.cursor >= p.top+p.h {
		p.top = p.cursor - p.h + 1
	}
	p.top = max(0, min(p.top, max(0, len(p.shown)-p.h)))
}

// At is the entity in line y of the rows, and moves the cursor to it; there is
// none above and below them.
func (p *Pane) At(y int) (data.EntityCount, bool) {
	if i := p.top + y; y >= 0 && y < p.h && i < len(p.shown) && p.shown[i].index >= 0 {
		p.cursor = i
		return p.entities[p.shown[i].index], true
	}
	return data.EntityCount{}, false
}

// column is how wide the column of counts over all articles is: narrow panes
// have none.
func (p *Pane) column(w int) int {
	if w < 27 {
		return 0
	}
	most := 0
	for _, e := range p.entities {
		most = max(most, e.All)
	}
	return max(5, screen.Width(screen.Number(most))+2)
}

// Heads draws the names of the columns so that they end with the rows' counts.
func (p *Pane) Heads(c *screen.Canvas, r screen.Rect) {
	muted := screen.Style{Fg: screen.Muted}
	if p.All {
		c.PutRight(r.X+r.W, r.Y, muted, "all")
		return
	}
	if all := p.column(r.W); all > 0 {
		c.PutRight(r.X+r.W, r.Y, muted, "all")
		c.PutRight(r.X+r.W-all, r.Y, muted, "here")
		return
	}
	c.PutRight(r.X+r.W, r.Y, muted, "here")
}

// Draw draws the rows into r and answers with the cell of the selection.
func (p *Pane) Draw(c *screen.Canvas, r screen.Rect, focus bool) (x, y int) {
	x, y = r.X, r.Y
	for row := range r.H {
		i := p.top + row
		if i >= len(p.shown) {
			break
		}
		if row == r.H-1 && i < len(p.shown)-1 && i != p.cursor {
			if left := p.left(i); left > 1 {
				c.Put(r.X+2, r.Y+row, screen.Style{Fg: screen.Muted}, screen.Number(left)+" more")
				break
			}
		}
		if i == p.cursor {
			y = r.Y + row
		}
		p.drawLine(c, screen.Rect{X: r.X, Y: r.Y + row, W: r.W, H: 1}, i, focus)
	}
	return x, y
}

// left counts the entities from line i on.
func (p *Pane) left(i int) int {
	n := 0
	for _, l := range p.shown[i:] {
		if l.index >= 0 {
			n++
		}
	}
	return n
}

var headings = [...]string{"People", "Places", "Organisations"}

func (p *Pane) drawLine(c *screen.Canvas, r screen.Rect, i int, focus bool) {
	l := p.shown[i]
	kind := screen.Kind(l.kind)
	switch l.index {
	case -2:
		return
	case -1:
		x := c.Put(r.X, r.Y, screen.Style{Fg: kind}, screen.KindSign(l.kind))
		x = c.Put(x+1, r.Y, screen.Style{Fg: kind, Bold: true}, headings[l.kind])
		c.Put(x+1, r.Y, screen.Style{Fg: screen.Muted}, screen.Number(l.number))
		return
	}
	e := p.entities[l.index]
	name, count := screen.Style{Fg: screen.Text}, screen.Style{Fg: screen.Muted}
	if i == p.cursor && focus {
		c.Fill(r, screen.Selection)
		c.Put(r.X, r.Y, screen.Style{Fg: screen.Accent}, "▌")
	}
	if e.ID == p.chosen {
		name = screen.Style{Fg: kind, Bold: true}
		count = name
		c.Put(r.X, r.Y, screen.Style{Fg: kind}, "▌")
	}
	all := p.column(r.W)
	first := e.Here
	if p.All {
		all, first = 0, e.All
	}
	c.PutCut(r.X+2, r.Y, r.W-2-all-screen.Width(screen.Number(first))-1, name, e.Name)
	if first > 0 {
		c.PutRight(r.X+r.W-all, r.Y, count, screen.Number(first))
	}
	if all > 0 && e.All > 0 { // nought is blank
		c.PutRight(r.X+r.W, r.Y, count, screen.Number(e.All))
	}
}
