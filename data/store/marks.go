package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"dateline/data"
)

// KeptChanges is how many changes can be undone, over all starts.
const KeptChanges = 1000

// Marks gives all marks by article.
func (s *Store) Marks(ctx context.Context) (map[data.ID]data.Mark, error) {
	marks := map[data.ID]data.Mark{}
	err := s.EachMark(ctx, func(id data.ID, m data.Mark) { marks[id] = m })
	return marks, err
}

// EachMark calls each for the marks of all articles that have any.
func (s *Store) EachMark(ctx context.Context, each func(data.ID, data.Mark)) error {
	return s.marks(ctx, each, "SELECT article, read, starred, top FROM marks")
}

// MarkedSince calls each for the articles whose marks changed at a time or
// later.
func (s *Store) MarkedSince(ctx context.Context, since time.Time, each func(data.ID, data.Mark)) error {
	return s.marks(ctx, each, "SELECT article, read, starred, top FROM marks WHERE changed >= ?", since.Unix())
}

// MarksOf calls each for those of the articles that have marks.
func (s *Store) MarksOf(ctx context.Context, ids []data.ID, each func(data.ID, data.Mark)) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return err
	}
	return s.marks(ctx, each, "SELECT article, read, starred, top FROM marks WHERE article IN (SELECT value FROM json_each(?))", string(list))
}

func (s *Store) marks(ctx context.Context, each func(data.ID, data.Mark), query string, arguments ...any) error {
	return s.each(ctx, query, arguments, func(rows *sql.Rows) error {
		var id data.ID
		var m data.Mark
		err := rows.Scan(&id, &m.Read, &m.Starred, &m.Top)
		if err == nil {
			each(id, m)
		}
		return err
	})
}

// KeepTops remembers where articles were left.
func (s *Store) KeepTops(ctx context.Context, tops map[data.ID]int) error {
	return s.write(ctx, func(tx *txn) error {
		for id, top := range tops {
			_, err := tx.ExecContext(ctx, `INSERT INTO marks (article, top, changed) VALUES (?, ?, ?)
				ON CONFLICT (article) DO UPDATE SET top = excluded.top, changed = excluded.changed`,
				string(id), top, unix(s.now))
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Apply makes a change and logs it for Undo. It answers with what did change.
// A change that changes nothing isn't logged, nor is one that only follows from
// reading. What had been undone can't be redone after a new change.
func (s *Store) Apply(ctx context.Context, c data.Change) (done data.Change, err error) {
	err = s.write(ctx, func(tx *txn) error {
		if done, err = s.make(ctx, tx, c); err != nil || done.Empty() || c.ByReading {
			return err
		}
		if _, err := tx.ExecContext(ctx, "UPDATE changes SET state = 2 WHERE state = 1"); err != nil {
			return err
		}
		return s.log(ctx, tx, done)
	})
	return done, err
}

// Undo takes the newest standing change back. ok is false when there is none.
// One that has nothing left to take back, as articles that were marked unread
// have been read since, is passed over.
func (s *Store) Undo(ctx context.Context) (done data.Change, ok bool, err error) {
	const newest = "SELECT id, inverse, made FROM changes WHERE state = 0 ORDER BY id DESC LIMIT 1"
	return s.step(ctx, newest, 1)
}

// Redo does again what Undo took back last. ok is false when there is nothing.
func (s *Store) Redo(ctx context.Context) (done data.Change, ok bool, err error) {
	const last = "SELECT id, change, made FROM changes WHERE state = 1 ORDER BY id LIMIT 1"
	return s.step(ctx, last, 0)
}

// step applies the logged change that the query finds and gives it a new state.
func (s *Store) step(ctx context.Context, query string, state int) (done data.Change, ok bool, err error) {
	err = s.write(ctx, func(tx *txn) error {
		for ok = false; !ok; {
			id, change, err := logged(ctx, tx, query)
			if errors.Is(err, sql.ErrNoRows) {
				return nil
			}
			if err != nil {
				return err
			}
			if done, err = s.make(ctx, tx, change); err != nil {
				return err
			}
			ok, done.Made = !done.Empty(), change.Made
			if _, err = tx.ExecContext(ctx, "UPDATE changes SET state = ? WHERE id = ?", state, id); err != nil {
				return err
			}
		}
		return nil
	})
	return done, ok, err
}

// logged reads the change that a query finds in the log.
func logged(ctx context.Context, tx *txn, query string) (id int64, c data.Change, err error) {
	var text string
	var made int64
	if err := tx.QueryRowContext(ctx, query).Scan(&id, &text, &made); err != nil {
		return 0, c, err
	}
	var w wireChange
	if err := json.Unmarshal([]byte(text), &w); err != nil {
		return 0, c, fmt.Errorf("change %d in the log can't be read: %w", id, err)
	}
	if c, err = w.change(); err != nil {
		return 0, c, fmt.Errorf("change %d in the log: %w", id, err)
	}
	c.Made = time.Unix(made, 0)
	return id, c, nil
}

// make makes a change and answers with what of it wasn't so already.
func (s *Store) make(ctx context.Context, tx *txn, c data.Change) (data.Change, error) {
	switch {
	case c.Correction != nil: // what it does is the rules file's
		return c, nil
	case c.Action == data.EditSearches:
		return editSearches(ctx, tx, c)
	case c.Action != data.EditFeeds:
		return s.mark(ctx, tx, c)
	}
	done := data.Change{Action: c.Action}
	for _, edit := range c.Feeds {
		changed, err := editFeed(ctx, tx, edit)
		if err != nil {
			return data.Change{Action: c.Action}, err
		}
		if changed {
			done.Feeds = append(done.Feeds, edit)
		}
	}
	return done, nil
}

// inverse undoes a change.
func inverse(c data.Change) data.Change {
	c.Action = c.Action.Inverse()
	var edits []data.FeedEdit
	for _, edit := range slices.Backward(c.Feeds) {
		edits = append(edits, edit.Inverse())
	}
	c.Feeds = edits
	var searches []data.SearchEdit
	for _, edit := range slices.Backward(c.Searches) {
		searches = append(searches, edit.Inverse())
	}
	c.Searches = searches
	return c
}

// mark sets marks and answers with those that weren't so.
func (s *Store) mark(ctx context.Context, tx *txn, c data.Change) (data.Change, error) {
	column, value := "read", c.Action == data.MarkRead || c.Action == data.AddStar
	if c.Action == data.AddStar || c.Action == data.RemoveStar {
		column = "starred"
	}
	statement, err := tx.PrepareContext(ctx, fmt.Sprintf(
		`INSERT INTO marks (article, %[1]s, changed) SELECT ?1, ?2, ?3
		 WHERE ?2 <> coalesce((SELECT %[1]s FROM marks WHERE article = ?1), 0)
		 ON CONFLICT (article) DO UPDATE SET %[1]s = excluded.%[1]s, changed = excluded.changed`, column))
	if err != nil {
		return data.Change{}, err
	}
	done := data.Change{Action: c.Action}
	for _, id := range c.Articles {
		result, err := statement.ExecContext(ctx, string(id), value, unix(s.now))
		if err != nil {
			return done, errors.Join(err, statement.Close())
		}
		if n, err := result.RowsAffected(); err != nil {
			return done, errors.Join(err, statement.Close())
		} else if n > 0 {
			done.Articles = append(done.Articles, id)
		}
	}
	return done, statement.Close()
}

// log appends a change, and drops the oldest ones over KeptChanges.
func (s *Store) log(ctx context.Context, tx *txn, c data.Change) error {
	change, err := json.Marshal(wire(c))
	if err != nil {
		return err
	}
	back, err := json.Marshal(wire(inverse(c)))
	if err != nil {
		return err
	}
	result, err := tx.ExecContext(ctx, "INSERT INTO changes (change, inverse, made) VALUES (?, ?, ?)",
		string(change), string(back), unix(s.now))
	if err != nil {
		return err
	}
	id, err := result.LastInsertId()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, "DELETE FROM changes WHERE id <= ?", id-KeptChanges)
	return err
}

// wireChange is a change as the log writes it, with words that stay when the
// program's numbers move.
type wireChange struct {
	Action     string            `json:"action"`
	Articles   []data.ID         `json:"articles,omitempty"`
	Feeds      []data.FeedEdit   `json:"feeds,omitempty"`
	Searches   []data.SearchEdit `json:"searches,omitempty"`
	Correction *wireCorrection   `json:"correction,omitempty"`
}

// wireCorrection is a correction as the log writes it.
type wireCorrection struct {
	Verb   string   `json:"verb"`
	Kind   string   `json:"kind"`
	Name   string   `json:"name"`
	Join   []string `json:"join,omitempty"`
	Form   string   `json:"form,omitempty"`
	To     string   `json:"to,omitempty"`
	ToKind string   `json:"to_kind,omitempty"`
}

var actions = map[data.Action]string{
	data.MarkRead: "read", data.MarkUnread: "unread", data.AddStar: "star", data.RemoveStar: "unstar",
	data.EditFeeds: "feeds", data.EditSearches: "searches", data.Correct: "correct", data.Uncorrect: "uncorrect",
}

func wire(c data.Change) wireChange {
	w := wireChange{Action: actions[c.Action], Articles: c.Articles, Feeds: c.Feeds, Searches: c.Searches}
	if c := c.Correction; c != nil {
		w.Correction = &wireCorrection{c.Verb.String(), c.Kind.String(), c.Name, c.Join, c.Form, c.To, ""}
		if c.Verb == data.ChangeKind {
			w.Correction.ToKind = c.ToKind.String()
		}
	}
	return w
}

func (w wireChange) change() (data.Change, error) {
	for action, name := range actions {
		if name != w.Action {
			continue
		}
		c := data.Change{Action: action, Articles: w.Articles, Feeds: w.Feeds, Searches: w.Searches}
		if action != data.Correct && action != data.Uncorrect {
			return c, nil
		}
		if w.Correction == nil {
			return c, errors.New("a correction says nothing")
		}
		var err error
		c.Correction, err = w.Correction.correction()
		return c, err
	}
	return data.Change{}, fmt.Errorf("there is no action “%s”", w.Action)
}

func (w wireCorrection) correction() (*data.Correction, error) {
	c := &data.Correction{Name: w.Name, Join: w.Join, Form: w.Form, To: w.To}
	var known [3]bool
	c.Verb, known[0] = data.ParseVerb(w.Verb)
	c.Kind, known[1] = data.ParseKind(w.Kind)
	c.ToKind, known[2] = data.ParseKind(w.ToKind)
	if !known[0] || !known[1] || c.Verb == data.ChangeKind && !known[2] {
		return nil, fmt.Errorf("there is no correction “%s” of a “%s” to a “%s”", w.Verb, w.Kind, w.ToKind)
	}
	return c, nil
}
