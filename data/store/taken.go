package store

import (
	"context"
	"database/sql"
	"errors"

	"dateline/data"
)

// TakeRead marks articles read, whether they are in the library or may come
// later: another reader knew them. It answers with the identities under which
// they are known here. The log of what the reader did stays as it is.
func (s *Store) TakeRead(ctx context.Context, ids []data.ID) (known []data.ID, err error) {
	err = s.write(ctx, func(tx *txn) error {
		known = make([]data.ID, 0, len(ids))
		find, err := tx.PrepareContext(ctx, "SELECT a.id FROM entries e JOIN articles a ON a.number = e.article WHERE e.id = ?")
		if err != nil {
			return err
		}
		defer find.Close()
		mark, err := tx.PrepareContext(ctx, `INSERT INTO marks (article, read, changed) VALUES (?, 1, ?)
			ON CONFLICT (article) DO UPDATE SET read = 1, changed = excluded.changed WHERE read = 0`)
		if err != nil {
			return err
		}
		defer mark.Close()
		for _, id := range ids {
			// An article that two feeds give is known as the first of them gave it.
			if err := find.QueryRowContext(ctx, string(id)).Scan(&id); err != nil && !errors.Is(err, sql.ErrNoRows) {
				return err
			}
			if _, err := mark.ExecContext(ctx, string(id), unix(s.now)); err != nil {
				return err
			}
			known = append(known, id)
		}
		return nil
	})
	return known, err
}

// NotCut notes that there is no more of an article to be had than is stored.
func (s *Store) NotCut(ctx context.Context, article uint32) error {
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "UPDATE articles SET has = has | ? WHERE number = ?", HasWhole, article)
		return err
	})
}
