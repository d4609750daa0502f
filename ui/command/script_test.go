package command_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"dateline/ui/command"
)

// TestMain lets the scripts run the commands as a program called dateline.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"dateline": func() {
			os.Exit(command.Run(context.Background(), os.Args[1:], command.Console(), parts(os.Stdin)))
		},
	})
}

// TestScripts runs the scripts of testdata/script. They hold their articles
// themselves and ask of the library only what any reader of Markdown and any
// recogniser would do, so they hold for the whole program too.
func TestScripts(t *testing.T) { testscript.Run(t, scripts("testdata/script")) }

// scripts are the scripts of a folder, in an environment of their own.
func scripts(folder string) testscript.Params {
	return testscript.Params{
		Dir:                 folder,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("TZ", "UTC")
			env.Setenv("HOME", env.WorkDir)
			for _, kind := range []string{"DATA", "CONFIG", "STATE"} {
				env.Setenv("XDG_"+kind+"_HOME", env.WorkDir+"/"+strings.ToLower(kind))
			}
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"status":  status,
			"keys":    keys,
			"keep":    keep,
			"offsets": offsets,
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
// text out of its article, and that its sentence has it.
func offsets(ts *testscript.TestScript, _ bool, args []string) {
	texts := map[string]string{}
	for _, line := range lines(ts, args[1]) {
		var a struct{ ID, Text string }
		ts.Check(json.Unmarshal(line, &a))
		texts[a.ID] = a.Text
	}
	type mention struct {
		Article, Text, Sentence string
		Start, End              int
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
			if cut := texts[m.Article][m.Start:m.End]; cut != m.Text || !strings.Contains(m.Sentence, m.Text) {
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
