// Package reader is the pane that shows one article, with its mentions marked.
// Lines come from ui/article; choosing an entity or finding a phrase restyles
// them and never lays them out again.
package reader

import (
	"strings"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/screen"
)

// maxMeasure is the longest line that reads well, in cells.
const maxMeasure = 76

// gutter is what stands left of the text: a sign and a space.
const gutter = 2

// Measure is how wide text is set in a pane w wide.
func Measure(w int) int { return max(min(maxMeasure, w-gutter), 1) }

// Marks is how much of the names in the text is marked.
type Marks uint8

// The choices of marks.
const (
	AllMarks Marks = iota
	ChosenMarks
	NoMarks
)

// String is the choice as the status line and the settings name it.
func (m Marks) String() string { return [...]string{"all", "chosen", "none"}[m] }

// Pane is the reader. The zero value shows nothing.
type Pane struct {
	Marks  Marks
	Softer bool // step through and count softer mentions as well

	w, h    int
	reading data.Reading
	page    *article.Page
	head    []headLine
	top     int // first line shown: of the head, then of the page
	owed    int // lines to scroll on once the page is complete
	chosen  data.EntityID
	current int        // index of the current mention, -1 for none
	hits    []data.Hit // what find or search found, in order
	hit     int        // index of the current hit, -1 for none
	ticks   map[int]screen.Style
}

// Resize tells the pane how much room it has. The page must be laid out anew
// for another measure: see SetPage.
func (p *Pane) Resize(w, h int) {
	p.w, p.h = w, h
	p.setHead()
	p.Scroll(0)
}

// Show shows an article from an offset on. The page is laid out for it.
func (p *Pane) Show(r data.Reading, page *article.Page, top int) {
	p.reading, p.page = r, page
	p.current, p.hit, p.hits = -1, -1, nil
	p.setHead()
	p.ticks = nil
	p.SetTop(top)
}

// Refresh replaces what is known of the shown article: its marks, mentions and
// counts. The current mention stays where it stands in the text.
func (p *Pane) Refresh(r data.Reading) {
	offset := p.Mention()
	p.reading = r
	p.current = -1
	p.SetMention(offset)
	p.ticks = nil
}

// SetPage replaces the lines, after a resize, and keeps the text at the top.
func (p *Pane) SetPage(page *article.Page) {
	top := p.Top()
	p.page = page
	p.setHead()
	p.ticks = nil
	owed := p.owed
	p.SetTop(top)
	p.Scroll(owed)
}

// Reading is what is shown.
func (p *Pane) Reading() data.Reading { return p.reading }

// ID is the article that is shown, empty for none.
func (p *Pane) ID() data.ID {
	if p.reading.Article == nil {
		return ""
	}
	return p.reading.Article.ID
}

// headLine is a line of the title. Where the title is a block of the article
// its names are mentions like any other, and start is the line's offset in the
// canonical text; else it is -1.
type headLine struct {
	text  string
	start int
}

func (p *Pane) setHead() {
	p.head = nil
	a := p.reading.Article
	if a == nil {
		return
	}
	title, start := p.reading.Row.Title, -1
	if b, ok := headline(a); ok {
		title, start = a.Text[b.Start:b.End], b.Start
	}
	at := 0
	for _, l := range screen.Wrap(title, Measure(p.w)-5) {
		line := headLine{text: l, start: -1}
		if i := strings.Index(title[at:], l); i >= 0 && start >= 0 {
			line.start = start + at + i
			at += i + len(l)
		}
		p.head = append(p.head, line)
	}
}

// headline is the article's headline where that is a block of its text.
func headline(a *data.Article) (data.Block, bool) {
	for _, b := range a.Blocks {
		if b.Kind == data.Headline {
			return b, true
		}
	}
	return data.Block{}, false
}

// above counts the lines before the page's first: the rest of the title, the
// line of source and date, a blank.
func (p *Pane) above() int { return max(len(p.head)-1, 0) + 2 }

// total counts all lines that scroll.
func (p *Pane) total() int {
	if p.page == nil {
		return p.above()
	}
	return p.above() + len(p.page.Lines)
}

// room is how many lines are shown: the title stays above them, and once it is
// scrolled a blank below it, unless the first line is one.
func (p *Pane) room() int {
	if p.top == 0 || p.blank(p.top) {
		return max(p.h-1, 1)
	}
	return max(p.h-2, 1)
}

func (p *Pane) blank(line int) bool {
	i := line - p.above()
	return i == -1 || p.page != nil && i >= 0 && i < len(p.page.Lines) && p.page.Lines[i].Blank()
}

// Scroll moves by n lines and reports whether anything moves. What goes beyond
// a page that isn't complete yet follows once it is.
func (p *Pane) Scroll(n int) bool {
	before, to := p.top, p.top+p.owed+n
	last := max(0, p.total()-max(p.h-2, 1))
	if p.total() <= p.h-1 {
		last = 0
	}
	p.top, p.owed = max(0, min(to, last)), 0
	if !p.complete() {
		p.owed = to - p.top
	}
	return p.top != before || p.owed != 0
}

// complete reports whether all lines of the article are known.
func (p *Pane) complete() bool { return p.page == nil || p.page.Complete }

// Page moves by a share of the window and keeps two lines in sight.
func (p *Pane) Page(share float64) bool {
	n := int(float64(p.room()) * share)
	if share == 1 || share == -1 {
		n -= 2 * int(share)
	}
	return p.Scroll(n)
}

// AtEnd reports whether the last line is shown.
func (p *Pane) AtEnd() bool { return p.complete() && p.top+p.room() >= p.total() }

// Top is the offset of the first text shown, 0 at the title.
func (p *Pane) Top() int {
	if p.page == nil || p.top < p.above() {
		return 0
	}
	return p.page.TopOffset(p.top - p.above())
}

// SetTop shows the line of an offset first.
func (p *Pane) SetTop(offset int) {
	p.top, p.owed = 0, 0
	if p.page != nil && offset > 0 {
		p.top = p.line(offset)
	}
	p.Scroll(0)
}

// line is the line of an offset, counted like top; -1 for one in the title,
// whose first line doesn't scroll.
func (p *Pane) line(offset int) int {
	for i, l := range p.head {
		if l.start >= 0 && offset >= l.start && offset < l.start+len(l.text) {
			return i - 1
		}
	}
	return p.above() + p.page.LineAt(offset)
}

// visible reports whether a line is on the screen.
func (p *Pane) visible(line int) bool {
	return line >= p.top && line < p.top+p.room() || line < 0 && p.top == 0
}

// reveal brings an offset onto the screen: only if it is off it, and then a
// third from the top.
func (p *Pane) reveal(offset int) {
	if p.page == nil {
		return
	}
	line := p.line(offset)
	if p.visible(line) {
		return
	}
	p.top, p.owed = 0, 0
	p.Scroll(line - p.h/3)
}
