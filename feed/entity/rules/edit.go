package rules

import (
	"bytes"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
)

// preamble is what a new rules file begins with.
const preamble = `# Who is who, where recognition is wrong. Dateline adds a rule here for each
# correction, and takes it out again on undo. Edit it as you like: what you
# save holds at once, and rules hold in the order in which they stand.
`

// Format writes a correction as an entry of the file.
func Format(c data.Correction) string {
	var b strings.Builder
	fmt.Fprintf(&b, "[[%s]]\n", c.Verb)
	for _, key := range fields[c.Verb] {
		switch key {
		case "kind":
			fmt.Fprintf(&b, "kind = %s\n", quote(c.Kind.String()))
		case "keep", "name", "text":
			fmt.Fprintf(&b, "%s = %s\n", key, quote(c.Name))
		case "join":
			names := make([]string, len(c.Join))
			for i, name := range c.Join {
				names[i] = quote(name)
			}
			fmt.Fprintf(&b, "join = [%s]\n", strings.Join(names, ", "))
		case "form", "alias":
			if c.Form != "" {
				fmt.Fprintf(&b, "%s = %s\n", key, quote(c.Form))
			}
		case "to":
			to := c.To
			if c.Verb == data.ChangeKind {
				to = c.ToKind.String()
			}
			fmt.Fprintf(&b, "to = %s\n", quote(to))
		}
	}
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

// inserted is a text with a correction behind all that is there.
func inserted(text []byte, c data.Correction) []byte {
	end := "\n"
	if bytes.Contains(text, []byte("\r\n")) {
		end = "\r\n"
	}
	var b bytes.Buffer
	if len(text) == 0 {
		b.WriteString(preamble)
	}
	b.Write(text)
	if len(text) > 0 && text[len(text)-1] != '\n' {
		b.WriteString(end)
	}
	b.WriteString(end + strings.ReplaceAll(Format(c), "\n", end))
	return b.Bytes()
}

// removed is a text without an entry: its lines go, with the blank one before
// it where another follows or nothing does. Comments that the reader wrote into
// it stay in its place.
func removed(text []byte, e Entry) []byte {
	before, after := text[:e.start], text[e.end:]
	end := "\n"
	if bytes.HasSuffix(text[e.start:e.end], []byte("\r\n")) {
		end = "\r\n"
	}
	kept := ""
	for _, comment := range e.comments {
		kept += strings.TrimRight(comment, "\r") + end
	}
	if kept == "" && (len(bytes.TrimSpace(after)) == 0 || blank(after)) {
		for _, line := range [...]string{"\n\r\n", "\n\n"} {
			if bytes.HasSuffix(before, []byte(line)) {
				before = before[:len(before)-len(line)+1]
				break
			}
		}
	}
	return slices.Concat(before, []byte(kept), after)
}

// blank reports whether a text begins with an empty line.
func blank(text []byte) bool {
	return bytes.HasPrefix(text, []byte("\n")) || bytes.HasPrefix(text, []byte("\r\n"))
}
