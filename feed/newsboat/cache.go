package newsboat

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // newsboat keeps its marks in an SQLite file

	"dateline/data"
	"dateline/data/clean"
)

// Bounds of the marks.
const (
	maxMarks = 2_000_000
	maxGUID  = 2000 // characters, as articles' identities are kept
)

// Marks reads the read marks of newsboat's cache.db, without changing it. The
// error is a data.Problem, or ctx's.
func Marks(ctx context.Context, path string) ([]data.OldMark, error) {
	fail := func(cause string) error { return data.Problem{Path: clean.Line(path, maxName), Cause: cause} }
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fail("there is no such file")
	case err != nil:
		return nil, fail("it can't be read: " + clean.Line(err.Error(), maxName))
	case !info.Mode().IsRegular():
		return nil, fail("it isn't a file")
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fail("it can't be read: " + clean.Line(err.Error(), maxName))
	}
	name := (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: "mode=ro&_pragma=busy_timeout(2000)&_pragma=query_only(1)"}).String()
	db, err := sql.Open("sqlite", name)
	if err != nil {
		return nil, fail("it can't be opened: " + clean.Line(err.Error(), maxName))
	}
	defer db.Close()
	marks, err := read(ctx, db)
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil && strings.Contains(err.Error(), "no such"):
		return nil, fail("it isn't newsboat's cache.db: it has no table of articles")
	case err != nil && strings.Contains(err.Error(), "not a database"):
		return nil, fail("it isn't newsboat's cache.db: it is no SQLite file")
	case err != nil:
		return nil, fail("it can't be read: " + clean.Line(err.Error(), maxName))
	}
	return marks, nil
}

// read reads the table of articles.
func read(ctx context.Context, db *sql.DB) ([]data.OldMark, error) {
	rows, err := db.QueryContext(ctx, "SELECT substr(feedurl,1,8000), substr(guid,1,8000), substr(url,1,8000), unread = 0 FROM rss_item WHERE deleted = 0 LIMIT ?", maxMarks)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var marks []data.OldMark
	for rows.Next() {
		var feed, guid, address sql.NullString
		var isRead sql.NullBool
		if err := rows.Scan(&feed, &guid, &address, &isRead); err != nil {
			return nil, fmt.Errorf("a row of it can't be read: %w", err)
		}
		m := data.OldMark{GUID: clean.Line(guid.String, maxGUID), Read: isRead.Bool}
		m.Feed, _ = clean.Link(feed.String, "")
		m.URL, _ = clean.Link(address.String, "")
		if m.Feed != "" && (m.GUID != "" || m.URL != "") {
			marks = append(marks, m)
		}
	}
	return marks, rows.Err()
}
