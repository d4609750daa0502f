package card

import (
	"strings"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

// mentionsHead is how many lines stand above the mentions, and between how many
// an article has beside its mentions: its title and a blank.
const (
	mentionsHead = 2
	between      = 2
)

// ahead is for how many lines beyond the window mentions are kept ready.
const ahead = 20

// line is the line on which a mention stands, among all.
func (p *Pane) line(mention int) int {
	i, _ := p.articleOf(mention)
	return i*between + 1 + mention
}

// follow moves the window so that the selected mention is in it, with the title
// of its article where it is the first.
func (p *Pane) follow() {
	if p.Len() == 0 || p.h <= 0 {
		p.top = 0
		return
	}
	at := p.line(p.cursor)
	start := at
	if _, first := p.articleOf(p.cursor); first == p.cursor {
		start--
	}
	p.top = max(min(p.top, start), at-p.h+1)
	p.top = max(0, min(p.top, p.height()-p.h))
}

// height is how many lines all mentions take.
func (p *Pane) height() int { return p.Len() + len(p.ends)*between - 1 }

// at is the article of which a line is, and which of its lines: 0 is the title,
// then come its mentions and a blank.
func (p *Pane) at(line int) (article, row int) {
	lo, hi := 0, len(p.ends)
	for lo < hi { // the first article that ends behind the line
		mid := (lo + hi) / 2
		if p.ends[mid]+(mid+1)*between > line {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	if lo == len(p.ends) {
		return lo, 0
	}
	return lo, line - (p.ends[lo] - p.card.Naming[lo].Mentions + lo*between)
}

// Missing names the articles in and around the window whose mentions aren't
// known, each once.
func (p *Pane) Missing() []data.ID {
	var ids []data.ID
	if p.Len() == 0 {
		return nil
	}
	first, _ := p.at(max(0, p.top-ahead))
	last, _ := p.at(p.top + max(p.h, 1) + ahead)
	for _, n := range p.card.Naming[first:min(last+1, len(p.card.Naming))] {
		if !p.asked[n.Article] {
			p.asked[n.Article] = true
			ids = append(ids, n.Article)
		}
	}
	return ids
}

// clickMention is a click into a line of the mentions, below their head: it selects the
// mention there, and reports whether that was selected already.
func (p *Pane) clickMention(y int) (again bool) {
	i, row := p.at(p.top + y)
	if y < 0 || i >= len(p.ends) || row < 1 || row > p.card.Naming[i].Mentions {
		return false
	}
	n := p.ends[i] - p.card.Naming[i].Mentions + row - 1
	again = n == p.cursor
	p.cursor = n
	p.follow()
	return again
}

// Track is what the scroll bar of the mentions shows.
func (p *Pane) Track() (total, top int) {
	if p.Len() == 0 || p.height() <= p.h {
		return 0, 0
	}
	return p.height(), p.top
}

// drawMentions draws every mention in its sentence, the names in one column: the
// eye runs down it.
func (p *Pane) drawMentions(c *screen.Canvas, r screen.Rect, look Look) (x, y int) {
	muted := screen.Style{Fg: screen.Muted}
	title(c, r, "Mentions in context", look.focused(p.Side == Mentions))
	x, y = r.X, r.Y
	if !p.counted {
		c.PutCut(r.X+2, r.Y+mentionsHead, r.W-2, muted, "Looking for the mentions…")
		return x, y
	}
	count := screen.Number(p.Len())
	if look.Order != "" {
		count += ", " + look.Order
	}
	if screen.Width(count)+screen.Width("Mentions in context")+5 <= r.W {
		c.PutRight(r.X+r.W, r.Y, muted, count)
	}
	if p.Len() == 0 {
		c.PutCut(r.X+2, r.Y+mentionsHead, r.W-2, muted, "No article here names it.")
	}
	for row := range r.H - mentionsHead {
		at := screen.Rect{X: r.X, Y: r.Y + mentionsHead + row, W: r.W, H: 1}
		i, k := p.at(p.top + row)
		if i >= len(p.ends) {
			break
		}
		id, n := p.card.Naming[i].Article, p.card.Naming[i].Mentions
		switch {
		case k == 0:
			if a, known := p.articles[id]; known {
				c.Put(at.X+2, at.Y, muted, heading(a.Row, at.W-3, look.Now))
			}
		case k <= n:
			selected := p.ends[i]-n+k-1 == p.cursor
			if selected {
				mark(c, at, look.focused(p.Side == Mentions))
			}
			if name := p.drawContext(c, at, i, k-1); selected {
				x, y = name, at.Y
			}
		}
	}
	return x, y
}

// heading names an article on one line of w cells: its title, where it is from
// unless that leaves the title less than half, and when it was.
func heading(row data.Row, w int, now time.Time) string {
	rest := ""
	for _, part := range []string{row.Source, screen.ListDate(row.Published, now)} {
		if part != "" {
			rest += " · " + part
		}
	}
	if screen.Width(rest) > w/2 && screen.Width(row.Title)+screen.Width(rest) > w {
		rest = " · " + screen.ListDate(row.Published, now)
	}
	return screen.CutWord(row.Title, w-screen.Width(rest)) + rest
}

// drawContext draws a mention in its sentence and answers with the column of the
// name.
func (p *Pane) drawContext(c *screen.Canvas, r screen.Rect, article, k int) int {
	const indent = 2
	room := r.W - indent - 1
	left := room * 45 / 100
	name := r.X + indent + left
	found, ok := p.context(article, k)
	if !ok {
		return name
	}
	text := screen.Style{Fg: screen.Text}
	before := cutLeft(found.Text[:found.Start], left)
	c.Put(name-screen.Width(before), r.Y, text, before)
	kind := screen.Style{Fg: screen.Kind(p.card.Kind), Bold: true}
	x := c.PutCut(name, r.Y, r.X+r.W-1-name, kind, found.Text[found.Start:found.End])
	if rest := r.X + r.W - 1 - x; rest > 1 {
		c.Put(x, r.Y, text, screen.CutWord(found.Text[found.End:], rest))
	}
	return name
}

// cutLeft shortens s to w cells at the beginning of a word, with … before it.
func cutLeft(s string, w int) string {
	if screen.Width(s) <= w {
		return s
	}
	rest := screen.Method().TruncateLeft(s, screen.Width(s)-w+1, "")
	if i := strings.IndexByte(rest, ' '); i >= 0 && i < len(rest)-1 && !strings.HasSuffix(s[:len(s)-len(rest)], " ") {
		rest = rest[i+1:]
	}
	rest = strings.TrimLeft(rest, " ,.:;–—-")
	if rest == "" {
		return ""
	}
	return "…" + rest
}
