package memory

import (
	"context"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// telling recognises Kyiv in every article, with what its text tells behind that.
type telling struct{}

func (telling) Version() string { return "telling" }

func (telling) Recognise(_ context.Context, a *data.Article) data.Recognition {
	e := data.LocalEntity{Kind: data.Place, Name: "Kyiv", Join: "kyiv", Mentions: []data.LocalMention{{Start: 0, End: 4}}}
	if tells := strings.TrimSpace(a.Text[4:]); tells != "" {
		e.Description = tells
		e.Location = &data.Location{Country: tells}
		e.Related = []data.Relation{{How: "capital", Kind: data.Place, Name: tells}}
	}
	return data.Recognition{Entities: []data.LocalEntity{e}}
}

// TestNewestTells: what is told of an entity is what the newest article tells
// that tells anything, whatever comes and goes. Its relations are those of all.
func TestNewestTells(t *testing.T) {
	l := New(Config{Recogniser: telling{}, Open: func() (Keeper, []data.Problem) { return store.Memory(time.Now), nil }})
	defer func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}()
	put := func(id data.ID, day int, tells, want, ties string) {
		t.Helper()
		l.Add(&data.Article{ID: id, Text: "Kyiv " + tells, Published: time.Date(2025, 4, day, 0, 0, 0, 0, time.UTC),
			Blocks: []data.Block{{End: 5 + len(tells)}}})
		l.Done()
		if err := l.Wait(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		all, err := l.Entities(t.Context(), data.Query{})
		if err != nil || len(all) != 1 {
			t.Fatal(all, err)
		}
		e, place, related := all[0], "", []string(nil)
		if e.Location != nil {
			place = e.Location.Country
		}
		for _, r := range e.Related {
			related = append(related, r.Name)
		}
		if got := strings.Join(related, " "); e.Description != want || place != want || got != ties {
			t.Errorf("with %s: %q, %q, %q, want %q and %q", id, e.Description, place, got, want, ties)
		}
	}
	put("a", 10, "", "", "")
	put("b", 10, "old", "old", "old")
	put("c", 12, "new", "new", "new old")
	put("d", 11, "between", "new", "between new old")
	put("e", 13, "old", "old", "old between new")
	put("e", 13, "", "new", "between new old")
	put("c", 12, "", "between", "between old") // the same article, changed
	put("d", 9, "oldest", "old", "old oldest")
}
