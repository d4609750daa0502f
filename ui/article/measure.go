package article

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"dateline/ui/screen"
)

// Cells measures text in cells of the terminal as the screen does. A tab or line end, which canonical text has only in code and
// tables, counts as the one space that is shown for it.
func Cells(s string) int {
	_, n, _ := fitting(s, math.MaxInt)
	return n
}

// cluster is the length in bytes and the width in cells of the first grapheme
// cluster of s, which isn't empty.
func cluster(s string) (size, width int) {
	switch c := s[0]; {
	case c < ' ' && isSpace(rune(c)):
		return 1, 1
	case c < ' ' || c == 0x7f:
		return 1, 0
	case c < utf8.RuneSelf && (len(s) == 1 || s[1] < utf8.RuneSelf):
		return 1, 1
	}
	g, w := ansi.FirstGraphemeCluster(s, screen.Method())
	switch sound := untilHidden(g); sound {
	case len(g):
		return max(1, sound), w
	case 0:
		_, n := utf8.DecodeRuneInString(g)
		return n, 0
	default:
		return sound, ansi.StringWidth(g[:sound])
	}
}

// untilHidden is how much of a cluster comes before what may not be shown: the
// segmenter takes bytes that aren't UTF-8 into clusters.
func untilHidden(g string) int {
	for at := 0; at < len(g); {
		if hidden(g[at:]) {
			return at
		}
		_, n := utf8.DecodeRuneInString(g[at:])
		at += n
	}
	return len(g)
}

// hidden reports whether s, which isn't empty, begins with what may not reach
// a terminal: a control, a bidi override or isolate, a byte that isn't UTF-8,
// or the emoji selector, which terminals disagree about in cells.
// The cleaner at the door takes all of these out; this is the second lock.
func hidden(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case r == utf8.RuneError && n <= 1, unicode.IsControl(r):
		return true
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x2028, r == 0x2029, r == 0xfe0f:
		return true
	}
	return false
}

// isSpace reports whether lines may end in r and drop it.
func isSpace(r rune) bool {
	switch r {
	case 0xa0, 0x202f, 0x2007: // no-break spaces
		return false
	case 0x2028, 0x2029, 0x85:
		return true
	}
	return unicode.IsSpace(r)
}

func trimRight(s string) string {
	s = strings.TrimRight(s, " ")
	if s == "" || s[len(s)-1] > ' ' && s[len(s)-1] < utf8.RuneSelf {
		return s
	}
	return strings.TrimRightFunc(s, isSpace)
}

// fitting walks clusters of s until they would be wider than room. It answers
// with the bytes that fit and their width; fits is true when that is all of s.
func fitting(s string, room int) (size, width int, fits bool) {
	for size < len(s) {
		// Most text is ASCII: a letter before another is a cluster of a cell.
		if c := s[size]; c >= ' ' && c < 0x7f && size+1 < len(s) && s[size+1] < utf8.RuneSelf && width < room {
			size, width = size+1, width+1
			continue
		}
		k, w := cluster(s[size:])
		if width+w > room {
			return size, width, false
		}
		size, width = size+k, width+w
	}
	return size, width, true
}

// onBoundary reports whether a cluster may start at s[at:], judged by the
// character before it.
func onBoundary(s string, at int) bool {
	if at <= 0 || at >= len(s) || s[at] < utf8.RuneSelf && s[at-1] < utf8.RuneSelf {
		return true
	}
	_, n := utf8.DecodeLastRuneInString(s[:at])
	k, _ := cluster(s[at-n:])
	return k <= n
}
