package store

import (
	"time"

	"dateline/data"
)

// item is an entry with what filing it needs, made before the file is locked.
type item struct {
	entry       *data.Entry
	words, rest int64
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
	i := item{entry: e, words: digest(a.Title, e.Summary, e.Body), rest: restOf(e)}
	var err error
	i.given, err = encodeGiven(e)
	return i, err
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
	i := item{entry: &data.Entry{Article: a}, made: encodeContent(a), has: HasWhole | holds(a)}
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
