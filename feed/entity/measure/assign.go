package measure

import "math"

// assign is the greatest sum of a square matrix with one cell taken of each
// row and column (Kuhn 1955; the form with potentials, cubic in the rows).
func assign(gain [][]float64) float64 {
	n := len(gain)
	rows, columns := make([]float64, n+1), make([]float64, n+1) // potentials
	taken := make([]int, n+1)                                   // row of a column, both from 1
	for row := 1; row <= n; row++ {
		taken[0] = row
		augment(gain, rows, columns, taken)
	}
	sum := 0.0
	for column := 1; column <= n; column++ {
		sum += gain[taken[column]-1][column-1]
	}
	return sum
}

// augment finds the row in taken[0] a column, by moving others where that
// costs least.
func augment(gain [][]float64, rows, columns []float64, taken []int) {
	n := len(gain)
	least, from, done := make([]float64, n+1), make([]int, n+1), make([]bool, n+1)
	for j := range least {
		least[j] = math.Inf(1)
	}
	at := 0
	for taken[at] != 0 {
		done[at] = true
		row, next, step := taken[at], 0, math.Inf(1)
		for j := 1; j <= n; j++ {
			if done[j] {
				continue
			}
			if cost := -gain[row-1][j-1] - rows[row] - columns[j]; cost < least[j] {
				least[j], from[j] = cost, at
			}
			if least[j] < step {
				step, next = least[j], j
			}
		}
		for j := range least {
			if done[j] {
				rows[taken[j]] += step
				columns[j] -= step
			} else {
				least[j] -= step
			}
		}
		at = next
	}
	for at != 0 {
		taken[at] = taken[from[at]]
		at = from[at]
	}
}
