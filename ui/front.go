package ui

import (
	tea "charm.land/bubbletea/v2"

	"dateline/ui/screen"
)

// front is a view that stands in place of the panes and has keys of its own: the
// feeds, or a card.
type front interface {
	place() where
	title() string
	draw(m *Model, c *screen.Canvas) (x, y int)         // answers with the real cursor's cell
	status(m *Model, c *screen.Canvas, y int) (end int) // draws the left half of the status line
	hints(m *Model, name string) (shown bool)           // whether a command's key is worth a hint now
	move(m *Model, n int) tea.Cmd
	page() int // how far a page moves
	click(m *Model, msg tea.MouseClickMsg) tea.Cmd
	wheel(m *Model, msg tea.MouseWheelMsg, notches int) tea.Cmd
	leave(m *Model) tea.Cmd
}

// front is the view in place of the panes, nil where they are shown, or the
// search.
func (m *Model) front() front {
	switch {
	case m.card != nil:
		return m.card
	case m.feeds != nil:
		return m.feeds
	}
	return nil
}

// toPanes closes the views that stand in place of the panes.
func (m *Model) toPanes() {
	m.search, m.feeds = nil, nil
	m.dropCard()
}
