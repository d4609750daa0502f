package data

import (
	"errors"
	"slices"
	"strings"
)

// SavedSearch is a query that the reader gave a name.
type SavedSearch struct {
	Name  string `json:"name"`  // unlike that of any other; case doesn't tell names apart
	Query string `json:"query"` // as typed: dates such as 7d are of the day on which it is asked
	Place int    `json:"place"` // order among all, from 0
}

// SearchEdit is a change of one saved search by the reader: Before is what it
// was, nil for one that is added; After what it is then, nil for one that is
// removed. The inverse of an edit has the two the other way round.
type SearchEdit struct {
	Before *SavedSearch
	After  *SavedSearch
}

// Inverse undoes the edit.
func (e SearchEdit) Inverse() SearchEdit { return SearchEdit{Before: e.After, After: e.Before} }

// Check tells what is missing.
func (e SearchEdit) Check() error {
	if e.After != nil && strings.TrimSpace(e.After.Name) == "" {
		return errors.New("a saved search needs a name")
	}
	return nil
}

// Make makes the edit. It answers with all saved searches then, and with what
// was done, of which Before is what was there in truth, so that the inverse is
// exact. One that is added under a name that there is takes its place; none
// takes a name that another has. Without any change made has neither.
func (e SearchEdit) Make(all []SavedSearch) (after []SavedSearch, made SearchEdit) {
	if e.Before == nil && e.After == nil {
		return all, SearchEdit{}
	}
	named := e.Before
	if named == nil {
		named = e.After
	}
	after = slices.Clone(all)
	if i := searchNamed(after, named.Name); i >= 0 {
		was := after[i]
		made.Before, after = &was, slices.Delete(after, i, i+1)
	}
	if e.After != nil {
		if searchNamed(after, e.After.Name) >= 0 {
			return all, SearchEdit{}
		}
		now := *e.After
		if e.Before == nil && made.Before != nil {
			now.Place = made.Before.Place
		}
		now.Place = max(0, min(now.Place, len(after)))
		made.After, after = &now, slices.Insert(after, now.Place, now)
	}
	if made.Before != nil && made.After != nil && *made.Before == *made.After {
		return all, SearchEdit{}
	}
	return placed(after), made
}

func searchNamed(all []SavedSearch, name string) int {
	return slices.IndexFunc(all, func(s SavedSearch) bool { return strings.EqualFold(s.Name, name) })
}

// placed numbers searches in their order.
func placed(all []SavedSearch) []SavedSearch {
	for i := range all {
		all[i].Place = i
	}
	return all
}
