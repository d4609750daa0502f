package command

import (
	"bufio"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// gap is the space between two columns.
const gap = "  "

// column says how one column of a table is set.
type column struct {
	right bool // numbers: aligned to the right
	most  int  // on a terminal: cells after which it is cut, 0 for no limit
	from  int  // on a terminal: width of the terminal from which it is shown
}

// table is aligned text. In a pipe every cell is whole; on a terminal columns
// go and the last one is cut so that a row is a line.
type table struct {
	columns []column
	rows    [][]string
}

func (t *table) add(cells ...string) { t.rows = append(t.rows, cells) }

// lines answers with the rows as aligned lines, for a terminal of width
// columns, or for a pipe where it is 0.
func (t *table) lines(width int) []string {
	widths := t.widths(width)
	lines := make([]string, len(t.rows))
	var b strings.Builder
	for i, row := range t.rows {
		b.Reset()
		for c, cell := range row {
			if widths[c] < 0 {
				continue
			}
			if b.Len() > 0 {
				b.WriteString(gap)
			}
			last := c == len(row)-1
			b.WriteString(t.columns[c].pad(cell, widths[c], last, width > 0))
		}
		lines[i] = strings.TrimRight(b.String(), " ")
		if width > 0 {
			lines[i] = ansi.Truncate(lines[i], width, "…")
		}
	}
	return lines
}

// write writes the lines.
func (t *table) write(w *bufio.Writer, width int) error {
	for _, line := range t.lines(width) {
		if _, err := w.WriteString(line + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// widths are the widest cell of each column, and -1 for one that isn't shown:
// it is empty, or the terminal too narrow.
func (t *table) widths(width int) []int {
	widths := make([]int, len(t.columns))
	for c, col := range t.columns {
		if width > 0 && width < col.from {
			widths[c] = -1
			continue
		}
		for _, row := range t.rows {
			widths[c] = max(widths[c], ansi.StringWidth(row[c]))
		}
		switch {
		case widths[c] == 0:
			widths[c] = -1
		case width > 0 && col.most > 0:
			widths[c] = min(widths[c], col.most)
		}
	}
	return widths
}

// pad brings a cell to its column's width; the last of a row needs none.
func (c column) pad(cell string, width int, last, cut bool) string {
	if cut && c.most > 0 {
		cell = ansi.Truncate(cell, c.most, "…")
	}
	space := max(0, width-ansi.StringWidth(cell))
	switch {
	case c.right:
		return strings.Repeat(" ", space) + cell
	case last:
		return cell
	}
	return cell + strings.Repeat(" ", space)
}
