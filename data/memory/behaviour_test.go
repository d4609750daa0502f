package memory_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
)

// counting is a recogniser that counts its calls.
type counting struct {
	version string
	calls   *atomic.Int64
	find    func(context.Context, *data.Article) data.Recognition
}

func (c counting) Version() string { return c.version }

func (c counting) Recognise(ctx context.Context, a *data.Article) data.Recognition {
	c.calls.Add(1)
	return c.find(ctx, a)
}

// opened is a library on a file, with a recogniser.
func opened(t *testing.T, path string, r memory.Recogniser, articles ...*data.Article) *memory.Library {
	t.Helper()
	l := memory.New(memory.Config{Recogniser: r, Open: func() (memory.Keeper, []data.Problem) {
		return store.OpenOrMemory(path, clock)
	}})
	t.Cleanup(func() { ok(t, l.Close()) })
	l.Add(articles...)
	l.Done()
	return l
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func plain(id data.ID, text string) *data.Article {
	return &data.Article{ID: id, Title: "About " + string(id), Text: text, Origin: string(id) + ".txt",
		Blocks: []data.Block{{End: len(text)}}}
}

func TestWhatWasRecognisedIsntRecognisedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	articles := generated(100)
	for _, c := range []struct {
		version string
		change  bool
		want    int64
	}{{"1", false, 100}, {"1", false, 0}, {"1", true, 1}, {"2", false, 100}, {"2", false, 0}} {
		if c.change {
			changed := *articles[3]
			changed.Text += " More."
			articles[3] = &changed
		}
		var calls atomic.Int64
		l := opened(t, path, counting{c.version, &calls, capitals}, articles...)
		ok(t, l.Wait(t.Context(), true))
		ok(t, l.Close())
		if got := calls.Load(); got != c.want {
			t.Errorf("version %s recognised %d articles, want %d", c.version, got, c.want)
		}
	}
}

func TestReadRecognisesAheadOfTheQueue(t *testing.T) {
	release := make(chan struct{})
	var once sync.Once
	t.Cleanup(func() { once.Do(func() { close(release) }) })
	slow := func(ctx context.Context, a *data.Article) data.Recognition {
		if a.ID != "00000063" { // the oldest one
			select {
			case <-release:
			case <-ctx.Done():
			}
		}
		return capitals(ctx, a)
	}
	l := opened(t, filepath.Join(t.TempDir(), "l.db"), recogniser{"1", slow}, generated(100)...)
	got, err := l.Read(t.Context(), "00000063", data.Query{})
	ok(t, err)
	if !got.Recognised || len(got.Mentions) == 0 || got.Complete {
		t.Errorf("recognised %v with %d mentions, complete %v", got.Recognised, len(got.Mentions), got.Complete)
	}
	// Lists and search don't wait for the recogniser either.
	result, err := l.Find(t.Context(), data.Query{}, data.Newest)
	ok(t, err)
	if len(result.IDs) != 100 || result.Complete {
		t.Errorf("%d articles, complete %v", len(result.IDs), result.Complete)
	}
	// A reader who gives up isn't held.
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := l.Read(ctx, "00000000", data.Query{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the context's", err)
	}
	once.Do(func() { close(release) })
	ok(t, l.Wait(t.Context(), true))
}

func TestALongArticleIsShownBeforeItIsRecognised(t *testing.T) {
	release := make(chan struct{})
	slow := func(ctx context.Context, a *data.Article) data.Recognition {
		<-release
		return capitals(ctx, a)
	}
	long := plain("long", strings.Repeat("word ", memory.LongText)+"Anna Lind said so.")
	l := opened(t, filepath.Join(t.TempDir(), "l.db"), recogniser{"1", slow}, long)
	got, err := l.Read(t.Context(), "long", data.Query{})
	ok(t, err)
	if got.Recognised || got.Article != long {
		t.Errorf("recognised %v", got.Recognised)
	}
	close(release)
	for e := range l.Changes() {
		if slices.Contains(e.Mentions, "long") {
			break
		}
	}
	got, err = l.Read(t.Context(), "long", data.Query{})
	ok(t, err)
	if !got.Recognised || len(got.Mentions) != 1 {
		t.Errorf("after the event: recognised %v, mentions %v", got.Recognised, got.Mentions)
	}
}

func TestARecogniserThatFails(t *testing.T) {
	bad := func(_ context.Context, a *data.Article) data.Recognition {
		if a.ID == "panics" {
			panic("no such feature")
		}
		return data.Recognition{Entities: []data.LocalEntity{
			{Kind: 77, Name: "Nobody", Join: "nobody", Mentions: []data.LocalMention{{Start: 0, End: 1}}},
			{Kind: data.Place, Name: "Łódź", Join: "lodz", Mentions: []data.LocalMention{
				{Start: 1, End: 4}, {Start: -1, End: 3}, {Start: 3, End: 3}, {Start: 0, End: 999}, {Start: 0, End: 7}}},
		}}
	}
	l := opened(t, filepath.Join(t.TempDir(), "l.db"), recogniser{"1", bad}, plain("panics", "x"), plain("odd", "Łódź."))
	ok(t, l.Wait(t.Context(), true))
	got, err := l.Read(t.Context(), "odd", data.Query{})
	ok(t, err)
	if len(got.Mentions) != 1 || got.Mentions[0].End != 7 || len(got.Entities) != 1 {
		t.Errorf("mentions %+v, want the one that is in the text", got.Mentions)
	}
	problems, err := l.Problems(t.Context())
	ok(t, err)
	if len(problems) != 1 || problems[0].Path != "panics.txt" || !strings.Contains(problems[0].Cause, "no such feature") {
		t.Errorf("problems %v", problems)
	}
}

func TestAnArticleThatChanges(t *testing.T) {
	a := plain("a", "Anna Lind came to the harbour.")
	l := opened(t, filepath.Join(t.TempDir(), "l.db"), recogniser{"1", capitals}, a, plain("b", "Anna Lind left."))
	ok(t, l.Wait(t.Context(), true))
	_, err := l.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{"a"}})
	ok(t, err)
	same := *a
	changed := *a
	changed.Text = "Nobody came to the quay."
	l.Add(&same)
	l.Add(&changed)
	ok(t, l.Wait(t.Context(), true))
	for query, want := range map[string]string{"harbour": "[]", "quay": "[a]", "person:lind": "[b]", "is:read": "[a]", "": "[a b]"} {
		q, err := search.Parse(query, clock(), time.UTC, false)
		ok(t, err)
		result, err := l.Find(t.Context(), q, data.Newest)
		ok(t, err)
		if got := fmt.Sprint(result.IDs); got != want {
			t.Errorf("%q finds %s, want %s", query, got, want)
		}
	}
	all, err := l.Entities(t.Context(), data.Query{})
	ok(t, err)
	if len(all) != 1 || all[0].All != 1 || all[0].Articles != 1 {
		t.Errorf("entities %+v", all)
	}
	counts, err := l.Counts(t.Context())
	ok(t, err)
	if want := (data.Counts{Articles: 2, Unread: 1, Indexed: 2, Recognised: 2}); counts != want {
		t.Errorf("counts %+v, want %+v", counts, want)
	}
}

func TestALibraryThatCantBeOpened(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	ok(t, os.WriteFile(file, nil, 0o600))
	path := filepath.Join(file, "library.db") // a folder that is none
	l := opened(t, path, recogniser{"1", capitals}, plain("a", "Anna Lind left."))
	ok(t, l.Wait(t.Context(), true))
	_, err := l.Apply(t.Context(), data.Change{Action: data.AddStar, Articles: []data.ID{"a"}})
	ok(t, err)
	problems, err := l.Problems(t.Context())
	ok(t, err)
	if len(problems) != 1 || !strings.Contains(problems[0].Error(), path) {
		t.Errorf("problems %v", problems)
	}
}

// TestReadersAndWritersTogether is for the race detector: everything at once.
func TestReadersAndWritersTogether(t *testing.T) {
	l := memory.New(memory.Config{Recogniser: recogniser{"1", capitals}, Open: func() (memory.Keeper, []data.Problem) {
		return store.Memory(clock), nil
	}})
	articles := generated(300)
	var jobs sync.WaitGroup
	ctx := t.Context()
	for part := range 3 {
		jobs.Go(func() {
			for i := part; i < len(articles); i += 3 {
				l.Add(articles[i])
			}
		})
	}
	queries := []string{"", wordOf(3), `"` + wordOf(0) + " " + wordOf(1) + `"`, "is:unread", "person:" + nameOf(0), "xyzzy"}
	for reader := range 3 {
		jobs.Go(func() {
			for i := range 40 {
				q, err := search.Parse(queries[(i+reader)%len(queries)], clock(), time.UTC, true)
				if err != nil {
					t.Error(err)
					return
				}
				result, err := l.Find(ctx, q, data.Order(i%5))
				if err == nil && len(result.IDs) > 0 {
					id := result.IDs[i%len(result.IDs)]
					_, err = l.Read(ctx, id, q)
					if err == nil {
						_, err = l.Snippets(ctx, q, result.IDs[:1], 60)
					}
					if err == nil {
						_, err = l.Apply(ctx, data.Change{Action: data.Action(i % 4), Articles: []data.ID{id}})
					}
					if err == nil {
						err = l.KeepTop(ctx, data.Position{Article: id, Offset: i})
					}
				}
				if err == nil {
					_, err = l.Entities(ctx, q)
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	jobs.Go(func() {
		for range l.Changes() {
			// Taken as fast as they come.
		}
	})
	time.AfterFunc(50*time.Millisecond, l.Done)
	ok(t, l.Wait(ctx, true))
	counts, err := l.Counts(ctx)
	ok(t, err)
	if counts.Articles != len(articles) || counts.Recognised != len(articles) {
		t.Errorf("counts %+v", counts)
	}
	ok(t, l.Close())
	jobs.Wait()
	if _, err := l.Find(ctx, data.Query{}, data.Newest); !errors.Is(err, memory.ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
}

func TestEventsAreMergedAndNotLost(t *testing.T) {
	l := opened(t, filepath.Join(t.TempDir(), "l.db"), recogniser{"1", capitals}, generated(200)...)
	for i := range 5 {
		l.Problem(data.Problem{Path: fmt.Sprint(i), Cause: "it isn't text"})
	}
	ok(t, l.Wait(t.Context(), true))
	// Nobody has listened so far.
	mentioned, problems, events := map[data.ID]int{}, 0, 0
	for len(mentioned) < 200 || problems < 5 {
		e := <-l.Changes()
		events++
		for _, id := range e.Mentions {
			mentioned[id]++
		}
		if e.Problem != nil {
			problems++
		}
	}
	if events > 10 {
		t.Errorf("%d events, want them merged", events)
	}
}

func TestNamesForCompletion(t *testing.T) {
	l := filled(t, 50)
	q, err := search.Parse("", clock(), time.UTC, true)
	ok(t, err)
	all, err := l.Entities(t.Context(), q)
	ok(t, err)
	names, err := l.Names(t.Context(), data.PersonField, all[0].Name[:3], 5)
	ok(t, err)
	if len(names) == 0 || !slices.Contains(names, all[0].Name) || len(names) > 5 {
		t.Errorf("names %q, want %q among them", names, all[0].Name)
	}
	names, err = l.Names(t.Context(), data.SourceField, "sou", 3)
	ok(t, err)
	if len(names) != 3 {
		t.Errorf("sources %q", names)
	}
}
