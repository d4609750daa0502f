package library

import (
	"context"
	"errors"
	"strings"

	"dateline/data"
	"dateline/data/tally"
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

// mostValues is how many values of a field are worth offering.
const mostValues = 1000

// Values answers with what a field of the query language may be asked for:
// sources, authors or languages, those of most articles first.
func (l *Library) Values(ctx context.Context, f data.Field) ([]string, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	counts := map[string]int{}
	if f == data.AuthorField {
		err := l.store.AllAuthors(ctx, func(authors string) {
			for author := range strings.Lines(authors) {
				counts[strings.TrimSuffix(author, "\n")]++
			}
		})
		if err != nil {
			return nil, err
		}
	}
	l.mu.RLock()
	s := &l.shelf
	for n := range s.flags {
		if !s.has(uint32(n)) {
			continue
		}
		switch f {
		case data.SourceField:
			counts[s.names.all[s.source[n]]]++
		case data.LanguageField:
			primary, _, _ := strings.Cut(strings.ToLower(s.names.all[s.language[n]]), "-")
			counts[primary]++
		}
	}
	l.mu.RUnlock()
	return tally.Most(counts, mostValues), nil
}
