package library

import (
	"context"

	"dateline/data"
	"dateline/data/scope"
)

// keptScopes is how many answers to queries are kept.
const keptScopes = 4

// scope answers a query, from what is kept where that still holds.
func (l *Library) scope(ctx context.Context, q data.Query) (*scope.Scope, error) {
	name, generation := scope.Name(q), l.generation.Load()
	if s := l.scopes.Get(name, generation); s != nil {
		return s, nil
	}
	var s *scope.Scope
	if q.Empty() {
		l.mu.RLock()
		s = scope.Everything(generation, l.shelf.alive)
		l.mu.RUnlock()
	} else {
		s = scope.New(generation, q)
		resolve := func(t *scope.Term, nearly bool) error { return l.resolve(ctx, t, nearly) }
		if err := s.Match(resolve, func() { l.combine(s) }); err != nil {
			return nil, err
		}
	}
	l.scopes.Put(name, s)
	return s, nil
}

// combine brings the columns of a scope's terms together.
func (l *Library) combine(s *scope.Scope) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	s.Combine(len(l.shelf.flags), l.shelf.has)
}

// ordered gives the articles of a scope in an order. l.mu is held for reading.
func (l *Library) ordered(ctx context.Context, s *scope.Scope, by data.Order) ([]uint32, error) {
	order, err := l.sorted(ctx, by)
	if err != nil {
		return nil, err
	}
	return s.Ordered(by, order.numbers), nil
}
