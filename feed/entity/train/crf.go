package main

import (
	"fmt"
	"io"
	"math"
	"math/rand"
	"time"

	"dateline/feed/entity/tagger"
)

const labelCount = tagger.Labels

// stride is the floats of a row: labels, and padding to a cache line.
const stride = 16

// options of the training. The defaults in main are those that shipped.
type options struct {
	epochs int
	rate   float64
	drop   float64 // share of features left out of an example
	seed   int64
}

// learner is a conditional random field under stochastic gradient descent
// with AdaGrad's rates (Duchi, Hazan and Singer 2011).
type learner struct {
	options
	shared  int // rows that ship
	weights []float32
	squares []float32
	moves   [labelCount][labelCount]float32 // transitions
	moves2  [labelCount][labelCount]float64
	mean    averager
	rng     *rand.Rand
	chain   chain
	scores  []float32
	kept    [][]uint32
	arena   []uint32
}

func newLearner(total, shared int, o options) *learner {
	return &learner{
		options: o, shared: shared,
		weights: make([]float32, total*stride),
		squares: make([]float32, total*stride),
		mean:    averager{rows: make([]float32, shared*stride)},
		rng:     rand.New(rand.NewSource(o.seed)),
	}
}

// train goes over the examples epochs times and leaves the mean of several
// moments of the second half, which is steadier than any one of them.
func (l *learner) train(examples []example, log io.Writer) {
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	for epoch := range l.epochs {
		start := time.Now()
		l.rng.Shuffle(len(order), func(a, b int) { order[a], order[b] = order[b], order[a] })
		likelihood, tokens := 0.0, 0
		for n, i := range order {
			likelihood += l.learn(&examples[i])
			tokens += len(examples[i].gold)
			if quarter := len(order)/4 + 1; epoch*2 >= l.epochs && (n%quarter == quarter-1 || n == len(order)-1) {
				l.mean.add(l)
			}
		}
		fmt.Fprintf(log, "epoch %d: log-likelihood %.4f a token, %.1f s\n", epoch+1, likelihood/float64(tokens), time.Since(start).Seconds())
	}
	l.mean.finish()
}

// learn takes one step and returns the example's log-likelihood before it.
func (l *learner) learn(e *example) float64 {
	n := len(e.gold)
	rows := l.dropOut(e.rows)
	if len(l.scores) < n*stride {
		l.scores = make([]float32, 2*n*stride)
	}
	l.score(rows)
	logZ := l.chain.run(l.scores, n, &l.moves)
	gold := l.stepMoves(e.gold)
	for i, y := range e.gold {
		gold += float64(l.scores[i*stride+int(y)])
		l.step(rows[i], l.chain.marginals[i*labelCount:(i+1)*labelCount], y)
	}
	return gold - logZ
}

// dropOut leaves out a share of the features, so that none is relied on.
func (l *learner) dropOut(rows [][]uint32) [][]uint32 {
	l.kept, l.arena = l.kept[:0], l.arena[:0]
	limit := uint32(l.drop * (1 << 16))
	total := 0
	for _, r := range rows {
		total += len(r)
	}
	if cap(l.arena) < total {
		l.arena = make([]uint32, 0, 2*total)
	}
	for _, r := range rows {
		start := len(l.arena)
		var bits uint64
		for q, row := range r {
			if q%4 == 0 {
				bits = l.rng.Uint64()
			}
			if uint32(bits&0xFFFF) >= limit {
				l.arena = append(l.arena, row)
			}
			bits >>= 16
		}
		l.kept = append(l.kept, l.arena[start:])
	}
	return l.kept
}

func (l *learner) score(rows [][]uint32) {
	for i, r := range rows {
		s := l.scores[i*stride : i*stride+stride]
		clear(s)
		for _, row := range r {
			w := l.weights[int(row)*stride : int(row)*stride+stride]
			for k := range labelCount {
				s[k] += w[k]
			}
		}
	}
}

// negligible is a gradient not worth a step.
const negligible = 0.002

func (l *learner) step(rows []uint32, marginal []float64, gold int8) {
	var g [labelCount]float32
	worth := false
	for k, p := range marginal {
		if k == int(gold) {
			p--
		}
		worth = worth || p > negligible || p < -negligible
		g[k] = float32(p)
	}
	if !worth {
		return
	}
	rate := float32(l.rate)
	for _, row := range rows {
		w := l.weights[int(row)*stride : int(row)*stride+stride]
		h := l.squares[int(row)*stride : int(row)*stride+stride]
		for k := range labelCount {
			h[k] += g[k] * g[k]
			w[k] -= rate * g[k] / float32(math.Sqrt(float64(h[k]+0.1)))
		}
	}
}

// stepMoves takes the step of the transitions and returns their score on the
// right path as it was before.
func (l *learner) stepMoves(gold []int8) float64 {
	score := 0.0
	for i := 1; i < len(gold); i++ {
		score += float64(l.moves[gold[i-1]][gold[i]])
		l.chain.moves[gold[i-1]][gold[i]]--
	}
	for a := range labelCount {
		for b := range labelCount {
			if g := l.chain.moves[a][b]; g != 0 {
				l.moves2[a][b] += g * g
				l.moves[a][b] -= float32(l.rate * g / math.Sqrt(l.moves2[a][b]+1))
			}
		}
	}
	return score
}

// averager adds up weights at several moments.
type averager struct {
	rows  []float32
	moves [labelCount][labelCount]float32
	n     int
}

func (m *averager) add(l *learner) {
	m.n++
	for i := range m.rows {
		m.rows[i] += l.weights[i]
	}
	for a := range labelCount {
		for b := range labelCount {
			m.moves[a][b] += l.moves[a][b]
		}
	}
}

func (m *averager) finish() {
	for i := range m.rows {
		m.rows[i] /= float32(m.n)
	}
	for a := range labelCount {
		for b := range labelCount {
			m.moves[a][b] /= float32(m.n)
		}
	}
}
