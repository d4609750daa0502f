package tagger

// products is a matrix of weights that activations are multiplied with, laid
// out for the processor: a row an input, a column an output, in blocks of
// blockOutputs columns.
type products struct {
	wide   []int8   // where the processor has instructions for it
	packed []uint64 // where it hasn't
	inputs int
	blocks int
}

const blockOutputs = 16

// newProducts lays out weights, inputs × outputs.
func newProducts(weights []int8, outputs int) products {
	if hasWide {
		return wideProducts(weights, outputs)
	}
	return packedProducts(weights, outputs)
}

func emptyProducts(weights []int8, outputs int) products {
	return products{inputs: len(weights) / outputs, blocks: (outputs + blockOutputs - 1) / blockOutputs}
}

// multiply adds the products of activations, at most mostAct, with their rows
// to sums, of which there are whole blocks.
func (p *products) multiply(acts []uint8, sums []int32) {
	acts, sums = acts[:p.inputs], sums[:p.blocks*blockOutputs]
	if p.wide != nil {
		for block := range p.blocks {
			multiplyWide(&sums[block*blockOutputs], &acts[0], &p.wide[block*p.inputs*blockOutputs], p.inputs/wideInputs)
		}
		return
	}
	p.multiplyPacked(acts, sums)
}

// wideInputs is how many inputs' products multiplyWide adds up in one step.
const wideInputs = 4

// wideProducts puts four inputs' weights for one output beside one another, as
// multiplyWide takes them.
func wideProducts(weights []int8, outputs int) products {
	p := emptyProducts(weights, outputs)
	p.wide = make([]int8, p.inputs*p.blocks*blockOutputs)
	for i, v := range weights {
		in, out := i/outputs, i%outputs
		at := (out/blockOutputs*p.inputs + in/wideInputs*wideInputs) * blockOutputs
		p.wide[at+out%blockOutputs*wideInputs+in%wideInputs] = v
	}
	return p
}

// A product of an activation and a weight is below 2^15, the sum of mostInputs
// of them below 2^laneBits: three sums fit into a word of 64 bits, and one
// multiplication does the work of three. Weights are made positive by adding
// zeroWeight.
const (
	laneBits   = 21
	laneMask   = 1<<laneBits - 1
	laneCount  = 3
	blockWords = (blockOutputs + laneCount - 1) / laneCount
	mostInputs = 64
)

func packedProducts(weights []int8, outputs int) products {
	p := emptyProducts(weights, outputs)
	p.packed = make([]uint64, p.inputs*p.blocks*blockWords)
	for in := range p.inputs {
		for out := range p.blocks * blockOutputs {
			v := zeroWeight // of outputs that only fill up a block
			if out < outputs {
				v += int(weights[in*outputs+out])
			}
			at := (out/blockOutputs*p.inputs+in)*blockWords + out%blockOutputs/laneCount
			p.packed[at] |= uint64(v) << (laneBits * (out % blockOutputs % laneCount))
		}
	}
	return p
}

// multiplyPacked is multiply for processors without wide instructions. Two
// activations of three are nought, and their rows are left out.
func (p *products) multiplyPacked(acts []uint8, sums []int32) {
	for from := 0; from < len(acts); from += mostInputs {
		var which, value [mostInputs]uint8
		n, zero := 0, int32(0)
		for i, a := range acts[from:min(from+mostInputs, len(acts))] {
			// No branch: where noughts stand can't be foretold.
			which[n%mostInputs], value[n%mostInputs] = uint8(i), a
			n += int(a+mostAct) >> 7
			zero += int32(a) * zeroWeight
		}
		for block := range p.blocks {
			words := p.packed[(block*p.inputs+from)*blockWords:]
			var s0, s1, s2, s3, s4, s5 uint64
			for k := range n {
				k %= mostInputs
				a := uint64(value[k])
				w := (*[blockWords]uint64)(words[int(which[k])*blockWords:])
				s0 += a * w[0]
				s1 += a * w[1]
				s2 += a * w[2]
				s3 += a * w[3]
				s4 += a * w[4]
				s5 += a * w[5]
			}
			unpack(&[blockWords]uint64{s0, s1, s2, s3, s4, s5}, sums[block*blockOutputs:][:blockOutputs], zero)
		}
	}
}

// unpack adds the sums in the lanes of words, less zero, to sums.
func unpack(words *[blockWords]uint64, sums []int32, zero int32) {
	for k := range sums {
		sums[k] += int32(words[k/laneCount]>>(laneBits*(k%laneCount))&laneMask) - zero
	}
}
