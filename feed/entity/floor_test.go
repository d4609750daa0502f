package entity

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/data/corpora"
	"dateline/feed/entity/measure"
)

// TestFloorsOnDevSets holds what the project asks for on the corpora's dev
// sets, from raw text, exact span and kind.
func TestFloorsOnDevSets(t *testing.T) {
	dir := corpora.Dir(t, "ner/dev")
	r := recogniser(t)
	for set, floor := range map[string]float64{"wikigold": 73, "uner-ewt-test": 77.3, "uner-pud": 74} {
		f, err := os.Open(filepath.Join(dir, set+".jsonl"))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		texts, err := measure.Read(f)
		if err != nil {
			t.Fatal(err)
		}
		var score measure.Score
		for _, text := range texts {
			score.Add(text, measure.Found(r.RecogniseText(text.Text)))
		}
		t.Logf("%s: F1 %.2f", set, score.All.F1())
		if f1 := score.All.F1(); f1 < floor {
			t.Errorf("%s: F1 %.2f, want %.1f", set, f1, floor)
		}
	}
}
