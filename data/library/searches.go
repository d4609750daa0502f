package library

import (
	"context"
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
