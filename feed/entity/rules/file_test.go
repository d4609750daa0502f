package rules

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"dateline/data"
)

// every has one rule of each verb, with what needs quoting.
var every = []data.Correction{
	merge(person, "Jonas Gahr Støre", "Jonas Gahr Stoere", "Jonas Gahr Store"),
	split(person, "Don Trump", "Trump Jr"),
	rename(place, `C:\Port "Royal"`, "Port Royal"),
	rekind(place, "Amazon", org),
	not(place, "Reading", ""),
	not(org, "Reading University", "Reading"),
	alias(org, "European Bank", "the Frankfurt bank"),
	marking(org, "Harbour Board"),
}

func TestFormatIsRead(t *testing.T) {
	var text string
	for _, c := range every {
		text += Format(c) + "\n"
	}
	entries, mistakes := Parse([]byte(text))
	if len(mistakes) > 0 {
		t.Fatal(mistakes[0], "\n", text)
	}
	var got []data.Correction
	for _, e := range entries {
		got = append(got, e.Correction)
	}
	if diff := gocmp.Diff(every, got); diff != "" {
		t.Error(diff)
	}
	if want := "[[merge]]\nkind = \"person\"\nkeep = \"Jonas Gahr Støre\"\njoin = [\"Jonas Gahr Stoere\", \"Jonas Gahr Store\"]\n"; !strings.HasPrefix(text, want) {
		t.Errorf("a merger is written as\n%s", text)
	}
}

func TestMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"[[merge]]\nkind = \"person\"\nkeep = \"A\"\n":                                 `line 1, column 1: this [[merge]] lacks its join`,
		"\n[[split]]\nkind = \"person\"\nname = \"A\"\n":                               `line 2, column 1: this [[split]] lacks its form`,
		"[[not]]\nkind = \"god\"\nname = \"A\"\n":                                      `line 2, column 1: there is no kind "god"; kinds are person, place and organisation`,
		"[[not]]\nkind = \"place\"\n  nam = \"A\"\n":                                   `line 3, column 3: a [[not]] has no nam; it has kind, name, form`,
		"[[forget]]\nname = \"A\"\n":                                                   `line 1, column 3: there is no rule [[forget]]; rules are [[merge]], [[split]], [[rename]], [[kind]], [[not]], [[alias]] and [[mark]]`,
		"[merge]\nkind = \"person\"\n":                                                 `line 1, column 2: a rule begins with two brackets: [[merge]]`,
		"[what]\n":                                                                     `line 1, column 2: there is no rule [what]; rules are [[merge]], [[split]], [[rename]], [[kind]], [[not]], [[alias]] and [[mark]]`,
		"name = \"A\"\n":                                                               `line 1, column 1: name stands above the first rule; rules are [[merge]], [[split]], [[rename]], [[kind]], [[not]], [[alias]] and [[mark]]`,
		"[[not]]\nkind = \"place\"\nname = 7\n":                                        `line 3, column 1: name is a text in quotes`,
		"[[not]]\nkind = \"place\"\nname = \"\"\n":                                     `line 3, column 1: name is empty`,
		"[[not]]\nkind = \"place\"\nname = \" A\"\n":                                   `line 3, column 1: name must be one line of at most 200 characters that can be shown, without spaces around it`,
		"[[not]]\nkind = \"place\"\nname = \"A\\u001b[2J\"\n":                          `line 3, column 1: name must be one line of at most 200 characters that can be shown, without spaces around it`,
		"[[merge]]\nkind = \"person\"\nkeep = \"A\"\njoin = \"B\"\n":                   `line 4, column 1: join is a list of names in brackets: ["…", "…"]`,
		"[[merge]]\nkind = \"person\"\nkeep = \"A\"\njoin = [\"B\", 3]\n":              `line 4, column 1: each of join is a text in quotes`,
		"[[merge]]\nkind = \"person\"\nkeep = \"A\"\njoin = []\n":                      `line 1, column 1: [[merge]]: nothing is named that is to be joined`,
		"[[rename]]\nkind = \"person\"\nname = \"A\"\nto = \"A\"\n":                    `line 1, column 1: [[rename]]: it changes nothing: both names are the same`,
		"[[kind]]\nkind = \"place\"\nname = \"A\"\nto = \"place\"\n":                   `line 1, column 1: [[kind]]: it changes nothing: it is a place already`,
		"# mine\n[[not]]\nkind = \"place\nname = \"A\"\n":                              `line 3, column 14: basic strings cannot have new lines; this rule is left out until that is mended`,
		"[[not]]\nkind = \"place\"\nkind = \"place\"\nname = \"A\"\n":                  `line 3, column 1: key kind is already defined; this rule is left out until that is mended`,
		"\xEF\xBB\xBF[[not]]\nkind = \"place\"\nname = 7\n":                            `line 3, column 1: name is a text in quotes`,
		"[[not]]\r\nkind = \"place\"\r\nname = 7\r\n":                                  `line 3, column 1: name is a text in quotes`,
		"[[not]]\nkind.of = \"place\"\n":                                               `line 2, column 1: a [[not]] has no kind.of; it has kind, name, form`,
		"[[mark]]\nkind = \"place\"\ntext = \"A\"\n[mark.more]\na = 1\n[[mark.two]]\n": `line 4, column 2: there is no rule [mark.more]; rules are [[merge]], [[split]], [[rename]], [[kind]], [[not]], [[alias]] and [[mark]]`,
	} {
		_, mistakes := Parse([]byte(text))
		if len(mistakes) == 0 || mistakes[0].Error() != want {
			t.Errorf("%q\ngot  %v\nwant %s", text, mistakes, want)
		}
	}
}

// TestOtherRulesHold: a mistake costs one rule, even where the file as a whole
// isn't TOML any more.
func TestOtherRulesHold(t *testing.T) {
	for _, bad := range []string{"[[not]]\nname = \"B\"\n", "[[not]]\nkind = place\nname = \"B\"\n", "[[not]]\nkind = \"", "[[not]\n"} {
		entries, mistakes := Parse([]byte(Format(not(place, "A", "")) + bad + "\n" + Format(not(place, "C", ""))))
		var names []string
		for _, e := range entries {
			names = append(names, fmt.Sprint(e.Name, " ", e.Line))
		}
		if len(mistakes) != 1 || mistakes[0].Line < 4 || len(names) != 2 || names[0] != "A 1" || !strings.HasPrefix(names[1], "C ") {
			t.Errorf("with %q %v hold, mistakes %v", bad, names, mistakes)
		}
	}
}

const written = `# My rules. They are dear to me.

[[not]] # a town
kind = "place" # yes
# though it is one
name = "Reading"
# about nothing

[[merge]]
kind = "person"
keep = "Ann A"
join = [
  "Ann", # the first
  # and the second
  # of two
  "A",
]
   # indented
[[mark]]
text = "Board"
kind = "organisation"`

func TestRemovingKeepsWhatIsTheReaders(t *testing.T) {
	for _, c := range []struct {
		gone data.Correction
		want string
	}{
		{not(place, "Reading", ""), "# My rules. They are dear to me.\n\n# a town\n# yes\n# though it is one\n# about nothing\n\n[[merge]]"},
		{merge(person, "Ann A", "Ann", "A"), "name = \"Reading\"\n# about nothing\n\n# the first\n# and the second\n# of two\n   # indented\n[[mark]]"},
		{marking(org, "Board"), "]\n   # indented\n"},
	} {
		entries, mistakes := Parse([]byte(written))
		at := slices.IndexFunc(entries, func(e Entry) bool { return e.Equal(c.gone) })
		if len(mistakes) > 0 || at < 0 {
			t.Fatal(entries, mistakes)
		}
		got := string(removed([]byte(written), entries[at]))
		if !strings.Contains(got, c.want) {
			t.Errorf("without %s:\n%s\nwant\n%s", c.gone, got, c.want)
		}
		left, mistakes := Parse([]byte(got))
		if len(left) != len(entries)-1 || len(mistakes) > 0 {
			t.Errorf("without %s %d rules are left, %v", c.gone, len(left), mistakes)
		}
	}
}

func open(t *testing.T, path string) *File {
	t.Helper()
	f, problems := Open(path, key)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return f
}

func contents(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "new", "rules.toml")
	f := open(t, path)
	a, r := found("^Reading in ^Leeds")
	for _, c := range every {
		reach, err := f.Add(c)
		if err != nil || !reach.Changed || reach.All || len(reach.Names) == 0 {
			t.Fatalf("adding %s: %+v, %v", c, reach, err)
		}
	}
	if got := show(a, f.Lay(a, r)); got != "^Leeds/leeds: Leeds" {
		t.Errorf("laid over: %s", got)
	}
	full := contents(t, path)
	if again := open(t, path); again.Version() != f.Version() || len(again.now.Load().entries) != len(every) {
		t.Errorf("read again there are %d rules", len(again.now.Load().entries))
	}
	if reach, err := f.Add(every[len(every)-1]); err != nil || reach.Changed {
		t.Errorf("adding the last again: %+v, %v", reach, err)
	}
	for i := range every {
		if _, err := f.Remove(every[(i+3)%len(every)]); err != nil {
			t.Fatal(err)
		}
	}
	if reach, err := f.Remove(every[0]); err != nil || reach.Changed {
		t.Errorf("removing what isn't there: %+v, %v", reach, err)
	}
	if got := contents(t, path); got != preamble {
		t.Errorf("without rules the file is %q", got)
	}
	if !strings.HasPrefix(full, preamble+"\n[[merge]]\n") || f.Version() != "" {
		t.Errorf("with rules it was\n%s", full)
	}
}

// TestEditedMeanwhile: what another program or the reader wrote since stays and
// holds, and all articles are concerned.
func TestEditedMeanwhile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	f := open(t, path)
	if _, err := open(t, path).Add(every[0]); err != nil {
		t.Fatal(err)
	}
	reach, err := f.Add(every[1])
	if err != nil || !reach.All || len(f.now.Load().entries) != 2 {
		t.Errorf("%+v, %v, %d rules", reach, err, len(f.now.Load().entries))
	}
	if reach, err = f.Remove(every[1]); err != nil || reach.All {
		t.Errorf("%+v, %v", reach, err)
	}
}

// TestBrokenFileIsNeverWritten: the reader's slip costs him nothing but the
// rule that it is in.
func TestBrokenFileIsNeverWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	text := Format(every[4]) + "\n[[not]]\nkind = \"place\nname = \"Leeds\"\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f, problems := Open(path, key)
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), path+": line 6, column 14: ") {
		t.Fatalf("problems %v", problems)
	}
	a, r := found("^Reading in ^Leeds")
	if got := show(a, f.Lay(a, r)); got != "^Leeds/leeds: Leeds" {
		t.Errorf("the other rules don't hold: %s", got)
	}
	for _, do := range []func(data.Correction) (data.Reach, error){f.Add, f.Remove} {
		if _, err := do(every[4]); err == nil || !strings.Contains(err.Error(), "line 6, column 14") || !strings.Contains(err.Error(), "Mend it first") {
			t.Errorf("error %v", err)
		}
	}
	if got := contents(t, path); got != text {
		t.Errorf("the file was written:\n%s", got)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	folder := t.TempDir()
	f, problems := Open(folder, key)
	if len(problems) != 1 || !strings.Contains(problems[0].Cause, "it isn't a file") {
		t.Errorf("a folder: %v", problems)
	}
	if _, err := f.Add(every[0]); err == nil {
		t.Error("a rule was added to a folder")
	}
	for _, c := range []data.Correction{not(place, "two\nlines", ""), not(place, "\x1b[2J", ""), not(place, " ", ""), merge(person, "A"), rename(person, "A", strings.Repeat("a", 300))} {
		if _, err := open(t, filepath.Join(folder, "rules.toml")).Add(c); err == nil {
			t.Errorf("%q was added", c)
		}
	}
}

func TestLinksAndModesStay(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("links and modes are otherwise on Windows")
	}
	folder := t.TempDir()
	real, link := filepath.Join(folder, "real.toml"), filepath.Join(folder, "rules.toml")
	if err := errors.Join(os.WriteFile(real, nil, 0o640), os.Symlink(real, link)); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, link).Add(every[0]); err != nil {
		t.Fatal(err)
	}
	info, err := os.Lstat(link)
	if err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
	if info, err = os.Stat(real); err != nil || info.Mode().Perm() != 0o640 || info.Size() == 0 {
		t.Errorf("the file is %v, %v", info, err)
	}
	files, err := os.ReadDir(folder)
	if err != nil || len(files) != 2 {
		t.Errorf("something is left over: %v %v", files, err)
	}
}

// FuzzFile: whatever a file holds, reading it never panics, and where it can be
// read a rule can be added and taken out again, and nothing else has changed.
func FuzzFile(f *testing.F) {
	f.Add([]byte(written))
	f.Add([]byte("\xEF\xBB\xBF[[not]]\r\nkind='place'\r\nname='''A'''\r\n"))
	f.Add([]byte("[[kind]]\nkind=\"place\"\nname=\"A\"\nto=\"person\"#x\n[[ 'not' ]]#y\nkind=\"place\"\nname=\"A\""))
	f.Add([]byte("a={b=[1,{c=2}]}\n[[merge]]\njoin=[\"\"\"\n[[not]]\"\"\"]\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		entries, mistakes := Parse(text)
		if len(mistakes) > 0 {
			for _, m := range mistakes {
				if m.Line < 1 || m.Column < 1 || m.Cause == "" {
					t.Errorf("mistake %+v", m)
				}
			}
			return
		}
		c := marking(org, "A Board of Fuzz")
		longer := inserted(text, c)
		more, mistakes := Parse(longer)
		if len(mistakes) > 0 || len(more) != len(entries)+1 || !more[len(entries)].Equal(c) {
			t.Fatalf("added to %q there are %d rules, %v", text, len(more), mistakes)
		}
		again := removed(longer, more[len(entries)])
		if s := strings.TrimPrefix(string(again), preamble); s != string(text) && strings.TrimRight(s, "\r\n") != strings.TrimRight(string(text), "\r\n") {
			t.Fatalf("%q became %q", text, again)
		}
		for _, e := range entries {
			left, mistakes := Parse(removed(text, e))
			if len(mistakes) > 0 || len(left) != len(entries)-1 {
				t.Fatalf("without line %d of %q there are %d rules, %v", e.Line, text, len(left), mistakes)
			}
		}
		a, r := found("@Ann_A of the Board in ^Reading")
		corrections := make([]data.Correction, len(entries))
		for i, e := range entries {
			corrections[i] = e.Correction
		}
		Compile(corrections, key).Apply(a, r)
	})
}

// TestReload: what the reader saves holds, is told of where it is wrong, and is
// read once.
func TestReload(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	f, _ := Open(path, key)
	reload := func(what string, changed bool, problems int) {
		t.Helper()
		reach, told := f.Reload()
		if reach.Changed != changed || reach.All != changed || len(told) != problems {
			t.Errorf("%s: %+v, %v", what, reach, told)
		}
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reload("no file", false, 0)
	write(Format(not(place, "Reading", "")))
	reload("a rule", true, 0)
	reload("the same", false, 0)
	write("# mine\n" + Format(not(place, "Reading", "")))
	reload("a comment", false, 0)
	write(Format(not(place, "Reading", "")) + "\n[[not]]\nkind = \"god\"\n")
	reload("a mistake", false, 1)
	reload("the same mistake", false, 0)
	write(Format(not(place, "Reading", "")))
	reload("mended", false, 0)
	if _, err := f.Add(marking(org, "Board")); err != nil {
		t.Fatal(err)
	}
	reload("what Dateline wrote itself", false, 0)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	reload("the file is gone", true, 0)
}
