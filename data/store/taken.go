package store

import (
	"context"

	"dateline/data"
)

// TakeRead marks articles read, whether they are in the library or may come
// later: another reader knew them. The log of what the reader did stays as it
// is.
func (s *Store) TakeRead(ctx context.Context, ids []data.ID) error {
	return s.write(ctx, func(tx *txn) error {
		statement, err := tx.PrepareContext(ctx, `INSERT INTO marks (article, read, changed) VALUES (?, 1, ?)
			ON CONFLICT (article) DO UPDATE SET read = 1, changed = excluded.changed WHERE read = 0`)
		if err != nil {
			return err
		}
		defer statement.Close()
		for _, id := range ids {
			if _, err := statement.ExecContext(ctx, string(id), unix(s.now)); err != nil {
				return err
			}
		}
		return nil
	})
}

// NotCut notes that there is no more of an article to be had than is stored.
func (s *Store) NotCut(ctx context.Context, article uint32) error {
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "UPDATE articles SET has = has | ? WHERE number = ?", HasWhole, article)
		return err
	})
}
