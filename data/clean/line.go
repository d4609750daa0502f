package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Ellipsis is the visible sign that something was cut.
const Ellipsis = "…"

// Line makes text of one line safe: it is Text with runs of white space as
// one space, none at the ends, and at most max characters. What is longer is
// cut and ends in an ellipsis, which counts. A max below 1 means no limit.
func Line(s string, max int) string {
	if max > 0 {
		s = head(s, max)
	}
	s = strings.Join(strings.Fields(Text(s)), " ")
	return Cut(s, max)
}

// head drops what is certainly beyond max characters, so that a line of a
// megabyte doesn't cost one. Much may be dropped before the count: 64 bytes a
// character are plenty.
func head(s string, max int) string {
	if limit := 64 * (max + 16); limit > 0 && len(s) > limit {
		return s[:limit]
	}
	return s
}

// Cut shortens s, which is clean, to at most max characters with an ellipsis
// as the last. It doesn't part a mark from its letter. A max below 1 means no
// limit.
func Cut(s string, max int) string {
	if max < 1 || utf8.RuneCountInString(s) <= max {
		return s
	}
	n := 0
	for ; max > 1; max-- {
		_, size := utf8.DecodeRuneInString(s[n:])
		n += size
	}
	for n > 0 {
		if r, _ := utf8.DecodeRuneInString(s[n:]); !unicode.Is(unicode.M, r) && r != zwj && r != zwnj {
			break
		}
		_, size := utf8.DecodeLastRuneInString(s[:n])
		n -= size
	}
	return strings.TrimRight(trimJoiner(s[:n]), " ") + Ellipsis
}

// trimJoiner drops joiners that the cut left without a letter behind them.
func trimJoiner(s string) string { return strings.TrimRight(s, "\u200c\u200d") }

// CutWords is Cut at the end of a word where there is one in the second half:
// "The talks went on in …". It is how a title is made from a sentence.
func CutWords(s string, max int) string {
	cut := Cut(s, max)
	if cut == s {
		return s
	}
	cut = strings.TrimSuffix(cut, Ellipsis)
	if next := s[len(cut):]; !strings.HasPrefix(next, " ") {
		if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, " ,;:–—-") + Ellipsis
}
