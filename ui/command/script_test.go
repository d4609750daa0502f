package command_test

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/testscript"

	"dateline/data"
	"dateline/data/store"
)

// scripts are the scripts of testdata/program, which hold their articles
// themselves, for a program and in an environment of their own.
func scripts(program string) testscript.Params {
	return testscript.Params{
		Dir:                 "testdata/program",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(program)+string(filepath.ListSeparator)+env.Getenv("PATH"))
			env.Setenv("DATELINE_LIBRARY", env.WorkDir+"/kept/library.db")
			env.Setenv("TZ", "UTC")
			env.Setenv("HOME", env.WorkDir)
			for _, kind := range []string{"DATA", "CONFIG", "STATE"} {
				env.Setenv("XDG_"+kind+"_HOME", env.WorkDir+"/"+strings.ToLower(kind))
			}
			return nil
		},
		Condition: func(condition string) (bool, error) {
			if condition != "root" {
				return false, fmt.Errorf("unknown condition %s", condition)
			}
			return os.Geteuid() == 0, nil // who may read every file
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  status,
			"keys":    keys,
			"keep":    keep,
			"offsets": offsets,
			"blocks":  blocks,
			"cells":   cells,
			"mark":    mark,
			"nul":     nul,
			"repeat":  repeat,
			"pad":     pad,

			"serve":    serve,
			"asked":    asked,
			"harmless": harmless,
			"fill":     fill,
			"undo":     undo,
			"search":   saveSearch,
			"damage":   damage,
			"cache":    cache,
		},
	}
}

// status N PROGRAM ARGUMENT… runs a program and checks its exit status, and
// that it wrote at most one line on standard error, which is ours.
func status(ts *testscript.TestScript, _ bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		var exit *exec.ExitError
		if !errors.As(err, &exit) {
			ts.Fatalf("%v", err)
		}
		got = exit.ExitCode()
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
	line := ts.ReadFile("stderr")
	if want != 0 && (strings.Count(line, "\n") != 1 || !strings.HasPrefix(line, "dateline: ")) {
		ts.Fatalf("not one line of ours on standard error: %q", line)
	}
}

// keys FILE KEY… checks that every line is a JSON object with exactly these
// keys in this order, and that there is a line.
func keys(ts *testscript.TestScript, _ bool, args []string) {
	for _, line := range lines(ts, args[0]) {
		if got := keysOf(line); !slices.Equal(got, args[1:]) {
			ts.Fatalf("keys %v, want %v in %s", got, args[1:], line)
		}
	}
}

// keysOf are the keys of a JSON object, in order.
func keysOf(object []byte) []string {
	decoder := json.NewDecoder(bytes.NewReader(object))
	var names []string
	_, _ = decoder.Token() // the opening brace; json.Valid has seen to the rest
	for decoder.More() {
		name, _ := decoder.Token()
		names = append(names, name.(string))
		var value json.RawMessage
		if decoder.Decode(&value) != nil {
			return nil
		}
	}
	return names
}

// keep VARIABLE KEY keeps a value of the first line of standard output.
func keep(ts *testscript.TestScript, _ bool, args []string) {
	var object map[string]any
	ts.Check(json.Unmarshal(lines(ts, "stdout")[0], &object))
	value, ok := object[args[1]].(string)
	if !ok {
		ts.Fatalf("%s is %v, and no string", args[1], object[args[1]])
	}
	ts.Setenv(args[0], value)
}

// offsets MENTIONS ARTICLES checks, for each mention, that its offsets cut its
// text out of its article, and that its sentence, if it comes with one, has it.
func offsets(ts *testscript.TestScript, _ bool, args []string) {
	texts := map[string]string{}
	for _, line := range lines(ts, args[1]) {
		var a struct{ ID, Text string }
		ts.Check(json.Unmarshal(line, &a))
		texts[a.ID] = a.Text
	}
	type mention struct {
		Article, Text string
		Sentence      *string
		Start, End    int
	}
	seen := 0
	for _, line := range lines(ts, args[0]) {
		var entity struct {
			mention
			Mentions []mention
		}
		ts.Check(json.Unmarshal(line, &entity))
		for _, m := range append(entity.Mentions, entity.mention) {
			if m.Article == "" {
				continue
			}
			seen++
			if cut := texts[m.Article][m.Start:m.End]; cut != m.Text || m.Sentence != nil && !strings.Contains(*m.Sentence, m.Text) {
				ts.Fatalf("%+v cuts out %q", m, cut)
			}
		}
	}
	if seen == 0 {
		ts.Fatalf("there is no mention in %s", args[0])
	}
}

// lines are the lines of a file, which must have one, each of them JSON.
func lines(ts *testscript.TestScript, file string) [][]byte {
	var all [][]byte
	for line := range bytes.Lines([]byte(ts.ReadFile(file))) {
		if !json.Valid(line) {
			ts.Fatalf("not JSON: %s", line)
		}
		all = append(all, line)
	}
	if len(all) == 0 {
		ts.Fatalf("%s is empty", file)
	}
	return all
}

// blocks FILE checks that the blocks of each article are its text, joined by
// blank lines.
func blocks(ts *testscript.TestScript, _ bool, args []string) {
	for _, line := range lines(ts, args[0]) {
		var a struct {
			Text   string
			Blocks []struct{ Start, End int }
		}
		ts.Check(json.Unmarshal(line, &a))
		var parts []string
		for _, b := range a.Blocks {
			parts = append(parts, a.Text[b.Start:b.End])
		}
		if strings.Join(parts, "\n\n") != a.Text || len(parts) == 0 {
			ts.Fatalf("%q is not the text %q", parts, a.Text)
		}
	}
}

// cells MOST FILE checks that no line of a file is wider than MOST cells but
// the addresses at its end, which stay whole, that one comes near to it, and
// that nothing in it is for a terminal.
func cells(ts *testscript.TestScript, _ bool, args []string) {
	most, err := strconv.Atoi(args[0])
	ts.Check(err)
	text, widest := ts.ReadFile(args[1]), 0
	for line := range strings.Lines(text) {
		line = strings.TrimRight(line, "\n")
		if reference.MatchString(line) {
			continue
		}
		if width := ansi.StringWidth(line); width > most {
			ts.Fatalf("%d cells, want at most %d: %s", width, most, line)
		} else {
			widest = max(widest, width)
		}
	}
	if widest < most-most/3 || text != ansi.Strip(text) {
		ts.Fatalf("the widest line has %d of %d cells in %q", widest, most, text)
	}
}

// reference is a line with the address of a link.
var reference = regexp.MustCompile(`^\[\d+\] \S+$`)

// mark ID… marks articles as read and stars them, as the screen does.
func mark(ts *testscript.TestScript, _ bool, args []string) {
	library, err := store.Open(ts.Getenv("DATELINE_LIBRARY"), time.Now)
	ts.Check(err)
	var ids []data.ID
	for _, id := range args {
		ids = append(ids, data.ID(id))
	}
	for _, action := range []data.Action{data.MarkRead, data.AddStar} {
		_, err := library.Apply(context.Background(), data.Change{Action: action, Articles: ids})
		ts.Check(err)
	}
	ts.Check(library.Close())
}

// kept works on the library as another program does.
func kept(ts *testscript.TestScript, do func(context.Context, *store.Store) error) {
	library, err := store.Open(ts.Getenv("DATELINE_LIBRARY"), time.Now)
	ts.Check(err)
	ts.Check(errors.Join(do(context.Background(), library), library.Close()))
}

// undo takes the newest change back, as the screen does.
func undo(ts *testscript.TestScript, _ bool, _ []string) {
	kept(ts, func(ctx context.Context, library *store.Store) error {
		_, ok, err := library.Undo(ctx)
		if !ok {
			ts.Fatalf("there is nothing to undo")
		}
		return err
	})
}

// search NAME QUERY saves a search, as the screen does.
func saveSearch(ts *testscript.TestScript, _ bool, args []string) {
	kept(ts, func(ctx context.Context, library *store.Store) error {
		edit := data.SearchEdit{After: &data.SavedSearch{Name: args[0], Query: args[1]}}
		_, err := library.Apply(ctx, data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{edit}})
		return err
	})
}

// cache FILE FEED GUID writes newsboat's cache, in which one item of one of the
// site's feeds is read.
func cache(ts *testscript.TestScript, _ bool, args []string) {
	path := ts.MkAbs(args[0])
	ts.Check(os.RemoveAll(path))
	db, err := sql.Open("sqlite", path)
	ts.Check(err)
	_, err = db.Exec(`CREATE TABLE rss_item (guid TEXT, url TEXT, feedurl TEXT, unread INTEGER, deleted INTEGER);
		INSERT INTO rss_item VALUES (?, '', ?, 0, 0)`, args[2], ts.Getenv("SITE")+args[1])
	ts.Check(errors.Join(err, db.Close()))
}

// damage FILE overwrites the second half of a file, as a bad disk may.
func damage(ts *testscript.TestScript, _ bool, args []string) {
	content := []byte(ts.ReadFile(args[0]))
	for i := len(content) / 2; i < len(content); i++ {
		content[i] = 0xff
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), content, 0o600))
}

// repeat N LINE FILE writes a file of N lines, with N for each line's number.
func repeat(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.ReplaceAll(args[1], "N", strconv.Itoa(i+1)) + "\n")
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(b.String()), 0o600))
}

// pad BYTES FILE lengthens a file with letters.
func pad(ts *testscript.TestScript, _ bool, args []string) {
	size, err := strconv.Atoi(args[0])
	ts.Check(err)
	text := ts.ReadFile(args[1])
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text+strings.Repeat("a", size-len(text))), 0o600))
}

// nul FILE fills a file with bytes that no text has.
func nul(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), make([]byte, 100), 0o600))
}
