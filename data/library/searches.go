package library

import (
	"context"

	"dateline/data"
)

// SavedSearches answers with the searches that the reader saved, by place.
func (l *Library) SavedSearches(ctx context.Context) ([]data.SavedSearch, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	return l.store.SavedSearches(ctx)
}
