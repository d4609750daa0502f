package library

import (
	"context"
	"fmt"

	"dateline/data"
	"dateline/data/scope"
)

// keptScopes is how many answers to queries are kept.
const keptScopes = 4

// scope answers a query, from what is kept where that still holds.
func (l *Library) scope(ctx context.Context, q data.Query) (*scope.Scope, error) {
	return l.scopeFrom(ctx, q, 0)
}

// newestFirst is how many articles, the last to come, are looked at first while
// a query is typed, in chunks: so that a key takes no longer the larger the
// library is.
const newestFirst = 1 << 18 >> scope.ChunkBits

// scopeFor answers a query for one who looks at the best articles only, so many:
// in a large library those of the newest articles, if they are enough. Then there
// may be more.
func (l *Library) scopeFor(ctx context.Context, q data.Query, most int) (s *scope.Scope, more bool, err error) {
	l.mu.RLock()
	from := max(scope.Chunks(len(l.shelf.flags))-l.newest, 0)
	l.mu.RUnlock()
	if from == 0 || q.Empty() || l.scopes.Get(scope.Name(q), l.generation.Load()) != nil {
		s, err = l.scope(ctx, q)
		return s, false, err
	}
	if s, err = l.scopeFrom(ctx, q, uint32(from)); err != nil || s.Count > max(most, scope.Enough) {
		return s, true, err
	}
	s, err = l.scope(ctx, q)
	return s, false, err
}

// scopeFrom answers a query over the articles from a chunk on.
func (l *Library) scopeFrom(ctx context.Context, q data.Query, from uint32) (*scope.Scope, error) {
	name, generation := scope.Name(q), l.generation.Load()
	if from > 0 {
		name = fmt.Sprintf("%s from %d", name, from)
	}
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
		resolve := func(t *scope.Term, nearly bool) error { return l.resolve(ctx, t, from, nearly) }
		combine := func() { l.combine(s, from) }
		var err error
		if from > 0 { // what is nearly written so is looked for in all of them
			err = s.MatchWritten(func(t *scope.Term) error { return resolve(t, false) }, combine)
		} else {
			err = s.Match(resolve, combine)
		}
		if err != nil {
			return nil, err
		}
	}
	l.scopes.Put(name, s)
	return s, nil
}

// combine brings the columns of a scope's terms together.
func (l *Library) combine(s *scope.Scope, from uint32) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	s.Combine(int(from), len(l.shelf.flags), l.shelf.has)
}

// ordered gives the articles of a scope in an order. l.mu is held for reading.
func (l *Library) ordered(ctx context.Context, s *scope.Scope, by data.Order) ([]uint32, error) {
	order, err := l.sorted(ctx, by)
	if err != nil {
		return nil, err
	}
	return s.Ordered(by, order.numbers), nil
}
