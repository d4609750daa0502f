package tagger

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chance is a network of weights drawn at random, and vectors of some words.
func chance(rng *rand.Rand, words int) (*Network, *Vectors) {
	eight := func(n int) []int8 {
		out := make([]int8, n)
		for i := range out {
			out[i] = int8(rng.Intn(255) - 127)
		}
		return out
	}
	v := &Vectors{Codes: make([]byte, words*VectorParts), Codebooks: eight(VectorSize * Centroids)}
	rng.Read(v.Codes)
	n := &Network{Projection: make([]int16, Hidden*VectorSize), Units: make([]byte, UnitRows*Hidden)}
	for i := range n.Projection {
		n.Projection[i] = int16(rng.Intn(2000) - 1000)
	}
	rng.Read(n.Units)
	for i := range n.Layers {
		n.Layers[i] = Layer{Weights: eight(Taps * Hidden * Hidden), Shift: 9}
		for k := range n.Layers[i].Bias {
			n.Layers[i].Bias[k] = int32(rng.Intn(4000) - 2000)
		}
	}
	n.Out = Output{Weights: eight((1 + Depth) * Hidden * Labels), Scale: 1 << 16}
	return n, v
}

// plainly works a network out as its description says, one product at a time.
func plainly(n *Network, first [][Hidden]uint8) [][Labels]int32 {
	layers := [][][Hidden]uint8{first}
	for l := range n.Layers {
		layer, in := n.Layers[l], layers[l]
		out := make([][Hidden]uint8, len(in))
		for i := range in {
			sum := layer.Bias
			for tap := range Taps {
				if at := i - Taps/2 + tap; at >= 0 && at < len(in) {
					for k, a := range in[at] {
						for o := range Hidden {
							sum[o] += int32(a) * int32(layer.Weights[(tap*Hidden+k)*Hidden+o])
						}
					}
				}
			}
			for o, v := range sum {
				out[i][o] = uint8(min(max(round(v, layer.Shift), 0), mostAct))
			}
		}
		layers = append(layers, out)
	}
	scores := make([][Labels]int32, len(first))
	for i := range scores {
		scores[i] = n.Out.Bias
		for l := range layers {
			for k, a := range layers[l][i] {
				for o := range Labels {
					scores[i][o] += int32(a) * int32(n.Out.Weights[(l*Hidden+k)*Labels+o])
				}
			}
		}
	}
	return scores
}

func TestNetworkIsTheSumOfItsProducts(t *testing.T) {
	rng := rand.New(rand.NewSource(5))
	n, v := chance(rng, 10)
	r := newRunner(n, v)
	for _, words := range []int{1, 2, 7} {
		var a acts
		a.resize(words)
		first := make([][Hidden]uint8, words)
		for i := range words {
			var sums [Hidden]int32
			for k := range Hidden {
				if sums[k] = 2 * mostAct; words > 1 {
					sums[k] = int32(rng.Intn(3*mostAct) - mostAct)
				}
				first[i][k] = uint8(min(max(round(sums[k], 1), 0), mostAct))
			}
			a[0][i+1].set(&sums, 1)
		}
		want := plainly(n, first)
		got := make([][Labels]int32, words)
		reach := make([]uint8, words)
		for i := range reach {
			reach[i] = 2 + Depth
		}
		r.run(&a, reach, got)
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("word %d of %d: got %v, want %v", i, words, got[i], want[i])
			}
		}
	}
}

func TestFirstLayerIsVectorsAndUnits(t *testing.T) {
	rng := rand.New(rand.NewSource(6))
	n, v := chance(rng, 10)
	for i := range n.Projection {
		n.Projection[i] /= 20
	}
	r := newRunner(n, v)
	var vector [VectorSize]float32
	v.Read(3, &vector)
	units := []uint64{1, 1 << 60, 1 << 63}
	var got [Hidden]int32
	r.addVector(3, &got)
	r.addUnits(units, &got)
	for h := range Hidden {
		want := 0.0
		for k, x := range vector {
			want += float64(x) * float64(n.Projection[h*VectorSize+k]) / (1 << ProjectionBits)
		}
		for _, u := range units {
			want += (float64(n.Units[UnitRow(u)*Hidden+h]) - zeroWeight) / (1 << UnitBits)
		}
		if off := float64(got[h])/(1<<inputBits) - want; off > 0.1 || off < -0.1 {
			t.Errorf("number %d is off by %.3f", h, off)
		}
	}
	var empty [Hidden]int32
	r.addVector(-1, &empty)
	if r.addUnits(nil, &empty); empty != ([Hidden]int32{}) {
		t.Errorf("a word that is unknown has %v", empty)
	}
}

func TestRanksFindTheirWords(t *testing.T) {
	var hashes []uint64
	for i := range 5000 {
		hashes = append(hashes, hashString(fmt.Sprint("word", i)))
	}
	ranks := newRanks(hashes)
	taken := 0 // for another word of the same tag
	for i, h := range hashes {
		if ranks.of(h) != i {
			taken++
		}
	}
	if taken > 5 {
		t.Errorf("%d of 5,000 words have another's rank", taken)
	}
	if ranks.full() || ranks.most() != 4999 || newRanks(nil).of(7) != -1 {
		t.Error("the table is full, or has another last rank")
	}
	wrong := 0
	for i := range 100_000 {
		if ranks.of(hashString(fmt.Sprint("absent", i))) >= 0 {
			wrong++
		}
	}
	if wrong > 50 {
		t.Errorf("%d of 100,000 absent words have a rank", wrong)
	}
}

// networked is a model with a network drawn at random.
func networked(t testing.TB) (*Model, *Network) {
	t.Helper()
	n, v := chance(rand.New(rand.NewSource(8)), 2)
	known := []Word{{"the", 1, 2, 3}, {"bank", 1, 2, 4}}
	for w := range strings.FieldsSeq("said that it would lend less and to towns of nothing rose by per cent") {
		known = append(known, Word{w, 1, 2, 4})
	}
	m, err := NewModel(known, *v, map[Class][][]string{Country: {{"Norway"}}})
	if err != nil {
		t.Fatal(err)
	}
	return m, n
}

func TestNetworkGoesThroughAFile(t *testing.T) {
	m, want := networked(t)
	m, err := Open(m.File(Weights{Rows: make([]int8, 10*Labels), Network: want}))
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, m.net().net); d != "" {
		t.Error(d)
	}
	if got := m.ranks.of(hashString("bank")); got != 1 {
		t.Errorf("bank has rank %d", got)
	}
	words := strings.Fields("the bank of Norway")
	if a, b := fmt.Sprint(m.NewTagger().Tag(words, nil)), fmt.Sprint(m.NewTagger().Tag(words, nil)); a != b {
		t.Errorf("two taggers of one model find %s and %s", a, b)
	}
}

func TestOpenRefusesADamagedNetwork(t *testing.T) {
	m, n := networked(t)
	w := Weights{Rows: make([]int8, 10*Labels), Network: n}
	n.Layers[1].Shift = 0
	if _, err := Open(m.File(w)); err == nil {
		t.Error("a layer without bits behind the point was opened")
	}
	n.Layers[1].Shift = 9
	m.vectors.Codes = m.vectors.Codes[:VectorParts]
	if _, err := Open(m.File(w)); err == nil {
		t.Error("a rank beyond the codes was opened")
	}
	m.vectors.Codebooks = m.vectors.Codebooks[:5]
	if _, err := Open(m.File(w)); err == nil {
		t.Error("a network that was cut short was opened")
	}
}

// TestReachLeavesNothingOut compares a sentence's scores where the network is
// asked with those of a run over every word.
func TestReachLeavesNothingOut(t *testing.T) {
	m, n := networked(t)
	m, err := Open(m.File(Weights{Rows: make([]int8, 10*Labels), Network: n}))
	if err != nil {
		t.Fatal(err)
	}
	g := m.NewTagger()
	for text, scored := range map[string][]int{
		"The bank said that it would lend less and less to the towns of Norway": {0, 1, 13, 14},
		"the bank said nothing": {0, 1, 2, 3},
		"It rose by 4 per cent": {0, 1, 2, 3, 4},
	} {
		words := strings.Fields(text)
		g.features.Sentence(words)
		g.path.scores = make([][Labels]int32, len(words))
		g.consult(len(words))
		whole := make([][Labels]int32, len(words))
		var a acts
		a.resize(len(words))
		all := make([]uint8, len(words))
		for i := range words {
			all[i] = 2 + Depth
			g.net.enter(g.features.Rank(i), g.features.Units(i), &a[0][i+1])
		}
		g.net.run(&a, all, whole)
		for i := range words {
			want := whole[i]
			if !slices.Contains(scored, i) {
				want = [Labels]int32{}
			}
			if g.path.scores[i] != want {
				t.Errorf("%q, word %d: got %v, want %v", text, i, g.path.scores[i], want)
			}
		}
	}
}
