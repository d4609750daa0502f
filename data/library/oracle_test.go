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

// asked makes a random query of the whole language.
func asked(random *rand.Rand, depth int) string {
	words := strings.Fields("harbour ferry tide comet tariff quay crew war ceasefire cease-fire board uber strasse anna lisbon the of har ta xyzzy")
	word := func() string { return words[random.IntN(len(words))] }
	switch n := random.IntN(14); {
	case n == 0:
		return `"` + word() + " " + word() + `"`
	case n == 1:
		return "-" + word()
	case n == 2:
		return "title:" + word()
	case n == 3:
		return "source:" + []string{"gazette", "ferry", "tide"}[random.IntN(3)]
	case n == 4:
		return "person:" + []string{"anna", "boris", "lis"}[random.IntN(3)]
	case n == 5:
		return "after:2025-04-1" + fmt.Sprint(random.IntN(10))
	case n == 6:
		return "lang:" + []string{"en", "de", "fr"}[random.IntN(3)]
	case n == 7:
		return "author:" + word()
	case n == 8:
		return "text:" + word()
	case n < 11 && depth > 0:
		return "(" + asked(random, depth-1) + " or " + asked(random, depth-1) + ")"
	case n == 11 && depth > 0:
		return asked(random, depth-1) + " " + asked(random, depth-1)
	}
	return word()
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
	if err := errors.Join(inMemory.Wait(ctx, true), onDisk.Wait(ctx, true)); err != nil {
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
		for _, l := range []interface {
			Find(context.Context, data.Query, data.Order) (data.Result, error)
			Rows(context.Context, []data.ID) ([]data.Row, error)
		}{inMemory, onDisk} {
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

// TestAsInMemory: the library on disk finds what that in memory finds, in every
// order.
func TestAsInMemory(t *testing.T) {
	inMemory, onDisk := both(t, recogniser{"capitals 1", capitals}, articles(150))
	ctx := t.Context()
	random := rand.New(rand.NewPCG(7, 8))
	for range 400 {
		q, err := search.Parse(asked(random, 2), noon, time.UTC, random.IntN(2) == 0)
		if err != nil {
			t.Fatalf("%s: %v", q.Source, err)
		}
		order := data.Order(random.IntN(int(data.Relevance)))
		want, err := inMemory.Find(ctx, q, order)
		if err != nil {
			t.Fatal(err)
		}
		got, err := onDisk.Find(ctx, q, order)
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(got.IDs, want.IDs) || got.Exact != want.Exact || !slices.Equal(got.Parts, want.Parts) {
			t.Errorf("%s, %s: %d exact, %v\nwant %d exact, %v", q.Source, order, got.Exact, got.IDs, want.Exact, want.IDs)
		}
	}
	a, err := inMemory.Entities(ctx, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	b, err := onDisk.Entities(ctx, data.Query{})
	if err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(a) != fmt.Sprint(b) {
		t.Errorf("entities\n%v\nwant\n%v", b, a)
	}
}
