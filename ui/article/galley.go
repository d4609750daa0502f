package article

import (
	"strings"
	"time"

	"dateline/data"
)

// galley is one block being set. Its rows are broken from the top as far as
// they are asked for; Glamour renders them a part at a time, in any order. So
// the screen around any place of a block of any length is soon there.
type galley struct {
	block  int
	text   string
	form   *form
	set    *setter
	parts  []part
	more   func() (part, bool) // the next part's rows
	table  *grid               // for a table that has columns
	headed bool                // whether the table begins with its head
	rule   string              // what the table's hairline is drawn with
	spent  time.Duration       // in Glamour
}

// part is some successive rows of a block.
type part struct {
	rows  [][]run
	end   int // canonical offset up to which the block is broken after it
	cells []tableRow
	lines []Line // once rendered; never none
}

// partRows is how many rows a part has: 1 to 2 ms of Glamour's time.
const partRows = 32

// blockTime is how long Glamour may take over one block. What is left then is
// set without it.
const blockTime = 250 * time.Millisecond

func newGalley(a *data.Article, block int, o Options, numerals int) *galley {
	b := bounded(a, a.Blocks[block])
	f := newForm(b, o, numerals)
	g := &galley{block: block, text: a.Text, form: f, rule: o.signs().rule, set: &setter{text: a.Text, base: f.base}}
	g.set.looks, g.set.notes = looks(a, b)
	g.set.notes = slim(g.set.notes, f.room)
	in := extent{b.Start, b.End}
	switch b.Kind {
	case data.Rule:
		rule := strings.Repeat(o.signs().rule, f.room)
		g.parts = []part{{rows: [][]run{{{text: rule, start: -1, style: f.base}}}, end: b.End}}
	case data.Code:
		g.more = g.codeRows(in, o.signs().cut)
	case data.Table:
		g.tabulate(in, o)
	default:
		g.more = g.textRows(newBreaker(a.Text, in, f.room, g.set.notes))
	}
	return g
}

// bounded is a block whose offsets lie within the text.
func bounded(a *data.Article, b data.Block) data.Block {
	b.Start = max(0, min(b.Start, len(a.Text)))
	b.End = max(b.Start, min(b.End, len(a.Text)))
	return b
}

// slim leaves out the notes that would fill a line.
func slim(notes []note, room int) []note {
	kept := notes[:0]
	for _, n := range notes {
		if len(n.label)+2 <= room {
			kept = append(kept, n)
		}
	}
	return kept
}

// grow breaks the rows of one more part; it is false at the block's end.
func (g *galley) grow() bool {
	if g.more == nil {
		return false
	}
	p, ok := g.more()
	if !ok {
		g.more = nil
		return false
	}
	p.end = g.reach(p)
	g.parts = append(g.parts, p)
	return true
}

// reach is the canonical offset behind the last text of a part.
func (g *galley) reach(p part) int {
	end := 0
	if n := len(g.parts); n > 0 {
		end = g.parts[n-1].end
	}
	widen := func(rows [][]run) {
		for _, runs := range rows {
			for _, r := range runs {
				if r.start >= 0 {
					end = max(end, r.start+len(r.text))
				}
			}
		}
	}
	widen(p.rows)
	for _, row := range p.cells {
		for _, cell := range row {
			widen(cell)
		}
	}
	return end
}

// textRows breaks running text.
func (g *galley) textRows(b *breaker) func() (part, bool) {
	return func() (part, bool) {
		var rows [][]run
		for len(rows) < partRows {
			line, ok := b.line()
			if !ok {
				break
			}
			if runs := g.set.runs(line); len(runs) > 0 {
				rows = append(rows, runs)
			}
		}
		return part{rows: rows}, len(rows) > 0
	}
}

// codeRows keeps the lines of code. What doesn't fit goes on in the next row,
// after a sign.
func (g *galley) codeRows(in extent, sign string) func() (part, bool) {
	at, continued := in.start, false
	return func() (part, bool) {
		var rows [][]run
		for len(rows) < partRows && at < in.end {
			end := at + len(untilLineEnd(g.text[at:in.end]))
			var row []run
			room := g.form.room
			if continued {
				row = append(row, run{text: sign, start: -1, style: g.form.base | Decoration})
				room -= Cells(sign)
			}
			k, _, fits := fitting(g.text[at:end], room)
			if k == 0 && !fits {
				k = clusterLen(g.text[at:end])
			}
			rows = append(rows, g.set.styled(row, extent{at, at + k}))
			at, continued = at+k, !fits
			if fits {
				at++ // the line end
			}
		}
		return part{rows: rows}, len(rows) > 0
	}
}

func untilLineEnd(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// render makes the lines of a part.
func (g *galley) render(i int, p *press) []Line {
	if g.parts[i].lines != nil {
		return g.parts[i].lines
	}
	began := time.Now()
	segments := g.print(i, p)
	g.spent += time.Since(began)
	lines := make([]Line, 0, len(segments))
	for _, s := range segments {
		lines = append(lines, newLine(trim(s), g.block))
	}
	g.parts[i] = part{end: g.parts[i].end, lines: lines}
	return lines
}

func newLine(segments []Segment, block int) Line {
	l := Line{Segments: segments, Block: block}
	for _, s := range segments {
		l.Width += Cells(s.Text)
	}
	return l
}

// print has Glamour render a part, or does without it.
func (g *galley) print(i int, p *press) [][]Segment {
	if g.spent < blockTime {
		if lines, ok := g.glamour(i, p); ok {
			return lines
		}
	}
	if g.table != nil {
		return g.table.plain(g.parts[i].cells, g.headed && i == 0, g.rule, g.text)
	}
	return g.form.plain(g.form.hung(g.parts[i].rows, i == 0), i == 0, g.text)
}

// glamour has Glamour render a part; it is false when that failed.
func (g *galley) glamour(i int, p *press) ([][]Segment, bool) {
	p.reset()
	if g.table != nil {
		tree := p.tableTree(g.table, g.parts[i].cells, g.headed && i == 0)
		lines, ok := p.render(tree, g.text, Cell)
		return outdent(lines), ok
	}
	rows := g.form.hung(g.parts[i].rows, i == 0)
	tree := p.tree(g.form, rows, i == 0)
	lines, ok := p.render(tree, g.text, g.form.base&^(Bold|Italic))
	if !ok {
		return nil, false
	}
	return align(lines, p.marks, len(rows))
}

// align drops the blank lines that Glamour puts around a block. It is false
// when the rows didn't come out one below the other.
func align(lines [][]Segment, marks []mark, rows int) ([][]Segment, bool) {
	if len(marks) == 0 {
		return make([][]Segment, rows), true
	}
	shift := marks[0].line - marks[0].row
	for _, m := range marks {
		if m.line-m.row != shift {
			return nil, false
		}
	}
	if shift < 0 || shift+rows > len(lines) {
		return nil, false
	}
	return lines[shift : shift+rows], true
}
