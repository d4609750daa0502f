package article

import (
	"strings"
	"unicode"
)

// grid is a table that is set in columns.
type grid struct {
	widths []int  // cells of each column
	right  []bool // columns of figures, set to the right
}

// columnGap is the space between columns in cells: Glamour's margin of one on
// either side of a column.
const columnGap = 2

// narrowest is the least a column is narrowed to, in cells, if its text is
// wider. A table that needs narrower columns is set as records.
const narrowest = 8

// cellsOf cuts a table's text into rows of cells.
func cellsOf(text string, in extent) [][]extent {
	var table [][]extent
	for at := in.start; at < in.end; {
		end := at + len(untilLineEnd(text[at:in.end]))
		var row []extent
		for from := at; from <= end; {
			cell, _, _ := strings.Cut(text[from:end], "\t")
			row = append(row, extent{from, from + len(cell)})
			from += len(cell) + 1
		}
		table = append(table, row)
		at = end + 1
	}
	return table
}

// newGrid fits columns into room; it is nil where they don't.
func newGrid(text string, table [][]extent, notes []note, room int) *grid {
	columns := 0
	for _, row := range table {
		columns = max(columns, len(row))
	}
	room -= columnGap * (columns - 1)
	if columns == 0 || room < columns {
		return nil
	}
	g := &grid{widths: make([]int, columns), right: make([]bool, columns)}
	for j := range columns {
		g.right[j] = figures(text, table, j)
	}
	for _, row := range table {
		for j, cell := range row {
			w := Cells(text[cell.start:cell.end])
			for _, n := range notesIn(notes, cell) {
				w += len(n.label)
			}
			g.widths[j] = max(g.widths[j], w, 1)
		}
	}
	if !narrow(g.widths, room) {
		return nil
	}
	return g
}

// narrow lowers the widest columns until all fit into room. It is false when a
// column would have to be too narrow to read.
func narrow(widths []int, room int) bool {
	sum := 0
	for _, w := range widths {
		sum += w
	}
	for sum > room {
		widest := 0
		for j, w := range widths {
			if w > widths[widest] {
				widest = j
			}
		}
		if widths[widest] <= narrowest {
			return false
		}
		next := max(narrowest, room/len(widths), second(widths, widest))
		cut := min(sum-room, max(1, widths[widest]-next))
		widths[widest] -= cut
		sum -= cut
	}
	return true
}

// second is the largest width but for one column's.
func second(widths []int, but int) int {
	most := 0
	for j, w := range widths {
		if j != but {
			most = max(most, w)
		}
	}
	return most
}

// figures reports whether all cells of a column under its head are numbers.
func figures(text string, table [][]extent, column int) bool {
	seen := false
	for _, row := range table[min(1, len(table)):] {
		if column >= len(row) {
			continue
		}
		cell := strings.TrimSpace(text[row[column].start:row[column].end])
		if cell == "" || cell == "–" || cell == "-" {
			continue
		}
		if !figure(cell) {
			return false
		}
		seen = true
	}
	return seen
}

// figure reports whether a cell is a number: digits, and beside them only
// signs, separators and units of a character.
func figure(cell string) bool {
	digits := false
	for _, r := range cell {
		switch {
		case unicode.IsDigit(r):
			digits = true
		case strings.ContainsRune(" ,.'’-−–+%‰()\u00a0\u202f", r), unicode.Is(unicode.Sc, r):
		default:
			return false
		}
	}
	return digits
}
