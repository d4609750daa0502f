package screen

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

// The backgrounds that windows of readers have, from black to paper white.
var (
	darkWindows  = []string{"#000000", "#15171b", "#1e1e2e", "#282c34"}
	lightWindows = []string{"#ffffff", "#fbf9f4", "#fdf6e3", "#eff1f5"}
)

// TestContrast holds every role to the WCAG 2 ratios: 4.5 for words, on the
// selection too, and 3 for signs and underlines.
func TestContrast(t *testing.T) {
	words := []Role{Text, Muted, Accent, Person, Place, Organisation, Unread, Star, Error, Warning, Success}
	graphics := []Role{Faint, PersonLine, PlaceLine, OrganisationLine}
	for _, c := range []struct {
		theme   *Theme
		windows []string
	}{{Dark(), darkWindows}, {Light(), lightWindows}, {indexed(Dark()), darkWindows}, {indexed(Light()), lightWindows}} {
		for _, window := range c.windows {
			check(t, c.theme, words, window, 4.5)
			check(t, c.theme, graphics, window, 3)
		}
		check(t, c.theme, words, c.theme.hex[Selection], 4.5)
		check(t, c.theme, []Role{OnCurrent}, c.theme.hex[Current], 4.5)
	}
}

// indexed is a theme whose colours are what the 256 codes of its roles show.
func indexed(t *Theme) *Theme {
	for r, code := range t.indexed {
		n, err := strconv.Atoi(code)
		switch {
		case err != nil:
		case n >= 232:
			t.hex[r] = strings.Repeat(fmt.Sprintf("%02x", 8+10*(n-232)), 3)
		default:
			level := []int{0, 95, 135, 175, 215, 255}
			t.hex[r] = fmt.Sprintf("%02x%02x%02x", level[(n-16)/36], level[(n-16)/6%6], level[(n-16)%6])
		}
	}
	t.Name += ", 256 colours"
	return t
}

func check(t *testing.T, theme *Theme, roles []Role, background string, least float64) {
	t.Helper()
	for _, r := range roles {
		if got := contrast(theme.hex[r], background); got < least-0.05 {
			t.Errorf("%s: %s on %s has contrast %.2f, want %.1f", theme.Name, r, background, got, least)
		}
	}
}

func contrast(a, b string) float64 {
	x, y := luminance(a), luminance(b)
	return (math.Max(x, y) + 0.05) / (math.Min(x, y) + 0.05)
}

func luminance(hex string) float64 {
	v, _ := strconv.ParseUint(strings.TrimPrefix(hex, "#"), 16, 32)
	part := func(shift uint) float64 {
		c := float64(v>>shift&255) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 0.2126*part(16) + 0.7152*part(8) + 0.0722*part(0)
}

func TestDepths(t *testing.T) {
	current := Style{Fg: OnCurrent, Bg: Current, Bold: true}
	back := Style{Fg: Text, Under: Solid, Line: PersonLine, Back: true}
	for _, c := range []struct {
		name  string
		depth Depth
		style Style
		has   []string
		not   []string
	}{
		{"true colour paints", FullColour, current, []string{"48;2;246;213;92"}, nil},
		{"256 colours have codes of their own", IndexedColours, current, []string{"38;5;234", "48;5;221"}, nil},
		{"stepping back has its line in 256 colours", IndexedColours, back, []string{"58;5;137"}, nil},
		{"greys stay grey in 256 colours", IndexedColours, Style{Fg: Muted, Bg: Selection}, []string{"38;5;248", "48;5;237"}, nil},
		{"sixteen colours use the low codes", SixteenColours, current, []string{"30", "43"}, []string{"48;"}},
		{"no colour reverses", NoColour, current, []string{"7"}, []string{"48;", "43"}},
		{"stepping back is a quiet line", FullColour, back, []string{"58;2;"}, nil},
		{"stepping back is plain without line colours", SixteenColours, back, nil, []string{"4m", "4;", "58;"}},
		{"sixteen colours have one underline", SixteenColours, Style{Fg: Place, Under: Dotted, Line: Place}, []string{"4", "32"}, []string{":"}},
		{"no colour keeps the shapes", NoColour, Style{Fg: Place, Under: Dotted, Line: Place}, []string{"4:4"}, nil},
		{"muted is dim without colour", NoColour, Style{Fg: Muted}, []string{"2"}, []string{"38;"}},
	} {
		theme := Dark()
		theme.Depth = c.depth
		on := theme.code(c.style).on
		for _, s := range c.has {
			if !strings.Contains(on, s) {
				t.Errorf("%s: %q lacks %q", c.name, on, s)
			}
		}
		for _, s := range c.not {
			if strings.Contains(on, s) {
				t.Errorf("%s: %q has %q", c.name, on, s)
			}
		}
	}
}

func TestEncode(t *testing.T) {
	var c Canvas
	c.Resize(20, 2)
	c.Put(0, 0, Style{Fg: Text, Bold: true}, "東京 Kyiv")
	c.Put(3, 1, Style{Fg: Person}, "é\x1b[31mx")
	got := Dark().Encode(&c)
	if plain := ansi.Strip(got); plain != "東京 Kyiv\n   é [31mx" {
		t.Errorf("plain text is %q", plain)
	}
	for _, line := range strings.Split(got, "\n") {
		if strings.Count(line, "\x1b[m") == 0 {
			t.Errorf("style isn't ended on %q", line)
		}
	}
}

func TestASCII(t *testing.T) {
	var c Canvas
	c.Resize(40, 1)
	c.Put(0, 0, Style{}, "► “Støre” ▲ Kyiv… 東 ● ─│")
	theme := Dark()
	theme.ASCII = true
	got := ansi.Strip(theme.Encode(&c))
	if want := `> "Store" ^ Kyiv~ ?? N -:`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
