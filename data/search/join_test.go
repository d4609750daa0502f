package search_test

import (
	"testing"

	"dateline/data"
	"dateline/data/search"
)

func TestQueriesJoin(t *testing.T) {
	parse := func(source string) data.Query {
		q, err := search.Parse(source, now, east, false)
		if err != nil {
			t.Fatal(err)
		}
		return q
	}
	for _, c := range []struct{ base, filter, want string }{
		{"", "", ""},
		{"is:unread", "", "is:unread"},
		{"", "a or b", "a or b"},
		{"is:unread", "a b", "is:unread a b"},
		{"is:unread", "a or b", "is:unread (a or b)"},
		{"is:unread", "(a or b)", "is:unread ((a or b))"},
		{"is:unread", "(a or b) -c", "is:unread (a or b) -c"},
		{"feed:=0123456789ab", "-(a b)", "feed:=0123456789ab (-(a b))"},
	} {
		q := parse(c.base).And(parse(c.filter))
		if q.Source != c.want {
			t.Errorf("%q and %q is %q, want %q", c.base, c.filter, q.Source, c.want)
		}
		again := parse(q.Source)
		if got, want := len(q.Terms()), len(again.Terms()); got != want || len(q.Parts()) != len(again.Parts()) {
			t.Errorf("%q has %d terms, and read again %d", q.Source, got, want)
		}
		for i, term := range q.Terms() {
			if other := again.Terms()[i]; term != other {
				t.Errorf("%q: term %+v, and read again %+v", q.Source, term, other)
			}
		}
	}
}
