package data_test

import (
	"slices"
	"testing"

	"dateline/data"
)

func TestSavedSearches(t *testing.T) {
	var all []data.SavedSearch
	for _, s := range []data.SavedSearch{{Name: "War", Query: "war"}, {Name: "Li", Query: `person:"Li Wei"`}, {Name: "WAR", Query: "war or peace"}, {Name: "x"}} {
		before := slices.Clone(all)
		next := data.WithSearch(all, s)
		if !slices.Equal(all, before) {
			t.Errorf("saving %s changed what was given", s.Name)
		}
		all = next
	}
	want := []data.SavedSearch{{"WAR", "war or peace", 0}, {"Li", `person:"Li Wei"`, 1}, {"x", "", 2}}
	if !slices.Equal(all, want) {
		t.Errorf("saved %v, want %v", all, want)
	}
	left := data.WithoutSearch(data.WithoutSearch(all, "li"), "nobody")
	if want := []data.SavedSearch{{"WAR", "war or peace", 0}, {"x", "", 1}}; !slices.Equal(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
}
