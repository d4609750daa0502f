package library

import (
	"cmp"
	"context"
	"slices"

	"dateline/data"
	"dateline/data/scope"
)

// Find answers with the identities of the articles that match, in order. An
// empty query matches all. The identities are shared with other answers and
// must not be changed.
func (l *Library) Find(ctx context.Context, q data.Query, order data.Order) (data.Result, error) {
	if err := l.ask(ctx); err != nil {
		return data.Result{}, err
	}
	s, err := l.scope(ctx, q)
	if err != nil {
		return data.Result{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	result := data.Result{Exact: s.Exact, Complete: l.complete()}
	if s.Everything {
		all, err := l.sorted(ctx, order)
		if err != nil {
			return data.Result{}, err
		}
		result.IDs, result.Exact = all.ids, len(all.ids)
	} else {
		list, err := l.ordered(ctx, s, order)
		if err != nil {
			return data.Result{}, err
		}
		result.IDs = l.shelf.identities(list)
	}
	if result.Found = len(result.IDs); result.Found == 0 {
		result.Parts = s.Parts(l.shelf.has)
	}
	return result, ctx.Err()
}

// First is Find for the first articles alone, at most so many: what a screen
// shows while a query is typed. It is quicker, as no long list is made, and as
// in a large library, by relevance, the newest articles are enough if more than
// so many of them match: see data.Result.More.
func (l *Library) First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error) {
	if err := l.ask(ctx); err != nil {
		return data.Result{}, err
	}
	var s *scope.Scope
	var more bool
	var err error
	if order >= data.Relevance {
		s, more, err = l.scopeFor(ctx, q, most)
	} else {
		s, err = l.scope(ctx, q)
	}
	if err != nil {
		return data.Result{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	sorted, err := l.sorted(ctx, order)
	if err != nil {
		return data.Result{}, err
	}
	result := data.Result{
		IDs:   l.shelf.identities(s.First(order, sorted.numbers, sorted.rank, most)),
		Found: s.Count, Exact: s.Exact, More: more, Complete: l.complete(),
	}
	if s.Count == 0 {
		result.Parts = s.Parts(l.shelf.has)
	}
	return result, ctx.Err()
}

// identities are those of articles.
func (s *shelf) identities(numbers []uint32) []data.ID {
	ids := make([]data.ID, len(numbers))
	for i, n := range numbers {
		ids[i] = s.ids.all[n]
	}
	return ids
}

// Hits answers with every place where the words of q stand in an article: words
// and phrases, and for names the mentions of who they name. They are ordered
// and apart.
func (l *Library) Hits(ctx context.Context, q data.Query, id data.ID) ([]data.Hit, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	n, err := l.number(id)
	if err != nil {
		return nil, err
	}
	s, _, err := l.scopeFor(ctx, q, 0)
	if err != nil {
		return nil, err
	}
	o, err := l.open(ctx, n, s.Names())
	if err != nil {
		if l.broken(err) {
			err = nil
		}
		return nil, err
	}
	return s.Hits(o.article, o.mentioned), nil
}

// number gives the number of an article that is in the lists.
func (l *Library) number(id data.ID) (uint32, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	n, ok := l.shelf.find(id)
	if !ok {
		return 0, data.ErrNoArticle
	}
	return n, nil
}

// mentioned gives the mentions of some entities in the article.
func (o opened) mentioned(entities []uint32) []data.Hit {
	if o.found == nil {
		return nil
	}
	var hits []data.Hit
	for i := range o.found.Entities {
		if _, ok := slices.BinarySearch(entities, o.who[i]); !ok {
			continue
		}
		for _, m := range o.found.Entities[i].Mentions {
			if !m.Softer {
				hits = append(hits, data.Hit{Start: m.Start, End: m.End})
			}
		}
	}
	slices.SortFunc(hits, func(a, b data.Hit) int { return cmp.Compare(a.Start, b.Start) })
	return hits
}

// Snippets answers with one snippet for each identity that exists, in that
// order, about width cells long in all.
func (l *Library) Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	s, _, err := l.scopeFor(ctx, q, 0)
	if err != nil {
		return nil, err
	}
	numbers := make([]uint32, 0, len(ids))
	l.mu.RLock()
	for _, id := range ids {
		if n, ok := l.shelf.find(id); ok {
			numbers = append(numbers, n)
		}
	}
	l.mu.RUnlock()
	names := s.Names()
	snippets := make([]data.Snippet, 0, len(numbers))
	for part := range slices.Chunk(numbers, readAtOnce) {
		// First they are read, and then looked at: who holds a connection of the
		// store doesn't ask for another.
		all := make([]opened, 0, len(part))
		err := l.store.Articles(ctx, part, func(n uint32, e *data.Entry, made bool, broken error) {
			l.complain(broken)
			all = append(all, l.made(n, e, made || broken != nil))
		})
		if err != nil {
			return nil, err
		}
		for _, o := range all {
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			if names {
				if err := l.name(ctx, &o); err != nil && !l.broken(err) {
					return nil, err
				}
			}
			snippets = append(snippets, s.Snippet(o.article, o.mentioned, width))
		}
	}
	return snippets, nil
}

// readAtOnce is how many articles are read for their snippets in one question.
const readAtOnce = 32
