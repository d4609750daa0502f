package tagger

import (
	"encoding/binary"
	"math"
)

// The network beside the chain of features: what each word's vector and units
// add up to is a hidden layer, two convolutions over neighbouring words follow
// (Collobert et al. 2011; its depth after Strubell et al. 2017), and all three
// layers together score the labels. It knows what words are like, where the
// hashed features know which words they are, and the sum of both is better
// than either.
//
// All is whole numbers at fixed points: activations have actBits behind the
// point and end at mostAct, as the training lets them.
const (
	Hidden   = 64      // numbers of a layer
	Taps     = 3       // words that a convolution sees
	Depth    = 2       // convolutions
	UnitRows = 1 << 14 // rows of units' weights

	actBits = 5
	mostAct = 127
	// UnitBits are the bits behind the point of what words and units add.
	UnitBits = 6
)

// MostActivation is where activations end.
const MostActivation = float32(mostAct) / (1 << actBits)

// Layer is the weights of a convolution: Taps × Hidden inputs × Hidden
// outputs, with Shift bits behind the point, and what is added to each sum.
type Layer struct {
	Weights []int8
	Shift   int
	Bias    [Hidden]int32 // actBits+Shift bits behind the point
}

// Network is a network's weights in whole numbers.
type Network struct {
	Words  []byte        // by rank, as AppendWord writes them
	Units  []byte        // UnitRows × Hidden, each 128 more than it is
	Bias   [Hidden]int32 // UnitBits behind the point
	Layers [Depth]Layer
	Out    Output
}

// Output scores the labels from every layer.
type Output struct {
	Weights []int8 // (1+Depth) × Hidden × Labels
	Bias    [Labels]int32
	// Scale turns a sum into the model's units: times Scale, over 2^16.
	Scale int32
}

// What a word adds has four bits a number: half a byte, zeroWord more than it
// is, that counts wordStep. Its numbers are 0.3 large in the mean and seldom
// beyond one, so that little is lost.
const (
	rowBytes = Hidden / 2
	wordStep = 8
	zeroWord = 8
)

// AppendWord appends to rows what a word's vector adds to the first layer.
func AppendWord(rows []byte, numbers *[Hidden]float32) []byte {
	var row [Hidden / 16]uint64
	for h, v := range numbers {
		half := math.Round(float64(v)*(1<<UnitBits)/wordStep) + zeroWord
		lane := laneOf(h)
		row[lane/4] |= uint64(min(max(half, 0), 15)) << (16*(h%8/2) + 4*(lane%4))
	}
	for _, v := range row {
		rows = binary.LittleEndian.AppendUint64(rows, v)
	}
	return rows
}

// Of the first layer's sums, each of eight numbers that follow one another,
// those at even places are together in one word of 64 bits, in four lanes, and
// the others in the next.
func laneOf(h int) int { return h/8*2 + h%2 }

// runner is a network with its weights packed.
type runner struct {
	net    *Network
	layers [Depth]products
	out    [1 + Depth]products
}

func newRunner(n *Network) *runner {
	r := &runner{net: n}
	for i := range r.layers {
		r.layers[i] = newProducts(n.Layers[i].Weights, Hidden)
	}
	for l := range r.out {
		r.out[l] = newProducts(n.Out.Weights[l*Hidden*Labels:(l+1)*Hidden*Labels], Labels)
	}
	return r
}

// round divides by 2^bits to the nearest.
func round(v int32, bits int) int32 { return (v + 1<<(bits-1)) >> bits }

// activate makes sums with bits behind the point, beside those of activations,
// into the Hidden activations of a word.
func activate(to []uint8, sums *[Hidden]int32, bits int) {
	to = to[:Hidden]
	for i, v := range sums {
		to[i] = uint8(min(max(round(v, bits), 0), mostAct))
	}
}

// enter works out a word's first layer from its rank, -1 without one, and its
// units.
func (r *runner) enter(rank int, units []uint64, to []uint8) {
	var lanes [Hidden / 4]uint64
	units = units[:min(len(units), maxFeatures-1)]
	zero := int32(len(units) * zeroWeight)
	for part := 0; part < Hidden; part += partNumbers {
		r.net.addUnits(units, part, (*[partNumbers / 4]uint64)(lanes[part/4:]))
	}
	if rank >= 0 {
		r.net.addWord(rank, &lanes)
		zero += zeroWord * wordStep
	}
	sum := r.net.Bias
	for h := range sum {
		sum[h] += int32(lanes[laneOf(h)]>>(16*(h%8/2))&0xFFFF) - zero
	}
	activate(to, &sum, UnitBits-actBits)
}

// partNumbers is how many of the first layer's sums are made together, in
// registers.
const partNumbers = 32

// addUnits adds a part of the units' rows as emit does: eight bytes at a time,
// as two words of four sums.
func (n *Network) addUnits(units []uint64, part int, lanes *[partNumbers / 4]uint64) {
	const mask = 0x00FF00FF00FF00FF
	var s0, s1, s2, s3, s4, s5, s6, s7 uint64
	for _, u := range units {
		row := n.Units[UnitRow(u)*Hidden+part:][:partNumbers]
		a, b := binary.LittleEndian.Uint64(row), binary.LittleEndian.Uint64(row[8:])
		c, d := binary.LittleEndian.Uint64(row[16:]), binary.LittleEndian.Uint64(row[24:])
		s0 += a & mask
		s1 += a >> 8 & mask
		s2 += b & mask
		s3 += b >> 8 & mask
		s4 += c & mask
		s5 += c >> 8 & mask
		s6 += d & mask
		s7 += d >> 8 & mask
	}
	*lanes = [partNumbers / 4]uint64{s0, s1, s2, s3, s4, s5, s6, s7}
}

func (n *Network) addWord(rank int, lanes *[Hidden / 4]uint64) {
	const mask = 0x000F000F000F000F
	row := n.Words[rank*rowBytes:][:rowBytes]
	for k := range lanes {
		lanes[k] += binary.LittleEndian.Uint64(row[k/4*8:]) >> (4 * (k % 4)) & mask * wordStep
	}
}

// acts are a sentence's activations: for each layer, Hidden of each word, with
// as many noughts before and behind.
type acts [1 + Depth][]uint8

func (a *acts) resize(words int) {
	n := (words + 2) * Hidden
	for l := range a {
		if cap(a[l]) < n {
			a[l] = make([]uint8, 2*n)
		}
		a[l] = a[l][:n]
		clear(a[l][:Hidden])
		clear(a[l][n-Hidden:])
	}
}

// of is the activations of a word.
func (a *acts) of(l, word int) []uint8 { return a[l][(word+1)*Hidden:][:Hidden] }

// around is those of the words that a convolution sees around a word.
func (a *acts) around(l, word int) []uint8 { return a[l][(word+1-Taps/2)*Hidden:][:Taps*Hidden] }

// run works the convolutions out for a sentence whose first layer stands in
// a, and adds the labels' scores. A word takes part in layer l where its reach
// is beyond l, and is scored where it is beyond the last.
func (r *runner) run(a *acts, reach []uint8, scores [][Labels]int32) {
	for l := range r.layers {
		layer := &r.net.Layers[l]
		for i := range reach {
			if int(reach[i]) <= l+1 {
				continue
			}
			sum := layer.Bias
			r.layers[l].multiply(a.around(l, i), sum[:])
			activate(a.of(l+1, i), &sum, layer.Shift)
		}
	}
	for i := range reach {
		if reach[i] <= Depth {
			continue
		}
		var sum [blockOutputs]int32
		copy(sum[:], r.net.Out.Bias[:])
		for l := range a {
			r.out[l].multiply(a.of(l, i), sum[:])
		}
		for k := range Labels {
			scores[i][k] += int32(int64(sum[k]) * int64(r.net.Out.Scale) >> 16)
		}
	}
}
