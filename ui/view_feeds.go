package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"dateline/ui/screen"
)

// detailHeight is how many lines tell of the selected feed, with the rule above
// them. A low window has lowDetail, as there the table has no room for the cause
// of a failure, and a lower one the table alone.
const (
	detailHeight = 10
	lowDetail    = 6
)

func (v *feedsView) place() where  { return inFeeds }
func (v *feedsView) title() string { return "Feeds" }
func (v *feedsView) page() int     { return v.pane.Page() }

func (v *feedsView) move(_ *Model, n int) tea.Cmd {
	v.pane.Move(n)
	return nil
}

func (v *feedsView) wheel(m *Model, _ tea.MouseWheelMsg, notches int) tea.Cmd {
	return v.move(m, notches)
}

// leave goes back to the panes.
func (v *feedsView) leave(m *Model) tea.Cmd {
	m.feeds = nil
	return m.arrange()
}

// hints leaves out what can't be done with what is selected.
func (v *feedsView) hints(m *Model, name string) bool {
	_, searching := m.selectedSearch()
	switch {
	case v.pane.Len() == 0:
		return !m.keys.byName[name].own()
	case name == "pause-feed":
		return !searching
	case name == "remove-feed", name == "refresh":
		return !m.onEdition()
	}
	return true
}

// feedsLayout is the layout of the feeds view: the table and what tells of the
// selected feed.
func (m *Model) feedsLayout() (table, detail screen.Rect, track int) {
	table = screen.Rect{X: 1, Y: 2, W: m.w - 3, H: m.h - 4}
	h := 0
	switch {
	case table.H >= 2*detailHeight:
		h = detailHeight
	case table.H >= 2*lowDetail:
		h = lowDetail
	}
	if h > 0 {
		table.H -= h
		detail = screen.Rect{X: 1, Y: table.Y + table.H, W: table.W, H: h}
	}
	return table, detail, m.w - 1
}

// draw draws the feeds view and answers with the cursor's cell.
func (v *feedsView) draw(m *Model, c *screen.Canvas) (x, y int) {
	table, detail, track := m.feedsLayout()
	if m.feeds.pane.Len() == 0 {
		m.drawNoFeeds(c, table)
		return table.X, table.Y
	}
	x, y = m.feeds.pane.Draw(c, table, m.opt.Now())
	if m.feeds.pane.Len() == 1 && m.onEdition() {
		m.drawNoFeeds(c, screen.Rect{X: table.X, Y: table.Y + 4, W: table.W, H: table.H - 4})
	}
	if total, top := m.feeds.pane.Track(); total > 0 {
		c.Track(track, table.Y+2, table.H-2, total, top, nil)
	}
	if detail.H > 0 {
		m.drawFeed(c, detail)
	}
	return x, y
}

// drawFeed tells of the selected feed.
func (m *Model) drawFeed(c *screen.Canvas, r screen.Rect) {
	if s, ok := m.feeds.pane.Search(); ok {
		c.Horizontal(r.X, r.X+r.W, r.Y)
		x := c.PutCut(r.X+4, r.Y+1, r.W-6, strongStyle, s.Name)
		c.PutCut(x+2, r.Y+1, r.X+r.W-x-2, mutedStyle, s.Query)
		return
	}
	f, ok := m.feeds.pane.Selected()
	if !ok {
		return
	}
	c.Horizontal(r.X, r.X+r.W, r.Y)
	state := m.feeds.pane.State(f)
	c.Put(r.X+2, r.Y+1, screen.Style{Fg: state.Role}, state.Sign)
	x := c.PutCut(r.X+4, r.Y+1, r.W-6, strongStyle, f.Title)
	if room := r.X + r.W - x - 2; room > 10 {
		c.Put(x+2, r.Y+1, mutedStyle, screen.CutMiddle(f.Address, room))
	}
	line := r.Y + 3
	if r.H < detailHeight {
		line--
	}
	for _, paragraph := range m.feeds.pane.Explain(f, m.opt.Now(), m.keyOf) {
		for _, l := range screen.Wrap(paragraph, min(76, r.W-6)) {
			if line < r.Y+r.H {
				c.Put(r.X+4, line, textStyle, l)
			}
			line++
		}
	}
}

func (m *Model) drawNoFeeds(c *screen.Canvas, r screen.Rect) {
	c.PutCut(r.X+2, r.Y, r.W-2, textStyle, "No feeds yet.")
	for i, k := range [][2]string{
		{m.keyOf("add-feed"), "add one: its address, or its site’s"},
		{"dateline import FILE", "OPML, or newsboat’s urls"},
		{"esc", "back"},
	} {
		x := c.Put(r.X+2, r.Y+2+i, strongStyle, k[0])
		c.PutCut(x+2, r.Y+2+i, r.X+r.W-x-2, mutedStyle, k[1])
	}
}

// status tells which feed the cursor is on, and how many fail.
func (v *feedsView) status(m *Model, c *screen.Canvas, y int) int {
	p := &v.pane
	if p.Len() == 0 {
		return 1
	}
	s := fmt.Sprintf("%s of %s", screen.Number(p.Index()+1), screen.Number(p.Len()))
	if n := p.Failing(); n > 0 {
		s += fmt.Sprintf(" · %s failing", screen.Number(n))
	}
	return c.PutCut(1, y, m.room(), mutedStyle, s)
}

// click is a click in the feeds view: it selects, and again opens.
func (v *feedsView) click(m *Model, msg tea.MouseClickMsg) tea.Cmd {
	table, _, _ := m.feedsLayout()
	if v.pane.Click(msg.Y - table.Y - listHead) {
		return m.openFeed()
	}
	return nil
}
