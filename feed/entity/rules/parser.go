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

// parser makes entries of a text's expressions.
type parser struct {
	toml     unstable.Parser
	all      []byte
	from     int // where the text begins in all
	entries  []Entry
	mistakes []error

	open    *Entry // being read
	bad     bool   // it has a mistake
	keys    []string
	pending []string // comments since the last key

	line, counted int // lines up to an offset of all
}

// lineOf is the number of an offset's line. Offsets mostly come in order.
func (p *parser) lineOf(at int) int {
	if at < p.counted || p.line == 0 {
		p.line, p.counted = 1, 0
	}
	p.line += bytes.Count(p.all[p.counted:at], []byte("\n"))
	p.counted = at
	return p.line
}

// wrong notes a mistake at an offset of the text.
func (p *parser) wrong(offset int, format string, a ...any) {
	at := p.from + offset
	column := at - bytes.LastIndexByte(p.all[:at], '\n')
	p.mistakes = append(p.mistakes, &Mistake{p.lineOf(at), column, fmt.Sprintf(format, a...)})
	p.bad = true
}

func (p *parser) expression(n *unstable.Node) {
	switch n.Kind {
	case unstable.Comment:
		p.pending = append(p.pending, string(n.Data))
	case unstable.ArrayTable:
		p.close()
		p.heading(n)
		p.trailing(n)
	case unstable.Table:
		p.close()
		p.bad = true // what follows belongs to it
		offset, name := p.key(n)
		if slices.Contains(tables(), name) {
			p.wrong(offset, "a rule begins with two brackets: [[%s]]", name)
			return
		}
		p.wrong(offset, "there is no rule [%s]; rules are %s", name, headings())
	case unstable.KeyValue:
		p.value(n)
		p.trailing(n)
	}
}

// trailing keeps the comment behind an expression, and those in its value.
func (p *parser) trailing(n *unstable.Node) {
	if p.open == nil {
		return
	}
	if n.Kind == unstable.KeyValue {
		p.within(n.Value())
	}
	if next := n.Next(); next != nil && next.Kind == unstable.Comment {
		p.open.comments = append(p.open.comments, string(next.Data))
	}
}

func (p *parser) within(value *unstable.Node) {
	for it := value.Children(); it.Next(); {
		if it.Node().Kind != unstable.Comment {
			continue
		}
		p.open.comments = append(p.open.comments, string(it.Node().Data))
		for more := it.Node().Children(); more.Next(); {
			p.open.comments = append(p.open.comments, string(more.Node().Data))
		}
	}
}

// key is the whole key of a node and where it stands.
func (p *parser) key(n *unstable.Node) (offset int, name string) {
	var parts []string
	for it := n.Key(); it.Next(); {
		if len(parts) == 0 {
			offset = int(it.Node().Raw.Offset)
		}
		parts = append(parts, string(it.Node().Data))
	}
	return offset, strings.Join(parts, ".")
}

// heading begins an entry.
func (p *parser) heading(n *unstable.Node) {
	offset, name := p.key(n)
	start := 1 + bytes.LastIndexByte(p.all[:p.from+offset], '\n')
	if start < p.from {
		start = p.from
	}
	p.open = &Entry{WrittenRule: data.WrittenRule{Line: p.lineOf(p.from + offset)}, start: start}
	p.open.end = p.lineEnd(p.from + offset)
	p.bad, p.keys, p.pending = false, nil, nil
	verb, ok := data.ParseVerb(name)
	if !ok {
		p.wrong(offset, "there is no rule [[%s]]; rules are %s", name, headings())
		return
	}
	p.open.Verb = verb
}

// lineEnd is where the line of an offset ends, its line end included.
func (p *parser) lineEnd(at int) int {
	if next := bytes.IndexByte(p.all[at:], '\n'); next >= 0 {
		return at + next + 1
	}
	return len(p.all)
}

// value takes a key of the open entry.
func (p *parser) value(n *unstable.Node) {
	offset, name := p.key(n)
	if p.open == nil {
		if !p.bad {
			p.wrong(offset, "%s stands above the first rule; rules are %s", name, headings())
		}
		return
	}
	p.open.comments = append(p.open.comments, p.pending...)
	p.pending = nil
	p.open.end = p.lineEnd(p.from + int(n.Raw.Offset+n.Raw.Length))
	if p.bad {
		return
	}
	if !slices.Contains(fields[p.open.Verb], name) {
		p.wrong(offset, "a [[%s]] has no %s; it has %s", p.open.Verb, name, strings.Join(fields[p.open.Verb], ", "))
		return
	}
	p.keys = append(p.keys, name)
	if name == "join" {
		p.open.Join = p.list(name, offset, n.Value())
		return
	}
	text, ok := p.text(name, offset, n.Value())
	if ok {
		p.set(name, text, offset)
	}
}

// set gives the entry's field its value.
func (p *parser) set(name, text string, offset int) {
	c := &p.open.Correction
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
	if v.Kind != unstable.String {
		p.wrong(offset, "%s is a text in quotes", name)
		return "", false
	}
	text := string(v.Data)
	if text == "" {
		p.wrong(offset, "%s is empty", name)
		return "", false
	}
	if clean.Line(text, longest) != text {
		p.wrong(offset, "%s must be one line of at most %d characters that can be shown, without spaces around it", name, longest)
		return "", false
	}
	return text, true
}

// list is a value that must be names.
func (p *parser) list(name string, offset int, v *unstable.Node) []string {
	if v.Kind != unstable.Array {
		p.wrong(offset, "%s is a list of names in brackets: [\"…\", \"…\"]", name)
		return nil
	}
	var names []string
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

// close ends the open entry.
func (p *parser) close() {
	e := p.open
	p.open, p.pending = nil, nil
	if e == nil || p.bad {
		p.bad = false
		return
	}
	for _, name := range fields[e.Verb] {
		if !slices.Contains(p.keys, name) && name != "form" || e.Verb == data.Split && e.Form == "" {
			p.wrong(e.start-p.from, "this [[%s]] lacks its %s", e.Verb, missing(e, p.keys))
			p.bad = false
			return
		}
	}
	if err := e.Check(); err != nil {
		p.wrong(e.start-p.from, "[[%s]]: %s", e.Verb, err)
		p.bad = false
		return
	}
	p.entries = append(p.entries, *e)
}

// missing is the first key that an entry lacks.
func missing(e *Entry, keys []string) string {
	for _, name := range fields[e.Verb] {
		if !slices.Contains(keys, name) && (name != "form" || e.Verb == data.Split) {
			return name
		}
	}
	return ""
}
