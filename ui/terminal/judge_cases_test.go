package terminal_test

import (
	"strings"
	"testing"
)

// TestJudge checks the judge itself: it must find each thing that an article
// could smuggle in, and accept what a screen needs.
func TestJudge(t *testing.T) {
	for _, c := range []struct {
		name, out, fault string
	}{
		{"a frame", "\x1b[?1049h\x1b[?25l\x1b]2;A title — Dateline\x07\x1b[H\x1b[2J\x1b[1;38;2;1;2;3mÉté\x1b[m\r\n東京\x1b[4:3;58;2;1;2;3mx\x1b[0m", ""},
		{"questions", "\x1b[?2026$p\x1b]11;?\x07\x1b[?u\x1b[>4;2m", ""},
		{"an article's style", "\x1b[31337mred", "an article's CSI"},
		{"an erased screen", "\x1b[0;31337H", "an article's CSI"},
		{"a window", "\x1b[8;1;1t", "CSI"},
		{"a report of the title", "\x1b[21t", "CSI"},
		{"another mode", "\x1b[?5h", "mode 5"},
		{"the clipboard", "\x1b]52;c;QQ==\x07", "OSC 52"},
		{"a notification", "\x1b]9;boo\x07", "OSC 9"},
		{"the colour of text", "\x1b]10;#dcd8d0\a\x1b]110\a", ""},
		{"a colour by name", "\x1b]10;red\a", "OSC 10"},
		{"a palette", "\x1b]11;#ff0000\x07", "OSC 11"},
		{"a device string", "\x1bP+q544e\x1b\\", "unknown sequence"},
		{"a program string", "\x1b_G\x1b\\", "unknown sequence"},
		{"a reset", "\x1bc", "unknown sequence"},
		{"a string without end", "\x1b]2;title", "unknown sequence"},
		{"a control in a title", "\x1b]2;a\rb\x07", "title"},
		{"a long title", "\x1b]2;" + strings.Repeat("x", mostTitle+1) + "\x07", "title"},
		{"an 8-bit CSI", "\xc2\x9b31m", "C1 U+009B"},
		{"a byte", "\x9b31m", "not UTF-8"},
		{"an answerback", "\x05", "control 0x5"},
		{"a bell", "\a", "control 0x7"},
		{"an override", "\u202eevil", "bidi U+202E"},
		{"a tag", "\U000e0041", "tag"},
		{"a heap of marks", "e" + strings.Repeat("\u0301", mostMarks+1), "marks on one letter"},
	} {
		var j judge
		j.read([]byte(c.out))
		got := strings.Join(j.faults, "\n")
		if c.fault == "" && got != "" || !strings.Contains(got, c.fault) {
			t.Errorf("%s: faults %q, want %q", c.name, got, c.fault)
		}
	}
}

// TestJudgeLeft checks the account of what is left switched on.
func TestJudgeLeft(t *testing.T) {
	for _, c := range []struct{ out, left string }{
		{"\x1b[?1049h\x1b[?25l\x1b[>1u\x1b[<1u\x1b[?25h\x1b[?1049l", ""},
		{"\x1b[?1049h", "mode 1049"},
		{"\x1b[?25l", "mode 25"},
		{"\x1b[?1002h\x1b[?1006h\x1b[?1002l", "mode 1006"},
		{"\x1b[>1u", "keyboard"},
		{"\x1b[>4;2m", "keyboard"},
		{"\x1b[31m", "style 31"},
		{"\x1b[4 q", "shape"},
		{"\x1b]2;title\x07", "title"},
		{"\x1b]10;#dcd8d0\a", "colour"},
		{"\x1b]10;#dcd8d0\a\x1b]110\a", ""},
	} {
		var j judge
		j.read([]byte(c.out))
		got := strings.Join(j.left(), "\n")
		if c.left == "" && got != "" || !strings.Contains(got, c.left) {
			t.Errorf("%q left %q, want %q", c.out, got, c.left)
		}
	}
}
