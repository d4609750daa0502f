package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"encoding/json"
	"errors"

	"dateline/data"
)

// Recognised is who and where was found in an article.
type Recognised struct {
	Number     uint32
	Article    *data.Article
	Recogniser int // number of its version, from Recogniser
	Found      *data.Recognition
	Keys       []data.EntityKey  // of Found.Entities
	Bare       *data.Recognition // before corrections; nil where they changed nothing
}

// Recogniser gives the number of a recogniser's version.
func (s *Store) Recogniser(ctx context.Context, version string) (number int, err error) {
	const known = "SELECT number FROM recognisers WHERE version = ?"
	err = s.reads.QueryRowContext(ctx, known, version).Scan(&number)
	if !errors.Is(err, sql.ErrNoRows) {
		return number, s.explain(err)
	}
	err = s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.Exec("INSERT OR IGNORE INTO recognisers (version) VALUES (?)", version); err != nil {
			return err
		}
		return tx.QueryRow(known, version).Scan(&number)
	})
	return number, err
}

// KeepMentions stores what was found in some articles, in place of what was
// before. It answers with the numbers of those that it was stored for: those
// that are current. With again, those that have been recognised by the same
// recogniser are stored again, as corrections have changed.
func (s *Store) KeepMentions(ctx context.Context, found []Recognised, again bool) (kept []uint32, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		kept = kept[:0]
		t, err := newTally(ctx, tx)
		if err != nil {
			return err
		}
		for i := range found {
			r := &found[i]
			var before int
			err := tx.QueryRow("SELECT recognised FROM articles WHERE number = ? AND state = 0", r.Number).Scan(&before)
			if errors.Is(err, sql.ErrNoRows) || err == nil && before == r.Recogniser && !again {
				continue
			}
			if err == nil && before != 0 {
				err = t.forget(r.Number)
			}
			if err == nil {
				err = t.take(r)
			}
			if err != nil {
				return err
			}
			kept = append(kept, r.Number)
		}
		return t.store()
	})
	return kept, err
}

// Forget takes back what was found in articles whose rows aren't current any
// more, and removes those rows that nobody can see. It answers with those that
// it did; at most limit.
func (s *Store) Forget(ctx context.Context, numbers []uint32) error {
	return s.write(ctx, func(tx *sql.Tx) error {
		t, err := newTally(ctx, tx)
		if err != nil {
			return err
		}
		for _, number := range numbers {
			var recognised int
			var state State
			err := tx.QueryRow("SELECT recognised, state FROM articles WHERE number = ? AND state <> 0", number).Scan(&recognised, &state)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err == nil && recognised != 0 {
				err = t.forget(number)
			}
			if err == nil {
				_, err = tx.Exec("UPDATE articles SET recognised = 0 WHERE number = ?", number)
			}
			if err == nil && state == Removed {
				err = erase(tx, number)
			}
			if err != nil {
				return err
			}
		}
		return t.store()
	})
}

// erase removes an article's row and content. Its words stay in the lists until
// the library is compacted: nothing has its number again.
func erase(tx *sql.Tx, number uint32) error {
	for _, text := range []string{
		"DELETE FROM contents WHERE article = ?", "DELETE FROM also WHERE article = ?",
		"DELETE FROM mentions WHERE article = ?", "DELETE FROM articles WHERE number = ?",
	} {
		if _, err := tx.Exec(text, number); err != nil {
			return err
		}
	}
	return nil
}

// Mentions reads what was found in an article, with the numbers of its
// entities; nil where nothing is stored.
func (s *Store) Mentions(ctx context.Context, number uint32) (found *data.Recognition, who []uint32, err error) {
	var raw, numbers []byte
	err = s.each(ctx, "SELECT found, who FROM mentions WHERE article = ?", []any{number}, func(rows *sql.Rows) error {
		return rows.Scan(&raw, &numbers)
	})
	if err != nil || raw == nil {
		return nil, nil, err
	}
	found, who, err = readMentions(raw, numbers)
	return found, who, s.broken(err, number)
}

// Bare reads what the recogniser found in an article, before corrections.
func (s *Store) Bare(ctx context.Context, number uint32) (*data.Recognition, error) {
	var raw []byte
	err := s.each(ctx, "SELECT coalesce(bare, found) FROM mentions WHERE article = ?", []any{number}, func(rows *sql.Rows) error {
		return rows.Scan(&raw)
	})
	if err != nil || raw == nil {
		return nil, err
	}
	found, err := decode(raw)
	return found, s.broken(err, number)
}

func readMentions(raw, numbers []byte) (*data.Recognition, []uint32, error) {
	found, err := decode(raw)
	if err != nil {
		return nil, nil, err
	}
	if len(numbers) != 4*len(found.Entities) {
		return nil, nil, errCodec
	}
	who := make([]uint32, len(found.Entities))
	for i := range who {
		who[i] = binary.LittleEndian.Uint32(numbers[4*i:])
	}
	return found, who, nil
}

// about is what an entity's row keeps of the newest article that tells it.
type about struct {
	Related  []data.Relation `json:"related,omitempty"`
	Location *data.Location  `json:"location,omitempty"`
}

func aboutOf(l *data.LocalEntity) string {
	if len(l.Related) == 0 && l.Location == nil {
		return ""
	}
	b, err := json.Marshal(about{l.Related, l.Location})
	if err != nil {
		return "" // only a number that JSON has no word for: no place is there
	}
	return string(b)
}
