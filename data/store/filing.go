package store

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"time"

	"dateline/data"
)

func numeral[T ~uint32 | ~int | ~int64](n T) string { return strconv.FormatInt(int64(n), 10) }

// Filing is what storing articles changed.
type Filing struct {
	data.Stored
	Added   []Filed  // rows that are new, for new articles and new texts
	Dropped []uint32 // rows that aren't current any more
	Altered []Filed  // rows whose date, address or authors changed
	Also    [][2]uint32
	Read    []data.ID // that are marked read now, as they came
}

// filer files the entries of one feed, or articles that are saved one by one,
// in one transaction.
type filer struct {
	ctx    context.Context
	tx     *txn
	feed   uint32
	now    int64
	done   Filing
	known  *sql.Stmt
	placed *sql.Stmt
	insert *sql.Stmt
	enter  *sql.Stmt
	keep   *sql.Stmt

	awaiting bool // there are marks of articles that may come
}

// How an article is known again. (Without what seems needless of it, the second
// wouldn't use its index, which is of those that have an address.)
const (
	byEntry   = "SELECT article, words, rest FROM entries WHERE id = ?"
	byAddress = "SELECT number, feed FROM articles WHERE address = ? AND address <> 0 AND state = 0 LIMIT 1"
	byContent = `SELECT number FROM articles JOIN entries USING (id) WHERE published IS ? AND state = 0 AND articles.feed = ?
		AND address = 0 AND entries.words = ? AND rest = ? LIMIT 1`
)

func newFiler(ctx context.Context, tx *txn, feed uint32, now time.Time) (*filer, error) {
	f := &filer{ctx: ctx, tx: tx, feed: feed, now: now.Unix()}
	for statement, text := range map[**sql.Stmt]string{
		&f.known:  byEntry,
		&f.placed: byAddress,
		&f.insert: `INSERT INTO articles (id, feed, published, zone, stored, words, letters, has, address,
			language, title, source, after, authors, url, origin) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		&f.enter: "INSERT OR REPLACE INTO entries (id, feed, article, words, rest) VALUES (?, ?, ?, ?, ?)",
		&f.keep:  "INSERT OR REPLACE INTO contents (article, given, made) VALUES (?, ?, ?)",
	} {
		var err error
		if *statement, err = tx.PrepareContext(ctx, text); err != nil {
			return nil, err
		}
	}
	return f, tx.QueryRowContext(ctx, "SELECT EXISTS (SELECT 1 FROM awaited)").Scan(&f.awaiting)
}

// file files one item: it is new, known under another identity by its address,
// changed, or as it was.
func (f *filer) file(i item) error {
	var article uint32
	var words, rest int64
	err := f.known.QueryRow(string(i.entry.Article.ID)).Scan(&article, &words, &rest)
	switch {
	case errors.Is(err, sql.ErrNoRows), err == nil && article == 0 && i.made != nil:
		return f.fresh(i)
	case err != nil || article == 0: // removed: a feed doesn't bring it back, only the reader
		return err
	case words == i.words && rest == i.rest:
		return nil
	}
	if _, err := f.tx.Exec("UPDATE entries SET words = ?, rest = ? WHERE id = ?", i.words, i.rest, string(i.entry.Article.ID)); err != nil {
		return err
	}
	return f.change(article, i, words != i.words)
}

// fresh files an entry that wasn't known: as an article of its own, or as
// another source of one with the same address, or of the same feed with the same
// content where nothing has an address.
func (f *filer) fresh(i item) error {
	a := i.entry.Article
	article, feed := uint32(0), f.feed
	err := sql.ErrNoRows
	if i.address != 0 {
		err = f.placed.QueryRow(i.address).Scan(&article, &feed)
	} else if i.made == nil {
		published, _ := dated(a.Published)
		err = f.tx.QueryRow(byContent, published, f.feed, i.words, i.rest).Scan(&article)
	}
	if err == nil {
		return f.other(i, article, feed)
	}
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	number, err := f.add(i, a.ID, f.feed, 0)
	if err != nil {
		return err
	}
	f.done.New++
	if _, err = f.enter.Exec(string(a.ID), f.feed, number, i.words, i.rest); err != nil {
		return err
	}
	return f.welcome(a.ID, a.ID)
}

// other notes that an article is given once more. What is given whole takes the
// place of a feed's text; a feed's own entry under another identity is newer
// than the one before; another feed's text isn't.
func (f *filer) other(i item, article, feed uint32) error {
	id := string(i.entry.Article.ID)
	if _, err := f.enter.Exec(id, f.feed, article, i.words, i.rest); err != nil {
		return err
	}
	if f.awaiting {
		var known data.ID
		if err := f.tx.QueryRow("SELECT id FROM articles WHERE number = ?", article).Scan(&known); err != nil {
			return err
		}
		if err := f.welcome(i.entry.Article.ID, known); err != nil {
			return err
		}
	}
	if i.made != nil || feed == f.feed {
		if _, err := f.tx.Exec("INSERT OR IGNORE INTO aliases (article, entry) VALUES (?, ?)", article, id); err != nil {
			return err
		}
		same, err := f.gave(article, i)
		if err != nil {
			return err
		}
		return f.change(article, i, !same)
	}
	_, err := f.tx.Exec("INSERT OR IGNORE INTO also (article, feed, entry) VALUES (?, ?, ?)", article, f.feed, id)
	f.done.Also = append(f.done.Also, [2]uint32{article, f.feed})
	return err
}

// gave reports whether a feed's entry has just the words that a feed gave of an
// article before: some give their items other identities at every answer.
func (f *filer) gave(article uint32, i item) (bool, error) {
	if i.made != nil {
		return false, nil
	}
	var title string
	var given []byte
	err := f.tx.QueryRow("SELECT title, given FROM articles JOIN contents ON article = number WHERE number = ?", article).Scan(&title, &given)
	var before data.Entry
	return err == nil && given != nil && decodeGiven(given, &before) == nil && digest(title, before.Summary, before.Body) == i.words, err
}

// change gives an article a new text, or only what else is new.
func (f *filer) change(article uint32, i item, words bool) error {
	var id data.ID
	var feed uint32
	var has uint8
	err := f.tx.QueryRow("SELECT id, feed, has FROM articles WHERE number = ? AND state = 0", article).Scan(&id, &feed, &has)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil || feed != f.feed && i.made == nil {
		return err // the first source's text is the one that is shown
	}
	whole := has&HasWhole != 0
	if words && i.made == nil && whole {
		words = false // it was fetched: what the feed cuts short doesn't replace it
	}
	if !words {
		return f.alter(article, i, has)
	}
	same, err := f.replace(article, i, id, feed, whole)
	if err == nil && !same {
		f.done.Changed++
	}
	return err
}

// replace files a new text for an article, and keeps the one before as its
// earlier text, unless that was only the beginning of what is now whole, or is
// damaged.
func (f *filer) replace(article uint32, i item, id data.ID, feed uint32, whole bool) (same bool, err error) {
	var given, made []byte
	if err := f.tx.QueryRow("SELECT given, made FROM contents WHERE article = ?", article).Scan(&given, &made); err != nil {
		return false, err
	}
	var before data.Article
	if i.made != nil && made != nil && decodeContent(made, &before) == nil && before.Text == i.entry.Article.Text {
		if _, err := f.tx.Exec("UPDATE contents SET made = ? WHERE article = ?", i.made, article); err != nil {
			return false, err
		}
		return true, f.alter(article, i, i.has)
	}
	state := Earlier
	if i.made != nil && !whole || !readable(given, made) {
		state = Removed
	}
	number, err := f.add(i, id, feed, article)
	if err != nil {
		return false, err
	}
	return false, f.takePlace(number, article, state)
}

// identities are the entries that lead to an article.
const identities = `id IN (SELECT id FROM articles WHERE number = ?1
	UNION SELECT entry FROM also WHERE article = ?1 UNION SELECT entry FROM aliases WHERE article = ?1)`

// takePlace makes a row the current one of an article in the place of another,
// which gets a state.
func (f *filer) takePlace(number int64, of uint32, state State) error {
	f.done.Dropped = append(f.done.Dropped, of)
	for _, text := range []string{
		"UPDATE entries SET article = ?2 WHERE " + identities,
		"UPDATE OR REPLACE also SET article = ?2 WHERE article = ?1",
		"UPDATE OR REPLACE aliases SET article = ?2 WHERE article = ?1",
	} {
		if _, err := f.tx.Exec(text, of, number); err != nil {
			return err
		}
	}
	_, err := f.tx.Exec("UPDATE articles SET state = ? WHERE number = ?", state, of)
	return err
}

// alter changes what isn't an article's text. Whom it is by and what it is from
// are searched like its words: where those change it gets another row too. Not
// for a feed's own title, by which its articles are found anyway: some feeds
// change theirs at every hour.
func (f *filer) alter(article uint32, i item, has uint8) error {
	a := i.entry.Article
	published, zone, err := f.appeared(a.Published, article)
	if err != nil {
		return err
	}
	has |= i.has
	var said bool
	err = f.tx.QueryRow(`SELECT (after, authors) IS NOT (?2, ?3) OR source <> ?1 AND NOT EXISTS (SELECT 1 FROM feeds WHERE number = ?4 AND given = ?1)
		FROM articles WHERE number = ?5`, a.Source, a.After, authors(a), f.feed, article).Scan(&said)
	if err != nil {
		return err
	}
	_, err = f.tx.Exec(`UPDATE articles SET published = ?, zone = ?, has = ?, address = ?, language = ?, source = ?, after = ?,
		authors = ?, url = ? WHERE number = ?`, published, zone, has, i.address, a.Language, a.Source, a.After, authors(a), a.URL, article)
	if err == nil && i.given != nil {
		_, err = f.tx.Exec("UPDATE contents SET given = ? WHERE article = ?", i.given, article)
	}
	if err == nil && said {
		article, err = f.again(article)
	}
	if err != nil {
		return err
	}
	var filed Filed
	if err := scanFiled(f.tx.QueryRow("SELECT "+filedColumns+" FROM articles WHERE number = ?", article), &filed); err != nil {
		return err
	}
	f.done.Altered = append(f.done.Altered, filed)
	return nil
}

// again files an article as it is in another row, of which nothing is known to
// search yet.
func (f *filer) again(article uint32) (uint32, error) {
	const kept = "id, feed, published, zone, stored, words, letters, has, address, language, title, source, after, authors, url, origin, spoken"
	result, err := f.tx.Exec("INSERT INTO articles ("+kept+") SELECT "+kept+" FROM articles WHERE number = ?", article)
	if err != nil {
		return 0, err
	}
	number, err := result.LastInsertId()
	if err != nil {
		return 0, err
	}
	if _, err = f.tx.Exec("INSERT INTO contents (article, given, made) SELECT ?, given, made FROM contents WHERE article = ?", number, article); err != nil {
		return 0, err
	}
	return uint32(number), f.takePlace(number, article, Removed)
}

// latest is how far ahead of its arrival an article may be dated: as far as the
// clocks of the world's zones are apart.
const latest = 24 * time.Hour

// appeared is when an article appeared that takes the place of another, or of
// none. One that is dated in the future appeared when it first arrived: it would
// stand above all others until then, for years or for ever.
func (f *filer) appeared(t time.Time, before uint32) (published sql.NullInt64, zone int, err error) {
	published, zone = dated(t)
	if published.Int64 <= (f.now+int64(latest/time.Second))*1000 {
		return published, zone, nil
	}
	published.Int64 = f.now * 1000
	if before != 0 {
		err = f.tx.QueryRow("SELECT CASE WHEN published <= (stored + ?2) * 1000 THEN published ELSE stored * 1000 END FROM articles WHERE number = ?1",
			before, int64(latest/time.Second)).Scan(&published.Int64)
	}
	return published, zone, err
}

// add files a row, in the place of another or of none.
func (f *filer) add(i item, id data.ID, feed, before uint32) (number int64, err error) {
	a := i.entry.Article
	published, zone, err := f.appeared(a.Published, before)
	if err != nil {
		return 0, err
	}
	words := 0
	if i.made != nil {
		words = a.Words()
	}
	filed := Filed{
		ID: id, Feed: feed, Published: published.Int64, Dated: published.Valid, Words: words,
		Letters: uint64(letters(a.Title)), Has: i.has, Language: a.Language, Source: a.Attribution(),
	}
	result, err := f.insert.Exec(string(id), feed, published, zone, f.now, words, int64(filed.Letters), i.has, i.address,
		a.Language, a.Title, a.Source, a.After, authors(a), a.URL, a.Origin)
	if err != nil {
		return 0, err
	}
	if number, err = result.LastInsertId(); err != nil {
		return 0, err
	}
	filed.Number = uint32(number)
	f.done.Added = append(f.done.Added, filed)
	_, err = f.keep.Exec(number, i.given, i.made)
	return number, err
}

// FileArticles stores articles that are given whole: those of the edition, and
// pages that are saved one by one.
func (s *Store) FileArticles(ctx context.Context, articles []*data.Article) (Filing, error) {
	items := make([]item, len(articles))
	for i, a := range articles {
		items[i] = newWhole(a)
	}
	return s.fileItems(ctx, 0, items)
}

func (s *Store) fileItems(ctx context.Context, feed uint32, items []item) (done Filing, err error) {
	err = s.write(ctx, func(tx *txn) error {
		done, err = s.fileIn(ctx, tx, feed, items)
		return err
	})
	return done, err
}

// fileIn files items within a transaction.
func (s *Store) fileIn(ctx context.Context, tx *txn, feed uint32, items []item) (Filing, error) {
	f, err := newFiler(ctx, tx, feed, s.now())
	if err != nil {
		return Filing{}, err
	}
	for _, i := range items {
		if err := f.file(i); err != nil {
			return Filing{}, err
		}
	}
	return f.done, nil
}

// KnownAs gives the identity of the article that was given as id: another where
// its address was known before.
func (s *Store) KnownAs(ctx context.Context, id data.ID) (known data.ID, err error) {
	err = s.each(ctx, "SELECT a.id FROM entries e JOIN articles a ON a.number = e.article WHERE e.id = ?", []any{string(id)},
		func(rows *sql.Rows) error { return rows.Scan(&known) })
	if err == nil && known == "" {
		err = data.ErrNoArticle
	}
	return known, err
}
