package memory

import (
	"context"
	"slices"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/memory/index"
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

// draft is how a term matches, while that is found out.
type draft struct {
	Term    data.Term
	Pattern search.Pattern
	*scope.Draft
	entities []uint32
}

// resolve gives a term its column; with nearly, what is nearly written so is in
// it too. l.mu is held for reading, as in all of this file.
func (l *Library) resolve(ctx context.Context, t *scope.Term, nearly bool) error {
	if holds := l.condition(t.Term); holds != nil {
		t.Column = scope.Filter(len(l.shelf.docs), func(doc uint32) bool { return holds(int(doc)) })
		return ctx.Err()
	}
	r := &draft{t.Term, t.Pattern, scope.NewDraft(len(l.shelf.docs)), nil}
	switch r.Term.Field {
	case data.PersonField:
		l.named(r, data.Person)
	case data.PlaceField:
		l.named(r, data.Place)
	case data.OrgField:
		l.named(r, data.Organisation)
	case data.EntityField:
		l.named(r, anyKind)
	default:
		if err := l.written(ctx, r, nearly); err != nil {
			return err
		}
	}
	if nearly {
		l.fuzzy(r)
	}
	t.Column = l.column(r)
	return ctx.Err()
}

// column makes a column of a draft.
func (l *Library) column(r *draft) *scope.Column {
	c := scope.NewColumn(len(l.shelf.docs))
	c.Entities = r.entities
	average := l.shelf.total / max(l.shelf.alive, 1)
	documents := 0
	for chunk := range scope.Chunks(len(l.shelf.docs)) {
		documents += c.Take(chunk, r.Chunk(chunk), func(doc uint32, said int) int {
			return search.Frequency(said, search.Norm(l.shelf.docs[doc].words, average))
		})
	}
	c.Weigh(documents, l.shelf.alive)
	return c
}

// condition tells whether a term without words holds in a document; nil for all
// other terms.
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
	case data.FeedIDField:
		// Articles in memory were opened by themselves: none came from a feed that
		// is subscribed to.
		return func(int) bool { return false }
	}
	return nil
}

// written is for words in the text, the title and the source, or in one of
// them. Words that only have one inside count nearly, but not those of authors.
func (l *Library) written(ctx context.Context, r *draft, nearly bool) error {
	inside := nearly && r.Term.Field != data.AuthorField && !r.Term.Not
	switch {
	case r.Pattern.Loose:
		lowest := search.Prefix
		if inside {
			lowest = search.Substring
		}
		l.matched(r, lowest)
	case len(r.Pattern.Words) == 1:
		l.quoted(r)
	default:
		if err := l.phrase(ctx, r); err != nil {
			return err
		}
	}
	if r.Term.Field == data.AnyField && !r.Term.Not {
		l.called(r)
	}
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

// matched adds the documents of words like the one that was asked for, down to a
// tier. First come whole words: what begins with one doesn't count where it stands.
func (l *Library) matched(r *draft, lowest search.Tier) {
	asked := r.Pattern.Words[0]
	var words [search.Exact + 1][]uint32
	l.words.Match(asked, func(word uint32, tier search.Tier) { words[tier] = append(words[tier], word) })
	for tier := search.Exact; tier >= lowest; tier-- {
		// Few letters have a list of their own on disk, of all that they begin.
		if tier == search.Prefix && utf8.RuneCountInString(asked) <= posting.Letters && len(words[tier]) > 0 {
			l.count(r, tier, words[tier]...)
			continue
		}
		for _, word := range words[tier] {
			l.count(r, tier, word)
		}
	}
}

// count adds the documents of words that count as one: for now score is how often
// it counts as said, in quarters, less for words that only begin with what was
// asked or contain it. It counts as coarsely as on disk, so that both rank alike.
func (l *Library) count(r *draft, tier search.Tier, words ...uint32) {
	flags, text := wanted(r.Term.Field)
	add := func(p index.Posting) {
		said := 0
		if text {
			said = posting.Rounded(p.Count)
		}
		if p.Flags&flags&index.Title != 0 {
			said += inTitle
		}
		if p.Flags&flags&index.Source != 0 {
			said += inSource
		}
		if p.Flags&flags&index.Author != 0 {
			said++
		}
		switch {
		case said > 0 && r.Tier[p.Document] <= tier:
			r.Raise(p.Document, tier, int32(said)*4>>(search.Exact-tier))
		case said == 0 && text && p.Flags&^index.Author == index.Joined:
			r.Raise(p.Document, search.Close, 1)
		}
	}
	if len(words) == 1 {
		l.words.Postings(words[0], add)
		return
	}
	all := make([]index.Posting, len(l.shelf.docs))
	for _, word := range words {
		l.words.Postings(word, func(p index.Posting) {
			at := &all[p.Document]
			at.Document, at.Count, at.Flags = p.Document, at.Count+p.Count, at.Flags|p.Flags
		})
	}
	for _, p := range all {
		if p.Flags != 0 || p.Count > 0 {
			add(p)
		}
	}
}

// quoted is one whole word.
func (l *Library) quoted(r *draft) {
	if r.Pattern.Open {
		l.matched(r, search.Prefix)
	} else if word, ok := l.words.Lookup(r.Pattern.Words[0]); ok {
		l.count(r, search.Exact, word)
	}
}

// phrase finds the documents that have all the words, and looks which have
// them next to one another.
func (l *Library) phrase(ctx context.Context, r *draft) error {
	phrase, ok := l.words.Phrase(r.Pattern.Words, r.Pattern.Open)
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
	var scratch []byte
	for doc, n := range has {
		if doc%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		if int(n) == len(words) && !l.shelf.docs[doc].gone && doc < l.shelf.indexed {
			scratch = l.verify(r, uint32(doc), phrase, ^without[doc], scratch)
		}
	}
	return nil
}

// verify looks for the phrase in one document, whose title or source can have
// it where its flag is set in may. It answers with scratch, which may have grown.
func (l *Library) verify(r *draft, doc uint32, phrase index.Phrase, may index.Flags, scratch []byte) []byte {
	a := l.shelf.docs[doc].article
	flags, text := wanted(r.Term.Field)
	flags &= may
	note := func(tier search.Tier, weight int32) {
		if tier != search.None {
			r.Raise(doc, tier, 4*weight)
		}
	}
	look := func(in string, weight int32) {
		scratch = search.AppendFold(scratch[:0], in)
		note(r.Pattern.Occurs(scratch), weight)
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
			look(author, 1)
		}
	}
	return scratch
}

// called adds the articles of the entity that the term is a name of, if that is
// exactly one: they are close where the text has another of its names.
func (l *Library) called(r *draft) {
	folded := search.Fold(r.Term.Text)
	r.entities = slices.Clone(l.who.called[folded])
	r.entities = slices.DeleteFunc(r.entities, func(e uint32) bool { return len(l.who.entities[e].posts) == 0 })
	if len(r.entities) != 1 {
		r.entities = nil
		return
	}
	for _, p := range l.who.entities[r.entities[0]].posts {
		r.Raise(p.doc, search.Close, 4*inName)
	}
}

// fuzzy adds what is nearly written like a word, in titles and names: close.
func (l *Library) fuzzy(r *draft) {
	field := r.Term.Field
	if r.Term.Not || !r.Pattern.Loose || field != data.AnyField && field != data.TitleField {
		return
	}
	asked := r.Pattern.Words[0]
	if len(asked) < search.MinFuzzy {
		return
	}
	l.words.Beginning(asked[:1], len(asked)+1, len(asked)*5/3, func(word uint32, written string) {
		if search.FuzzyWord(asked, written) {
			l.words.Postings(word, func(p index.Posting) {
				if p.Flags&index.Title != 0 {
					r.Near(p.Document)
				}
			})
		}
	})
	letters := search.Letters(asked)
	for doc, d := range l.shelf.docs {
		if d.letters&letters != letters || r.Tier[doc] != search.None {
			continue
		}
		if _, ok := search.FuzzyTitle(asked, search.Fold(d.article.Title)); ok {
			r.Near(uint32(doc))
		}
	}
	if field != data.AnyField {
		return
	}
	for _, e := range l.who.fuzzy(asked, anyKind) {
		r.entities = append(r.entities, e)
		for _, p := range l.who.entities[e].posts {
			r.Near(p.doc)
			r.Said[p.doc] += 4
		}
	}
	r.entities = unique(r.entities)
}
