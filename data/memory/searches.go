package memory

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
	return l.keeper.SavedSearches(ctx)
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
	l.mu.RLock()
	for _, d := range l.shelf.docs {
		if d.gone {
			continue
		}
		switch f {
		case data.SourceField:
			counts[d.article.Attribution()]++
		case data.AuthorField:
			for _, author := range d.article.Authors {
				counts[author]++
			}
		case data.LanguageField:
			primary, _, _ := strings.Cut(strings.ToLower(d.inLanguage()), "-")
			counts[primary]++
		}
	}
	l.mu.RUnlock()
	return tally.Most(counts, mostValues), nil
}
