package library

import (
	"context"

	"dateline/data"
	"dateline/data/scope"
)

// Next answers with the nearest mention of an entity in another article: the
// first mention of the next article in order that has one, or, with back, the
// last mention of the previous one. Softer mentions don't count.
//
// From an empty id it looks from the beginning of the list, with back from its
// end: that is how to start again after data.ErrNoMention, which tells that
// there is none in that direction. An article that doesn't match within has its
// place among those that do by the order alone.
func (l *Library) Next(ctx context.Context, id data.EntityID, from data.ID, within data.Query, order data.Order, back bool) (data.Position, error) {
	if err := l.ask(ctx); err != nil {
		return data.Position{}, err
	}
	number, err := l.entityNumber(ctx, id)
	if err != nil {
		return data.Position{}, err
	}
	start := uint32(0) // no article has it
	if from != "" {
		if start, err = l.number(from); err != nil {
			return data.Position{}, err
		}
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Position{}, err
	}
	posts, err := l.posts(ctx, number)
	if err != nil {
		return data.Position{}, err
	}
	best, err := l.nearest(ctx, posts, start, s, order, back)
	if err != nil {
		return data.Position{}, err
	}
	return l.position(ctx, best, number, back)
}

// nearest gives the article of posts that comes next.
func (l *Library) nearest(ctx context.Context, posts []post, start uint32, s *scope.Scope, order data.Order, back bool) (uint32, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	sorted, err := l.sorted(ctx, order)
	if err != nil {
		return 0, err
	}
	place := s.Places(order, sorted.numbers, sorted.rank)
	best, found := uint32(0), false
	for _, p := range posts {
		n := p.number
		if !l.shelf.has(n) || !s.Has(n) || start != 0 && (n == start || place(n) > place(start) == back) {
			continue
		}
		if !found || place(n) < place(best) != back {
			best, found = n, true
		}
	}
	if !found {
		return 0, data.ErrNoMention
	}
	return best, nil
}

// position is an entity's first or last mention in an article.
func (l *Library) position(ctx context.Context, n, entity uint32, last bool) (data.Position, error) {
	found, who, err := l.store.Mentions(ctx, n)
	if err != nil {
		return data.Position{}, err
	}
	if found == nil {
		return data.Position{}, data.ErrNoMention
	}
	l.mu.RLock()
	p := data.Position{Article: l.shelf.ids.all[n], Offset: -1}
	l.mu.RUnlock()
	for i := range found.Entities {
		if who[i] != entity {
			continue
		}
		for _, m := range found.Entities[i].Mentions {
			if !m.Softer && (p.Offset < 0 || m.Start < p.Offset != last) {
				p.Offset = m.Start
			}
		}
	}
	if p.Offset < 0 {
		return data.Position{}, data.ErrNoMention
	}
	return p, nil
}
