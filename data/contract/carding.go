package contract

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"dateline/data"
)

// card: what all articles, or some, tell of an entity.
func card(t *testing.T, r *run) {
	anna := r.entity(data.Person, "Anna Lindqvist")
	for _, test := range []struct {
		of     data.Entity
		within string
		order  data.Order
		naming string
		first  data.ID
		last   data.ID
		with   string
	}{
		{anna.Entity, "", data.Newest, "ferry 2, harbour 2, envoy 1", "envoy", "ferry",
			"Kyiv 2 2, Li Wei 1 2, Harbour Board 1 1, Lisbon 1 1"},
		{anna.Entity, "", data.Oldest, "envoy 1, harbour 2, ferry 2", "envoy", "ferry",
			"Kyiv 2 2, Li Wei 1 2, Harbour Board 1 1, Lisbon 1 1"},
		{anna.Entity, "tariff", data.Newest, "harbour 2, envoy 1", "envoy", "harbour", "Kyiv 2 2, Li Wei 1 2, Harbour Board 1 1"},
		{anna.Entity, "lisbon", data.Newest, "ferry 2", "ferry", "ferry", "Lisbon 1 1"},
		{anna.Entity, "xyzzy", data.Newest, "", "", "", ""},
		// An undated article is the last one, and has no part in the dates.
		{r.entity(data.Person, "Li Wei").Entity, "", data.Newest, "envoy 2, undated 1", "envoy", "envoy", "Anna Lindqvist 1 1, Kyiv 1 1"},
		{r.entity(data.Person, "Li Wei").Entity, "zeitlos", data.Newest, "undated 1", "", "", ""},
	} {
		got, err := r.lib.Card(r.ctx, test.of.ID, r.query(test.within), test.order)
		r.ok(err)
		what := fmt.Sprintf("the card of %s over %q, %v,", test.of.Name, test.within, test.order)
		one, err := r.lib.Entity(r.ctx, test.of.ID, r.query(test.within))
		r.ok(err)
		if !reflect.DeepEqual(got.EntityCount, one) {
			t.Errorf("%s counts %+v, want %+v", what, got.EntityCount, one)
		}
		var naming, with []string
		mentions := 0
		for _, n := range got.Naming {
			naming = append(naming, fmt.Sprint(n.Article, " ", n.Mentions))
			mentions += n.Mentions
		}
		for _, c := range got.With {
			with = append(with, fmt.Sprint(c.Name, " ", c.Together, " ", c.Mentions))
		}
		if s := strings.Join(naming, ", "); s != test.naming || mentions != got.All {
			t.Errorf("%s names %s in articles, %d mentions; want %s", what, s, mentions, test.naming)
		}
		if s := strings.Join(with, ", "); s != test.with {
			t.Errorf("%s has with it %s, want %s", what, s, test.with)
		}
		var first, last data.Article
		if test.first != "" {
			first, last = *r.article(test.first), *r.article(test.last)
		}
		if !got.FirstSeen.Equal(first.Published) || !got.LastSeen.Equal(last.Published) {
			t.Errorf("%s has dates %v and %v, want those of %s and %s", what, got.FirstSeen, got.LastSeen, test.first, test.last)
		}
		if got.LastSeen.Day() != last.Published.Day() {
			t.Errorf("%s has the last date in another zone: %v", what, got.LastSeen)
		}
	}
}
