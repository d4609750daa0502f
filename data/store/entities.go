package store

import (
	"context"
	"database/sql"
	"errors"

	"dateline/data"
)

// Identify gives the identity of each entity, in the order of keys. One that is
// new is given its identity now, and has it for good.
func (s *Store) Identify(ctx context.Context, keys []data.EntityKey) ([]data.EntityID, error) {
	ids, missing, err := s.identities(ctx, keys)
	if err != nil || !missing {
		return ids, s.explain(err)
	}
	err = s.write(ctx, func(tx *txn) error {
		for i, key := range keys {
			if ids[i] != "" {
				continue
			}
			if ids[i], err = identify(ctx, tx, key); err != nil {
				return err
			}
		}
		return nil
	})
	return ids, err
}

const byKey = "SELECT id FROM entities WHERE kind = ? AND joined = ? AND article = ? AND name = ?"

// arguments are a key's columns. What tells entities apart by their article
// doesn't count for those that join.
func arguments(k data.EntityKey) []any {
	if k.Join != "" {
		return []any{int(k.Kind), k.Join, "", ""}
	}
	return []any{int(k.Kind), "", string(k.Article), k.Name}
}

// identities looks up those that are known, without the file's write lock.
func (s *Store) identities(ctx context.Context, keys []data.EntityKey) (ids []data.EntityID, missing bool, err error) {
	ids = make([]data.EntityID, len(keys))
	statement, err := s.reads.PrepareContext(ctx, byKey)
	if err != nil {
		return nil, false, err
	}
	for i, key := range keys {
		err := statement.QueryRowContext(ctx, arguments(key)...).Scan(&ids[i])
		if errors.Is(err, sql.ErrNoRows) {
			missing = true
		} else if err != nil {
			return nil, false, errors.Join(err, statement.Close())
		}
	}
	return ids, missing, statement.Close()
}

// identify looks again, as another program may have been faster, and inserts.
func identify(ctx context.Context, tx *txn, key data.EntityKey) (id data.EntityID, err error) {
	columns := arguments(key)
	err = tx.QueryRowContext(ctx, byKey, columns...).Scan(&id)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	for try := 0; ; try++ {
		id = key.Propose(try)
		result, err := tx.ExecContext(ctx,
			"INSERT INTO entities (id, kind, joined, article, name) VALUES (?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING",
			append([]any{string(id)}, columns...)...)
		if err != nil {
			return "", err
		}
		if n, err := result.RowsAffected(); err != nil || n > 0 {
			return id, err
		}
	}
}
