package rules

import (
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/pelletier/go-toml/v2/unstable"

	"dateline/data"
)

// Mistake is something in a rules file that can't be understood, with its
// place and the cure.
type Mistake struct {
	Line   int // from 1
	Column int // in characters, from 1
	Cause  string

	at int // offset of the text
}

// Error is the mistake with its place.
func (m *Mistake) Error() string {
	return fmt.Sprintf("line %d, column %d: %s", m.Line, m.Column, m.Cause)
}

// Entry is a rule with where it stands in the file.
type Entry struct {
	data.WrittenRule

	start, end int      // of what is in braces, as byte offsets
	lead       int      // offset of the comma before it, or -1
	comma      int      // of the one behind it, or -1
	comments   []string // the reader's, inside of the braces
	old        *heading // it stands in the old form
}

// document is the text of a rules file, read.
type document struct {
	text       []byte
	entries    []Entry
	mistakes   []*Mistake
	start, end int // behind the opening bracket of the rules, and the closing one; 0 without any

	line, counted int // lines up to an offset of the text
}

// parse reads the text of a rules file. A rule with a mistake in it is left
// out and told of, and the others hold. So they do where the file as a whole
// isn't TOML: then each line that begins with a brace is read by itself.
func parse(text []byte) *document {
	d := &document{text: text}
	begin := len(text) - len(bytes.TrimPrefix(text, bom))
	_, whole := d.read(text[begin:], begin)
	if whole == nil {
		return d
	}
	d = &document{text: text}
	for _, p := range pieces(text, begin) {
		if wrong := d.piece(p[0], p[1]); wrong != nil {
			wrong.Cause += "; this rule is left out until that is mended"
			d.mistakes, whole = append(d.mistakes, wrong), nil
		}
	}
	if whole != nil { // it is only together that they aren't TOML
		d.mistakes = append(d.mistakes, whole)
	}
	slices.SortStableFunc(d.mistakes, func(a, b *Mistake) int { return cmp.Compare(a.at, b.at) })
	d.start, d.end = 0, 0 // those of a piece
	return d
}

// bom is what some editors put before a text.
var bom = []byte("\xEF\xBB\xBF")

// read reads TOML that begins at an offset of the text. It answers with how
// many expressions it could read, and with why it went no further.
func (d *document) read(toml []byte, from int) (read int, wrong *Mistake) {
	p := parser{document: d, toml: slices.Clip(toml), from: from}
	p.tree.KeepComments = true
	p.tree.Reset(p.toml)
	for ; p.tree.NextExpression(); read++ {
		p.expression(p.tree.Expression())
	}
	err := p.tree.Error()
	if err == nil {
		p.closeHeading()
		return read, nil
	}
	at, cause := len(toml), err.Error()
	if e := (*unstable.ParserError)(nil); errors.As(err, &e) && len(e.Highlight) > 0 {
		at = int(p.tree.Range(e.Highlight).Offset)
	}
	if known, ok := plain[cause]; ok {
		cause = known
	} else if strings.HasSuffix(cause, "at start of value") {
		cause = "a text stands in quotes"
	}
	return read, d.mistake(from+at, cause)
}

// plain has the reasons of the TOML reader that come up most, with the cure.
var plain = map[string]string{
	"array is incomplete":                              "a closing bracket ] is missing",
	"inline table is incomplete":                       "a closing brace } is missing",
	"expected ',' or ']' after array value":            "a comma is missing before this",
	"expected ',' or '}' after inline table key-value": "a comma, a quote or a closing brace } is missing before this",
	"expected value but got U+002C ','":                "there is a comma too many",
	"unexpected comma in inline table":                 "there is a comma too many",
	"basic strings cannot have new lines":              "the closing quote is missing",
	"unterminated basic string":                        "the closing quote is missing",
	"unterminated literal string":                      "the closing quote is missing",
	"literal strings cannot have new lines":            "the closing quote is missing",
	"invalid character at start of key: U+005D ']'":    "there is a bracket ] too many",
	"invalid character at start of key: U+007B '{'":    "rules = [ is missing before the first rule",
}

// mistake is one at an offset of the text.
func (d *document) mistake(at int, cause string) *Mistake {
	at = min(max(at, 0), len(d.text))
	line := bytes.TrimPrefix(d.text[1+bytes.LastIndexByte(d.text[:at], '\n'):at], bom)
	return &Mistake{d.lineOf(at), 1 + utf8.RuneCount(line), cause, at}
}

// lineOf is the number of an offset's line. Offsets mostly come in order.
func (d *document) lineOf(at int) int {
	if at < d.counted || d.line == 0 {
		d.line, d.counted = 1, 0
	}
	d.line += bytes.Count(d.text[d.counted:at], []byte("\n"))
	d.counted = at
	return d.line
}

// cut finds the lines at which a text that isn't TOML is cut: those that begin
// a rule, in either form, and those that end all rules.
var cut = regexp.MustCompile(`(?m)^[ \t]*(?:\{|\[\[|\][ \t\r]*(?:#.*)?$)`)

// pieces cuts a text before each of these lines. What stands before the first
// has no rule.
func pieces(text []byte, begin int) (found [][2]int) {
	for _, at := range cut.FindAllIndex(text[begin:], -1) {
		if len(found) > 0 {
			found[len(found)-1][1] = begin + at[0]
		}
		found = append(found, [2]int{begin + at[0], len(text)})
	}
	return found
}

// piece reads one of them, and tells why it can't.
func (d *document) piece(start, end int) *Mistake {
	const open, shut = "rules=[", "\n]"
	d.start, d.end = 0, 0
	text := trailing.ReplaceAll(d.text[start:end], nil)
	switch bytes.TrimLeft(text, " \t")[0] {
	case '{':
		read, wrong := d.read(slices.Concat([]byte(open), text, []byte(shut)), start-len(open))
		if wrong == nil || wrong.at <= start+len(text) {
			return wrong
		}
		if read == 0 {
			return d.mistake(start+len(text), "a closing brace } is missing before this")
		}
	case '[':
		_, wrong := d.read(text, start)
		return wrong
	}
	return nil // the bracket ] is the reader's own
}

// trailing is what stands behind a rule.
var trailing = regexp.MustCompile(`\s*(?:\n[ \t]*#.*\s*)*$`)

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

// optional reports whether a rule may do without a key.
func optional(v data.Verb, key string) bool { return v == data.NotEntity && key == "form" }

// verbs lists what rules can do.
func verbs() string {
	var names []string
	for _, v := range data.Verbs {
		names = append(names, v.String())
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}
