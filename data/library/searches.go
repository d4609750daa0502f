package library

import (
	"context"
	"errors"
	"strings"

	"dateline/data"
)

// SavedSearches answers with the searches that the reader saved, by place.
func (l *Library) SavedSearches(ctx context.Context) ([]data.SavedSearch, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	return l.store.SavedSearches(ctx)
}

// SaveSearch keeps a query under a name: in the place of one of that name, else
// behind all others.
func (l *Library) SaveSearch(ctx context.Context, s data.SavedSearch) error {
	if strings.TrimSpace(s.Name) == "" {
		return errors.New("a saved search needs a name")
	}
	if err := l.opened(ctx); err != nil {
		return err
	}
	return l.store.ChangeSearches(ctx, func(all []data.SavedSearch) []data.SavedSearch {
		return data.WithSearch(all, s)
	})
}

// RemoveSearch drops the saved search of a name, if there is one.
func (l *Library) RemoveSearch(ctx context.Context, name string) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	return l.store.ChangeSearches(ctx, func(all []data.SavedSearch) []data.SavedSearch {
		return data.WithoutSearch(all, name)
	})
}
