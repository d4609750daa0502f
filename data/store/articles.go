package store

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/search"
)

// State is what an article's row is.
type State uint8

// The states of a row.
const (
	Current State = iota
	Earlier       // the text that the article had before
	Removed       // waits to be forgotten
)

// What an article has, as bits of Filed.Has.
const (
	HasLink uint8 = 1 << iota
	HasPicture
	HasWhole // its text was fetched whole, or was never cut
)

// Filed is an article as a library lists it: what queries look at most.
type Filed struct {
	Number     uint32
	ID         data.ID
	State      State
	Feed       uint32 // number of the feed that gave it first, 0 for none
	Published  int64  // Unix milliseconds
	Dated      bool
	Words      int
	Letters    uint64 // search.Letters of the title
	Has        uint8
	Indexed    bool
	Recogniser int    // number of the recogniser's version, 0 for none
	Language   string // as it says, else as it was found to be
	Source     string // as shown: Article.Attribution
}

const filedColumns = `number, articles.id, state, feed, published, words, letters, has, indexed, recognised,
	CASE language WHEN '' THEN spoken ELSE language END, source, after`

func scanFiled(rows interface{ Scan(...any) error }, f *Filed) error {
	var published sql.NullInt64
	var letters int64
	var after string
	err := rows.Scan(&f.Number, &f.ID, &f.State, &f.Feed, &published, &f.Words, &letters, &f.Has, &f.Indexed, &f.Recogniser,
		&f.Language, &f.Source, &after)
	f.Published, f.Dated, f.Letters = published.Int64, published.Valid, uint64(letters)
	if after != "" {
		f.Source = (&data.Article{Source: f.Source, After: after}).Attribution()
	}
	return err
}

// Filed calls each for the rows whose numbers are above one, ascending, at most
// limit of them. What it hands out is used again for the next row, but for its
// strings.
func (s *Store) Filed(ctx context.Context, above uint32, limit int, each func(*Filed)) error {
	return s.filed(ctx, each, "SELECT "+filedColumns+" FROM articles WHERE number > ? ORDER BY number LIMIT ?", above, limit)
}

// Newest calls each for the newest articles, at most limit of them.
func (s *Store) Newest(ctx context.Context, limit int, each func(*Filed)) error {
	return s.filed(ctx, each, "SELECT "+filedColumns+" FROM articles WHERE state = 0 ORDER BY published DESC LIMIT ?", limit)
}

// Last is the highest number that an article has, 0 where there is none.
func (s *Store) Last(ctx context.Context) (uint32, error) {
	var number uint32
	err := s.reads.QueryRowContext(ctx, "SELECT coalesce(max(number), 0) FROM articles").Scan(&number)
	return number, s.explain(err)
}

func (s *Store) filed(ctx context.Context, each func(*Filed), query string, arguments ...any) error {
	rows, err := s.reads.QueryContext(ctx, query, arguments...)
	if err != nil {
		return s.explain(err)
	}
	var f Filed
	for rows.Next() {
		if err := scanFiled(rows, &f); err != nil {
			return s.explain(errors.Join(err, rows.Close()))
		}
		each(&f)
	}
	return s.explain(rows.Err())
}

// Card is an article as a list shows it, without its marks.
type Card struct {
	Row      data.Row
	Origin   string
	Language string
	After    string
	Given    string // Article.Source, where Row.Source is as it is shown
}

const cardColumns = `articles.id, title, source, after, published, zone, authors, url, words, origin, language`

// Cards gives the articles of numbers, in that order; those that aren't there
// are left out.
func (s *Store) Cards(ctx context.Context, numbers []uint32) ([]Card, error) {
	cards := make([]Card, 0, len(numbers))
	err := s.eachOf(ctx, cardColumns, numbers, func(rows *sql.Rows) error {
		var c Card
		err := c.scan(rows)
		cards = append(cards, c)
		return err
	})
	return cards, err
}

// asked is how many rows are asked for in one question.
const asked = 512

// eachOf calls scan for the articles of numbers, in that order. One question for
// many of them takes a tenth of the time of many questions.
func (s *Store) eachOf(ctx context.Context, columns string, numbers []uint32, scan func(*sql.Rows) error) error {
	return s.eachIn(ctx, "SELECT "+columns+" FROM json_each(?) CROSS JOIN articles ON number = value", numbers, scan)
}

// eachIn is eachOf for a query that joins the numbers itself.
func (s *Store) eachIn(ctx context.Context, text string, numbers []uint32, scan func(*sql.Rows) error) error {
	for part := range slices.Chunk(numbers, asked) {
		list := []byte{'['}
		for i, n := range part {
			if i > 0 {
				list = append(list, ',')
			}
			list = strconv.AppendUint(list, uint64(n), 10)
		}
		if err := s.each(ctx, text, []any{string(append(list, ']'))}, scan); err != nil {
			return err
		}
	}
	return nil
}

func (c *Card) scan(row interface{ Scan(...any) error }, more ...any) error {
	var published sql.NullInt64
	var zone int
	var authors string
	r := &c.Row
	err := row.Scan(append([]any{
		&r.ID, &r.Title, &c.Given, &c.After, &published, &zone, &authors, &r.URL, &r.Words, &c.Origin, &c.Language,
	}, more...)...)
	r.Published = moment(published, zone)
	if authors != "" {
		r.Authors = strings.Split(authors, "\n")
	}
	r.Source = (&data.Article{Source: c.Given, After: c.After}).Attribution()
	return err
}

// moment is a date as it is stored, in the zone that it was given in.
func moment(published sql.NullInt64, zone int) time.Time {
	if !published.Valid {
		return time.Time{}
	}
	t := time.UnixMilli(published.Int64)
	if zone == 0 {
		return t.UTC()
	}
	return t.In(time.FixedZone("", zone*60))
}

// dated is the reverse of moment.
func dated(t time.Time) (published sql.NullInt64, zone int) {
	if t.IsZero() {
		return published, 0
	}
	_, offset := t.Zone()
	return sql.NullInt64{Int64: t.UnixMilli(), Valid: true}, offset / 60
}

// Article reads an article with its text. Where that wasn't made yet of what a
// feed gave, the entry has that, and Article.Text is empty.
//
// The error is data.ErrNoArticle where there is none of that number, and
// ErrDamaged where it can't be read.
func (s *Store) Article(ctx context.Context, number uint32) (e *data.Entry, made bool, err error) {
	var wrong error
	err = s.Articles(ctx, []uint32{number}, func(_ uint32, found *data.Entry, itsText bool, broken error) { e, made, wrong = found, itsText, broken })
	switch {
	case damaged(err): // the pages of the file that have it
		return nil, false, s.broken(number)
	case err == nil && e == nil:
		return nil, false, data.ErrNoArticle
	}
	return e, made, errors.Join(err, wrong)
}

// Articles calls each for the articles of numbers, in that order; those that
// aren't there are left out. Of one that is damaged there is no text, and
// broken says so: it is ErrDamaged.
func (s *Store) Articles(ctx context.Context, numbers []uint32, each func(number uint32, e *data.Entry, made bool, broken error)) error {
	const text = "SELECT " + cardColumns + `, number, made, CASE WHEN made IS NULL THEN given END
		FROM json_each(?) CROSS JOIN contents ON article = value CROSS JOIN articles ON number = article`
	var number uint32
	var made, given sql.RawBytes
	return s.eachIn(ctx, text, numbers, func(rows *sql.Rows) error {
		var c Card
		if err := c.scan(rows, &number, &made, &given); err != nil {
			return err
		}
		e := &data.Entry{Article: c.article()}
		var err error
		switch {
		case made != nil:
			err = decodeContent(made, e.Article)
		case given != nil:
			err = decodeGiven(given, e)
		default:
			return nil
		}
		if err != nil {
			err = s.broken(number)
		}
		each(number, e, made != nil, err)
		return nil
	})
}

// Given reads what a feed gave of an article: without anything but the article
// where it wasn't a feed that gave it.
func (s *Store) Given(ctx context.Context, number uint32) (*data.Entry, error) {
	e, _, err := s.Article(ctx, number)
	if err != nil {
		return nil, err
	}
	var given []byte
	err = s.each(ctx, "SELECT given FROM contents WHERE article = ?", []any{number}, func(rows *sql.Rows) error { return rows.Scan(&given) })
	if err != nil || given == nil {
		return e, err
	}
	if decodeGiven(given, e) != nil {
		return e, s.broken(number)
	}
	return e, nil
}

// broken says of which article a stored form can't be read.
func (s *Store) broken(number uint32) error {
	return wrapped{data.Problem{Path: s.Path(), Cause: "article " + numeral(number) + " in it is damaged: “dateline check” tells how much is"}, ErrDamaged}
}

func (c *Card) article() *data.Article {
	return &data.Article{
		ID: c.Row.ID, Title: c.Row.Title, Source: c.Given, After: c.After, Authors: c.Row.Authors, URL: c.Row.URL,
		Published: c.Row.Published, Language: c.Language, Origin: c.Origin,
	}
}

// Earlier gives the numbers of the texts that an article had before, the newest
// first, each with when it was stored.
func (s *Store) Earlier(ctx context.Context, id data.ID) (numbers []uint32, stored []time.Time, err error) {
	rows, err := s.reads.QueryContext(ctx, "SELECT number, stored FROM articles WHERE id = ? AND state = 1 ORDER BY number DESC", string(id))
	if err != nil {
		return nil, nil, s.explain(err)
	}
	for rows.Next() {
		var number uint32
		var at int64
		if err := rows.Scan(&number, &at); err != nil {
			return nil, nil, s.explain(errors.Join(err, rows.Close()))
		}
		numbers, stored = append(numbers, number), append(stored, time.Unix(at, 0))
	}
	return numbers, stored, s.explain(rows.Err())
}

// Titles calls each for the titles, sources and authors, a line each, of the
// articles of numbers.
func (s *Store) Titles(ctx context.Context, numbers []uint32, each func(number uint32, title, source, authors string)) error {
	return s.eachOf(ctx, "number, title, source, after, authors", numbers, func(rows *sql.Rows) error {
		var number uint32
		var title, source, after, authors string
		err := rows.Scan(&number, &title, &source, &after, &authors)
		if err == nil {
			each(number, title, (&data.Article{Source: source, After: after}).Attribution(), authors)
		}
		return err
	})
}

// AllTitles calls each for the titles of all articles.
func (s *Store) AllTitles(ctx context.Context, each func(number uint32, title string)) error {
	rows, err := s.reads.QueryContext(ctx, "SELECT number, title FROM articles WHERE state = 0")
	if err != nil {
		return s.explain(err)
	}
	for rows.Next() {
		var number uint32
		var title string
		if err := rows.Scan(&number, &title); err != nil {
			return s.explain(errors.Join(err, rows.Close()))
		}
		each(number, title)
	}
	return s.explain(rows.Err())
}

// letters is the set of a title's letters as it is stored.
func letters(title string) int64 { return int64(search.Letters(search.Fold(title))) }

// authors are stored a line each.
func authors(a *data.Article) string { return strings.Join(a.Authors, "\n") }

// FiledOf calls each for the rows of numbers.
func (s *Store) FiledOf(ctx context.Context, numbers []uint32, each func(*Filed)) error {
	var f Filed
	return s.eachOf(ctx, filedColumns, numbers, func(rows *sql.Rows) error {
		err := scanFiled(rows, &f)
		if err == nil {
			each(&f)
		}
		return err
	})
}

// Authors calls each for the authors, a line each, of the articles that have some
// and whose numbers are above one, ascending, at most limit of them.
func (s *Store) Authors(ctx context.Context, above uint32, limit int, each func(number uint32, authors string)) error {
	return s.each(ctx, "SELECT number, authors FROM articles WHERE number > ? AND state = 0 AND authors <> '' ORDER BY number LIMIT ?",
		[]any{above, limit}, func(rows *sql.Rows) error {
			var number uint32
			var authors string
			err := rows.Scan(&number, &authors)
			each(number, authors)
			return err
		})
}
