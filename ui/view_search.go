package ui

import (
	"dateline/ui/reader"
	"dateline/ui/screen"
)

// drawSearch draws the search view and answers with the cursor's cell.
func (m *Model) drawSearch(c *screen.Canvas) (x, y int) {
	s := m.search
	r, beside, track, readerTrack := searchLayout(m.w, m.h)
	total, top := s.results.Track()
	c.Track(track, r.Y, r.H, total, top, nil)
	x, y = m.drawSearchField(c, r)
	below := screen.Rect{X: r.X, Y: r.Y + resultsHead, W: r.W, H: r.H - resultsHead}
	if s.results.Selected() == "" {
		m.drawNothing(c, below)
	} else {
		s.results.Draw(c, below, m.opt.Now())
	}
	if beside.W > 0 {
		total, top, ticks := m.reader.Track()
		c.Track(readerTrack, beside.Y, beside.H, total, top, ticks)
		m.reader.Draw(c, beside, reader.Look{Now: m.opt.Now()})
	}
	return x, y
}

// drawSearchField draws what is typed, how much it found, and below what it
// means or what is wrong with it.
func (m *Model) drawSearchField(c *screen.Canvas, r screen.Rect) (x, y int) {
	s := m.search
	c.Put(r.X, r.Y, accentStyle, "►")
	c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Accent}, "/ ")
	found := ""
	if s.done && !s.query.Empty() {
		found = screen.AtLeast(s.results.Result().Found, s.results.Result().More) + " found"
		if !s.results.Result().Complete {
			found += " so far"
		}
	}
	c.PutRight(r.X+r.W, r.Y, mutedStyle, found)
	text := r.X + 4
	x = s.field.Draw(c, text, r.Y, r.W-6-screen.Width(found), strongStyle, querySpans(s.field.Value(), s.query, s.err))
	if s.err != nil {
		below := screen.Rect{X: r.X, Y: r.Y + 1, W: r.W, H: r.H - 1}
		at, shown := s.field.Place(s.err.Start, r.W-6-screen.Width(found))
		drawFault(c, below, text+at, shown, s.err)
		return x, r.Y
	}
	m.drawChips(c, screen.Rect{X: r.X + 2, Y: r.Y + 1, W: r.W - 2, H: resultsHead - 1}, s.query)
	return x, r.Y
}

// drawNothing says why there are no results and what to press.
func (m *Model) drawNothing(c *screen.Canvas, r screen.Rect) {
	s := m.search
	y := r.Y
	line := func(st screen.Style, text string) {
		for _, l := range screen.Wrap(text, max(r.W-4, 1)) {
			c.Put(r.X+2, y, st, l)
			y++
		}
		y++
	}
	key := func(k, what string) {
		c.Put(r.X+2, y, strongStyle, k)
		c.PutCut(r.X+10, y, r.W-10, mutedStyle, what)
		y++
	}
	switch {
	case s.query.Empty() && s.err == nil:
		line(mutedStyle, "Words in any order, accents or not. \"A phrase\" in quotes, -word to leave one out, or between two, (brackets).")
		line(mutedStyle, "person: place: org: title: text: author: source: lang: after:2025-04-12 after:7d before: is:unread is:starred has:picture")
		return
	case s.query.Empty():
		return
	case !s.done:
		return
	}
	line(textStyle, "No article has all of this.")
	parts := s.results.Result().Parts
	if len(parts) > 1 {
		m.drawParts(c, r.X+2, y, r.W-4, s.query, parts)
		y += len(parts) + 1
	}
	if t, ok := s.weakest(); ok {
		text := s.field.Value()
		part := text[t.Start:min(t.End, len(text))]
		switch n := s.without.Found; {
		case n == 1:
			line(textStyle, "Without "+part+" there is 1 article.")
		case n > 1:
			line(textStyle, "Without "+part+" there are "+screen.Count(n, "article")+".")
		}
		key("enter", "leave out "+part)
	}
	key("ctrl+u", "start again")
	key("esc", "back to the articles")
}
