package tagger

import "encoding/binary"

// The network beside the chain of features: each word's vector and units make
// a hidden layer, two convolutions over neighbouring words follow (Collobert
// et al. 2011; its depth after Strubell et al. 2017), and all three layers
// together score the labels. It knows what words are like, where the hashed
// features know which words they are, and the sum of both is better than
// either.
//
// All is whole numbers at fixed points: activations have actBits behind the
// point and end at mostAct, as the training lets them.
const (
	Hidden   = 64      // numbers of a layer
	Taps     = 3       // words that a convolution sees
	Depth    = 2       // convolutions
	UnitRows = 1 << 14 // rows of units' weights

	actBits   = 5
	mostAct   = 127
	inputBits = 8 // of the first layer's sums
	// UnitBits and ProjectionBits are the bits behind the point of those weights.
	UnitBits       = 6
	ProjectionBits = 12
	centroidBits   = 6
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
	Projection []int16 // Hidden × VectorSize
	Units      []byte  // UnitRows × Hidden, each 128 more than it is
	Bias       [Hidden]int32
	Layers     [Depth]Layer
	Out        Output
}

// Output scores the labels from every layer.
type Output struct {
	Weights []int8 // (1+Depth) × Hidden × Labels
	Bias    [Labels]int32
	// Scale turns a sum into the model's units: times Scale, over 2^16.
	Scale int32
}

// A product of an activation and a weight is below 2^15, the sum of Hidden of
// them below 2^laneBits: three sums fit into a word of 64 bits.
const (
	laneBits   = 21
	laneMask   = 1<<laneBits - 1
	lanes      = 3
	blockWords = 6 // words that are summed up together, in registers
)

// packed is rows of weights, three to a word of 64 bits, made positive by
// adding zeroWeight, so that one multiplication does the work of three. A row
// is filled up to whole blocks.
type packed struct {
	words []uint64
	width int // words of a row
}

func pack(weights []int8, columns int) packed {
	width := (columns + lanes*blockWords - 1) / (lanes * blockWords) * blockWords
	p := packed{make([]uint64, len(weights)/columns*width), width}
	for i, v := range weights {
		row, c := i/columns, i%columns
		p.words[row*width+c/lanes] |= uint64(int(v)+zeroWeight) << (laneBits * (c % lanes))
	}
	return p
}

// layer is one word's activations, those that aren't nought: a bit more than
// a third of them, so the rest costs nothing.
type layer struct {
	n     int
	which [Hidden]uint8
	value [Hidden]uint8
	total int32 // of the values
}

// set makes sums with bits behind the point, beside those of activations,
// into activations. It has no branches: where noughts stand can't be foretold.
func (l *layer) set(sums *[Hidden]int32, bits int) {
	l.n, l.total = 0, 0
	for i, v := range sums {
		a := uint8(min(max(round(v, bits), 0), mostAct))
		l.which[l.n%Hidden], l.value[l.n%Hidden] = uint8(i), a
		l.n += int(a+mostAct) >> (actBits + 2)
		l.total += int32(a)
	}
}

// multiply adds the products of activations with their rows to sum.
func (p packed) multiply(act *layer, firstRow int, sum []int32) {
	zero := act.total * zeroWeight
	for block := 0; block < p.width; block += blockWords {
		var s0, s1, s2, s3, s4, s5 uint64
		for k := range act.n {
			k %= Hidden
			a := uint64(act.value[k])
			w := (*[blockWords]uint64)(p.words[(firstRow+int(act.which[k]))*p.width+block:])
			s0 += a * w[0]
			s1 += a * w[1]
			s2 += a * w[2]
			s3 += a * w[3]
			s4 += a * w[4]
			s5 += a * w[5]
		}
		first := block * lanes
		unpack(&[blockWords]uint64{s0, s1, s2, s3, s4, s5}, sum[first:min(first+blockWords*lanes, len(sum))], zero)
	}
}

// unpack adds the sums in the lanes of words, less zero, to sum.
func unpack(words *[blockWords]uint64, sum []int32, zero int32) {
	for k := range sum {
		sum[k] += int32(words[k/lanes]>>(laneBits*(k%lanes))&laneMask) - zero
	}
}

// runner is a network ready to run on a model's vectors.
type runner struct {
	table  [][Hidden / 4]uint64 // VectorParts × Centroids: what each code adds, four numbers to a word
	codes  []byte
	bias   [Hidden]int32
	layers [Depth]packed
	net    *Network
	out    packed
}

// What a code adds lies within mostEntry at inputBits: 25 of them and what
// makes them positive stay within 16 bits.
const (
	mostEntry = 1270
	zeroEntry = 1290
)

func newRunner(n *Network, v *Vectors) *runner {
	r := &runner{net: n, codes: v.Codes, bias: n.Bias, out: pack(n.Out.Weights, Labels)}
	for i := range n.Layers {
		r.layers[i] = pack(n.Layers[i].Weights, Hidden)
	}
	r.table = make([][Hidden / 4]uint64, VectorParts*Centroids)
	for entry := range r.table {
		part := entry / Centroids
		for h := range Hidden {
			sum := int32(0)
			for q := range partSize {
				sum += int32(n.Projection[h*VectorSize+part*partSize+q]) * int32(v.Codebooks[entry*partSize+q])
			}
			sum = round(sum, ProjectionBits+centroidBits-inputBits)
			r.table[entry][h/4] |= uint64(min(max(sum, -mostEntry), mostEntry)+zeroEntry) << (16 * (h % 4))
		}
	}
	return r
}

// round divides by 2^bits to the nearest.
func round(v int32, bits int) int32 { return (v + 1<<(bits-1)) >> bits }

// enter works out a word's first layer from its rank and its units.
func (r *runner) enter(rank int, units []uint64, act *layer) {
	sum := r.bias
	r.addVector(rank, &sum)
	r.addUnits(units, &sum)
	act.set(&sum, inputBits-actBits)
}

func (r *runner) addVector(rank int, sum *[Hidden]int32) {
	if rank < 0 {
		return
	}
	var lanes [Hidden / 4]uint64
	for part, code := range r.codes[rank*VectorParts:][:VectorParts] {
		row := &r.table[part*Centroids+int(code)]
		for k := range lanes {
			lanes[k] += row[k]
		}
	}
	for k := range sum {
		sum[k] += int32(lanes[k/4]>>(16*(k%4))&0xFFFF) - VectorParts*zeroEntry
	}
}

// addUnits adds the units' rows as emit does: eight bytes at a time, as two
// words of four sums.
func (r *runner) addUnits(units []uint64, sum *[Hidden]int32) {
	const lanes = 0x00FF00FF00FF00FF
	if len(units) > maxFeatures {
		units = units[:maxFeatures]
	}
	var even, odd [Hidden / 8]uint64
	for _, u := range units {
		row := r.net.Units[UnitRow(u)*Hidden:][:Hidden]
		for k := range even {
			v := binary.LittleEndian.Uint64(row[8*k:])
			even[k] += v & lanes
			odd[k] += v >> 8 & lanes
		}
	}
	zero := int32(len(units) * zeroWeight)
	for k := range sum {
		v := even[k/8]
		if k%2 == 1 {
			v = odd[k/8]
		}
		sum[k] += (int32(v>>(16*(k%8/2))&0xFFFF) - zero) << (inputBits - UnitBits)
	}
}

// acts are a sentence's activations: for each layer, one row a word with an
// empty one before and behind.
type acts [1 + Depth][]layer

func (a *acts) resize(n int) {
	for l := range a {
		if cap(a[l]) < n+2 {
			a[l] = make([]layer, 2*n+2)
		}
		a[l] = a[l][:n+2]
		a[l][0].n, a[l][0].total, a[l][n+1].n, a[l][n+1].total = 0, 0, 0, 0
	}
}

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
			for tap := range Taps {
				r.layers[l].multiply(&a[l][i+1-Taps/2+tap], tap*Hidden, sum[:])
			}
			a[l+1][i+1].set(&sum, layer.Shift)
		}
	}
	for i := range reach {
		if reach[i] <= Depth {
			continue
		}
		sum := r.net.Out.Bias
		for l := range a {
			r.out.multiply(&a[l][i+1], l*Hidden, sum[:])
		}
		for k, v := range sum {
			scores[i][k] += int32(int64(v) * int64(r.net.Out.Scale) >> 16)
		}
	}
}
