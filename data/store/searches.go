package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"dateline/data"
)

// SavedSearches gives the searches that were saved, by their place.
func (s *Store) SavedSearches(ctx context.Context) ([]data.SavedSearch, error) {
	saved, err := savedIn(ctx, s.db)
	return saved, s.explain(err)
}

// editSearches edits the saved searches, whatever another program has saved
// meanwhile, and answers with what did change.
func editSearches(ctx context.Context, tx *txn, c data.Change) (data.Change, error) {
	done := data.Change{Action: c.Action}
	saved, err := savedIn(ctx, tx)
	if err != nil {
		return done, err
	}
	for _, edit := range c.Searches {
		var made data.SearchEdit
		if saved, made = edit.Make(saved); made != (data.SearchEdit{}) {
			done.Searches = append(done.Searches, made)
		}
	}
	if done.Empty() {
		return done, nil
	}
	text, err := json.Marshal(saved)
	if err != nil {
		return done, err
	}
	_, err = tx.ExecContext(ctx, "INSERT OR REPLACE INTO kept (name, value) VALUES (?, ?)", savedName, string(text))
	return done, err
}

// rower asks for one row: a database or a transaction.
type rower interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// savedIn reads the saved searches. Those that can't be read any more aren't
// taken for none: saving another would be the end of them.
func savedIn(ctx context.Context, from rower) ([]data.SavedSearch, error) {
	var text string
	err := from.QueryRowContext(ctx, "SELECT value FROM kept WHERE name = ?", savedName).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var saved []data.SavedSearch
	if err := json.Unmarshal([]byte(text), &saved); err != nil {
		return nil, fmt.Errorf("the saved searches can't be read: %w", err)
	}
	return saved, nil
}
