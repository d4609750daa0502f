package entity

import (
	_ "embed"
	"fmt"
	"strings"

	"dateline/data"
)

//go:embed lists/alias.txt
var aliasFile string

// aliases says which names are one, kind by kind: from a folded name to the
// folded name under which it joins.
type aliases struct {
	joins  [len(data.Kinds)]map[string]string
	starts starts
}

// loadAliases reads the table of aliases: a [kind] on a line, and below it
// lines of a name, a colon and its aliases parted by semicolons.
func loadAliases() (*aliases, error) { return parseAliases(aliasFile) }

func parseAliases(file string) (*aliases, error) {
	a := &aliases{starts: starts{}}
	for i := range a.joins {
		a.joins[i] = map[string]string{}
	}
	var joins map[string]string
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			k, ok := data.ParseKind(strings.Trim(line, "[]"))
			if !ok {
				return nil, fmt.Errorf("aliases, line %d: no kind %s; there are person, place and organisation", number, line)
			}
			joins = a.joins[k]
			continue
		}
		name, others, ok := strings.Cut(line, ":")
		if !ok || joins == nil {
			return nil, fmt.Errorf("aliases, line %d: want 'Name: alias; alias' below a [kind]", number)
		}
		if err := addAliases(joins, name, others); err != nil {
			return nil, fmt.Errorf("aliases, line %d: %w", number, err)
		}
	}
	for _, joins := range a.joins {
		for f := range joins {
			a.starts.add(f)
		}
	}
	return a, nil
}

func addAliases(joins map[string]string, name, others string) error {
	main := fold(name)
	for alias := range strings.SplitSeq(name+";"+others, ";") {
		f := fold(alias)
		if was, known := joins[f]; f == "" || known && was != main {
			return fmt.Errorf("%q stands for %q and for %q", strings.TrimSpace(alias), was, main)
		}
		joins[f] = main
	}
	return nil
}

// of returns the name that a folded name joins under, and whether the table
// has it.
func (a *aliases) of(k data.Kind, folded string) (string, bool) {
	j, ok := a.joins[k][folded]
	return j, ok
}
