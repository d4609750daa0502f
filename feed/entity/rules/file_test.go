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
	"github.com/google/go-cmp/cmp/cmpopts"

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

// array is rules as a file has them.
func array(rules ...string) string { return "rules = [\n  " + strings.Join(rules, ",\n  ") + ",\n]\n" }

// corrections are those of entries.
func corrections(entries []Entry) (all []data.Correction) {
	for _, e := range entries {
		all = append(all, e.Correction)
	}
	return all
}

func TestFormatIsRead(t *testing.T) {
	var lines []string
	for _, c := range every {
		lines = append(lines, Format(c))
	}
	d := parse([]byte(array(lines...)))
	if len(d.mistakes) > 0 {
		t.Fatal(d.mistakes[0], "\n", lines)
	}
	if diff := gocmp.Diff(every, corrections(d.entries)); diff != "" {
		t.Error(diff)
	}
	for i, e := range d.entries {
		if e.Line != i+2 || strings.Contains(lines[i], "\n") {
			t.Errorf("line %d has %s", e.Line, lines[i])
		}
	}
	if want := `{do = "merge", kind = "person", keep = "Jonas Gahr Støre", join = ["Jonas Gahr Stoere", "Jonas Gahr Store"]}`; lines[0] != want {
		t.Errorf("a merger is written as\n%s", lines[0])
	}
}

// TestHandwritten: whatever TOML allows is read.
func TestHandwritten(t *testing.T) {
	for _, text := range []string{
		`rules = [{do = "not", kind = "place", name = "A"}, {kind = "place", do = "not", name = "B"}]`,
		"\xEF\xBB\xBFrules = [\r\n{do='not',kind='place',name='A'},# a comment\r\n{do='not',kind='place',name='B'}\r\n]",
		"# mine\n\n\"rules\" = [ # all\n  {do = \"not\", kind = \"place\", name = \"\"\"A\"\"\"}\n  , {do = \"not\", \"kind\" = \"place\", name = '''\nB'''} # }\n] # end",
		"rules = [\n{\n  do = \"not\", # no\n  kind = \"place\",\n  name = \"\\u0041\",\n},\n{do = \"not\", kind = \"place\", name = \"B\",}, ]",
	} {
		d := parse([]byte(text))
		if diff := gocmp.Diff([]data.Correction{not(place, "A", ""), not(place, "B", "")}, corrections(d.entries)); diff != "" || len(d.mistakes) > 0 {
			t.Errorf("%s\n%s%v", text, diff, d.mistakes)
		}
	}
}

func TestMistakes(t *testing.T) {
	const known = "merge, split, rename, kind, not, alias and mark"
	const spare = "; this rule is left out until that is mended"
	const unsafe = "name must be one line of at most 200 characters that can be shown, without spaces around it"
	for text, want := range map[string]string{
		`rules = [{do = "merge", kind = "person", keep = "A"}]`:                             `line 1, column 10: this rule "merge" lacks its join`,
		"rules = [\n  {do = \"split\", kind = \"person\", name = \"A\"},\n]":                `line 2, column 3: this rule "split" lacks its form`,
		`rules = [{kind = "place", name = "A"}]`:                                            `line 1, column 10: this rule lacks its do = "…"; there are ` + known,
		`rules = [{}]`:                                                                      `line 1, column 10: this rule lacks its do = "…"; there are ` + known,
		`rules = [{do = "forget", name = "A"}]`:                                             `line 1, column 11: there is no rule "forget"; there are ` + known,
		`rules = [{do = 7, name = "A"}]`:                                                    `line 1, column 11: do is a text in quotes`,
		`rules = [{do = "not", do = "not", kind = "place", name = "A"}]`:                    `line 1, column 23: do stands twice in this rule`,
		"rules = [{do = \"not\",\n kind = \"place\", kind = \"place\"}]":                    `line 2, column 18: kind stands twice in this rule`,
		`rules = [{do = "not", kind = "god", name = "A"}]`:                                  `line 1, column 23: there is no kind "god"; kinds are person, place and organisation`,
		`rules = [{do = "not", name = "Ærø", nam = "A"}]`:                                   `line 1, column 37: the rule "not" has no nam; it has kind, name, form`,
		"\xEF\xBB\xBFrules = [{do = \"not\", kind.of = \"place\"}]":                         `line 1, column 23: the rule "not" has no kind.of; it has kind, name, form`,
		`rules = [{do = "not", kind = "place", name = 7}]`:                                  `line 1, column 39: name is a text in quotes`,
		`rules = [{do = "not", kind = "place", name = ""}]`:                                 `line 1, column 39: name is empty`,
		`rules = [{do = "not", kind = "place", name = " A"}]`:                               `line 1, column 39: ` + unsafe,
		`rules = [{do = "not", kind = "place", name = "A\u001b[2J"}]`:                       `line 1, column 39: ` + unsafe,
		`rules = [{do = "merge", keep = "A", join = "B"}]`:                                  `line 1, column 37: join is a list of names in brackets: ["…", "…"]`,
		`rules = [{do = "merge", keep = "A", join = ["B", 3]}]`:                             `line 1, column 37: each of join is a text in quotes`,
		`rules = [{do = "merge", kind = "person", keep = "A", join = []}]`:                  `line 1, column 10: this rule "merge" says nothing: nothing is named that is to be joined`,
		`rules = [{do = "rename", kind = "person", name = "A", to = "A"}]`:                  `line 1, column 10: this rule "rename" says nothing: it changes nothing: both names are the same`,
		"rules = [\r\n\r\n{do = \"kind\", kind = \"place\", name = \"A\", to = \"place\"}]": `line 3, column 1: this rule "kind" says nothing: it changes nothing: it is a place already`,
		"rules = [\n  \"A is B\",\n]":                                                       `line 2, column 3: a rule stands in braces: {do = "…", …}`,
		`rules = [["A", "B"]]`:                                                              `line 1, column 9: a rule stands in braces: {do = "…", …}`,
		"name = \"A\"\n":                                                                    `line 1, column 1: there is no name here: the file has rules = [ … ], with a rule a line`,
		`rules = {do = "not", kind = "place", name = "A"}`:                                  `line 1, column 1: there is no rules here: the file has rules = [ … ], with a rule a line`,
		"rules = []\n rules = []":                                                           `line 2, column 2: rules stands here again: put these into the brackets of the first`,
		"[[rules]]\ndo = \"not\"":                                                           `line 1, column 3: there is no rule rules; there are ` + known,
		"# mine\nrules = [\n  {do = \"not\", kind = \"place},\n]":                           `line 3, column 31: the closing quote is missing` + spare,
		"rules = [\n  {do = \"not\", kind = place},\n]":                                     `line 2, column 23: a text stands in quotes` + spare,
		"rules = [\n  {do = \"not\", kind = \"place\", name = \"A\",\n]":                    `line 2, column 43: a closing brace } is missing before this` + spare,
		"rules = [\n  {do = \"not\", kind = \"place\" name = \"A\"},\n]":                    `line 2, column 31: a comma, a quote or a closing brace } is missing before this` + spare,
		"rules = [\n  {do = \"not\", kind = \"place\", name = \"A\"},,\n]":                  `line 2, column 44: there is a comma too many` + spare,
		array(Format(every[0])) + "]\n":                                                     `line 4, column 1: there is a bracket ] too many`,
		"rules = [\n" + Format(every[0]) + ",\n":                                            `line 2, column 110: a closing bracket ] is missing`,
		Format(every[0]) + ",\n]\n":                                                         `line 1, column 1: rules = [ is missing before the first rule`,
		"rules = [\n" + Format(every[0]) + "\n" + Format(every[1]) + ",\n]\n":               `line 3, column 1: a comma is missing before this`,
	} {
		d := parse([]byte(text))
		if len(d.mistakes) == 0 || d.mistakes[0].Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", text, d.mistakes, want)
		}
	}
}

// TestOtherRulesHold: a mistake costs one rule, even where the file as a whole
// isn't TOML any more; one between rules costs none.
func TestOtherRulesHold(t *testing.T) {
	a, c := Format(not(place, "A", "")), Format(not(place, "C", ""))
	for _, bad := range []string{
		`{do = "not", name = "B"},`, `{do = "not", kind = place, name = "B"},`, `{do = "not", kind = "`,
		"{do = \"merge\", join = [\"B\", # B\n  'C',", `{`, `{}},`, `{do = "not", kind = "place", name = "B"`,
	} {
		for _, end := range []string{",\n]\n", "]\n", "\n ] # all\n# end"} {
			d := parse([]byte("rules = [\n" + a + ",\n" + bad + "\n# more\n" + c + end))
			var names []string
			for _, e := range d.entries {
				names = append(names, fmt.Sprint(e.Name, " ", e.Line))
			}
			last := 5 + strings.Count(bad, "\n")
			if len(d.mistakes) != 1 || d.mistakes[0].Line < 3 || d.mistakes[0].Line >= last || fmt.Sprint(names) != fmt.Sprintf("[A 2 C %d]", last) {
				t.Errorf("with %q and %q %v hold, mistakes %v", bad, end, names, d.mistakes)
			}
		}
	}
	for _, slip := range []string{"rules = [\n" + a + "\n" + c + "\n]", "rules = \n" + a + ",\n" + c + ",\n]", a + ",\n" + c, "rules = [\n" + a + ",\n" + c + ",\n"} {
		if d := parse([]byte(slip)); len(d.mistakes) != 1 || len(d.entries) != 2 {
			t.Errorf("%s\n%d rules hold, mistakes %v", slip, len(d.entries), d.mistakes)
		}
	}
}

const written = `# My rules. They are dear to me.

rules = [ # they begin
  {do = "not", kind = "place", name = "Reading"}, # a town
# though it is one
  {do = "merge", kind = "person", keep = "Ann A", join = [
    "Ann", # the first
    # and the second
    # of two
    "A",
  ]},

  {do = "mark", text = "Board", kind = "organisation"} , {do = "not", kind = "person", name = "]}"}  # last
]
# end
`

func TestRemovingKeepsWhatIsTheReaders(t *testing.T) {
	for _, c := range []struct {
		gone data.Correction
		want string
	}{
		{not(place, "Reading", ""), "rules = [ # they begin\n  # a town\n# though it is one\n  {do = \"merge\""},
		{merge(person, "Ann A", "Ann", "A"), "# though it is one\n  # the first\n  # and the second\n  # of two\n\n  {do = \"mark\""},
		{marking(org, "Board"), "  ]},\n\n  {do = \"not\", kind = \"person\", name = \"]}\"}  # last\n]\n# end\n"},
		{not(person, "]}", ""), "kind = \"organisation\"}    # last\n]\n# end\n"},
	} {
		d := parse([]byte(written))
		at := slices.IndexFunc(d.entries, func(e Entry) bool { return e.Equal(c.gone) })
		if len(d.mistakes) > 0 || at < 0 {
			t.Fatal(d.entries, d.mistakes)
		}
		got := string(removed(d, d.entries[at]))
		if !strings.Contains(got, c.want) {
			t.Errorf("without %s:\n%s\nwant\n%s", c.gone, got, c.want)
		}
		left := parse([]byte(got))
		if len(left.entries) != len(d.entries)-1 || len(left.mistakes) > 0 {
			t.Errorf("without %s %d rules are left, %v", c.gone, len(left.entries), left.mistakes)
		}
	}
}

// TestAddingAndRemoving: a rule has a line of its own, and when it is gone every
// byte is as it was.
func TestAddingAndRemoving(t *testing.T) {
	c, rule := marking(org, "Board"), Format(marking(org, "Board"))
	a, b := Format(not(place, "A", "")), Format(not(place, "B", ""))
	for text, want := range map[string]string{
		"rules = [\n]": "rules = [\n  " + rule + ",\n]",
		array(a, b):    array(a, b, rule),
		"rules = [\r\n\t" + a + ", # a\r\n\t]\r\n# end":      "rules = [\r\n\t" + a + ", # a\r\n\t" + rule + ",\r\n\t]\r\n# end",
		"rules = [\n  " + a + ",\n  " + b + " # b\n  # c\n]": "rules = [\n  " + a + ",\n  " + b + ", # b\n  # c\n  " + rule + "\n]",
		"rules = []":                                "rules = [\n  " + rule + ",]",
		"rules = [ " + a + " ] # one":               "rules = [ " + a + ", \n  " + rule + "] # one",
		"rules = [" + a + ",\n # b\n    " + b + "]": "rules = [" + a + ",\n # b\n    " + b + ",\n    " + rule + "]",
		"rules = [" + a + "\n , " + b + " #\n]":     "rules = [" + a + "\n , " + b + ", #\n  " + rule + "\n]",
	} {
		d := parse([]byte(text))
		more := parse(inserted(d, c))
		if string(more.text) != want || len(more.mistakes) > 0 || len(more.entries) != len(d.entries)+1 {
			t.Errorf("added to\n%s\nthere is\n%s\nwant\n%s\n%v", text, more.text, want, more.mistakes)
			continue
		}
		if again := removed(more, more.entries[len(d.entries)]); string(again) != text {
			t.Errorf("%q became %q", text, again)
		}
	}
}

func open(t *testing.T, path string) *File {
	t.Helper()
	f := Open(path, key)
	if problems := f.Problems(); len(problems) > 0 {
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
	if got := contents(t, path); got != preamble+"\nrules = [\n]\n" {
		t.Errorf("without rules the file is %q", got)
	}
	if !strings.HasPrefix(full, preamble+"\nrules = [\n  {do = \"merge\", ") || f.Version() != "" {
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
	text := "rules = [\n" + Format(every[4]) + ",\n{do = \"not\", kind = \"place, name = \"Leeds\"},\n]"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	f := Open(path, key)
	problems := f.Problems()
	if len(problems) != 1 || !strings.HasPrefix(problems[0].Error(), path+": line 3, column 37: ") {
		t.Fatalf("problems %v", problems)
	}
	a, r := found("^Reading in ^Leeds")
	if got := show(a, f.Lay(a, r)); got != "^Leeds/leeds: Leeds" {
		t.Errorf("the other rules don't hold: %s", got)
	}
	for _, do := range []func(data.Correction) (data.Reach, error){f.Add, f.Remove} {
		if _, err := do(every[4]); err == nil || !strings.Contains(err.Error(), "line 3, column 37") || !strings.Contains(err.Error(), "Mend it first") {
			t.Errorf("error %v", err)
		}
	}
	if got := contents(t, path); got != text {
		t.Errorf("the file was written:\n%s", got)
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	folder := t.TempDir()
	f := Open(folder, key)
	problems := f.Problems()
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
	f.Add([]byte(oldWritten))
	f.Add([]byte("\xEF\xBB\xBF[[not]]\r\nkind='place'\r\nname='''A'''\r\n"))
	f.Add([]byte("rules=[{do=\"not\",kind=\"place\",name=\"A\"}#x\n,]#y\n[[ 'not' ]]#y\nkind=\"place\"\nname=\"A\""))
	f.Add([]byte("rules=[{do='mark',kind='place',text=\"\"\"\\\n{do='not'}\"\"\"},{do='merge',kind='place',keep='A',join=[#\n'B']}]"))
	f.Fuzz(func(t *testing.T, text []byte) {
		d := parse(text)
		for _, m := range d.mistakes {
			if m.Line < 1 || m.Column < 1 || m.Cause == "" {
				t.Errorf("mistake %+v", m)
			}
		}
		if len(d.mistakes) > 0 {
			return
		}
		before := corrections(d.entries)
		d = renewed(d)
		if diff := gocmp.Diff(before, corrections(d.entries)); diff != "" || len(d.mistakes) > 0 || d != renewed(d) {
			t.Fatalf("%q became %q: %s%v", text, d.text, diff, d.mistakes)
		}
		c := marking(org, "A Board of Fuzz")
		more := parse(inserted(d, c))
		if diff := gocmp.Diff(append(before, c), corrections(more.entries)); diff != "" || len(more.mistakes) > 0 {
			t.Fatalf("added to %q: %s%v", d.text, diff, more.mistakes)
		}
		again := removed(more, more.entries[len(before)])
		if d.end > 0 && string(again) != string(d.text) {
			t.Fatalf("%q became %q", d.text, again)
		}
		for i, e := range d.entries {
			left := parse(removed(d, e))
			if diff := gocmp.Diff(slices.Delete(corrections(d.entries), i, i+1), corrections(left.entries), cmpopts.EquateEmpty()); diff != "" || len(left.mistakes) > 0 {
				t.Fatalf("without line %d of %q: %s%v", e.Line, d.text, diff, left.mistakes)
			}
		}
		a, r := found("@Ann_A of the Board in ^Reading")
		Compile(before, key).Apply(a, r)
	})
}

// TestReload: what the reader saves holds, is told of where it is wrong, and is
// read once.
func TestReload(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rules.toml")
	f := Open(path, key)
	wrong := 0 // in the file
	reload := func(what string, changed bool, problems int) {
		t.Helper()
		reach, told := f.Reload()
		if reach.Changed != changed || reach.All != changed || len(told) != problems {
			t.Errorf("%s: %+v, %v", what, reach, told)
		}
		if now := f.Problems(); len(now) != wrong {
			t.Errorf("%s: wrong is %v", what, now)
		}
	}
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	reload("no file", false, 0)
	write(array(Format(not(place, "Reading", ""))))
	reload("a rule", true, 0)
	reload("the same", false, 0)
	write("# mine\n" + array(Format(not(place, "Reading", ""))))
	reload("a comment", false, 0)
	write(array(Format(not(place, "Reading", "")), `{do = "not", kind = "god"}`))
	wrong = 1
	reload("a mistake", false, 1)
	reload("the same mistake", false, 0)
	write(array(Format(not(place, "Reading", ""))))
	wrong = 0
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
