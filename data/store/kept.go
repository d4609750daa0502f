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
	err := s.db.QueryRowContext(ctx, "SELECT value FROM kept WHERE name = ?", sessionName).Scan(&text)
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
	_, err = s.db.ExecContext(ctx, "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", sessionName, string(text))
	return s.explain(err)
}
