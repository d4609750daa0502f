package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
)

// Named is an entity with its number and its counts over all articles that are
// stored, those of removed feeds included.
type Named struct {
	data.Entity
	Number   uint32
	Mentions int
	Articles int
	Last     int64 // Unix milliseconds of the newest article that mentions it
	Dated    bool  // whether any is dated
}

// Entity reads an entity by its number; nil where no article names it.
func (s *Store) Entity(ctx context.Context, number uint32) (*Named, error) {
	var found *Named
	err := s.each(ctx, "SELECT id, kind, mentions, articles, last, about FROM entities WHERE number = ? AND named > 0", []any{number},
		func(rows *sql.Rows) error {
			n := &Named{Number: number}
			var last sql.NullInt64
			var text string
			if err := rows.Scan(&n.ID, &n.Kind, &n.Mentions, &n.Articles, &last, &text); err != nil {
				return err
			}
			told, err := readAbout(text)
			n.Last, n.Dated = last.Int64, last.Valid
			n.Description, n.Related, n.Location = told.Description, told.Related.Shown(), told.Location
			found = n
			return err
		})
	if err != nil || found == nil {
		return nil, err
	}
	return found, s.nameIt(ctx, found)
}

// form is a name or an alias, in all ways in which it is written.
type form struct {
	text, folded string // of KYIV and Kyiv the one with small letters
	count, named int
}

// nameIt gives an entity its name and aliases.
func (s *Store) nameIt(ctx context.Context, n *Named) error {
	var forms []form
	err := s.each(ctx, "SELECT folded, text, count, named FROM forms WHERE entity = ?", []any{n.Number}, func(rows *sql.Rows) error {
		var f form
		err := rows.Scan(&f.folded, &f.text, &f.count, &f.named)
		at := slices.IndexFunc(forms, func(o form) bool { return o.folded == f.folded })
		if at < 0 {
			forms = append(forms, f)
			return err
		}
		o := &forms[at]
		o.text, o.count, o.named = max(o.text, f.text), o.count+f.count, o.named+f.named
		return err
	})
	if err != nil || len(forms) == 0 {
		return err
	}
	name := 0
	for i := range forms {
		if better(forms[i], forms[name]) {
			name = i
		}
	}
	n.Name = forms[name].text
	forms = slices.Delete(forms, name, name+1)
	slices.SortFunc(forms, func(a, b form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.folded, b.folded))
	})
	for _, f := range forms {
		n.Aliases = append(n.Aliases, f.text)
	}
	return nil
}

// better tells which form is the name that is shown: the longest of those that
// an article gives as its name for the entity, then the one in more articles.
// An alias may be longer ("President Trump"). The order in which articles were
// recognised doesn't matter.
func better(a, b form) bool {
	if a.named == 0 || b.named == 0 {
		return a.named > b.named
	}
	return cmp.Or(
		cmp.Compare(utf8.RuneCountInString(a.folded), utf8.RuneCountInString(b.folded)),
		cmp.Compare(a.named, b.named),
		cmp.Compare(b.folded, a.folded)) > 0
}

// MostMentioned gives the numbers of the entities with most mentions, at most
// limit of them.
func (s *Store) MostMentioned(ctx context.Context, limit int) ([]uint32, error) {
	return s.numbers(ctx, "SELECT number FROM entities WHERE mentions > 0 ORDER BY mentions DESC LIMIT ?", limit)
}

// EntityNumber gives the number of an entity, or 0.
func (s *Store) EntityNumber(ctx context.Context, id data.EntityID) (uint32, error) {
	found, err := s.numbers(ctx, "SELECT number FROM entities WHERE id = ? AND named > 0", string(id))
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0], nil
}

// LastEntity is the highest number that an entity has.
func (s *Store) LastEntity(ctx context.Context) (uint32, error) {
	found, err := s.numbers(ctx, "SELECT coalesce(max(number), 0) FROM entities")
	if err != nil || len(found) == 0 {
		return 0, err
	}
	return found[0], nil
}

// Called gives the numbers of the entities of which a folded text is a name,
// and that some article mentions, at most two of them: who asks wants to know
// whether it is one, and a surname alone may be that of hundreds.
func (s *Store) Called(ctx context.Context, folded string) ([]uint32, error) {
	words := search.Split(folded)
	if len(words) == 0 {
		return nil, nil
	}
	return s.numbers(ctx, `SELECT DISTINCT c.entity FROM callings c JOIN forms f ON f.entity = c.entity AND f.folded = ?2
		JOIN entities e ON e.number = c.entity WHERE c.word = ?1 AND e.articles > 0 LIMIT 2`, words[0], folded)
}

func (s *Store) numbers(ctx context.Context, text string, arguments ...any) ([]uint32, error) {
	var all []uint32
	err := s.each(ctx, text, arguments, func(rows *sql.Rows) error {
		var n uint32
		err := rows.Scan(&n)
		all = append(all, n)
		return err
	})
	return all, err
}

// Bearer is an entity that has a name which was asked for.
type Bearer struct {
	Entity uint32
	Alone  uint32 // number of the only article that names it, 0 for one of many
}

// Bearers gives the entities of some kinds with a name that has the words of a
// pattern next to one another.
func (s *Store) Bearers(ctx context.Context, p search.Pattern, kinds []data.Kind) ([]Bearer, error) {
	switch {
	case len(p.Words) == 0:
		return nil, nil
	case len(p.Words) == 1:
		from, to := p.Words[0], p.Words[0]+"\x00"
		if p.Open {
			to = after(from)
		}
		return s.WithWord(ctx, from, to, kinds, func(string) bool { return true })
	}
	var all []Bearer
	err := s.each(ctx, "SELECT c.entity, c.alone, c.kind, f.folded FROM callings c JOIN forms f ON f.entity = c.entity WHERE c.word = ?",
		[]any{p.Words[0]}, func(rows *sql.Rows) error {
			var b Bearer
			var kind data.Kind
			var folded sql.RawBytes
			err := rows.Scan(&b.Entity, &b.Alone, &kind, &folded)
			if err == nil && slices.Contains(kinds, kind) && p.Occurs(folded) != search.None {
				all = append(all, b)
			}
			return err
		})
	return distinct(all), err
}

// WithWord gives the entities of some kinds with a word in their names, from
// one to before another in the order of words, that is wanted.
func (s *Store) WithWord(ctx context.Context, from, to string, kinds []data.Kind, wanted func(word string) bool) ([]Bearer, error) {
	var all []Bearer
	last, want := "", false
	err := s.each(ctx, "SELECT word, entity, alone, kind FROM callings WHERE word >= ? AND word < ?", []any{from, to}, func(rows *sql.Rows) error {
		var word sql.RawBytes
		var b Bearer
		var kind data.Kind
		err := rows.Scan(&word, &b.Entity, &b.Alone, &kind)
		if string(word) != last {
			last = string(word)
			want = wanted(last)
		}
		if err == nil && want && slices.Contains(kinds, kind) {
			all = append(all, b)
		}
		return err
	})
	return distinct(all), err
}

func distinct(all []Bearer) []Bearer {
	slices.SortFunc(all, func(a, b Bearer) int { return cmp.Compare(a.Entity, b.Entity) })
	return slices.Compact(all)
}

// WordsFrom is the range of words, in the order of WithWord, that begin with
// one.
func WordsFrom(with string) (from, to string) { return with, after(with) }

// Posts calls each for the lists of articles that mention an entity, one a
// chunk, in the chunks from one to another.
func (s *Store) Posts(ctx context.Context, from, to, entity uint32, each func(chunk uint32, docs []byte)) error {
	var chunk uint32
	var docs sql.RawBytes
	return s.each(ctx, chunks+"x, docs FROM c CROSS JOIN posts ON chunk = x AND entity = ?3", []any{from, to, entity}, func(rows *sql.Rows) error {
		err := rows.Scan(&chunk, &docs)
		if err == nil {
			each(chunk, docs)
		}
		return err
	})
}

// NamedIn calls each for the entities of blocks of articles, from one to
// another.
func (s *Store) NamedIn(ctx context.Context, from, to uint32, each func(block uint32, list []byte)) error {
	var block uint32
	var list sql.RawBytes
	return s.each(ctx, "SELECT block, found FROM named WHERE block BETWEEN ? AND ?", []any{from, to}, func(rows *sql.Rows) error {
		err := rows.Scan(&block, &list)
		if err == nil {
			each(block, list)
		}
		return err
	})
}

// ArticlesOf gives the numbers of the articles that name an entity, those that
// do so only softly included.
func (s *Store) ArticlesOf(ctx context.Context, entity uint32) ([]uint32, error) {
	last, err := s.numbers(ctx, lastChunk)
	if err != nil {
		return nil, err
	}
	var all []uint32
	err = s.Posts(ctx, 0, last[0], entity, func(chunk uint32, docs []byte) {
		posting.EachPost(docs, func(p posting.Post) { all = append(all, posting.Number(chunk, p.Doc)) })
	})
	return all, err
}
