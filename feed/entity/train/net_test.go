package main

import (
	"math"
	"math/rand"
	"testing"

	"dateline/feed/entity/tagger"
	"dateline/feed/entity/train/wordvec"
)

// chanceVectors are vectors of some words, drawn at random.
func chanceVectors(rng *rand.Rand, words int) wordvec.Vectors {
	vectors := make([][wordvec.Size]float32, words)
	for i := range vectors {
		for k := range vectors[i] {
			vectors[i][k] = float32(rng.NormFloat64() * 0.3)
		}
	}
	return wordvec.Quantise(vectors)
}

// TestSlopesAreThoseOfTheLikelihood compares gradients with what a small
// change of a weight does.
func TestSlopesAreThoseOfTheLikelihood(t *testing.T) {
	rng := rand.New(rand.NewSource(1))
	l := newNetLearner(netOptions{netBatch: 1}, 1, chanceVectors(rng, 5))
	e := &netExample{ranks: []int32{0, 3, -1, 2}, units: [][]uint16{{1, 2}, {3}, {5}, {2, 4}}, gold: []int8{0, 1, 3, 0}}
	l.learn(e)
	slopes := append([]float32(nil), l.slopes.all...)
	unitSlopes := append([]float32(nil), l.unitSlopes...)
	const step = 1e-3
	check := func(what string, w []float32, slopes []float32, i int) {
		t.Helper()
		old := w[i]
		w[i] = old + step
		more := l.learn(e)
		w[i] = old - step
		less := l.learn(e)
		w[i] = old
		want := -(more - less) / (2 * step)
		if off := math.Abs(float64(slopes[i]) - want); off > 0.02+0.1*math.Abs(want) {
			t.Errorf("%s %d: slope %.4f, want %.4f", what, i, slopes[i], want)
		}
	}
	for range 150 {
		check("weight", l.weights.all, slopes, rng.Intn(len(slopes)))
		check("unit", l.units, unitSlopes, rng.Intn(6*hidden))
	}
	for k := range labelCount {
		check("move", l.weights.moves, l.slopesOf(slopes), k)
	}
}

// slopesOf is the part of gradients that are of the moves.
func (l *netLearner) slopesOf(all []float32) []float32 {
	d := newDense()
	copy(d.all, all)
	return d.moves
}

// TestWholeNumbersScoreAsFloatsDo runs a network after its quantisation.
func TestWholeNumbersScoreAsFloatsDo(t *testing.T) {
	rng := rand.New(rand.NewSource(2))
	words := []tagger.Word{{Text: "ana", Fine: 1}, {Text: "in", Fine: 2}, {Text: "oslo", Fine: 3}}
	vectors := chanceVectors(rng, len(words))
	m, err := tagger.NewModel(words, vectors.Words(), nil)
	if err != nil {
		t.Fatal(err)
	}
	b := &builder{features: m.NewExtractor(), rows: 100}
	d := &document{corpus: 1}
	for range 200 {
		d.sentences = append(d.sentences, sentence{words: []string{"Ana", "in", "Oslo"}, gold: []int8{4, 0, 8}},
			sentence{words: []string{"Oslo", "in", "Ana"}, gold: []int8{8, 0, 4}})
	}
	b.add(d)
	l := newNetLearner(netOptions{netEpochs: 3, netRate: 0.01, netDrop: 0.1, netBatch: 8, wordDrop: 0.05}, 3, vectors)
	l.train(b.netExamples, t.Output())
	mean := newAverager(b.rows)
	mean.n = 1
	mean.rows[0] = 1
	model, err := tagger.Open(m.File(mean.quantise(0, l, 1)))
	if err != nil {
		t.Fatal(err)
	}
	g := model.NewTagger()
	for _, s := range d.sentences[:2] {
		g.Document([][]string{s.words})
		got := make([]int8, len(s.words))
		for _, span := range g.Tag(0, nil) {
			tagger.Encode(got, span)
		}
		for i := range got {
			if got[i] != s.gold[i] {
				t.Errorf("%v: got labels %v, want %v", s.words, got, s.gold)
				break
			}
		}
	}
}
