package memory

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// orders keeps all documents sorted in the ways that were asked for. It has a
// lock of its own, as queries under the library's read lock bring it up to date.
type orders struct {
	mu  sync.Mutex
	all [data.Relevance]order
}

// order is all documents alive, sorted, and the place of each.
type order struct {
	docs []uint32
	rank []uint32 // by document
	seen int      // documents of the shelf that were looked at
	gone int
}

// sorted gives the documents in an order, and each one's place in it. Relevance
// without words is newest first.
func (s *shelf) sorted(by data.Order) (docs, rank []uint32) {
	if by >= data.Relevance {
		by = data.Newest
	}
	s.orders.mu.Lock()
	defer s.orders.mu.Unlock()
	o := &s.orders.all[by]
	if o.seen == len(s.docs) && o.gone == len(s.docs)-s.alive {
		return o.docs, o.rank
	}
	less := s.comparison(by)
	var added []uint32
	for n := o.seen; n < len(s.docs); n++ {
		added = append(added, uint32(n))
	}
	slices.SortFunc(added, less)
	// Earlier answers may still be in use: nothing is changed in place.
	o.docs = s.merge(o.docs, added, less)
	o.rank = make([]uint32, len(s.docs))
	for i, n := range o.docs {
		o.rank[n] = uint32(i)
	}
	o.seen, o.gone = len(s.docs), len(s.docs)-s.alive
	return o.docs, o.rank
}

func (s *shelf) merge(a, b []uint32, less func(x, y uint32) int) []uint32 {
	merged := make([]uint32, 0, s.alive)
	for len(a)+len(b) > 0 {
		from := &a
		if len(a) == 0 || len(b) > 0 && less(b[0], a[0]) < 0 {
			from = &b
		}
		if n := (*from)[0]; !s.docs[n].gone {
			merged = append(merged, n)
		}
		*from = (*from)[1:]
	}
	return merged
}

// comparison tells which of two documents comes first. What is equal goes by
// date, newest first and undated last, and then by identity.
func (s *shelf) comparison(by data.Order) func(x, y uint32) int {
	newest := func(x, y uint32) int {
		if c := cmp.Compare(s.published[y], s.published[x]); c != 0 {
			return c
		}
		return cmp.Compare(s.docs[x].article.ID, s.docs[y].article.ID)
	}
	switch by {
	case data.Oldest:
		oldest := func(n uint32) int64 {
			if s.published[n] == undated {
				return math.MaxInt64
			}
			return s.published[n]
		}
		return func(x, y uint32) int {
			if c := cmp.Compare(oldest(x), oldest(y)); c != 0 {
				return c
			}
			return cmp.Compare(s.docs[x].article.ID, s.docs[y].article.ID)
		}
	case data.BySource:
		return s.byText(newest, func(a *data.Article) string { return search.Fold(a.Attribution()) })
	case data.ByTitle:
		return s.byText(newest, func(a *data.Article) string { return search.FoldTitle(a.Title) })
	}
	return newest
}

// byText compares by a folded text, which is folded once for each document.
func (s *shelf) byText(then func(x, y uint32) int, text func(*data.Article) string) func(x, y uint32) int {
	folded := map[uint32]string{}
	fold := func(n uint32) string {
		f, ok := folded[n]
		if !ok {
			f = text(s.docs[n].article)
			folded[n] = f
		}
		return f
	}
	return func(x, y uint32) int {
		if c := cmp.Compare(fold(x), fold(y)); c != 0 {
			return c
		}
		return then(x, y)
	}
}
