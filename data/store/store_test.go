package store_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/data/store"
)

func clock() time.Time { return time.Date(2025, 4, 25, 10, 15, 0, 0, time.UTC) }

func open(t *testing.T, path string) *store.Store {
	t.Helper()
	s, err := store.Open(path, clock)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// both runs a test on a file and in memory.
func both(t *testing.T, test func(t *testing.T, s *store.Store)) {
	t.Run("file", func(t *testing.T) { test(t, open(t, filepath.Join(t.TempDir(), "new", "library.db"))) })
	t.Run("memory", func(t *testing.T) {
		s := store.Memory(clock)
		defer s.Close()
		test(t, s)
	})
}

func TestApplyAnswersWithWhatChanged(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		done, err := s.Apply(ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{"a", "b", "a"}})
		ok(t, err)
		if want := []data.ID{"a", "b"}; !slices.Equal(done.Articles, want) {
			t.Errorf("changed %v, want %v", done.Articles, want)
		}
		done, err = s.Apply(ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{"b", "c"}})
		ok(t, err)
		if want := []data.ID{"c"}; !slices.Equal(done.Articles, want) {
			t.Errorf("changed %v, want %v", done.Articles, want)
		}
		done, err = s.Apply(ctx, data.Change{Action: data.RemoveStar, Articles: []data.ID{"a"}})
		ok(t, err)
		if len(done.Articles) != 0 {
			t.Errorf("a star that wasn't there was taken from %v", done.Articles)
		}
		ok(t, s.KeepTops(ctx, map[data.ID]int{"a": 42, "z": 7}))
		marks, err := s.Marks(ctx)
		ok(t, err)
		want := map[data.ID]data.Mark{"a": {Read: true, Top: 42}, "b": {Read: true}, "c": {Read: true}, "z": {Top: 7}}
		if !maps.Equal(marks, want) {
			t.Errorf("marks %v, want %v", marks, want)
		}
	})
}

func TestUndoAndRedo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(path, clock)
	ok(t, err)
	ctx := t.Context()
	apply := func(action data.Action, ids ...data.ID) {
		t.Helper()
		_, err := s.Apply(ctx, data.Change{Action: action, Articles: ids})
		ok(t, err)
	}
	step := func(f func(context.Context) (data.Change, bool, error), want data.Change, found bool) {
		t.Helper()
		got, is, err := f(ctx)
		ok(t, err)
		if is == got.Made.IsZero() {
			t.Errorf("%v was made at %v", got, got.Made)
		}
		got.Made = time.Time{}
		if is != found || !cmp.Equal(got, want) {
			t.Errorf("got %v %v, want %v %v", got, is, want, found)
		}
	}
	apply(data.MarkRead, "a", "b")
	apply(data.AddStar, "a")
	apply(data.MarkUnread, "b")
	step(s.Redo, data.Change{}, false)
	step(s.Undo, data.Change{Action: data.MarkRead, Articles: []data.ID{"b"}}, true)
	step(s.Undo, data.Change{Action: data.RemoveStar, Articles: []data.ID{"a"}}, true)

	// The log lasts over a restart.
	ok(t, s.Close())
	s = open(t, path)
	step(s.Redo, data.Change{Action: data.AddStar, Articles: []data.ID{"a"}}, true)
	apply(data.MarkRead, "c")
	step(s.Redo, data.Change{}, false) // the unread mark of b is gone for good
	step(s.Undo, data.Change{Action: data.MarkUnread, Articles: []data.ID{"c"}}, true)
	step(s.Undo, data.Change{Action: data.RemoveStar, Articles: []data.ID{"a"}}, true)
	step(s.Undo, data.Change{Action: data.MarkUnread, Articles: []data.ID{"a", "b"}}, true)
	step(s.Undo, data.Change{}, false)
	step(s.Redo, data.Change{Action: data.MarkRead, Articles: []data.ID{"a", "b"}}, true)
}

func TestTheLogIsBounded(t *testing.T) {
	s := store.Memory(clock)
	defer s.Close()
	ctx := t.Context()
	for i := range store.KeptChanges + 10 {
		action := data.MarkRead
		if i%2 == 1 {
			action = data.MarkUnread
		}
		_, err := s.Apply(ctx, data.Change{Action: action, Articles: []data.ID{"a"}})
		ok(t, err)
	}
	undone := 0
	for {
		_, more, err := s.Undo(ctx)
		ok(t, err)
		if !more {
			break
		}
		undone++
	}
	if undone != store.KeptChanges {
		t.Errorf("%d changes could be undone, want %d", undone, store.KeptChanges)
	}
}

func TestSession(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		got, err := s.Session(ctx)
		ok(t, err)
		if !cmp.Equal(got, data.Session{}) {
			t.Errorf("a new library has the session %+v", got)
		}
		want := data.Session{
			Here:     data.Spot{View: "search", Query: "kyiv", Article: "a", Top: 12, Entity: "e", Mention: -1},
			Back:     []data.Spot{{Article: "b"}},
			Settings: map[string]string{"order": "oldest"},
		}
		ok(t, s.KeepSession(ctx, data.Session{}))
		ok(t, s.KeepSession(ctx, want))
		got, err = s.Session(ctx)
		ok(t, err)
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}

func TestRecognitionsAreKeptByTextAndVersion(t *testing.T) {
	both(t, func(t *testing.T, s *store.Store) {
		ctx := t.Context()
		texts := [][sha256.Size]byte{sha256.Sum256([]byte("one")), sha256.Sum256([]byte("two"))}
		r := &data.Recognition{Version: "1", Entities: []data.LocalEntity{{
			Kind: data.Place, Name: "Kyiv", Join: "kyiv", Aliases: []string{"Kiev"}, Description: "capital",
			Mentions: []data.LocalMention{
				{Start: 3, End: 7, Why: data.Why{By: "tagger", Score: -12}},
				{Start: 90, End: 94, Softer: true, Why: data.Why{By: "rule", Note: "capital of"}},
			},
		}}}
		ok(t, s.KeepRecognitions(ctx, texts[:1], []*data.Recognition{r}))
		got, err := s.Recognitions(ctx, "1", texts)
		ok(t, err)
		if diff := cmp.Diff([]*data.Recognition{r, nil}, got); diff != "" {
			t.Error(diff)
		}
		got, err = s.Recognitions(ctx, "2", texts)
		ok(t, err)
		if got[0] != nil {
			t.Error("another version's findings were given out")
		}
	})
}

func TestIdentitiesStay(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	keys := []data.EntityKey{
		{Kind: data.Person, Join: "li wei"},
		{Kind: data.Organisation, Join: "li wei"},
		{Kind: data.Person, Article: "a", Name: "Li"},
		{Kind: data.Person, Article: "b", Name: "Li"},
		{Kind: data.Person, Join: "li wei", Article: "b", Name: "Wei"}, // is the first
	}
	s, err := store.Open(path, clock)
	ok(t, err)
	first, err := s.Identify(t.Context(), keys)
	ok(t, err)
	ok(t, s.Close())
	again, err := open(t, path).Identify(t.Context(), keys)
	ok(t, err)
	if !slices.Equal(first, again) {
		t.Errorf("identities moved: %v, then %v", first, again)
	}
	if first[0] != first[4] {
		t.Error("an entity that joins was told apart by its article")
	}
	distinct := map[data.EntityID]bool{}
	for _, id := range first {
		distinct[id] = true
	}
	if len(distinct) != 4 || distinct[""] {
		t.Errorf("identities %v, want 4 different ones", first)
	}
}

func TestTwoProgramsOnOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	errs := make(chan error)
	for _, prefix := range []string{"a", "b"} {
		go func() {
			s, err := store.Open(path, clock)
			for i := 0; i < 50 && err == nil; i++ {
				_, err = s.Apply(context.Background(), data.Change{
					Action: data.MarkRead, Articles: []data.ID{data.ID(prefix + string(rune('0'+i)))}})
			}
			if err == nil {
				err = s.Close()
			}
			errs <- err
		}()
	}
	ok(t, errors.Join(<-errs, <-errs))
	marks, err := open(t, path).Marks(t.Context())
	ok(t, err)
	if len(marks) != 100 {
		t.Errorf("%d marks, want 100", len(marks))
	}
}

func TestStrangePaths(t *testing.T) {
	for _, name := range []string{"a b.db", "100%25.db", "what?.db", "#1.db", "ümläut'.db"} {
		path := filepath.Join(t.TempDir(), name)
		s := open(t, path)
		_, err := s.Apply(t.Context(), data.Change{Action: data.AddStar, Articles: []data.ID{"a"}})
		ok(t, err)
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: the file isn't where it was asked for: %v", name, err)
		}
	}
}

func TestACancelledCallSaysSo(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "library.db"))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Apply(ctx, data.Change{Articles: []data.ID{"a"}}); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	if _, err := s.Apply(t.Context(), data.Change{Articles: []data.ID{"a"}}); err != nil {
		t.Errorf("after that: %v", err)
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "library.db")
	s, err := store.Open(path, clock)
	if err != nil {
		b.Fatal(err)
	}
	var ids []data.ID
	for i := range 1000 {
		ids = append(ids, data.ID(time.Unix(int64(i), 0).String()))
	}
	if _, err := s.Apply(b.Context(), data.Change{Action: data.MarkRead, Articles: ids}); err != nil {
		b.Fatal(err)
	}
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		s, err := store.Open(path, clock)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Marks(b.Context()); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
