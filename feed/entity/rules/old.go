package rules

import (
	"bytes"
	"slices"
	"strings"

	"github.com/pelletier/go-toml/v2/unstable"

	"dateline/data"
)

// The first form of the file had a table for each rule, of three or four lines
// below a heading:
//
//	[[merge]]
//	kind = "person"
//	keep = "Steve Witkoff"
//	join = ["Witkoff"]
//
// It is read still, and put into the form of today with the next correction.
// All that knows of it stands here.

// oldForm is the table that is being read.
type oldForm struct {
	open    bool
	skip    bool     // what follows belongs to a heading that isn't understood
	pending []string // comments since the last key
}

// heading is what is only told of a rule in the old form.
type heading struct {
	comment string // behind it
}

// heading begins a rule.
func (p *parser) heading(n *unstable.Node) {
	p.closeHeading()
	offset, name := keyOf(n)
	p.begin(lineStart(p.toml, offset))
	p.rule.lead, p.rule.comma, p.rule.old = -1, -1, &heading{}
	p.rule.end = p.from + lineEnd(p.toml, offset)
	p.old = oldForm{open: true}
	if next := n.Next(); next != nil && next.Kind == unstable.Comment {
		p.rule.old.comment = string(next.Data)
	}
	verb, ok := data.ParseVerb(name)
	switch {
	case !ok:
		p.wrong(offset, "there is no rule %s; there are %s", name, verbs())
	case n.Kind == unstable.Table:
		p.wrong(offset, "a rule of this form begins with two brackets: [[%s]]", name)
	}
	p.rule.Verb, p.old.skip = verb, p.bad
}

// underHeading takes a key of the rule.
func (p *parser) underHeading(n *unstable.Node) {
	p.rule.comments = comments(n.Value(), append(p.rule.comments, p.old.pending...))
	if next := n.Next(); next != nil && next.Kind == unstable.Comment {
		p.rule.comments = append(p.rule.comments, string(next.Data))
	}
	p.old.pending = nil
	p.rule.end = p.from + lineEnd(p.toml, ended(n))
	if !p.bad {
		p.field(n)
	}
}

// closeHeading ends the rule.
func (p *parser) closeHeading() {
	if p.old.open {
		p.close()
	}
	p.old = oldForm{}
}

// renewed is a document with all rules in the form of today, in their order, and
// the reader's comments in their places: those above a rule and in it go above
// it, and the one behind its heading goes behind it.
func renewed(d *document) *document {
	at := slices.IndexFunc(d.entries, func(e Entry) bool { return e.old != nil })
	if at < 0 {
		return d
	}
	text, newline := d.text, newlineOf(d.text)
	first := d.entries[at].start
	var b bytes.Buffer
	if d.end > 0 {
		before := text[:d.end]
		if at > 0 {
			before = terminated(before, d.entries[at-1])
		}
		b.Write(bytes.TrimRight(before, " \t\r\n"))
		b.WriteString(newline)
		keepLines(&b, bytes.TrimSpace(text[d.end+1:first]), newline)
	} else {
		above := len(text) - len(bytes.TrimPrefix(text, bom))
		for _, gap := range [...]string{"\n\n", "\r\n\r\n"} {
			if i := bytes.LastIndex(text[:first], []byte(gap)); i >= 0 {
				above = max(above, i+len(gap))
			}
		}
		b.Write(text[:above])
		b.WriteString("rules = [" + newline)
		keepLines(&b, text[above:first], newline) // what stands right above the first rule is about it
	}
	from := first
	for _, e := range d.entries[at:] {
		keepLines(&b, text[from:e.start], newline)
		keepLines(&b, []byte(strings.Join(e.comments, "\n")), newline)
		b.WriteString("  " + Format(e.Correction) + ",")
		if e.old.comment != "" {
			b.WriteString(" " + strings.TrimRight(e.old.comment, "\r"))
		}
		b.WriteString(newline)
		from = e.end
	}
	b.WriteString("]" + newline)
	b.Write(text[from:])
	return parse(b.Bytes())
}

// keepLines writes what stood between rules, if it is anything, as lines among
// them.
func keepLines(b *bytes.Buffer, text []byte, newline string) {
	text = bytes.TrimRight(text, " \t\r\n")
	if len(text) == 0 {
		return
	}
	for line := range strings.SplitSeq(string(text), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			line = "  " + line
		}
		b.WriteString(line + newline)
	}
}
