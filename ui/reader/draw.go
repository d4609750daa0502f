package reader

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/screen"
)

// Look is what the drawing depends on beside the article.
type Look struct {
	Focus bool
	Sign  bool // the focus shows as a sign too: not where the title line tells it
	Now   time.Time
}

// column is where the text stands: its first cell and its width.
func (p *Pane) column(r screen.Rect) (x, measure int) {
	measure = Measure(r.W)
	return r.X + gutter + (r.W-gutter-measure)/2, measure
}

// Draw draws the article into r and answers with the cell where the reader is:
// the current hit or mention, else the beginning of the title.
func (p *Pane) Draw(c *screen.Canvas, r screen.Rect, look Look) (x, y int) {
	tx, measure := p.column(r)
	x, y = p.drawTitle(c, tx, r.Y, measure, look), r.Y
	if p.reading.Article != nil {
		first := r.Y + r.H - p.room()
		for row := range p.room() {
			if at := p.drawRow(c, tx, first+row, measure, p.top+row, look); at >= 0 && x < 0 {
				x, y = at, first+row
			}
		}
		if line, ok := p.here(); ok && p.visible(line) {
			c.Put(tx-gutter, max(first+line-p.top, r.Y), screen.Style{Fg: screen.Text, Bold: true}, "►")
		}
	}
	if x < 0 {
		x = tx
	}
	return x, y
}

// drawRow draws line i of all that scrolls. It answers as drawText does with
// where the reader is.
func (p *Pane) drawRow(c *screen.Canvas, x, y, measure, i int, look Look) (here int) {
	switch {
	case i < p.above():
		return p.drawHead(c, x, y, measure, i, look)
	case i < p.total():
		return p.drawLine(c, x, y, p.page.Lines[i-p.above()])
	}
	return -1
}

// here is the line of the current hit or mention.
func (p *Pane) here() (int, bool) {
	switch {
	case p.page == nil:
		return 0, false
	case p.HitOffset() >= 0:
		return p.line(p.HitOffset()), true
	case len(p.hits) == 0 && p.Mention() >= 0:
		return p.line(p.Mention()), true
	}
	return 0, false
}

// drawTitle draws the line that stays at the top.
func (p *Pane) drawTitle(c *screen.Canvas, x, y, measure int, look Look) (here int) {
	style := screen.Style{Fg: screen.Text, Bold: true}
	if look.Focus && look.Sign {
		style.Fg = screen.Accent
		c.Put(x-gutter, y, style, "►")
	}
	if len(p.head) == 0 {
		return -1
	}
	title := p.head[0]
	if p.top > 0 && len(p.head) > 1 {
		title.text = screen.Cut(title.text+" "+p.head[1].text, measure-5)
		title.start = -1
	}
	_, here = p.drawText(c, x, y, title.text, title.start, style)
	c.PutRight(x+measure, y, screen.Style{Fg: screen.Muted}, p.progress())
	return here
}

// progress is how far one has read: "top", "64%", "end", or "all".
func (p *Pane) progress() string {
	switch {
	case p.page == nil || !p.page.Complete: // how much there is isn't known yet
		return ""
	case p.top == 0 && p.AtEnd():
		return "all"
	case p.top == 0:
		return "top"
	case p.AtEnd():
		return "end"
	}
	return fmt.Sprintf("%d%%", min(99, (p.top+p.room())*100/p.total()))
}

// drawHead draws line i of what stands above the text.
func (p *Pane) drawHead(c *screen.Canvas, x, y, measure, i int, look Look) (here int) {
	switch last := len(p.head) - 1; {
	case i < last:
		style := screen.Style{Fg: screen.Text, Bold: true}
		if look.Focus && look.Sign {
			style.Fg = screen.Accent
		}
		_, here = p.drawText(c, x, y, p.head[i+1].text, p.head[i+1].start, style)
		return here
	case i == last:
		c.Put(x, y, screen.Style{Fg: screen.Muted}, screen.CutParts(p.about(look.Now), measure))
	}
	return -1
}

// about is the line under the title: source, authors, date, length.
func (p *Pane) about(now time.Time) []string {
	row := p.reading.Row
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	add(row.Source)
	add(screen.LongDate(row.Published, now))
	add(screen.Minutes(row.Words))
	if authors := strings.Join(row.Authors, ", "); authors != p.reading.Article.Source {
		add(authors)
	}
	return parts
}

// drawLine draws one line of the page and answers with the column where the
// current hit or mention begins on it, -1 if it doesn't.
func (p *Pane) drawLine(c *screen.Canvas, x, y int, line article.Line) int {
	here := -1
	for _, s := range line.Segments {
		base := segmentStyle(s)
		begin := -1
		if x, begin = p.drawText(c, x, y, s.Text, s.Start, base); here < 0 {
			here = begin
		}
	}
	return here
}

// drawText draws text that stands at an offset of the article, -1 for none. It
// answers with the column behind it and with the one where the current hit or
// mention begins, -1 for none.
func (p *Pane) drawText(c *screen.Canvas, x, y int, text string, start int, base screen.Style) (end, here int) {
	if start < 0 {
		return c.Put(x, y, base, text), -1
	}
	here = -1
	for from := 0; from < len(text); {
		style, current, until := p.styleAt(start+from, base)
		to := screen.ClusterEnd(text, from, min(len(text), until-start))
		if current && here < 0 {
			here = x
		}
		x = c.Put(x, y, style, text[from:to])
		from = to
	}
	return x, here
}

// styleAt is the style of the text from an offset on, whether it is where the
// reader is, and the offset up to which that holds.
func (p *Pane) styleAt(offset int, base screen.Style) (style screen.Style, current bool, until int) {
	style, until = base, int(^uint(0)>>1)
	if i, ok := find(p.hits, offset, func(h data.Hit) (int, int) { return h.Start, h.End }); ok {
		style = screen.Style{Fg: base.Fg, Bold: true, Under: screen.Solid, Line: screen.Accent}
		if i == p.hit {
			style, current = currentStyle, true
		}
		return style, current, p.hits[i].End
	} else if i < len(p.hits) {
		until = p.hits[i].Start
	}
	i, ok := find(p.reading.Mentions, offset, func(m data.Mention) (int, int) { return m.Start, m.End })
	if ok {
		m := p.reading.Mentions[i]
		style, current = p.mentionStyle(i, base)
		return style, current, min(until, m.End)
	} else if i < len(p.reading.Mentions) {
		until = min(until, p.reading.Mentions[i].Start)
	}
	return style, current, until
}

// find is the index of the range that holds an offset, or of the next one.
func find[T any](ranges []T, offset int, of func(T) (start, end int)) (int, bool) {
	i, _ := slices.BinarySearchFunc(ranges, offset, func(r T, offset int) int {
		if _, end := of(r); end <= offset {
			return -1
		}
		return 1
	})
	if i == len(ranges) {
		return i, false
	}
	start, _ := of(ranges[i])
	return i, start <= offset
}

var currentStyle = screen.Style{Fg: screen.OnCurrent, Bg: screen.Current, Bold: true}

// mentionStyle is how a mention looks: names are quiet, those of the chosen
// entity stand out from the rest, and the current one from those. Softer ones
// are a step behind: in italics, with the line of their kind, as italics alone
// would be the author's.
func (p *Pane) mentionStyle(i int, base screen.Style) (screen.Style, bool) {
	m := p.reading.Mentions[i]
	chosen := m.Entity == p.chosen && len(p.hits) == 0
	style := base
	switch {
	case p.Marks == NoMarks || p.Marks == ChosenMarks && !chosen:
		if i == p.current && len(p.hits) == 0 {
			return currentStyle, true
		}
		return base, false
	case i == p.current && len(p.hits) == 0:
		return currentStyle, true
	case m.Softer:
		style.Italic, style.Line, style.Back = true, screen.KindLine(m.Kind), !chosen
		if chosen {
			style.Fg = screen.Kind(m.Kind)
		}
	case chosen:
		style.Fg, style.Bold, style.Line = screen.Kind(m.Kind), true, screen.Kind(m.Kind)
	case p.chosen != "" || len(p.hits) > 0:
		style.Line, style.Back = screen.KindLine(m.Kind), true
	default:
		style.Fg, style.Line = screen.Kind(m.Kind), screen.KindLine(m.Kind)
	}
	style.Under = screen.KindUnder(m.Kind)
	return style, false
}

// segmentStyle is how a run of text looks before anything in it is marked.
func segmentStyle(s article.Segment) screen.Style {
	st := screen.Style{Fg: screen.Text}
	st.Bold = s.Style&(article.Bold|article.Heading) != 0
	st.Italic = s.Style&(article.Italic|article.Deck) != 0
	switch {
	case s.Style&(article.Reference|article.Caption|article.Credit|article.Deck) != 0:
		st.Fg = screen.Muted
	case s.Style&article.Decoration != 0:
		st.Fg = screen.Faint
	}
	return st
}

// Track is what the scroll bar shows.
func (p *Pane) Track() (total, top int, ticks map[int]screen.Style) {
	if p.ticks == nil {
		p.ticks = p.makeTicks()
	}
	return p.total(), p.top, p.ticks
}

// makeTicks marks the lines of hits, else of the chosen entity's mentions.
func (p *Pane) makeTicks() map[int]screen.Style {
	ticks := map[int]screen.Style{}
	if p.page == nil {
		return ticks
	}
	mark := func(offset int, role screen.Role, current bool) {
		line := max(p.line(offset), 0)
		if current {
			ticks[line] = screen.Style{Fg: screen.Text, Bold: true}
		} else if _, ok := ticks[line]; !ok {
			ticks[line] = screen.Style{Fg: role}
		}
	}
	for i, h := range p.hits {
		mark(h.Start, screen.Accent, i == p.hit)
	}
	if len(p.hits) > 0 {
		return ticks
	}
	for i, m := range p.reading.Mentions {
		if m.Entity == p.chosen && p.counts(m) {
			mark(m.Start, screen.Kind(m.Kind), i == p.current)
		}
	}
	return ticks
}

// At is the mention under a cell of the pane drawn into r.
func (p *Pane) At(r screen.Rect, x, y int) (data.Mention, bool) {
	tx, _ := p.column(r)
	line := p.top + y - (r.Y + r.H - p.room()) - p.above()
	if p.page == nil || line < 0 || line >= len(p.page.Lines) {
		return data.Mention{}, false
	}
	offset, ok := p.page.OffsetAt(line, x-tx)
	if !ok {
		return data.Mention{}, false
	}
	i, ok := find(p.reading.Mentions, offset, func(m data.Mention) (int, int) { return m.Start, m.End })
	if !ok {
		return data.Mention{}, false
	}
	return p.reading.Mentions[i], true
}
