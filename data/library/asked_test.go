package library_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline/data"
)

// TestAskedBefore: what a query finds doesn't depend on what was asked before it.
func TestAskedBefore(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier")
	var entries []data.Entry
	for i := range 30 {
		entries = append(entries, entry("gazette", fmt.Sprint(i), "Tide", "The crew.", i+1))
	}
	one := entry("gazette", "one", "Other", "Nothing but bathers.", 0)
	s.give("gazette", append(entries, one)...)
	s.settle()

	all := strings.TrimSuffix(strings.Repeat("Tide, ", 30), ", ")
	s.want("the xyzzy", "") // for which words that have it inside are looked for
	s.want("the", all)

	s.want("source:morning", "")
	before := subscription("gazette")
	after := before
	after.Title = "Morning paper"
	s.apply(data.FeedEdit{Before: &before, After: &after})
	s.want("source:morning", "Other, "+all)

	s.want("source:courier", "")
	again := entry("courier", "x", "Another", "Cut short.", 0)
	again.Article.URL = one.Article.URL
	s.give("courier", again)
	s.want("source:courier", "Other")
}
