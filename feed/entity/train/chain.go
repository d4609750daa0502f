package main

import (
	"math"

	"dateline/feed/entity/tagger"
)

// chain computes, for one sentence, how probable each label and each move
// between labels is: the forward and backward sums (Rabiner 1989), scaled at
// every token.
type chain struct {
	marginals       []float64 // token × label
	moves           [labelCount][labelCount]float64
	alpha, beta, ex []float64
	may             [labelCount][labelCount]float64
}

// run fills marginals and the expected moves, and returns the logarithm of
// the sum over all paths.
func (c *chain) run(scores []float32, n int, moves *[labelCount][labelCount]float32) float64 {
	if len(c.alpha) < n*labelCount {
		size := 2 * n * labelCount
		c.alpha, c.beta, c.ex, c.marginals = make([]float64, size), make([]float64, size), make([]float64, size), make([]float64, size)
	}
	c.moves = [labelCount][labelCount]float64{}
	for b := range labelCount {
		for _, a := range tagger.Before[b] {
			c.may[a][b] = math.Exp(float64(moves[a][b]))
		}
	}
	logZ := c.exponentiate(scores, n)
	logZ += c.forward(n)
	c.backward(n)
	c.expect(n)
	return logZ
}

func (c *chain) exponentiate(scores []float32, n int) float64 {
	sum := 0.0
	for i := range n {
		s := scores[i*stride : i*stride+labelCount]
		top := s[0]
		for _, v := range s[1:] {
			top = max(top, v)
		}
		sum += float64(top)
		for k, v := range s {
			c.ex[i*labelCount+k] = math.Exp(float64(v - top))
		}
	}
	return sum
}

// tiny keeps an impossible sentence from dividing by nought.
const tiny = 1e-300

func (c *chain) forward(n int) float64 {
	logs := 0.0
	for i := range n {
		row := c.alpha[i*labelCount : (i+1)*labelCount]
		sum := 0.0
		for b := range row {
			v := 0.0
			if i > 0 {
				for _, a := range tagger.Before[b] {
					v += c.alpha[(i-1)*labelCount+a] * c.may[a][b]
				}
			} else if tagger.CanStart(b) {
				v = 1
			}
			if i == n-1 && !tagger.CanEnd(b) {
				v = 0
			}
			row[b] = v * c.ex[i*labelCount+b]
			sum += row[b]
		}
		sum = max(sum, tiny)
		logs += math.Log(sum)
		scale(row, sum)
	}
	return logs
}

func (c *chain) backward(n int) {
	for i := n - 1; i >= 0; i-- {
		row := c.beta[i*labelCount : (i+1)*labelCount]
		clear(row)
		sum := 0.0
		for b := range labelCount {
			switch {
			case i < n-1:
				v := c.ex[(i+1)*labelCount+b] * c.beta[(i+1)*labelCount+b]
				for _, a := range tagger.Before[b] {
					row[a] += c.may[a][b] * v
					sum += c.may[a][b] * v
				}
			case tagger.CanEnd(b):
				row[b], sum = 1, sum+1
			}
		}
		scale(row, max(sum, tiny))
	}
}

func (c *chain) expect(n int) {
	for i := range n {
		m := c.marginals[i*labelCount : (i+1)*labelCount]
		sum := 0.0
		for b := range m {
			m[b] = c.alpha[i*labelCount+b] * c.beta[i*labelCount+b]
			sum += m[b]
		}
		scale(m, max(sum, tiny))
		if i > 0 {
			c.expectMoves(i)
		}
	}
}

func (c *chain) expectMoves(i int) {
	var q [labelCount][labelCount]float64
	sum := 0.0
	for b := range labelCount {
		v := c.ex[i*labelCount+b] * c.beta[i*labelCount+b]
		for _, a := range tagger.Before[b] {
			q[a][b] = c.alpha[(i-1)*labelCount+a] * c.may[a][b] * v
			sum += q[a][b]
		}
	}
	sum = max(sum, tiny)
	for b := range labelCount {
		for _, a := range tagger.Before[b] {
			c.moves[a][b] += q[a][b] / sum
		}
	}
}

func scale(row []float64, by float64) {
	for k := range row {
		row[k] /= by
	}
}
