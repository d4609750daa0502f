package library

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"dateline/data"
	"dateline/data/search"
)

// Snippets answers with one snippet for each identity that exists, in that
// order, about width cells long in all.
func (l *Library) Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	s, err := l.scope(ctx, q)
	if err != nil {
		return nil, err
	}
	names := s.names()
	snippets := make([]data.Snippet, 0, len(ids))
	for _, id := range ids {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n, err := l.number(id)
		if err != nil {
			continue
		}
		o, err := l.open(ctx, n, names)
		if errors.Is(err, data.ErrNoArticle) {
			continue
		}
		if err != nil {
			return nil, err
		}
		snippets = append(snippets, s.snippet(o, width))
	}
	return snippets, nil
}

// snippet shows the body of an article around its hits. The headline stands
// above it already.
func (s *scope) snippet(o opened, width int) data.Snippet {
	a := o.article
	found := s.found(o, search.NewText(a.Text))
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
