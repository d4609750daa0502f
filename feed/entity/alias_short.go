package entity

import (
	_ "embed"
	"fmt"
	"strings"

	"dateline/data"
)

//go:embed lists/short.txt
var shortFile string

//go:embed lists/demonym.txt
var demonymFile string

// section is a line of a list with what it is about: the [heading] above it.
type section struct {
	heading    string
	name, rest string // before and after the colon
	number     int
}

// sections reads lines "Name: one; two" below [headings]; what names the list
// in errors.
func sections(what, file string) ([]section, error) {
	var out []section
	heading, number := "", 0
	for line := range strings.Lines(file) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if strings.HasPrefix(line, "[") {
			heading = strings.Trim(line, "[]")
			continue
		}
		name, rest, ok := strings.Cut(line, ":")
		if !ok || heading == "" {
			return nil, fmt.Errorf("%s, line %d: want 'Name: one; two' below a [heading]", what, number)
		}
		out = append(out, section{heading, strings.TrimSpace(name), rest, number})
	}
	return out, nil
}

func errKind(what string, l section) error {
	return fmt.Errorf("%s, line %d: no kind %s; there are person, place and organisation", what, l.number, l.heading)
}

// parseShort reads the list of names that are short for one of several.
func (a *aliases) parseShort(file string) error {
	lines, err := sections("short names", file)
	if err != nil {
		return err
	}
	for i := range a.short {
		a.short[i] = map[string][]string{}
	}
	for _, l := range lines {
		k, ok := data.ParseKind(l.heading)
		if !ok {
			return errKind("short names", l)
		}
		for long := range strings.SplitSeq(l.rest, ";") {
			long := a.joined(k, long)
			a.short[k][long] = append(a.short[k][long], a.joined(k, l.name))
		}
	}
	return nil
}

// joined is the folded name under which a name joins.
func (a *aliases) joined(k data.Kind, name string) string {
	f := fold(name)
	if j, ok := a.of(k, f); ok {
		return j
	}
	return f
}

// parseDemonyms reads the list of demonyms: from each, folded, and from its
// plural, to the folded name of the place.
func (a *aliases) parseDemonyms(file string) (map[string]string, error) {
	lines, err := sections("demonyms", file)
	if err != nil {
		return nil, err
	}
	out := map[string]string{}
	a.names, a.twoWords = map[string]string{}, map[string]bool{}
	for _, l := range lines {
		place := a.joined(data.Place, l.name)
		a.names[place] = l.name
		for d := range strings.SplitSeq(l.rest, ";") {
			f := fold(d)
			if was, ok := out[f]; ok && was != place {
				return nil, fmt.Errorf("demonyms, line %d: %q is of %q and of %q", l.number, strings.TrimSpace(d), was, place)
			}
			out[f], out[f+"s"] = place, place
			if first, _, two := strings.Cut(f, " "); two {
				a.twoWords[first] = true
			}
		}
	}
	return out, nil
}
