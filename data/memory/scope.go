package memory

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
	member     []membership // by document
	cost       []uint8      // see verdict
	score      []int32      // relevance, in units of search.Weight
	count      int
	exact      int

	mu    sync.Mutex
	lists [data.Relevance + 1][]uint32
	ranks []uint32 // of Relevance
}

type membership uint8

const (
	outside membership = iota
	near               // close, not exact
	inside
)

// resolved is a term of the query with what it means in this library.
type resolved struct {
	term     data.Term
	pattern  search.Pattern
	entities []uint32 // whose articles it matches
	column   column
	scratch  []byte // of verify
}

// column is how a term matches each document.
type column struct {
	tier  []search.Tier
	score []int32
}

func newColumn(n int) column {
	return column{tier: make([]search.Tier, n), score: make([]int32, n)}
}

func (c *column) raise(doc uint32, tier search.Tier) {
	c.tier[doc] = max(c.tier[doc], tier)
}

// has reports whether a document is in the scope.
func (s *scope) has(doc uint32) bool { return s.everything || s.member[doc] != outside }

// scopes keeps the answers to the last few queries: a screen asks for the same
// one many times, for its list, its counts and its snippets.
type scopes struct {
	mu    sync.Mutex
	kept  []*scope
	names []string
}

const keptScopes = 6

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

// scope answers a query, from what is kept where that still holds. l.mu is held
// for reading.
func (l *Library) scope(ctx context.Context, q data.Query) (*scope, error) {
	name, generation := nameOf(q), l.generation.Load()
	if s := l.scopes.get(name, generation); s != nil {
		return s, nil
	}
	s := &scope{generation: generation}
	if q.Empty() {
		s.everything, s.count, s.exact = true, l.shelf.alive, l.shelf.alive
	} else if err := l.match(ctx, q, s); err != nil {
		return nil, err
	}
	l.scopes.put(name, s)
	return s, nil
}

// match fills a scope: term by term, and then all together.
func (l *Library) match(ctx context.Context, q data.Query, s *scope) error {
	for _, t := range q.Terms() {
		s.terms = append(s.terms, resolved{term: t, pattern: search.Compile(t), column: newColumn(len(l.shelf.docs))})
	}
	next := 0
	for _, part := range q.Parts() {
		s.parts = append(s.parts, s.node(part, &next))
	}
	for i := range s.terms {
		if err := l.resolve(ctx, &s.terms[i]); err != nil {
			return err
		}
	}
	l.combine(s)
	if s.count >= enough {
		return nil
	}
	// Few hold all of it: what is nearly written so is looked for as well.
	for i := range s.terms {
		if err := ctx.Err(); err != nil {
			return err
		}
		l.fuzzy(&s.terms[i])
	}
	l.combine(s)
	return nil
}

// enough is how many articles must hold a query for fuzzy matches not to be
// looked for: a screenful.
const enough = 20

// combine brings the columns of all terms together: part by part, which is
// quicker than document by document.
func (l *Library) combine(s *scope) {
	n := len(l.shelf.docs)
	s.member, s.cost, s.score = make([]membership, n), make([]uint8, n), make([]int32, n)
	for doc, d := range l.shelf.docs {
		if !d.gone {
			s.member[doc] = inside
		}
	}
	for i := range s.parts {
		if part := &s.parts[i]; part.op == data.Leaf {
			s.narrow(part.term)
		} else {
			s.narrowBy(part)
		}
	}
	s.count, s.exact = 0, 0
	for _, m := range s.member {
		switch m {
		case inside:
			s.exact++
			s.count++
		case near:
			s.count++
		}
	}
}

// ordered gives the documents of a scope: those that hold all of the query in
// the order asked for, and then those that are close. l.mu is held for reading.
func (s *scope) ordered(shelf *shelf, by data.Order) []uint32 {
	by = min(by, data.Relevance)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.lists[by] != nil {
		return s.lists[by]
	}
	docs, rank := shelf.sorted(by)
	if !s.everything {
		list := make([]uint32, 0, s.count)
		for _, group := range []membership{inside, near} {
			for _, doc := range docs {
				if s.member[doc] == group {
					list = append(list, doc)
				}
			}
		}
		docs = list
		if by == data.Relevance {
			s.byRelevance(docs, rank)
		}
	}
	s.lists[by] = docs
	return docs
}

// grain is how far apart in relevance two articles must be for it to count
// before the date: a quarter of a bit.
const grain = 6

// byRelevance sorts documents by how well they match word for word (exact over
// prefix over substring), then by BM25, then by date.
func (s *scope) byRelevance(docs, newest []uint32) {
	keys := make([]uint64, len(docs))
	byRank := make(map[uint32]uint32, len(docs))
	for i, doc := range docs {
		relevance := uint64(1<<24-1) - uint64(min(max(s.score[doc]>>grain, 0), 1<<24-1))
		keys[i] = uint64(inside-s.member[doc])<<62 | uint64(s.cost[doc])<<54 | relevance<<30 | uint64(newest[doc])
		byRank[newest[doc]] = doc
	}
	slices.Sort(keys)
	for i, key := range keys {
		docs[i] = byRank[uint32(key&(1<<30-1))]
	}
}

// rank gives the place of each document in the order of relevance, from one; 0
// for those outside. l.mu is held for reading.
func (s *scope) rank(shelf *shelf) []uint32 {
	list := s.ordered(shelf, data.Relevance)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ranks == nil {
		s.ranks = make([]uint32, len(shelf.docs))
		for i, doc := range list {
			s.ranks[doc] = uint32(i) + 1
		}
	}
	return s.ranks
}
