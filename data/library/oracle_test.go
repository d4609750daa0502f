package library_test

import (
	"context"
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

// TestAsInMemory: the library on disk finds what that in memory finds, in every
// order. Where more than a screenful match, it leaves out what only contains a
// word or is nearly written so: what it has then is all that has the words.
func TestAsInMemory(t *testing.T) {
	all := articles(150)
	r := recogniser{"capitals 1", capitals}
	inMemory := memory.New(memory.Config{Recogniser: r, Open: func() (memory.Keeper, []data.Problem) {
		return store.Memory(func() time.Time { return noon }), nil
	}})
	inMemory.Add(all...)
	inMemory.Done()
	onDisk := library.New(library.Config{
		Recogniser: r, Now: func() time.Time { return noon },
		Open: func() (*store.Store, []data.Problem) {
			return store.Memory(func() time.Time { return noon }), nil
		},
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
	for _, err := range []error{inMemory.Wait(ctx, true), onDisk.Wait(ctx, true)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	random := rand.New(rand.NewPCG(7, 8))
	few := 0
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
		if len(got.IDs) >= 20 && len(got.IDs) < len(want.IDs) {
			missing := slices.DeleteFunc(slices.Clone(want.IDs), func(id data.ID) bool { return slices.Contains(got.IDs, id) })
			want.IDs = slices.DeleteFunc(slices.Clone(want.IDs), func(id data.ID) bool { return slices.Contains(missing, id) })
			want.Exact = got.Exact
		} else {
			few++
		}
		if !slices.Equal(got.IDs, want.IDs) || got.Exact != want.Exact || !slices.Equal(got.Parts, want.Parts) {
			t.Errorf("%s, %s: %d exact, %v\nwant %d exact, %v", q.Source, order, got.Exact, got.IDs, want.Exact, want.IDs)
		}
	}
	if few < 200 {
		t.Errorf("only %d answers were compared whole", few)
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
	for _, err := range []error{inMemory.Close(), onDisk.Close()} {
		if err != nil {
			t.Error(err)
		}
	}
}
