// Package clean makes strings from outside safe once, at the door, so that
// everything behind it can trust them: no control character, no escape
// sequence, nothing that turns the direction of text or hides in it can reach
// a terminal from content.
//
// All its functions are idempotent: cleaning what is clean changes nothing,
// and costs little more than reading it.
package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// TabStop is how far apart tab stops are, in characters. It is Markdown's.
const TabStop = 4

// Text makes text of several lines safe. The result is valid UTF-8 in NFC.
// Terminal escape sequences go as a whole, controls go, line ends become \n,
// tabs become spaces up to the next tab stop, every other space that isn't a
// plain one becomes one. Bidi controls, zero-width and tag characters and
// variation selectors go; joiners stay between letters of scripts that need
// them. Marks stacked on one letter are capped. Bytes that aren't UTF-8 and
// code points that aren't characters become U+FFFD.
func Text(s string) string {
	n := plainPrefix(s)
	if n == len(s) {
		return s
	}
	s, marks := scrub(s, n)
	if !marks {
		return s
	}
	s = compose(s)
	if capped := capMarks(s); len(capped) < len(s) {
		s, _ = scrub(capped, 0) // a joiner may have lost its mark
		s = compose(s)
	}
	return s
}

// compose is NFC, checked first because almost all text is in it.
func compose(s string) string {
	if norm.NFC.IsNormalString(s) {
		return s
	}
	return norm.NFC.String(s)
}

// plainPrefix is the length of the longest prefix of printable ASCII and line
// ends: nothing in it needs a change.
func plainPrefix(s string) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if !plain8(s[i : i+8]) {
			break
		}
	}
	for i < len(s) && (s[i] >= 0x20 && s[i] < 0x7f || s[i] == '\n') {
		i++
	}
	return i
}

// plain8 tells whether eight bytes are all printable ASCII or line ends.
func plain8(s string) bool {
	_ = s[7]
	return plainByte[s[0]]&plainByte[s[1]]&plainByte[s[2]]&plainByte[s[3]]&
		plainByte[s[4]]&plainByte[s[5]]&plainByte[s[6]]&plainByte[s[7]] == 1
}

var plainByte = func() (t [256]uint8) {
	for c := 0x20; c < 0x7f; c++ {
		t[c] = 1
	}
	t['\n'] = 1
	return t
}()

// scrubber writes the characters that may stay.
type scrubber struct {
	out    strings.Builder
	column int  // characters since the line began, for tab stops
	last   rune // written last
	joiner rune // seen but not yet written: the next letter decides; 0 for none
	marks  bool // something was written that may be a mark, or may compose
	noEnd  int  // no control string ends before this offset in the source
}

// scrub copies s without what must go, and tells whether the rest may still
// need composing and capping. The first n bytes are known to be fine.
func scrub(s string, n int) (string, bool) {
	var w scrubber
	w.out.Grow(len(s))
	w.plain(s[:n])
	for i := n; i < len(s); {
		if plainByte[s[i]] == 1 {
			n := plainPrefix(s[i:])
			w.plain(s[i : i+n])
			i += n
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch skip := w.escapeLen(s, i, r, size); {
		case skip > 0:
			size = skip
		case r == '\r' && i+1 < len(s) && s[i+1] == '\n':
		case settled(r):
			w.put(r)
		default:
			w.marks = w.marks || r >= 0x300
			w.rune(r)
		}
		i += size
	}
	return w.out.String(), w.marks
}

// plain writes a run of printable ASCII and line ends.
func (w *scrubber) plain(run string) {
	if run == "" {
		return
	}
	w.joiner = 0
	w.last = rune(run[len(run)-1])
	if i := strings.LastIndexByte(run, '\n'); i >= 0 {
		w.column = len(run) - i - 1
	} else {
		w.column += len(run)
	}
	w.out.WriteString(run)
}

// rune writes r, what stands for it, or nothing.
func (w *scrubber) rune(r rune) {
	switch {
	case r == '\t':
		for n := TabStop - w.column%TabStop; n > 0; n-- {
			w.put(' ')
		}
	case r == '\r' || r == '\v' || r == '\f' || r == 0x85 || r == 0x2028:
		w.put('\n')
	case r == 0x2029:
		w.put('\n')
		w.put('\n')
	case r == zwj || r == zwnj:
		if w.joiner == 0 && joins(w.last) {
			w.joiner = r
		}
	case isSpace(r):
		w.put(' ')
	case Hidden(r):
	case isNonCharacter(r):
		w.put(utf8.RuneError)
	default:
		w.put(r)
	}
}

// put writes r, and before it a joiner that stands between two letters.
func (w *scrubber) put(r rune) {
	if w.joiner != 0 {
		if joins(r) {
			w.out.WriteRune(w.joiner)
		}
		w.joiner = 0
	}
	w.last = r
	if r == '\n' {
		w.column = -1
	}
	w.column++
	w.out.WriteRune(r)
}

// How many marks one letter keeps. The first is for marks that go with any
// script, such as the acute accent: no orthography stacks more. The second is
// for all others: Burmese and Tibetan syllables need up to eight.
const (
	maxCommonMarks = 4
	maxMarks       = 8
)

// capMarks drops the marks that stand on one letter beyond a readable number.
func capMarks(s string) string {
	common, all := 0, 0
	for i, r := range s {
		if common, all = countMark(r, common, all); common > maxCommonMarks || all > maxMarks {
			return dropMarks(s, i)
		}
	}
	return s
}

// dropMarks is the slow half of capMarks: something at or after from must go.
func dropMarks(s string, from int) string {
	var b strings.Builder
	b.Grow(len(s))
	b.WriteString(s[:from])
	common, all := 0, 0
	for i, r := range s {
		common, all = countMark(r, common, all)
		over := common > maxCommonMarks && isCommonMark(r) || all > maxMarks && r >= 0x300 && unicode.Is(unicode.M, r)
		if i >= from && !over {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// countMark continues the counts of marks on the current letter.
func countMark(r rune, common, all int) (int, int) {
	if r < 0x300 {
		return 0, 0
	}
	if r == zwj || r == zwnj {
		return common, all
	}
	if !unicode.Is(unicode.M, r) {
		return 0, 0
	}
	if isCommonMark(r) {
		common++
	}
	return common, all + 1
}

// isCommonMark tells the marks that go with any script.
func isCommonMark(r rune) bool {
	return r >= 0x300 && r <= 0x36f || r >= 0x1ab0 && r <= 0x1aff || r >= 0x1dc0 && r <= 0x1dff ||
		r >= 0x20d0 && r <= 0x20ff || r >= 0xfe20 && r <= 0xfe2f
}
