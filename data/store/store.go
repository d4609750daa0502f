// Package store is the library on disk: an SQLite file with everything that
// lasts. It keeps read marks, stars and places, the log of changes behind undo,
// the session, what recognition found, and the identities of entities.
//
// Every change is one short transaction. In WAL mode with synchronous=NORMAL a
// killed program loses nothing that was answered for; a power cut may lose the
// last moments, and never damages the file.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	_ "modernc.org/sqlite" // the driver, in pure Go

	"dateline/data"
)

// Store is an open library file. It is safe for concurrent use, and two
// programs may have the same file open.
type Store struct {
	db       *sql.DB    // writes, and reads what is small
	reads    *sql.DB    // reads what may take longer, without keeping writes waiting
	writing  sync.Mutex // in turn within the program: waiting for SQLite's lock is slow
	prepared sync.Map   // queries of reads: string to *sql.Stmt
	learnt   learnt     // under writing
	path     string     // empty in memory
	now      func() time.Time
	problems []data.Problem
}

// Open opens the library file at path, and makes it with its folder where there
// is none. An older schema is brought up to date after a copy of the file was
// put beside it. A damaged file is moved aside, and Problems tells so.
//
// The error is a data.Problem that names the file and the cure.
func Open(path string, now func() time.Time) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, explain(path, err)
	}
	s := &Store{path: path, now: now}
	err := s.openInTurn()
	if damaged(err) {
		if err = s.setAside(err); err == nil {
			err = s.open()
		}
	}
	if err != nil {
		return nil, explain(path, err)
	}
	return s, nil
}

// Memory is a store that lasts as long as the program: for tests, and for a
// reader whose library can't be opened.
func Memory(now func() time.Time) *Store {
	s := &Store{now: now}
	if err := s.open(); err != nil {
		// SQLite in memory needs nothing that could be missing but memory.
		panic(fmt.Sprintf("no store in memory: %v", err))
	}
	return s
}

// OpenOrMemory opens the library at path, or where it can't be opened a store
// in memory, and tells as problems what the reader should know of.
func OpenOrMemory(path string, now func() time.Time) (*Store, []data.Problem) {
	s, err := Open(path, now)
	if err != nil {
		p := problem(path, err)
		p.Cause += ". Until then, marks last only as long as the program"
		return Memory(now), []data.Problem{p}
	}
	return s, s.problems
}

// Problems has what the reader should know about the opening.
func (s *Store) Problems() []data.Problem { return s.problems }

// Path is the file, or empty for a store in memory.
func (s *Store) Path() string { return s.path }

// Close ends the use of the file.
func (s *Store) Close() error {
	var err error
	if s.reads != s.db {
		err = s.reads.Close()
	}
	return s.explain(errors.Join(err, s.db.Close()))
}

// openInTurn opens the database, and waits for another program that is making
// it: SQLite doesn't wait for that by itself, whatever its timeout is.
func (s *Store) openInTurn() error {
	for began := time.Now(); ; time.Sleep(10 * time.Millisecond) {
		if err := s.open(); !busy(err) || time.Since(began) > busyTimeout {
			return err
		}
	}
}

// busyTimeout is how long another program's write is waited for.
const busyTimeout = 5 * time.Second

// open opens the database and brings its schema up to date.
func (s *Store) open() error {
	if err := recognise(s.path); err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(s.path, writerCache))
	if err != nil {
		return err
	}
	// One connection writes, and asks what others wrote. A store in memory is
	// that one connection.
	db.SetMaxOpenConns(1)
	if err := prepare(db, s.path, migrations()); err != nil {
		return errors.Join(err, db.Close())
	}
	s.db, s.reads = db, db
	if s.path == "" {
		return nil
	}
	if s.reads, err = sql.Open("sqlite", dsn(s.path, readerCache)+"&_pragma=query_only(1)"); err != nil {
		return errors.Join(err, db.Close())
	}
	s.reads.SetMaxOpenConns(readers)
	s.reads.SetMaxIdleConns(readers)
	return nil
}

// Connections keep pages of the file: of writers in KiB, of each of so many
// readers in KiB. The system keeps more, where it has the room.
const (
	writerCache = 4 << 10
	readerCache = 1 << 10
	readers     = 3
)

// prepare makes an opened file a library of the newest schema.
func prepare(db *sql.DB, path string, steps []string) error {
	version, err := schemaVersion(db)
	if err != nil {
		return err
	}
	// Only now: until here the file may have been another program's.
	if _, err := db.Exec("PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	return migrate(db, path, version, steps)
}

// dsn names the file to the driver with the settings of every connection.
func dsn(path string, cache int) string {
	settings := fmt.Sprintf("_pragma=busy_timeout(%d)&_pragma=synchronous(NORMAL)&_pragma=cache_size(-%d)"+
		"&_pragma=journal_size_limit(%d)&_pragma=wal_autocheckpoint(%d)&_txlock=immediate",
		busyTimeout.Milliseconds(), cache, journalLimit, checkpoint)
	if path == "" {
		return "file::memory:?" + settings
	}
	path = filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(path, "/") && filepath.IsAbs(path) {
		path = "/" + path
	}
	return "file:" + (&url.URL{Path: path}).EscapedPath() + "?" + settings
}

// journalLimit is to how many bytes the log of writes shrinks once it was
// taken over into the file.
const journalLimit = 32 << 20

// checkpoint is after how many pages the log of writes is taken over into the
// file. What is appended to many lists again and again writes the same pages:
// they go into the file once where the log is longer.
const checkpoint = 4000

// write runs f in one transaction of the store.
func (s *Store) write(ctx context.Context, f func(tx *txn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.writing.Lock()
	defer s.writing.Unlock()
	return s.explain(transact(ctx, s.db, func(tx *sql.Tx) error { return f(&txn{tx: tx}) }))
}

// transact runs f in one transaction, which takes the file's write lock at once.
func transact(ctx context.Context, db *sql.DB, f func(tx *sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := f(tx); err != nil {
		if undone := tx.Rollback(); undone != nil && !errors.Is(undone, sql.ErrTxDone) {
			return errors.Join(err, undone)
		}
		return err
	}
	return tx.Commit()
}
