package rules

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
)

// preamble is what a new rules file begins with.
const preamble = `# Who is who, where recognition is wrong. Dateline adds a line to the rules for
# each correction, and takes it out again on undo. Edit it as you like: what you
# save holds at once, and rules hold in the order in which they stand. Each ends
# with a comma.
`

// Format writes a correction as it stands in the file, on one line.
func Format(c data.Correction) string {
	var b strings.Builder
	fmt.Fprintf(&b, `{do = "%s"`, c.Verb)
	for _, key := range fields[c.Verb] {
		value := ""
		switch key {
		case "kind":
			value = quote(c.Kind.String())
		case "keep", "name", "text":
			value = quote(c.Name)
		case "join":
			names := make([]string, len(c.Join))
			for i, name := range c.Join {
				names[i] = quote(name)
			}
			value = "[" + strings.Join(names, ", ") + "]"
		case "form", "alias":
			if c.Form == "" {
				continue
			}
			value = quote(c.Form)
		case "to":
			value = quote(c.To)
			if c.Verb == data.ChangeKind {
				value = quote(c.ToKind.String())
			}
		}
		fmt.Fprintf(&b, ", %s = %s", key, value)
	}
	b.WriteByte('}')
	return b.String()
}

// quote writes a text as TOML's basic string.
func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r < ' ' || r == 0x7F:
			fmt.Fprintf(&b, `\u%04X`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}

// inserted is a text with a correction behind all rules that are there.
func inserted(d *document, c data.Correction) []byte {
	text, newline := d.text, newlineOf(d.text)
	if d.end == 0 {
		var b bytes.Buffer
		if len(text) == 0 {
			b.WriteString(preamble)
		}
		b.Write(text)
		if len(text) > 0 && text[len(text)-1] != '\n' {
			b.WriteString(newline)
		}
		b.WriteString(newline + "rules = [" + newline + "  " + Format(c) + "," + newline + "]" + newline)
		return b.Bytes()
	}
	head, indent, comma := text[:d.end], "  ", ","
	if n := len(d.entries); n > 0 {
		last := d.entries[n-1]
		if before := text[lineStart(text, last.start):last.start]; blank(before) {
			indent = string(before)
		}
		if last.comma < 0 { // the reader ends the last rule without one
			head, comma = terminated(head, last), ""
		}
	}
	rule := indent + Format(c) + comma
	if line := lineStart(head, len(head)); blank(head[line:]) {
		return slices.Concat(head[:line], []byte(rule+newline), head[line:], text[d.end:])
	}
	return slices.Concat(head, []byte(newline+rule), text[d.end:])
}

// terminated is a text with a comma behind a rule.
func terminated(text []byte, e Entry) []byte {
	if e.comma >= 0 {
		return text
	}
	return slices.Concat(text[:e.end], []byte(","), text[e.end:])
}

// removed is a text without a rule: it goes with its comma, and with its line
// where nothing else stands there. Comments that the reader wrote into it or
// behind it stay in its place.
func removed(d *document, e Entry) []byte {
	text, newline := d.text, newlineOf(d.text)
	head, tail, before := text[:e.start], text[e.end:], text[max(e.lead+1, d.start):e.start]
	switch {
	case e.comma >= 0:
		tail = slices.Concat(text[e.end:e.comma], text[e.comma+1:])
	case e.lead >= 0: // it was the last, and without a comma: so is the one before it then
		head = slices.Concat(text[:e.lead], before)
	}
	line, rest := lineStart(head, len(head)), tail[:lineEnd(tail, 0)]
	indent := head[line:]
	if !blank(indent) { // something stands before it on its line
		if blank(rest) {
			head = bytes.TrimRight(head, " \t")
		}
		return slices.Concat(head, kept(e, " ", newline), tail)
	}
	comments := kept(e, string(indent), newline)
	switch {
	case blank(rest):
		return slices.Concat(head[:line], comments, tail[len(rest):])
	case bytes.HasPrefix(rest, []byte("]")) && len(comments) == 0 && bytes.Count(before, []byte("#")) == 0:
		return slices.Concat(bytes.TrimSuffix(bytes.TrimSuffix(head[:line], []byte("\n")), []byte("\r")), tail)
	}
	return slices.Concat(head[:line], comments, indent, bytes.TrimLeft(tail, " \t"))
}

// kept are the comments in a rule, as lines.
func kept(e Entry, indent, newline string) (lines []byte) {
	for _, comment := range e.comments {
		lines = append(lines, indent+strings.TrimRight(comment, "\r")+newline...)
	}
	return lines
}

// newlineOf is how a text ends its lines.
func newlineOf(text []byte) string {
	if bytes.Contains(text, []byte("\r\n")) {
		return "\r\n"
	}
	return "\n"
}

// lineStart is where the line of an offset begins.
func lineStart(text []byte, at int) int { return 1 + bytes.LastIndexByte(text[:at], '\n') }

// lineEnd is where the line of an offset ends, its line end included.
func lineEnd(text []byte, at int) int {
	if next := bytes.IndexByte(text[at:], '\n'); next >= 0 {
		return at + next + 1
	}
	return len(text)
}

// blank reports whether nothing can be seen of a text.
func blank(text []byte) bool { return len(bytes.Trim(text, " \t\r\n")) == 0 }
