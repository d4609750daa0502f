package entity

import (
	"path/filepath"
	"slices"
	"testing"

	"dateline/feed/entity/measure"
)

// TestFloorsOnNominals holds what is reached on articles that were labelled
// before the rules were written.
func TestFloorsOnNominals(t *testing.T) {
	texts, err := measure.Folder(filepath.Join("testdata", "nominals"))
	if err != nil {
		t.Fatal(err)
	}
	r := recogniser(t)
	score := measure.Score{Errors: map[string]int{}}
	marked := 0
	for _, text := range texts {
		marked += len(text.Nominals)
		score.AddNominals(text, r.RecogniseText(text.Text))
	}
	var errors []string
	for e := range score.Errors {
		errors = append(errors, e)
	}
	slices.Sort(errors)
	for _, e := range errors {
		t.Log(e)
	}
	t.Logf("%d articles, %d nominals: precision %.1f, recall %.1f; %+v", len(texts), marked, score.All.Precision(), score.All.Recall(), score.Kinds)
	if len(texts) < 40 || marked < 150 {
		t.Errorf("%d articles with %d nominals, want 40 with 150", len(texts), marked)
	}
	if p := score.All.Precision(); p < 95 {
		t.Errorf("precision is %.1f, want 95", p)
	}
	if q := score.All.Recall(); q < 60 {
		t.Errorf("recall is %.1f, want 60", q)
	}
}
