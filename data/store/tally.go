package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"math"
	"slices"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
)

// tally adds up what some articles say of entities, and what some say no
// longer, so that each row of the file is written once.
type tally struct {
	ctx      context.Context
	tx       *sql.Tx
	entities map[uint32]*total
	forms    map[formKey]*formTotal
	posts    map[postKey][]posting.Post
	gone     map[postKey][]uint16
	blocks   map[uint32][]byte
	keys     map[data.EntityKey]uint32
	kinds    map[uint32]data.Kind
	alone    map[uint32]uint32 // article of an entity that stays within one
	keep     *sql.Stmt
}

type total struct {
	mentions, articles int
	last               sql.NullInt64
	stale              bool // last may have been an article's that is gone
	described          sql.NullInt64
	description        string
	about              string
}

type formKey struct {
	entity uint32
	folded string
}

type formTotal struct {
	text         string
	count, named int
}

type postKey struct{ chunk, entity uint32 }

func newTally(ctx context.Context, tx *sql.Tx) (*tally, error) {
	keep, err := tx.PrepareContext(ctx, "INSERT OR REPLACE INTO mentions (article, found, who, bare) VALUES (?, ?, ?, ?)")
	return &tally{
		ctx: ctx, tx: tx, keep: keep,
		entities: map[uint32]*total{}, forms: map[formKey]*formTotal{}, posts: map[postKey][]posting.Post{},
		gone: map[postKey][]uint16{}, blocks: map[uint32][]byte{}, keys: map[data.EntityKey]uint32{},
		kinds: map[uint32]data.Kind{}, alone: map[uint32]uint32{},
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
		t.kinds[who[i]] = key.Kind
		if key.Join == "" {
			t.alone[who[i]] = r.Number
		}
		raw = binary.LittleEndian.AppendUint32(raw, who[i])
	}
	var bare []byte
	if r.Bare != nil {
		bare = encode(r.Bare)
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
	_, err = t.tx.Exec("UPDATE articles SET recognised = ? WHERE number = ?", r.Recogniser, r.Number)
	return err
}

// forget takes an article back that was added before.
func (t *tally) forget(number uint32) error {
	var raw, numbers, made []byte
	var published sql.NullInt64
	err := t.tx.QueryRow(`SELECT found, who, made, published FROM mentions JOIN contents USING (article)
		JOIN articles ON number = article WHERE article = ?`, number).Scan(&raw, &numbers, &made, &published)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	found, who, err := readMentions(raw, numbers)
	if err != nil {
		return err
	}
	var a data.Article
	if err := decodeContent(made, &a); err != nil {
		return err
	}
	t.count(number, found, who, a.Text, published, -1)
	block := posting.Block(number)
	list, err := t.block(block)
	t.blocks[block] = posting.WithoutNames(block, list, number)
	return err
}

// count adds what an article says of its entities, or with sign -1 takes it
// back, and answers with how often it names each.
func (t *tally) count(number uint32, found *data.Recognition, who []uint32, text string, published sql.NullInt64, sign int) []posting.Name {
	var names []posting.Name
	for i := range found.Entities {
		l := &found.Entities[i]
		e := t.entity(who[i])
		hard := 0
		for _, m := range l.Mentions {
			if !m.Softer {
				hard++
			}
		}
		t.form(who[i], l.Name, l, text, sign, true)
		for _, alias := range l.Aliases {
			t.form(who[i], alias, l, text, sign, false)
		}
		if sign > 0 {
			e.describe(l, published)
		}
		if hard == 0 {
			continue
		}
		e.mentions += sign * hard
		at := slices.IndexFunc(names, func(n posting.Name) bool { return n.Entity == who[i] })
		if at >= 0 {
			names[at].Count += hard
			continue
		}
		names = append(names, posting.Name{Entity: who[i], Count: hard})
		e.articles += sign
		switch {
		case sign < 0:
			e.stale = true
		case published.Valid && (!e.last.Valid || published.Int64 > e.last.Int64):
			e.last = published
		}
	}
	chunk, doc := posting.Chunk(number)
	for _, n := range names {
		key := postKey{chunk, n.Entity}
		if sign > 0 {
			t.posts[key] = append(t.posts[key], posting.Post{Doc: doc, Count: n.Count})
		} else {
			t.gone[key] = append(t.gone[key], doc)
		}
	}
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

// describe keeps what the newest article tells; of two of one date the lesser.
func (e *total) describe(l *data.LocalEntity, published sql.NullInt64) {
	at := published
	if !at.Valid {
		at = sql.NullInt64{Int64: math.MinInt64, Valid: true}
	}
	newer := !e.described.Valid || at.Int64 > e.described.Int64
	same := e.described.Valid && at.Int64 == e.described.Int64
	if l.Description != "" && (newer || e.description == "" || same && l.Description < e.description) {
		e.description, e.described = l.Description, at
	}
	if told := aboutOf(l); told != "" && (newer || e.about == "" || same && told < e.about) {
		e.about = told
		if !e.described.Valid {
			e.described = at
		}
	}
}

func (t *tally) form(entity uint32, written string, l *data.LocalEntity, text string, sign int, name bool) {
	folded := search.Fold(written)
	if folded == "" {
		return
	}
	key := formKey{entity, folded}
	f, ok := t.forms[key]
	if !ok {
		f = &formTotal{}
		t.forms[key] = f
	}
	if sign > 0 {
		f.text = max(f.text, written) // of KYIV and Kyiv the one with small letters is shown
	}
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

// store writes all of it.
func (t *tally) store() error {
	return errors.Join(t.storePosts(), t.storeBlocks(), t.storeEntities(), t.storeForms())
}

func (t *tally) storeBlocks() error {
	for block, list := range t.blocks {
		if _, err := t.tx.Exec("INSERT OR REPLACE INTO named (block, found) VALUES (?, ?)", block, list); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) storePosts() error {
	for key, docs := range t.gone {
		var list []byte
		err := t.tx.QueryRow("SELECT docs FROM posts WHERE chunk = ? AND entity = ?", key.chunk, key.entity).Scan(&list)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return err
		}
		list = posting.WithoutPosts(list, func(doc uint16) bool { return slices.Contains(docs, doc) })
		if _, err := t.tx.Exec("UPDATE posts SET docs = ? WHERE chunk = ? AND entity = ?", list, key.chunk, key.entity); err != nil {
			return err
		}
	}
	add, err := t.tx.Prepare(`INSERT INTO posts (chunk, entity, docs) VALUES (?, ?, ?)
		ON CONFLICT (chunk, entity) DO UPDATE SET docs = CAST(docs || excluded.docs AS BLOB)`)
	if err != nil {
		return err
	}
	var buffer bytes.Buffer
	for key, posts := range t.posts {
		buffer.Reset()
		list := buffer.AvailableBuffer()
		for _, p := range posts {
			list = posting.AppendPost(list, p)
		}
		if _, err := add.Exec(key.chunk, key.entity, list); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) storeEntities() error {
	add, err := t.tx.Prepare(`UPDATE entities SET mentions = mentions + ?2, articles = articles + ?3,
		last = CASE WHEN last IS NULL OR last < ?4 THEN coalesce(?4, last) ELSE last END WHERE number = ?1`)
	if err != nil {
		return err
	}
	describe, err := t.tx.Prepare(`UPDATE entities SET described = ?2,
		description = CASE ?3 WHEN '' THEN description ELSE ?3 END, about = CASE ?4 WHEN '' THEN about ELSE ?4 END
		WHERE number = ?1 AND (described IS NULL OR described < ?2 OR described = ?2 AND description > ?3 OR description = '' OR about = '')`)
	if err != nil {
		return err
	}
	for number, e := range t.entities {
		if _, err := add.Exec(number, e.mentions, e.articles, e.last); err != nil {
			return err
		}
		if e.described.Valid {
			if _, err := describe.Exec(number, e.described, e.description, e.about); err != nil {
				return err
			}
		}
		if e.stale {
			if err := t.refreshLast(number); err != nil {
				return err
			}
		}
	}
	return nil
}

// refreshLast looks for the newest article of an entity, as the one that was
// may be gone.
func (t *tally) refreshLast(number uint32) error {
	rows, err := t.tx.Query("WITH RECURSIVE c(x) AS (VALUES (0) UNION ALL SELECT x + 1 FROM c WHERE x < (SELECT max(chunk) FROM posts))"+
		" SELECT x, docs FROM c CROSS JOIN posts ON chunk = x AND entity = ?", number)
	if err != nil {
		return err
	}
	var articles []uint32
	for rows.Next() {
		var chunk uint32
		var docs sql.RawBytes
		if err := rows.Scan(&chunk, &docs); err != nil {
			return errors.Join(err, rows.Close())
		}
		posting.EachPost(docs, func(p posting.Post) { articles = append(articles, posting.Number(chunk, p.Doc)) })
	}
	if err := rows.Err(); err != nil {
		return err
	}
	date, err := t.tx.Prepare("SELECT published FROM articles WHERE number = ? AND published IS NOT NULL")
	if err != nil {
		return err
	}
	var last sql.NullInt64
	for _, article := range articles {
		var at int64
		if err := date.QueryRow(article).Scan(&at); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		} else if err == nil && (!last.Valid || at > last.Int64) {
			last = sql.NullInt64{Int64: at, Valid: true}
		}
	}
	_, err = t.tx.Exec("UPDATE entities SET last = ? WHERE number = ?", last, number)
	return err
}

func (t *tally) storeForms() error {
	add, err := t.tx.Prepare(`INSERT INTO forms (entity, folded, text, count, named) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (entity, folded) DO UPDATE SET text = max(text, excluded.text), count = count + excluded.count, named = named + excluded.named
		RETURNING count + named = ?4 + ?5`)
	if err != nil {
		return err
	}
	call, err := t.tx.Prepare(`INSERT INTO callings (word, entity, kind, alone) VALUES (?, ?, ?, ?)
		ON CONFLICT (word, entity) DO UPDATE SET alone = excluded.alone WHERE alone <> excluded.alone`)
	if err != nil {
		return err
	}
	for key, f := range t.forms {
		var fresh bool
		if err := add.QueryRow(key.entity, key.folded, f.text, f.count, f.named).Scan(&fresh); err != nil {
			return err
		}
		alone := t.alone[key.entity]
		if !fresh && alone == 0 || f.count+f.named <= 0 {
			continue
		}
		for _, word := range search.Split(key.folded) {
			if _, err := call.Exec(word, key.entity, t.kinds[key.entity], alone); err != nil {
				return err
			}
		}
	}
	_, err = t.tx.Exec("DELETE FROM forms WHERE count <= 0 AND named <= 0 AND entity IN (SELECT value FROM json_each(?))", t.shrunk())
	return err
}

// shrunk lists the entities of which something was taken back, as JSON.
func (t *tally) shrunk() string {
	list := []byte("[")
	for number, e := range t.entities {
		if !e.stale {
			continue
		}
		if len(list) > 1 {
			list = append(list, ',')
		}
		list = append(list, numeral(number)...)
	}
	return string(append(list, ']'))
}
