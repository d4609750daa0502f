package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"

	"dateline/data"
	"dateline/data/search"
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

// Recogniser gives the number of a recogniser's version with that of the
// corrections that are laid over what it finds.
func (s *Store) Recogniser(ctx context.Context, version, rules string) (number int, err error) {
	const known = "SELECT number FROM recognisers WHERE version = ? AND rules = ?"
	err = s.reads.QueryRowContext(ctx, known, version, rules).Scan(&number)
	if !errors.Is(err, sql.ErrNoRows) {
		return number, s.explain(err)
	}
	err = s.write(ctx, func(tx *txn) error {
		result, err := tx.ExecContext(ctx, "INSERT INTO recognisers (version, rules) VALUES (?, ?)", version, rules)
		if err != nil {
			return err
		}
		id, err := result.LastInsertId()
		number = int(id)
		return err
	})
	return number, err
}

// Corrected notes that the corrections are others: what was found under a number
// is as they want it, but for some articles, which are to be read anew.
func (s *Store) Corrected(ctx context.Context, number int, rules string, stale []uint32) error {
	return s.write(ctx, func(tx *txn) error {
		var version string
		if err := tx.QueryRow("SELECT version FROM recognisers WHERE number = ?", number).Scan(&version); err != nil {
			return err
		}
		_, err := tx.Exec("DELETE FROM recognisers WHERE version = ? AND rules = ? AND number <> ?", version, rules, number)
		if err == nil {
			_, err = tx.Exec("UPDATE recognisers SET rules = ? WHERE number = ?", rules, number)
		}
		if err != nil || len(stale) == 0 {
			return err
		}
		result, err := tx.Exec("INSERT INTO recognisers (version, rules) VALUES (?, 'stale')", version)
		if err != nil {
			return err
		}
		other, err := result.LastInsertId()
		if err != nil {
			return err
		}
		mark, err := tx.Prepare("UPDATE articles SET recognised = ? WHERE number = ?")
		if err != nil {
			return err
		}
		for _, article := range stale {
			if _, err := mark.Exec(other, article); err != nil {
				return err
			}
		}
		return nil
	})
}

// KeepMentions stores what was found in some articles, in place of what was
// before. It answers with the numbers of those that it was stored for: those
// that are current. With again, those that have been recognised by the same
// recogniser are stored again, as corrections have changed.
func (s *Store) KeepMentions(ctx context.Context, found []Recognised, again bool) (kept []uint32, err error) {
	err = s.write(ctx, func(tx *txn) error {
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
	return s.write(ctx, func(tx *txn) error {
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
			} else if err == nil {
				_, err = tx.Exec("DELETE FROM mentions WHERE article = ?", number)
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
func erase(tx *txn, number uint32) error {
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
	if found, who, err = readMentions(raw, numbers); err != nil {
		err = s.broken(number)
	}
	return found, who, err
}

// Bare reads what a version of a recogniser found in an article, before
// corrections; nil where it is another version's, or nothing is stored.
func (s *Store) Bare(ctx context.Context, number uint32, version string) (*data.Recognition, error) {
	var raw []byte
	err := s.each(ctx, `SELECT coalesce(bare, found) FROM mentions m JOIN articles a ON a.number = m.article
		JOIN recognisers r ON r.number = a.recognised WHERE m.article = ? AND r.version = ?`, []any{number, version}, func(rows *sql.Rows) error {
		return rows.Scan(&raw)
	})
	if err != nil || raw == nil {
		return nil, err
	}
	found, err := decode(raw)
	if err != nil {
		return nil, nil // it is found again
	}
	found.Version = version
	return found, nil
}

// Naming gives the articles that have an entity of one of some folded names or
// joins, with corrections or without.
func (s *Store) Naming(ctx context.Context, names []string) ([]uint32, error) {
	var all []uint32
	for _, name := range names {
		found, err := s.numbers(ctx, "SELECT article FROM corrected WHERE name = ?", name)
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
		entities, err := s.numbers(ctx, "SELECT number FROM entities WHERE kind IN (0, 1, 2) AND joined = ?", name)
		if err != nil {
			return nil, err
		}
		if words := search.Split(name); len(words) > 0 {
			others, err := s.numbers(ctx, "SELECT f.entity FROM callings c JOIN forms f ON f.entity = c.entity AND f.folded = ?2 WHERE c.word = ?1", words[0], name)
			if err != nil {
				return nil, err
			}
			entities = append(entities, others...)
		}
		for _, entity := range entities {
			articles, err := s.ArticlesOf(ctx, entity)
			if err != nil {
				return nil, err
			}
			all = append(all, articles...)
		}
	}
	slices.Sort(all)
	return slices.Compact(all), nil
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
