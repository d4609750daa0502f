package store_test

import (
	"bufio"
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// fails opens a file that can't be opened and checks the sentence about it.
func fails(t *testing.T, path string, words ...string) {
	t.Helper()
	s, err := store.Open(path, clock)
	if err == nil {
		ok(t, s.Close())
		t.Fatalf("%s was opened", path)
	}
	var p data.Problem
	if !errors.As(err, &p) || p.Path != path {
		t.Errorf("error %v isn't a problem of %s", err, path)
	}
	for _, w := range append(words, path) {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q doesn't say %q", err, w)
		}
	}
	// The program runs all the same.
	s, problems := store.OpenOrMemory(path, clock)
	if len(problems) != 1 {
		t.Errorf("problems %v, want one", problems)
	}
	_, err = s.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{"a"}})
	ok(t, err)
	ok(t, s.Close())
}

func TestADamagedFileIsKeptAside(t *testing.T) {
	garbage := bytes.Repeat([]byte{0, 1, 2, 0xFF}, 3000)
	header := append([]byte("SQLite format 3\x00"), garbage...)
	for name, content := range map[string][]byte{"garbage": garbage, "behind a good header": header, "text": []byte("not a library\n")} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			ok(t, os.WriteFile(path, content, 0o600))
			s := open(t, path)
			_, err := s.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{"a"}})
			ok(t, err)
			kept, err := os.ReadFile(path + ".damaged-20250425-101500")
			if err != nil || !bytes.Equal(kept, content) {
				t.Errorf("the damaged file isn't kept as it was: %v", err)
			}
			if p := s.Problems(); len(p) != 1 || p[0].Path != path || !strings.Contains(p[0].Cause, "damaged-20250425-101500") {
				t.Errorf("problems %v", p)
			}
		})
	}
}

func TestADamagedFileDoesntReplaceAnEarlierOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	for range 3 {
		ok(t, os.WriteFile(path, []byte("garbage"), 0o600))
		s, err := store.Open(path, clock)
		ok(t, err)
		ok(t, s.Close())
	}
	found, err := filepath.Glob(path + ".damaged-*")
	ok(t, err)
	count := 0
	for _, f := range found {
		if !strings.HasSuffix(f, "-wal") && !strings.HasSuffix(f, "-shm") {
			count++
		}
	}
	if count != 3 {
		t.Errorf("kept %q, want three files", found)
	}
}

func TestSomeoneElsesFilesAreLeftAlone(t *testing.T) {
	notes := filepath.Join(t.TempDir(), "notes.txt")
	ok(t, os.WriteFile(notes, []byte("Dear diary"), 0o600))
	fails(t, notes, "isn't a library", "--library")

	foreign := filepath.Join(t.TempDir(), "cache.db")
	db, err := sql.Open("sqlite", foreign)
	ok(t, err)
	_, err = db.Exec("CREATE TABLE feeds (url TEXT)")
	ok(t, err)
	ok(t, db.Close())
	before, err := os.ReadFile(foreign)
	ok(t, err)
	fails(t, foreign, "another program", "--library")
	after, err := os.ReadFile(foreign)
	ok(t, err)
	if !bytes.Equal(before, after) {
		t.Error("another program's database was changed")
	}
}

func TestANewerSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := store.Open(path, clock)
	ok(t, err)
	ok(t, s.Close())
	db, err := sql.Open("sqlite", path)
	ok(t, err)
	_, err = db.Exec("PRAGMA user_version = 99")
	ok(t, err)
	ok(t, db.Close())
	fails(t, path, "newer Dateline", "99", "update")
}

func TestPlacesWhereNothingCanBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	ok(t, os.WriteFile(file, nil, 0o600))
	fails(t, filepath.Join(file, "library.db"), "isn't a folder", "--library")
	fails(t, filepath.Join(t.TempDir(), "."), "--library") // a folder
	if runtime.GOOS == "linux" {
		fails(t, "/proc/library.db", "--library")
	}
}

func TestAReadOnlyFolder(t *testing.T) {
	if os.Getuid() <= 0 {
		t.Skip("permissions don't bind the superuser, and mean something else on Windows")
	}
	folder := t.TempDir()
	ok(t, os.Chmod(folder, 0o500))
	t.Cleanup(func() { ok(t, os.Chmod(folder, 0o700)) })
	fails(t, filepath.Join(folder, "library.db"), "--library")
	fails(t, filepath.Join(folder, "new", "library.db"), "permission", "--library")
}

func TestALockedFileIsWaitedForAndThenNamed(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s := open(t, path)
	other, err := sql.Open("sqlite", path+"?_txlock=immediate")
	ok(t, err)
	defer other.Close()
	tx, err := other.Begin()
	ok(t, err)
	released := make(chan error, 1)
	time.AfterFunc(300*time.Millisecond, func() { released <- tx.Rollback() })
	_, err = s.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{"a"}})
	ok(t, err)
	ok(t, <-released)

	tx, err = other.Begin()
	ok(t, err)
	defer tx.Rollback()
	_, err = s.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{"b"}})
	if err == nil || !strings.Contains(err.Error(), "locked") || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v, want one that says locked and names the file", err)
	}
}

// killed is set in the process that TestKilled starts.
const killed = "DATELINE_TEST_STORE"

// TestKilled starts a process that marks articles one by one and prints each
// that was answered for, kills it, and counts.
func TestKilled(t *testing.T) {
	if path := os.Getenv(killed); path != "" {
		mark(path)
		return
	}
	path := filepath.Join(t.TempDir(), "library.db")
	reported := 0
	for round := range 5 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilled$")
		cmd.Env = append(os.Environ(), killed+"="+path)
		out, err := cmd.StdoutPipe()
		ok(t, err)
		ok(t, cmd.Start())
		lines := bufio.NewScanner(out)
		seen := 0
		for lines.Scan() {
			if strings.HasPrefix(lines.Text(), "marked ") {
				reported++
				if seen++; seen == 40+13*round {
					ok(t, cmd.Process.Kill())
				}
			}
		}
		if err := cmd.Wait(); err == nil || seen == 0 {
			t.Fatalf("the process ended by itself after %d marks: %v", seen, err)
		}
	}
	s := open(t, path)
	if p := s.Problems(); len(p) > 0 {
		t.Errorf("problems %v", p)
	}
	marks, err := s.Marks(t.Context())
	ok(t, err)
	if len(marks) < reported {
		t.Errorf("%d marks are left of %d that were answered for", len(marks), reported)
	}
	for undone := 0; ; undone++ {
		_, more, err := s.Undo(t.Context())
		ok(t, err)
		if !more {
			if undone != len(marks) {
				t.Errorf("%d changes in the log for %d marks", undone, len(marks))
			}
			break
		}
	}
}

func mark(path string) {
	s, err := store.Open(path, clock)
	for i := 0; err == nil; i++ {
		id := data.ID(fmt.Sprint(os.Getpid(), "-", i))
		if _, err = s.Apply(context.Background(), data.Change{Action: data.MarkRead, Articles: []data.ID{id}}); err == nil {
			fmt.Println("marked", id)
		}
	}
	fmt.Println(err)
}
