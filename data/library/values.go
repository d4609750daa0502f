package library

import (
	"context"
	"strings"
	"sync"

	"dateline/data"
	"dateline/data/tally"
)

// mostValues is how many values of a field are worth offering.
const mostValues = 1000

// authors keeps the values that are read from the file, as long as no article
// comes or goes.
type authors struct {
	mu   sync.Mutex
	kept []string
	of   *order
}

// Values answers with what a field of the query language may be asked for:
// sources, authors or languages, those of most articles first.
func (l *Library) Values(ctx context.Context, f data.Field) ([]string, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	if f == data.AuthorField {
		return l.allAuthors(ctx)
	}
	counts := map[string]int{}
	l.mu.RLock()
	defer l.mu.RUnlock()
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
	return tally.Most(counts, mostValues), nil
}

func (l *Library) allAuthors(ctx context.Context) ([]string, error) {
	a := &l.authors
	a.mu.Lock()
	defer a.mu.Unlock()
	l.mu.RLock()
	newest, err := l.sorted(ctx, data.Newest)
	l.mu.RUnlock()
	if err != nil || a.of == newest {
		return a.kept, err
	}
	counts := map[string]int{}
	if err := l.countAuthors(ctx, counts); err != nil {
		return nil, err
	}
	a.kept, a.of = tally.Most(counts, mostValues), newest
	return a.kept, nil
}

// countAuthors counts the articles of authors. Nobody waits for them: a search
// is being typed meanwhile, which goes first.
func (l *Library) countAuthors(ctx context.Context, counts map[string]int) error {
	for from, read := uint32(0), loadBatch; read == loadBatch; {
		l.giveWay()
		read = 0
		err := l.store.Authors(ctx, from, loadBatch, func(number uint32, authors string) {
			from, read = number, read+1
			for author := range strings.Lines(authors) {
				counts[strings.TrimSuffix(author, "\n")]++
			}
		})
		if err != nil {
			return err
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}
