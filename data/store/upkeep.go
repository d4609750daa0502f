package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"dateline/data"
	"dateline/data/posting"
)

// Remove removes articles for good. The identities under which feeds gave them
// stay, so that a feed which still lists one doesn't bring it back. What stands
// of them in the lists of words goes with Tidy.
func (s *Store) Remove(ctx context.Context, numbers []uint32) error {
	return s.write(ctx, func(tx *txn) error {
		t, err := newTally(ctx, tx)
		if err != nil {
			return err
		}
		for _, number := range numbers {
			if err := t.forget(number); err != nil {
				return err
			}
			for _, text := range []string{
				"UPDATE entries SET article = 0 WHERE " + identities,
				"DELETE FROM aliases WHERE article = ?1",
				"UPDATE articles SET state = 2 WHERE state = 1 AND id = (SELECT id FROM articles WHERE number = ?1)",
			} {
				if _, err := tx.Exec(text, number); err != nil {
					return err
				}
			}
		}
		if err := t.store(); err != nil {
			return err
		}
		for _, number := range numbers {
			if err := erase(tx, number); err != nil {
				return err
			}
		}
		return nil
	})
}

// Unfollow removes for good the subscriptions that the reader removed, with
// what is known of what they gave: followed again, they begin anew.
func (s *Store) Unfollow(ctx context.Context) error {
	return s.write(ctx, func(tx *txn) error {
		for _, text := range []string{
			"DELETE FROM entries WHERE article = 0 AND feed IN (SELECT number FROM feeds WHERE removed = 1)",
			"DELETE FROM also WHERE feed IN (SELECT number FROM feeds WHERE removed = 1)",
			// What has a star stays, of another feed that gave it, or by itself.
			"UPDATE entries SET feed = 0 WHERE feed IN (SELECT number FROM feeds WHERE removed = 1)",
			"UPDATE articles SET feed = coalesce((SELECT min(feed) FROM also WHERE article = number), 0) WHERE feed IN (SELECT number FROM feeds WHERE removed = 1)",
			"DELETE FROM also WHERE feed = (SELECT feed FROM articles WHERE number = article)",
			"DELETE FROM feeds WHERE removed = 1",
		} {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		return nil
	})
}

// Leftover gives the rows that wait to be forgotten, at most limit of them.
func (s *Store) Leftover(ctx context.Context, limit int) ([]uint32, error) {
	return s.numbers(ctx, "SELECT number FROM articles WHERE state = 2 LIMIT ?", limit)
}

// Tidy takes articles that aren't there any more from the lists of words, one
// chunk after the other, and the words that no text has from the vocabulary.
func (s *Store) Tidy(ctx context.Context) error {
	last, err := s.numbers(ctx, lastChunk)
	if err != nil {
		return err
	}
	chunks, err := s.numbers(ctx, "WITH RECURSIVE c(x) AS (SELECT min(chunk) FROM words UNION ALL"+
		" SELECT (SELECT min(chunk) FROM words WHERE chunk > x) FROM c WHERE x IS NOT NULL) SELECT x FROM c WHERE x IS NOT NULL")
	if err != nil {
		return err
	}
	for _, chunk := range chunks {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.tidyChunk(ctx, chunk, chunk > last[0]); err != nil {
			return err
		}
	}
	return s.write(ctx, func(tx *txn) error {
		for _, text := range []string{
			"DELETE FROM vocabulary",
			"INSERT OR IGNORE INTO vocabulary SELECT word FROM words WHERE word >= char(3)",
		} {
			if _, err := tx.ExecContext(ctx, text); err != nil {
				return err
			}
		}
		return nil
	})
}

// tidyChunk takes articles that are gone from the lists of a chunk.
func (s *Store) tidyChunk(ctx context.Context, chunk uint32, all bool) error {
	return s.write(ctx, func(tx *txn) error {
		if all {
			_, err := tx.Exec("DELETE FROM words WHERE chunk = ?", chunk)
			return err
		}
		here, err := present(tx, chunk)
		if err != nil {
			return err
		}
		rows, err := tx.Query("SELECT word, docs, places FROM words WHERE chunk = ?", chunk)
		if err != nil {
			return err
		}
		type changed struct {
			word string
			posting.Lists
		}
		var changes []changed
		for rows.Next() {
			var c changed
			if err := rows.Scan(&c.word, &c.Docs, &c.Places); err != nil {
				return errors.Join(err, rows.Close())
			}
			if kept := c.Only(func(doc uint16) bool { return here[doc] }); len(kept.Docs) < len(c.Docs) {
				changes = append(changes, changed{c.word, kept})
			}
		}
		if err := rows.Err(); err != nil {
			return err
		}
		for _, c := range changes {
			if len(c.Docs) == 0 {
				_, err = tx.Exec("DELETE FROM words WHERE chunk = ? AND word = ?", chunk, c.word)
			} else {
				_, err = tx.Exec("UPDATE words SET docs = ?, places = ? WHERE chunk = ? AND word = ?", c.Docs, c.Places, chunk, c.word)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// present tells which places of a chunk are current articles.
func present(tx *txn, chunk uint32) (here [posting.Size]bool, err error) {
	rows, err := tx.Query("SELECT number FROM articles WHERE number BETWEEN ? AND ? AND state = 0",
		posting.Number(chunk, 0), posting.Number(chunk, posting.Size-1))
	if err != nil {
		return here, err
	}
	for rows.Next() {
		var number uint32
		if err := rows.Scan(&number); err != nil {
			return here, errors.Join(err, rows.Close())
		}
		_, doc := posting.Chunk(number)
		here[doc] = true
	}
	return here, rows.Err()
}

// Shrink gives the room back that the file doesn't need, and answers with the
// bytes that the library's files had before and have after.
func (s *Store) Shrink(ctx context.Context) (before, after int64, err error) {
	before = s.size()
	s.writing.Lock()
	defer s.writing.Unlock()
	for _, text := range []string{"PRAGMA wal_checkpoint(TRUNCATE)", "VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if _, err := s.db.ExecContext(ctx, text); err != nil {
			return before, s.size(), s.explain(err)
		}
	}
	return before, s.size(), nil
}

// size is how many bytes the library's files have.
func (s *Store) size() (bytes int64) {
	if s.path == "" {
		return 0
	}
	for _, part := range []string{"", "-wal"} {
		if info, err := os.Stat(s.path + part); err == nil {
			bytes += info.Size()
		}
	}
	return bytes
}

// Backup writes a whole, compact copy of the library to a file that isn't there
// yet, while others may be using it.
func (s *Store) Backup(ctx context.Context, path string) error {
	if exists(path) {
		return data.Problem{Path: path, Cause: "there is a file already: name another, or move that one away"}
	}
	if s.path == "" {
		return data.Problem{Path: path, Cause: "there is no library file that could be copied"}
	}
	partial := path + ".part"
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return explainCopy(path, err)
	}
	// A connection of its own: the copy takes a while, and nobody waits for it.
	db, err := sql.Open("sqlite", dsn(s.path, readerCache))
	if err != nil {
		return explainCopy(path, err)
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", partial)
	if err = errors.Join(err, db.Close()); err != nil {
		left := ignoreMissing(os.Remove(partial))
		if damaged(err) {
			return data.Problem{Path: s.path, Cause: "it is damaged, and no whole copy can be made of it: “dateline check” tells how much is"}
		}
		return explainCopy(path, errors.Join(err, left))
	}
	return explainCopy(path, os.Rename(partial, path))
}

func ignoreMissing(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

func explainCopy(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return data.Problem{Path: path, Cause: fmt.Sprintf("the copy can't be written (%v): see that its folder exists, can be written to and has room", err)}
}
