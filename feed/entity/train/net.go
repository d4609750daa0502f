package main

import (
	"math"
	"math/rand"

	"dateline/feed/entity/tagger"
	"dateline/feed/entity/train/wordvec"
)

const (
	hidden     = tagger.Hidden
	vectorSize = wordvec.Size
	layerSize  = tagger.Taps * hidden * hidden
	outSize    = (1 + tagger.Depth) * hidden * labelCount
)

// dense is the network's weights that every word uses, or their gradients:
// named parts of one run of numbers, so that a step is one loop.
type dense struct {
	all        []float32
	projection []float32 // hidden × vectorSize
	bias       []float32
	layers     [tagger.Depth]struct{ weights, bias []float32 } // taps × inputs × outputs
	out        []float32                                       // layers × hidden × labels
	outBias    []float32
	moves      []float32 // labels × labels
}

func newDense() *dense {
	d := &dense{}
	sizes := []int{hidden * vectorSize, hidden, outSize, labelCount, labelCount * labelCount}
	parts := []*[]float32{&d.projection, &d.bias, &d.out, &d.outBias, &d.moves}
	for i := range d.layers {
		sizes = append(sizes, layerSize, hidden)
		parts = append(parts, &d.layers[i].weights, &d.layers[i].bias)
	}
	total := 0
	for _, n := range sizes {
		total += n
	}
	d.all = make([]float32, total)
	rest := d.all
	for i, n := range sizes {
		*parts[i], rest = rest[:n:n], rest[n:]
	}
	return d
}

// fill gives weights the usual uniform start (Glorot and Bengio 2010).
func (d *dense) fill(rng *rand.Rand) {
	spread := func(w []float32, in, out int) {
		most := math.Sqrt(6 / float64(in+out))
		for i := range w {
			w[i] = float32((2*rng.Float64() - 1) * most)
		}
	}
	spread(d.projection, vectorSize, hidden)
	for i := range d.layers {
		spread(d.layers[i].weights, tagger.Taps*hidden, hidden)
	}
	spread(d.out, (1+tagger.Depth)*hidden, labelCount)
}

// axpy adds a times x to y.
func axpy(a float32, x, y []float32) {
	y = y[:len(x)]
	for i, v := range x {
		y[i] += a * v
	}
}

func dot(x, y []float32) float32 {
	var s0, s1, s2, s3 float32
	y = y[:len(x)]
	i := 0
	for ; i+4 <= len(x); i += 4 {
		s0 += x[i] * y[i]
		s1 += x[i+1] * y[i+1]
		s2 += x[i+2] * y[i+2]
		s3 += x[i+3] * y[i+3]
	}
	for ; i < len(x); i++ {
		s0 += x[i] * y[i]
	}
	return s0 + s1 + s2 + s3
}

// netExample is a sentence as the network reads it.
type netExample struct {
	ranks []int32
	units [][]uint16
	gold  []int8
}

// pass is what one sentence leaves behind on its way through the network.
// Rows of activations have an empty one before and behind.
type pass struct {
	vectors [][vectorSize]float32
	acts    [1 + tagger.Depth][][hidden]float32
	slopes  [1 + tagger.Depth][][hidden]float32 // gradients of acts
	scores  []float32                           // token × stride
}

func (p *pass) resize(n int) {
	if cap(p.vectors) < n {
		p.vectors = make([][vectorSize]float32, 2*n)
		p.scores = make([]float32, 2*n*stride)
		for l := range p.acts {
			p.acts[l] = make([][hidden]float32, 2*n+2)
			p.slopes[l] = make([][hidden]float32, 2*n+2)
		}
	}
	p.vectors = p.vectors[:n]
	for l := range p.acts {
		p.acts[l], p.slopes[l] = p.acts[l][:n+2], p.slopes[l][:n+2]
		p.acts[l][0], p.acts[l][n+1] = [hidden]float32{}, [hidden]float32{}
		clear(p.slopes[l])
	}
}

// forward works out a sentence's activations and scores. Of each layer a
// share of the activations is dropped (Srivastava et al. 2014).
func (l *netLearner) forward(e *netExample) {
	n := len(e.gold)
	p, w := &l.pass, l.weights
	p.resize(n)
	for i := range n {
		l.vectors.Read(int(e.ranks[i]), &p.vectors[i])
		h := p.acts[0][i+1][:]
		copy(h, w.bias)
		if e.ranks[i] >= 0 {
			for k := range h {
				h[k] += dot(w.projection[k*vectorSize:(k+1)*vectorSize], p.vectors[i][:])
			}
		}
		for _, u := range e.units[i] {
			axpy(1, l.units[int(u)*hidden:(int(u)+1)*hidden], h)
		}
		l.activate(h)
	}
	for d := range w.layers {
		for i := range n {
			h := p.acts[d+1][i+1][:]
			copy(h, w.layers[d].bias)
			for tap := range tagger.Taps {
				spread(p.acts[d][i+1-tagger.Taps/2+tap][:], w.layers[d].weights[tap*hidden*hidden:], h)
			}
			l.activate(h)
		}
	}
	for i := range n {
		s := p.scores[i*stride : i*stride+labelCount]
		copy(s, w.outBias)
		for d := range p.acts {
			spread(p.acts[d][i+1][:], w.out[d*hidden*labelCount:], s)
		}
	}
}

// spread adds each of x times its row of weights to y.
func spread(x, weights, y []float32) {
	for k, v := range x {
		if v != 0 {
			axpy(v, weights[k*len(y):(k+1)*len(y)], y)
		}
	}
}

// activate cuts a layer off below nought and where the whole numbers of the
// program end, and drops a share.
func (l *netLearner) activate(h []float32) {
	keep := 1 / float32(1-l.netDrop)
	limit := uint32(l.netDrop * (1 << 16))
	var bits uint64
	for k, v := range h {
		if k%4 == 0 {
			bits = l.rng.Uint64()
		}
		if v <= 0 || uint32(bits&0xFFFF) < limit {
			h[k] = 0
		} else {
			h[k] = min(v, tagger.MostActivation) * keep
		}
		bits >>= 16
	}
}

// backward adds a sentence's gradients to l.slopes, from those of its scores
// in l.scoreSlopes.
func (l *netLearner) backward(e *netExample) {
	n := len(e.gold)
	p, w, g := &l.pass, l.weights, l.slopes
	for i := range n {
		s := l.scoreSlopes[i*labelCount : (i+1)*labelCount]
		if s[0] == 0 {
			continue // setSlopes found it negligible
		}
		axpy(1, s, g.outBias)
		for d := range p.acts {
			gather(p.acts[d][i+1][:], w.out[d*hidden*labelCount:], s, g.out[d*hidden*labelCount:], p.slopes[d][i+1][:])
		}
	}
	for d := len(w.layers) - 1; d >= 0; d-- {
		for i := range n {
			s := p.slopes[d+1][i+1][:]
			if !l.deactivate(p.acts[d+1][i+1][:], s) {
				continue
			}
			axpy(1, s, g.layers[d].bias)
			for tap := range tagger.Taps {
				at, from := i+1-tagger.Taps/2+tap, tap*hidden*hidden
				gather(p.acts[d][at][:], w.layers[d].weights[from:], s, g.layers[d].weights[from:], p.slopes[d][at][:])
			}
		}
	}
	for i := range n {
		s := p.slopes[0][i+1][:]
		if !l.deactivate(p.acts[0][i+1][:], s) {
			continue
		}
		axpy(1, s, g.bias)
		for k, v := range s {
			if v != 0 && e.ranks[i] >= 0 {
				axpy(v, p.vectors[i][:], g.projection[k*vectorSize:(k+1)*vectorSize])
			}
		}
		for _, u := range e.units[i] {
			l.touch(u)
			axpy(1, s, l.unitSlopes[int(u)*hidden:(int(u)+1)*hidden])
		}
	}
}

// gather takes the slopes of outputs back to weights and inputs. An input of
// nought passes nothing on: it was cut off or dropped.
func gather(x, weights, slopes, weightSlopes, inputSlopes []float32) {
	n := len(slopes)
	for k, v := range x {
		if v != 0 {
			axpy(v, slopes, weightSlopes[k*n:(k+1)*n])
			inputSlopes[k] += dot(weights[k*n:(k+1)*n], slopes)
		}
	}
}

// deactivate takes slopes back through activate, and reports whether any is
// left.
func (l *netLearner) deactivate(h, slopes []float32) bool {
	keep := 1 / float32(1-l.netDrop)
	top := tagger.MostActivation * keep
	any := false
	for k, v := range h {
		if v == 0 || v >= top {
			slopes[k] = 0
			continue
		}
		slopes[k] *= keep
		any = any || slopes[k] != 0
	}
	return any
}
