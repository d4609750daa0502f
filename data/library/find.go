package library

import (
	"cmp"
	"context"
	"slices"

	"dateline/data"
	"dateline/data/search"
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
	result := data.Result{Exact: s.exact, Complete: l.complete()}
	if s.everything {
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
		result.IDs = make([]data.ID, len(list))
		for i, n := range list {
			result.IDs[i] = l.shelf.ids[n]
		}
	}
	if len(result.IDs) == 0 {
		result.Parts = l.parts(s)
	}
	return result, ctx.Err()
}

// parts counts the articles of each part of a query on its own. l.mu is held.
func (l *Library) parts(s *scope) []int {
	counts := make([]int, len(s.parts))
	for i := range s.parts {
		for n := range s.member {
			if l.shelf.has(uint32(n)) && s.parts[i].judge(n).member != outside {
				counts[i]++
			}
		}
	}
	return counts
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
	s, err := l.scope(ctx, q)
	if err != nil {
		return nil, err
	}
	o, err := l.open(ctx, n, s.names())
	if err != nil {
		return nil, err
	}
	var hits []data.Hit
	for _, f := range s.found(o, search.NewText(o.article.Text)) {
		if last := len(hits) - 1; last >= 0 && f.Start < hits[last].End {
			hits[last].End = max(hits[last].End, f.End)
			continue
		}
		hits = append(hits, f.Hit)
	}
	return hits, nil
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

// names reports whether the query matches entities, whose mentions are hits.
func (s *scope) names() bool {
	return slices.ContainsFunc(s.terms, func(r resolved) bool { return len(r.column.entities) > 0 && !r.term.Not })
}

// found gives the hits of all terms in an article's text, ordered by start.
func (s *scope) found(o opened, text *search.Text) []search.Found {
	var found []search.Found
	for i := range s.terms {
		for _, h := range s.terms[i].hits(o, text) {
			found = append(found, search.Found{Hit: h, Term: i})
		}
	}
	slices.SortStableFunc(found, func(a, b search.Found) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return found
}

// hits gives the places of one term in an article's text.
func (r *resolved) hits(o opened, text *search.Text) []data.Hit {
	if r.term.Not {
		return nil
	}
	switch r.term.Field {
	case data.AnyField, data.TextField:
		if _, hits := r.pattern.Hits(text); len(hits) > 0 {
			return hits
		}
		return r.mentioned(o)
	case data.PersonField, data.PlaceField, data.OrgField, data.EntityField:
		return r.mentioned(o)
	case data.TitleField:
		_, hits := r.pattern.Hits(text)
		return slices.DeleteFunc(hits, func(h data.Hit) bool { return !inHeadline(o.article, h) })
	}
	return nil
}

func (r *resolved) mentioned(o opened) []data.Hit {
	if o.found == nil || len(r.column.entities) == 0 {
		return nil
	}
	var hits []data.Hit
	for i := range o.found.Entities {
		if _, ok := slices.BinarySearch(r.column.entities, o.who[i]); !ok {
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

func inHeadline(a *data.Article, h data.Hit) bool {
	return slices.ContainsFunc(a.Blocks, func(b data.Block) bool {
		return b.Kind == data.Headline && b.Start <= h.Start && h.End <= b.End
	})
}
