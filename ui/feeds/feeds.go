// Package feeds is the pane of what the reader follows: feeds by folder, each
// with its health in words, what it has given and what of it is unread, and
// below them the saved searches.
package feeds

import (
	"slices"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

// Pane is the table of feeds. The zero value has none.
type Pane struct {
	feeds  []data.Subscription
	saved  []Search
	lines  []line
	asking map[data.FeedID]bool
	cursor int // in feeds and then saved
	top    int // first line shown
	rows   int // lines shown when last drawn
}

// Search is a saved search with what it finds.
type Search struct {
	data.SavedSearch
	Articles int
	Unread   int
}

// line is a line of the table: the name of a folder, a feed or a search.
type line struct {
	folder string
	feed   int // in feeds and then saved, -1 for a folder's name
}

// Set shows other feeds, in the order given. The selection stays with its feed.
func (p *Pane) Set(all []data.Subscription) {
	selected, _ := p.Selected()
	search, searching := p.Search()
	p.feeds = all
	p.arrange()
	p.Select(selected.ID)
	if searching {
		p.selectSearch(func(s Search) bool { return s.Name == search.Name })
	}
}

// SetSearches shows other saved searches. Those that were shown keep their
// counts until CountSearches, and the selection stays with its search, under
// another name too.
func (p *Pane) SetSearches(all []data.SavedSearch) {
	selected, searching := p.Search()
	saved := make([]Search, len(all))
	for i, s := range all {
		saved[i].SavedSearch = s
		for _, known := range p.saved {
			if known.Query == s.Query {
				saved[i].Articles, saved[i].Unread = known.Articles, known.Unread
			}
		}
	}
	p.saved = saved
	p.arrange()
	if searching && !p.selectSearch(func(s Search) bool { return s.Name == selected.Name }) {
		p.selectSearch(func(s Search) bool { return s.Query == selected.Query })
	}
}

// CountSearches shows what the saved searches find.
func (p *Pane) CountSearches(counted []Search) {
	for i := range p.saved {
		for _, c := range counted {
			if p.saved[i].SavedSearch == c.SavedSearch {
				p.saved[i] = c
			}
		}
	}
}

func (p *Pane) selectSearch(is func(Search) bool) bool {
	i := slices.IndexFunc(p.saved, is)
	if i >= 0 {
		p.cursor = len(p.feeds) + i
	}
	return i >= 0
}

// arrange makes the lines: feeds under the names of their folders, then the
// searches.
func (p *Pane) arrange() {
	p.lines = p.lines[:0]
	folder := ""
	for i, f := range p.feeds {
		if f.Folder != folder {
			folder = f.Folder
			p.lines = append(p.lines, line{folder, -1})
		}
		p.lines = append(p.lines, line{feed: i})
	}
	for i := range p.saved {
		if i == 0 {
			p.lines = append(p.lines, line{"Saved searches", -1})
		}
		p.lines = append(p.lines, line{feed: len(p.feeds) + i})
	}
	p.cursor = max(0, min(p.cursor, p.Len()-1))
}

// Asking shows that a feed is being asked, or no longer is.
func (p *Pane) Asking(id data.FeedID, asking bool) {
	if p.asking == nil {
		p.asking = map[data.FeedID]bool{}
	}
	if asking {
		p.asking[id] = true
	} else {
		delete(p.asking, id)
	}
}

// Idle shows that no feed is being asked.
func (p *Pane) Idle() { p.asking = nil }

// Len is the number of feeds and searches.
func (p *Pane) Len() int { return len(p.feeds) + len(p.saved) }

// Index is the number of the selected one, from 0.
func (p *Pane) Index() int { return p.cursor }

// Failing counts the feeds whose last attempt failed.
func (p *Pane) Failing() int {
	n := 0
	for _, f := range p.feeds {
		if !f.Paused && (f.Health.Error != "" || f.Health.Gone) {
			n++
		}
	}
	return n
}

// Search is the saved search under the cursor, and false where there is none.
func (p *Pane) Search() (Search, bool) {
	if i := p.cursor - len(p.feeds); i >= 0 && i < len(p.saved) {
		return p.saved[i], true
	}
	return Search{}, false
}

// Selected is the feed under the cursor, and false where there is none.
func (p *Pane) Selected() (data.Subscription, bool) {
	if p.cursor < len(p.feeds) {
		return p.feeds[p.cursor], true
	}
	return data.Subscription{}, false
}

// Select moves the cursor to a feed and reports whether it is there.
func (p *Pane) Select(id data.FeedID) bool {
	for i, f := range p.feeds {
		if f.ID == id {
			p.cursor = i
			return true
		}
	}
	return false
}

// Move moves the cursor by n lines.
func (p *Pane) Move(n int) { p.cursor = max(0, min(p.cursor+n, p.Len()-1)) }

// Page is how many feeds a page has.
func (p *Pane) Page() int { return max(p.rows-1, 1) }

// Folder gives the feeds that stand in a folder, in their order.
func (p *Pane) Folder(name string) []data.Subscription {
	var in []data.Subscription
	for _, f := range p.feeds {
		if f.Folder == name && f.ID != data.EditionFeed {
			in = append(in, f)
		}
	}
	return in
}

// Folders gives the names of all folders, in their order.
func (p *Pane) Folders() []string {
	var names []string
	for _, l := range p.lines {
		if l.feed < 0 && len(p.feeds) > 0 && l.folder != "Saved searches" {
			names = append(names, l.folder)
		}
	}
	return names
}

// Click selects what is in line y of the rows, below the heading, and reports
// whether it was selected already.
func (p *Pane) Click(y int) (again bool) {
	if i := p.top + y; y >= 0 && y < p.rows && i < len(p.lines) && p.lines[i].feed >= 0 {
		again = p.cursor == p.lines[i].feed
		p.cursor = p.lines[i].feed
	}
	return again
}

// Track is what the scroll bar shows: all lines and the first one shown.
func (p *Pane) Track() (total, top int) {
	if len(p.lines) <= p.rows {
		return 0, 0
	}
	return len(p.lines), p.top
}

// follow moves the window so that the cursor's line is in it, with its folder's
// name where that stands right above.
func (p *Pane) follow(rows int) (cursor int) {
	p.rows = rows
	for i, l := range p.lines {
		if l.feed == p.cursor {
			cursor = i
		}
	}
	first := cursor
	if first > 0 && p.lines[first-1].feed < 0 {
		first--
	}
	p.top = max(0, min(p.top, first, len(p.lines)-1))
	if cursor >= p.top+rows {
		p.top = cursor - rows + 1
	}
	return cursor
}

// columns says where the columns of a width begin or, for numbers, end; those
// that there is no room for are 0.
type columns struct{ title, health, success, articles, unread, days, end int }

// arrangeColumns gives the columns their room: as it shrinks, the days go first, then
// how many articles there are, then when a feed last answered.
func arrangeColumns(w int) columns {
	c := columns{title: 4, end: w}
	switch {
	case w >= 120:
		c.health, c.success, c.articles, c.unread, c.days = 25, 68, 79, 87, 91
	case w >= 88:
		c.health, c.success, c.articles, c.unread = 25, 68, 79, 87
	case w >= 66:
		c.health, c.success, c.unread = 23, w-9, w-1
	default:
		c.health, c.unread = 20, w-1
	}
	return c
}

// head is how many lines stand above the rows.
const head = 2

// Draw draws the table into r and answers with the cell of the selection.
func (p *Pane) Draw(c *screen.Canvas, r screen.Rect, now time.Time) (x, y int) {
	cols := arrangeColumns(r.W)
	p.drawHead(c, r, cols)
	rows := r.H - head
	cursor := p.follow(rows)
	for i := p.top; i < len(p.lines) && i < p.top+rows; i++ {
		at := screen.Rect{X: r.X, Y: r.Y + head + i - p.top, W: r.W, H: 1}
		l := p.lines[i]
		if l.feed < 0 {
			c.PutCut(at.X+2, at.Y, at.W-2, screen.Style{Fg: screen.Muted}, l.folder)
			continue
		}
		if i == cursor {
			c.Fill(at, screen.Selection)
			c.Put(at.X, at.Y, screen.Style{Fg: screen.Accent}, "▌")
			x, y = at.X, at.Y
		}
		if l.feed < len(p.feeds) {
			p.drawFeed(c, at, cols, p.feeds[l.feed], now)
		} else {
			drawSearch(c, at, cols, p.saved[l.feed-len(p.feeds)])
		}
	}
	return x, y
}

func (p *Pane) drawHead(c *screen.Canvas, r screen.Rect, cols columns) {
	accent, muted := screen.Style{Fg: screen.Accent, Bold: true}, screen.Style{Fg: screen.Muted}
	c.Put(r.X, r.Y, accent, "►")
	followed := len(p.feeds)
	if slices.ContainsFunc(p.feeds, func(f data.Subscription) bool { return f.ID == data.EditionFeed }) {
		followed--
	}
	c.PutCut(r.X+2, r.Y, cols.health-3, accent, screen.Count(followed, "feed"))
	c.Put(r.X+cols.health, r.Y, muted, "health")
	right := func(at int, s string) {
		if at > 0 {
			c.PutRight(r.X+at, r.Y, muted, s)
		}
	}
	right(cols.success, "last success")
	right(cols.articles, "articles")
	right(cols.unread, "unread")
	if cols.days > 0 {
		c.PutCut(r.X+cols.days, r.Y, r.W-cols.days, muted, "last 14 days")
	}
}

func drawSearch(c *screen.Canvas, r screen.Rect, cols columns, s Search) {
	muted := screen.Style{Fg: screen.Muted}
	c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Accent}, "/")
	c.PutCut(r.X+cols.title, r.Y, cols.health-cols.title-1, screen.Style{Fg: screen.Text, Bold: s.Unread > 0}, s.Name)
	c.PutCut(r.X+cols.health, r.Y, max(cols.unread-8-cols.health, 1), muted, s.Query)
	drawCounts(c, r, cols, s.Articles, s.Unread)
}

// drawCounts draws how many articles there are and how many unread, where a
// nought is blank.
func drawCounts(c *screen.Canvas, r screen.Rect, cols columns, articles, unread int) {
	if cols.articles > 0 && articles > 0 {
		c.PutRight(r.X+cols.articles, r.Y, screen.Style{Fg: screen.Muted}, screen.Number(articles))
	}
	if unread > 0 {
		c.PutRight(r.X+cols.unread, r.Y, screen.Style{Fg: screen.Unread, Bold: true}, screen.Number(unread))
	}
}

func (p *Pane) drawFeed(c *screen.Canvas, r screen.Rect, cols columns, f data.Subscription, now time.Time) {
	text, muted := screen.Style{Fg: screen.Text, Bold: f.Unread > 0}, screen.Style{Fg: screen.Muted}
	state := p.State(f)
	c.Put(r.X+2, r.Y, screen.Style{Fg: state.Role}, state.Sign)
	c.PutCut(r.X+cols.title, r.Y, cols.health-cols.title-1, text, f.Title)
	end := cols.end
	for _, at := range []int{cols.unread - 6, cols.articles - 8, cols.success - 12} {
		if at > cols.health {
			end = min(end, at)
		}
	}
	health := muted
	if state.Role != screen.Muted && state.Role != screen.Accent {
		health.Fg = state.Role
	}
	c.PutCut(r.X+cols.health, r.Y, end-cols.health-1, health, state.Words)
	if cols.success > 0 {
		success := screen.Ago(f.Health.Success, now)
		if f.ID == data.EditionFeed {
			success = "always here"
		}
		c.PutRight(r.X+cols.success, r.Y, muted, success)
	}
	drawCounts(c, r, cols, f.Articles, f.Unread)
	if cols.days > 0 {
		c.Sparkline(r.X+cols.days, r.Y, screen.Muted, f.Days)
	}
}
