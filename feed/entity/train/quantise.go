package main

import (
	"math"
	"slices"

	"dateline/feed/entity/tagger"
)

// clipped is the share of weights that keep their size; the few beyond are
// cut, or they would make all others coarse.
const clipped = 0.9999

// quantise turns weights into whole numbers of one unit. The bias is what
// 'outside' is marked down by: a missed name costs more than a wrong one, and
// training alone is too shy.
func (m *averager) quantise(bias float64) tagger.Weights {
	rows := m.rows
	var sizes []float64
	for i, v := range rows {
		if i%stride < labelCount && v != 0 {
			sizes = append(sizes, math.Abs(float64(v)))
		}
	}
	slices.Sort(sizes)
	unit := sizes[int(float64(len(sizes)-1)*clipped)] / 127
	w := tagger.Weights{Rows: make([]int8, 0, len(rows)/stride*labelCount)}
	for i := 0; i < len(rows); i += stride {
		for k := range labelCount {
			q := math.Round(float64(rows[i+k]) / unit)
			w.Rows = append(w.Rows, int8(min(max(q, -127), 127)))
		}
	}
	for a := range labelCount {
		for b := range labelCount {
			w.Transitions[a][b] = int32(math.Round(float64(m.moves[a][b]) / unit))
		}
	}
	w.OutsideBias = int32(math.Round(bias / unit))
	return w
}
