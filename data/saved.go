package data

import (
	"slices"
	"strings"
)

// SavedSearch is a query that the reader gave a name.
type SavedSearch struct {
	Name  string `json:"name"`  // unlike that of any other; case doesn't tell names apart
	Query string `json:"query"` // as typed: dates such as 7d are of the day on which it is asked
	Place int    `json:"place"` // order among all, from 0
}

// WithSearch are all saved searches with one more: in the place of one of that
// name, else at the end.
func WithSearch(all []SavedSearch, s SavedSearch) []SavedSearch {
	all = slices.Clone(all)
	if i := searchNamed(all, s.Name); i >= 0 {
		all[i].Name, all[i].Query = s.Name, s.Query
		return all
	}
	return placed(append(all, s))
}

// WithoutSearch are all saved searches but that of a name.
func WithoutSearch(all []SavedSearch, name string) []SavedSearch {
	all = slices.Clone(all)
	if i := searchNamed(all, name); i >= 0 {
		all = slices.Delete(all, i, i+1)
	}
	return placed(all)
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
