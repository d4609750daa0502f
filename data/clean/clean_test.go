package clean

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "The talks go on.\nNo date is set.\n", "The talks go on.\nNo date is set.\n"},
		{"empty", "", ""},
		{"colour", "a \x1b[31mred\x1b[0m word", "a red word"},
		{"CSI as C1", "a \u009b31mred\u009b0m word", "a red word"},
		{"title change", "a\x1b]0;owned\x07b", "ab"},
		{"hyperlink", "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\", "click"},
		{"clipboard as C1", "a\u009d52;c;aGk=\u009cb", "ab"},
		{"device control", "a\x1bPq#0;2\x1b\\b", "ab"},
		{"application command", "a\x1b_x\x1b\\b\x1b^y\x1b\\c\x1bXz\x1b\\d", "abcd"},
		{"control string without an end", "a\x1b]0;kept\nb", "a0;kept\nb"},
		{"character set", "a\x1b(0qqq\x1b(Bb", "aqqqb"},
		{"reset", "a\x1bcb", "ab"},
		{"stray escape", "a\x1b b", "a b"},
		{"escape at the end", "a\x1b", "a"},
		{"controls", "a\x00b\x07c\x08d\x7fe\u0080f\u009ag", "abcdefg"},
		{"line ends", "a\r\nb\rc\vd\fe\u0085f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\n\nh"},
		{"overprint", "safe\rbad", "safe\nbad"},
		{"tabs", "a\tb\n\tc\nabcd\te", "a   b\n    c\nabcd    e"},
		{"tab after a letter of two bytes", "é\tb", "é   b"},
		{"spaces", "a\u00a0b\u2009c\u202fd\u3000e", "a b c d e"},
		{"bidi override", "a\u202egnp.exe\u202c b", "agnp.exe b"},
		{"bidi isolate and marks", "a\u2066b\u2069c\u200e\u200f\u061cd", "abcd"},
		{"zero width", "a\u200bb\u2060c\ufeffd\u00ade", "abcde"},
		{"tags", "a\U000e0041\U000e007fb", "ab"},
		{"emoji selector and joiner", "❤\ufe0f 👨\u200d👩", "❤ 👨👩"},
		{"joiner in Persian", "می\u200cخواهم", "می\u200cخواهم"},
		{"joiner in Hindi", "क्\u200dष", "क्\u200dष"},
		{"joiner twice", "می\u200c\u200cخ", "می\u200cخ"},
		{"joiner at the end of a word", "می\u200c خ", "می خ"},
		{"joiner in Latin", "pass\u200dword", "password"},
		{"joiner beside a dropped character", "می\u200c\u200bخ", "می\u200cخ"},
		{"zalgo", "a" + strings.Repeat("\u0335", 40) + "b", "a" + strings.Repeat("\u0335", 4) + "b"},
		{"marks that are spelling", "င်္ဂြိုဟ်", "င်္ဂြိုဟ်"},
		{"invalid UTF-8", "a\xffb\xc3(", "a\ufffdb\ufffd("},
		{"surrogate and overlong", "\xed\xa0\x80 \xc0\xaf", "\ufffd\ufffd\ufffd \ufffd\ufffd"},
		{"non-character", "a\uffffb\ufdd0c", "a\ufffdb\ufffdc"},
		{"composed", "Store\u0301 a\u030a", "Storé å"},
		{"composed over a dropped character", "e\u200b\u0301", "é"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := Text(tt.in); got != tt.want {
				t.Errorf("Text(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestTextHasNoRoomForQuadraticInput(t *testing.T) {
	for _, piece := range []string{"\x1b]", "\x1b[", "\u009d", "a\u0301\u200d", "\u0335", "\x1bP\x1b"} {
		in := strings.Repeat(piece, 1<<20/len(piece))
		checkClean(t, Text(in))
	}
}

func TestSettledCharactersNeedNothing(t *testing.T) {
	for r := range rune(0x11000) {
		if !settled(r) {
			continue
		}
		if Hidden(r) || isSpace(r) || isNonCharacter(r) || joins(r) || unicode.Is(unicode.M, r) {
			t.Errorf("%U isn't settled", r)
		}
		p := norm.NFC.PropertiesString(string(r))
		if !p.BoundaryBefore() || !norm.NFC.IsNormalString(string(r)) {
			t.Errorf("%U may compose", r)
		}
	}
}

// checkClean fails where s has anything that Text promises not to leave.
func checkClean(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Fatalf("invalid UTF-8: %.100q", s)
	}
	if !norm.NFC.IsNormalString(s) {
		t.Fatalf("not in NFC: %.100q", s)
	}
	for _, r := range s {
		if r != zwj && r != zwnj && Hidden(r) {
			t.Fatalf("%U was left in %.100q", r, s)
		}
	}
}

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"plain text", "\x1b[31mred", "\u009b31m", "\x1b]0;t\x07", "می\u200cخ", "a\u0335\u0335\u0335\u0335\u0335\u0335",
		"\xff\xfe", "a\tb\r\n", "e\u0301", "\u09c7\u0300\u0300\u0300\u0300\u0300\u200d\u09be", "\u0344\u0344\u0344", "\u1100\u0300\u1161",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Text(s)
		checkClean(t, once)
		if twice := Text(once); twice != once {
			t.Fatalf("not idempotent: %q, then %q", once, twice)
		}
		line := Line(s, 20)
		if n := utf8.RuneCountInString(line); n > 20 {
			t.Fatalf("%d characters in %q", n, line)
		}
		if strings.ContainsRune(line, '\n') || Line(line, 20) != line {
			t.Fatalf("not a finished line: %q, then %q", line, Line(line, 20))
		}
	})
}

var sink string

func BenchmarkText(b *testing.B) {
	for _, bb := range []struct{ name, piece string }{
		{"ascii", "The envoy met the president in the capital on Friday, officials said.\n"},
		{"typographic", "“The talks go on,” the envoy said — for the fourth time in São Paulo.\n"},
		{"cyrillic", "Переговоры продолжаются, сказал посланник в столице.\n"},
		{"chinese", "谈判仍在继续，特使在首都说。\n"},
		{"hostile", "a\x1b[31m\u202eb\u200b\u0335\u0335\u0335\u0335\u0335\u0335\xff"},
	} {
		in := strings.Repeat(bb.piece, 1<<20/len(bb.piece))
		b.Run(bb.name, func(b *testing.B) {
			b.SetBytes(int64(len(in)))
			for b.Loop() {
				sink = Text(in)
			}
		})
	}
}
