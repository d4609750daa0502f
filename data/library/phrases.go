package library

import (
	"strings"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
)

// phrase finds the articles that have words next to one another. One that is
// still being typed may have its last word go on: where that has hardly been
// begun, it would take too long in a larger library to see where all that it may
// become stands. Then an article that has it as it is will do ("covid-19"), or where
// there is none one that has it anywhere.
func (m *matching) phrase() error {
	if !m.pattern.Begun() || m.width() == 1 || m.term.Field == data.AuthorField {
		return m.whole()
	}
	typed := *m
	typed.pattern.Open = false
	if err := typed.whole(); err != nil || !m.empty() {
		return err
	}
	return m.begun(m.pattern.Words[len(m.pattern.Words)-1])
}

// begun is for a phrase whose last word has hardly been begun.
func (m *matching) begun(last string) error {
	others := *m
	others.draft = newDraft(m.from, m.articles)
	m.others = others.draft
	others.pattern = search.Pattern{Words: m.pattern.Words[:len(m.pattern.Words)-1]}
	var err error
	if len(others.pattern.Words) > 1 {
		err = others.whole()
	} else {
		err = others.word(others.pattern.Words[0], search.Exact)
	}
	for _, find := range []func(string) error{func(w string) error { return m.word(w, search.Exact) }, m.beginning} {
		if err == nil {
			err = find(last)
		}
	}
	if err != nil {
		return err
	}
	return nil
}

// whole is for a phrase whose words are all to stand next to one another.
func (m *matching) whole() error {
	where := m.weights()
	var candidates []uint32
	for chunk := m.from; chunk <= m.last; chunk++ {
		if err := m.ctx.Err(); err != nil {
			return err
		}
		words, err := m.lists(chunk)
		if err != nil {
			return err
		}
		if words == nil {
			continue
		}
		if where.text {
			m.together(chunk, words)
		}
		if where.title+where.source > 0 {
			candidates = append(candidates, m.headed(chunk, words)...)
		}
		if m.term.Field == data.AuthorField {
			candidates = append(candidates, m.everyone(chunk, words)...)
		}
	}
	if len(candidates) == 0 {
		return nil
	}
	return m.verify(candidates)
}

// lists gives the lists of each word of the phrase in a chunk: one each, and
// for a last word that may go on also those of all that it may become. It is nil
// where a word isn't in the chunk.
func (m *matching) lists(chunk uint32) ([][]posting.Lists, error) {
	all := make([][]posting.Lists, len(m.pattern.Words))
	for i, word := range m.pattern.Words {
		if m.term.Field == data.AuthorField {
			word = posting.Author(word)
		}
		lists, err := m.l.store.Lists(m.ctx, chunk, []string{word})
		if err != nil {
			return nil, err
		}
		if i == len(all)-1 && m.pattern.Open {
			longer, err := m.l.store.Beginnings(m.ctx, chunk, word)
			if err != nil {
				return nil, err
			}
			lists = append(lists, longer...)
		} else if len(lists[0].Docs) == 0 {
			return nil, nil
		}
		all[i] = lists
	}
	return all, nil
}

// together adds the articles of a chunk that have the phrase in their text.
func (m *matching) together(chunk uint32, words [][]posting.Lists) {
	if m.term.Field == data.AuthorField {
		return
	}
	last := len(words) - 1
	before := make([]posting.Lists, last)
	for i := range before {
		before[i] = words[i][0]
	}
	posting.Together(before, words[last], func(doc uint16, of int) {
		tier := search.Exact
		if of > 0 {
			tier = search.Prefix
		}
		m.raise(posting.Number(chunk, doc), tier, 4)
	})
}

// headed gives the articles of a chunk that have all words in the title, or all
// in the source, so that the phrase may be there.
func (m *matching) headed(chunk uint32, words [][]posting.Lists) []uint32 {
	where := m.weights()
	var inTitle, inSource [posting.Size]uint8
	for i, lists := range words {
		for _, list := range lists {
			posting.Each(list.Docs, func(p posting.Posting) bool {
				if p.Title && where.title > 0 && inTitle[p.Doc] == uint8(i) {
					inTitle[p.Doc]++
				}
				if p.Source && where.source > 0 && inSource[p.Doc] == uint8(i) {
					inSource[p.Doc]++
				}
				return true
			})
		}
	}
	var found []uint32
	for doc := range inTitle {
		if int(max(inTitle[doc], inSource[doc])) == len(words) {
			found = append(found, posting.Number(chunk, uint16(doc)))
		}
	}
	return found
}

// everyone gives the articles of a chunk whose authors have all the words.
func (m *matching) everyone(chunk uint32, words [][]posting.Lists) []uint32 {
	var has [posting.Size]uint8
	for i, lists := range words {
		for _, list := range lists {
			posting.Each(list.Docs, func(p posting.Posting) bool {
				if has[p.Doc] == uint8(i) {
					has[p.Doc]++
				}
				return true
			})
		}
	}
	var found []uint32
	for doc, n := range has {
		if int(n) == len(words) {
			found = append(found, posting.Number(chunk, uint16(doc)))
		}
	}
	return found
}

// verify looks for the phrase in titles, in sources, or in each author's name.
func (m *matching) verify(candidates []uint32) error {
	where := m.weights()
	var scratch []byte
	return m.l.store.Titles(m.ctx, candidates, func(n uint32, titled, from, authors string) {
		look := func(text string, weight int) {
			scratch = search.AppendFold(scratch[:0], text)
			if tier := m.pattern.Occurs(scratch); weight > 0 && tier != search.None {
				m.raise(n, tier, 4*int32(weight))
			}
		}
		if m.term.Field == data.AuthorField {
			for name := range strings.Lines(authors) {
				look(name, 1)
			}
			return
		}
		look(titled, where.title)
		look(from, where.source)
	})
}
