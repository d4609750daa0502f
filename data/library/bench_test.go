package library_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/search"
	"dateline/data/store"
)

// sizeVariable is the environment variable for how many articles the benchmarks
// have; without it they are few, and quick. What a large library of news takes
// is measured by data/library/testdata/measure.
const sizeVariable = "DATELINE_BENCH_ARTICLES"

// benched is a library with articles, all of it indexed and recognised.
func benched(b *testing.B) (*library.Library, int) {
	b.Helper()
	n := 2000
	if text := os.Getenv(sizeVariable); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil {
			b.Fatal(err)
		}
	}
	path := filepath.Join(b.TempDir(), "library.db")
	l := library.New(library.Config{
		Recogniser: recogniser{"capitals 1", capitals}, Compose: compose,
		Open: func() (*store.Store, []data.Problem) { return store.OpenOrMemory(path, time.Now) },
	})
	b.Cleanup(func() {
		if err := l.Close(); err != nil {
			b.Error(err)
		}
	})
	all := articles(n)
	for from := 0; from < n; from += 500 {
		if err := l.Add(b.Context(), all[from:min(from+500, n)]...); err != nil {
			b.Fatal(err)
		}
	}
	if err := l.Wait(b.Context(), true); err != nil {
		b.Fatal(err)
	}
	return l, n
}

// BenchmarkFind types queries: no two in a row are alike, so none is kept.
func BenchmarkFind(b *testing.B) {
	l, _ := benched(b)
	for _, text := range []string{"h", "ferry", "ferry quay", "\"the war\"", "person:anna", "title:tide -comet"} {
		b.Run(text, func(b *testing.B) {
			for i := 0; b.Loop(); i++ {
				q, err := search.Parse(fmt.Sprintf("%s -xyzzy%d", text, i), noon, time.UTC, true)
				if err != nil {
					b.Fatal(err)
				}
				if _, err := l.Find(b.Context(), q, data.Relevance); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkNext steps to the next article that mentions someone.
func BenchmarkNext(b *testing.B) {
	l, _ := benched(b)
	all, err := l.Entities(b.Context(), data.Query{})
	if err != nil {
		b.Fatal(err)
	}
	from := data.ID("")
	for b.Loop() {
		p, err := l.Next(b.Context(), all[0].ID, from, data.Query{}, data.Newest, false)
		if err == data.ErrNoMention {
			from = ""
			continue
		}
		if err != nil {
			b.Fatal(err)
		}
		from = p.Article
	}
}

// BenchmarkStore stores a feed of a hundred articles that are all new.
func BenchmarkStore(b *testing.B) {
	l, _ := benched(b)
	f := subscription("gazette")
	if _, err := l.Apply(b.Context(), data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &f}}}); err != nil {
		b.Fatal(err)
	}
	texts := articles(100)
	for n := 0; b.Loop(); n++ {
		entries := make([]data.Entry, len(texts))
		for i, a := range texts {
			entries[i] = entry("gazette", fmt.Sprint(n, i), a.Title, a.Text, i)
		}
		if _, err := l.Store(b.Context(), data.Fetched{Feed: f.ID, Entries: entries}); err != nil {
			b.Fatal(err)
		}
	}
}
