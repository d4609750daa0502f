package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"dateline/data"
)

// The names of values.
const (
	sessionName = "session"
	savedName   = "searches"
)

// Session gives what KeepSession kept last, or an empty session. One that can't
// be read any more is an empty one: it is a convenience, and no reason to stop.
func (s *Store) Session(ctx context.Context) (data.Session, error) {
	var text string
	err := s.reads.QueryRowContext(ctx, "SELECT value FROM kept WHERE name = ?", sessionName).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return data.Session{}, nil
	}
	if err != nil {
		return data.Session{}, s.explain(err)
	}
	var session data.Session
	if err := json.Unmarshal([]byte(text), &session); err != nil {
		return data.Session{}, nil
	}
	return session, nil
}

// KeepSession stores where the reader is.
func (s *Store) KeepSession(ctx context.Context, session data.Session) error {
	text, err := json.Marshal(session)
	if err != nil {
		return s.explain(err)
	}
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", sessionName, string(text))
		return err
	})
}

const placeName = "place"

// KeepPlace stores the number of the article that the reader is at.
func (s *Store) KeepPlace(ctx context.Context, article uint32) error {
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", placeName, article)
		return err
	})
}

// Place gives what KeepPlace stored last, else 0.
func (s *Store) Place(ctx context.Context) (article uint32, err error) {
	err = s.reads.QueryRowContext(ctx, "SELECT value FROM kept WHERE name = ?", placeName).Scan(&article)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return article, s.explain(err)
}

const editionName = "edition"

// EditionHidden reports whether the reader hid the articles of the edition.
func (s *Store) EditionHidden(ctx context.Context) (bool, error) {
	var text string
	err := s.reads.QueryRowContext(ctx, "SELECT value FROM kept WHERE name = ?", editionName).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return text == "hidden", s.explain(err)
}

// HideEdition stores whether the articles of the edition are hidden.
func (s *Store) HideEdition(ctx context.Context, hide bool) error {
	text := "shown"
	if hide {
		text = "hidden"
	}
	return s.write(ctx, func(tx *txn) error {
		_, err := tx.ExecContext(ctx, "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", editionName, text)
		return err
	})
}

// DataVersion is a number that moves when another program writes to the file.
func (s *Store) DataVersion(ctx context.Context) (version int, err error) {
	// It is the one connection that writes which is asked: for that, only what
	// others write counts.
	err = s.db.QueryRowContext(ctx, "PRAGMA data_version").Scan(&version)
	return version, s.explain(err)
}
