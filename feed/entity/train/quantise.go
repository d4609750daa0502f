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
// The network, if there is one, joins in with share.
func (m *averager) quantise(bias float64, net *netLearner, share float64) tagger.Weights {
	rows := m.rows
	var labelled []float32
	for i, v := range rows {
		if i%stride < labelCount {
			labelled = append(labelled, v)
		}
	}
	unit := largest(labelled) / math.MaxInt8
	w := tagger.Weights{Rows: make([]int8, 0, len(rows)/stride*labelCount)}
	for i := 0; i < len(rows); i += stride {
		for k := range labelCount {
			q := math.Round(float64(rows[i+k]) / unit)
			w.Rows = append(w.Rows, int8(min(max(q, -127), 127)))
		}
	}
	for a := range labelCount {
		for b := range labelCount {
			move := float64(m.moves[a][b])
			if net != nil {
				move += share * float64(net.weights.moves[a*labelCount+b])
			}
			w.Transitions[a][b] = int32(math.Round(move / unit))
		}
	}
	w.OutsideBias = int32(math.Round(bias / unit))
	if net != nil {
		w.Network = net.quantise(unit, share)
	}
	return w
}

// largest is the size that all weights but the clipped ones stay within.
func largest(weights []float32) float64 {
	var sizes []float64
	for _, v := range weights {
		if v != 0 {
			sizes = append(sizes, math.Abs(float64(v)))
		}
	}
	if len(sizes) == 0 {
		return 1
	}
	slices.Sort(sizes)
	return sizes[int(float64(len(sizes)-1)*clipped)]
}
