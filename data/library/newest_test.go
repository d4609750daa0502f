package library_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/search"
)

// TestNewestFirst: in a large library the first results by relevance are of the
// newest articles where those are enough, and all of them are found at rest.
func TestNewestFirst(t *testing.T) {
	s := begin(t)
	s.LookAtNewest(1)
	s.follow("ledger")
	const old, fresh = scope.ChunkSize + 50, 300
	var entries []data.Entry
	for i := range old + fresh {
		body := "A ferry, and cargo, of which much was said."
		switch {
		case i == 7:
			body = "Nothing but a lighthouse."
		case i >= old && i < old+4:
			body = []string{"Then Covid-19 came.", "No Covid came in 1998, nor in 19.", "去北京了", "北是京"}[i-old]
		case i < 40:
			body = "Ferry, ferry, ferry." // says more of it
		}
		entries = append(entries, entry("ledger", fmt.Sprint(i), fmt.Sprintf("Title %d", i), body, 0))
	}
	s.give("ledger", entries...)
	s.settle()

	ask := func(text string, order data.Order) (first, all data.Result) {
		t.Helper()
		q, err := search.Parse(text, noon, nil, true)
		s.ok(err)
		first, err = s.First(s.ctx, q, order, 100)
		s.ok(err)
		// What is quoted is of the same articles.
		snippets, err := s.Snippets(s.ctx, q, first.IDs[:1], 60)
		s.ok(err)
		if len(snippets) != 1 || len(snippets[0].Marks) == 0 {
			t.Errorf("%s: the snippets are %+v", text, snippets)
		}
		all, err = s.Find(s.ctx, q, order)
		s.ok(err)
		return first, all
	}
	for _, text := range []string{"ferry", "ferr", "ferry cargo", "ferry -lighthouse", "\"much was\"", "ferry is:unread", "ferry OR lighthouse"} {
		first, all := ask(text, data.Relevance)
		if !first.More || len(first.IDs) != 100 || first.Found <= 100 || first.Found > scope.ChunkSize {
			t.Errorf("%s: first there are %d of %d, more: %t", text, len(first.IDs), first.Found, first.More)
		}
		if all.More || all.Found < old+fresh-50 || len(all.IDs) != all.Found {
			t.Errorf("%s: in all there are %d of %d, more: %t", text, len(all.IDs), all.Found, all.More)
		}
		if text == "ferry" && slices.Equal(first.IDs, all.IDs[:100]) {
			t.Error("the older articles, which say more of it, aren't first in all")
		}
	}
	// What is being typed is found as a phrase, the last word hardly begun.
	for text, want := range map[string]string{
		"covid-19": fmt.Sprintf("Title %d", old),
		"covid 19": fmt.Sprintf("Title %d, Title %d", old, old+1),
		"北京":       fmt.Sprintf("Title %d", old+2),
	} {
		_, all := ask(text, data.Newest)
		rows, err := s.Rows(s.ctx, all.IDs)
		s.ok(err)
		var titles []string
		for _, r := range rows {
			titles = append(titles, r.Title)
		}
		slices.Sort(titles)
		if got := strings.Join(titles, ", "); got != want {
			t.Errorf("%s found %s, want %s", text, got, want)
		}
	}
	for text, order := range map[string]data.Order{"lighthouse": data.Relevance, "nothing ligh": data.Relevance, "ferry": data.Newest} {
		first, all := ask(text, order)
		if first.More || first.Found != all.Found || !slices.Equal(first.IDs, all.IDs[:min(100, len(all.IDs))]) {
			t.Errorf("%s: first there are %d of %d, more: %t, in all %d", text, len(first.IDs), first.Found, first.More, all.Found)
		}
	}
}
