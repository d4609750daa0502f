package scope

import (
	"dateline/data"
	"dateline/data/search"
)

// Snippet shows the body of an article around its hits, about width cells long
// in all. The headline stands above it already.
func (s *Scope) Snippet(a *data.Article, mentioned Mentioned, width int) data.Snippet {
	found := s.found(a, mentioned)
	snippet := data.Snippet{ID: a.ID, First: -1, Title: s.titles.Hits(a.Title)}
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
