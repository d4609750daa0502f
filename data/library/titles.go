package library

import (
	"context"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// titlesMatched is how many of the newest titles are matched letter by letter.
const titlesMatched = 5000

// title is that of one of the newest articles.
type title struct {
	number  uint32
	letters uint64
	folded  string
	indexed bool // until then it may change
}

// titles keeps the titles of the newest articles.
type titles struct {
	mu   sync.Mutex
	kept []title
	of   *order // of which kept are the first
}

// newestTitles gives the titles of the newest articles. Those that it gave
// before aren't read again: with 100,000 articles that would cost 40 ms with
// each that comes.
func (l *Library) newestTitles(ctx context.Context) ([]title, error) {
	l.titles.mu.Lock()
	defer l.titles.mu.Unlock()
	l.mu.RLock()
	newest, err := l.sorted(ctx, data.Newest)
	if err != nil || newest == l.titles.of {
		l.mu.RUnlock()
		return l.titles.kept, err
	}
	known := make(map[uint32]title, len(l.titles.kept))
	for _, t := range l.titles.kept {
		if t.indexed {
			known[t.number] = t
		}
	}
	numbers := newest.numbers[:min(len(newest.numbers), titlesMatched)]
	all, missing := make([]title, len(numbers)), make([]uint32, 0, len(numbers))
	place := make(map[uint32]int, len(numbers))
	whole := true
	for i, n := range numbers {
		t, ok := known[n]
		if !ok {
			t = title{number: n, indexed: l.shelf.flags[n]&indexed != 0}
			place[n] = i
			missing = append(missing, n)
		}
		whole = whole && t.indexed
		all[i] = t
	}
	l.mu.RUnlock()
	err = l.store.Titles(ctx, missing, func(n uint32, text, _, _ string) {
		t := &all[place[n]]
		t.folded = search.Fold(text)
		t.letters = search.Letters(t.folded)
	})
	if err != nil {
		return nil, err
	}
	l.titles.kept, l.titles.of = all, nil
	if whole {
		l.titles.of = newest
	}
	return all, nil
}
