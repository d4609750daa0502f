package contract

import (
	"context"
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
	edit := func(before, after *data.SavedSearch) {
		t.Helper()
		_, err := r.lib.Apply(r.ctx, data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{{Before: before, After: after}}})
		r.ok(err)
	}
	step := func(do func(context.Context) (data.Change, bool, error)) {
		t.Helper()
		done, ok, err := do(r.ctx)
		r.ok(err)
		if !ok || done.Action != data.EditSearches || len(done.Searches) != 1 {
			t.Errorf("the step did %+v, %t", done, ok)
		}
	}
	want()
	edit(nil, &data.SavedSearch{Name: "War", Query: "war or peace"})
	summer := data.SavedSearch{Name: "Été", Query: `"l’été" after:7d`, Place: 1}
	edit(nil, &summer)
	edit(nil, &data.SavedSearch{Name: "war", Query: "war"})
	war := data.SavedSearch{Name: "war", Query: "war"}
	want(war, summer)
	if _, err := r.lib.Apply(r.ctx, data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{{After: &data.SavedSearch{Name: " ", Query: "x"}}}}); err == nil {
		t.Error("a search was saved without a name")
	}
	r.restart()
	edit(&data.SavedSearch{Name: "WAR"}, nil)
	edit(&data.SavedSearch{Name: "nothing of that name"}, nil) // there is nothing to undo in that
	alone := summer
	alone.Place = 0
	want(alone)
	edit(&alone, &data.SavedSearch{Name: "Summer", Query: alone.Query})
	r.restart()
	want(data.SavedSearch{Name: "Summer", Query: alone.Query})
	step(r.lib.Undo)
	want(alone)
	step(r.lib.Undo)
	want(war, summer)
	step(r.lib.Redo)
	want(alone)
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
