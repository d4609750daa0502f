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

// lanes21 is how many sums a word of 64 bits holds in a product with an
// activation: Hidden × 127 × 255 takes 21 bits.
const (
	lanes21   = 3
	laneBits  = 21
	laneMask  = 1<<laneBits - 1
	laneWords = (Hidden + lanes21 - 1) / lanes21
	outWords  = (Labels + lanes21 - 1) / lanes21
)

// packed is rows of weights, three to a word of 64 bits, made positive by
// adding zeroWeight, so that one multiplication does the work of three.
type packed struct {
	words []uint64
	width int // words of a row
}

func pack(weights []int8, columns int) packed {
	width := (columns + lanes21 - 1) / lanes21
	p := packed{make([]uint64, len(weights)/columns*width), width}
	for i, v := range weights {
		row, c := i/columns, i%columns
		p.words[row*width+c/lanes21] |= uint64(int(v)+zeroWeight) << (laneBits * (c % lanes21))
	}
	return p
}

// multiply adds the products of Hidden activations with their rows to sum.
// Most activations are nought and cost nothing.
func (p packed) multiply(act *[Hidden]uint8, firstRow int, sum []int32) {
	var lanes [laneWords]uint64
	acc := lanes[:p.width]
	total := uint64(0)
	for i, a := range act {
		if a == 0 {
			continue
		}
		row := p.words[(firstRow+i)*p.width:][:len(acc)]
		total += uint64(a)
		for k, w := range row {
			acc[k] += uint64(a) * w
		}
	}
	zero := int32(total * zeroWeight)
	for k := range sum {
		sum[k] += int32(acc[k/lanes21]>>(laneBits*(k%lanes21))&laneMask) - zero
	}
}

// runner is a network ready to run on a model's vectors.
type runner struct {
	table  []uint16 // VectorParts × Centroids × Hidden: what each code adds
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
	r.table = make([]uint16, VectorParts*Centroids*Hidden)
	for i := range r.table {
		h, entry := i%Hidden, i/Hidden
		part := entry / Centroids
		sum := int32(0)
		for q := range partSize {
			sum += int32(n.Projection[h*VectorSize+part*partSize+q]) * int32(v.Codebooks[entry*partSize+q])
		}
		sum = round(sum, ProjectionBits+centroidBits-inputBits)
		r.table[i] = uint16(min(max(sum, -mostEntry), mostEntry) + zeroEntry)
	}
	return r
}

// round divides by 2^bits to the nearest.
func round(v int32, bits int) int32 { return (v + 1<<(bits-1)) >> bits }

func activation(v int32, bits int) uint8 { return uint8(min(max(round(v, bits), 0), mostAct)) }

// enter works out a word's first layer from its rank and its units.
func (r *runner) enter(rank int, units []uint64, act *[Hidden]uint8) {
	sum := r.bias
	r.addVector(rank, &sum)
	r.addUnits(units, &sum)
	for k, v := range sum {
		act[k] = activation(v, inputBits-actBits)
	}
}

func (r *runner) addVector(rank int, sum *[Hidden]int32) {
	if rank < 0 {
		return
	}
	for part, code := range r.codes[rank*VectorParts:][:VectorParts] {
		row := r.table[(part*Centroids+int(code))*Hidden:][:Hidden]
		for k, v := range row {
			sum[k] += int32(v)
		}
	}
	for k := range sum {
		sum[k] -= VectorParts * zeroEntry
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
type acts [1 + Depth][][Hidden]uint8

func (a *acts) resize(n int) {
	for l := range a {
		if cap(a[l]) < n+2 {
			a[l] = make([][Hidden]uint8, 2*n+2)
		}
		a[l] = a[l][:n+2]
		a[l][0], a[l][n+1] = [Hidden]uint8{}, [Hidden]uint8{}
	}
}

// run works the convolutions out for a sentence of n words whose first layer
// stands in a, and adds the labels' scores.
func (r *runner) run(a *acts, n int, scores [][Labels]int32) {
	for l := range r.layers {
		layer := &r.net.Layers[l]
		for i := 1; i <= n; i++ {
			sum := layer.Bias
			for tap := range Taps {
				r.layers[l].multiply(&a[l][i-Taps/2+tap], tap*Hidden, sum[:])
			}
			for k, v := range sum {
				a[l+1][i][k] = activation(v, layer.Shift)
			}
		}
	}
	for i := range scores {
		sum := r.net.Out.Bias
		for l := range a {
			r.out.multiply(&a[l][i+1], l*Hidden, sum[:])
		}
		for k, v := range sum {
			scores[i][k] += int32(int64(v) * int64(r.net.Out.Scale) >> 16)
		}
	}
}
