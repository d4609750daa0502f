package article

import "strings"

// recordRows sets a table that is too wide for columns as records: the head on
// a line of its own, then for each row its cells one below the other, each
// after its column's name. Nothing is lost, whatever the measure.
//
// The names before the cells are decoration: in the canonical text the head
// stands once.
func (g *galley) recordRows(table [][]extent, cut string) func() (part, bool) {
	var labels []string
	width := 0
	if len(table) > 0 {
		labels, width = g.labels(table[0], cut)
	}
	next := 0
	return func() (part, bool) {
		var rows [][]run
		for ; next < len(table) && len(rows) < partRows; next++ {
			if next == 0 && len(table) > 1 {
				rows = append(rows, g.breakRow(table[0], g.form.room)...)
				continue
			}
			if next > 0 {
				rows = append(rows, nil)
			}
			rows = append(rows, g.record(table[next], labels, width)...)
		}
		return part{rows: rows}, len(rows) > 0
	}
}

// labels are the columns' names cut to two fifths of the measure, and the width
// that they are filled to.
func (g *galley) labels(head []extent, cut string) ([]string, int) {
	most := g.form.room * 2 / 5
	if most < 4 {
		return nil, 0
	}
	labels, width := make([]string, len(head)), 0
	for j, cell := range head {
		name := strings.TrimSpace(g.text[cell.start:cell.end])
		if _, _, fits := fitting(name, most-2); !fits {
			k, _, _ := fitting(name, most-2-1)
			name = strings.TrimSpace(name[:k]) + strings.TrimSpace(cut)
		}
		labels[j] = visible(name)
		width = max(width, Cells(labels[j])+2)
	}
	return labels, width
}

// visible leaves out what may not be shown.
func visible(s string) string {
	var b strings.Builder
	for s != "" {
		k := clusterLen(s)
		if !hidden(s[:k]) {
			b.WriteString(s[:k])
		}
		s = s[k:]
	}
	return b.String()
}

// breakRow breaks all cells of the head as one line of text.
func (g *galley) breakRow(cells []extent, room int) [][]run {
	var rows [][]run
	for _, cell := range cells {
		rows = append(rows, g.breakCell(cell, room, true)...)
	}
	return rows
}

// record sets one row of the table.
func (g *galley) record(cells []extent, labels []string, width int) [][]run {
	var rows [][]run
	for j, cell := range cells {
		for k, runs := range g.breakCell(cell, g.form.room-width, false) {
			label := ""
			if k == 0 && j < len(labels) {
				label = labels[j]
			}
			label += strings.Repeat(" ", width-Cells(label))
			if label != "" {
				runs = append([]run{{text: label, start: -1, style: Cell | Decoration}}, runs...)
			}
			rows = append(rows, runs)
		}
	}
	return rows
}
