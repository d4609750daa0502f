package command

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// escape writes bytes for a terminal: what would move its cursor, change its
// settings or turn its text around is spelt out as in Go, and what isn't
// UTF-8 too. Line ends and tabs stay.
func escape(raw []byte) string {
	var b strings.Builder
	b.Grow(len(raw))
	for len(raw) > 0 {
		r, size := utf8.DecodeRune(raw)
		switch {
		case r == utf8.RuneError && size == 1:
			fmt.Fprintf(&b, `\x%02x`, raw[0])
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case r == '\r' && size < len(raw) && raw[size] == '\n':
			// A Windows line end is one: the line feed follows.
		case r < utf8.RuneSelf && unicode.IsControl(r):
			fmt.Fprintf(&b, `\x%02x`, r)
		case unsafe(r):
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		raw = raw[size:]
	}
	return b.String()
}

// unsafe reports whether a letter isn't seen itself but changes how others
// are: C1 controls, marks of direction, tags, line separators. Joiners are
// letters' business and stay.
func unsafe(r rune) bool {
	const nonJoiner, joiner = '\u200c', '\u200d'
	if r == nonJoiner || r == joiner {
		return false
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
}

// oneLine is a text as one safe line.
func oneLine(text string) string {
	text = strings.NewReplacer("\r\n", " ", "\n", " ", "\t", " ").Replace(strings.TrimSpace(text))
	return escape([]byte(text))
}
