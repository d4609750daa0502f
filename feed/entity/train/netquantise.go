package main

import (
	"math"

	"dateline/feed/entity/tagger"
)

// whole rounds v to a whole number with bits behind the point, within most.
func whole(v float32, bits int, most float64) float64 {
	return min(max(math.Round(float64(v)*math.Exp2(float64(bits))), -most), most)
}

// shiftFor is how many bits behind the point weights can have as bytes, when
// all but a few may keep their size.
func shiftFor(weights []float32) int {
	most := largest(weights)
	shift := 0
	for shift < 12 && most*math.Exp2(float64(shift+1)) <= math.MaxInt8 {
		shift++
	}
	return shift
}

func bytesOf(weights []float32, shift int) []int8 {
	out := make([]int8, len(weights))
	for i, v := range weights {
		out[i] = int8(whole(v, shift, math.MaxInt8))
	}
	return out
}

// activationBits are the bits behind the point of activations.
var activationBits = int(math.Round(math.Log2(float64(math.MaxInt8 / tagger.MostActivation))))

// quantise turns the trained network into whole numbers whose scores are in
// the unit of the features' weights, each counting share.
func (l *netLearner) quantise(unit, share float64) *tagger.Network {
	w := l.weights
	n := &tagger.Network{Words: l.words(), Units: make([]byte, len(l.units))}
	for i, v := range l.units {
		n.Units[i] = byte(whole(v, tagger.UnitBits, math.MaxInt8) + 128)
	}
	for k, v := range w.bias {
		n.Bias[k] = int32(whole(v, tagger.UnitBits, math.MaxInt32))
	}
	for d := range w.layers {
		shift := shiftFor(w.layers[d].weights)
		n.Layers[d].Shift = shift
		n.Layers[d].Weights = bytesOf(w.layers[d].weights, shift)
		for k, v := range w.layers[d].bias {
			n.Layers[d].Bias[k] = int32(whole(v, activationBits+shift, math.MaxInt32))
		}
	}
	shift := shiftFor(w.out)
	n.Out.Weights = bytesOf(w.out, shift)
	for k, v := range w.outBias {
		n.Out.Bias[k] = int32(whole(v, activationBits+shift, math.MaxInt32))
	}
	n.Out.Scale = int32(math.Round(share / unit * math.Exp2(float64(16-activationBits-shift))))
	return n
}

// words works out what every word's vector adds to the first layer, so that
// the program needs neither the vectors nor their projection.
func (l *netLearner) words() []byte {
	var rows []byte
	var vector [vectorSize]float32
	for rank := range l.vectors.Words() {
		l.vectors.Read(rank, &vector)
		var sums [hidden]float32
		for k := range sums {
			sums[k] = dot(l.weights.projection[k*vectorSize:(k+1)*vectorSize], vector[:])
		}
		rows = tagger.AppendWord(rows, &sums)
	}
	return rows
}
