package store

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline/data"
)

func now() time.Time { return time.Date(2025, 4, 25, 10, 15, 0, 0, time.UTC) }

func TestFromEverySchemaToTheNewest(t *testing.T) {
	// The real steps, with some more, so that there is something to migrate.
	steps := append(migrations(),
		"ALTER TABLE marks ADD COLUMN note TEXT NOT NULL DEFAULT ''",
		"CREATE TABLE more (x TEXT); INSERT INTO more VALUES ('here')")
	for from := 1; from <= len(steps); from++ {
		t.Run(fmt.Sprint(from), func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			db, err := sql.Open("sqlite", dsn(path, writerCache))
			check(t, err)
			check(t, prepare(db, path, steps[:from]))
			_, err = db.Exec("INSERT INTO marks (article, read, changed) VALUES ('a', 1, 0)")
			check(t, err)
			check(t, db.Close())

			db, err = sql.Open("sqlite", dsn(path, writerCache))
			check(t, err)
			check(t, prepare(db, path, steps))
			var read, version int
			var more string
			check(t, db.QueryRow("SELECT read, x FROM marks, more WHERE article = 'a' AND note = ''").Scan(&read, &more))
			check(t, db.QueryRow("PRAGMA user_version").Scan(&version))
			if read != 1 || more != "here" || version != len(steps) {
				t.Errorf("read %d, more %s, version %d", read, more, version)
			}
			check(t, db.Close())

			copied := fmt.Sprintf("%s.before-%d", path, from+1)
			if from == len(steps) {
				if exists(copied) {
					t.Error("a copy was made of a library that is up to date")
				}
				return
			}
			db, err = sql.Open("sqlite", copied)
			check(t, err)
			check(t, db.QueryRow("SELECT count(*), (SELECT user_version FROM pragma_user_version) FROM marks").Scan(&read, &version))
			if read != 1 || version != from {
				t.Errorf("the copy has %d marks and version %d, want 1 and %d", read, version, from)
			}
			check(t, db.Close())
		})
	}
}

func TestAMigrationThatFailsLeavesTheOldSchema(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	db, err := sql.Open("sqlite", dsn(path, writerCache))
	check(t, err)
	defer db.Close()
	steps := migrations()
	check(t, prepare(db, path, steps))
	bad := append(steps, "CREATE TABLE more (x TEXT)", "CREATE TABLE more (y TEXT)")
	if err := prepare(db, path, bad); err == nil || !strings.Contains(err.Error(), fmt.Sprint("migration ", len(bad))) {
		t.Errorf("error %v, want one that tells which migration", err)
	}
	version, err := schemaVersion(db)
	check(t, err)
	var tables int
	check(t, db.QueryRow("SELECT count(*) FROM sqlite_schema WHERE name = 'more'").Scan(&tables))
	if version != len(steps) || tables != 0 {
		t.Errorf("version %d with %d of the new tables", version, tables)
	}
}

func TestADiskThatIsFull(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	s, err := Open(path, now)
	check(t, err)
	s.db.SetMaxOpenConns(1) // the limit below is of one connection
	var pages int
	check(t, s.db.QueryRow("PRAGMA page_count").Scan(&pages))
	_, err = s.db.Exec(fmt.Sprintf("PRAGMA max_page_count = %d", pages+2))
	check(t, err)
	var stored []data.ID
	for i := 0; err == nil && i < 100_000; i++ {
		id := data.ID(fmt.Sprintf("%0200d", i))
		if _, err = s.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: []data.ID{id}}); err == nil {
			stored = append(stored, id)
		}
	}
	if err == nil || !strings.Contains(err.Error(), "disk is full") || !strings.Contains(err.Error(), path) {
		t.Errorf("error %v, want one that says the disk is full and names the file", err)
	}
	// What was answered for is there.
	marks, err := s.Marks(t.Context())
	check(t, err)
	if len(marks) != len(stored) || len(stored) == 0 {
		t.Errorf("%d marks, want %d", len(marks), len(stored))
	}
	check(t, s.Close())
}

func TestEveryCauseHasACure(t *testing.T) {
	for _, err := range []error{
		os.ErrPermission, syscall.ENOSPC, syscall.ENOTDIR, errNewer, errForeign, errNoLibrary, errors.New("anything"),
	} {
		said := explain("x/library.db", fmt.Errorf("open: %w", err))
		if text := said.Error(); !strings.HasPrefix(text, "x/library.db: ") || !strings.Contains(text, ": ") || len(text) < 40 {
			t.Errorf("%v is explained as %q", err, text)
		}
		if !errors.Is(said, err) {
			t.Errorf("%v can't be told from the sentence about it", err)
		}
	}
}

func TestASessionThatCantBeReadIsAnEmptyOne(t *testing.T) {
	s := Memory(now)
	defer s.Close()
	_, err := s.db.Exec("INSERT INTO kept (name, value) VALUES ('session', '{broken')")
	check(t, err)
	got, err := s.Session(t.Context())
	check(t, err)
	if !reflect.DeepEqual(got, data.Session{}) {
		t.Errorf("session %+v", got)
	}
}

func TestRecognitionsSurviveTheCodec(t *testing.T) {
	text := rapid.SampledFrom([]string{"", "Kyiv", "José Núñez", "tagger", "a\x00b", "長い"})
	rapid.Check(t, func(t *rapid.T) {
		var want data.Recognition
		for range rapid.IntRange(0, 4).Draw(t, "entities") {
			l := data.LocalEntity{Kind: rapid.SampledFrom(data.Kinds[:]).Draw(t, "kind"),
				Name: text.Draw(t, "name"), Join: text.Draw(t, "join"), Description: text.Draw(t, "description")}
			for range rapid.IntRange(0, 3).Draw(t, "aliases") {
				l.Aliases = append(l.Aliases, text.Draw(t, "alias"))
			}
			for range rapid.IntRange(0, 5).Draw(t, "mentions") {
				l.Mentions = append(l.Mentions, data.LocalMention{
					Start: rapid.Int().Draw(t, "start") >> 2, End: rapid.Int().Draw(t, "end") >> 2, Softer: rapid.Bool().Draw(t, "softer"),
					Why: data.Why{By: text.Draw(t, "by"), Note: text.Draw(t, "note"), Score: rapid.Int().Draw(t, "score")},
				})
			}
			want.Entities = append(want.Entities, l)
		}
		got, err := decode(encode(&want))
		if err != nil || !reflect.DeepEqual(*got, want) {
			t.Fatalf("%+v became %+v, %v", want, got, err)
		}
	})
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte{})
	f.Add(encode(&data.Recognition{Entities: []data.LocalEntity{{Name: "Kyiv", Mentions: []data.LocalMention{{Start: 1, End: 5}}}}}))
	f.Add([]byte{codecFormat, 255, 255, 255, 255, 15})
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := decode(b)
		if err != nil {
			return
		}
		again, err := decode(encode(r))
		if err != nil || !reflect.DeepEqual(r, again) {
			t.Errorf("%v became %v, %v", r, again, err)
		}
	})
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
