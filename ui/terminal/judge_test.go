package terminal_test

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is a number that hostile articles put into their escape sequences. One
// with it in the output came from an article.
const mark = "31337"

// mostMarks is how many combining marks may stand on one letter: as many as the
// cleaner keeps. Vietnamese and pointed Hebrew need three.
const mostMarks = 8

// mostTitle is the longest window title, in bytes: window lists show no more.
const mostTitle = 1024

// judge reads what a program wrote to a terminal. It knows the few sequences
// that a screen of Bubble Tea needs and takes all others as faults, and keeps
// account of what was switched on.
type judge struct {
	faults   []string
	modes    map[string]bool // private modes that are on
	keyboard int             // the kitty keyboard's stack: pushed less popped
	style    string          // the last parameters of SGR
	shape    string          // the last cursor shape
	title    string
	titles   []string
	other    bool // modifyOtherKeys is on
	colour   bool // the terminal's text has another colour
	text     strings.Builder
	marks    int // combining marks on the letter that is being read
}

var (
	csi  = regexp.MustCompile(`^\x1b\[([<=>?]?)([0-9;:]*)([ -/]*)([@-~])`)
	osc  = regexp.MustCompile(`(?s)^\x1b\](\d*);?(.*?)(\x07|\x1b\\)`)
	mode = regexp.MustCompile(`^[0-9;]+$`)

	colour = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

// finals are the sequences allowed: prefix, intermediates and final byte.
// Cursor moves, erasing, inserting, deleting, scrolling, repeating, styles,
// and what asks for or sets the modes below.
var finals = map[string]bool{
	"A": true, "B": true, "C": true, "D": true, "E": true, "F": true, "G": true, "H": true,
	"I": true, "Z": true, "d": true, "a": true, "e": true, "`": true, "f": true,
	"J": true, "K": true, "X": true, "P": true, "@": true, "L": true, "M": true,
	"S": true, "T": true, "r": true, "b": true, "m": true, "g": true,
	"?h": true, "?l": true, "?$p": true, " q": true, "?W": true,
	">m": true, ">u": true, "<u": true, "?u": true, "=u": true,
}

// known are the private modes that the program may switch: the cursor, wrapping,
// the mouse, the other screen, pasting, whole frames, widths by cluster.
var known = map[string]bool{
	"7": true, "25": true, "1000": true, "1002": true, "1003": true, "1006": true,
	"1049": true, "2004": true, "2026": true, "2027": true,
}

func (j *judge) fault(format string, a ...any) {
	if len(j.faults) < 20 {
		j.faults = append(j.faults, fmt.Sprintf(format, a...))
	}
}

// read judges a whole output.
func (j *judge) read(out []byte) {
	j.modes = map[string]bool{"25": true, "7": true}
	for len(out) > 0 {
		if out[0] == 0x1b {
			out = out[j.escape(out):]
			continue
		}
		out = out[j.char(out):]
	}
}

// escape judges the sequence at the beginning and answers with its length.
func (j *judge) escape(out []byte) int {
	j.text.WriteByte(' ')
	if m := csi.FindSubmatch(out); m != nil {
		j.control(string(m[1])+string(m[3])+string(m[4]), string(m[2]))
		return len(m[0])
	}
	if m := osc.FindSubmatch(out); m != nil {
		j.command(string(m[1]), string(m[2]))
		return len(m[0])
	}
	if len(out) > 1 && strings.IndexByte("78M", out[1]) >= 0 { // save, restore, up
		return 2
	}
	j.fault("unknown sequence %.24q", out)
	return 1
}

// control judges CSI sequences.
func (j *judge) control(kind, args string) {
	if !finals[kind] {
		j.fault("CSI %s%s", args, kind)
	}
	for _, a := range strings.FieldsFunc(args, func(r rune) bool { return r == ';' || r == ':' }) {
		if a == mark {
			j.fault("an article's CSI %s%s", args, kind)
		}
	}
	switch kind {
	case "m":
		j.style = args
	case " q":
		j.shape = args
	case ">m":
		j.other = strings.HasPrefix(args, "4;") && !strings.HasSuffix(args, ";0")
	case ">u":
		j.keyboard++
	case "<u":
		j.keyboard--
	case "?h", "?l":
		for _, m := range strings.Split(args, ";") {
			if !known[m] || !mode.MatchString(m) {
				j.fault("mode %s", m)
			}
			j.modes[m] = kind == "?h"
		}
	}
}

// command judges OSC sequences: titles, and questions about colours.
func (j *judge) command(number, text string) {
	switch number {
	case "2":
		j.title = text
		j.titles = append(j.titles, text)
		if len(text) > mostTitle || strings.ContainsFunc(text, func(r rune) bool { return unicode.IsControl(r) || forbidden(r) != "" }) {
			j.fault("title of %d bytes: %.80q", len(text), text)
		}
	case "10": // the colour of text, for as long as the program runs
		if j.colour = text != "?"; j.colour && !colour.MatchString(text) {
			j.fault("OSC 10 %.40q", text)
		}
	case "110":
		j.colour = false
	case "11":
		if text != "?" {
			j.fault("OSC 11 %.40q", text)
		}
	default:
		j.fault("OSC %s %.40q", number, text)
	}
}

// char judges the character at the beginning and answers with its length.
func (j *judge) char(out []byte) int {
	r, n := utf8.DecodeRune(out)
	switch {
	case r == utf8.RuneError && n == 1:
		j.fault("not UTF-8: %.12q", out)
	case r < 0x20 || r == 0x7f:
		if bytes.IndexByte([]byte("\r\n\b\t"), byte(r)) < 0 {
			j.fault("control %#x", r)
		}
	case forbidden(r) != "":
		j.fault("%s %U", forbidden(r), r)
	}
	if unicode.In(r, unicode.Mn, unicode.Me) {
		j.marks++
	} else {
		j.marks = 0
	}
	if j.marks == mostMarks+1 {
		j.fault("more than %d marks on one letter", mostMarks)
	}
	j.text.WriteRune(r)
	return n
}

// forbidden names what must not reach a terminal as text, empty for the rest.
func forbidden(r rune) string {
	switch {
	case r >= 0x80 && r <= 0x9f:
		return "C1"
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
		return "bidi"
	case r == 0x2028, r == 0x2029, r >= 0xfff9 && r <= 0xfffb:
		return "separator"
	case r == 0x200b, r == 0xfeff, r == 0x2060, r == 0xad, r == 0xfe0f:
		return "zero width"
	case r >= 0xe0000 && r <= 0xe007f:
		return "tag"
	}
	return ""
}

// left lists what the program left switched on.
func (j *judge) left() []string {
	var l []string
	for m, on := range j.modes {
		if on != (m == "25" || m == "7") {
			l = append(l, "mode "+m+" is "+strconv.FormatBool(on))
		}
	}
	if j.keyboard > 0 || j.other {
		l = append(l, "the keyboard's reports are on")
	}
	if strings.Trim(j.style, "0") != "" {
		l = append(l, "style "+j.style)
	}
	if strings.Trim(j.shape, "0") != "" {
		l = append(l, "cursor shape "+j.shape)
	}
	if j.colour {
		l = append(l, "another colour of text")
	}
	if j.title != "" {
		l = append(l, "title "+j.title)
	}
	return l
}
