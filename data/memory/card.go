package memory

import (
	"cmp"
	"context"
	"slices"

	"dateline/data"
	"dateline/data/tally"
)

// Card answers with what the articles that match within tell of an entity. The
// error is data.ErrNoEntity for an unknown id.
func (l *Library) Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error) {
	if err := l.ask(ctx); err != nil {
		return data.Card{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	number, ok := l.who.known(id)
	if !ok {
		return data.Card{}, data.ErrNoEntity
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Card{}, err
	}
	e := l.who.entities[number]
	card := data.Card{EntityCount: l.counted(e, s)}
	card.Days = l.days(e, s, card.Last)
	docs, rank := l.shelf.sorted(order)
	place := s.Places(order, docs, rank)
	posts := slices.DeleteFunc(slices.Clone(e.posts), func(p post) bool { return !s.Has(p.doc) })
	slices.SortFunc(posts, func(a, b post) int { return cmp.Compare(place(a.doc), place(b.doc)) })
	for _, p := range posts {
		a := l.shelf.docs[p.doc].article
		card.Naming = append(card.Naming, data.Naming{Article: a.ID, Mentions: int(p.count)})
		if at := a.Published; !at.IsZero() {
			if card.FirstSeen.IsZero() || at.Before(card.FirstSeen) {
				card.FirstSeen = at
			}
			if at.After(card.LastSeen) {
				card.LastSeen = at
			}
		}
	}
	card.With = l.companions(number, posts)
	return card, ctx.Err()
}

// companions gives who and what else is mentioned in the articles of an entity.
// l.mu is held.
func (l *Library) companions(number uint32, posts []post) []data.Companion {
	type shared struct{ articles, mentions int }
	counts := map[uint32]shared{}
	for _, p := range posts {
		here := map[uint32]bool{}
		for _, m := range l.shelf.docs[p.doc].mentions {
			if m.softer || m.entity == number {
				continue
			}
			c := counts[m.entity]
			if c.mentions++; !here[m.entity] {
				here[m.entity] = true
				c.articles++
			}
			counts[m.entity] = c
		}
	}
	var with []data.Companion
	for other, c := range counts {
		with = append(with, data.Companion{Entity: l.who.entities[other].show(), Together: c.articles, Mentions: c.mentions})
	}
	tally.ByTogether(with)
	return with[:min(len(with), data.MostCompanions)]
}
