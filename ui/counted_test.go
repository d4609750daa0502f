package ui

import (
	"context"
	"testing"

	"dateline/data"
)

// counting is a library that notes how often it was asked to count an entity.
type counting struct {
	Library
	asked *int
}

func (c counting) Entity(ctx context.Context, id data.EntityID, within data.Query) (data.EntityCount, error) {
	*c.asked++
	return c.Library.Entity(ctx, id, within)
}

// TestCountedOnce: stepping on from article to article doesn't have the entity
// counted again, whatever the list is narrowed to, but where each article that
// is read changes that. What is shown is what would be counted.
func TestCountedOnce(t *testing.T) {
	for filter, again := range map[string]bool{"": false, "the": false, "is:unread": true, "is:unread -xyzzy": true} {
		asked := 0
		l := newLibrary(t, stories()...)
		d := drive(t, 140, 40, counting{l, &asked})
		d.press("1 /").enter(filter).press("enter g g enter 3 j enter 2 n")
		if d.m.chosen.ID == "" {
			t.Fatalf("%q: nobody is chosen", filter)
		}
		first, articles := asked, map[data.ID]bool{d.m.reader.ID(): true}
		for range 12 {
			d.press("n")
			articles[d.m.reader.ID()] = true
		}
		if len(articles) < 2 {
			t.Fatalf("%q: n stayed in %v", filter, articles)
		}
		if more := asked > first; more != again {
			t.Errorf("%q: counted %d times more in %d articles", filter, asked-first, len(articles))
		}
		want, err := l.Entity(t.Context(), d.m.chosen.ID, d.m.scope.query)
		if err != nil && !again {
			t.Fatal(err)
		}
		if !again && (d.m.chosen.All != want.All || d.m.chosen.Articles != want.Articles) {
			t.Errorf("%q: %d in %d articles, want %d in %d", filter, d.m.chosen.All, d.m.chosen.Articles, want.All, want.Articles)
		}
	}
}
