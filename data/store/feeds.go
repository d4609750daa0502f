package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"dateline/data"
)

// Followed is a subscription with its number in the library.
type Followed struct {
	data.Subscription
	Number  uint32
	Removed bool // by the reader; kept until the library is compacted
}

const feedColumns = `number, id, removed, address, title, given, site, folder, place, paused, whole, every, keep_days, keep_most, health, validity`

func scanFollowed(row interface{ Scan(...any) error }, f *Followed) error {
	var every int64
	var health, validity string
	err := row.Scan(&f.Number, &f.ID, &f.Removed, &f.Address, &f.Title, &f.Given, &f.Site, &f.Folder, &f.Place,
		&f.Paused, &f.FullText, &every, &f.KeepDays, &f.KeepMost, &health, &validity)
	if err != nil {
		return err
	}
	f.Every = time.Duration(every) * time.Second
	if err := json.Unmarshal([]byte(health), &f.Health); err != nil {
		return err
	}
	return json.Unmarshal([]byte(validity), &f.Validity)
}

// Followed gives all subscriptions, removed ones included, in the order of
// their folders and places.
func (s *Store) Followed(ctx context.Context) ([]Followed, error) {
	rows, err := s.reads.QueryContext(ctx, "SELECT "+feedColumns+" FROM feeds ORDER BY folder, place, number")
	if err != nil {
		return nil, s.explain(err)
	}
	var all []Followed
	for rows.Next() {
		var f Followed
		if err := scanFollowed(rows, &f); err != nil {
			return nil, s.explain(errors.Join(err, rows.Close()))
		}
		all = append(all, f)
	}
	return all, s.explain(rows.Err())
}

// Following gives one subscription, nil where there is none.
func (s *Store) Following(ctx context.Context, id data.FeedID) (found *Followed, err error) {
	err = s.each(ctx, "SELECT "+feedColumns+" FROM feeds WHERE id = ?", []any{string(id)}, func(rows *sql.Rows) error {
		found = &Followed{}
		return scanFollowed(rows, found)
	})
	return found, err
}

// ErrNoFeed is the answer for a subscription that isn't there.
var ErrNoFeed = errors.New("there is no such subscription")

// File stores what came of asking for one feed, in one short transaction.
func (s *Store) File(ctx context.Context, fetched data.Fetched) (done Filing, err error) {
	items, err := s.news(ctx, fetched.Entries)
	if err != nil {
		return done, err
	}
	err = s.write(ctx, func(tx *txn) error {
		number, err := s.fetched(ctx, tx, &fetched)
		if err != nil || len(items) == 0 {
			return err
		}
		done, err = s.fileIn(ctx, tx, number, items)
		return err
	})
	return done, err
}

// news prepares the entries that aren't stored just as they are: mostly few.
func (s *Store) news(ctx context.Context, entries []data.Entry) ([]item, error) {
	if len(entries) == 0 {
		return nil, nil
	}
	items, several := make([]item, 0, len(entries)), shared(entries)
	for n := range entries {
		e := &entries[n]
		known, same := false, false
		err := s.each(ctx, "SELECT words, rest FROM entries WHERE id = ?", []any{string(e.Article.ID)}, func(rows *sql.Rows) error {
			var words, rest int64
			err := rows.Scan(&words, &rest)
			known, same = true, words == digest(e.Article.Title, e.Summary, e.Body) && rest == restOf(e)
			return err
		})
		if err != nil {
			return nil, err
		}
		if known && same {
			continue
		}
		i, err := newItem(e)
		if err != nil {
			return nil, s.explain(err)
		}
		if several[i.address] {
			i.address = 0
		}
		items = append(items, i)
	}
	return items, nil
}

// fetched stores what is known of a feed now, and gives its number.
func (s *Store) fetched(ctx context.Context, tx *txn, f *data.Fetched) (number uint32, err error) {
	health, err := json.Marshal(f.Health)
	if err != nil {
		return 0, err
	}
	validity, err := json.Marshal(f.Validity)
	if err != nil {
		return 0, err
	}
	given, site := "", ""
	if f.Source != nil {
		given, site = f.Source.Title, f.Source.Link
	}
	err = tx.QueryRowContext(ctx, `UPDATE feeds SET health = ?2, validity = ?3,
		address = CASE ?4 WHEN '' THEN address ELSE ?4 END,
		title = CASE WHEN ?5 <> '' AND (title = '' OR title = given) THEN ?5 ELSE title END,
		given = CASE ?5 WHEN '' THEN given ELSE ?5 END,
		site = CASE ?6 WHEN '' THEN site ELSE ?6 END
		WHERE id = ?1 RETURNING number`,
		string(f.Feed), string(health), string(validity), f.Moved, given, site).Scan(&number)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fmt.Errorf("feed %s: %w", f.Feed, ErrNoFeed)
	}
	return number, err
}

// editFeed makes one edit, and reports whether it changed anything.
func editFeed(ctx context.Context, tx *txn, e data.FeedEdit) (bool, error) {
	switch {
	case e.After != nil:
		return follow(ctx, tx, e.After, e.Before == nil)
	case e.Before != nil:
		result, err := tx.ExecContext(ctx, "UPDATE feeds SET removed = 1 WHERE id = ? AND removed = 0", string(e.Before.ID))
		return affected(result, err)
	}
	return false, nil
}

func affected(result sql.Result, err error) (bool, error) {
	if err != nil {
		return false, err
	}
	n, err := result.RowsAffected()
	return n > 0, err
}

// behind is the place behind all that stands in folder 4, or place 5 if that is
// further on.
const behind = "max(?5, (SELECT coalesce(max(place) + 1, 0) FROM feeds WHERE folder = ?4 AND removed = 0))"

// named is title 3, or without one what the feed calls itself.
const named = "CASE ?3 WHEN '' THEN given ELSE ?3 END"

// follow makes a subscription what the reader wants it to be. One that is added
// and was removed before comes back, with its articles and to its place; one that
// is added and is there already stays as it is. A new one stands behind all of its
// folder.
func follow(ctx context.Context, tx *txn, f *data.Subscription, added bool) (bool, error) {
	if f.ID == "" || f.Address == "" {
		return false, data.Problem{Path: f.Address, Cause: "a subscription needs an identity and an address"}
	}
	fields := []any{string(f.ID), f.Address, f.Title, f.Folder, f.Place, f.Paused, f.FullText, int64(f.Every / time.Second), f.KeepDays, f.KeepMost}
	result, err := tx.ExecContext(ctx, `UPDATE feeds SET removed = 0, address = ?2, title = `+named+`, folder = ?4,
		place = CASE WHEN NOT ?11 THEN ?5 WHEN folder = ?4 THEN place ELSE `+behind+` END,
		paused = ?6, whole = ?7, every = ?8, keep_days = ?9, keep_most = ?10 WHERE id = ?1 AND removed = ?11 AND (removed, address, title, folder, place, paused,
		whole, every, keep_days, keep_most) IS NOT (0, ?2, `+named+`, ?4, ?5, ?6, ?7, ?8, ?9, ?10)`, append(fields, added)...)
	changed, err := affected(result, err)
	if err != nil || changed || !added {
		return changed, err
	}
	result, err = tx.ExecContext(ctx, `INSERT INTO feeds (id, address, title, folder, place, paused, whole, every, keep_days, keep_most, given, site)
		VALUES (?1, ?2, ?3, ?4, `+behind+`,
			?6, ?7, ?8, ?9, ?10, ?11, ?12) ON CONFLICT (id) DO NOTHING`, append(fields, f.Given, f.Site)...)
	return affected(result, err)
}

// Also calls each for the articles that more than one feed gave.
func (s *Store) Also(ctx context.Context, each func(article, feed uint32)) error {
	rows, err := s.reads.QueryContext(ctx, "SELECT article, feed FROM also")
	if err != nil {
		return s.explain(err)
	}
	for rows.Next() {
		var article, feed uint32
		if err := rows.Scan(&article, &feed); err != nil {
			return s.explain(errors.Join(err, rows.Close()))
		}
		each(article, feed)
	}
	return s.explain(rows.Err())
}
