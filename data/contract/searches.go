package contract

import (
	"slices"
	"testing"

	"dateline/data"
)

func savedSearches(t *testing.T, r *run) {
	want := func(want ...data.SavedSearch) {
		t.Helper()
		got, err := r.lib.SavedSearches(r.ctx)
		r.ok(err)
		if !slices.Equal(got, want) {
			t.Errorf("saved %v, want %v", got, want)
		}
	}
	want()
	r.ok(r.lib.SaveSearch(r.ctx, data.SavedSearch{Name: "War", Query: "war or peace"}))
	r.ok(r.lib.SaveSearch(r.ctx, data.SavedSearch{Name: "Été", Query: `"l’été" after:7d`}))
	r.ok(r.lib.SaveSearch(r.ctx, data.SavedSearch{Name: "war", Query: "war"}))
	want(data.SavedSearch{Name: "war", Query: "war"}, data.SavedSearch{Name: "Été", Query: `"l’été" after:7d`, Place: 1})
	if err := r.lib.SaveSearch(r.ctx, data.SavedSearch{Name: " ", Query: "x"}); err == nil {
		t.Error("a search was saved without a name")
	}
	r.restart()
	r.ok(r.lib.RemoveSearch(r.ctx, "WAR"))
	r.ok(r.lib.RemoveSearch(r.ctx, "nothing of that name"))
	want(data.SavedSearch{Name: "Été", Query: `"l’été" after:7d`})
	r.restart()
	want(data.SavedSearch{Name: "Été", Query: `"l’été" after:7d`})
}

func values(t *testing.T, r *run) {
	for field, want := range map[data.Field][]string{
		data.SourceField:   {"Dateline", "Harbour Gazette", "Coast & Tide", "Gazette de l’Été", "Orbit Weekly"},
		data.AuthorField:   {"A. Writer", "José Núñez", "Maria Holm"},
		data.LanguageField: {"en", "de", "enm"},
		data.PersonField:   {}, // the entities are their own list
	} {
		got, err := r.lib.Values(r.ctx, field)
		r.ok(err)
		if !slices.Equal(got, want) && len(got)+len(want) > 0 {
			t.Errorf("values of field %d: %q, want %q", field, got, want)
		}
	}
}
