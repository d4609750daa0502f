package library

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// orders keeps all articles sorted in the ways that were asked for. It has a
// lock of its own, as queries under the library's read lock bring it up to date.
type orders struct {
	mu    sync.Mutex
	all   [data.Relevance]*order // nil until it is asked for
	added []uint32               // articles that came since Newest was brought up to date
	left  int                    // counts the articles that went
	stale bool                   // an article moved within the orders: they are sorted anew
}

// order is all articles alive, sorted, and the place of each.
type order struct {
	numbers []uint32
	rank    []uint32 // by number
	ids     []data.ID
	left    int // orders.left when it was made
}

// moved notes that an article came, or has another date. The library's lock is
// held for writing.
func (o *orders) moved(n uint32, fresh bool) {
	if fresh {
		o.added = append(o.added, n)
	} else {
		o.stale = true
	}
}

// sorted gives the articles in an order, and each one's place in it. Relevance
// without words is newest first. l.mu is held for reading.
func (l *Library) sorted(ctx context.Context, by data.Order) (*order, error) {
	s := &l.shelf
	s.orders.mu.Lock()
	defer s.orders.mu.Unlock()
	newest := s.newest()
	if by == data.Newest || by >= data.Relevance {
		return newest, nil
	}
	if o := s.orders.all[by]; o != nil {
		return o, nil
	}
	less, err := l.comparison(ctx, by)
	if err != nil {
		return nil, err
	}
	s.orders.all[by] = s.order(s.sort(less))
	return s.orders.all[by], nil
}

// newest brings the order that all others are measured by up to date: those are
// made anew where it moved.
func (s *shelf) newest() *order {
	o := s.orders.all[data.Newest]
	if o != nil && !s.orders.stale && len(s.orders.added) == 0 && o.left == s.orders.left {
		return o
	}
	var numbers []uint32
	if o == nil || s.orders.stale {
		numbers = s.sort(s.byDate)
	} else {
		numbers = s.merge(o.numbers, s.orders.added, s.byDate)
	}
	// Earlier answers may still be in use: nothing is changed in place.
	clear(s.orders.all[:])
	s.orders.added, s.orders.stale = nil, false
	o = s.order(numbers)
	s.orders.all[data.Newest] = o
	return o
}

func (s *shelf) order(numbers []uint32) *order {
	o := &order{numbers: numbers, rank: make([]uint32, len(s.flags)), ids: make([]data.ID, len(numbers)), left: s.orders.left}
	for i, n := range numbers {
		o.rank[n], o.ids[i] = uint32(i), s.ids.all[n]
	}
	return o
}

func (s *shelf) sort(less func(x, y uint32) int) []uint32 {
	all := make([]uint32, 0, s.alive)
	for n := range s.flags {
		if s.has(uint32(n)) {
			all = append(all, uint32(n))
		}
	}
	slices.SortFunc(all, less)
	return all
}

// merge adds articles to those that are sorted, and leaves out those that went.
func (s *shelf) merge(sorted, added []uint32, less func(x, y uint32) int) []uint32 {
	added = slices.DeleteFunc(slices.Clone(added), func(n uint32) bool { return !s.has(n) })
	slices.SortFunc(added, less)
	added = slices.Compact(added)
	merged := make([]uint32, 0, s.alive)
	for _, n := range sorted {
		for len(added) > 0 && less(added[0], n) < 0 {
			merged, added = append(merged, added[0]), added[1:]
		}
		if s.has(n) {
			merged = append(merged, n)
		}
	}
	return append(merged, added...)
}

// comparison tells which of two articles comes first. What is equal goes by
// date, newest first and undated last, and then by identity.
func (l *Library) comparison(ctx context.Context, by data.Order) (func(x, y uint32) int, error) {
	s := &l.shelf
	switch by {
	case data.Oldest:
		at := func(n uint32) int64 {
			if s.published[n] == undated {
				return math.MaxInt64
			}
			return s.published[n]
		}
		return func(x, y uint32) int {
			if a, b := at(x), at(y); a != b {
				return cmp.Compare(a, b)
			}
			return cmp.Compare(s.ids.all[x], s.ids.all[y])
		}, nil
	case data.BySource:
		return then(s.bySource(), s.byDate), nil
	case data.ByTitle:
		titles := make([]string, len(s.flags))
		err := l.store.AllTitles(ctx, func(n uint32, title string) {
			if int(n) < len(titles) {
				titles[n] = search.FoldTitle(title)
			}
		})
		return then(func(x, y uint32) int { return cmp.Compare(titles[x], titles[y]) }, s.byDate), err
	}
	return s.byDate, nil
}

// byDate is newest first.
func (s *shelf) byDate(x, y uint32) int {
	if a, b := s.published[x], s.published[y]; a != b {
		return cmp.Compare(b, a)
	}
	return cmp.Compare(s.ids.all[x], s.ids.all[y])
}

func (s *shelf) bySource() func(x, y uint32) int {
	folded := make([]string, len(s.names.all))
	for i, name := range s.names.all {
		folded[i] = search.Fold(name)
	}
	return func(x, y uint32) int { return cmp.Compare(folded[s.source[x]], folded[s.source[y]]) }
}

func then(first, second func(x, y uint32) int) func(x, y uint32) int {
	return func(x, y uint32) int {
		if c := first(x, y); c != 0 {
			return c
		}
		return second(x, y)
	}
}
