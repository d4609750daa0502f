package memory

import (
	"cmp"
	"context"
	"slices"

	"dateline/data"
	"dateline/data/search"
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
	docs := s.ordered(&l.shelf, order)
	result := data.Result{IDs: make([]data.ID, len(docs)), Exact: s.exact, Complete: l.complete()}
	for i, doc := range docs {
		result.IDs[i] = l.shelf.docs[doc].article.ID
	}
	if len(docs) == 0 {
		result.Parts = l.parts(s)
	}
	return result, nil
}

// parts counts the articles of each part of a query on its own.
func (l *Library) parts(s *scope) []int {
	counts := make([]int, len(s.parts))
	for i := range s.parts {
		for doc := range l.shelf.docs {
			if !l.shelf.docs[doc].gone && s.parts[i].judge(doc).member != outside {
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
	var hits []data.Hit
	for _, f := range s.found(d.article, search.NewText(d.article.Text), mentions) {
		if last := len(hits) - 1; last >= 0 && f.Start < hits[last].End {
			hits[last].End = max(hits[last].End, f.End)
			continue
		}
		hits = append(hits, f.Hit)
	}
	return hits, nil
}

// found gives the hits of all terms in an article's text, ordered by start.
func (s *scope) found(a *data.Article, text *search.Text, mentions []mention) []search.Found {
	var found []search.Found
	for i := range s.terms {
		for _, h := range s.terms[i].hits(a, text, mentions) {
			found = append(found, search.Found{Hit: h, Term: i})
		}
	}
	slices.SortStableFunc(found, func(a, b search.Found) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return found
}

// hits gives the places of one term in an article's text.
func (r *resolved) hits(a *data.Article, text *search.Text, mentions []mention) []data.Hit {
	if r.term.Not {
		return nil
	}
	switch r.term.Field {
	case data.AnyField, data.TextField:
		if _, hits := r.pattern.Hits(text); len(hits) > 0 {
			return hits
		}
		return r.mentioned(mentions)
	case data.PersonField, data.PlaceField, data.OrgField, data.EntityField:
		return r.mentioned(mentions)
	case data.TitleField:
		_, hits := r.pattern.Hits(text)
		return slices.DeleteFunc(hits, func(h data.Hit) bool { return !inHeadline(a, h) })
	}
	return nil
}

func (r *resolved) mentioned(mentions []mention) []data.Hit {
	var hits []data.Hit
	for _, m := range mentions {
		if _, ok := slices.BinarySearch(r.entities, m.entity); ok && !m.softer {
			hits = append(hits, data.Hit{Start: int(m.start), End: int(m.end)})
		}
	}
	return hits
}

func inHeadline(a *data.Article, h data.Hit) bool {
	return slices.ContainsFunc(a.Blocks, func(b data.Block) bool {
		return b.Kind == data.Headline && b.Start <= h.Start && h.End <= b.End
	})
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
		snippets = append(snippets, s.snippet(o.article, o.mentions, width))
	}
	return snippets, nil
}

// snippet shows the body of an article around its hits. The headline stands
// above it already.
func (s *scope) snippet(a *data.Article, mentions []mention, width int) data.Snippet {
	found := s.found(a, search.NewText(a.Text), mentions)
	snippet := data.Snippet{ID: a.ID, First: -1, Title: s.titleMarks(a.Title)}
	if len(found) > 0 {
		snippet.First = found[0].Start
	}
	from := 0
	for _, b := range a.Blocks {
		if b.Kind != data.Headline {
			from = b.Start
			break
		}
	}
	snippet.Text, snippet.Marks = search.Snippet(a.Text, from, found, width)
	if len(snippet.Marks) > 0 {
		snippet.First = bodyStart(found, from)
	}
	return snippet
}

// bodyStart is the first hit that stands in the body.
func bodyStart(found []search.Found, from int) int {
	for _, f := range found {
		if f.Start >= from {
			return f.Start
		}
	}
	return found[0].Start
}

// titleMarks tells what to mark in a title.
func (s *scope) titleMarks(title string) []data.Hit {
	text := search.NewText(title)
	var marks []data.Hit
	for i := range s.terms {
		r := &s.terms[i]
		if r.term.Not || r.term.Field != data.AnyField && r.term.Field != data.TitleField {
			continue
		}
		_, hits := r.pattern.Hits(text)
		if len(hits) == 0 && r.pattern.Loose {
			hits = text.Fuzzy(r.pattern.Words[0])
		}
		marks = append(marks, hits...)
	}
	slices.SortFunc(marks, func(a, b data.Hit) int { return cmp.Compare(a.Start, b.Start) })
	apart := marks[:0]
	for _, m := range marks {
		if last := len(apart) - 1; last >= 0 && m.Start <= apart[last].End {
			apart[last].End = max(apart[last].End, m.End)
			continue
		}
		apart = append(apart, m)
	}
	return apart
}
