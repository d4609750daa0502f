package entity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
)

//go:embed lists/alias.txt
var aliasFile string

//go:embed lists/kind.txt
var kindFile string

// aliases says which names are one, kind by kind: from a folded name to the
// folded name under which it joins.
type aliases struct {
	joins  [len(data.Kinds)]map[string]string
	shown  [len(data.Kinds)]map[string]string   // as it is written, from the folded name of joins
	forms  [len(data.Kinds)]map[string][]string // all folded forms of a name, from the folded name of joins
	starts starts
	fixed  map[string]data.Kind // of names that are of one kind everywhere

	given     map[string]bool                      // people known by their first name
	short     [len(data.Kinds)]map[string][]string // from a folded name to what may be short for it
	demonyms  map[string]string                    // from a folded demonym to the folded name of its place
	twoWords  map[string]bool                      // what demonyms of two words begin with, folded
	nicknames map[string][]string                  // from a folded first name to those that it is short for
	roles     map[string]bool                      // nouns for people by what they do
	bodies    bodies
	names     map[string]string // of places with demonyms, as they are written, from the folded name
	relations
}

// loadAliases reads the table of aliases: a [kind] on a line, and below it
// lines of a name, a colon and its aliases parted by semicolons.
func loadAliases() (*aliases, error) {
	a, err := parseAliases(aliasFile)
	if err != nil {
		return nil, err
	}
	if a.fixed, err = parseKinds(kindFile); err != nil {
		return nil, err
	}
	for f := range a.fixed {
		a.starts.add(f)
	}
	if a.nicknames, err = parseNicknames(nicknameFile); err != nil {
		return nil, err
	}
	if a.demonyms, err = a.parseDemonyms(demonymFile); err != nil {
		return nil, err
	}
	if a.bodies, err = parseBodies(bodyFile); err != nil {
		return nil, err
	}
	if err := a.parseRelations(relationFile); err != nil {
		return nil, err
	}
	a.roles = parseRoles(roleFile)
	return a, a.parseShort(shortFile)
}

// parseKinds reads names parted by semicolons below the [kind] that they are.
func parseKinds(file string) (map[string]data.Kind, error) {
	fixed := map[string]data.Kind{}
	kind, known := data.Person, false
	number := 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case strings.HasPrefix(line, "["):
			if kind, known = data.ParseKind(strings.Trim(line, "[]")); !known {
				return nil, fmt.Errorf("kinds, line %d: no kind %s; there are person, place and organisation", number, line)
			}
		case !known:
			return nil, fmt.Errorf("kinds, line %d: names stand above the first [kind]", number)
		default:
			for name := range strings.SplitSeq(line, ";") {
				fixed[fold(name)] = kind
			}
		}
	}
	return fixed, nil
}

func parseAliases(file string) (*aliases, error) {
	a := &aliases{starts: starts{}, given: map[string]bool{}}
	for i := range a.joins {
		a.joins[i], a.shown[i], a.forms[i] = map[string]string{}, map[string]string{}, map[string][]string{}
	}
	var joins, shown map[string]string
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
			joins, shown = a.joins[k], a.shown[k]
			continue
		}
		name, others, ok := strings.Cut(line, ":")
		if !ok || joins == nil {
			return nil, fmt.Errorf("aliases, line %d: want 'Name: alias; alias' below a [kind]", number)
		}
		if err := addAliases(joins, name, others); err != nil {
			return nil, fmt.Errorf("aliases, line %d: %w", number, err)
		}
		shown[fold(name)] = name
	}
	for k, joins := range a.joins {
		for f, main := range joins {
			a.starts.add(f)
			a.forms[k][main] = append(a.forms[k][main], f)
			if first, _, full := strings.Cut(main, " "); full && f == first {
				a.given[f] = a.given[f] || data.Kind(k) == data.Person
			}
		}
		for _, forms := range a.forms[k] {
			slices.Sort(forms)
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

// display returns how the table writes the name that a listed name joins
// under. Of people it writes none: an article's own spelling is shown.
func (a *aliases) display(k data.Kind, joined string) (string, bool) {
	if k == data.Person {
		return "", false
	}
	s, ok := a.shown[k][joined]
	return s, ok
}
