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

// resolved is a column that was made. It isn't changed any more.
type resolved struct {
	*scope.Column
	nearly bool // what is nearly written so is in it
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

// resolve gives a term its column. With nearly, what has the words inside
// others, and what is nearly written so, is in it too.
func (l *Library) resolve(ctx context.Context, r *scope.Term, nearly bool) error {
	if holds := l.filter(r.Term); holds != nil {
		r.Column = l.filtered(holds)
		return ctx.Err()
	}
	name, texts := scope.Name(data.Query{Root: data.Only(r.Term)}), l.texts.Load()
	if known, ok := l.columns.get(name, texts); ok && (known.nearly || !nearly) {
		r.Column = known.Column
		return ctx.Err()
	}
	l.mu.RLock()
	n := len(l.shelf.flags)
	l.mu.RUnlock()
	m := matching{l: l, ctx: ctx, term: r.Term, pattern: r.Pattern, column: scope.NewColumn(n), last: uint32(max(n, 1)-1) >> posting.Bits}
	m.nearly = nearly
	if err := m.match(); err != nil {
		return err
	}
	r.Column = m.column
	l.columns.put(name, texts, resolved{m.column, nearly})
	return ctx.Err()
}

// filtered is the column of a term that looks at no words.
func (l *Library) filtered(holds func(s *shelf, n uint32) bool) *scope.Column {
	l.mu.RLock()
	defer l.mu.RUnlock()
	c := scope.NewColumn(len(l.shelf.flags))
	scope.Spread(len(c.Tier), func(from, to int) {
		for n := from; n < to; n++ {
			if holds(&l.shelf, uint32(n)) {
				c.Tier[n] = search.Exact
			}
		}
	})
	return c
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
	column  *scope.Column
	last    uint32 // chunk
	nearly  bool
}

// match fills the column.
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

// weights tells how much a word counts that stands in the title, and in the
// source, and whether the text counts.
func (m *matching) weights() (title, source int, text bool) {
	switch m.term.Field {
	case data.TitleField:
		return inTitle, 0, false
	case data.SourceField:
		return 0, inSource, false
	case data.TextField:
		return 0, 0, true
	case data.AuthorField:
		return 0, 0, true
	}
	return inTitle, inSource, true
}

// add counts the articles of a word's list: for now score is how often it
// counts as said, in quarters, less for words that only begin with what was
// asked or contain it.
func (m *matching) add(chunk uint32, docs []byte, tier search.Tier) {
	title, source, text := m.weights()
	c := m.column
	posting.Each(docs, func(p posting.Posting) bool {
		n := posting.Number(chunk, p.Doc)
		if int(n) >= len(c.Tier) {
			return true // it came while the question was on its way
		}
		said := 0
		if text {
			said = p.Count
		}
		if p.Title {
			said += title
		}
		if p.Source {
			said += source
		}
		switch {
		case said > 0 && c.Tier[n] <= tier:
			c.Tier[n] = tier
			c.Score[n] += int32(said) * 4 >> (search.Exact - tier)
		case said == 0 && text && p.Joined():
			c.Raise(n, search.Close)
			c.Score[n]++
		}
		return true
	})
}

// word adds the articles that have a whole word.
func (m *matching) word(word string, tier search.Tier) error {
	if m.term.Field == data.AuthorField {
		word = posting.Author(word)
	}
	return m.spread(func(from, to uint32) error {
		return m.l.store.Word(m.ctx, from, to, word, func(chunk uint32, docs []byte) { m.add(chunk, docs, tier) })
	})
}

// spread asks for lists in all chunks: in many, in two halves at the same time,
// as what is found in a chunk is noted for its articles alone.
func (m *matching) spread(ask func(from, to uint32) error) error {
	var errs [2]error
	scope.Spread(int(m.last+1)<<posting.Bits, func(from, to int) {
		first, last := uint32(from+posting.Size-1)>>posting.Bits, uint32(to-1)>>posting.Bits
		errs[min(from, 1)] = ask(first, last)
	})
	return errors.Join(errs[0], errs[1], m.ctx.Err())
}

// beginning adds the articles that have a word that goes on behind what was
// asked.
func (m *matching) beginning(word string) error {
	add := func(chunk uint32, docs []byte) { m.add(chunk, docs, search.Prefix) }
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
	if err == nil && m.nearly && m.pattern.Loose && !m.term.Not {
		err = m.nearlyWritten()
	}
	if err == nil && m.term.Field == data.AnyField && !m.term.Not {
		err = m.called()
	}
	if err == nil {
		m.weigh()
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
	for n := range m.column.Tier {
		if slices.ContainsFunc(feeds, func(feed uint32) bool { return l.shelf.from(uint32(n), feed) }) {
			m.column.Raise(uint32(n), search.Exact)
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
	m.column.Entities = append(m.column.Entities, entities...)
	return m.mentioned(entities[0], search.Close, func(int) int32 { return 4 * inName })
}

// mentioned adds the articles that mention an entity.
func (m *matching) mentioned(entity uint32, tier search.Tier, score func(count int) int32) error {
	c := m.column
	return m.l.store.Posts(m.ctx, 0, m.last, entity, func(chunk uint32, docs []byte) {
		posting.EachPost(docs, func(p posting.Post) {
			if n := posting.Number(chunk, p.Doc); int(n) < len(c.Tier) && p.Count > 0 {
				c.Raise(n, tier)
				c.Score[n] += score(p.Count)
			}
		})
	})
}

// weigh turns how often a term is said into its share of the relevance.
func (m *matching) weigh() {
	l, c := m.l, m.column
	l.mu.RLock()
	defer l.mu.RUnlock()
	documents := 0
	for _, tier := range c.Tier {
		if tier != search.None {
			documents++
		}
	}
	if documents == 0 {
		return
	}
	weight := search.Weight(documents, max(l.shelf.alive, documents))
	average := l.shelf.total / max(l.shelf.alive, 1)
	scope.Spread(len(c.Tier), func(from, to int) {
		for n := from; n < to; n++ {
			if c.Tier[n] != search.None {
				said := max(int(c.Score[n])/4, 1)
				c.Score[n] = int32(weight * search.Frequency(said, int(l.shelf.words[n]), average) / 256)
			}
		}
	})
}
