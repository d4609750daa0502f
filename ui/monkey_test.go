package ui

import (
	"context"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/ansi"

	"dateline/data"
	"dateline/ui/screen"
)

// wild is text as no article should have it once it is cleaned. The screen
// doesn't rely on that: nothing of it may come out as it is.
var wild = []string{
	"\x1b[31mred\x1b[0m", "\x1b]0;title\a", "\x1b]52;c;QQ==\a", "\x1bP+q\x1b\\", "\u009b31mC1", "\u009d0;t\u009c",
	"a\rover", "b\bback", "nul\x00", "del\x7f", "tab\there", "line\nend", "\u202eoverride\u202c", "\u2066isolate\u2069", "\u2028", "\u200b",
	"e" + strings.Repeat("\u0301", 200), "👨\u200d👩\u200d👧\u200d👦 ❤\ufe0f ✌🏽 🇳🇴", "\xff\xfe\xc3(", "\U000e0041\U000e0042",
	"東京の天気", "राष्ट्रपति पुतिन क्ष", "ประธานาธิบดีน้ำ", "הנשיא פוטין", "التقى", "ᄒᆞᆫ글", strings.Repeat("word", 200),
}

// wildStories are articles of such text, in every part of them.
func wildStories() []*data.Article {
	var all []*data.Article
	for i, w := range wild {
		a := compose(data.ID("w"+string(rune('a'+i))), 1+i%20, "Source "+w, "Title "+w+" of Li Wei "+w,
			"Li Wei met "+w+" in Lisbon. "+strings.Repeat(w+" ", 20)+"Marta Lindqvist left.",
			"# Heading "+w, "> Quote "+w+" Norway", "- Item "+w, w, "The [link "+w+"](https://example.org/"+w+") of the Harbour Board.")
		a.Authors = []string{w}
		all = append(all, a)
	}
	return append(all, stories()...)
}

// monkey presses keys, clicks, pastes and resizes, as bytes tell it.
type monkey struct {
	*driver
	keys []tea.KeyPressMsg
}

func newMonkey(t testing.TB) *monkey {
	m := &monkey{driver: drive(t, 140, 40, newLibrary(t, wildStories()...))}
	m.m.out = outlets{ // a monkey writes no files and runs no programs
		func(string, string) error { return nil },
		func(context.Context, string, string) (string, error) { return "", nil },
	}
	for _, c := range commands() {
		for _, sequence := range c.keys {
			for _, k := range strings.Fields(sequence) {
				m.keys = append(m.keys, keyOf(k))
			}
		}
	}
	for _, k := range []string{"enter", "esc", "esc", "backspace", "left", "right", "ctrl+a", "ctrl+e", "ctrl+w", "ctrl+n", "delete"} {
		m.keys = append(m.keys, keyOf(k))
	}
	for _, r := range "aeioult \"-:()*é東़🇳" {
		m.keys = append(m.keys, tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)}))
	}
	return m
}

// keyOf is the key of a name.
func keyOf(name string) tea.KeyPressMsg {
	if k, ok := special[name]; ok {
		return tea.KeyPressMsg(k)
	}
	if rest, ok := strings.CutPrefix(name, "ctrl+"); ok {
		return tea.KeyPressMsg(tea.Key{Code: rune(rest[0]), Mod: tea.ModCtrl})
	}
	if name == "shift+space" {
		return tea.KeyPressMsg(tea.Key{Code: tea.KeySpace, Mod: tea.ModShift})
	}
	r := []rune(name)[0]
	return tea.KeyPressMsg(tea.Key{Code: r, Text: string(r)})
}

// sizes that the monkey resizes to: around each change of the layout, and ends.
var sizes = [][2]int{{1, 1}, {2, 2}, {10, 3}, {39, 9}, {40, 10}, {71, 24}, {72, 24}, {109, 30}, {110, 30}, {140, 40}, {140, 11}, {300, 100}}

// act does what the next bytes say and answers with the rest.
func (m *monkey) act(does []byte) []byte {
	next := func() int {
		if len(does) == 0 {
			return 0
		}
		b := does[0]
		does = does[1:]
		return int(b)
	}
	switch kind := next(); {
	case kind < 200:
		m.send(m.keys[(kind+next()*200)%len(m.keys)])
	case kind < 220:
		mouse := tea.Mouse{X: next() * 2, Y: next() / 2, Button: tea.MouseLeft}
		m.send(tea.MouseClickMsg(mouse))
		m.send(tea.MouseReleaseMsg(mouse))
	case kind < 230:
		wheel := []tea.MouseButton{tea.MouseWheelUp, tea.MouseWheelDown, tea.MouseWheelLeft}
		m.send(tea.MouseWheelMsg(tea.Mouse{X: next() * 2, Y: next() / 2, Button: wheel[next()%len(wheel)]}))
	case kind < 240:
		m.send(tea.PasteMsg{Content: wild[next()%len(wild)]})
	case kind < 245:
		m.send(tea.ColorProfileMsg{Profile: []colorprofile.Profile{colorprofile.TrueColor, colorprofile.ANSI256, colorprofile.ANSI, colorprofile.ASCII}[next()%4]})
	case kind < 247:
		m.send(tea.ModeReportMsg{Mode: ansi.ModeUnicodeCore, Value: ansi.ModeReset})
	default:
		size := sizes[next()%len(sizes)]
		m.send(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
	}
	return does
}

var style = regexp.MustCompile(`\x1b\[[0-9;:]*m`)

// check fails when the screen isn't what a terminal may be given.
func (m *monkey) check() {
	m.t.Helper()
	v := m.m.View()
	if again := m.m.View(); again.Content != v.Content {
		m.t.Fatalf("the same is drawn in two ways:\n%q\n%q", v.Content, again.Content)
	}
	text := style.ReplaceAllString(v.Content, "")
	if !utf8.ValidString(text) {
		m.t.Fatalf("bytes that aren't UTF-8 are on the screen:\n%q", text)
	}
	for _, r := range strings.ReplaceAll(text, "\n", "") {
		if unicode.IsControl(r) || r >= 0xe0000 && r < 0xe0080 || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x2028 || r == 0x200b {
			m.t.Fatalf("%U is on the screen:\n%q", r, text)
		}
	}
	lines := strings.Split(text, "\n")
	if len(lines) > m.m.h {
		m.t.Fatalf("%d lines in a window of %d", len(lines), m.m.h)
	}
	for _, l := range lines {
		if w := screen.Width(l); w > m.m.w {
			m.t.Fatalf("%d cells in a window of %d: %q", w, m.m.w, l)
		}
	}
	if c := v.Cursor; c == nil || c.X < 0 || c.Y < 0 || c.X >= m.m.w || c.Y >= m.m.h {
		m.t.Fatalf("the cursor is at %v in a window of %d × %d", c, m.m.w, m.m.h)
	}
	if strings.ContainsFunc(v.WindowTitle, unicode.IsControl) {
		m.t.Fatalf("the window's title is %q", v.WindowTitle)
	}
}

// TestMonkey presses thousands of keys at random, the same each time.
func TestMonkey(t *testing.T) {
	for seed := range uint64(2) {
		random := rand.New(rand.NewPCG(seed, 1))
		m := newMonkey(t)
		for range 1000 {
			does := make([]byte, 4)
			for i := range does {
				does[i] = byte(random.Uint32())
			}
			m.act(does)
			m.check()
		}
	}
}

// FuzzMonkey looks for keys, clicks, pastes and sizes that break the screen.
func FuzzMonkey(f *testing.F) {
	f.Add([]byte("jjj n N . , tab"))
	f.Add([]byte{230, 3, 10, 0, 250, 1, 250, 9, 205, 60, 20})
	f.Fuzz(func(t *testing.T, does []byte) {
		m := newMonkey(t)
		for range 200 {
			if len(does) == 0 {
				break
			}
			does = m.act(does)
			m.check()
		}
	})
}
