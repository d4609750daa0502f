package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
)

// tally adds up what some articles say of entities, and what some say no
// longer, so that each row of the file is written once.
type tally struct {
	ctx      context.Context
	tx       *txn
	entities map[uint32]*total
	forms    map[formKey]*formTotal
	posts    map[postKey][]posting.Post
	gone     map[postKey][]uint16
	blocks   map[uint32][]byte
	keys     map[data.EntityKey]uint32
	keep     *sql.Stmt
}

// total is what is added to an entity.
type total struct {
	kind                      data.Kind
	alone                     uint32 // the only article, of an entity that stays within one
	named, mentions, articles int
	last                      sql.NullInt64
	told                      []told
	gone                      []int64         // dates of the articles that are taken back
	untold                    []data.Relation // by these
	shrunk                    bool            // a form may be gone
}

// told is what an article of a date tells of an entity.
type told struct {
	entity *data.LocalEntity
	at     int64
}

type formKey struct {
	entity uint32
	text   string
}

type formTotal struct {
	folded             string
	used, named, count int
}

type postKey struct{ chunk, entity uint32 }

func newTally(ctx context.Context, tx *txn) (*tally, error) {
	keep, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO mentions (article, found, who, bare) VALUES (?, ?, ?, ?)")
	return &tally{
		ctx: ctx, tx: tx, keep: keep,
		entities: map[uint32]*total{}, forms: map[formKey]*formTotal{}, posts: map[postKey][]posting.Post{},
		gone: map[postKey][]uint16{}, blocks: map[uint32][]byte{}, keys: map[data.EntityKey]uint32{},
	}, err
}

// take adds an article.
func (t *tally) take(r *Recognised) error {
	who := make([]uint32, len(r.Keys))
	raw := make([]byte, 0, 4*len(who))
	for i, key := range r.Keys {
		var err error
		if who[i], err = t.number(key); err != nil {
			return err
		}
		e := t.entity(who[i])
		e.kind = key.Kind
		if key.Join == "" && counted(&r.Found.Entities[i]) {
			e.alone = r.Number
		}
		raw = binary.LittleEndian.AppendUint32(raw, who[i])
	}
	var bare []byte
	if r.Bare != nil {
		bare = encode(r.Bare)
		for _, name := range namesOf(r.Bare) {
			if _, err := t.tx.Exec("INSERT OR IGNORE INTO corrected (name, article) VALUES (?, ?)", name, r.Number); err != nil {
				return err
			}
		}
	}
	if _, err := t.keep.Exec(r.Number, encode(r.Found), raw, bare); err != nil {
		return err
	}
	published, _ := dated(r.Article.Published)
	counts := t.count(r.Number, r.Found, who, r.Article.Text, published, 1)
	block := posting.Block(r.Number)
	list, err := t.block(block)
	if err != nil {
		return err
	}
	t.blocks[block] = posting.AppendNames(list, r.Number, counts)
	_, err = t.tx.Exec("UPDATE articles SET recognised = ?, spoken = ? WHERE number = ?", r.Recogniser, r.Found.Language, r.Number)
	return err
}

// counted reports whether an entity has a mention that isn't softer.
func counted(l *data.LocalEntity) bool {
	return slices.ContainsFunc(l.Mentions, func(m data.LocalMention) bool { return !m.Softer })
}

// namesOf are the folded names and joins of a recognition's entities.
func namesOf(r *data.Recognition) []string {
	var names []string
	for i := range r.Entities {
		names = append(names, search.Fold(r.Entities[i].Name))
		if join := r.Entities[i].Join; join != "" {
			names = append(names, join)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// forget takes an article back that was added before.
func (t *tally) forget(number uint32) error {
	var raw, numbers, bare, made []byte
	var published sql.NullInt64
	err := t.tx.QueryRow(`SELECT found, who, bare, made, published FROM mentions JOIN contents USING (article)
		JOIN articles ON number = article WHERE article = ?`, number).Scan(&raw, &numbers, &bare, &made, &published)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	block := posting.Block(number)
	list, err := t.block(block)
	if err != nil {
		return err
	}
	// What is damaged is forgotten too, as far as it is known: it would be in the
	// way of all that comes after it.
	if found, who, err := readMentions(raw, numbers); err != nil {
		posting.EachNames(block, list, func(n uint32) bool { return n == number }, func(_ uint32, n posting.Name) { t.lose(number, n, published) })
	} else {
		var a data.Article
		_ = decodeContent(made, &a) // without its text only how often a form stands there stays
		t.count(number, found, who, a.Text, published, -1)
	}
	t.blocks[block] = posting.WithoutNames(block, list, number)
	if bare == nil {
		return nil
	}
	before, err := decode(bare)
	if err != nil {
		return nil
	}
	for _, name := range namesOf(before) {
		if _, err := t.tx.Exec("DELETE FROM corrected WHERE name = ? AND article = ?", name, number); err != nil {
			return err
		}
	}
	return nil
}

// lose takes an entity's mentions in an article back of which no more is known
// than how many they are.
func (t *tally) lose(number uint32, n posting.Name, published sql.NullInt64) {
	chunk, doc := posting.Chunk(number)
	key := postKey{chunk, n.Entity}
	t.gone[key] = append(t.gone[key], doc)
	e := t.entity(n.Entity)
	e.mentions -= n.Count
	e.articles--
	e.gone, e.shrunk = append(e.gone, at(published)), true
}

// at is a date among those of what is told of entities.
func at(published sql.NullInt64) int64 {
	if published.Valid {
		return published.Int64
	}
	return undated
}

// count adds what an article says of its entities, or with sign -1 takes it
// back, and answers with how often it names each. An article that names one
// only softly has a post with a count of 0.
func (t *tally) count(number uint32, found *data.Recognition, who []uint32, text string, published sql.NullInt64, sign int) []posting.Name {
	at := at(published)
	counts := map[uint32]int{}
	for i := range found.Entities {
		l := &found.Entities[i]
		e := t.entity(who[i])
		e.named += sign
		for _, m := range l.Mentions {
			if !m.Softer {
				counts[who[i]]++
			}
		}
		counts[who[i]] += 0
		t.form(who[i], l.Name, l, text, sign, true)
		for _, alias := range l.Aliases {
			t.form(who[i], alias, l, text, sign, false)
		}
		if sign > 0 {
			e.told = append(e.told, told{l, at})
		} else {
			e.gone, e.shrunk = append(e.gone, at), true
			e.untold = append(e.untold, l.Related...)
		}
	}
	var names []posting.Name
	chunk, doc := posting.Chunk(number)
	for entity, n := range counts {
		key := postKey{chunk, entity}
		if sign > 0 {
			t.posts[key] = append(t.posts[key], posting.Post{Doc: doc, Count: n})
		} else {
			t.gone[key] = append(t.gone[key], doc)
		}
		if n == 0 {
			continue
		}
		names = append(names, posting.Name{Entity: entity, Count: n})
		e := t.entity(entity)
		e.mentions += sign * n
		e.articles += sign
		if sign > 0 && published.Valid && (!e.last.Valid || at > e.last.Int64) {
			e.last = published
		}
	}
	slices.SortFunc(names, func(a, b posting.Name) int { return cmp.Compare(a.Entity, b.Entity) })
	return names
}

func (t *tally) entity(number uint32) *total {
	e, ok := t.entities[number]
	if !ok {
		e = &total{}
		t.entities[number] = e
	}
	return e
}

func (t *tally) form(entity uint32, written string, l *data.LocalEntity, text string, sign int, name bool) {
	folded := search.Fold(written)
	if folded == "" {
		return
	}
	key := formKey{entity, written}
	f, ok := t.forms[key]
	if !ok {
		f = &formTotal{folded: folded}
		t.forms[key] = f
	}
	f.used += sign
	for _, m := range l.Mentions {
		if m.End-m.Start == len(written) && m.End <= len(text) && text[m.Start:m.End] == written {
			f.count += sign
		}
	}
	if name {
		f.named += sign
	}
}

// block is the list of a block of articles, read once.
func (t *tally) block(number uint32) ([]byte, error) {
	if list, ok := t.blocks[number]; ok {
		return list, nil
	}
	var list []byte
	err := t.tx.QueryRow("SELECT found FROM named WHERE block = ?", number).Scan(&list)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return nil, err
	}
	t.blocks[number] = list
	return list, nil
}

// number gives the number of an entity, which gets its identity now if it is
// new.
func (t *tally) number(key data.EntityKey) (uint32, error) {
	if key.Join != "" {
		key.Article, key.Name = "", ""
	}
	if number, ok := t.keys[key]; ok {
		return number, nil
	}
	var number uint32
	const known = "SELECT number FROM entities WHERE kind = ? AND joined = ? AND article = ? AND name = ?"
	err := t.tx.QueryRow(known, arguments(key)...).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		if _, err = identify(t.ctx, t.tx, key); err == nil {
			err = t.tx.QueryRow(known, arguments(key)...).Scan(&number)
		}
	}
	t.keys[key] = number
	return number, err
}
