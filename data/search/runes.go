package search

import (
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// asciiFold is what an ASCII byte folds to: letters go lower, white space
// becomes a space, and the back quote is a quote.
var asciiFold = func() (table [utf8.RuneSelf]byte) {
	for c := range table {
		table[c] = byte(c)
		if 'A' <= c && c <= 'Z' {
			table[c] = byte(c) + 'a' - 'A'
		}
	}
	for _, c := range "\t\n\v\f\r" {
		table[c] = ' '
	}
	table['`'] = '\''
	return table
}()

// plainAfterSpace reports whether c surely doesn't go on a run of white space.
func plainAfterSpace(c byte) bool {
	return c < utf8.RuneSelf && asciiFold[c] != ' '
}

func isSpace(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiFold[r] == ' '
	}
	return unicode.IsSpace(r)
}

func isAccent(r rune) bool { return 0x300 <= r && r <= 0x36F }

// spelled are the letters that are written out in several, or whose bare form
// Unicode doesn't give.
var spelled = map[rune]string{
	'ß': "ss", 'ẞ': "ss", 'æ': "ae", 'Æ': "ae", 'œ': "oe", 'Œ': "oe",
	'þ': "th", 'Þ': "th", 'ð': "d", 'Ð': "d", 'đ': "d", 'Đ': "d",
	'ø': "o", 'Ø': "o", 'ł': "l", 'Ł': "l", 'ħ': "h", 'Ħ': "h",
	'ı': "i", 'ĸ': "k", 'ŋ': "n", 'Ŋ': "n", 'ŧ': "t", 'Ŧ': "t",
	'ĳ': "ij", 'Ĳ': "ij", 'ſ': "s", 'ŉ': "'n", 'ς': "σ",
	'´': "'", '¨': "\"", '«': "\"", '»': "\"", '·': ".", '\u00AD': "",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬅ': "st", 'ﬆ': "st",
	'…': "...",
}

// letters has the folded form of the Latin and Greek letters, at their code
// points; 0 where the rune isn't one. It is made at the first need: 0.2 ms.
var letters = sync.OnceValue(func() *[0x2000]uint16 {
	var table [0x2000]uint16
	fill := func(from, to rune) {
		for r := from; r <= to; r++ {
			if _, special := spelled[r]; special {
				continue
			}
			for _, base := range norm.NFD.String(string(r)) {
				table[r] = uint16(unicode.ToLower(base))
				break
			}
		}
	}
	fill(0x80, 0x24F)
	fill(0x370, 0x3FF)
	fill(0x1E00, 0x1FFF)
	return &table
})

// appendRune appends what one rune outside ASCII folds to, which may be
// nothing.
func appendRune(out []byte, r rune) []byte {
	if r < 0x2000 {
		if low := letters()[r]; low != 0 {
			return utf8.AppendRune(out, rune(low))
		}
	}
	if r < 0x80 {
		return append(out, asciiFold[r])
	}
	if s, ok := spelled[r]; ok {
		return append(out, s...)
	}
	switch {
	case isDropped(r):
		return out
	case isQuote(r):
		return append(out, '\'')
	case isDoubleQuote(r):
		return append(out, '"')
	case isDash(r):
		return append(out, '-')
	case 0xFF01 <= r && r <= 0xFF5E: // full width
		return append(out, asciiFold[r-0xFF01+'!'])
	}
	return utf8.AppendRune(out, unicode.ToLower(r))
}

// isDropped reports whether a rune doesn't count in a comparison: accents,
// Hebrew points, Arabic vowel signs and tatweel, and what is invisible.
func isDropped(r rune) bool {
	switch {
	case isAccent(r), 0x591 <= r && r <= 0x5BD, r == 0x5BF, r == 0x5C1, r == 0x5C2,
		0x64B <= r && r <= 0x65F, r == 0x670, r == 0x640,
		0x200B <= r && r <= 0x200F, 0x202A <= r && r <= 0x202E,
		0x2060 <= r && r <= 0x2064, r == 0xFE0E, r == 0xFE0F, r == 0xFEFF:
		return true
	}
	return false
}

func isQuote(r rune) bool {
	switch r {
	case '‘', '’', '‚', '‛', '‹', '›', '′', 'ʼ', 'ʻ', 'ʹ', '＇':
		return true
	}
	return false
}

func isDoubleQuote(r rune) bool {
	switch r {
	case '“', '”', '„', '‟', '″', '〝', '〞', '＂':
		return true
	}
	return false
}

func isDash(r rune) bool {
	return 0x2010 <= r && r <= 0x2015 || r == 0x2212 || r == 0xFE58 || r == 0xFE63 || r == 0xFF0D
}
