package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/tally"
)

// Card answers with what the articles that match within tell of an entity. The
// error is data.ErrNoEntity for an unknown id.
func (l *Library) Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error) {
	if err := l.ask(ctx); err != nil {
		return data.Card{}, err
	}
	number, err := l.entityNumber(ctx, id)
	if err != nil {
		return data.Card{}, err
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Card{}, err
	}
	c, posts, err := l.countedByDay(ctx, number, s)
	if err != nil {
		return data.Card{}, err
	}
	card := data.Card{EntityCount: c}
	if card.FirstSeen, card.LastSeen, err = l.seen(ctx, posts); err != nil {
		return data.Card{}, err
	}
	if card.With, err = l.companions(ctx, number, posts); err != nil {
		return data.Card{}, err
	}
	card.Naming, err = l.inOrder(ctx, posts, s, order)
	return card, err
}

// inOrder gives articles as Card does.
func (l *Library) inOrder(ctx context.Context, posts []post, s *scope.Scope, order data.Order) ([]data.Naming, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	sorted, err := l.sorted(ctx, order)
	if err != nil {
		return nil, err
	}
	place := s.Places(order, sorted.numbers, sorted.rank)
	slices.SortFunc(posts, func(a, b post) int { return cmp.Compare(place(a.number), place(b.number)) })
	naming := make([]data.Naming, len(posts))
	for i, p := range posts {
		naming[i] = data.Naming{Article: l.shelf.ids.all[p.number], Mentions: p.count}
	}
	return naming, nil
}

// seen gives the dates of the oldest and of the newest of articles, in the
// zones that they are dated in.
func (l *Library) seen(ctx context.Context, posts []post) (first, last time.Time, err error) {
	var oldest, newest post
	l.mu.RLock()
	at := l.shelf.published
	for _, p := range posts {
		if at[p.number] == undated {
			continue
		}
		if oldest.count == 0 || at[p.number] < at[oldest.number] {
			oldest = p
		}
		if newest.count == 0 || at[p.number] > at[newest.number] {
			newest = p
		}
	}
	l.mu.RUnlock()
	if oldest.count == 0 {
		return first, last, nil
	}
	cards, err := l.store.Cards(ctx, []uint32{oldest.number, newest.number})
	if err != nil || len(cards) == 0 { // they went meanwhile
		return first, last, err
	}
	return cards[0].Row.Published, cards[len(cards)-1].Row.Published, nil
}

// companions gives who and what else is mentioned in the articles of an entity.
func (l *Library) companions(ctx context.Context, entity uint32, posts []post) ([]data.Companion, error) {
	l.mu.RLock()
	wanted := make([]bool, len(l.shelf.flags))
	l.mu.RUnlock()
	for _, p := range posts {
		wanted[p.number] = true
	}
	counts, err := l.totalsOf(ctx, wanted)
	if err != nil {
		return nil, err
	}
	counts = slices.DeleteFunc(counts, func(t total) bool { return t.entity == entity })
	slices.SortFunc(counts, func(a, b total) int {
		return cmp.Or(cmp.Compare(b.articles, a.articles), cmp.Compare(b.mentions, a.mentions), cmp.Compare(a.entity, b.entity))
	})
	var with []data.Companion
	for _, t := range counts[:min(len(counts), data.MostCompanions)] {
		e, err := l.entity(ctx, t.entity)
		if errors.Is(err, data.ErrNoEntity) {
			continue
		}
		if err != nil {
			return nil, err
		}
		with = append(with, data.Companion{Entity: e.Entity, Together: t.articles, Mentions: t.mentions})
	}
	tally.ByTogether(with)
	return with, ctx.Err()
}
