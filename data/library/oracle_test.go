package library_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/memory"
	"dateline/data/search"
	"dateline/data/store"
)

// articles are some of random words, few enough that they meet.
func articles(n int) []*data.Article {
	random := rand.New(rand.NewPCG(5, 6))
	words := strings.Fields("harbour ferry tide comet tariff quay crew island war cease-fire board über straße Anna Boris Lisbon Kyiv the of and said to")
	line := func(n int) string {
		var line []string
		for range n {
			line = append(line, words[random.IntN(len(words))])
		}
		return strings.Join(line, " ")
	}
	all := make([]*data.Article, n)
	for i := range all {
		title, body := line(1+random.IntN(4)), line(random.IntN(40))+". So said "+line(5)
		a := &data.Article{
			ID: data.ID(fmt.Sprintf("%04d", i)), Title: title, Source: []string{"Gazette", "Ferry News", "The Tide"}[i%3],
			Authors: []string{line(2)}, Language: []string{"en", "en-GB", "de", ""}[i%4],
			Published: noon.Add(-time.Duration(random.IntN(40)) * 12 * time.Hour),
		}
		e := data.Entry{Article: a, Body: body}
		compose(&e)
		all[i] = a
	}
	return all
}

// both gives some articles to the library in memory and to that on disk, and
// waits until they know all of them.
func both(t *testing.T, r recogniser, all []*data.Article) (*memory.Library, *library.Library) {
	t.Helper()
	clock := func() time.Time { return noon }
	inMemory := memory.New(memory.Config{Recogniser: r, Open: func() (memory.Keeper, []data.Problem) { return store.Memory(clock), nil }})
	inMemory.Add(all...)
	inMemory.Done()
	onDisk := library.New(library.Config{
		Recogniser: r, Now: clock, Open: func() (*store.Store, []data.Problem) { return store.Memory(clock), nil },
		Edition: func(yield func(*data.Article, *data.Problem) bool) {
			for _, a := range all {
				if !yield(a, nil) {
					return
				}
			}
		},
	})
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	t.Cleanup(func() {
		if err := errors.Join(inMemory.Close(), onDisk.Close()); err != nil {
			t.Error(err)
		}
	})
	if err := errors.Join(inMemory.Wait(ctx, true), onDisk.Wait(ctx, true), onDisk.KnowWords(ctx)); err != nil {
		t.Fatal(err)
	}
	return inMemory, onDisk
}

// TestSameInBoth: what is found by which query, newest first, in memory and on
// disk. Exact ones are before the bar, close ones behind it.
func TestSameInBoth(t *testing.T) {
	var all []*data.Article
	for i, text := range []string{
		"Talks|A cease-fire, so said Jean-Luc.",
		"A cease-fire|No headline has it.",
		"Rain|None. An Envoy.",
	} {
		title, body, _ := strings.Cut(text, "|")
		e := data.Entry{Body: body, Article: &data.Article{
			ID: data.ID(fmt.Sprint(i)), Title: title, Source: "Washington-Post", Authors: []string{"Maria Holm"}, Published: noon.AddDate(0, 0, -i),
		}}
		if compose(&e); i == 1 {
			e.Article.Text, e.Article.Blocks = body, []data.Block{{Kind: data.Paragraph, End: len(body)}}
		}
		all = append(all, e.Article)
	}
	softly := func(ctx context.Context, a *data.Article) data.Recognition {
		r := capitals(ctx, a)
		for i := range r.Entities {
			if e := &r.Entities[i]; e.Name == "Envoy" {
				e.Join, e.Mentions[0].Softer = "", true
			}
		}
		return r
	}
	inMemory, onDisk := both(t, recogniser{"softly 1", softly}, all)
	for query, want := range map[string]string{
		"ceasefire":       " | Talks, A cease-fire", // a compound, and letters that begin the title's words
		"washingtonpost":  "",
		"person:jeanluc":  "",
		"person:envoy":    "", // softly mentioned, by no one who joins
		"person:jeanlu":   "",
		"author:holm":     "Talks, A cease-fire, Rain",
		"author:hol":      "Talks, A cease-fire, Rain",
		"author:olm":      "", // inside of words nobody looks for an author
		"author:lm -rain": "",
	} {
		q, err := search.Parse(query, noon, time.UTC, false)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range []asked{inMemory, onDisk} {
			r, err := l.Find(t.Context(), q, data.Newest)
			rows, err2 := l.Rows(t.Context(), r.IDs)
			if err = errors.Join(err, err2); err != nil {
				t.Fatal(err)
			}
			var titles []string
			for _, row := range rows {
				titles = append(titles, row.Title)
			}
			got := strings.Join(titles[:r.Exact], ", ")
			if r.Exact < len(titles) {
				got += " | " + strings.Join(titles[r.Exact:], ", ")
			}
			if got != want {
				t.Errorf("%T: %s found %s, want %s", l, query, got, want)
			}
		}
	}
}

// TestAsInMemory: the library on disk finds what that in memory finds, whatever is
// asked: the same articles in the same order, hits, snippets, entities and steps.
func TestAsInMemory(t *testing.T) {
	for seed := range uint64(4) {
		f := fuzzer{rand.New(rand.NewPCG(seed, 1))}
		all := f.articles(1 + f.IntN(60))
		inMemory, onDisk := both(t, recogniser{"listed 1", listed}, all)
		for _, action := range []data.Action{data.MarkRead, data.AddStar} {
			change := data.Change{Action: action, Articles: []data.ID{all[0].ID, all[len(all)/2].ID}}
			for _, l := range []asked{inMemory, onDisk} {
				if _, err := l.Apply(t.Context(), change); err != nil {
					t.Fatal(err)
				}
			}
		}
		for range 100 {
			source := f.query(2)
			typing := f.IntN(2) == 0
			if typing && f.IntN(4) == 0 {
				source = strings.TrimSuffix(source, `"`)
			}
			q, err := search.Parse(source, noon, time.UTC, typing)
			if err != nil || q.Empty() {
				continue // what could be read of it isn't what this is about
			}
			for _, order := range []data.Order{data.Newest, data.ByTitle, data.Relevance} {
				want, got := answers(t, inMemory, q, order, all), answers(t, onDisk, q, order, all)
				for i := range want {
					if got[i] != want[i] {
						t.Errorf("seed %d, %q, typing: %t, %s:\n%s\nin memory\n%s", seed, source, typing, order, got[i], want[i])
						break
					}
				}
			}
		}
	}
}

// asked is what both libraries are asked.
type asked interface {
	Apply(context.Context, data.Change) (data.Change, error)
	Find(context.Context, data.Query, data.Order) (data.Result, error)
	First(context.Context, data.Query, data.Order, int) (data.Result, error)
	Rows(context.Context, []data.ID) ([]data.Row, error)
	Hits(context.Context, data.Query, data.ID) ([]data.Hit, error)
	Snippets(context.Context, data.Query, []data.ID, int) ([]data.Snippet, error)
	Entities(context.Context, data.Query) ([]data.EntityCount, error)
	Next(context.Context, data.EntityID, data.ID, data.Query, data.Order, bool) (data.Position, error)
}

// answers are all that a library says to a query, as text.
func answers(t *testing.T, l asked, q data.Query, order data.Order, all []*data.Article) []string {
	t.Helper()
	ctx := t.Context()
	result, err := l.Find(ctx, q, order)
	if err != nil {
		t.Fatal(err)
	}
	first, err := l.First(ctx, q, order, 10)
	if n := min(len(result.IDs), 10); err != nil || first.Found != result.Found || !slices.Equal(first.IDs, result.IDs[:n]) {
		t.Errorf("%q: first are %+v of %+v, %v", q.Source, first, result, err)
	}
	said := []string{fmt.Sprintf("%+v", result)}
	note := func(answer any, err error) { said = append(said, fmt.Sprintf("%+v, %v", answer, err)) }
	note(l.Snippets(ctx, q, result.IDs, 60))
	for _, a := range all[:min(len(all), 5)] {
		note(l.Hits(ctx, q, a.ID))
	}
	entities, err := l.Entities(ctx, q)
	note(entities, err)
	for _, e := range entities[:min(len(entities), 2)] {
		for _, from := range []data.ID{"", all[len(all)/2].ID} {
			for _, back := range []bool{false, true} {
				note(l.Next(ctx, e.ID, from, q, order, back))
			}
		}
	}
	return said
}
