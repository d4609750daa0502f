package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// application marks a file as a library of Dateline: "DTLN" in SQLite's header.
const application = 0x44544C4E

// Errors of a file that is no library for this program.
var (
	errNewer   = errors.New("it was written by a newer Dateline")
	errForeign = errors.New("it is the database of another program")
)

// migrations has the schema's steps; step i brings version i to i+1. They are
// the files 0001_….sql and on, in order.
func migrations() []string {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	steps := make([]string, len(names))
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil || !strings.HasPrefix(name, fmt.Sprintf("migrations/%04d_", i+1)) {
			panic(fmt.Sprintf("migration %s isn't number %d: %v", name, i+1, err))
		}
		steps[i] = string(text)
	}
	return steps
}

// migrate brings the schema of db from a version up to date. Of a file that has
// a schema already it first puts a copy beside it, named after the new version.
func migrate(db *sql.DB, path string, version int, steps []string) error {
	switch {
	case version > len(steps):
		return fmt.Errorf("%w (its schema is %d, this program knows %d)", errNewer, version, len(steps))
	case version == len(steps):
		return nil
	case version > 0 && path != "":
		if err := copyBefore(db, path, version); err != nil {
			return fmt.Errorf("copy before the migration: %w", err)
		}
	}
	return step(db, steps)
}

// schemaVersion is the number of steps that the file has had. It fails on what
// isn't a library.
func schemaVersion(db *sql.DB) (int, error) {
	var version, mark, tables int
	err := db.QueryRow(`SELECT (SELECT user_version FROM pragma_user_version),
		(SELECT application_id FROM pragma_application_id),
		(SELECT count(*) FROM sqlite_schema)`).Scan(&version, &mark, &tables)
	if err != nil {
		return 0, err
	}
	if mark != application && (mark != 0 || version != 0 || tables != 0) {
		return 0, errForeign
	}
	return version, nil
}

// step runs the missing steps in one transaction: a program that is killed in
// between leaves the old schema, and of two that start at once one does it.
func step(db *sql.DB, steps []string) error {
	ctx := context.Background()
	return transact(ctx, db, func(tx *sql.Tx) error {
		var version int
		if err := tx.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
			return err
		}
		if version >= len(steps) {
			return nil
		}
		for i := version; i < len(steps); i++ {
			if _, err := tx.ExecContext(ctx, steps[i]); err != nil {
				return fmt.Errorf("migration %d: %w", i+1, err)
			}
		}
		mark := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", application, len(steps))
		_, err := tx.ExecContext(ctx, mark)
		return err
	})
}

// copyBefore writes a whole, compact copy of the library beside it. A copy of
// the same version from an earlier try is replaced.
func copyBefore(db *sql.DB, path string, version int) error {
	target := fmt.Sprintf("%s.before-%d", path, version+1)
	partial := target + ".part"
	if err := os.Remove(partial); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	if _, err := db.Exec("VACUUM INTO ?", partial); err != nil {
		return err
	}
	return os.Rename(partial, target)
}
