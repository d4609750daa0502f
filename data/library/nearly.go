package library

import (
	"slices"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
	"dateline/data/store"
)

// seeks is how many lists may be looked up for words that only contain what was
// asked, or are nearly written so: some 20 ms.
const seeks = 4000

// nearlyWritten adds the articles with words that contain what was asked, and,
// for titles and names, with what is nearly written so: those are close.
func (m *matching) nearlyWritten() error {
	asked := m.pattern.Words[0]
	limit := seeks/m.width() + 1
	if len(asked) >= search.MinSubstring {
		words, err := m.l.containing(m.ctx, asked, limit)
		if err != nil {
			return err
		}
		for _, word := range words {
			if err := m.word(word, search.Substring); err != nil {
				return err
			}
		}
	}
	if len(asked) < search.MinFuzzy || m.term.Field != data.AnyField && m.term.Field != data.TitleField {
		return nil
	}
	if err := m.titledNearly(asked, limit); err != nil {
		return err
	}
	if m.term.Field != data.AnyField {
		return nil
	}
	return m.namedNearly(asked, data.Kinds[:])
}

// titledNearly adds the articles in whose titles a word is asked with letters
// left out, and those of the newest whose titles have its letters in stretches.
func (m *matching) titledNearly(asked string, limit int) error {
	words, err := m.l.beginning(m.ctx, asked[:1], len(asked)+1, len(asked)*5/3, func(word string) bool {
		return search.FuzzyWord(asked, word)
	}, limit)
	if err != nil {
		return err
	}
	for _, word := range words {
		err := m.l.store.Word(m.ctx, m.from, m.last, word, func(chunk uint32, docs []byte) {
			posting.Each(docs, func(p posting.Posting) bool {
				if p.Title {
					m.near(posting.Number(chunk, p.Doc), 0)
				}
				return true
			})
		})
		if err != nil {
			return err
		}
	}
	titles, err := m.l.newestTitles(m.ctx)
	if err != nil {
		return err
	}
	letters := search.Letters(asked)
	for i := range titles {
		if t := &titles[i]; t.letters&letters == letters {
			if _, ok := search.FuzzyTitle(asked, t.folded); ok {
				m.near(t.number, 0)
			}
		}
	}
	return m.ctx.Err()
}

// named is for person:, place: and org:. Names with all the words count; where
// there is none, names that begin with them or are nearly written so are close.
func (m *matching) named(kinds ...data.Kind) error {
	bearers, err := m.l.store.Bearers(m.ctx, m.pattern, kinds)
	if err != nil {
		return err
	}
	found, err := m.borne(bearers, search.Exact)
	if err == nil && !found && !m.term.Not && len(m.pattern.Words) == 1 {
		from, to := store.WordsFrom(m.pattern.Words[0])
		if bearers, err = m.l.store.WithWord(m.ctx, from, to, kinds, func(string) bool { return true }); err == nil {
			found, err = m.borne(bearers, search.Close)
		}
		if err == nil && !found {
			err = m.namedNearly(m.pattern.Words[0], kinds)
		}
	}
	return err
}

// namedNearly adds the articles that name someone with a word in the name that
// is asked with letters left out.
func (m *matching) namedNearly(asked string, kinds []data.Kind) error {
	from, to := store.WordsFrom(asked[:1])
	bearers, err := m.l.store.WithWord(m.ctx, from, to, kinds, func(word string) bool { return search.FuzzyWord(asked, word) })
	if err == nil {
		_, err = m.borne(bearers, search.Close)
	}
	return err
}

// borne adds the articles that mention those who bear a name, and reports
// whether there were any.
func (m *matching) borne(bearers []store.Bearer, tier search.Tier) (found bool, err error) {
	add := func(n uint32, count int) {
		if count == 0 {
			return
		}
		found = true
		if tier > search.Close {
			m.raise(n, tier, 4*int32(count))
		} else {
			m.near(n, 4)
		}
	}
	var joined []uint32
	for _, b := range bearers {
		m.entities = append(m.entities, b.Entity)
		if b.Alone != 0 {
			add(b.Alone, 1)
		} else {
			joined = append(joined, b.Entity)
		}
	}
	slices.Sort(m.entities)
	m.entities = slices.Compact(m.entities)
	err = m.mentioning(joined, add)
	return found, err
}

// mentioning calls add for the articles that mention some entities. Of many
// entities it asks each article, and of few each entity: so it takes no longer
// than 20 ms with 100,000 articles.
func (m *matching) mentioning(entities []uint32, add func(n uint32, count int)) error {
	if len(entities)*m.width() <= seeks {
		for _, entity := range entities {
			err := m.l.store.Posts(m.ctx, m.from, m.last, entity, func(chunk uint32, docs []byte) {
				posting.EachPost(docs, func(p posting.Post) { add(posting.Number(chunk, p.Doc), p.Count) })
			})
			if err != nil {
				return err
			}
		}
		return m.ctx.Err()
	}
	asked := make([]bool, slices.Max(entities)+1)
	for _, entity := range entities {
		asked[entity] = true
	}
	everyone := func(uint32) bool { return true }
	err := m.l.store.NamedIn(m.ctx, posting.Block(m.from<<posting.Bits), posting.Block(uint32(m.articles)), func(block uint32, list []byte) {
		posting.EachNames(block, list, everyone, func(n uint32, name posting.Name) {
			if int(name.Entity) < len(asked) && asked[name.Entity] {
				add(n, name.Count)
			}
		})
	})
	if err != nil {
		return err
	}
	return m.ctx.Err()
}
