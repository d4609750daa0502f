package search

import (
	"cmp"
	"slices"

	"dateline/data"
)

// Titles finds what to mark in titles: where a query's words stand in them. Its
// zero value finds nothing.
type Titles struct{ patterns []Pattern }

// NewTitles makes the terms of a query ready.
func NewTitles(q data.Query) Titles {
	var t Titles
	for _, term := range q.Terms() {
		if !term.Not && (term.Field == data.AnyField || term.Field == data.TitleField) {
			t.patterns = append(t.patterns, Compile(term))
		}
	}
	return t
}

// Hits gives the places in a title, ordered and apart.
func (t Titles) Hits(title string) []data.Hit {
	if len(t.patterns) == 0 {
		return nil
	}
	text := NewText(title)
	var marks []data.Hit
	for _, p := range t.patterns {
		_, hits := p.Hits(text)
		if len(hits) == 0 && p.Loose {
			hits = text.Fuzzy(p.Words[0])
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
