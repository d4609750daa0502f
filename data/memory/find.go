package memory

import (
	"context"
	"slices"

	"dateline/data"
	"dateline/data/scope"
)

// Find answers with the identities of the articles that match, in order. An
// empty query matches all.
func (l *Library) Find(ctx context.Context, q data.Query, order data.Order) (data.Result, error) {
	if err := l.ask(ctx); err != nil {
		return data.Result{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	s, err := l.scope(ctx, q)
	if err != nil {
		return data.Result{}, err
	}
	docs := l.ordered(s, order)
	result := data.Result{IDs: make([]data.ID, len(docs)), Found: len(docs), Exact: s.Exact, Complete: l.complete()}
	for i, doc := range docs {
		result.IDs[i] = l.shelf.docs[doc].article.ID
	}
	if len(docs) == 0 {
		result.Parts = s.Parts(l.shelf.has)
	}
	return result, nil
}

// First is Find for the first articles alone, at most so many.
func (l *Library) First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error) {
	result, err := l.Find(ctx, q, order)
	result.IDs = result.IDs[:min(most, len(result.IDs))]
	return result, err
}

// Hits answers with every place where the words of q stand in an article: words
// and phrases, and for names the mentions of who they name. They are ordered
// and apart.
func (l *Library) Hits(ctx context.Context, q data.Query, id data.ID) ([]data.Hit, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	n, ok := l.shelf.find(id)
	if !ok {
		l.mu.RUnlock()
		return nil, data.ErrNoArticle
	}
	s, err := l.scope(ctx, q)
	d := l.shelf.docs[n]
	mentions := d.mentions
	l.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	return s.Hits(d.article, mentioned(mentions)), nil
}

// mentioned tells where an article has the mentions of some entities.
func mentioned(mentions []mention) scope.Mentioned {
	return func(entities []uint32) []data.Hit {
		var hits []data.Hit
		for _, m := range mentions {
			if _, ok := slices.BinarySearch(entities, m.entity); ok && !m.softer {
				hits = append(hits, data.Hit{Start: int(m.start), End: int(m.end)})
			}
		}
		return hits
	}
}

// Snippets answers with one snippet for each identity that exists, in that
// order, about width cells long in all.
func (l *Library) Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	type one struct {
		article  *data.Article
		mentions []mention
	}
	l.mu.RLock()
	s, err := l.scope(ctx, q)
	var all []one
	for _, id := range ids {
		if n, ok := l.shelf.find(id); ok {
			d := l.shelf.docs[n]
			all = append(all, one{d.article, d.mentions})
		}
	}
	l.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	snippets := make([]data.Snippet, 0, len(all))
	for _, o := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		snippets = append(snippets, s.Snippet(o.article, mentioned(o.mentions), width))
	}
	return snippets, nil
}
