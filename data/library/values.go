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

// authors are counted as articles come. Those of articles that went are in it
// until the next start.
type authors struct {
	mu     sync.Mutex
	counts map[string]int
	upto   uint32 // the last article that was counted
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

// authorsAtOnce is how many articles' authors are read before a reader is given
// way to: a millisecond.
const authorsAtOnce = 256

// allAuthors reads the authors of articles that came since it was last asked.
// Nobody waits for them: a search is being typed meanwhile, which goes first.
func (l *Library) allAuthors(ctx context.Context) ([]string, error) {
	a := &l.authors
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.counts == nil {
		a.counts = map[string]int{}
	}
	for read := authorsAtOnce; read == authorsAtOnce; {
		l.giveWay()
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		read = 0
		err := l.store.Authors(ctx, a.upto, authorsAtOnce, func(number uint32, authors string) {
			a.upto, read = number, read+1
			for author := range strings.Lines(authors) {
				a.counts[strings.TrimSuffix(author, "\n")]++
			}
		})
		if err != nil {
			return nil, err
		}
	}
	return tally.Most(a.counts, mostValues), nil
}
