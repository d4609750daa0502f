package entity

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/entity/measure"
)

// TestFloorsOnDevSets holds what the project asks for on the corpora's dev
// sets, from raw text, exact span and kind.
func TestFloorsOnDevSets(t *testing.T) {
	dir := corpora.Dir(t, "ner/dev")
	r := recogniser(t)
	for set, floor := range map[string]struct{ all, organisation float64 }{
		"wikigold": {76, 59}, "uner-ewt-test": {78.7, 58.8}, "uner-pud": {75.7, 57.9},
	} {
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
		all, organisation := score.All.F1(), score.Kinds[data.Organisation].F1()
		t.Logf("%s: F1 %.2f, organisations %.2f", set, all, organisation)
		if all < floor.all || organisation < floor.organisation {
			t.Errorf("%s: F1 %.2f and of organisations %.2f, want %.1f and %.1f", set, all, organisation, floor.all, floor.organisation)
		}
	}
}
