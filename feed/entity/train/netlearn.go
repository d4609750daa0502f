package main

import (
	"fmt"
	"io"
	"math"
	"math/rand"
	"time"

	"dateline/feed/entity/tagger"
	"dateline/feed/entity/train/wordvec"
)

// netOptions of the network's training. The defaults in main are those that
// shipped.
type netOptions struct {
	netEpochs int
	netRate   float64
	netDrop   float64 // share of activations left out
	netBatch  int     // sentences between two steps
	unitDrop  float64 // share of units left out
	wordDrop  float64 // share of words whose vector is left out
}

// netLearner trains the network on the same chain of labels as the features,
// by Adam (Kingma and Ba 2015), with a rate that falls to nought.
type netLearner struct {
	netOptions
	vectors     wordvec.Vectors
	weights     *dense
	slopes      *dense
	moments     [2][]float32 // of dense
	units       []float32    // UnitRows × hidden
	unitSlopes  []float32
	unitMoments [2][]float32
	touched     []uint16
	isTouched   []bool
	rng         *rand.Rand
	chain       chain
	pass        pass
	scoreSlopes []float32
	steps       int
	mean        *netMean
}

// netMean is the running mean of weights over the last epoch, steadier than
// where the last step ended.
type netMean struct {
	dense *dense
	units []float32
	n     int
}

func newNetLearner(o netOptions, seed int64, vectors wordvec.Vectors) *netLearner {
	l := &netLearner{netOptions: o, vectors: vectors, weights: newDense(), slopes: newDense(), rng: rand.New(rand.NewSource(seed))}
	l.weights.fill(l.rng)
	total := tagger.UnitRows * hidden
	l.units, l.unitSlopes = make([]float32, total), make([]float32, total)
	for i := range l.units {
		l.units[i] = float32(l.rng.NormFloat64() * unitSpread)
	}
	for k := range l.moments {
		l.moments[k] = make([]float32, len(l.weights.all))
		l.unitMoments[k] = make([]float32, total)
	}
	l.isTouched = make([]bool, tagger.UnitRows)
	l.mean = &netMean{dense: newDense(), units: make([]float32, total)}
	return l
}

// unitSpread is how far from nought units' weights begin.
const unitSpread = 0.05

func (l *netLearner) touch(u uint16) {
	if !l.isTouched[u] {
		l.isTouched[u] = true
		l.touched = append(l.touched, u)
	}
}

// train goes over the examples in a new order each time.
func (l *netLearner) train(examples []netExample, log io.Writer) {
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	total := l.netEpochs * (len(examples) + l.netBatch - 1) / l.netBatch
	for epoch := range l.netEpochs {
		start, likelihood, tokens := time.Now(), 0.0, 0
		l.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		for n, i := range order {
			e := l.thinned(&examples[i])
			likelihood += l.learn(e)
			tokens += len(e.gold)
			if (n+1)%l.netBatch == 0 || n == len(order)-1 {
				l.step(l.netRate * max(0.02, 1-float64(l.steps)/float64(total)))
				if epoch == l.netEpochs-1 && l.steps%meanEvery == 0 {
					l.mean.add(l)
				}
			}
		}
		fmt.Fprintf(log, "network, epoch %d: log-likelihood %.4f a token, %.1f s\n", epoch+1, likelihood/float64(tokens), time.Since(start).Seconds())
	}
	l.mean.finish(l)
}

// meanEvery is how many steps lie between two moments of the mean.
const meanEvery = 20

// thinned leaves a share of the units out, and a share of the vectors, as if
// the words were unknown: names are often words that nobody has seen.
func (l *netLearner) thinned(e *netExample) *netExample {
	t := &netExample{ranks: make([]int32, len(e.ranks)), gold: e.gold}
	for i, r := range e.ranks {
		if t.ranks[i] = r; l.rng.Float64() < l.wordDrop {
			t.ranks[i] = -1
		}
		t.units = append(t.units, l.some(e.units[i]))
	}
	return t
}

// some is units without those that are left out.
func (l *netLearner) some(units []uint16) []uint16 {
	if l.unitDrop == 0 {
		return units
	}
	kept := make([]uint16, 0, len(units))
	limit := uint32(l.unitDrop * (1 << 16))
	var bits uint64
	for k, u := range units {
		if k%4 == 0 {
			bits = l.rng.Uint64()
		}
		if uint32(bits&0xFFFF) >= limit {
			kept = append(kept, u)
		}
		bits >>= 16
	}
	return kept
}

// learn adds an example's gradients and returns its log-likelihood.
func (l *netLearner) learn(e *netExample) float64 {
	n := len(e.gold)
	l.forward(e)
	var moves [labelCount][labelCount]float32
	for a := range labelCount {
		copy(moves[a][:], l.weights.moves[a*labelCount:(a+1)*labelCount])
	}
	logZ := l.chain.run(l.pass.scores, n, &moves)
	if cap(l.scoreSlopes) < n*labelCount {
		l.scoreSlopes = make([]float32, 2*n*labelCount)
	}
	l.scoreSlopes = l.scoreSlopes[:n*labelCount]
	gold := 0.0
	for i, y := range e.gold {
		gold += float64(l.pass.scores[i*stride+int(y)])
		l.setSlopes(i, y)
		if i > 0 {
			gold += float64(moves[e.gold[i-1]][y])
			l.chain.moves[e.gold[i-1]][y]--
		}
	}
	for a := range labelCount {
		for b := range labelCount {
			l.slopes.moves[a*labelCount+b] += float32(l.chain.moves[a][b])
		}
	}
	l.backward(e)
	return gold - logZ
}

// setSlopes sets the slopes of token i's scores: what the chain believes less
// what is right, or noughts where that isn't worth a step.
func (l *netLearner) setSlopes(i int, gold int8) {
	s := l.scoreSlopes[i*labelCount : (i+1)*labelCount]
	worth := false
	for k := range s {
		p := l.chain.marginals[i*labelCount+k]
		if k == int(gold) {
			p--
		}
		worth = worth || p > negligible || p < -negligible
		s[k] = float32(p)
	}
	if !worth {
		clear(s)
	}
}

// Adam's constants, those of its paper.
const (
	keepMean   = 0.9
	keepSquare = 0.999
	adamFloor  = 1e-8
)

// step moves all weights by the gradients of a batch and clears these. Units
// that the batch didn't have stay as they are.
func (l *netLearner) step(rate float64) {
	l.steps++
	correct := math.Sqrt(1-math.Pow(keepSquare, float64(l.steps))) / (1 - math.Pow(keepMean, float64(l.steps)))
	at, share := float32(rate*correct), 1/float32(l.netBatch)
	adam(l.weights.all, l.slopes.all, l.moments[0], l.moments[1], at, share)
	for _, u := range l.touched {
		from, to := int(u)*hidden, (int(u)+1)*hidden
		adam(l.units[from:to], l.unitSlopes[from:to], l.unitMoments[0][from:to], l.unitMoments[1][from:to], at, share)
		l.isTouched[u] = false
	}
	l.touched = l.touched[:0]
}

func adam(w, slopes, mean, square []float32, rate, share float32) {
	mean, square, slopes = mean[:len(w)], square[:len(w)], slopes[:len(w)]
	for i := range w {
		g := slopes[i] * share
		slopes[i] = 0
		mean[i] = keepMean*mean[i] + (1-keepMean)*g
		square[i] = keepSquare*square[i] + (1-keepSquare)*g*g
		w[i] -= rate * mean[i] / (float32(math.Sqrt(float64(square[i]))) + adamFloor)
	}
}

func (m *netMean) add(l *netLearner) {
	m.n++
	axpy(1, l.weights.all, m.dense.all)
	axpy(1, l.units, m.units)
}

// finish makes the mean the learner's weights.
func (m *netMean) finish(l *netLearner) {
	if m.n == 0 {
		return
	}
	for i, v := range m.dense.all {
		l.weights.all[i] = v / float32(m.n)
	}
	for i, v := range m.units {
		l.units[i] = v / float32(m.n)
	}
}
