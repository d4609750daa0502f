package scope

import (
	"cmp"
	"slices"

	"dateline/data"
	"dateline/data/search"
)

// Snippet shows the body of an article around its hits, about width cells long
// in all. The headline stands above it already.
func (s *Scope) Snippet(a *data.Article, mentioned Mentioned, width int) data.Snippet {
	found := s.found(a, mentioned)
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
func (s *Scope) titleMarks(title string) []data.Hit {
	text := search.NewText(title)
	var marks []data.Hit
	for i := range s.Terms {
		t := &s.Terms[i]
		if t.Term.Not || t.Term.Field != data.AnyField && t.Term.Field != data.TitleField {
			continue
		}
		_, hits := t.Pattern.Hits(text)
		if len(hits) == 0 && t.Pattern.Loose {
			hits = text.Fuzzy(t.Pattern.Words[0])
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
