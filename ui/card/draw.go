package card

import (
	"time"

	"dateline/ui/screen"
)

// Look is how a card is drawn.
type Look struct {
	Now   time.Time
	Focus bool   // keys go to the card, not to something over it
	Order string // of the mentions, in words
}

func (l Look) focused(side bool) bool { return l.Focus && side }

// Draw draws the halves that have room, and answers with the cell of the real
// cursor.
func (p *Pane) Draw(c *screen.Canvas, facts, mentions screen.Rect, look Look) (x, y int) {
	if facts.W > 0 {
		x, y = p.drawFacts(c, facts, look)
	}
	if mentions.W > 0 {
		if mx, my := p.drawMentions(c, mentions, look); p.Side == Mentions {
			x, y = mx, my
		}
	}
	return x, y
}

// Click is a click at a cell: it goes to the half there and selects the line, and
// reports whether that was selected already.
func (p *Pane) Click(facts, mentions screen.Rect, x, y int) (again bool) {
	side := p.Side
	switch {
	case facts.Contains(x, y):
		p.Side = Facts
		return p.clickFact(y-facts.Y-factsHead) && side == Facts
	case mentions.Contains(x, y):
		p.Side = Mentions
		return p.clickMention(y-mentions.Y-mentionsHead) && side == Mentions
	}
	return false
}

// title draws the title of a half; only the focused one is in colour.
func title(c *screen.Canvas, r screen.Rect, text string, focused bool) {
	st := screen.Style{Fg: screen.Muted}
	if focused {
		st = screen.Style{Fg: screen.Accent, Bold: true}
		c.Put(r.X, r.Y, st, "►")
	}
	c.PutCut(r.X+2, r.Y, r.W-2, st, text)
}

// mark shows that a line is selected: without the focus by its bar alone.
func mark(c *screen.Canvas, r screen.Rect, focused bool) {
	if focused {
		c.Fill(r, screen.Selection)
	}
	c.Put(r.X, r.Y, screen.Style{Fg: screen.Accent}, "▌")
}
