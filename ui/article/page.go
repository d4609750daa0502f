package article

import (
	"slices"
	"sort"
	"strings"
)

// Page is set lines with the place of all text on them. It doesn't change, so
// it may be read from anywhere.
type Page struct {
	Lines []Line
	// Complete is false for a page around a place that lacks lines at the
	// article's beginning or end.
	Complete bool

	pieces []piece // by start
}

// piece is where a segment with article text stands.
type piece struct {
	start, end int // canonical offsets
	line, col  int
	text       string
}

// Span is cells [From,To) of one line.
type Span struct {
	Line     int
	From, To int
}

func newPage(lines []Line, complete bool) *Page {
	p := &Page{Lines: lines, Complete: complete}
	sorted := true
	for i, l := range lines {
		col := 0
		for _, s := range l.Segments {
			if s.Start >= 0 {
				q := piece{start: s.Start, end: s.Start + len(s.Text), line: i, col: col, text: s.Text}
				sorted = sorted && (len(p.pieces) == 0 || p.pieces[len(p.pieces)-1].start <= q.start)
				p.pieces = append(p.pieces, q)
			}
			col += Cells(s.Text)
		}
	}
	if !sorted { // cells of a table stand side by side
		slices.SortFunc(p.pieces, func(a, b piece) int { return a.start - b.start })
	}
	return p
}

// from is the index of the first piece that ends behind an offset.
func (p *Page) from(offset int) int {
	return sort.Search(len(p.pieces), func(i int) bool { return p.pieces[i].end > offset })
}

// LineAt is the line that shows the byte at a canonical offset, or where that
// isn't shown (white space at a line's end, a headline that isn't set) the next
// text. Behind the last text it is the last line that has some; it is 0 for an
// empty page.
func (p *Page) LineAt(offset int) int {
	if len(p.pieces) == 0 {
		return 0
	}
	return p.pieces[min(p.from(offset), len(p.pieces)-1)].line
}

// Cells are the cells that show bytes [start,end) of the canonical text, from
// the top: several where the text is wrapped, none where it isn't on the page.
// A grapheme cluster that is partly within the range is all within it.
func (p *Page) Cells(start, end int) []Span {
	var spans []Span
	for i := p.from(start); i < len(p.pieces) && p.pieces[i].start < end; i++ {
		q := p.pieces[i]
		from, to := q.columns(start, end)
		if n := len(spans); n > 0 && spans[n-1].Line == q.line && spans[n-1].To == from {
			spans[n-1].To = to
			continue
		}
		spans = append(spans, Span{Line: q.line, From: from, To: to})
	}
	return spans
}

// columns are the cells of a piece that show any of bytes [start,end).
func (q piece) columns(start, end int) (from, to int) {
	at, col := q.start, q.col
	from = -1
	for at < min(end, q.end) {
		k, w := cluster(q.text[at-q.start:])
		if at+k > start && from < 0 {
			from = col
		}
		at, col = at+k, col+w
	}
	return max(from, q.col), col
}

// OffsetAt is the canonical offset of what stands at a cell; ok is false for
// decoration, blank cells and cells outside of the page.
func (p *Page) OffsetAt(line, col int) (offset int, ok bool) {
	s, col := p.segmentAt(line, col)
	if s == nil || s.Start < 0 {
		return 0, false
	}
	at := 0
	for at < len(s.Text) {
		k, w := cluster(s.Text[at:])
		if col < w {
			break
		}
		at, col = at+k, col-w
	}
	return s.Start + at, true
}

// LinkAt is the number of the link at a cell, its text or its reference, from
// 1; 0 for none.
func (p *Page) LinkAt(line, col int) int {
	if s, _ := p.segmentAt(line, col); s != nil {
		return s.Link
	}
	return 0
}

// segmentAt is the segment at a cell and the cell's column within it, or nil.
func (p *Page) segmentAt(line, col int) (*Segment, int) {
	if line < 0 || line >= len(p.Lines) || col < 0 {
		return nil, 0
	}
	segments := p.Lines[line].Segments
	for i := range segments {
		w := Cells(segments[i].Text)
		if col < w {
			return &segments[i], col
		}
		col -= w
	}
	return nil, 0
}

// TopOffset is the offset to keep when this line is at the top of the screen
// and the article is set anew: that of the first text on it or below it, or
// where there is none that of the last text above. LineAt finds the line for
// it on any other page of the article.
func (p *Page) TopOffset(line int) int {
	for i := max(line, 0); i < len(p.Lines); i++ {
		if start, _, ok := p.Lines[i].Span(); ok {
			return start
		}
	}
	for i := min(line, len(p.Lines)) - 1; i >= 0; i-- {
		if start, _, ok := p.Lines[i].Span(); ok {
			return start
		}
	}
	return 0
}

// Plain is the page as text alone, each line with its end.
func (p *Page) Plain() string {
	var b strings.Builder
	for _, l := range p.Lines {
		for _, s := range l.Segments {
			b.WriteString(s.Text)
		}
		b.WriteByte('\n')
	}
	return b.String()
}
