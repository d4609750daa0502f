package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
)

const oldWritten = `# My rules. They are dear to me.

# England
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
  "A",
]

[[kind]]
kind = "place"
name = "Amazon"
to = "organisation"

   # indented
[[mark]]
text = "Board"
kind = "organisation"
# end
`

const oldRenewed = `# My rules. They are dear to me.

rules = [
  # England
  # yes
  # though it is one
  {do = "not", kind = "place", name = "Reading"}, # a town
  # about nothing
  # the first
  # and the second
  {do = "merge", kind = "person", keep = "Ann A", join = ["Ann", "A"]},
  {do = "kind", kind = "place", name = "Amazon", to = "organisation"},

  # indented
  {do = "mark", kind = "organisation", text = "Board"},
]
# end
`

// TestOldFormIsRenewed: nobody loses corrections or comments, and the file is
// written only when something changes.
func TestOldFormIsRenewed(t *testing.T) {
	crlf := strings.NewReplacer("\n", "\r\n")
	aston := `{do = "mark", kind = "place", text = "Aston"}`
	for old, want := range map[string]string{
		oldWritten:                             oldRenewed,
		crlf.Replace(oldWritten):               crlf.Replace(oldRenewed),
		"[[mark]]\nkind='place'\ntext='Aston'": array(aston),
		"\xEF\xBB\xBF# A\n[[mark]]\nkind='place'\ntext='Aston'":                                                      "\xEF\xBB\xBFrules = [\n  # A\n  " + aston + ",\n]\n",
		"rules = [ # all\n  {do='not', kind='place', name='A'} # a\n] # B\n\n[[mark]]\nkind='place'\ntext='Aston'\n": "rules = [ # all\n  {do='not', kind='place', name='A'}, # a\n  # B\n  " + aston + ",\n]\n",
	} {
		path := filepath.Join(t.TempDir(), "rules.toml")
		if err := os.WriteFile(path, []byte(old), 0o600); err != nil {
			t.Fatal(err)
		}
		f := open(t, path)
		before := corrections(f.now.Load().entries)
		if reach, err := f.Add(before[len(before)-1]); err != nil || reach.Changed {
			t.Fatalf("adding the last again: %+v, %v", reach, err)
		}
		if got := contents(t, path); got != old {
			t.Errorf("without a change the file became\n%s", got)
		}
		if _, err := f.Add(every[0]); err != nil {
			t.Fatal(err)
		}
		if diff := gocmp.Diff(append(before[:len(before):len(before)], every[0]), corrections(f.now.Load().entries)); diff != "" {
			t.Error(diff)
		}
		if _, err := f.Remove(every[0]); err != nil {
			t.Fatal(err)
		}
		if got := contents(t, path); got != want {
			t.Errorf("%q\nbecame\n%s\nwant\n%s\n%s", old, got, want, gocmp.Diff(want, got))
		}
	}
}

// TestOldMistakes: they are told with their place, and cost one rule.
func TestOldMistakes(t *testing.T) {
	const known = "merge, split, rename, kind, not, alias and mark"
	for text, want := range map[string]string{
		"[[merge]]\nkind = \"person\"\nkeep = \"A\"\n":                 `line 1, column 1: this rule "merge" lacks its join`,
		"[[not]]\nkind = \"place\"\n  nam = \"A\"\n":                   `line 3, column 3: the rule "not" has no nam; it has kind, name, form`,
		"[[forget]]\nname = \"A\"\n":                                   `line 1, column 3: there is no rule forget; there are ` + known,
		"[merge]\nkind = \"person\"\n":                                 `line 1, column 2: a rule of this form begins with two brackets: [[merge]]`,
		"[[mark]]\nkind = \"place\"\ntext = \"A\"\n[mark.more]\na = 1": `line 4, column 2: there is no rule mark.more; there are ` + known,
		"[[not]]\r\nkind = \"place\"\r\nname = 7\r\n":                  `line 3, column 1: name is a text in quotes`,
		"[[not]]\nkind = \"place\nname = \"A\"\n":                      `line 2, column 14: the closing quote is missing; this rule is left out until that is mended`,
		"[[not]]\nkind = 'place":                                       `line 2, column 13: the closing quote is missing; this rule is left out until that is mended`,
		"[[not]]\nkind = \"place\"\nkind = \"place\"":                  `line 3, column 1: kind stands twice in this rule`,
		"[[not]]\nkind = \"place\"\nrules = []":                        `line 3, column 1: the rule "not" has no rules; it has kind, name, form`,
	} {
		text = "\xEF\xBB\xBF" + strings.TrimRight(text, "\r\n")
		if d := parse([]byte(text)); len(d.mistakes) != 1 || d.mistakes[0].Error() != want {
			t.Errorf("%s\ngot  %v\nwant %s", text, d.mistakes, want)
		}
		d := parse([]byte(text + "\n[[not]]\nkind = 'place'\nname = 'C'\n"))
		if at := len(d.entries) - 1; at < 0 || len(d.mistakes) != 1 || !d.entries[at].Equal(not(place, "C", "")) {
			t.Errorf("%s\nand the other doesn't hold: %v", text, d.mistakes)
		}
	}
}
