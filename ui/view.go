package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/clean"
	"dateline/ui/reader"
	"dateline/ui/screen"
)

// listHead is how many lines of a side pane its title takes.
const listHead = 2

var (
	textStyle   = screen.Style{Fg: screen.Text}
	strongStyle = screen.Style{Fg: screen.Text, Bold: true}
	mutedStyle  = screen.Style{Fg: screen.Muted}
	accentStyle = screen.Style{Fg: screen.Accent, Bold: true}
)

// View draws the screen. It only puts together what is already there.
func (m *Model) View() tea.View {
	var v tea.View
	v.AltScreen, v.WindowTitle = true, m.windowTitle()
	if !m.noMouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if m.w == 0 {
		return v
	}
	if m.told || m.opt.Theme != "" { // else it might be what the window is painted with
		v.ForegroundColor = m.theme.Foreground()
	}
	x, y := m.draw()
	v.Cursor = tea.NewCursor(x, y)
	v.Cursor.Blink = false
	if !m.typing() {
		v.Cursor.Shape = tea.CursorUnderline
	}
	v.Content = m.theme.Encode(&m.canvas)
	if v.Content == "" { // one blank cell: Bubble Tea draws a view without content anew at every tick
		v.Content = " "
	}
	return v
}

// mostTitle is how long the article's title gets in the window's, in
// characters: no list of windows shows more.
const mostTitle = 200

func (m *Model) windowTitle() string {
	if t := m.reader.Reading().Row.Title; t != "" {
		return clean.Line(t, mostTitle) + " — Dateline"
	}
	return "Dateline"
}

// covered reports whether an overlay lies over the panes.
func (m *Model) covered() bool { return m.overlay != nil || m.merge != nil || m.help != nil }

// typing reports whether keys go into a field.
func (m *Model) typing() bool {
	return m.edit != noField || m.search != nil || m.overlay != nil && m.overlay.Prompt != "" || m.merge != nil && m.merge.Typing()
}

// draw draws everything and answers with the cell of the real cursor, which
// follows what the reader is at, for those who have the screen read to them.
func (m *Model) draw() (x, y int) {
	c := &m.canvas
	c.Resize(m.w, m.h)
	if m.layout.Shape == tooSmall {
		return m.drawTooSmall(c)
	}
	m.drawTitle(c)
	c.Horizontal(0, m.w, 1)
	switch {
	case m.front() != nil:
		x, y = m.front().draw(m, c)
	case m.search != nil:
		x, y = m.drawSearch(c)
	default:
		x, y = m.drawPanes(c)
	}
	c.Clear(screen.Rect{Y: m.h - 2, W: m.w, H: 2}) // of words for which a low window has no room
	c.Horizontal(0, m.w, m.h-2)
	switch {
	case m.help != nil:
		x, y = m.drawHelp(c)
	case m.merge != nil:
		x, y = m.merge.Draw(c)
	case m.overlay != nil:
		x, y = m.overlay.Draw(c)
	}
	if fx, ok := m.drawStatus(c); ok {
		x, y = fx, m.h-1
	}
	return x, y
}

func (m *Model) drawTooSmall(c *screen.Canvas) (x, y int) {
	lines := screen.Wrap("Too small to read in.", m.w-2)
	lines = append(lines, screen.Wrap(fmt.Sprintf("%d × %d; needs %d × %d.", m.w, m.h, minWidth, minHeight), m.w-2)...)
	if len(lines)+3 <= m.h { // else there is room for no blank
		y++
		lines = append(lines, "")
	}
	for _, l := range lines {
		c.Put(1, y, textStyle, l)
		y++
	}
	c.Put(1, y, mutedStyle, "q quit")
	return 0, 0
}

// drawTitle draws the first line: where one is, and how much there is.
func (m *Model) drawTitle(c *screen.Canvas) {
	if m.layout.Shape == narrow && m.search == nil && m.front() == nil {
		m.drawTabs(c)
		return
	}
	x := c.Put(1, 0, strongStyle, "Dateline")
	switch f := m.front(); {
	case f != nil:
		x = c.Put(x+2, 0, textStyle, f.title())
	case m.search != nil:
		x = c.Put(x+2, 0, textStyle, "Search")
	case !m.layout.shown(listPane):
		x = c.Put(x+2, 0, textStyle, m.listName())
	}
	if m.asked.running {
		c.PutRight(m.w-1, 0, mutedStyle, m.asked.text(m.w-x-3))
		return
	}
	today := m.opt.Now().Format("Mon 2 January 2006")
	right := m.countsText() + "   " + today
	if screen.Width(right) > m.w-x-3 {
		right = m.countsText()
	}
	c.PutRight(m.w-1, 0, mutedStyle, right)
}

// countsText tells how much there is, and what is still being done.
func (m *Model) countsText() string {
	n := m.counts
	s := screen.Count(n.Articles, "article")
	switch {
	case n.Loading:
		return "Opening, " + s + " so far"
	case n.Indexed < n.Articles:
		return fmt.Sprintf("Making searchable %s %s of %s", progressBar(n.Indexed, n.Articles), screen.Number(n.Indexed), screen.Number(n.Articles))
	case n.Recognised < n.Articles:
		return fmt.Sprintf("Reading names %s %s of %s", progressBar(n.Recognised, n.Articles), screen.Number(n.Recognised), screen.Number(n.Articles))
	case m.search != nil:
		return s
	case n.Unread == 0:
		return s + " · all read"
	}
	return s + " · " + screen.Number(n.Unread) + " unread"
}

// progressBar is six cells of progress.
func progressBar(n, of int) string {
	const cells = 6
	s := ""
	for i := range cells {
		if i*of < n*cells {
			s += "━"
		} else {
			s += "─"
		}
	}
	return s
}

var tabs = [...]string{listPane: "Articles", readerPane: "Reader", entitiesPane: "Entities"}

// drawTabs draws the title of a narrow screen: the panes by name.
func (m *Model) drawTabs(c *screen.Canvas) {
	x := 1
	for p, name := range tabs {
		st := mutedStyle
		if pane(p) == m.focus() {
			st = accentStyle
			c.Put(x, 0, st, "►")
		}
		x = c.Put(x+2, 0, st, name) + 1
	}
	s := screen.Number(m.counts.Unread) + " unread"
	if m.counts.Loading {
		s = "Opening"
	}
	if x+screen.Width(s) < m.w-1 {
		c.PutRight(m.w-1, 0, mutedStyle, s)
	}
}

// clickTab is a click on the title of a narrow screen.
func (m *Model) clickTab(at int) tea.Cmd {
	x := 1
	for p, name := range tabs {
		end := x + 2 + len(name)
		if at >= x && at <= end {
			return m.setFocus(pane(p))
		}
		x = end + 1
	}
	return nil
}

func (m *Model) drawPanes(c *screen.Canvas) (x, y int) {
	l := &m.layout
	if l.shown(listPane) {
		if cx, cy := m.drawList(c, l.List, l.ListTrack); m.focus() == listPane {
			x, y = cx, cy
		}
	}
	if l.shown(readerPane) {
		if cx, cy := m.drawReader(c, l.Reader, l.ReaderTrack); m.focus() == readerPane {
			x, y = cx, cy
		}
	}
	if l.shown(entitiesPane) {
		if cx, cy := m.drawEntities(c, l.Entities); m.focus() == entitiesPane {
			x, y = cx, cy
		}
	}
	return x, y
}

// paneTitle draws a side pane's title; only the focused one is in colour.
func (m *Model) paneTitle(c *screen.Canvas, r screen.Rect, name string, p pane) {
	st := mutedStyle
	if m.focus() == p && m.search == nil {
		st = accentStyle
		if m.layout.Shape == narrow {
			st = strongStyle
		} else {
			c.Put(r.X, r.Y, st, "►")
		}
	}
	c.PutCut(r.X+2, r.Y, r.W-2, st, name)
}

func (m *Model) drawList(c *screen.Canvas, r screen.Rect, track int) (x, y int) {
	rows := screen.Rect{X: r.X, Y: r.Y + listHead, W: r.W, H: r.H - listHead}
	total, top := m.list.Track()
	c.Track(track, r.Y, r.H, total, top, nil)
	focus := m.focus() == listPane && !m.covered()
	x, y = m.list.Draw(c, rows, focus, m.opt.Now())
	if m.list.Len() == 0 {
		m.drawEmptyList(c, rows)
	}
	switch {
	case m.edit == filterField:
		x, y = m.drawFilter(c, r)
	case m.scope.filter != "":
		title := "/ " + m.scope.filter
		if s, ok := m.savedAs(m.scope.source()); ok {
			title = s.Name
		}
		m.paneTitle(c, r, title, listPane)
		c.PutRight(r.X+r.W, r.Y, mutedStyle, m.list.Count())
	default:
		m.paneTitle(c, r, m.listName(), listPane)
		if order := m.order.String(); screen.Width(m.listName())+screen.Width(order)+5 <= r.W {
			c.PutRight(r.X+r.W, r.Y, mutedStyle, order)
		}
	}
	return x, y
}

// drawFilter draws the list's field, and below it what is wrong with the query.
func (m *Model) drawFilter(c *screen.Canvas, r screen.Rect) (x, y int) {
	c.Clear(screen.Rect{X: r.X, Y: r.Y, W: r.W, H: 1})
	c.Put(r.X, r.Y, accentStyle, "►")
	c.Put(r.X+2, r.Y, accentStyle, "/ ")
	count := m.list.Count()
	c.PutRight(r.X+r.W, r.Y, mutedStyle, count)
	text := m.field.Value()
	x = m.field.Draw(c, r.X+4, r.Y, r.W-5-len(count), strongStyle, querySpans(text, m.scope.typed, m.fault))
	if m.fault == nil {
		return x, r.Y
	}
	below := screen.Rect{X: r.X, Y: r.Y + 1, W: r.W, H: r.H - 1}
	at, shown := m.field.Place(m.fault.Start, r.W-5-len(count))
	drawFault(c, below, r.X+4+at, shown, m.fault)
	return x, r.Y
}

// drawEmptyList says why the list is empty and what to press.
func (m *Model) drawEmptyList(c *screen.Canvas, r screen.Rect) {
	y := r.Y
	line := func(st screen.Style, s string) {
		for _, l := range screen.Wrap(s, max(r.W-3, 1)) {
			c.Put(r.X+2, y, st, l)
			y++
		}
	}
	key := func(k, what string) {
		c.Put(c.Put(r.X+2, y, strongStyle, k)+2, y, mutedStyle, what)
		y++
	}
	base, unread := cutUnread(m.scope.base)
	_, feed := m.feedOf(base)
	switch {
	case m.counts.Loading || !m.started:
		line(mutedStyle, "Opening…")
	case m.scope.filter != "":
		line(textStyle, "No article has all of this.")
		y++
		m.drawParts(c, r.X+2, y, r.W-2, m.scope.query, m.parts)
		y += len(m.parts) + 1
		if m.edit == filterField || m.scope.base == allBase {
			key("esc", "without what is typed")
			break
		}
		key("esc", "without what was typed")
		key(m.keyOf("search"), "look in all articles")
	case unread:
		line(textStyle, "All read.")
		y++
		if base != allBase {
			key(m.keyOf("unread-only"), "the read ones too")
		}
		key("g a", "all articles")
		key("g *", "starred")
	case base == feedBase(data.EditionFeed):
		line(textStyle, "The built-in edition is hidden.")
		y++
		key("g f", "show it again")
		key("g a", "all articles")
	case feed:
		line(textStyle, "This feed has given no articles yet.")
		y++
		key(m.keyOf("refresh"), "ask it now")
		key("g f", "how it is")
		key("g a", "all articles")
	case base == starredBase:
		line(textStyle, "Nothing is starred yet. s stars an article.")
		y++
		key("g a", "all articles")
	default:
		line(textStyle, "Nothing could be opened.")
		y++
		key("P", "why")
		key("q", "quit")
	}
}

// drawParts tells how many articles each part of a query has on its own.
func (m *Model) drawParts(c *screen.Canvas, x, y, w int, q data.Query, parts []int) {
	asked := q.Parts()
	for i, n := range parts {
		if i < len(asked) && n >= 0 {
			c.PutRight(x+7, y+i, textStyle, screen.Number(n))
			c.PutCut(x+9, y+i, w-9, mutedStyle, m.partText(asked[i]))
		}
	}
}

func (m *Model) drawReader(c *screen.Canvas, r screen.Rect, track int) (x, y int) {
	total, top, ticks := m.reader.Track()
	c.Track(track, r.Y, r.H, total, top, ticks)
	if m.reader.ID() == "" {
		switch {
		case !m.started || m.counts.Loading:
		case m.list.Len() == 0 && !m.layout.shown(listPane): // nothing else would say why
			m.drawEmptyList(c, r)
		default:
			c.PutCut(r.X+2, r.Y, r.W-2, mutedStyle, "No article is open.")
		}
		return r.X, r.Y
	}
	return m.reader.Draw(c, r, reader.Look{
		Focus: m.focus() == readerPane && m.search == nil,
		Sign:  m.layout.Shape != narrow,
		Now:   m.opt.Now(),
	})
}
