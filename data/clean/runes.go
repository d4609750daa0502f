package clean

import "unicode"

// The two joiners: they change how letters of some scripts connect.
const (
	zwnj = 0x200c
	zwj  = 0x200d
)

// joinerScripts are the scripts whose spelling needs joiners: those whose
// letters connect, and the Indic ones with their conjuncts.
var joinerScripts = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko, unicode.Mandaic,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya,
	unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala,
	unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// joins tells whether r is a letter, or a mark on one, beside which a joiner
// means something.
func joins(r rune) bool {
	return r >= 0x600 && (unicode.IsLetter(r) || unicode.Is(unicode.M, r)) && unicode.In(r, joinerScripts...)
}

// isSpace tells the white space that becomes a plain space.
func isSpace(r rune) bool {
	switch r {
	case 0xa0, 0x1680, 0x202f, 0x205f, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200a
}

// Hidden tells the characters that Text drops: controls, and those that show
// nothing but change what is shown, or hide text in text. Joiners count as
// hidden too, though Text keeps them where they are spelling.
func Hidden(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\n'
	case r < 0x7f:
		return false
	case r < 0xa0, r == 0xad:
		return true
	case r < 0x300:
		return false
	case r == 0x34f, // combining grapheme joiner
		r == 0x115f, r == 0x1160, r == 0x3164, r == 0xffa0, // Hangul fillers
		r == 0x17b4, r == 0x17b5, // Khmer vowels that are never shown
		r >= 0x180b && r <= 0x180f, // Mongolian selectors
		r >= 0xfe00 && r <= 0xfe0f, // variation selectors
		r >= 0xe0000 && r <= 0xe0fff:
		return true
	}
	return isFormat(r)
}

// isFormat tells the format characters that show nothing: bidi controls, zero
// widths, annotations. Those before Arabic and Kaithi numbers and the like are
// visible and are text.
func isFormat(r rune) bool {
	switch {
	case r >= 0x600 && r <= 0x605, r == 0x6dd, r == 0x70f, r == 0x890, r == 0x891, r == 0x8e2, r == 0x110bd, r == 0x110cd:
		return false
	case r == 0x2065 || r >= 0xfff0 && r <= 0xfff8: // unassigned, but invisible by definition
		return true
	}
	return unicode.Is(unicode.Cf, r)
}

// isNonCharacter tells the code points that Unicode keeps out of text.
func isNonCharacter(r rune) bool {
	return r&0xfffe == 0xfffe || r >= 0xfdd0 && r <= 0xfdef
}

// settled tells characters that are fine wherever they stand: no mark, nothing
// hidden, nothing that composes with another settled one. It is a short list of
// what most text consists of, so that it costs little to clean.
func settled(r rune) bool {
	switch {
	case r < 0x300:
		return r > 0xa0 && r != 0xad
	case r < 0x2010:
		return r >= 0x391 && r <= 0x3ff || r >= 0x400 && r <= 0x482 || r >= 0x48a && r <= 0x52f
	case r < 0x3000:
		return r <= 0x2027 || r >= 0x2030 && r <= 0x205e
	}
	return r >= 0x3001 && r <= 0x3029 || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa ||
		r >= 0x4e00 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xff01 && r <= 0xff60
}
