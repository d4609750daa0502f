package memory

import (
	"context"
	"slices"

	"dateline/data"
	"dateline/data/memory/index"
	"dateline/data/search"
)

// How often a word counts as said that stands in the title, in the source or an
// author's name, or in the name of someone in the article (as in BM25F: the weights go into the
// frequency).
const (
	inTitle  = 8
	inSource = 2
	inName   = 2
)

// resolve fills a term's column. l.mu is held for reading, as in all of this
// file.
func (l *Library) resolve(ctx context.Context, r *resolved) error {
	switch r.term.Field {
	case data.PersonField:
		l.named(r, data.Person)
	case data.PlaceField:
		l.named(r, data.Place)
	case data.OrgField:
		l.named(r, data.Organisation)
	case data.EntityField:
		l.named(r, anyKind)
	case data.AnyField, data.TitleField, data.TextField, data.SourceField, data.AuthorField:
		if err := l.written(ctx, r); err != nil {
			return err
		}
	default:
		l.filter(r)
	}
	return ctx.Err()
}

// filter is for terms that look at no words.
func (l *Library) filter(r *resolved) {
	holds := l.condition(r.term)
	for doc := range l.shelf.docs {
		if holds(doc) {
			r.column.tier[doc] = search.Exact
		}
	}
}

// condition tells whether a term without words holds in a document.
func (l *Library) condition(t data.Term) func(doc int) bool {
	s, day := &l.shelf, t.Day.UnixMilli()
	switch t.Field {
	case data.AfterField:
		return func(doc int) bool { return s.published[doc] != undated && s.published[doc] >= day }
	case data.BeforeField:
		return func(doc int) bool { return s.published[doc] != undated && s.published[doc] < day }
	case data.UnreadField:
		return func(doc int) bool { return s.flags[doc]&isRead == 0 }
	case data.ReadField:
		return func(doc int) bool { return s.flags[doc]&isRead != 0 }
	case data.StarredField:
		return func(doc int) bool { return s.flags[doc]&isStarred != 0 }
	case data.LanguageField:
		return func(doc int) bool { return search.InLanguage(s.docs[doc].inLanguage(), t.Text) }
	case data.HasLinkField:
		return func(doc int) bool { return len(s.docs[doc].article.Links) > 0 }
	case data.HasPictureField:
		return func(doc int) bool { return len(s.docs[doc].article.Pictures) > 0 }
	}
	// Articles in memory were opened by themselves: none came from a feed that
	// is subscribed to.
	return func(int) bool { return false }
}

// written is for words in the text, the title and the source, or in one of
// them.
func (l *Library) written(ctx context.Context, r *resolved) error {
	switch {
	case r.pattern.Loose:
		l.words.Match(r.pattern.Words[0], func(word uint32, tier search.Tier) { l.count(r, word, tier) })
	case len(r.pattern.Words) == 1:
		l.quoted(r)
	default:
		if err := l.phrase(ctx, r); err != nil {
			return err
		}
	}
	if r.term.Field == data.AnyField && !r.term.Not {
		l.called(r)
	}
	l.weigh(r)
	return nil
}

// wanted tells which flags of a posting a term looks at, and whether it looks
// at the text.
func wanted(f data.Field) (flags index.Flags, text bool) {
	switch f {
	case data.TitleField:
		return index.Title, false
	case data.SourceField:
		return index.Source, false
	case data.AuthorField:
		return index.Author, false
	case data.TextField:
		return 0, true
	}
	return index.Title | index.Source, true
}

// count adds the documents of a word: for now score is how often it counts as
// said, in quarters, less for words that only begin with or contain it.
func (l *Library) count(r *resolved, word uint32, tier search.Tier) {
	flags, text := wanted(r.term.Field)
	l.words.Postings(word, func(p index.Posting) {
		said := 0
		if text {
			said = p.Count
		}
		if p.Flags&flags&index.Title != 0 {
			said += inTitle
		}
		if p.Flags&flags&(index.Source|index.Author) != 0 {
			said += inSource
		}
		switch {
		case said > 0:
			r.column.raise(p.Document, tier)
			r.column.score[p.Document] += int32(said) * 4 >> (search.Exact - tier)
		case text && p.Flags&^index.Author == index.Joined:
			r.column.raise(p.Document, search.Close)
			r.column.score[p.Document]++
		}
	})
}

// quoted is one whole word.
func (l *Library) quoted(r *resolved) {
	if r.pattern.Open {
		l.words.Match(r.pattern.Words[0], func(word uint32, tier search.Tier) {
			if tier >= search.Prefix {
				l.count(r, word, tier)
			}
		})
	} else if word, ok := l.words.Lookup(r.pattern.Words[0]); ok {
		l.count(r, word, search.Exact)
	}
}

// phrase finds the documents that have all the words, and looks which have
// them next to one another.
func (l *Library) phrase(ctx context.Context, r *resolved) error {
	phrase, ok := l.words.Phrase(r.pattern.Words, r.pattern.Open)
	if !ok {
		return nil
	}
	words := phrase.All()
	has := make([]uint16, len(l.shelf.docs))
	without := make([]index.Flags, len(l.shelf.docs)) // where a word doesn't stand
	for i, word := range words {
		l.words.Postings(word, func(p index.Posting) {
			if int(has[p.Document]) == i {
				has[p.Document]++
				without[p.Document] |= ^p.Flags
			}
		})
	}
	for doc, n := range has {
		if doc%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if int(n) == len(words) && !l.shelf.docs[doc].gone && doc < l.shelf.indexed {
			l.verify(r, uint32(doc), phrase, ^without[doc])
		}
	}
	return nil
}

// verify looks for the phrase in one document, whose title or source can have
// it where its flag is set in may.
func (l *Library) verify(r *resolved, doc uint32, phrase index.Phrase, may index.Flags) {
	a := l.shelf.docs[doc].article
	flags, text := wanted(r.term.Field)
	flags &= may
	note := func(tier search.Tier, weight int32) {
		if tier != search.None {
			r.column.raise(doc, tier)
			r.column.score[doc] += 4 * weight
		}
	}
	look := func(in string, weight int32) {
		r.scratch = search.AppendFold(r.scratch[:0], in)
		note(r.pattern.Occurs(r.scratch), weight)
	}
	if text {
		note(l.words.In(doc, phrase), 1)
	}
	if flags&index.Title != 0 {
		look(a.Title, inTitle)
	}
	if flags&index.Source != 0 {
		look(a.Attribution(), inSource)
	}
	if flags&index.Author != 0 {
		for _, author := range a.Authors {
			look(author, inSource)
		}
	}
}

// called adds the articles of the entity that the term is a name of, if that is
// exactly one: they are close where the text has another of its names.
func (l *Library) called(r *resolved) {
	folded := search.Fold(r.term.Text)
	r.entities = slices.Clone(l.who.called[folded])
	r.entities = slices.DeleteFunc(r.entities, func(e uint32) bool { return len(l.who.entities[e].posts) == 0 })
	if len(r.entities) != 1 {
		r.entities = nil
		return
	}
	for _, p := range l.who.entities[r.entities[0]].posts {
		r.column.raise(p.doc, search.Close)
		r.column.score[p.doc] += 4 * inName
	}
}

// weigh turns how often a term is said into its share of the relevance.
func (l *Library) weigh(r *resolved) {
	documents := 0
	for _, tier := range r.column.tier {
		if tier != search.None {
			documents++
		}
	}
	if documents == 0 {
		return
	}
	weight := search.Weight(documents, len(r.column.tier))
	average := l.shelf.total / max(l.shelf.alive, 1)
	for doc, tier := range r.column.tier {
		if tier != search.None {
			said := max(int(r.column.score[doc])/4, 1)
			r.column.score[doc] = int32(weight * search.Frequency(said, l.shelf.docs[doc].words, average) / 256)
		}
	}
}

// fuzzy adds what is nearly written like a word, in titles and names: close.
func (l *Library) fuzzy(r *resolved) {
	field := r.term.Field
	if r.term.Not || !r.pattern.Loose || field != data.AnyField && field != data.TitleField {
		return
	}
	asked := r.pattern.Words[0]
	if len(asked) < search.MinFuzzy {
		return
	}
	near := func(doc uint32) {
		if r.column.tier[doc] == search.None {
			r.column.tier[doc] = search.Close
		}
	}
	l.words.Beginning(asked[:1], len(asked)+1, len(asked)*5/3, func(word uint32, written string) {
		if search.FuzzyWord(asked, written) {
			l.words.Postings(word, func(p index.Posting) {
				if p.Flags&index.Title != 0 {
					near(p.Document)
				}
			})
		}
	})
	letters := search.Letters(asked)
	for doc, d := range l.shelf.docs {
		if d.letters&letters != letters || r.column.tier[doc] != search.None {
			continue
		}
		if _, ok := search.FuzzyTitle(asked, search.Fold(d.article.Title)); ok {
			near(uint32(doc))
		}
	}
	if field != data.AnyField {
		return
	}
	for _, e := range l.who.fuzzy(asked, anyKind) {
		r.entities = append(r.entities, e)
		for _, p := range l.who.entities[e].posts {
			near(p.doc)
		}
	}
	r.entities = unique(r.entities)
}
