package rules

import (
	"bytes"
	"errors"
	"fmt"
	"strings"

	"github.com/pelletier/go-toml/v2"

	"dateline/data"
)

// Mistake is something in a rules file that can't be understood, with its
// place and the cure.
type Mistake struct {
	Line   int // from 1
	Column int // in bytes, from 1
	Cause  string
}

// Error is the mistake with its place.
func (m *Mistake) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", m.Line, m.Column, m.Cause)
}

// Entry is a rule with where it stands in the file.
type Entry struct {
	data.WrittenRule

	start, end int      // its lines, as byte offsets of the text
	comments   []string // the reader's, inside of these lines
}

// Parse reads the text of a rules file. A rule with a mistake in it is left
// out and told of, and the others hold; so do those before and behind one that
// isn't TOML, as far as rules can be told apart by their [[headings]].
func Parse(text []byte) ([]Entry, []*Mistake) {
	entries, mistakes := parse(text, 0, text)
	if len(mistakes) == 0 {
		return entries, nil
	}
	var whole *unreadable
	if !errors.As(mistakes[0], &whole) {
		return entries, told(mistakes)
	}
	entries, mistakes = nil, nil
	for _, p := range parts(text) {
		some, wrong := parse(text[:p[1]], p[0], text)
		entries, mistakes = append(entries, some...), append(mistakes, wrong...)
	}
	if len(mistakes) == 0 { // it is only together that they aren't TOML
		mistakes = []error{whole}
	}
	return entries, told(mistakes)
}

// unreadable is a text that isn't TOML.
type unreadable struct{ *Mistake }

func told(errs []error) []*Mistake {
	mistakes := make([]*Mistake, len(errs))
	for i, err := range errs {
		var whole *unreadable
		if errors.As(err, &whole) {
			mistakes[i] = whole.Mistake
		} else {
			mistakes[i] = &Mistake{1, 1, err.Error()}
			_ = errors.As(err, &mistakes[i])
		}
	}
	return mistakes
}

// parts cuts a text before each line that begins with a [[heading]].
func parts(text []byte) (found [][2]int) {
	start := 0
	for at := 0; at < len(text); {
		if at > start && bytes.HasPrefix(text[at:], []byte("[[")) {
			found = append(found, [2]int{start, at})
			start = at
		}
		next := bytes.IndexByte(text[at:], '\n')
		if next < 0 {
			break
		}
		at += next + 1
	}
	return append(found, [2]int{start, len(text)})
}

// bom is what some editors put before a text.
var bom = []byte("\xEF\xBB\xBF")

// parse reads text from an offset on. Places are told of in all.
func parse(text []byte, from int, all []byte) ([]Entry, []error) {
	if from == 0 && bytes.HasPrefix(text, bom) {
		from = len(bom)
	}
	text = text[from:]
	if err := toml.Unmarshal(text, &map[string]any{}); err != nil {
		var wrong *toml.DecodeError
		if !errors.As(err, &wrong) {
			return nil, []error{&unreadable{&Mistake{1, 1, plain(err)}}}
		}
		line, column := wrong.Position()
		return nil, []error{&unreadable{&Mistake{line + bytes.Count(all[:from], []byte("\n")), max(column, 1), plain(wrong) + "; this rule is left out until that is mended"}}}
	}
	r := parser{all: all, from: from}
	r.toml.KeepComments = true
	r.toml.Reset(text)
	for r.toml.NextExpression() {
		r.expression(r.toml.Expression())
	}
	r.close()
	return r.entries, r.mistakes
}

// plain is an error of the TOML reader without its name.
func plain(err error) string { return strings.TrimPrefix(err.Error(), "toml: ") }

// fields are the keys of each rule, in the order in which they are written.
var fields = [...][]string{
	data.Merge:      {"kind", "keep", "join"},
	data.Split:      {"kind", "name", "form"},
	data.Rename:     {"kind", "name", "to"},
	data.ChangeKind: {"kind", "name", "to"},
	data.NotEntity:  {"kind", "name", "form"},
	data.AddAlias:   {"kind", "name", "alias"},
	data.MarkText:   {"kind", "text"},
}

func tables() (names []string) {
	for _, v := range data.Verbs {
		names = append(names, v.String())
	}
	return names
}

// headings lists the rules that there are.
func headings() string {
	names := tables()
	for i := range names {
		names[i] = "[[" + names[i] + "]]"
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
