package library

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// scope is the answer to a query: which articles, how well, and in which order.
// It holds for one generation of the library and isn't changed after it was
// made, but for the lists that are made when first asked for.
type scope struct {
	generation uint64
	everything bool // an empty query: all articles alive
	terms      []resolved
	parts      []node       // what must all hold
	member     []membership // by number
	cost       []uint8      // see verdict
	score      []int32      // relevance, in units of search.Weight
	count      int
	exact      int

	mu    sync.Mutex
	lists [data.Relevance + 1][]uint32
	ranks []uint32 // of Relevance
}

// resolved is a term of the query with what it means in this library.
type resolved struct {
	term    data.Term
	pattern search.Pattern
	column  *column
}

// column is how a term matches each article. It isn't changed once it was made.
type column struct {
	tier     []search.Tier
	score    []int32
	entities []uint32 // whose articles it matches, sorted
	fuzzy    bool     // what is nearly written so is in it
}

func newColumn(n int) *column {
	return &column{tier: make([]search.Tier, n), score: make([]int32, n)}
}

func (c *column) raise(number uint32, tier search.Tier) {
	c.tier[number] = max(c.tier[number], tier)
}

// has reports whether an article that is alive is in the scope.
func (s *scope) has(number uint32) bool {
	return s.everything || int(number) < len(s.member) && s.member[number] != outside
}

// scopes keeps the answers to the last few queries: a screen asks for the same
// one many times, for its list, its counts and its snippets.
type scopes struct {
	mu    sync.Mutex
	kept  []*scope
	names []string
}

const keptScopes = 4

func (c *scopes) get(name string, generation uint64) *scope {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i, s := range c.kept {
		if c.names[i] == name && s.generation == generation {
			return s
		}
	}
	return nil
}

func (c *scopes) put(name string, s *scope) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.names, name); i >= 0 {
		c.kept[i] = s
		return
	}
	if len(c.kept) == keptScopes {
		c.kept, c.names = slices.Delete(c.kept, 0, 1), slices.Delete(c.names, 0, 1)
	}
	c.kept, c.names = append(c.kept, s), append(c.names, name)
}

// nameOf tells queries apart by what they ask for.
func nameOf(q data.Query) string { return string(appendName(nil, q.Root)) }

func appendName(b []byte, e data.Expr) []byte {
	if t := e.Term; e.Op == data.Leaf {
		return fmt.Appendf(b, "%d %q %t %t %t %d\n", t.Field, t.Text, t.Phrase, t.Prefix, t.Not, t.Day.Unix())
	}
	b = fmt.Appendf(b, "%d(", e.Op)
	for _, arg := range e.Args {
		b = appendName(b, arg)
	}
	return append(b, ')')
}

// scope answers a query, from what is kept where that still holds.
func (l *Library) scope(ctx context.Context, q data.Query) (*scope, error) {
	name, generation := nameOf(q), l.generation.Load()
	if s := l.scopes.get(name, generation); s != nil {
		return s, nil
	}
	s := &scope{generation: generation}
	if q.Empty() {
		l.mu.RLock()
		s.everything, s.count, s.exact = true, l.shelf.alive, l.shelf.alive
		l.mu.RUnlock()
	} else if err := l.match(ctx, q, s); err != nil {
		return nil, err
	}
	l.scopes.put(name, s)
	return s, nil
}

// match fills a scope: term by term, and then all together.
func (l *Library) match(ctx context.Context, q data.Query, s *scope) error {
	for _, t := range q.Terms() {
		s.terms = append(s.terms, resolved{term: t, pattern: search.Compile(t)})
	}
	next := 0
	for _, part := range q.Parts() {
		s.parts = append(s.parts, s.node(part, &next))
	}
	for _, nearly := range []bool{false, true} {
		for i := range s.terms {
			if err := l.resolve(ctx, &s.terms[i], nearly); err != nil {
				return err
			}
		}
		l.combine(s)
		if s.count >= enough {
			return nil
		}
		// Few hold all of it: what has the words inside others, or is nearly
		// written so, is looked for as well.
	}
	return nil
}

// node makes a part of a query ready. Only match calls it: the terms must be in
// their last place before a node points at one.
func (s *scope) node(e data.Expr, next *int) node {
	n := node{op: e.Op}
	if e.Op == data.Leaf {
		n.term = &s.terms[*next]
		*next++
		return n
	}
	for _, arg := range e.Args {
		n.args = append(n.args, s.node(arg, next))
	}
	return n
}

// enough is how many articles must hold a query for matches that take longer to
// find, and say less, not to be looked for: a screenful.
const enough = 20

// combine brings the columns of all terms together.
func (l *Library) combine(s *scope) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n := len(l.shelf.flags)
	for i := range s.terms {
		n = min(n, len(s.terms[i].column.tier))
	}
	s.member, s.cost, s.score = make([]membership, n), make([]uint8, n), make([]int32, n)
	s.count, s.exact = 0, 0
	for number := range n {
		if l.shelf.has(uint32(number)) {
			s.note(number, all(s.parts, number))
		}
	}
}

func (s *scope) note(number int, v verdict) {
	s.member[number], s.cost[number], s.score[number] = v.member, uint8(min(v.cost, 255)), v.score
	switch v.member {
	case inside:
		s.exact++
		s.count++
	case near:
		s.count++
	}
}

// ordered gives the articles of a scope: those that hold all of the query in
// the order asked for, and then those that are close. l.mu is held for reading.
func (l *Library) ordered(ctx context.Context, s *scope, by data.Order) ([]uint32, error) {
	by = min(by, data.Relevance)
	order, err := l.sorted(ctx, by)
	if err != nil || s.everything {
		return order.listed(), err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lists[by] != nil {
		return s.lists[by], nil
	}
	list, closer := make([]uint32, 0, s.count), []uint32(nil)
	for _, n := range order.numbers {
		if int(n) >= len(s.member) {
			continue
		}
		switch s.member[n] {
		case inside:
			list = append(list, n)
		case near:
			closer = append(closer, n)
		}
	}
	list = append(list, closer...)
	if by == data.Relevance {
		list = s.byRelevance(list)
	}
	s.lists[by] = list
	return list, nil
}

func (o *order) listed() []uint32 {
	if o == nil {
		return nil
	}
	return o.numbers
}

// grain is how far apart in relevance two articles must be for it to count
// before the date: a quarter of a bit.
const grain = 6

// byRelevance sorts articles, which come newest first, by how well they match
// word for word (exact over prefix over substring), then by BM25, then by date.
func (s *scope) byRelevance(list []uint32) []uint32 {
	const relevance = 1<<14 - 1
	keys := make([]uint32, len(list))
	for i, n := range list {
		score := relevance - uint32(min(max(s.score[n]>>grain, 0), relevance))
		keys[i] = uint32(inside-s.member[n])<<30 | uint32(min(s.cost[n], 63))<<14 | score
	}
	return radix(list, keys)
}

// radix sorts a list by keys, in passes over the bits that differ: what is equal
// stays in its order. Both are used up. (100,000 take 1 ms, where comparing
// takes 15.)
func radix(list, keys []uint32) []uint32 {
	var differ uint32
	for _, key := range keys {
		differ |= key ^ keys[0]
	}
	const bits = 11
	toList, toKeys := make([]uint32, len(list)), make([]uint32, len(keys))
	for shift := 0; shift < 32; shift += bits {
		if differ>>shift&(1<<bits-1) == 0 {
			continue
		}
		var starts [1 << bits]int
		for _, key := range keys {
			starts[key>>shift&(1<<bits-1)]++
		}
		at := 0
		for i, n := range starts {
			starts[i] = at
			at += n
		}
		for i, key := range keys {
			to := &starts[key>>shift&(1<<bits-1)]
			toList[*to], toKeys[*to] = list[i], key
			*to++
		}
		list, toList, keys, toKeys = toList, list, toKeys, keys
	}
	return list
}

// rank gives the place of each article in the order of relevance, from one; 0
// for those outside. l.mu is held for reading.
func (l *Library) rank(ctx context.Context, s *scope) ([]uint32, error) {
	list, err := l.ordered(ctx, s, data.Relevance)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ranks == nil {
		s.ranks = make([]uint32, len(l.shelf.ids))
		for i, n := range list {
			s.ranks[n] = uint32(i) + 1
		}
	}
	return s.ranks, nil
}
