package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"

	"dateline/data"
)

// Recognitions gives what a version of a recogniser found in texts, by the hash
// of each; nil where that isn't stored.
func (s *Store) Recognitions(ctx context.Context, version string, texts [][sha256.Size]byte) ([]*data.Recognition, error) {
	found := make([]*data.Recognition, len(texts))
	statement, err := s.reads.PrepareContext(ctx, "SELECT found FROM recognitions WHERE text = ? AND version = ?")
	if err != nil {
		return nil, s.explain(err)
	}
	for i, text := range texts {
		var raw []byte
		err := statement.QueryRowContext(ctx, text[:], version).Scan(&raw)
		if errors.Is(err, sql.ErrNoRows) {
			continue
		}
		if err != nil {
			return nil, s.explain(errors.Join(err, statement.Close()))
		}
		// What can't be read is found again.
		if r, err := decode(raw); err == nil {
			r.Version = version
			found[i] = r
		}
	}
	return found, s.explain(statement.Close())
}

// KeepRecognitions stores what was found in texts, in place of what another
// version found.
func (s *Store) KeepRecognitions(ctx context.Context, texts [][sha256.Size]byte, found []*data.Recognition) error {
	return s.write(ctx, func(tx *txn) error {
		for i, r := range found {
			_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO recognitions (text, version, found) VALUES (?, ?, ?)",
				texts[i][:], r.Version, encode(r))
			if err != nil {
				return err
			}
		}
		return nil
	})
}
