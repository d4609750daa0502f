package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"dateline/data"
	"dateline/data/posting"
)

// toldOf is how many articles a check names that are damaged.
const toldOf = 20

// Check reads the whole library and tells what is damaged or doesn't fit
// together. It changes nothing.
func (s *Store) Check(ctx context.Context) ([]data.Problem, error) {
	var wrong []data.Problem
	note := func(format string, arguments ...any) {
		wrong = append(wrong, data.Problem{Path: s.Path(), Cause: fmt.Sprintf(format, arguments...)})
	}
	for _, check := range []func(context.Context, func(string, ...any)) error{s.checkFile, s.checkRows, s.checkTexts, s.checkTotals} {
		if err := check(ctx, note); err != nil {
			if damaged(err) {
				note("it is damaged: put a copy in its place (dateline backup writes one), or begin anew")
				return wrong, nil
			}
			return wrong, err
		}
	}
	return wrong, nil
}

// checkFile is SQLite's own check of pages and indexes.
func (s *Store) checkFile(ctx context.Context, note func(string, ...any)) error {
	return s.each(ctx, "PRAGMA integrity_check", nil, func(rows *sql.Rows) error {
		var text string
		err := rows.Scan(&text)
		if err == nil && text != "ok" {
			note("%s", text)
		}
		return err
	})
}

// checkRows looks for rows that miss others.
func (s *Store) checkRows(ctx context.Context, note func(string, ...any)) error {
	for _, c := range []struct{ text, count string }{
		{"%d articles have no content", "SELECT count(*) FROM articles WHERE number NOT IN (SELECT article FROM contents)"},
		{"%d contents have no article", "SELECT count(*) FROM contents WHERE article NOT IN (SELECT number FROM articles)"},
		{"%d identities lead to no article", "SELECT count(*) FROM entries WHERE article <> 0 AND article NOT IN (SELECT number FROM articles)"},
		{"%d articles that are recognised have no mentions", "SELECT count(*) FROM articles WHERE recognised <> 0 AND number NOT IN (SELECT article FROM mentions)"},
		{"%d articles are of no feed that is known", "SELECT count(*) FROM articles WHERE feed <> 0 AND feed NOT IN (SELECT number FROM feeds)"},
	} {
		found, err := s.numbers(ctx, c.count)
		if err != nil {
			return err
		}
		if found[0] > 0 {
			note(c.text, found[0])
		}
	}
	return nil
}

// checkTexts reads every text and every mention.
func (s *Store) checkTexts(ctx context.Context, note func(string, ...any)) error {
	var broken []string
	tell := func(number uint32) {
		if len(broken) < toldOf {
			broken = append(broken, numeral(number))
		}
	}
	err := s.each(ctx, "SELECT article, given, made FROM contents", nil, func(rows *sql.Rows) error {
		var number uint32
		var given, made sql.RawBytes
		if err := rows.Scan(&number, &given, &made); err != nil {
			return err
		}
		if !readable(given, made) {
			tell(number)
		}
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	err = s.each(ctx, "SELECT article, found, who FROM mentions", nil, func(rows *sql.Rows) error {
		var number uint32
		var found, who sql.RawBytes
		if err := rows.Scan(&number, &found, &who); err != nil {
			return err
		}
		if _, _, err := readMentions(found, who); err != nil {
			tell(number)
		}
		return ctx.Err()
	})
	if err == nil && len(broken) > 0 {
		note("articles can't be read: numbers %s", strings.Join(broken, ", "))
	}
	return err
}

// checkTotals compares the counts of entities with what articles have.
func (s *Store) checkTotals(ctx context.Context, note func(string, ...any)) error {
	counted := map[uint32][2]int{}
	err := s.NamedIn(ctx, 0, 1<<31, func(block uint32, list []byte) {
		posting.EachNames(block, list, func(uint32) bool { return true }, func(_ uint32, n posting.Name) {
			c := counted[n.Entity]
			counted[n.Entity] = [2]int{c[0] + n.Count, c[1] + 1}
		})
	})
	if err != nil {
		return err
	}
	off := 0
	err = s.each(ctx, "SELECT number, mentions, articles FROM entities", nil, func(rows *sql.Rows) error {
		var number uint32
		var mentions, articles int
		err := rows.Scan(&number, &mentions, &articles)
		if counted[number] != [2]int{mentions, articles} {
			off++
		}
		return errors.Join(err, ctx.Err())
	})
	if err == nil && off > 0 {
		note("the counts of %d people, places or organisations are off", off)
	}
	return err
}
