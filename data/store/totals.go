package store

import (
	"cmp"
	"database/sql"
	"errors"
	"slices"

	"dateline/data/posting"
	"dateline/data/search"
)

// store writes all that was added up.
func (t *tally) store() error {
	for _, part := range []func() error{t.storePosts, t.storeBlocks, t.storeForms, t.storeEntities} {
		if err := part(); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) storeBlocks() error {
	for block, list := range t.blocks {
		if list == nil {
			list = []byte{}
		}
		if _, err := t.tx.Exec("INSERT OR REPLACE INTO named (block, found) VALUES (?, ?)", block, list); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) storePosts() error {
	for key, docs := range t.gone {
		if err := t.withoutPosts(key, docs); err != nil {
			return err
		}
	}
	add, err := t.tx.Prepare(`INSERT INTO posts (chunk, entity, docs) VALUES (?, ?, ?)
		ON CONFLICT (chunk, entity) DO UPDATE SET docs = CAST(docs || excluded.docs AS BLOB)`)
	if err != nil {
		return err
	}
	var list []byte
	for key, posts := range t.posts {
		list = list[:0]
		for _, p := range posts {
			list = posting.AppendPost(list, p)
		}
		if _, err := add.Exec(key.chunk, key.entity, list); err != nil {
			return err
		}
	}
	return nil
}

func (t *tally) withoutPosts(key postKey, docs []uint16) error {
	var list []byte
	err := t.tx.QueryRow("SELECT docs FROM posts WHERE chunk = ? AND entity = ?", key.chunk, key.entity).Scan(&list)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	list = posting.WithoutPosts(list, func(doc uint16) bool { return slices.Contains(docs, doc) })
	if len(list) == 0 {
		_, err = t.tx.Exec("DELETE FROM posts WHERE chunk = ? AND entity = ?", key.chunk, key.entity)
	} else {
		_, err = t.tx.Exec("UPDATE posts SET docs = ? WHERE chunk = ? AND entity = ?", list, key.chunk, key.entity)
	}
	return err
}

func (t *tally) storeForms() error {
	add, err := t.tx.Prepare(`INSERT INTO forms (entity, text, folded, used, named, count) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
		ON CONFLICT (entity, text) DO UPDATE SET used = used + ?4, named = named + ?5, count = count + ?6 RETURNING used = ?4, used`)
	if err != nil {
		return err
	}
	drop, err := t.tx.Prepare("DELETE FROM forms WHERE entity = ? AND text = ?")
	if err != nil {
		return err
	}
	gone := map[uint32]bool{}
	for key, f := range t.forms {
		if f.used == 0 && f.named == 0 && f.count == 0 {
			continue
		}
		var fresh bool
		var used int
		if err := add.QueryRow(key.entity, key.text, f.folded, f.used, f.named, f.count).Scan(&fresh, &used); err != nil {
			return err
		}
		if used <= 0 {
			gone[key.entity] = true
			_, err = drop.Exec(key.entity, key.text)
		} else if e := t.entities[key.entity]; fresh || e.alone != 0 || e.shrunk {
			err = t.call(key.entity, f.folded)
		}
		if err != nil {
			return err
		}
	}
	for entity := range gone {
		if err := t.recall(entity); err != nil {
			return err
		}
	}
	return nil
}

// call notes the words of a name.
func (t *tally) call(entity uint32, folded string) error {
	e := t.entities[entity]
	for _, word := range search.Split(folded) {
		_, err := t.tx.Exec(`INSERT INTO callings (word, entity, kind, alone) VALUES (?, ?, (SELECT kind FROM entities WHERE number = ?2), ?)
			ON CONFLICT (word, entity) DO UPDATE SET alone = excluded.alone WHERE alone <> excluded.alone`, word, entity, e.alone)
		if err != nil {
			return err
		}
	}
	return nil
}

// recall notes the words of an entity's names anew, as one is gone.
func (t *tally) recall(entity uint32) error {
	rows, err := t.tx.Query("SELECT folded FROM forms WHERE entity = ?", entity)
	if err != nil {
		return err
	}
	words := map[string]bool{}
	for rows.Next() {
		var folded string
		if err := rows.Scan(&folded); err != nil {
			return errors.Join(err, rows.Close())
		}
		for _, word := range search.Split(folded) {
			words[word] = true
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for key := range t.forms { // which may be gone
		if key.entity != entity {
			continue
		}
		for _, word := range search.Split(t.forms[key].folded) {
			if words[word] {
				continue
			}
			if _, err := t.tx.Exec("DELETE FROM callings WHERE word = ? AND entity = ?", word, entity); err != nil {
				return err
			}
		}
	}
	return nil
}

func (t *tally) storeEntities() error {
	add, err := t.tx.Prepare(`UPDATE entities SET named = named + ?2, mentions = mentions + ?3, articles = articles + ?4,
		last = CASE WHEN last IS NULL OR last < ?5 THEN coalesce(?5, last) ELSE last END WHERE number = ?1 RETURNING last, about`)
	if err != nil {
		return err
	}
	tell, err := t.tx.Prepare("UPDATE entities SET about = ? WHERE number = ?")
	if err != nil {
		return err
	}
	for number, e := range t.entities {
		var last sql.NullInt64
		var before string
		if err := add.QueryRow(number, e.named, e.mentions, e.articles, e.last).Scan(&last, &before); err != nil {
			return err
		}
		told, err := readAbout(before)
		if err != nil {
			return err
		}
		if e.shrunk {
			if err := t.retell(number, e, last, &told); err != nil {
				return err
			}
		}
		for _, one := range e.told {
			told.take(one.entity, one.at)
			told.Related = told.Related.Add(one.entity.Related, 1)
		}
		told.Related = told.Related.Add(e.untold, -1)
		after, err := told.text()
		if err == nil && after != before {
			_, err = tell.Exec(after, number)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// retold is how many of an entity's newest articles are asked what they tell of
// it, where what was told is of an article that is gone.
const retold = 500

// retell makes again what is known of an entity from articles that may be gone:
// the date of its newest, and what is told of it.
func (t *tally) retell(number uint32, e *total, last sql.NullInt64, told *about) error {
	dates := last.Valid && slices.Contains(e.gone, last.Int64)
	tales := slices.ContainsFunc(e.gone, told.from)
	if !dates && !tales {
		return nil
	}
	articles, err := t.articlesOf(number)
	if err != nil {
		return err
	}
	if dates {
		var newest sql.NullInt64
		for _, a := range articles {
			if a.count > 0 && a.at != undated {
				newest = sql.NullInt64{Int64: a.at, Valid: true}
				break
			}
		}
		if _, err := t.tx.Exec("UPDATE entities SET last = ? WHERE number = ?", newest, number); err != nil {
			return err
		}
	}
	if !tales {
		return nil
	}
	*told = about{Related: told.Related}
	for _, a := range articles[:min(len(articles), retold)] {
		var raw, who []byte
		if err := t.tx.QueryRow("SELECT found, who FROM mentions WHERE article = ?", a.number).Scan(&raw, &who); err != nil {
			return err
		}
		found, numbers, err := readMentions(raw, who)
		if err != nil {
			return err
		}
		for i := range numbers {
			if numbers[i] == number {
				told.take(&found.Entities[i], a.at)
			}
		}
	}
	return nil
}

// datedPost is an article that mentions an entity.
type datedPost struct {
	number uint32
	count  int
	at     int64
}

// articlesOf gives the articles that mention an entity, the newest first.
func (t *tally) articlesOf(entity uint32) ([]datedPost, error) {
	var last uint32
	if err := t.tx.QueryRow(lastChunk).Scan(&last); err != nil {
		return nil, err
	}
	rows, err := t.tx.Query(chunks+"x, docs FROM c CROSS JOIN posts ON chunk = x AND entity = ?3", 0, last, entity)
	if err != nil {
		return nil, err
	}
	var all []datedPost
	for rows.Next() {
		var chunk uint32
		var docs sql.RawBytes
		if err := rows.Scan(&chunk, &docs); err != nil {
			return nil, errors.Join(err, rows.Close())
		}
		posting.EachPost(docs, func(p posting.Post) {
			all = append(all, datedPost{number: posting.Number(chunk, p.Doc), count: p.Count})
		})
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	date, err := t.tx.Prepare("SELECT published FROM articles WHERE number = ?")
	if err != nil {
		return nil, err
	}
	for i := range all {
		var at sql.NullInt64
		if err := date.QueryRow(all[i].number).Scan(&at); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
		all[i].at = undated
		if at.Valid {
			all[i].at = at.Int64
		}
	}
	slices.SortStableFunc(all, func(a, b datedPost) int { return cmp.Compare(b.at, a.at) })
	return all, nil
}
