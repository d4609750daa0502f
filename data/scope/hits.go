package scope

import (
	"cmp"
	"slices"

	"dateline/data"
	"dateline/data/search"
)

// Mentioned gives where an article mentions some entities, which are sorted, by
// name, ordered by start.
type Mentioned func(entities []uint32) []data.Hit

// Hits gives every place where the words of the query stand in an article: words
// and phrases, and for names the mentions of who they name. They are ordered
// and apart.
func (s *Scope) Hits(a *data.Article, mentioned Mentioned) []data.Hit {
	var hits []data.Hit
	for _, f := range s.found(a, mentioned) {
		if last := len(hits) - 1; last >= 0 && f.Start < hits[last].End {
			hits[last].End = max(hits[last].End, f.End)
			continue
		}
		hits = append(hits, f.Hit)
	}
	return hits
}

// found gives the hits of all terms in an article's text, ordered by start.
func (s *Scope) found(a *data.Article, mentioned Mentioned) []search.Found {
	text := search.NewText(a.Text)
	var found []search.Found
	for i := range s.Terms {
		for _, h := range s.Terms[i].hits(a, text, mentioned) {
			found = append(found, search.Found{Hit: h, Term: i})
		}
	}
	slices.SortStableFunc(found, func(a, b search.Found) int {
		return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End))
	})
	return found
}

// hits gives the places of one term in an article's text.
func (t *Term) hits(a *data.Article, text *search.Text, mentioned Mentioned) []data.Hit {
	if t.Term.Not {
		return nil
	}
	switch t.Term.Field {
	case data.AnyField, data.TextField:
		if _, hits := t.Pattern.Hits(text); len(hits) > 0 {
			return hits
		}
		return t.mentioned(mentioned)
	case data.PersonField, data.PlaceField, data.OrgField, data.EntityField:
		return t.mentioned(mentioned)
	case data.TitleField:
		_, hits := t.Pattern.Hits(text)
		return slices.DeleteFunc(hits, func(h data.Hit) bool { return !inHeadline(a, h) })
	}
	return nil
}

func (t *Term) mentioned(mentioned Mentioned) []data.Hit {
	if len(t.Column.Entities) == 0 {
		return nil
	}
	return mentioned(t.Column.Entities)
}

// Names reports whether the query matches entities, whose mentions are hits.
func (s *Scope) Names() bool {
	return slices.ContainsFunc(s.Terms, func(t Term) bool { return len(t.Column.Entities) > 0 && !t.Term.Not })
}

func inHeadline(a *data.Article, h data.Hit) bool {
	return slices.ContainsFunc(a.Blocks, func(b data.Block) bool {
		return b.Kind == data.Headline && b.Start <= h.Start && h.End <= b.End
	})
}
