package screen

import (
	"strings"
	"sync/atomic"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// byCharacter is how the terminal measures; there is only one terminal.
var byCharacter atomic.Bool

// MeasureClusters says whether the terminal gives a grapheme cluster the width
// of one letter, or adds up the widths of its characters, as most terminals do:
// they draw the Hindi "क्ष" in two cells and not in one. Until it is called it
// counts clusters. What was laid out before must be laid out anew.
func MeasureClusters(clusters bool) { byCharacter.Store(!clusters) }

// Method is how text is measured.
func Method() ansi.Method {
	if byCharacter.Load() {
		return ansi.WcWidth
	}
	return ansi.GraphemeWidth
}

// Width is how many cells s takes.
func Width(s string) int { return Method().StringWidth(s) }

// ClusterEnd moves an offset in s to the end of the grapheme cluster in which it
// lies, and to the first one's where it isn't behind from, at which a cluster
// begins. A mark on half a cluster is one on all of it: parted, it would be
// drawn otherwise, or not at all.
func ClusterEnd(s string, from, at int) int {
	for at <= from || at < len(s) && s[at] >= utf8.RuneSelf {
		g, _ := ansi.FirstGraphemeCluster(s[from:], ansi.GraphemeWidth)
		if from += max(len(g), 1); from >= at {
			return min(from, len(s))
		}
	}
	return at
}

// Cut shortens s to w cells, with … where something was cut.
func Cut(s string, w int) string {
	if w <= 0 {
		return ""
	}
	return Method().Truncate(s, w, "…")
}

// CutWord shortens s to w cells at the end of a word, with … behind it.
func CutWord(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	short := Method().Truncate(s, w-1, "")
	if i := strings.LastIndexByte(short, ' '); i > 0 && s[len(short)] != ' ' {
		short = short[:i]
	}
	return strings.TrimRight(short, " ,.:;–—-") + "…"
}

// CutParts joins parts by " · " and drops whole parts from the right until the
// rest fits into w cells. The first part is cut when even it doesn't.
func CutParts(parts []string, w int) string {
	for n := len(parts); n > 1; n-- {
		if s := strings.Join(parts[:n], " · "); Width(s) <= w {
			return s
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return Cut(parts[0], w)
}

// Wrap breaks s into lines of at most w cells at words, and words longer than
// a line anywhere.
func Wrap(s string, w int) []string {
	if w <= 0 {
		return nil
	}
	return strings.Split(Method().Wrap(s, w, ""), "\n")
}

// WrapLines is Wrap to at most n lines, the last of them cut.
func WrapLines(s string, w, n int) []string {
	lines := Wrap(s, w)
	if len(lines) <= n || n <= 0 {
		return lines
	}
	rest := strings.Join(lines[n-1:], " ")
	return append(lines[:n-1:n-1], Cut(rest, w))
}

// CutMiddle shortens an address to w cells by its middle.
func CutMiddle(s string, w int) string {
	if Width(s) <= w {
		return s
	}
	if w < 3 {
		return Cut(s, w)
	}
	left := (w - 1) / 2
	return Method().Truncate(s, left, "") + "…" + Method().TruncateLeft(s, Width(s)-(w-1-left), "")
}

// AtLeast is Number, with a plus where there may be more.
func AtLeast(n int, more bool) string {
	if more {
		return Number(n) + "+"
	}
	return Number(n)
}

// Number writes n with commas for thousands.
func Number(n int) string {
	digits := []byte{}
	for i := 0; n > 0 || i == 0; i++ {
		if i > 0 && i%3 == 0 {
			digits = append(digits, ',')
		}
		digits = append(digits, byte('0'+n%10))
		n /= 10
	}
	for i, j := 0, len(digits)-1; i < j; i, j = i+1, j-1 {
		digits[i], digits[j] = digits[j], digits[i]
	}
	return string(digits)
}

// wordsPerMinute is the silent reading rate of adults for non-fiction in
// English (Brysbaert 2019).
const wordsPerMinute = 238

// Minutes is how long a text takes to read: "3 min".
func Minutes(words int) string {
	return Number(max(1, (words+wordsPerMinute/2)/wordsPerMinute)) + " min"
}

// Count writes n with the right form of a noun: "1 article", "1,077 articles".
func Count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return Number(n) + " " + noun + "s"
}
