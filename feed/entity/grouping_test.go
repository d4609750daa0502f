package entity

import (
	"os"
	"path/filepath"
	"testing"

	"dateline/data/corpora"
	"dateline/feed/entity/measure"
)

// TestGroupingOfRightNames groups the names of the grouping set, given right,
// inside each article and over all articles.
func TestGroupingOfRightNames(t *testing.T) {
	f, err := os.Open(filepath.Join(corpora.Dir(t, "grouping"), "dwie-train.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	articles, err := measure.ReadGrouped(f)
	if err != nil {
		t.Fatal(err)
	}
	r := recogniser(t)
	var inside measure.Clusters
	var across measure.Across
	for _, a := range articles {
		names := make([]Given, len(a.Names))
		for i, n := range a.Names {
			names[i] = Given(n)
		}
		found := measure.GroupsOf(a, r.Group(a.Text, names))
		inside.Add(a.Of, found.Of)
		across.Add(a, found)
	}
	t.Logf("%d entities; MUC %.2f, B³ %.2f, CEAF-e %.2f", inside.Entities, inside.MUC.F1(), inside.BCubed.F1(), inside.CEAF.F1())
	for _, c := range []struct {
		what       string
		got, floor float64
	}{
		{"CoNLL-F1", inside.CoNLL(), 98.5},
		{"exactly right", inside.Exact(), 97},
		{"across articles, B³", across.Entities().F1(), 96.5},
		{"across articles, B³ by mention", across.Mentions().F1(), 96.5},
	} {
		t.Logf("%s: %.2f", c.what, c.got)
		if c.got < c.floor {
			t.Errorf("%s is %.2f, want %.2f", c.what, c.got, c.floor)
		}
	}
	for _, m := range across.Mixed() {
		if m.FullNames() {
			t.Errorf("people of different full names are one: %s", m)
		}
	}
}
