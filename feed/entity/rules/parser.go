package rules

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"dateline/data"
	"dateline/data/clean"
)

// parser makes entries of TOML. Its offsets are those of the TOML; the entries
// have those of the document's text.
type parser struct {
	*document
	toml []byte
	tree unstable.Parser
	from int // where the TOML begins in the text

	rule Entry // being read
	keys []string
	bad  bool // it has a mistake
	old  oldForm
}

// wrong notes a mistake.
func (p *parser) wrong(offset int, format string, a ...any) {
	p.mistakes = append(p.mistakes, p.mistake(p.from+offset, fmt.Sprintf(format, a...)))
	p.bad = true
}

func (p *parser) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.Comment:
		p.old.pending = append(p.old.pending, string(n.Data))
	case unstable.Table, unstable.ArrayTable:
		p.heading(n)
	case unstable.KeyValue:
		offset, name := keyOf(n)
		switch {
		case p.old.open || p.old.skip:
			p.underHeading(n)
		case name != "rules" || n.Value().Kind != unstable.Array:
			p.wrong(offset, "there is no %s here: the file has rules = [ … ], with a rule a line", name)
		case p.end > 0:
			p.wrong(offset, "rules stands here again: put these into the brackets of the first")
		default:
			p.rules(n)
		}
	}
}

// rules takes the rules in the brackets.
func (p *parser) rules(n *unstable.Node) {
	open := int(n.Value().Next().Raw.Offset)
	open += bytes.IndexByte(p.toml[open:], '[')
	p.start, p.end = p.from+open+1, p.from+ended(n)-1
	lead := -1
	for it := n.Value().Children(); it.Next(); {
		switch v := it.Node(); v.Kind {
		case unstable.Comment:
		case unstable.InlineTable:
			p.inBraces(v)
			p.rule.lead, p.rule.comma = lead, -1
			if at := skip(p.toml, p.rule.end-p.from); at < len(p.toml) && p.toml[at] == ',' {
				p.rule.comma = p.from + at
			}
			lead = p.rule.comma
			p.close()
		default:
			p.wrong(max(int(v.Raw.Offset), open), `a rule stands in braces: {do = "…", …}`)
		}
	}
}

// inBraces begins a rule and takes its keys.
func (p *parser) inBraces(n *unstable.Node) {
	p.begin(int(n.Raw.Offset))
	p.rule.comments = comments(n, nil)
	last, verb := p.rule.start-p.from+1, (*unstable.Node)(nil)
	for it := n.Children(); it.Next(); {
		if it.Node().Kind != unstable.KeyValue {
			continue
		}
		last = ended(it.Node())
		if _, name := keyOf(it.Node()); name == "do" && verb == nil {
			verb = it.Node()
		}
	}
	if at := skip(p.toml, last); p.toml[at] == ',' {
		last = at + 1
	}
	p.rule.end = p.from + skip(p.toml, last) + 1
	if verb == nil {
		p.wrong(int(n.Raw.Offset), `this rule lacks its do = "…"; there are %s`, verbs())
		return
	}
	p.verb(verb)
	for it := n.Children(); it.Next() && !p.bad; {
		if it.Node().Kind == unstable.KeyValue && it.Node() != verb {
			p.field(it.Node())
		}
	}
}

// verb takes what the rule does.
func (p *parser) verb(n *unstable.Node) {
	offset, name := keyOf(n)
	text, ok := p.text(name, offset, n.Value())
	if !ok {
		return
	}
	if p.rule.Verb, ok = data.ParseVerb(text); !ok {
		p.wrong(offset, "there is no rule %q; there are %s", text, verbs())
	}
	p.keys = append(p.keys, name)
}

// begin begins a rule.
func (p *parser) begin(offset int) {
	at := p.from + offset
	p.rule = Entry{WrittenRule: data.WrittenRule{Line: p.lineOf(at)}, start: at}
	p.keys, p.bad = nil, false
}

// field takes a key of the rule.
func (p *parser) field(n *unstable.Node) {
	offset, name := keyOf(n)
	switch {
	case slices.Contains(p.keys, name):
		p.wrong(offset, "%s stands twice in this rule", name)
		return
	case !slices.Contains(fields[p.rule.Verb], name):
		p.wrong(offset, "the rule %q has no %s; it has %s", p.rule.Verb, name, strings.Join(fields[p.rule.Verb], ", "))
		return
	}
	p.keys = append(p.keys, name)
	if name == "join" {
		p.rule.Join = p.list(name, offset, n.Value())
		return
	}
	if text, ok := p.text(name, offset, n.Value()); ok {
		p.set(name, text, offset)
	}
}

// set gives the rule's field its value.
func (p *parser) set(name, text string, offset int) {
	c := &p.rule.Correction
	switch name {
	case "kind":
		c.Kind = p.kind(text, offset)
	case "keep", "name", "text":
		c.Name = text
	case "form", "alias":
		c.Form = text
	case "to":
		if c.Verb == data.ChangeKind {
			c.ToKind = p.kind(text, offset)
		} else {
			c.To = text
		}
	}
}

func (p *parser) kind(text string, offset int) data.Kind {
	k, ok := data.ParseKind(text)
	if !ok {
		p.wrong(offset, "there is no kind %q; kinds are person, place and organisation", text)
	}
	return k
}

// longest is how many characters a name may have: more is a slip.
const longest = 200

// text is a value that must be a name, on one line and safe to show.
func (p *parser) text(name string, offset int, v *unstable.Node) (string, bool) {
	text := string(v.Data)
	switch {
	case v.Kind != unstable.String:
		p.wrong(offset, "%s is a text in quotes", name)
	case text == "":
		p.wrong(offset, "%s is empty", name)
	case clean.Line(text, longest) != text:
		p.wrong(offset, "%s must be one line of at most %d characters that can be shown, without spaces around it", name, longest)
	default:
		return text, true
	}
	return "", false
}

// list is a value that must be names.
func (p *parser) list(name string, offset int, v *unstable.Node) (names []string) {
	if v.Kind != unstable.Array {
		p.wrong(offset, "%s is a list of names in brackets: [\"…\", \"…\"]", name)
		return nil
	}
	for it := v.Children(); it.Next(); {
		if it.Node().Kind == unstable.Comment {
			continue
		}
		text, ok := p.text("each of "+name, offset, it.Node())
		if !ok {
			return nil
		}
		names = append(names, text)
	}
	return names
}

// close ends the rule.
func (p *parser) close() {
	if p.bad {
		return
	}
	e, at := p.rule, p.rule.start-p.from
	for _, name := range fields[e.Verb] {
		if !slices.Contains(p.keys, name) && !optional(e.Verb, name) {
			p.wrong(at, "this rule %q lacks its %s", e.Verb, name)
			return
		}
	}
	if err := e.Check(); err != nil {
		p.wrong(at, "this rule %q says nothing: %s", e.Verb, err)
		return
	}
	p.entries = append(p.entries, e)
}

// keyOf is the whole key of a node and where it stands.
func keyOf(n *unstable.Node) (offset int, name string) {
	var parts []string
	for it := n.Key(); it.Next(); {
		if len(parts) == 0 {
			offset = int(it.Node().Raw.Offset)
		}
		parts = append(parts, string(it.Node().Data))
	}
	return offset, strings.Join(parts, ".")
}

// ended is where a key with its value ends.
func ended(n *unstable.Node) int { return int(n.Raw.Offset + n.Raw.Length) }

// comments adds those that stand in a value.
func comments(n *unstable.Node, found []string) []string {
	for it := n.Children(); it.Next(); {
		if it.Node().Kind == unstable.Comment {
			found = append(found, string(it.Node().Data))
		}
		found = comments(it.Node(), found)
	}
	return found
}

// skip is where the blanks and comments end that begin at an offset.
func skip(toml []byte, at int) int {
	for ; at < len(toml); at++ {
		switch toml[at] {
		case ' ', '\t', '\r', '\n':
		case '#':
			if end := bytes.IndexByte(toml[at:], '\n'); end >= 0 {
				at += end
			} else {
				return len(toml)
			}
		default:
			return at
		}
	}
	return at
}
