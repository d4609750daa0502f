package memory

import (
	"context"

	"dateline/data"
	"dateline/data/scope"
)

// keptScopes is how many answers to queries are kept.
const keptScopes = 6

// scope answers a query, from what is kept where that still holds. l.mu is held
// for reading.
func (l *Library) scope(ctx context.Context, q data.Query) (*scope.Scope, error) {
	name, generation := scope.Name(q), l.generation.Load()
	if s := l.scopes.Get(name, generation); s != nil {
		return s, nil
	}
	s := scope.Everything(generation, l.shelf.alive)
	if !q.Empty() {
		s = scope.New(generation, q)
		resolve := func(t *scope.Term, nearly bool) error { return l.resolve(ctx, t, nearly) }
		combine := func() { s.Combine(0, len(l.shelf.docs), l.shelf.has) }
		if err := s.Match(resolve, combine); err != nil {
			return nil, err
		}
	}
	l.scopes.Put(name, s)
	return s, nil
}

// ordered gives the documents of a scope in an order. l.mu is held for reading.
func (l *Library) ordered(s *scope.Scope, by data.Order) []uint32 {
	docs, _ := l.shelf.sorted(by)
	return s.Ordered(by, docs)
}
