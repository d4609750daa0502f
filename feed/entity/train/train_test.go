package main

import (
	"bytes"
	"io"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity/tagger"

	"github.com/google/go-cmp/cmp"
)

func TestOwnNewsIsWhole(t *testing.T) {
	docs, err := readNews(7)
	if err != nil {
		t.Fatal(err)
	}
	var kinds [len(data.Kinds)]int
	for _, d := range docs {
		for _, s := range d.sentences {
			for _, sp := range tagger.Spans(s.gold) {
				kinds[sp.Kind]++
			}
		}
	}
	if len(docs) < 500 || kinds[data.Organisation] < 1900 {
		t.Errorf("%d documents with %v names", len(docs), kinds)
	}
}

func TestLists(t *testing.T) {
	lists, err := readLists()
	if err != nil {
		t.Fatal(err)
	}
	for c, phrases := range lists {
		if len(phrases) < 100 {
			t.Errorf("list %s has %d phrases", tagger.ClassNames[c], len(phrases))
		}
	}
}

// folder writes a small corpus with its clusters.
func folder(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	text := "-DOCSTART-\tO\n\n" + strings.Repeat("Ana\tB-PER\nRuiz\tI-PER\nlives\tO\nin\tO\nOslo\tB-LOC\n.\tO\n\nThe\tO\nUnion\tB-ORG\nmet\tO\n.\tO\n\n", 20)
	for name, content := range map[string]string{
		"train/small.tsv": text,
		"clusters.tsv":    "the\t1\t2\t3\noslo\t4\t5\t6\n",
		"vectors.bin":     string(chanceVectors(rand.New(rand.NewSource(1)), 2).Bytes()),
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func small(dir, out string) settings {
	return settings{options: options{epochs: 4, rate: 0.1, drop: 0.1, seed: 1},
		netOptions: netOptions{netEpochs: 2, netRate: 0.002, netDrop: 0.3, netBatch: 32, unitDrop: 0.1}, share: 1,
		corpora: dir, vectors: filepath.Join(dir, "vectors.bin"), names: "small", words: 10,
		rows: 20_000, runs: 2, news: 1, recase: 0.2, rename: 0.5, out: filepath.Join(dir, out)}
}

func TestTrainingIsReproducibleAndLearns(t *testing.T) {
	if testing.Short() {
		t.Skip("two trainings take half a minute, and ten times that under the race detector")
	}
	dir := folder(t)
	var files [2][]byte
	for i, name := range []string{"a.bin", "b.bin"} {
		s := small(dir, name)
		if err := run(s, io.Discard); err != nil {
			t.Fatal(err)
		}
		var err error
		if files[i], err = os.ReadFile(s.out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Error("two trainings made different files")
	}
	m, err := tagger.Open(files[0])
	if err != nil {
		t.Fatal(err)
	}
	g := m.NewTagger()
	words := strings.Fields("Ana Ruiz lives in Oslo .")
	g.Document([][]string{words})
	spans := g.Tag(0, nil)
	for i := range spans {
		spans[i].Score = 0
	}
	if d := cmp.Diff([]tagger.Span{{Start: 0, End: 2, Kind: data.Person}, {Start: 4, End: 5, Kind: data.Place}}, spans); d != "" {
		t.Error(d)
	}
}

func TestErrorsSayWhat(t *testing.T) {
	dir := folder(t)
	for want, change := range map[string]func(*settings){
		"-corpora":  func(s *settings) { s.names = "nothere" },
		"-clusters": func(s *settings) { s.clusters = "nothere" },
		"-vectors":  func(s *settings) { s.vectors = "nothere" },
	} {
		s := small(dir, "c.bin")
		change(&s)
		if err := run(s, io.Discard); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want a word about %s", err, want)
		}
	}
	bad := filepath.Join(dir, "train", "small.tsv")
	if err := os.WriteFile(bad, []byte("no tab\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := run(small(dir, "d.bin"), io.Discard); err == nil || !strings.Contains(err.Error(), "small.tsv:1") {
		t.Errorf("got %v, want file and line", err)
	}
}

// TestChainSumsToOne checks the marginals against trying every path.
func TestChainAgreesWithEveryPath(t *testing.T) {
	const n = 3
	scores := make([]float32, n*stride)
	for i := range scores {
		scores[i] = float32(math.Sin(float64(i) * 1.7))
	}
	var moves [labelCount][labelCount]float32
	for a := range labelCount {
		for b := range labelCount {
			moves[a][b] = float32(math.Cos(float64(a*labelCount + b)))
		}
	}
	var want [n][labelCount]float64
	total := 0.0
	var walk func(path []int, sum float64)
	walk = func(path []int, sum float64) {
		if i := len(path); i == n {
			if tagger.CanEnd(path[n-1]) {
				p := math.Exp(sum)
				total += p
				for k, y := range path {
					want[k][y] += p
				}
			}
			return
		}
		for b := range labelCount {
			i := len(path)
			s := sum + float64(scores[i*stride+b])
			switch {
			case i == 0 && tagger.CanStart(b):
				walk([]int{b}, s)
			case i > 0 && tagger.CanFollow(path[i-1], b):
				walk(append(path[:i:i], b), s+float64(moves[path[i-1]][b]))
			}
		}
	}
	walk(nil, 0)
	var c chain
	if logZ := c.run(scores, n, &moves); math.Abs(logZ-math.Log(total)) > 1e-4 {
		t.Errorf("log Z is %v, want %v", logZ, math.Log(total))
	}
	for i := range n {
		for k := range labelCount {
			if got := c.marginals[i*labelCount+k]; math.Abs(got-want[i][k]/total) > 1e-4 {
				t.Errorf("token %d, label %d: %v, want %v", i, k, got, want[i][k]/total)
			}
		}
	}
}
