package store

import (
	"context"
	"database/sql"
	"errors"

	"dateline/data"
)

// How a mark that another program kept is taken over: now, or when its article
// comes.
const (
	takeNow = `INSERT INTO marks (article, read, changed) VALUES (?, 1, ?)
		ON CONFLICT (article) DO UPDATE SET read = 1, changed = excluded.changed WHERE read = 0`
	takeLater = "INSERT OR IGNORE INTO awaited (article) VALUES (?)"
)

// TakeRead marks articles read that another reader's program knows: those that
// are here, and those that come later. It answers with those that are here, by
// the identities under which they are. The log of what the reader did stays as
// it is.
func (s *Store) TakeRead(ctx context.Context, ids []data.ID) (here []data.ID, err error) {
	err = s.write(ctx, func(tx *txn) error {
		here = nil
		var statements [3]*sql.Stmt
		for i, text := range []string{"SELECT a.id FROM entries e JOIN articles a ON a.number = e.article WHERE e.id = ?", takeNow, takeLater} {
			if statements[i], err = tx.PrepareContext(ctx, text); err != nil {
				return err
			}
			defer statements[i].Close()
		}
		for _, id := range ids {
			// An article that two feeds give is known as the first of them gave it.
			var known data.ID
			err := statements[0].QueryRowContext(ctx, string(id)).Scan(&known)
			switch {
			case errors.Is(err, sql.ErrNoRows):
				_, err = statements[2].ExecContext(ctx, string(id))
			case err == nil:
				here = append(here, known)
				_, err = statements[1].ExecContext(ctx, string(known), unix(s.now))
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return here, err
}

// welcome gives an article the mark that waits for one of this identity: known
// is the article's own, where another feed gave it first.
func (f *filer) welcome(id, known data.ID) error {
	if !f.awaiting {
		return nil
	}
	result, err := f.tx.Exec("DELETE FROM awaited WHERE article = ?", string(id))
	if waited, err := affected(result, err); err != nil || !waited {
		return err
	}
	f.done.Read = append(f.done.Read, known)
	_, err = f.tx.Exec(takeNow, string(known), f.now)
	return err
}

// NotCut notes that there is no more of an article to be had than is stored.
func (s *Store) NotCut(ctx context.Context, article uint32) error {
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "UPDATE articles SET has = has | ? WHERE number = ?", HasWhole, article)
		return err
	})
}
