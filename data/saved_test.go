package data_test

import (
	"slices"
	"testing"

	"dateline/data"
)

// TestSearchEdits: an edit changes nothing that it was given, and its inverse
// takes it back to the letter, the order included.
func TestSearchEdits(t *testing.T) {
	war, li, x := data.SavedSearch{Name: "War", Query: "war"}, data.SavedSearch{Name: "Li", Query: `person:"Li Wei"`, Place: 1}, data.SavedSearch{Name: "x", Place: 2}
	all := []data.SavedSearch{war, li, x}
	named := func(name, query string, place int) *data.SavedSearch {
		return &data.SavedSearch{Name: name, Query: query, Place: place}
	}
	for name, test := range map[string]struct {
		edit data.SearchEdit
		want []data.SavedSearch
	}{
		"added":             {data.SearchEdit{After: named("New", "n", 3)}, []data.SavedSearch{war, li, x, {Name: "New", Query: "n", Place: 3}}},
		"added far behind":  {data.SearchEdit{After: named("New", "n", 99)}, []data.SavedSearch{war, li, x, {Name: "New", Query: "n", Place: 3}}},
		"replaced by name":  {data.SearchEdit{After: named("WAR", "peace", 9)}, []data.SavedSearch{{Name: "WAR", Query: "peace"}, li, x}},
		"renamed":           {data.SearchEdit{Before: &li, After: named("Wei", li.Query, 1)}, []data.SavedSearch{war, {Name: "Wei", Query: li.Query, Place: 1}, x}},
		"moved":             {data.SearchEdit{Before: &x, After: named("x", "", 0)}, []data.SavedSearch{{Name: "x"}, {Name: "War", Query: "war", Place: 1}, {Name: "Li", Query: li.Query, Place: 2}}},
		"removed":           {data.SearchEdit{Before: named("li", "", 0)}, []data.SavedSearch{war, {Name: "x", Place: 1}}},
		"removed: unknown":  {data.SearchEdit{Before: named("nobody", "", 0)}, all},
		"a name that is":    {data.SearchEdit{Before: &li, After: named("war", "", 1)}, all},
		"nothing":           {data.SearchEdit{}, all},
		"the same as it is": {data.SearchEdit{Before: &li, After: &li}, all},
	} {
		t.Run(name, func(t *testing.T) {
			given := slices.Clone(all)
			after, made := test.edit.Make(given)
			if !slices.Equal(after, test.want) || !slices.Equal(given, all) {
				t.Errorf("there are %v, want %v; given were %v", after, test.want, given)
			}
			if changed := made != (data.SearchEdit{}); changed == slices.Equal(after, all) {
				t.Errorf("it made %+v", made)
			}
			if back, _ := made.Inverse().Make(after); !slices.Equal(back, all) {
				t.Errorf("taken back there are %v, want %v", back, all)
			}
		})
	}
	if (data.SearchEdit{After: named(" ", "x", 0)}).Check() == nil {
		t.Error("a search may have no name")
	}
}
