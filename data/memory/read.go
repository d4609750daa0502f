package memory

import (
	"context"
	"slices"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/tally"
)

// Rows answers with one row for each identity that exists, in that order.
func (l *Library) Rows(ctx context.Context, ids []data.ID) ([]data.Row, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	rows := make([]data.Row, 0, len(ids))
	for _, id := range ids {
		if n, ok := l.shelf.find(id); ok {
			rows = append(rows, l.row(n))
		}
	}
	return rows, nil
}

// row is an article as a list shows it. l.mu is held.
func (l *Library) row(n uint32) data.Row {
	d, flags := l.shelf.docs[n], l.shelf.flags[n]
	a := d.article
	return data.Row{
		ID: a.ID, Title: a.Title, Source: a.Attribution(), Published: a.Published,
		Authors: a.Authors, URL: a.URL, Words: d.words,
		Read: flags&isRead != 0, Starred: flags&isStarred != 0,
	}
}

// Read answers with an article and its mentions, recognising it first if that
// has not been done. One of more than LongText words is recognised behind it,
// ahead of all others. Counts over the library are of the articles that match
// within. The error is data.ErrNoArticle for an unknown id.
func (l *Library) Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error) {
	if err := l.ask(ctx); err != nil {
		return data.Reading{}, err
	}
	if err := l.recogniseNow(ctx, id); err != nil {
		return data.Reading{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	n, ok := l.shelf.find(id)
	if !ok {
		return data.Reading{}, data.ErrNoArticle
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Reading{}, err
	}
	d := l.shelf.docs[n]
	return data.Reading{
		Article:    d.article,
		Row:        l.row(n),
		Mentions:   l.mentions(d),
		Quotes:     l.quotations(d),
		Entities:   l.here(d, s),
		Recognised: d.done,
		Language:   d.language,
		Complete:   l.complete(),
		Top:        l.shelf.marks[id].Top,
	}, nil
}

// recogniseNow sees that an article is recognised, or soon will be.
func (l *Library) recogniseNow(ctx context.Context, id data.ID) error {
	l.mu.Lock()
	n, ok := l.shelf.find(id)
	if !ok {
		l.mu.Unlock()
		return data.ErrNoArticle
	}
	d := l.shelf.docs[n]
	long := d.words > LongText && !d.done
	if long && !slices.Contains(l.shelf.urgent, n) {
		l.shelf.urgent = append(l.shelf.urgent, n)
	}
	done := d.done
	l.mu.Unlock()
	if long {
		l.life.Nudge()
	}
	if done || long {
		return nil
	}
	stored, err := l.stored(ctx, d)
	if err != nil {
		return err
	}
	made, ok := l.settle(ctx, n, d, stored)
	if !ok {
		return ctx.Err()
	}
	if made != nil {
		l.keepLater(d, made)
	}
	return nil
}

// mentions makes an article's mentions as the screen knows them. l.mu is held.
func (l *Library) mentions(d *doc) []data.Mention {
	mentions := make([]data.Mention, len(d.mentions))
	for i, m := range d.mentions {
		e := l.who.entities[m.entity]
		why := l.who.reasons[m.why]
		why.Score = int(m.score)
		mentions[i] = data.Mention{
			Start: int(m.start), End: int(m.end),
			Entity: e.id, Kind: e.key.Kind, Softer: m.softer, Why: why,
		}
	}
	return mentions
}

// here gives the entities of an article, most mentioned in it first, counted
// over a scope. Those with softer mentions only come last. l.mu is held.
func (l *Library) here(d *doc, s *scope.Scope) []data.EntityCount {
	type local struct{ count, first int }
	found := map[uint32]local{}
	for _, m := range d.mentions {
		at, ok := found[m.entity]
		if !ok {
			at.first = -1
		}
		if !m.softer {
			if at.first < 0 {
				at.first = int(m.start)
			}
			at.count++
		}
		found[m.entity] = at
	}
	counts := make([]data.EntityCount, 0, len(found))
	for number, at := range found {
		c := l.counted(l.who.entities[number], s)
		c.Here, c.First = at.count, at.first
		counts = append(counts, c)
	}
	tally.Here(counts)
	return counts
}

// counted counts an entity over a scope. l.mu is held.
func (l *Library) counted(e *entity, s *scope.Scope) data.EntityCount {
	c := data.EntityCount{Entity: e.show(), First: -1}
	c.All, c.Articles, c.Last = l.tally(e, s)
	return c
}

// Counts answers with the counts of the whole library.
func (l *Library) Counts(ctx context.Context) (data.Counts, error) {
	if err := l.opened(ctx); err != nil {
		return data.Counts{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return data.Counts{
		Articles: l.shelf.alive, Unread: l.shelf.unread, Starred: l.shelf.starred,
		Indexed:    min(l.shelf.indexed, l.shelf.alive), // those that are gone are counted with the indexed
		Recognised: l.shelf.recognised, Loading: l.loading,
	}, nil
}
