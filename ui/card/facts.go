package card

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"dateline/data"
	"dateline/ui/screen"
)

// line is a line of the facts.
type line struct {
	draw   func(c *screen.Canvas, r screen.Rect, now time.Time)
	jump   int // counts those that lead somewhere, -1 for others; a quotation's lines have the same
	target Target
}

// mostNames is how many other names are told, and firstCompanions how many stand
// before what the entity is quoted as saying, if it is.
const (
	mostNames       = 4
	firstCompanions = 12
)

// jumps is how many of the facts lead somewhere.
func (p *Pane) jumps() int {
	n := 0
	for _, l := range p.lines {
		n = max(n, l.jump+1)
	}
	return n
}

// put adds a line that leads nowhere.
func (p *Pane) put(draw func(c *screen.Canvas, r screen.Rect, now time.Time)) {
	p.lines = append(p.lines, line{draw: draw, jump: -1})
}

func (p *Pane) blank() { p.put(func(*screen.Canvas, screen.Rect, time.Time) {}) }

// words adds lines of text.
func (p *Pane) words(s string) {
	if s == "" {
		return
	}
	for _, text := range screen.Wrap(s, max(p.w-3, 1)) {
		p.put(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
			c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Muted}, text)
		})
	}
}

// fact adds a line with a label; an empty label goes on below the one before.
func (p *Pane) fact(label, value string) {
	p.put(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
		c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Muted}, label)
		c.PutCut(r.X+14, r.Y, r.W-14, screen.Style{Fg: screen.Text}, value)
	})
}

// head adds a blank and a heading, with what its numbers are.
func (p *Pane) head(name, numbers string) {
	p.blank()
	p.put(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
		c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Muted, Bold: true}, name)
		c.PutRight(r.X+r.W-1, r.Y, screen.Style{Fg: screen.Muted}, numbers)
	})
}

// arrange makes the lines of the facts.
func (p *Pane) arrange() {
	p.lines = p.lines[:0]
	if p.card.ID == "" || p.w <= 0 {
		return
	}
	p.words(p.told)
	p.words(p.tied)
	p.blank()
	for i, name := range p.card.Aliases[:min(len(p.card.Aliases), mostNames)] {
		label := ""
		if i == 0 {
			label = "also"
		}
		if more := len(p.card.Aliases) - mostNames; i == mostNames-1 && more > 0 {
			name += fmt.Sprintf(", %s more", screen.Number(more))
		}
		p.fact(label, name)
	}
	const day = "2 Jan 2006"
	if !p.card.FirstSeen.IsZero() {
		p.fact("first seen", p.card.FirstSeen.Format(day))
		p.fact("last seen", p.card.LastSeen.Format(day))
	}
	if !p.counted {
		return
	}
	p.fact("mentions", fmt.Sprintf("%s in %s", screen.Number(p.card.All), screen.Count(p.card.Articles, "article")))
	p.byDay()
	first := len(p.card.With)
	if len(p.quotes) > 0 {
		first = min(first, firstCompanions)
	}
	p.companions("Appears with", p.card.With[:first])
	p.quotations()
	p.companions("And with", p.card.With[first:])
	p.jump = max(0, min(p.jump, p.jumps()-1))
}

// byDay adds the mentions on each of the last days.
func (p *Pane) byDay() {
	days := p.card.Days
	if days == nil {
		return
	}
	p.head("By day", "")
	p.put(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
		x := c.Sparkline(r.X+2, r.Y, screen.Kind(p.card.Kind), days)
		most := slices.Max(days)
		peak := fmt.Sprintf("%s on %s", screen.Number(most), p.card.Day(slices.Index(days, most)).Format("2 Jan"))
		c.PutCut(x+2, r.Y, r.X+r.W-x-2, screen.Style{Fg: screen.Muted}, peak)
	})
	p.put(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
		c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Muted}, p.card.Day(0).Format("2 Jan"))
		c.PutRight(r.X+2+len(days), r.Y, screen.Style{Fg: screen.Muted}, p.card.LastSeen.Format("2"))
	})
}

// companions adds some of who and what appears in the same articles.
func (p *Pane) companions(name string, some []data.Companion) {
	if len(some) == 0 {
		return
	}
	p.head(name, "articles")
	most, longest := p.card.With[0].Together, 15
	for _, with := range p.card.With {
		longest = max(longest, screen.Width(with.Name))
	}
	for _, with := range some {
		p.lines = append(p.lines, line{
			jump: p.jumps(), target: Target{Entity: with.ID},
			draw: func(c *screen.Canvas, r screen.Rect, _ time.Time) {
				drawCompanion(c, r, with, most, min(longest, r.W/2))
			},
		})
	}
}

// drawCompanion draws a name in so many cells, and a bar that is the longest for
// most articles.
func drawCompanion(c *screen.Canvas, r screen.Rect, with data.Companion, most, name int) {
	bar := r.X + 4 + name + 1
	count := screen.Number(with.Together)
	room := r.X + r.W - 2 - screen.Width(screen.Number(most)) - bar - 1
	if room < 3 { // no bar
		name, room = r.W-7-screen.Width(count), 0
	}
	c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Kind(with.Kind)}, screen.KindSign(with.Kind))
	c.PutCut(r.X+4, r.Y, name, screen.Style{Fg: screen.Text}, with.Name)
	for i := range (with.Together*room + most - 1) / most {
		c.Put(bar+i, r.Y, screen.Style{Fg: screen.KindLine(with.Kind)}, "━")
	}
	c.PutRight(r.X+r.W-1, r.Y, screen.Style{Fg: screen.Text}, count)
}

// quotations adds what the entity is quoted as saying.
func (p *Pane) quotations() {
	if len(p.quotes) == 0 {
		return
	}
	p.head("Quoted", screen.Number(p.quoted))
	const longest = 2
	for _, q := range p.quotes {
		jump := p.jumps()
		add := func(draw func(c *screen.Canvas, r screen.Rect, now time.Time)) {
			p.lines = append(p.lines, line{jump: jump, target: Target{Quotation: q.Quotation}, draw: draw})
		}
		for _, words := range screen.WrapLines(q.InMarks(), max(p.w-3, 1), longest) {
			add(func(c *screen.Canvas, r screen.Rect, _ time.Time) {
				c.Put(r.X+2, r.Y, screen.Style{Fg: screen.Text}, words)
			})
		}
		add(func(c *screen.Canvas, r screen.Rect, now time.Time) {
			where := cmp.Or(q.Row.Source, q.Row.Title)
			if day := screen.ListDate(q.Row.Published, now); day != "" {
				where += ", " + day
			}
			c.PutCut(r.X+2, r.Y, r.W-3, screen.Style{Fg: screen.Muted}, where)
		})
	}
}

// factsHead is how many lines stand above the facts that scroll: the name.
const factsHead = 1

// followJump moves the window so that the selected line is in it: with the first
// one all that stands above it is shown.
func (p *Pane) followJump(h int) {
	from, to := len(p.lines), 0
	for i, l := range p.lines {
		if l.jump == p.jump {
			from, to = min(from, i), i+1
		}
	}
	if p.jump == 0 || from == len(p.lines) {
		from = 0
	}
	p.first = max(min(p.first, from), min(to, len(p.lines))-h)
	p.first = max(0, min(p.first, len(p.lines)-h))
}

// drawFacts draws what is known of the entity.
func (p *Pane) drawFacts(c *screen.Canvas, r screen.Rect, look Look) (x, y int) {
	if p.card.Name == "" { // it is only known by its identity yet
		return r.X, r.Y
	}
	focused := look.focused(p.Side == Facts)
	kind := screen.Kind(p.card.Kind)
	word := p.card.Kind.String()
	room := r.W - 3
	if room-screen.Width(word)-1 >= screen.Width(p.card.Name) {
		c.PutRight(r.X+r.W-1, r.Y, screen.Style{Fg: screen.Muted}, word)
	}
	if focused {
		c.Put(r.X, r.Y, screen.Style{Fg: screen.Accent, Bold: true}, "►")
		c.PutCut(r.X+2, r.Y, room, screen.Style{Fg: screen.Accent, Bold: true}, p.card.Name)
	} else {
		c.Put(r.X, r.Y, screen.Style{Fg: kind}, screen.KindSign(p.card.Kind))
		c.PutCut(r.X+2, r.Y, room, screen.Style{Fg: kind, Bold: true}, p.card.Name)
	}
	h := r.H - factsHead
	p.followJump(h)
	x, y = r.X, r.Y
	found := false
	for i := p.first; i < len(p.lines) && i < p.first+h; i++ {
		at := screen.Rect{X: r.X, Y: r.Y + factsHead + i - p.first, W: r.W, H: 1}
		if l := p.lines[i]; l.jump >= 0 && l.jump == p.jump && p.Side == Facts {
			mark(c, at, focused)
			if !found {
				x, y, found = at.X, at.Y, true
			}
		}
		p.lines[i].draw(c, at, look.Now)
	}
	return x, y
}

// clickFact is a click into a line of the facts, below the name.
func (p *Pane) clickFact(y int) (again bool) {
	i := p.first + y
	if y < 0 || i >= len(p.lines) || p.lines[i].jump < 0 {
		return false
	}
	again = p.jump == p.lines[i].jump
	p.jump = p.lines[i].jump
	return again
}

// FactsTrack is what the scroll bar of the facts shows, h lines high.
func (p *Pane) FactsTrack(h int) (total, top int) {
	if len(p.lines) <= h-factsHead {
		return 0, 0
	}
	return len(p.lines), p.first
}
