package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/feed/entity/train/wordvec"

	"github.com/google/go-cmp/cmp"
)

// file writes a package's file with n words, of which it returns the vectors
// as they are to be kept: all of one length.
func file(t *testing.T, n int) (string, [][wordvec.Size]float32) {
	t.Helper()
	rng := rand.New(rand.NewSource(1))
	words, vectors := []string{}, map[string][]float64{}
	want := make([][wordvec.Size]float32, n)
	for i := range n {
		w := fmt.Sprint("word", i)
		square := 0.0
		v := make([]float64, wordvec.Size+2)
		for k := range wordvec.Size {
			v[k] = rng.NormFloat64()
			square += v[k] * v[k]
		}
		for k := range wordvec.Size {
			want[i][k] = float32(length * v[k] / math.Sqrt(square))
		}
		words, vectors[w] = append(words, w), v
	}
	b, err := json.Marshal(map[string]any{"size": n, "words": words, "vectors": vectors})
	if err != nil {
		t.Fatal(err)
	}
	// The package has the words first; a map's keys are sorted.
	text := strings.Replace(string(b), `{"size"`, `{"more":[1],"size"`, 1)
	from := strings.Index(text, `,"words":`)
	text = "{" + text[from+1:len(text)-1] + "," + text[1:from] + "}"
	path := filepath.Join(t.TempDir(), "vectors.json")
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return path, want
}

func TestVectorsComeNear(t *testing.T) {
	path, want := file(t, 400)
	out := filepath.Join(t.TempDir(), "vectors.bin")
	if err := run(path, 400, out); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	v, err := wordvec.Parse(b)
	if err != nil || v.Words() != 400 {
		t.Fatalf("%d words, %v", v.Words(), err)
	}
	near, all := 0.0, 0.0
	for i := range want {
		var got [wordvec.Size]float32
		v.Read(i, &got)
		for k := range got {
			near += float64((got[k] - want[i][k]) * (got[k] - want[i][k]))
			all += float64(want[i][k] * want[i][k])
		}
	}
	if share := near / all; share > 0.1 {
		t.Errorf("%.2f of the vectors is lost", share)
	}
}

func TestVectorsAreTheSameEachTime(t *testing.T) {
	path, _ := file(t, 300)
	var files [2][]byte
	for i := range files {
		out := filepath.Join(t.TempDir(), "vectors.bin")
		if err := run(path, 300, out); err != nil {
			t.Fatal(err)
		}
		files[i], _ = os.ReadFile(out)
	}
	if d := cmp.Diff(files[0], files[1]); d != "" {
		t.Error("two runs made different files")
	}
}

func TestVectorsSayWhatIsMissing(t *testing.T) {
	path, _ := file(t, 3)
	for want, words := range map[string]int{"vectors of 3 words, want 5": 5} {
		if err := run(path, words, filepath.Join(t.TempDir(), "v")); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
	if err := run("nothere.json", 3, "x"); err == nil || !strings.Contains(err.Error(), "-json") {
		t.Errorf("got %v", err)
	}
	if _, err := read(strings.NewReader(`{"size": 3}`), 1); err == nil {
		t.Error("a file without vectors was read")
	}
}
