package memory_test

import (
	"reflect"
	"sync"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
	"dateline/feed/entity/rules"
)

// TestCorrectionsWhileArticlesCome: corrections are made and undone while
// articles arrive, are recognised and are read. In the end nothing is left of
// them: every article was laid under the rules that held then.
func TestCorrectionsWhileArticlesCome(t *testing.T) {
	articles := generated(120)
	open := func() *memory.Library {
		path := t.TempDir() + "/rules.toml"
		return memory.New(memory.Config{
			Recogniser: recogniser{"capitals", capitals},
			Open:       func() (memory.Keeper, []data.Problem) { return store.Memory(time.Now), nil },
			Correct: func() data.Corrector {
				return rules.Open(path, func(_ data.Kind, name string) string { return search.Fold(name) })
			},
		})
	}
	settled := func(l *memory.Library) []data.EntityCount {
		l.Done()
		if err := l.Wait(t.Context(), true); err != nil {
			t.Fatal(err)
		}
		all, err := l.Entities(t.Context(), data.Query{})
		if err != nil {
			t.Fatal(err)
		}
		return all
	}
	plain, busy := open(), open()
	for _, l := range []*memory.Library{plain, busy} {
		defer func() {
			if err := l.Close(); err != nil {
				t.Error(err)
			}
		}()
	}
	plain.Add(articles...)
	want := settled(plain)

	var jobs sync.WaitGroup
	jobs.Go(func() {
		for i := 0; i < len(articles); i += 10 {
			busy.Add(articles[i : i+10]...)
			time.Sleep(5 * time.Millisecond)
		}
	})
	jobs.Go(func() {
		for range 30 {
			_, err := busy.Read(t.Context(), articles[0].ID, data.Query{})
			if err != nil && err != data.ErrNoArticle {
				t.Error(err)
			}
			if _, err := busy.Entities(t.Context(), data.Query{}); err != nil {
				t.Error(err)
			}
		}
	})
	for i := range 15 {
		e := want[i%5]
		for _, c := range []data.Correction{
			{Verb: data.Merge, Kind: e.Kind, Name: "Some One", Join: []string{e.Name}},
			{Verb: data.NotEntity, Kind: e.Kind, Name: "Some One"},
			{Verb: data.MarkText, Kind: data.Place, Name: wordOf(uint64(i))},
		} {
			if _, err := busy.Apply(t.Context(), data.Change{Action: data.Correct, Correction: &c}); err != nil {
				t.Fatal(err)
			}
		}
		for range 3 {
			if _, ok, err := busy.Undo(t.Context()); err != nil || !ok {
				t.Fatal(ok, err)
			}
		}
	}
	jobs.Wait()
	if got := settled(busy); !reflect.DeepEqual(got, want) {
		t.Errorf("in the end there are %d entities, want %d as without corrections", len(got), len(want))
	}
}
