package tagger

import (
	"fmt"
	"math/rand"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// chance is a network of weights drawn at random that knows some words.
func chance(rng *rand.Rand, words int) *Network {
	eight := func(n int) []int8 {
		out := make([]int8, n)
		for i := range out {
			out[i] = int8(rng.Intn(255) - 127)
		}
		return out
	}
	n := &Network{Words: make([]byte, words*rowBytes), Units: make([]byte, UnitRows*Hidden)}
	rng.Read(n.Words)
	rng.Read(n.Units)
	for i := range n.Layers {
		n.Layers[i] = Layer{Weights: eight(Taps * Hidden * Hidden), Shift: 9}
		for k := range n.Layers[i].Bias {
			n.Layers[i].Bias[k] = int32(rng.Intn(4000) - 2000)
		}
	}
	n.Out = Output{Weights: eight((1 + Depth) * Hidden * Labels), Scale: 1 << 16}
	return n
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
	n := chance(rng, 10)
	r := newRunner(n)
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
			activate(a.of(0, i), &sums, 1)
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

func TestFirstLayerIsWordsAndUnits(t *testing.T) {
	rng := rand.New(rand.NewSource(6))
	n := chance(rng, 3)
	n.Words = n.Words[:3*rowBytes]
	var numbers [Hidden]float32
	for h := range numbers {
		numbers[h] = rng.Float32()*3 - 1.5
	}
	n.Words = AppendWord(n.Words, &numbers)
	r := newRunner(n)
	units := []uint64{1, 1 << 60, 1 << 63}
	for _, rank := range []int{3, -1} {
		act := make([]uint8, Hidden)
		r.enter(rank, units, act)
		for h := range Hidden {
			want := float64(n.Bias[h]) / (1 << UnitBits)
			if rank >= 0 {
				want += min(max(float64(numbers[h]), -1), 0.875)
			}
			for _, u := range units {
				want += (float64(n.Units[UnitRow(u)*Hidden+h]) - zeroWeight) / (1 << UnitBits)
			}
			want = min(max(want, 0), float64(MostActivation))
			if off := float64(act[h])/(1<<actBits) - want; off > 0.1 || off < -0.1 {
				t.Errorf("rank %d, number %d is off by %.3f", rank, h, off)
			}
		}
	}
	act := make([]uint8, Hidden)
	n.Bias = [Hidden]int32{}
	if r.enter(-1, nil, act); slices.Max(act) != 0 {
		t.Errorf("nothing known adds up to %v", act)
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
	n := chance(rand.New(rand.NewSource(8)), 2)
	known := []Word{{"the", 1, 2, 3}, {"bank", 1, 2, 4}}
	for w := range strings.FieldsSeq("said that it would lend less and to towns of nothing rose by per cent") {
		known = append(known, Word{w, 1, 2, 4})
	}
	m, err := NewModel(known, 2, map[Class][][]string{Country: {{"Norway"}}})
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
	var found [2]string
	for i := range found {
		g := m.NewTagger()
		g.Document([][]string{words})
		found[i] = fmt.Sprint(g.Tag(0, nil))
	}
	if found[0] != found[1] {
		t.Errorf("two taggers of one model find %s and %s", found[0], found[1])
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
	whole := n.Words
	for _, size := range []int{rowBytes, len(whole) - 1, 0} {
		n.Words = whole[:size]
		if _, err := Open(m.File(w)); err == nil {
			t.Errorf("a network with %d bytes of words was opened", size)
		}
	}
}

// TestReachLeavesNothingOut compares the scores of words that the network is
// asked about with those of a run over every word.
func TestReachLeavesNothingOut(t *testing.T) {
	m, n := networked(t)
	m, err := Open(m.File(Weights{Rows: make([]int8, 10*Labels), Network: n}))
	if err != nil {
		t.Fatal(err)
	}
	g := m.NewTagger()
	words := strings.Fields("The bank said that it would lend less and less to the towns of Norway")
	g.Document([][]string{words})
	g.features.Sentence(0)
	sure := [Labels]int32{0: 2 * doubt}
	for _, doubtful := range [][]int{{0, 14}, {7}, {}, {1, 2, 12}} {
		g.path.scores = make([][Labels]int32, len(words))
		g.reach = make([]uint8, len(words))
		whole := make([][Labels]int32, len(words))
		for i := range words {
			if !slices.Contains(doubtful, i) {
				g.path.scores[i], whole[i] = sure, sure
			}
		}
		g.consult()
		var a acts
		a.resize(len(words))
		all := make([]uint8, len(words))
		for i := range words {
			all[i] = 2 + Depth
			g.net.enter(g.features.Rank(i), g.features.Units(i), a.of(0, i))
		}
		g.net.run(&a, all, whole)
		for i := range words {
			asked := slices.ContainsFunc(doubtful, func(d int) bool { return d-1 <= i && i <= d+1 })
			if !asked {
				whole[i] = sure
			}
			if g.path.scores[i] != whole[i] {
				t.Errorf("doubt about %d, word %d: got %v, want %v", doubtful, i, g.path.scores[i], whole[i])
			}
		}
	}
}

func TestOnlyWordsNearPossibleNamesAreAsked(t *testing.T) {
	m, _ := networked(t)
	g := m.NewTagger()
	for text, asked := range map[string]string{
		"The bank said that it would lend less and less to the towns of Norway": "The bank said towns of Norway",
		"the bank said that it would lend nothing to towns":                     "the bank said that it would lend nothing to towns",
		"It said that it would lend to towns 4 per cent and nothing less":       "It said that to towns 4 per cent",
		"It said that Zyx rose": "It said that Zyx rose",
	} {
		words := strings.Fields(text)
		g.Document([][]string{words})
		g.measureReach(g.features.Sentence(0))
		var got []string
		for i, r := range g.reach {
			if r > 0 {
				got = append(got, words[i])
			}
		}
		if strings.Join(got, " ") != asked {
			t.Errorf("%q: asked about %q, want %q", text, got, asked)
		}
	}
}

// TestProductsAreTheSameOnEveryProcessor compares wide instructions, where
// this processor has them, and packed words with products one at a time.
func TestProductsAreTheSameOnEveryProcessor(t *testing.T) {
	rng := rand.New(rand.NewSource(9))
	for _, size := range [][2]int{{Taps * Hidden, Hidden}, {Hidden, Labels}, {Hidden, 1}} {
		inputs, outputs := size[0], size[1]
		weights := make([]int8, inputs*outputs)
		acts := make([]uint8, inputs)
		for range 20 {
			for i := range weights {
				weights[i] = int8(rng.Intn(256) - 128)
			}
			for i := range acts {
				if acts[i] = mostAct; rng.Intn(3) > 0 {
					acts[i] = uint8(rng.Intn(mostAct+1) * rng.Intn(2))
				}
			}
			ways := []products{newProducts(weights, outputs), packedProducts(weights, outputs)}
			want := make([]int32, ways[0].blocks*blockOutputs)
			for i := range want {
				want[i] = int32(i)
			}
			got := [][]int32{slices.Clone(want), slices.Clone(want)}
			for i, w := range weights {
				want[i%outputs] += int32(w) * int32(acts[i/outputs])
			}
			for way := range ways {
				ways[way].multiply(acts, got[way])
				if !slices.Equal(got[way], want) {
					t.Fatalf("%d inputs, way %d: got %v, want %v", inputs, way, got[way], want)
				}
			}
		}
	}
}
