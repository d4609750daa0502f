package article

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// tableRow is one row of a table: for each cell its rows of runs.
type tableRow [][][]run

// tableRows is how many table rows a part has.
const tableRows = 12

// tabulate sets a table in columns, or as records where they don't fit.
func (g *galley) tabulate(in extent, o Options) {
	table := cellsOf(g.text, in)
	if trimRight(g.text[in.start:in.end]) == "" {
		return
	}
	g.headed = len(table) > 1
	g.table = newGrid(g.text, table, g.set.notes, g.form.room)
	if g.table == nil {
		g.more = g.recordRows(table, o.signs().cut)
		return
	}
	next := 0
	g.more = func() (part, bool) {
		var p part
		for ; next < len(table) && len(p.cells) < tableRows; next++ {
			p.cells = append(p.cells, g.cellRows(table[next], g.headed && next == 0))
		}
		return p, len(p.cells) > 0
	}
}

// cellRows breaks each cell of a row to its column's width.
func (g *galley) cellRows(cells []extent, head bool) tableRow {
	row := make(tableRow, len(g.table.widths))
	for j := range row {
		if j < len(cells) {
			row[j] = g.breakCell(cells[j], g.table.widths[j], head)
		}
	}
	if head {
		row.sink()
	}
	return row
}

// breakCell breaks one cell; the head's text is bold.
func (g *galley) breakCell(cell extent, room int, head bool) [][]run {
	notes := slim(append([]note(nil), notesIn(g.set.notes, cell)...), room)
	set := *g.set
	set.notes = notes
	if head {
		set.base |= Bold
	}
	b := newBreaker(g.text, cell, room, notes)
	var rows [][]run
	for {
		line, ok := b.line()
		if !ok {
			return rows
		}
		rows = append(rows, set.runs(line))
	}
}

// runWidth is the width of runs in cells.
func runWidth(runs []run) int {
	w := 0
	for _, r := range runs {
		w += Cells(r.text)
	}
	return w
}

// pad is decoration of w cells, or nothing.
func pad(w int) []run {
	if w <= 0 {
		return nil
	}
	return []run{{text: strings.Repeat(" ", w), start: -1, style: Cell | Decoration}}
}

// tableTree is what Glamour gets. Every table begins with a row that is filled
// to the columns' full width, so that all parts of a long one stand in line.
//
// Glamour keeps only one line of a table's head: the lines above it go into a
// table of their own.
func (p *press) tableTree(g *grid, rows []tableRow, head bool) *ast.Document {
	all := ast.NewDocument()
	if !head {
		all.AppendChild(all, p.tableNode(g, nil, rows))
		return all
	}
	above, last := rows[0].split()
	if above != nil {
		all.AppendChild(all, p.tableNode(g, nil, []tableRow{above}))
	}
	all.AppendChild(all, p.tableNode(g, last, rows[1:]))
	return all
}

// tableNode is one table, with a head or without.
func (p *press) tableNode(g *grid, head tableRow, rows []tableRow) ast.Node {
	table := east.NewTable()
	for _, right := range g.right {
		align := east.AlignNone
		if right {
			align = east.AlignRight
		}
		table.Alignments = append(table.Alignments, align)
	}
	if head != nil {
		node := p.tableRow(g, head, table.Alignments, true)
		table.AppendChild(table, east.NewTableHeader(node))
	}
	for i, row := range rows {
		table.AppendChild(table, p.tableRow(g, row, table.Alignments, head == nil && i == 0))
	}
	return table
}

func (p *press) tableRow(g *grid, row tableRow, align []east.Alignment, fill bool) *east.TableRow {
	node := east.NewTableRow(align)
	for j, cell := range row {
		if fill {
			cell = filled(cell, g.widths[j], g.right[j])
		}
		c := east.NewTableCell()
		p.fill(c, cell, false)
		node.AppendChild(node, c)
	}
	return node
}

// split parts the last line of a row from those above it, which are nil where
// there are none.
func (r tableRow) split() (above, last tableRow) {
	height := r.height()
	last = make(tableRow, len(r))
	if height > 1 {
		above = make(tableRow, len(r))
	}
	for j, cell := range r {
		if height > 1 {
			above[j] = cell[:min(len(cell), height-1)]
		}
		if len(cell) == height && height > 0 {
			last[j] = cell[height-1:]
		}
	}
	return above, last
}

// height is how many lines a row takes.
func (r tableRow) height() int {
	h := 0
	for _, cell := range r {
		h = max(h, len(cell))
	}
	return h
}

// sink moves the cells of a head down to the hairline.
func (r tableRow) sink() {
	height := r.height()
	for j, cell := range r {
		r[j] = append(make([][]run, height-len(cell)), cell...)
	}
}

// filled pads a cell's first row to a column's width.
func filled(cell [][]run, width int, right bool) [][]run {
	if len(cell) == 0 {
		return [][]run{pad(width)}
	}
	space := pad(width - runWidth(cell[0]))
	first := append(append([]run(nil), cell[0]...), space...)
	if right {
		first = append(space, cell[0]...)
	}
	return append([][]run{first}, cell[1:]...)
}

// outdent takes away the lines around a table, and the margins left of its
// first column and right of its last.
func outdent(lines [][]Segment) [][]Segment {
	var out [][]Segment
	for _, line := range lines {
		if line = trim(line); len(line) == 0 {
			continue
		}
		if first := &line[0]; first.Start < 0 {
			_, left := utf8.DecodeRuneInString(first.Text)
			right := 0
			if len(line) == 1 { // the hairline
				_, right = utf8.DecodeLastRuneInString(first.Text)
			}
			if first.Text = first.Text[left : len(first.Text)-right]; first.Text == "" {
				line = line[1:]
			}
		}
		out = append(out, line)
	}
	return out
}

// plain sets rows as Glamour would, without it.
func (g *grid) plain(rows []tableRow, head bool, rule, text string) [][]Segment {
	var out [][]Segment
	for i, row := range rows {
		for k := range row.height() {
			if line := trim(g.plainLine(row, k, text)); len(line) > 0 {
				out = append(out, line)
			}
		}
		if head && i == 0 {
			out = append(out, []Segment{g.hairline(rule)})
		}
	}
	return out
}

// plainLine is the k-th line of a row: its cells side by side.
func (g *grid) plainLine(row tableRow, k int, text string) []Segment {
	var line []Segment
	add := func(runs []run) {
		for _, r := range runs {
			line = join(line, Segment{Text: r.text, Start: r.start, Style: r.style, Link: r.link}, text)
		}
	}
	for j, cell := range row {
		var runs []run
		if k < len(cell) {
			runs = cell[k]
		}
		space := pad(g.widths[j] - runWidth(runs))
		if g.right[j] {
			add(space)
			add(runs)
		} else {
			add(runs)
			add(space)
		}
		if j+1 < len(row) {
			add(pad(columnGap))
		}
	}
	return line
}

// hairline is the rule under the head.
func (g *grid) hairline(rule string) Segment {
	width := columnGap * (len(g.widths) - 1)
	for _, w := range g.widths {
		width += w
	}
	return Segment{Text: strings.Repeat(rule, width), Start: -1, Style: Cell | Decoration}
}
