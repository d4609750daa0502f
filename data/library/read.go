package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/store"
	"dateline/data/tally"
)

// Rows answers with one row for each identity that exists, in that order.
func (l *Library) Rows(ctx context.Context, ids []data.ID) ([]data.Row, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	numbers := make([]uint32, 0, len(ids))
	l.mu.RLock()
	for _, id := range ids {
		if n, ok := l.shelf.find(id); ok {
			numbers = append(numbers, n)
		}
	}
	l.mu.RUnlock()
	cards, err := l.store.Cards(ctx, numbers)
	if err != nil {
		return nil, err
	}
	rows := make([]data.Row, len(cards))
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := range cards {
		rows[i] = l.row(&cards[i])
	}
	return rows, nil
}

// row is an article as a list shows it, with its marks. l.mu is held.
func (l *Library) row(c *store.Card) data.Row {
	row := c.Row
	if n, ok := l.shelf.find(row.ID); ok {
		row.Read, row.Starred = l.shelf.flags[n]&read != 0, l.shelf.flags[n]&starred != 0
		row.Others = l.shelf.others(n)
	}
	return row
}

// opened is an article with what was found in it.
type opened struct {
	number  uint32
	text    bool // its text is stored: before that it isn't recognised
	article *data.Article
	found   *data.Recognition // nil where it isn't recognised, or wasn't asked for
	who     []uint32          // entity numbers of found.Entities
}

// open reads an article, and makes its text where that hasn't been done.
func (l *Library) open(ctx context.Context, n uint32, names bool) (o opened, err error) {
	e, made, err := l.store.Article(ctx, n)
	if err != nil {
		return o, err
	}
	o = l.made(n, e, made)
	if names {
		err = l.name(ctx, &o)
	}
	return o, err
}

// made makes an article's text where that hasn't been done.
func (l *Library) made(n uint32, e *data.Entry, made bool) opened {
	if !made && l.config.Compose != nil {
		l.config.Compose(e)
	}
	return opened{number: n, text: made, article: e.Article}
}

// name reads what was found in an article.
func (l *Library) name(ctx context.Context, o *opened) (err error) {
	if o.text {
		o.found, o.who, err = l.store.Mentions(ctx, o.number)
	}
	return err
}

// recognitionPatience is how long Read waits for an article that isn't
// recognised yet: some thousands of words take less. Longer ones follow with an
// event.
const recognitionPatience = 60 * time.Millisecond

// Read answers with an article and its mentions. One that hasn't been
// recognised is, ahead of all others; where that takes longer than a moment,
// Reading.Recognised is false, and an event tells when its mentions are known.
// Counts over the library are of the articles that match within. The error is
// data.ErrNoArticle for an unknown id.
func (l *Library) Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error) {
	if err := l.ask(ctx); err != nil {
		return data.Reading{}, err
	}
	n, err := l.number(id)
	if err != nil {
		return data.Reading{}, err
	}
	if err := l.recogniseFirst(ctx, n); err != nil {
		return data.Reading{}, err
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.Reading{}, err
	}
	if n, err = l.number(id); err != nil { // its text may have changed meanwhile
		return data.Reading{}, err
	}
	o, err := l.open(ctx, n, true)
	if err != nil {
		return data.Reading{}, err
	}
	r := data.Reading{Article: o.article, Row: l.rowOf(n, o.article), Top: l.top(ctx, id), Recognised: o.found != nil}
	if o.found != nil {
		if err := l.tell(ctx, &r, o, s); err != nil {
			return data.Reading{}, err
		}
	}
	l.mu.RLock()
	r.Complete = l.complete()
	l.mu.RUnlock()
	return r, nil
}

// rowOf is an article's row, of the article.
func (l *Library) rowOf(n uint32, a *data.Article) data.Row {
	l.mu.RLock()
	defer l.mu.RUnlock()
	f := l.shelf.flags[n]
	return data.Row{
		ID: a.ID, Title: a.Title, Source: a.Attribution(), Published: a.Published, Authors: a.Authors, URL: a.URL,
		Words: a.Words(), Read: f&read != 0, Starred: f&starred != 0, Others: l.shelf.others(n),
	}
}

// tell adds to a reading what was found in the article.
func (l *Library) tell(ctx context.Context, r *data.Reading, o opened, s *scope.Scope) error {
	r.Language = o.found.Language
	ids := make([]data.EntityID, len(o.who))
	type local struct{ count, first int }
	here := map[uint32]local{}
	var order []uint32
	for i := range o.found.Entities {
		e, err := l.entity(ctx, o.who[i])
		if err != nil {
			return err
		}
		ids[i] = e.ID
		at, known := here[o.who[i]]
		if !known {
			at.first = -1
			order = append(order, o.who[i])
		}
		for _, m := range o.found.Entities[i].Mentions {
			r.Mentions = append(r.Mentions, data.Mention{
				Start: m.Start, End: m.End, Entity: e.ID, Kind: e.Kind, Softer: m.Softer, Why: m.Why,
			})
			if m.Softer {
				continue
			}
			at.count++
			if at.first < 0 || m.Start < at.first {
				at.first = m.Start
			}
		}
		here[o.who[i]] = at
	}
	slices.SortStableFunc(r.Mentions, func(a, b data.Mention) int { return cmp.Compare(a.Start, b.Start) })
	r.Quotes = quotations(o, ids)
	for _, number := range order {
		c, err := l.counted(ctx, number, s)
		if err != nil {
			return err
		}
		c.Here, c.First = here[number].count, here[number].first
		r.Entities = append(r.Entities, c)
	}
	tally.Here(r.Entities)
	return nil
}

// top is where an article was left.
func (l *Library) top(ctx context.Context, id data.ID) int {
	if top, waiting := l.late.Top(id); waiting {
		return top
	}
	var mark data.Mark
	l.complain(l.store.MarksOf(context.WithoutCancel(ctx), []data.ID{id}, func(_ data.ID, m data.Mark) { mark = m }))
	return mark.Top
}

// Counts answers with the counts of the whole library.
func (l *Library) Counts(ctx context.Context) (data.Counts, error) {
	if err := l.opened(ctx); err != nil {
		return data.Counts{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	s := &l.shelf
	return data.Counts{
		Articles: s.alive, Unread: s.unread, Starred: s.starred,
		Indexed: s.indexed, Recognised: s.recognised, Loading: l.loading > 0,
	}, nil
}

// Raw is what an article was made from: the HTML that a feed gave, else its
// text. The error is data.ErrNoArticle for an unknown id.
func (l *Library) Raw(id data.ID) ([]byte, error) {
	if err := l.opened(l.ctx); err != nil {
		return nil, err
	}
	n, err := l.number(id)
	if err != nil {
		return nil, err
	}
	e, err := l.store.Given(l.ctx, n)
	if err != nil {
		return nil, err
	}
	if html := e.Content(); html != "" {
		return []byte(html), nil
	}
	return []byte(e.Article.Text), nil
}

// Entry is what a feed gave of an article: its enclosures, picture, comments
// and categories. The error is data.ErrNoArticle for an unknown id.
func (l *Library) Entry(ctx context.Context, id data.ID) (*data.Entry, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	n, err := l.number(id)
	if err != nil {
		return nil, err
	}
	return l.store.Given(ctx, n)
}

// Earlier answers with the texts that an article had before, the newest first.
func (l *Library) Earlier(ctx context.Context, id data.ID) ([]data.Version, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	numbers, stored, err := l.store.Earlier(ctx, id)
	if err != nil {
		return nil, err
	}
	var texts []data.Version
	for i, n := range numbers {
		o, err := l.open(ctx, n, false)
		if errors.Is(err, data.ErrNoArticle) {
			continue
		}
		if err != nil {
			return nil, err
		}
		texts = append(texts, data.Version{Article: o.article, Stored: stored[i]})
	}
	return texts, nil
}
