package store

import (
	"time"

	"dateline/data"
)

// item is an entry with what filing it needs, made before the file is locked.
type item struct {
	entry       *data.Entry
	words, rest int64
	address     int64  // hash of the canonical address, 0 where that doesn't identify it
	given       []byte // compressed; nil where a whole article is given
	made        []byte
	has         uint8
}

// newItem prepares an entry of a feed. One of a local file has its text: no
// more of it is to be had, and it isn't made of what a feed gave.
func newItem(e *data.Entry) (item, error) {
	a := e.Article
	if a.Text != "" {
		i := newWhole(a)
		given, err := encodeGiven(e)
		i.entry, i.given = e, given
		return i, err
	}
	i := item{entry: e, words: digest(a.Title, e.Summary, e.Body), rest: restOf(e), address: address(a)}
	var err error
	i.given, err = encodeGiven(e)
	return i, err
}

// shared are the addresses that entries of a feed with other titles have too, as
// the episodes of a show have that of its page: none is known by them.
func shared(entries []data.Entry) map[int64]bool {
	titles, found := map[int64]string{}, map[int64]bool{}
	for n := range entries {
		a := entries[n].Article
		place := address(a)
		if title, twice := titles[place]; twice && title != a.Title {
			found[place] = true
		}
		titles[place] = a.Title
	}
	return found
}

// restOf is the digest of all but the words.
func restOf(e *data.Entry) int64 {
	a := e.Article
	parts := []string{a.URL, a.Source, a.After, a.Language, a.Origin, a.Published.UTC().Format(time.RFC3339Nano), authors(a), e.Picture, e.Comments}
	parts = append(parts, e.Links...)
	parts = append(parts, e.Categories...)
	for _, f := range e.Enclosures {
		parts = append(parts, f.URL, f.Type, f.Title)
	}
	return digest(parts...)
}

// newWhole prepares an article that is given whole.
func newWhole(a *data.Article) item {
	i := item{entry: &data.Entry{Article: a}, made: encodeContent(a), has: HasWhole | holds(a), address: address(a)}
	i.words, i.rest = digest(a.Title, a.Text), restOf(i.entry)
	return i
}

// holds tells what an article has beside words.
func holds(a *data.Article) (has uint8) {
	if len(a.Links) > 0 {
		has |= HasLink
	}
	if len(a.Pictures) > 0 {
		has |= HasPicture
	}
	return has
}
