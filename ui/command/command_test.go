package command_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"dateline/data"
	"dateline/ui/command"
)

// result is what a command line came to.
type result struct {
	status   int
	out, err string
}

// at runs a command line on a terminal of width columns, or in a pipe.
func at(t *testing.T, width int, p command.Parts, args ...string) result {
	t.Helper()
	var out, told bytes.Buffer
	status := command.Run(t.Context(), args, command.Streams{In: strings.NewReader(""), Out: &out, Err: &told, Width: width}, p)
	return result{status, out.String(), told.String()}
}

// written writes an article into a folder of the test and answers with its path.
func written(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTerminalLinesFit(t *testing.T) {
	path := written(t, "long.md", "source: The Gazette of the Outer Islands and Harbours\ndate: 2025-04-24\n# "+
		strings.Repeat("a long headline 中文 ", 20)+"\n\n"+strings.Repeat("Many words came before ", 20)+"Steve Witkoff was in Kyiv.\n")
	for _, width := range []int{20, 40, 60, 80, 140} {
		for _, args := range [][]string{{"list", path}, {"search", "words", path}, {"entities", path}, {"mentions", "Kyiv", path}} {
			got := at(t, width, parts(), args...)
			if got.status != 0 || got.out == "" {
				t.Fatalf("%v: %+v", args, got)
			}
			for line := range strings.Lines(got.out) {
				if cells := ansi.StringWidth(strings.TrimRight(line, "\n")); cells > max(width, 24) {
					t.Errorf("%v at %d: a line of %d cells: %q", args, width, cells, line)
				}
			}
		}
	}
	if got := at(t, 60, parts(), "mentions", "Kyiv", path); !strings.Contains(got.out, "Steve Witkoff was in Kyiv.") {
		t.Errorf("the sentence lost its mention: %q", got.out)
	}
}

func TestTerminalShortensIds(t *testing.T) {
	one, two := written(t, "one.md", "One."), written(t, "two.md", "Two.")
	got := at(t, 80, parts(), "list", one, two)
	for line := range strings.Lines(got.out) {
		id := strings.Fields(line)[0]
		if shown := at(t, 0, parts(), "show", id, one, two); len(id) != 10 || shown.status != 0 {
			t.Errorf("show %s: %+v", id, shown)
		}
	}
}

func TestRawIsEscapedOnATerminalOnly(t *testing.T) {
	const raw = "a\x1b[2Jb\u009b31m\u202ec\xff\r\nd\re\tf\u200dg\x7f"
	path := written(t, "raw.txt", raw)
	if got := at(t, 0, parts(), "show", "--raw", path); got.out != raw {
		t.Errorf("in a pipe: %q", got.out)
	}
	want := `a\x1b[2Jb\u009b31m\u202ec\xff` + "\nd" + `\x0de` + "\tf\u200dg" + `\x7f` + "\n"
	if got := at(t, 80, parts(), "show", "--raw", path); got.out != want {
		t.Errorf("on a terminal: %q, want %q", got.out, want)
	}
}

func TestShowKeepsToTheTerminal(t *testing.T) {
	path := written(t, "a.md", strings.Repeat("o ", 2000)) // an even measure is filled but for a space
	widest := func(out string) (cells int) {
		for line := range strings.Lines(out) {
			cells = max(cells, ansi.StringWidth(strings.TrimRight(line, "\n")))
		}
		return cells + cells%2
	}
	for width, want := range map[int]int{0: 76, 10: 20, 60: 60, 200: 76} {
		if got := at(t, width, parts(), "show", path); widest(got.out) != want {
			t.Errorf("at %d columns the measure is %d, want %d", width, widest(got.out), want)
		}
	}
	if got := at(t, 60, parts(), "show", path, "--width", "100"); widest(got.out) != 100 {
		t.Errorf("--width 100 is %d", widest(got.out))
	}
}

func TestScreenGetsPaths(t *testing.T) {
	t.Setenv("TERM", "xterm")
	path := written(t, "a.md", "A.")
	tests := map[string]struct {
		args   []string
		status int
		paths  []string
	}{
		"nothing":          {nil, 0, nil},
		"a path":           {[]string{path}, 0, []string{path}},
		"standard input":   {[]string{"-"}, 0, []string{"-"}},
		"after --":         {[]string{"--", path, "-"}, 0, []string{path, "-"}},
		"missing path":     {[]string{path, "gone.md"}, 1, nil},
		"missing after --": {[]string{"--", "list"}, 1, nil},
		"missing word":     {[]string{"quillwort"}, 2, nil},
		"empty":            {[]string{""}, 0, nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := parts()
			var paths []string
			opened := false
			p.Screen = func(_ context.Context, got []string, _ command.Options) error {
				paths, opened = got, true
				return nil
			}
			got := at(t, 80, p, test.args...)
			if got.status != test.status || !slices.Equal(paths, test.paths) || opened != (test.status == 0) {
				t.Errorf("%+v, paths %v", got, paths)
			}
		})
	}
}

func TestScreenNeedsATerminal(t *testing.T) {
	p := parts()
	p.Screen = func(context.Context, []string, command.Options) error {
		t.Error("the screen opened")
		return nil
	}
	t.Setenv("TERM", "xterm")
	if got := at(t, 0, p); got.status != 1 || !strings.Contains(got.err, "needs a terminal to draw on") {
		t.Errorf("in a pipe: %+v", got)
	}
	t.Setenv("TERM", "dumb")
	if got := at(t, 80, p); got.status != 1 || !strings.Contains(got.err, "TERM is dumb") {
		t.Errorf("on a dumb terminal: %+v", got)
	}
}

func TestCompletesFlagsAndCommands(t *testing.T) {
	for _, test := range []struct{ args, want string }{
		{"__complete mentions --kind ", "organisation\n"},
		{"__complete completion f", "fish\n"},
		{"__complete ent", "entities\tList people"},
		{"__complete help sea", "search\n"},
	} {
		if got := at(t, 0, parts(), strings.Split(test.args, " ")...); got.status != 0 || !strings.Contains(got.out, test.want) {
			t.Errorf("%s: %+v", test.args, got)
		}
	}
}

// TestOtherPipesMayBreak: only our own output's going away is no failure.
func TestOtherPipesMayBreak(t *testing.T) {
	p := parts()
	p.Open = func(context.Context, []string, command.Options) (command.Library, error) { return nil, syscall.EPIPE }
	if got := at(t, 0, p, "list"); got.status != 1 || got.err == "" {
		t.Errorf("%+v", got)
	}
}

func TestOptions(t *testing.T) {
	var got command.Options
	p := parts()
	p.Screen = func(_ context.Context, _ []string, opt command.Options) error { got = opt; return nil }
	t.Setenv("TERM", "xterm")
	t.Setenv("DATELINE_LIBRARY", "")
	t.Setenv("DATELINE_CONFIG", "")
	at(t, 80, p)
	if filepath.Base(got.Library) != "library.db" || filepath.Base(got.Config) != "config.toml" || !filepath.IsAbs(got.Library) {
		t.Errorf("usual places: %+v", got)
	}
	if got.Log == nil || got.Log.Enabled(t.Context(), 100) {
		t.Errorf("without --debug something is logged")
	}
	t.Setenv("DATELINE_LIBRARY", "from-environment.db")
	t.Setenv("DATELINE_CONFIG", "from-environment.toml")
	at(t, 80, p)
	if got.Library != "from-environment.db" || got.Config != "from-environment.toml" {
		t.Errorf("environment: %+v", got)
	}
	at(t, 80, p, "--library", "flag.db", "--config=flag.toml")
	if got.Library != "flag.db" || got.Config != "flag.toml" {
		t.Errorf("flags before environment: %+v", got)
	}
}

// TestFailures runs list with a library that fails in one place each.
func TestFailures(t *testing.T) {
	cause := errors.New("the disk\nis full\x1b[2J")
	p := parts()
	p.Open = func(context.Context, []string, command.Options) (command.Library, error) { return nil, cause }
	got := at(t, 0, p, "list")
	if want := "dateline: the disk is full\\x1b[2J\n"; got.status != 1 || got.err != want {
		t.Errorf("opening: %+v", got)
	}
	p.Open = func(context.Context, []string, command.Options) (command.Library, error) {
		empty, err := openShelf(nil)
		return &failing{empty, cause}, err
	}
	if got := at(t, 0, p, "list"); got.status != 1 || !strings.HasPrefix(got.err, "dateline: closing the library: the disk") {
		t.Errorf("closing: %+v", got)
	}
}

// failing is a library that can't be closed.
type failing struct {
	command.Library
	cause error
}

func (f *failing) Close() error { return errors.Join(f.cause, f.Library.Close()) }

// writer is an output that fails.
type writer struct{ cause error }

func (w writer) Write([]byte) (int, error) { return 0, w.cause }

func TestOutputFails(t *testing.T) {
	path := written(t, "a.md", "A.")
	tests := map[string]struct {
		cause  error
		status int
	}{
		"nobody reads any more": {&fs.PathError{Op: "write", Path: "|1", Err: syscall.EPIPE}, 0},
		"closed":                {io.ErrClosedPipe, 0},
		"full":                  {&fs.PathError{Op: "write", Path: "/dev/stdout", Err: syscall.ENOSPC}, 1},
	}
	for name, test := range tests {
		for _, args := range [][]string{{"list", path}, {"show", path}, {"show", "--raw", path}, {"entities", "--raw", "--json", "-"}} {
			t.Run(name+"/"+args[0], func(t *testing.T) {
				var told bytes.Buffer
				in := strings.NewReader(`{"id":1,"text":"Kyiv"}` + "\n")
				status := command.Run(t.Context(), args, command.Streams{In: in, Out: writer{test.cause}, Err: &told}, parts())
				if status != test.status || (told.Len() > 0) != (status > 0) {
					t.Errorf("status %d, %q", status, told.String())
				}
			})
		}
	}
}

func TestAmbiguousPrefix(t *testing.T) {
	var paths []string
	for i := range 40 { // ids begin with one of 16 letters: some share it
		paths = append(paths, written(t, fmt.Sprintf("%d.md", i), "A."))
	}
	listed := at(t, 0, parts(), append([]string{"list"}, paths...)...)
	first := map[string]int{}
	for line := range strings.Lines(listed.out) {
		first[line[:1]]++
	}
	for letter, n := range first {
		got := at(t, 0, parts(), append([]string{"show", letter}, paths...)...)
		if n == 1 && got.status != 0 || n > 1 && (got.status != 1 || strings.Count(got.err, ", ") != min(n, 8)-1) {
			t.Errorf("%d ids begin with %s: %+v", n, letter, got)
		}
	}
}

// slow is a library that seems to be still reading and recognising.
type slow struct {
	*shelf
	step    int
	changes chan data.Event
}

func (s *slow) Counts(context.Context) (data.Counts, error) {
	s.step++
	if s.step == 1 {
		s.changes <- data.Event{Articles: true}
	}
	return data.Counts{Articles: len(s.raw), Loading: s.step < 3, Indexed: len(s.raw), Recognised: max(0, s.step-4)}, nil
}

func (s *slow) Changes() <-chan data.Event { return s.changes }

func TestWaitsForWhatItNeeds(t *testing.T) {
	path := written(t, "a.md", "Kyiv is a city.")
	for _, test := range []struct {
		args  []string
		steps int // until loaded: 3; until recognised: 5
	}{
		{[]string{"list", path}, 3},
		{[]string{"show", path}, 3},
		{[]string{"list", "after:2025-01-01", path}, 3},
		{[]string{"list", "city", path}, 5},
		{[]string{"mentions", "Kyiv", path}, 5},
		{[]string{"entities", path}, 5},
	} {
		p := parts()
		s := &slow{changes: make(chan data.Event, 1)}
		p.Open = func(_ context.Context, paths []string, _ command.Options) (library command.Library, err error) {
			s.shelf, err = openShelf(paths)
			return s, err
		}
		if got := at(t, 0, p, test.args...); got.status != 0 || s.step < test.steps || s.step > test.steps+1 {
			t.Errorf("%v looked %d times, want %d: %+v", test.args, s.step, test.steps, got)
		}
		if !s.closed {
			t.Errorf("%v left the library open", test.args)
		}
	}
}

// stuck is a library whose file is at fault behind the commands.
type stuck struct {
	*shelf
	path    string
	indexed int
	told    int
}

func (s *stuck) Counts(context.Context) (data.Counts, error) {
	return data.Counts{Articles: 2, Indexed: s.indexed, Recognised: s.indexed}, nil
}

func (s *stuck) Problems(context.Context) ([]data.Problem, error) {
	if s.told++; s.told == 1 { // the command looks at once, and then when nothing moves
		return nil, nil
	}
	return []data.Problem{{Path: s.path, Cause: "it is damaged"}}, nil
}

// TestDoesntWaitForever: a page that can't be read keeps an article from being
// searched, and nothing comes after it, or it is passed over. What is there is
// found, and the fault is told once.
func TestDoesntWaitForever(t *testing.T) {
	path := written(t, "a.md", "Kyiv is a city.")
	file := filepath.Join(t.TempDir(), "library.db")
	for indexed, want := range map[int]string{1: "Kyiv", 2: ""} {
		p := parts()
		p.Open = func(context.Context, []string, command.Options) (command.Library, error) {
			s, err := openShelf([]string{path})
			return &stuck{shelf: s, path: file, indexed: indexed}, err
		}
		got := at(t, 0, p, "entities", "city", "--library", file)
		if got.status != 1 || got.err != "dateline: "+file+": it is damaged\n" || !strings.Contains(got.out, want) {
			t.Errorf("with %d indexed %+v", indexed, got)
		}
	}
}

func TestInterruptedWhileReading(t *testing.T) {
	for range 50 { // what is seen first of the end, and of why, is chance
		interrupted(t)
	}
}

func interrupted(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	reader, input := io.Pipe()
	defer input.Close()
	done := make(chan result, 1)
	go func() {
		var out, told bytes.Buffer
		status := command.Run(ctx, []string{"entities", "--raw", "--json", "-"}, command.Streams{In: reader, Out: &out, Err: &told}, parts())
		done <- result{status, out.String(), told.String()}
	}()
	if _, err := input.Write([]byte(`{"id":1,"text":"Kyiv"}` + "\n")); err != nil {
		t.Fatal(err)
	}
	cancel()
	select {
	case got := <-done:
		if got.status != 1 || got.err != "dateline: interrupted\n" {
			t.Errorf("%+v", got)
		}
	case <-time.After(patience):
		t.Error("a signal didn't end a command that waits for its input")
	}
}

// few is a library that lists no entities but those of a query, as a large one
// does with those that are seldom mentioned.
type few struct{ *shelf }

func (f few) Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error) {
	if within.Empty() {
		return nil, nil
	}
	return f.shelf.Entities(ctx, within)
}

// TestSeldomMentioned: a name is found that isn't among the most mentioned.
func TestSeldomMentioned(t *testing.T) {
	path := written(t, "a.md", "Kyiv is a city.")
	p := parts()
	p.Open = func(context.Context, []string, command.Options) (command.Library, error) {
		s, err := openShelf([]string{path})
		return few{s}, err
	}
	for _, name := range []string{"kyiv", "Kyiv"} {
		got := at(t, 0, p, "mentions", name, "--library", filepath.Join(t.TempDir(), "library.db"))
		if got.status != 0 || !strings.Contains(got.out, "Kyiv is a city.") {
			t.Errorf("%s: %+v", name, got)
		}
	}
	if got := at(t, 0, p, "mentions", "Lisbon"); got.status != 0 || got.out != "" {
		t.Errorf("%+v", got)
	}
}
