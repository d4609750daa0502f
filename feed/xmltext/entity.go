package xmltext

import (
	"html"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// Unescape replaces entities: those of HTML and the numbered ones, each once.
// What isn't one of them stays as it is.
func Unescape(s string) string {
	i := strings.IndexByte(s, '&')
	if i < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i >= 0 {
		b.WriteString(s[:i])
		s = s[i:]
		n := strings.IndexByte(s[:min(len(s), maxEntity)], ';')
		if r := entity(s, n); r != "" {
			b.WriteString(r)
			s = s[n+1:]
		} else {
			b.WriteByte('&')
			s = s[1:]
		}
		i = strings.IndexByte(s, '&')
	}
	b.WriteString(s)
	return b.String()
}

// entity is what the entity at the beginning of s stands for, which ends at n;
// empty where it is none.
func entity(s string, n int) string {
	switch {
	case n < 2:
		return ""
	case s[1] == '#':
		return numbered(s[2:n])
	}
	switch s[1:n] {
	case "lt":
		return "<"
	case "gt":
		return ">"
	case "amp":
		return "&"
	case "quot":
		return "\""
	case "apos":
		return "'"
	}
	// HTML has entities that end without a semicolon: of "&nothing;" it would
	// take "&not" for one.
	if u := html.UnescapeString(s[:n+1]); u == ";" || !strings.HasPrefix(u, "&") && !strings.HasSuffix(u, ";") {
		return u
	}
	return ""
}

// numbered is a character by its number. Those from 128 to 159 are meant as
// windows-1252 has them, as in HTML.
func numbered(digits string) string {
	base := 10
	if hex := strings.TrimLeft(digits, "xX"); len(hex) < len(digits) {
		digits, base = hex, 16
	}
	n, err := strconv.ParseUint(digits, base, 32)
	switch {
	case err != nil:
		return ""
	case n >= 0x80 && n < 0xa0:
		return string(charmap.Windows1252.DecodeByte(byte(n)))
	case n == 0 || n > utf8.MaxRune || !utf8.ValidRune(rune(n)):
		return "\ufffd"
	}
	return string(rune(n))
}
