package store

import (
	"context"
	"database/sql"
	"errors"
	"hash/maphash"

	"dateline/data"
	"dateline/data/posting"
)

// statement is a prepared query of the reading connections. Each is prepared
// once.
func (s *Store) statement(text string) (*sql.Stmt, error) {
	if known, ok := s.prepared.Load(text); ok {
		return known.(*sql.Stmt), nil
	}
	made, err := s.reads.Prepare(text)
	if err != nil {
		return nil, err
	}
	if other, known := s.prepared.LoadOrStore(text, made); known {
		return other.(*sql.Stmt), made.Close()
	}
	return made, nil
}

// each runs a prepared query and calls scan for each row of the answer.
func (s *Store) each(ctx context.Context, text string, arguments []any, scan func(*sql.Rows) error) error {
	statement, err := s.statement(text)
	if err != nil {
		return s.explain(err)
	}
	// The driver would watch a context that may end for every one of many small
	// questions; those who ask look at theirs in between.
	if err := ctx.Err(); err != nil {
		return err
	}
	rows, err := statement.QueryContext(context.WithoutCancel(ctx), arguments...)
	if err != nil {
		return s.explain(err)
	}
	for rows.Next() {
		if err := scan(rows); err != nil {
			return s.explain(errors.Join(err, rows.Close()))
		}
	}
	return s.explain(rows.Err())
}

// chunks is the beginning of a query that looks into each chunk for itself, by
// the index.
const chunks = "WITH RECURSIVE c(x) AS (VALUES (?1) UNION ALL SELECT x + 1 FROM c WHERE x < ?2) SELECT "

// lastChunk asks for the chunk of the newest article.
const lastChunk = "SELECT coalesce(max(number), 0) / 4096 FROM articles"

// Word calls each for a word's lists of articles, one a chunk, in the chunks
// from one to another. key is a folded word or a key of data/posting.
func (s *Store) Word(ctx context.Context, from, to uint32, key string, each func(chunk uint32, docs []byte)) error {
	var chunk uint32
	var docs sql.RawBytes
	return s.each(ctx, chunks+"x, docs FROM c CROSS JOIN words ON chunk = x AND word = ?3", []any{from, to, key}, func(rows *sql.Rows) error {
		err := rows.Scan(&chunk, &docs)
		if err == nil {
			each(chunk, docs)
		}
		return err
	})
}

// Beginning calls each for the lists of the words that begin with one and are
// longer.
func (s *Store) Beginning(ctx context.Context, from, to uint32, with string, each func(chunk uint32, word string, docs []byte)) error {
	var chunk uint32
	var word string
	var docs sql.RawBytes
	return s.each(ctx, chunks+"x, word, docs FROM c CROSS JOIN words ON chunk = x AND word > ?3 AND word < ?4",
		[]any{from, to, with, after(with)}, func(rows *sql.Rows) error {
			err := rows.Scan(&chunk, &word, &docs)
			if err == nil {
				each(chunk, word, docs)
			}
			return err
		})
}

// after is what sorts behind all that begins with a word.
func after(word string) string { return word + "\xf4\x8f\xbf\xbf" }

// Lists gives where words stand in the texts of one chunk, in the order of
// words; one that no text has gives empty lists.
func (s *Store) Lists(ctx context.Context, chunk uint32, words []string) ([]posting.Lists, error) {
	lists := make([]posting.Lists, len(words))
	for i, word := range words {
		err := s.each(ctx, "SELECT docs, places FROM words WHERE chunk = ? AND word = ?", []any{chunk, word}, func(rows *sql.Rows) error {
			return rows.Scan(&lists[i].Docs, &lists[i].Places)
		})
		if err != nil {
			return nil, err
		}
	}
	return lists, nil
}

// Beginnings gives where the words that begin with one, which are longer, stand
// in the texts of one chunk.
func (s *Store) Beginnings(ctx context.Context, chunk uint32, with string) (lists []posting.Lists, err error) {
	err = s.each(ctx, "SELECT docs, places FROM words WHERE chunk = ? AND word > ? AND word < ?", []any{chunk, with, after(with)},
		func(rows *sql.Rows) error {
			var l posting.Lists
			err := rows.Scan(&l.Docs, &l.Places)
			lists = append(lists, l)
			return err
		})
	return lists, err
}

// Vocabulary calls each for every word that a text has, sorted. Words that only
// removed articles had are among them until the library is compacted.
func (s *Store) Vocabulary(ctx context.Context, each func(word []byte)) error {
	var word sql.RawBytes
	return s.each(ctx, "SELECT word FROM vocabulary ORDER BY word", nil, func(rows *sql.Rows) error {
		err := rows.Scan(&word)
		if err == nil {
			each(word)
		}
		return err
	})
}

// Indexed is an article whose words are to be stored.
type Indexed struct {
	Number  uint32
	Article *data.Article
	Words   int
	made    []byte // its text, where that was made just now and is to be stored as well
}

// NewIndexed makes an article ready to be stored with its words. A fresh one's
// text was made just now.
func NewIndexed(number uint32, a *data.Article, fresh bool) Indexed {
	i := Indexed{Number: number, Article: a, Words: a.Words()}
	if fresh {
		i.made = encodeContent(a)
	}
	return i
}

// KeepWords stores the words of some articles of one chunk, and their texts
// where those are fresh. It answers with those that it stored: another program
// may have been faster, or an article is gone.
func (s *Store) KeepWords(ctx context.Context, articles []Indexed, batch func([]Indexed) *posting.Batch) (kept []Indexed, err error) {
	err = s.write(ctx, func(tx *txn) error {
		if kept, err = waiting(ctx, tx, articles); err != nil || len(kept) == 0 {
			return err
		}
		chunk, _ := posting.Chunk(kept[0].Number)
		if err := s.keepLists(ctx, tx, chunk, batch(kept)); err != nil {
			return err
		}
		return keepTexts(ctx, tx, kept)
	})
	if err != nil {
		s.writing.Lock()
		s.learnt = learnt{} // what wasn't stored isn't known
		s.writing.Unlock()
	}
	return kept, err
}

func waiting(ctx context.Context, tx *txn, articles []Indexed) ([]Indexed, error) {
	statement, err := tx.PrepareContext(ctx, "SELECT 1 FROM articles WHERE number = ? AND indexed = 0 AND state = 0")
	if err != nil {
		return nil, err
	}
	kept := make([]Indexed, 0, len(articles))
	for _, a := range articles {
		var one int
		err := statement.QueryRow(a.Number).Scan(&one)
		if err == nil {
			kept = append(kept, a)
		} else if !errors.Is(err, sql.ErrNoRows) {
			return nil, err
		}
	}
	return kept, nil
}

func (s *Store) keepLists(ctx context.Context, tx *txn, chunk uint32, batch *posting.Batch) error {
	add, err := tx.PrepareContext(ctx, `INSERT INTO words (chunk, word, docs, places) VALUES (?, ?, ?, ?)
		ON CONFLICT (chunk, word) DO UPDATE SET docs = CAST(docs || excluded.docs AS BLOB),
		places = CASE WHEN excluded.places IS NULL THEN places ELSE CAST(coalesce(places, x'') || excluded.places AS BLOB) END`)
	if err != nil {
		return err
	}
	learn, err := tx.PrepareContext(ctx, "INSERT OR IGNORE INTO vocabulary (word) VALUES (?)")
	if err != nil {
		return err
	}
	for _, key := range batch.Keys() {
		lists := batch.Lists(key)
		if _, err := add.Exec(chunk, key, lists.Docs, lists.Places); err != nil {
			return err
		}
		if posting.IsWord(key) && s.learnt.isNew(key) {
			if _, err := learn.Exec(key); err != nil {
				return err
			}
		}
	}
	return nil
}

func keepTexts(ctx context.Context, tx *txn, articles []Indexed) error {
	mark, err := tx.PrepareContext(ctx, `UPDATE articles SET indexed = 1, words = ?2, title = ?3, letters = ?4, has = has | ?5 WHERE number = ?1`)
	if err != nil {
		return err
	}
	keep, err := tx.PrepareContext(ctx, "UPDATE contents SET made = ? WHERE article = ?")
	if err != nil {
		return err
	}
	for _, i := range articles {
		a := i.Article
		if _, err := mark.Exec(i.Number, i.Words, a.Title, letters(a.Title), holds(a)); err != nil {
			return err
		}
		if i.made != nil {
			if _, err := keep.Exec(i.made, i.Number); err != nil {
				return err
			}
		}
	}
	return nil
}

// learnt remembers which words the vocabulary surely has, as far as a small
// table goes: most words of an article are in it.
type learnt struct {
	seed  maphash.Seed
	words []uint64
}

const learntSize = 1 << 17

// isNew reports whether a word may be new. The caller has the writing lock.
func (l *learnt) isNew(word string) bool {
	if l.words == nil {
		l.seed, l.words = maphash.MakeSeed(), make([]uint64, learntSize)
	}
	hash := maphash.String(l.seed, word) | 1
	at := (hash >> 1) % learntSize
	if l.words[at] == hash {
		return false
	}
	l.words[at] = hash
	return true
}
