package library_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/search"
	"dateline/data/store"
)

// noon is the clock of these tests.
var noon = time.Date(2025, 4, 25, 12, 0, 0, 0, time.UTC)

// capitals finds a person in each word that begins with a capital and isn't
// first in its sentence.
func capitals(_ context.Context, a *data.Article) data.Recognition {
	var r data.Recognition
	at := 0
	for word := range strings.FieldsSeq(a.Text) {
		start := at + strings.Index(a.Text[at:], word)
		at = start + len(word)
		name := strings.Trim(word, ".,")
		if name == "" || name[0] < 'A' || name[0] > 'Z' || start == 0 || strings.Contains(". \n", a.Text[max(start-2, 0):start-1]) {
			continue
		}
		m := data.LocalMention{Start: start, End: start + len(name), Why: data.Why{By: "list"}}
		i := slices.IndexFunc(r.Entities, func(e data.LocalEntity) bool { return e.Name == name })
		if i < 0 {
			i = len(r.Entities)
			r.Entities = append(r.Entities, data.LocalEntity{Name: name, Join: strings.ToLower(name)})
		}
		r.Entities[i].Mentions = append(r.Entities[i].Mentions, m)
	}
	return r
}

// compose makes the text of an entry of its title and its body.
func compose(e *data.Entry) {
	a := e.Article
	if a.Title == "" {
		a.Title, _, _ = strings.Cut(e.Body, ".")
		e.Untitled = true
	}
	a.Text, a.Blocks = "", nil
	for i, text := range []string{a.Title, e.Content()} {
		if i == 0 && e.Untitled {
			continue
		}
		if a.Text != "" {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: []data.BlockKind{data.Headline, data.Paragraph}[i], Start: len(a.Text), End: len(a.Text) + len(text)})
		a.Text += text
	}
}

// shelf is a library under test.
type shelf struct {
	*testing.T
	*library.Library
	path string
	ctx  context.Context
	late atomic.Int64 // how long after noon it is
}

func open(t *testing.T, path string) *shelf {
	t.Helper()
	s := &shelf{T: t, path: path, ctx: t.Context()}
	clock := func() time.Time { return noon.Add(time.Duration(s.late.Load())) }
	s.Library = library.New(library.Config{
		Recogniser: recogniser{"capitals 1", capitals},
		Open: func() (*store.Store, []data.Problem) {
			return store.OpenOrMemory(path, clock)
		},
		Compose: compose,
		Now:     clock,
	})
	t.Cleanup(func() { s.ok(s.Close()) })
	return s
}

func begin(t *testing.T) *shelf { return open(t, filepath.Join(t.TempDir(), "library.db")) }

// patience is how long a wait may take: no longer than a busy machine needs.
const patience = 2 * time.Minute

func (s *shelf) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// settle waits until all is found and recognised.
func (s *shelf) settle() {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, patience)
	defer cancel()
	s.ok(s.Wait(ctx, true))
}

// subscription is a feed of a name.
func subscription(name string) data.Subscription {
	address := "https://" + name + ".example/feed"
	return data.Subscription{ID: data.NewFeedID(address), Address: address, Title: name}
}

// follow adds feeds.
func (s *shelf) follow(names ...string) {
	s.Helper()
	for _, name := range names {
		f := subscription(name)
		s.apply(data.FeedEdit{After: &f})
	}
}

func (s *shelf) apply(edits ...data.FeedEdit) data.Change {
	s.Helper()
	done, err := s.Apply(s.ctx, data.Change{Action: data.EditFeeds, Feeds: edits})
	s.ok(err)
	return done
}

// entry is an item of a feed: its id is made of the feed and a guid, as the
// parsers of feeds do.
func entry(feed, guid, title, body string, day int) data.Entry {
	return data.Entry{
		GUID: guid, Body: body,
		Article: &data.Article{
			ID: data.NewID("item:"+feed, guid), Title: title, Source: feed, URL: "https://site.example/" + guid,
			Published: noon.AddDate(0, 0, -day), Language: "en",
		},
	}
}

// give stores what a feed gives.
func (s *shelf) give(feed string, entries ...data.Entry) data.Stored {
	s.Helper()
	stored, err := s.Store(s.ctx, data.Fetched{
		Feed: subscription(feed).ID, Source: &data.Feed{Title: strings.ToUpper(feed), Link: "https://site.example/"}, Entries: entries,
		Health: data.Health{Success: noon, Status: 200}, Validity: data.Validity{ETag: `"1"`},
	})
	s.ok(err)
	return stored
}

// titles gives the titles that a query finds, newest first.
func (s *shelf) titles(query string) string {
	s.Helper()
	q, err := search.Parse(query, noon, time.UTC, false)
	s.ok(err)
	result, err := s.Find(s.ctx, q, data.Newest)
	s.ok(err)
	rows, err := s.Rows(s.ctx, result.IDs)
	s.ok(err)
	var titles []string
	for _, r := range rows {
		titles = append(titles, r.Title)
	}
	return strings.Join(titles, ", ")
}

func (s *shelf) want(query, want string) {
	s.Helper()
	if got := s.titles(query); got != want {
		s.Errorf("%s found %s, want %s", query, got, want)
	}
}

// whom gives the entities of a scope with their counts.
func (s *shelf) whom() string {
	s.Helper()
	all, err := s.Entities(s.ctx, data.Query{})
	s.ok(err)
	var names []string
	for _, e := range all {
		names = append(names, fmt.Sprint(e.Name, " ", e.All))
	}
	return strings.Join(names, ", ")
}

func (s *shelf) sound() {
	s.Helper()
	wrong, err := s.Check(s.ctx)
	s.ok(err)
	for _, p := range wrong {
		s.Error(p)
	}
}
