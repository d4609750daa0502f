package memory

import (
	"context"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/search"
	"dateline/data/tally"
)

// tally counts an entity's mentions and articles in a scope, and gives the
// date of the newest. l.mu is held.
func (l *Library) tally(e *entity, s *scope.Scope) (mentions, articles int, last int64) {
	newest := int64(undated)
	for _, p := range e.posts {
		if s.Has(p.doc) {
			mentions += int(p.count)
			articles++
			newest = max(newest, l.shelf.published[p.doc])
		}
	}
	return mentions, articles, tally.Seconds(newest)
}

// Entities answers with the entities of all articles that match within, most
// mentioned first; of those alike the one in more articles, then by name.
func (l *Library) Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	s, err := l.scope(ctx, within)
	if err != nil {
		return nil, err
	}
	counts := make([]data.EntityCount, 0, l.who.listed)
	for _, e := range l.who.entities {
		if c := l.counted(e, s); c.Articles > 0 {
			counts = append(counts, c)
		}
	}
	tally.ByMentions(counts)
	return counts, ctx.Err()
}

// Entity answers with one entity counted over the articles that match within.
// The error is data.ErrNoEntity for an id that no article mentions.
func (l *Library) Entity(ctx context.Context, id data.EntityID, within data.Query) (data.EntityCount, error) {
	if err := l.ask(ctx); err != nil {
		return data.EntityCount{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	number, ok := l.who.known(id)
	if !ok {
		return data.EntityCount{}, data.ErrNoEntity
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.EntityCount{}, err
	}
	e := l.who.entities[number]
	c := l.counted(e, s)
	c.Days = l.days(e, s, c.Last)
	return c, nil
}

// known gives the number of an entity that an article names.
func (w *who) known(id data.EntityID) (uint32, bool) {
	number, ok := w.byID[id]
	return number, ok && w.entities[number].named > 0
}

// days counts an entity's mentions on each day up to that of last. l.mu is held.
func (l *Library) days(e *entity, s *scope.Scope, last int64) []int {
	return tally.Days(last, func(note func(time.Time, int)) {
		for _, p := range e.posts {
			if s.Has(p.doc) {
				note(l.shelf.docs[p.doc].article.Published, int(p.count))
			}
		}
	})
}

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
	l.mu.RLock()
	defer l.mu.RUnlock()
	number, ok := l.who.known(id)
	if !ok {
		return data.Position{}, data.ErrNoEntity
	}
	start, known := l.shelf.find(from)
	if !known && from != "" {
		return data.Position{}, data.ErrNoArticle
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Position{}, err
	}
	docs, rank := l.shelf.sorted(order)
	place := s.Places(order, docs, rank)
	best, found := uint32(0), false
	for _, p := range l.who.entities[number].posts {
		if !s.Has(p.doc) || known && (p.doc == start || place(p.doc) > place(start) == back) {
			continue
		}
		if !found || place(p.doc) < place(best) != back {
			best, found = p.doc, true
		}
	}
	if !found {
		return data.Position{}, data.ErrNoMention
	}
	return l.position(best, number, back), nil
}

// position is an entity's first or last mention in a document.
func (l *Library) position(doc, number uint32, last bool) data.Position {
	d := l.shelf.docs[doc]
	p := data.Position{Article: d.article.ID, Offset: -1}
	for _, m := range d.mentions {
		if m.entity == number && !m.softer && (p.Offset < 0 || last) {
			p.Offset = int(m.start)
		}
	}
	return p
}

// Names offers names that begin like what was typed, for completing a field of
// a query, most mentioned first: of people, places or organisations, or of
// sources.
func (l *Library) Names(ctx context.Context, f data.Field, beginning string, limit int) ([]string, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	counts := map[string]int{}
	typed := search.Fold(beginning)
	note := func(name, folded string, n int) {
		if beginsWord(folded, typed) {
			counts[name] += n
		}
	}
	kinds := map[data.Field]data.Kind{data.PersonField: data.Person, data.PlaceField: data.Place, data.OrgField: data.Organisation}
	if kind, ok := kinds[f]; ok {
		for _, e := range l.who.entities {
			if e.key.Kind == kind && len(e.posts) > 0 {
				note(e.forms[e.name].text(), e.forms[e.name].folded, e.mentions)
			}
		}
	} else if f == data.SourceField {
		for _, d := range l.shelf.docs {
			if source := d.article.Source; !d.gone && source != "" {
				note(source, search.Fold(source), 1)
			}
		}
	}
	return tally.Most(counts, limit), ctx.Err()
}

// beginsWord reports whether one of the words of a folded name begins so.
func beginsWord(folded, typed string) bool {
	return strings.HasPrefix(folded, typed) || strings.Contains(folded, " "+typed)
}
