package clean

import "strings"

const esc = 0x1b

// maxEscape is how far the end of a control string is looked for, in bytes.
// Longer ones, and those that go over a line end, lose only their beginning,
// so that a stray one doesn't eat the article.
const maxEscape = 4096

// escapeLen is the length in bytes of the terminal escape sequence that stands
// at s[i:], 0 where there is none. r is the character there and size its
// length. Both forms are known: ESC and a letter, and the C1 control.
// See ECMA-48, 5.3 to 5.6.
func (w *scrubber) escapeLen(s string, i int, r rune, size int) int {
	kind := byte(0)
	switch {
	case r == esc && i+1 < len(s):
		kind, size = s[i+1], 2
	case r >= 0x80 && r < 0xa0:
		kind = byte(r) - 0x40
	default:
		return 0
	}
	switch kind {
	case '[':
		return size + csiLen(s[i+size:])
	case ']', 'P', 'X', '^', '_':
		return size + w.stringLen(s, i+size)
	}
	if r != esc {
		return 0 // an ordinary control, which is dropped elsewhere
	}
	return 1 + simpleLen(s[i+1:])
}

// csiLen is the length of parameters, intermediates and the final byte.
func csiLen(s string) int {
	i := 0
	for i < len(s) && i < maxEscape && s[i] >= 0x20 && s[i] <= 0x3f {
		i++
	}
	if i < len(s) && s[i] >= 0x40 && s[i] <= 0x7e {
		return i + 1
	}
	return 0
}

// stringLen is the length of the control string at s[start:] with its
// terminator. What was searched in vain isn't searched again.
func (w *scrubber) stringLen(s string, start int) int {
	end := min(len(s), start+maxEscape)
	for i := max(start, w.noEnd); i < end; i++ {
		switch s[i] {
		case 7:
			return i + 1 - start
		case esc, 0xc2:
			if strings.HasPrefix(s[i:], "\x1b\\") || strings.HasPrefix(s[i:], "\u009c") {
				return i + 2 - start
			}
		case '\n':
			end = i
		}
		w.noEnd = i
	}
	return 0
}

// simpleLen is the length of what follows ESC in the two- and three-byte
// sequences: intermediates such as '(' and a final byte. Text that merely
// follows a stray ESC stays.
func simpleLen(s string) int {
	i := 0
	for i < len(s) && i < 4 && s[i] > 0x20 && s[i] <= 0x2f {
		i++
	}
	if i < len(s) && (i > 0 && s[i] > 0x20 && s[i] < 0x7f || i == 0 && strings.IndexByte("78=>DEHMNOZc\\", s[i]) >= 0) {
		return i + 1
	}
	return 0
}
