package store

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"time"
	"unicode/utf8"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dateline/data"
)

// errNoLibrary is a file that was never an SQLite database.
var errNoLibrary = errors.New("it isn't a library")

// code is SQLite's primary result code of an error, or 0.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code() & 0xFF
	}
	return 0
}

// damaged reports whether an error says that the file's content is broken.
func damaged(err error) bool {
	c := code(err)
	return c == sqlite3.SQLITE_CORRUPT || c == sqlite3.SQLITE_NOTADB
}

func (s *Store) explain(err error) error { return explain(s.path, err) }

// explain makes an error a data.Problem: a sentence with the file and the cure.
// An ended context stays what it is.
func explain(path string, err error) error {
	if err == nil || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var already data.Problem
	if errors.As(err, &already) {
		return err
	}
	return wrapped{problem(path, err), err}
}

// wrapped is a problem that still knows its cause.
type wrapped struct {
	data.Problem
	cause error
}

func (w wrapped) Unwrap() []error { return []error{w.Problem, w.cause} }

func problem(path string, err error) data.Problem {
	var p data.Problem
	if errors.As(err, &p) {
		return p
	}
	if path == "" {
		path = "the library in memory"
	}
	return data.Problem{Path: path, Cause: cause(path, err)}
}

// cause puts an error into words, with what to do about it.
func cause(path string, err error) string {
	const other = "or name another file with --library"
	switch {
	case errors.Is(err, errNewer):
		return err.Error() + ": update Dateline, " + other
	case errors.Is(err, errForeign), errors.Is(err, errNoLibrary):
		return err.Error() + ": name another file with --library"
	case errors.Is(err, fs.ErrPermission), code(err) == sqlite3.SQLITE_PERM:
		return "no permission to write there: change its permissions, " + other
	case errors.Is(err, syscall.ENOSPC), code(err) == sqlite3.SQLITE_FULL:
		return "the disk is full: make room; what was just done isn't stored"
	}
	switch code(err) {
	case sqlite3.SQLITE_READONLY:
		return "it can't be written to: make it and its folder writable, " + other
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return "another program keeps it locked: close that, and try again"
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return "it is damaged: move it away or put a copy in its place, and start again"
	case sqlite3.SQLITE_CANTOPEN:
		return "it can't be opened: see that its folder exists and can be written to, " + other
	case sqlite3.SQLITE_IOERR:
		return fmt.Sprintf("reading or writing it failed (%v): check the disk, %s", err, other)
	}
	if errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.EEXIST) {
		return fmt.Sprintf("%s isn't a folder: name another place with --library", filepath.Dir(path))
	}
	return fmt.Sprintf("%v: check it, %s", err, other)
}

// busy reports whether another program holds the file.
func busy(err error) bool {
	c := code(err)
	return c == sqlite3.SQLITE_BUSY || c == sqlite3.SQLITE_LOCKED
}

// recognise looks at a file before SQLite does, so that someone's notes that
// were named by mistake are neither changed nor moved.
func recognise(path string) error {
	if path == "" {
		return nil
	}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	head := make([]byte, 512)
	n, err := io.ReadFull(f, head)
	if closing := f.Close(); closing != nil {
		return closing
	}
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return err
	}
	switch filepath.Ext(path) {
	case ".db", ".sqlite", ".sqlite3":
		return nil // a library by its name, whatever happened to it
	}
	const magic = "SQLite format 3\x00"
	if n > 0 && string(head[:min(n, len(magic))]) != magic && utf8.Valid(head[:n-n%4]) {
		return errNoLibrary
	}
	return nil
}

// setAside renames a damaged file and what belongs to it, and notes a problem.
func (s *Store) setAside(why error) error {
	aside := s.path + ".damaged-" + s.now().UTC().Format("20060102-150405")
	for n := 2; exists(aside); n++ {
		aside = fmt.Sprintf("%s.damaged-%s-%d", s.path, s.now().UTC().Format("20060102-150405"), n)
	}
	for _, part := range []string{"", "-wal", "-shm"} {
		if err := os.Rename(s.path+part, aside+part); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return errors.Join(why, err)
		}
	}
	s.problems = append(s.problems, data.Problem{
		Path: s.path,
		Cause: fmt.Sprintf("it was damaged and is kept as %s; a new library was begun, with nothing in it: put a copy in its place (dateline backup writes one), or go on with it",
			filepath.Base(aside)),
	})
	return nil
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

// unix is the clock in the unit of the tables.
func unix(now func() time.Time) int64 { return now().Unix() }
