package ui

import (
	"strings"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// finder finds phrases in the shown article. It keeps the article's folded text,
// so that each letter typed costs one pass over it.
type finder struct {
	mu   sync.Mutex
	of   *data.Article
	text *search.Text
}

func (f *finder) find(a *data.Article, phrase string) []data.Hit {
	if a == nil || strings.TrimSpace(phrase) == "" {
		return nil
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.of != a {
		f.of, f.text = a, search.NewText(a.Text)
	}
	return f.text.Find(phrase)
}
