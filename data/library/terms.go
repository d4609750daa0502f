package library

import (
	"context"
	"errors"
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/scope"
	"dateline/data/search"
)

// How often a word counts as said that stands in the title, in the source, or
// in the name of someone in the article (as in BM25F: the weights go into the
// frequency).
const (
	inTitle  = 8
	inSource = 2
	inName   = 2
)

// resolved is a column that was made.
type resolved struct {
	*scope.Column
	from uint32 // chunk
}

// columns keeps how the last few terms match: what is typed changes one term
// after the other, and marking an article read changes none.
type columns struct {
	mu    sync.Mutex
	kept  []resolved
	names []string
	texts uint64 // the generation that they are of
}

const keptColumns = 8

func (c *columns) get(name string, texts uint64) (known resolved, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if i := slices.Index(c.names, name); i >= 0 && c.texts == texts {
		return c.kept[i], true
	}
	return known, false
}

func (c *columns) put(name string, texts uint64, made resolved) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.texts != texts {
		c.kept, c.names, c.texts = nil, nil, texts
	}
	if i := slices.Index(c.names, name); i >= 0 {
		c.kept[i] = made
		return
	}
	if len(c.kept) == keptColumns {
		c.kept, c.names = slices.Delete(c.kept, 0, 1), slices.Delete(c.names, 0, 1)
	}
	c.kept, c.names = append(c.kept, made), append(c.names, name)
}

// resolve gives a term its column, from a chunk on. With nearly, what has the
// words inside others, and what is nearly written so, is in it too.
func (l *Library) resolve(ctx context.Context, r *scope.Term, from uint32, nearly bool) error {
	l.mu.RLock()
	n := len(l.shelf.flags)
	l.mu.RUnlock()
	if holds := l.filter(r.Term); holds != nil {
		r.Column = scope.Filter(n, func(number uint32) bool { return holds(&l.shelf, number) })
		return ctx.Err()
	}
	m := matching{l: l, ctx: ctx, term: r.Term, pattern: r.Pattern, draft: newDraft(from, n), last: uint32(max(n, 1)-1) >> posting.Bits}
	m.nearly = nearly && m.loose()
	name, texts := scope.Name(data.Query{Root: data.Only(r.Term)}), l.texts.Load()
	if m.nearly { // both are kept: the word may be asked for beside others that have a screenful
		name += " nearly"
	}
	if known, ok := l.columns.get(name, texts); ok && known.from <= from {
		r.Column = known.Column
		return ctx.Err()
	}
	if err := m.match(); err != nil {
		return err
	}
	l.mu.RLock()
	r.Column = m.column(l, m.weights())
	l.mu.RUnlock()
	l.columns.put(name, texts, resolved{r.Column, from})
	return ctx.Err()
}

// filter tells what a term that looks at no words asks of an article, nil for
// all other terms.
func (l *Library) filter(t data.Term) func(s *shelf, n uint32) bool {
	flag := func(f flags, so bool) func(*shelf, uint32) bool {
		return func(s *shelf, n uint32) bool { return s.flags[n]&f != 0 == so }
	}
	day := t.Day.UnixMilli()
	switch t.Field {
	case data.AfterField:
		return func(s *shelf, n uint32) bool { return s.published[n] >= day && s.published[n] != undated }
	case data.BeforeField:
		return func(s *shelf, n uint32) bool { return s.published[n] < day && s.published[n] != undated }
	case data.UnreadField:
		return flag(read, false)
	case data.ReadField:
		return flag(read, true)
	case data.StarredField:
		return flag(starred, true)
	case data.HasLinkField:
		return flag(linked, true)
	case data.HasPictureField:
		return flag(pictured, true)
	case data.FeedIDField:
		if data.FeedID(t.Text) == data.EditionFeed {
			return func(s *shelf, n uint32) bool { return ofEdition(s.ids.all[n]) }
		}
		feed := l.feedNumber(data.FeedID(t.Text))
		return func(s *shelf, n uint32) bool { return feed != 0 && s.from(n, feed) }
	case data.LanguageField:
		return l.spoken(t.Text)
	}
	return nil
}

// spoken is for a language: en has en-GB too.
func (l *Library) spoken(tag string) func(s *shelf, n uint32) bool {
	known := sync.OnceValue(func() []bool {
		names := l.shelf.names.all
		known := make([]bool, len(names))
		for i, name := range names {
			known[i] = search.InLanguage(name, tag)
		}
		return known
	})
	return func(s *shelf, n uint32) bool { return known()[s.language[n]] }
}

// matching finds how one term matches.
type matching struct {
	l       *Library
	ctx     context.Context
	term    data.Term
	pattern search.Pattern
	last    uint32 // chunk
	nearly  bool
	*draft
}

// width is how many chunks are looked at.
func (m *matching) width() int { return int(m.last + 1 - m.from) }

// loose reports whether what is nearly written like the term counts at all.
func (m *matching) loose() bool {
	switch m.term.Field {
	case data.AnyField, data.TitleField, data.TextField, data.SourceField:
		return m.pattern.Loose && !m.term.Not
	}
	return false
}

// match fills the draft.
func (m *matching) match() error {
	switch m.term.Field {
	case data.PersonField:
		return m.named(data.Person)
	case data.PlaceField:
		return m.named(data.Place)
	case data.OrgField:
		return m.named(data.Organisation)
	case data.EntityField:
		return m.named(data.Kinds[:]...)
	}
	return m.written()
}

// weights tells where the term is looked for.
func (m *matching) weights() weights {
	switch m.term.Field {
	case data.TitleField:
		return weights{title: inTitle}
	case data.SourceField:
		return weights{source: inSource}
	case data.TextField, data.AuthorField:
		return weights{text: true}
	}
	return weights{inTitle, inSource, true}
}

// word adds the articles that have a whole word.
func (m *matching) word(word string, tier search.Tier) error {
	if m.term.Field == data.AuthorField {
		word = posting.Author(word)
	}
	return m.spread(func(from, to uint32) error {
		return m.l.store.Word(m.ctx, from, to, word, func(chunk uint32, docs []byte) { m.list(chunk, docs, tier) })
	})
}

// spread asks for lists in all chunks: in many, in two halves at the same time,
// as what is found in a chunk is noted for its articles alone.
func (m *matching) spread(ask func(from, to uint32) error) error {
	var errs [2]error
	scope.Spread(int(m.from), int(m.last)+1, func(from, to int) {
		errs[min(from-int(m.from), 1)] = ask(uint32(from), uint32(to-1))
	})
	return errors.Join(errs[0], errs[1], m.ctx.Err())
}

// beginning adds the articles that have a word that goes on behind what was
// asked.
func (m *matching) beginning(word string) error {
	add := func(chunk uint32, docs []byte) { m.list(chunk, docs, search.Prefix) }
	if key, ok := posting.Beginning(word); ok && m.term.Field != data.AuthorField {
		return m.spread(func(from, to uint32) error { return m.l.store.Word(m.ctx, from, to, key, add) })
	}
	if m.term.Field == data.AuthorField {
		word = posting.Author(word)
	}
	return m.spread(func(from, to uint32) error {
		return m.l.store.Beginning(m.ctx, from, to, word, func(chunk uint32, _ string, docs []byte) { add(chunk, docs) })
	})
}

// written is for words in the text, the title and the source, or in one of
// them.
func (m *matching) written() error {
	var err error
	words := m.pattern.Words
	switch {
	case len(words) == 0:
		return nil
	case len(words) > 1:
		err = m.phrase()
	default:
		// First whole words: what begins with one doesn't count where it stands.
		err = m.word(words[0], search.Exact)
		if err == nil && !m.term.Not && (m.pattern.Loose || m.pattern.Open) {
			err = m.beginning(words[0])
		}
	}
	if err == nil && m.term.Field == data.SourceField {
		m.followed()
	}
	if err == nil && m.nearly {
		err = m.nearlyWritten()
	}
	if err == nil && m.term.Field == data.AnyField && !m.term.Not {
		err = m.called()
	}
	return err
}

// followed adds the articles of the feeds that the reader gave such a name.
func (m *matching) followed() {
	l := m.l
	l.mu.RLock()
	defer l.mu.RUnlock()
	var feeds []uint32
	for _, f := range l.feeds {
		if !f.Removed && m.pattern.Occurs([]byte(search.Fold(f.Title))) == search.Exact {
			feeds = append(feeds, f.Number)
		}
	}
	if len(feeds) == 0 {
		return
	}
	for n := range uint32(m.articles) {
		if slices.ContainsFunc(feeds, func(feed uint32) bool { return l.shelf.from(n, feed) }) {
			m.raise(n, search.Exact, 0)
		}
	}
}

// called adds the articles of the entity that the term is a name of, if that is
// exactly one: they are close where the text has another of its names.
func (m *matching) called() error {
	entities, err := m.l.store.Called(m.ctx, search.Fold(m.term.Text))
	if err != nil || len(entities) != 1 {
		return err
	}
	m.entities = append(m.entities, entities...)
	return m.l.store.Posts(m.ctx, m.from, m.last, entities[0], func(chunk uint32, docs []byte) {
		posting.EachPost(docs, func(p posting.Post) {
			if p.Count > 0 {
				m.raise(posting.Number(chunk, p.Doc), search.Close, 4*inName)
			}
		})
	})
}
