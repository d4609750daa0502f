package screen

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ascii has the signs for screens that can draw ASCII only.
var ascii = map[string]string{
	"│": ":", "┃": "|", "─": "-", "━": "=", "┌": "+", "┐": "+", "└": "+", "┘": "+",
	"├": "+", "┤": "+", "┬": "+", "┴": "+", "┼": "+",
	"▌": ">", "►": ">", "▼": "v", "●": "N", "•": "o", "◆": "@", "▲": "^", "■": "#",
	"…": "~", "·": "-", "×": "x", "−": "-", "–": "-", "—": "-",
	"“": "\"", "”": "\"", "„": "\"", "«": "\"", "»": "\"", "‘": "'", "’": "'", "‚": "'",
	"↑": "^", "↓": "v", "←": "<", "→": ">",
	"▁": "_", "▂": ".", "▃": ".", "▄": "-", "▅": "=", "▆": "=", "▇": "#", "█": "#",
	"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "s", "ı": "i", "æ": "e", "Æ": "E",
	"\u00a0": " ",
}

// asciiCell is a cell in ASCII: accents dropped, known signs replaced, all else
// a question mark, always as wide as the cell.
func asciiCell(c Cell) string {
	if c.Width == 0 {
		return ""
	}
	if len(c.Text) == 1 {
		return c.Text
	}
	if s, ok := ascii[c.Text]; ok {
		return s
	}
	if r, _ := utf8.DecodeRuneInString(norm.NFD.String(c.Text)); r < unicode.MaxASCII {
		return string(r) + strings.Repeat(" ", c.Width-1)
	}
	return strings.Repeat("?", c.Width)
}
