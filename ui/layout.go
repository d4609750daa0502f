package ui

import "dateline/ui/screen"

// The sizes at which the layout changes, in cells.
const (
	wideWidth   = 110 // from here on three panes
	middleWidth = 72  // from here on two
	minWidth    = 40
	minHeight   = 10
)

// shape is how many panes there is room for.
type shape uint8

const (
	tooSmall shape = iota
	narrow         // one pane at a time
	middle         // list or entities beside the reader
	wide           // all three
)

// layout says where everything is. A pane that isn't shown has an empty
// rectangle; a track of -1 isn't drawn.
type layout struct {
	Shape                                 shape
	List, Reader, Entities                screen.Rect
	ListTrack, ReaderTrack, EntitiesTrack int
}

// choice is what the reader decided about the layout.
type choice struct {
	Focus    pane // the pane that is shown where there is room for one
	Entities bool // at a middling width: the entities in place of the list
	Alone    bool // the reader alone
}

// lay is the whole of the arithmetic on the screen's size.
func lay(w, h int, c choice) layout {
	l := layout{ListTrack: -1, ReaderTrack: -1, EntitiesTrack: -1}
	body := func(x, w int) screen.Rect { return screen.Rect{X: x, Y: 2, W: max(w, 0), H: h - 4} }
	switch {
	case w < minWidth || h < minHeight:
		return l
	case w < middleWidth:
		l.Shape = narrow
		*l.pane(c.Focus), *l.track(c.Focus) = body(1, w-3), w-1
		return l
	case c.Alone:
		l.Shape = middle
		l.Reader, l.ReaderTrack = body(1, w-3), w-1
		return l
	case w < wideWidth:
		l.Shape = middle
		side := min(max(w*30/100, 24), 32)
		text := w - side - 6
		if c.Entities {
			l.Reader, l.ReaderTrack = body(1, text), text+2
			l.Entities = body(text+4, side)
			return l
		}
		l.List, l.ListTrack = body(1, side), side+2
		l.Reader, l.ReaderTrack = body(side+4, text), w-1
		return l
	}
	l.Shape = wide
	extra := max(0, w-126) // the text gets its 66 columns before the sides grow
	list, side := 27+min(13, extra/2), 23+min(7, extra/3)
	text := w - list - side - 8
	l.List, l.ListTrack = body(1, list), list+2
	l.Reader, l.ReaderTrack = body(list+4, text), list+text+5
	l.Entities = body(list+text+7, side)
	return l
}

func (l *layout) pane(p pane) *screen.Rect {
	return [...]*screen.Rect{&l.List, &l.Reader, &l.Entities}[p]
}

func (l *layout) track(p pane) *int {
	return [...]*int{&l.ListTrack, &l.ReaderTrack, &l.EntitiesTrack}[p]
}

// shown reports whether a pane has room.
func (l *layout) shown(p pane) bool { return l.pane(p).W > 0 }

// at is the pane under a cell.
func (l *layout) at(x, y int) (pane, bool) {
	for _, p := range [...]pane{listPane, readerPane, entitiesPane} {
		if r := *l.pane(p); r.W > 0 && (screen.Rect{X: r.X - 1, Y: r.Y, W: r.W + 2, H: r.H}).Contains(x, y) {
			return p, true
		}
	}
	return 0, false
}

// searchLayout is the layout of the search view: results, and the reader beside
// them where there is room.
func searchLayout(w, h int) (results, reader screen.Rect, resultsTrack, readerTrack int) {
	results = screen.Rect{X: 1, Y: 2, W: w - 3, H: h - 4}
	if w < wideWidth {
		return results, screen.Rect{}, w - 1, -1
	}
	results.W = w*46/100 - 2
	x := results.W + 2
	reader = screen.Rect{X: x + 2, Y: 2, W: w - x - 4, H: h - 4}
	return results, reader, x, w - 1
}
