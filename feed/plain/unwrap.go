package plain

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text that was broken into lines of at most some width is put together again.
// Where a line was broken because the next word didn't fit, adding that word
// goes over the width; a break that an author set mostly doesn't. So the
// breaks tell by themselves whether, and where, a text was broken by machine.
const (
	minWidth  = 40  // characters: nobody breaks prose shorter
	maxWidth  = 110 // nor longer: those are paragraphs of one line
	minBreaks = 4   // fewer breaks prove nothing
	minForced = 80  // per cent of breaks at which the next word didn't fit
)

// unwrap joins the lines of paragraphs that were broken by machine. All other
// text it leaves as it is.
func unwrap(text string) string {
	lines := strings.Split(text, "\n")
	width, ok := wrapWidth(lines)
	if !ok {
		return text
	}
	var out strings.Builder
	for i, line := range lines {
		switch {
		case i == 0:
		case !indented(lines[i-1], line) && (forced(lines[i-1], line, width) || goesOn(lines[i-1], line, width)):
			out.WriteByte(' ')
			line = strings.TrimLeft(line, " ")
		case isBlank(lines[i-1]) || isBlank(line):
			out.WriteByte('\n')
		case indented(lines[i-1], line) || utf8.RuneCountInString(lines[i-1]) > width*2/3:
			out.WriteString("\n\n") // a paragraph without an empty line before it
		default:
			out.WriteByte('\n')
		}
		out.WriteString(strings.TrimRight(line, " "))
	}
	return out.String()
}

// wrapWidth is the width that a text was broken at; ok is false where it
// wasn't.
func wrapWidth(lines []string) (width int, ok bool) {
	var lengths []int
	for i, line := range lines {
		if i+1 < len(lines) && !isBlank(line) && !isBlank(lines[i+1]) {
			lengths = append(lengths, utf8.RuneCountInString(strings.TrimRight(line, " ")))
		}
	}
	if len(lengths) < minBreaks {
		return 0, false
	}
	slices.Sort(lengths)
	width = lengths[len(lengths)*95/100]
	if width < minWidth || width > maxWidth {
		return 0, false
	}
	breaks, hit := 0, 0
	for i, line := range lines {
		if i+1 < len(lines) && !isBlank(line) && !isBlank(lines[i+1]) && !indented(line, lines[i+1]) {
			breaks++
			if forced(line, lines[i+1], width) {
				hit++
			}
		}
	}
	return width, hit >= minBreaks && hit*100 >= breaks*minForced
}

// forced reports whether the first word of next didn't fit behind line.
func forced(line, next string, width int) bool {
	word, _, _ := strings.Cut(strings.TrimLeft(next, " "), " ")
	if word == "" || isBlank(line) {
		return false
	}
	return utf8.RuneCountInString(strings.TrimRight(line, " "))+1+utf8.RuneCountInString(word) > width
}

// goesOn reports whether a sentence goes on from a long line to the next.
func goesOn(line, next string, width int) bool {
	if isBlank(next) || utf8.RuneCountInString(line) <= width*2/3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(next, " "))
	return unicode.IsLower(r)
}

// indented reports whether next begins a paragraph by its indent.
func indented(line, next string) bool { return indent(next) >= indent(line)+2 }

func indent(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

func isBlank(line string) bool { return strings.TrimSpace(line) == "" }
