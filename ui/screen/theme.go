package screen

import (
	"image/color"
	"strconv"
	"strings"

	"charm.land/lipgloss/v2"
)

// Depth is how much colour a terminal has.
type Depth uint8

// The depths.
const (
	FullColour     Depth = iota
	IndexedColours       // 256
	SixteenColours
	NoColour
)

// Theme says which colour each role is, and encodes canvases in them.
// A Theme isn't safe for concurrent use: it remembers encoded styles.
type Theme struct {
	Name  string
	Depth Depth
	ASCII bool // draw with ASCII signs only

	hex     [roles]string
	indexed [roles]string
	codes   map[Style]code
}

type code struct{ on, off string }

// Dark is the theme for dark windows. The window's own background is never
// painted; ratios of contrast are in the design's table of roles. The 256 codes
// are chosen, not the nearest: those are olive and teal where greys are meant.
func Dark() *Theme {
	return &Theme{Name: "dark", hex: [roles]string{
		Text: "#dcd8d0", Muted: "#a5a199", Faint: "#7a7771", Border: "#3b3e45",
		Accent: "#8fbcf2", Selection: "#2b3445",
		Person: "#f2ab7c", Place: "#79d0c0", Organisation: "#c8b0f4",
		PersonLine: "#986c4d", PlaceLine: "#46807a", OrganisationLine: "#7d6d9a",
		Current: "#f6d55c", OnCurrent: "#17181b",
		Unread: "#8fbcf2", Star: "#e8c65a",
		Error: "#ff938a", Warning: "#ecbb62", Success: "#93d28b",
	}, indexed: [roles]string{
		Muted: "248", Faint: "244", Border: "238", Accent: "111", Selection: "237",
		Person: "216", Place: "115", Organisation: "183",
		PersonLine: "137", PlaceLine: "66", OrganisationLine: "103",
		Current: "221", OnCurrent: "234", Unread: "111", Star: "221",
		Error: "210", Warning: "179", Success: "114",
	}}
}

// Light is the theme for light windows.
func Light() *Theme {
	return &Theme{Name: "light", hex: [roles]string{
		Text: "#25241f", Muted: "#5c5952", Faint: "#88847b", Border: "#d2cdc2",
		Accent: "#1d5cab", Selection: "#dfe7f4",
		Person: "#96480a", Place: "#11674a", Organisation: "#673dae",
		PersonLine: "#b77d4c", PlaceLine: "#4b957b", OrganisationLine: "#957ac9",
		Current: "#ffd84d", OnCurrent: "#1b1a17",
		Unread: "#1d5cab", Star: "#856000",
		Error: "#b0241c", Warning: "#805600", Success: "#28692d",
	}, indexed: [roles]string{
		Muted: "240", Faint: "244", Border: "252", Accent: "25", Selection: "254",
		Person: "94", Place: "23", Organisation: "55",
		PersonLine: "130", PlaceLine: "66", OrganisationLine: "97",
		Current: "221", OnCurrent: "234", Unread: "25", Star: "94",
		Error: "124", Warning: "94", Success: "22",
	}}
}

// sixteen has the code of each role where there are only sixteen colours. The
// bright ones aren't used: some terminals paint backgrounds with them.
var sixteen = [roles]string{
	Faint: "8", Border: "8", Accent: "6", Person: "3", Place: "2", Organisation: "5",
	PersonLine: "3", PlaceLine: "2", OrganisationLine: "5", Current: "3", OnCurrent: "0",
	Unread: "6", Star: "3", Error: "1", Warning: "3", Success: "2",
}

// Foreground is the colour of text: the terminal is asked to make it its own
// while the program runs, instead of being told with every word. It is nil
// where the terminal's own is to stay.
func (t *Theme) Foreground() color.Color {
	if t.Depth > IndexedColours {
		return nil
	}
	return lipgloss.Color(t.hex[Text])
}

// colour is what a role is painted with, nil for the terminal's own.
func (t *Theme) colour(r Role) color.Color {
	if r == Text || t.Depth == NoColour {
		return nil
	}
	name := [...]string{FullColour: t.hex[r], IndexedColours: t.indexed[r], SixteenColours: sixteen[r]}[t.Depth]
	if name == "" {
		return nil
	}
	return lipgloss.Color(name)
}

// code is the style's escape sequences under this theme.
func (t *Theme) code(s Style) code {
	if c, ok := t.codes[s]; ok {
		return c
	}
	on, off, _ := strings.Cut(t.style(s).Render("x"), "x")
	if t.codes == nil {
		t.codes = map[Style]code{}
	}
	c := code{on, off}
	t.codes[s] = c
	return c
}

// style is the Lip Gloss style for a style of roles.
func (t *Theme) style(s Style) lipgloss.Style {
	st := lipgloss.NewStyle().Bold(s.Bold).Italic(s.Italic)
	if t.Depth > IndexedColours {
		// Without colours of their own, full-strength lines are noise.
		if s.Back {
			s.Under = NoLine
		}
		quiet := s.Fg == Muted || t.Depth == NoColour && (s.Fg == Faint || s.Fg == Border)
		st = st.Faint(quiet)
	}
	if t.Depth == NoColour && s.Bg == Current {
		return st.Reverse(true).Bold(true)
	}
	if c := t.colour(s.Fg); c != nil {
		st = st.Foreground(c)
	}
	if c := t.colour(s.Bg); c != nil {
		st = st.Background(c)
	}
	if s.Under != NoLine {
		st = st.UnderlineStyle(t.under(s.Under))
		if c := t.colour(s.Line); c != nil && t.Depth <= IndexedColours {
			st = st.UnderlineColor(c)
		}
	}
	return st
}

// under is how an underline is drawn. Terminals of sixteen colours mostly know
// one underline only, and Linux's console drops a whole sequence, colour and
// all, for a shape in it.
func (t *Theme) under(u Under) lipgloss.Underline {
	if u != NoLine && (t.ASCII || t.Depth == SixteenColours) {
		return lipgloss.UnderlineSingle
	}
	return [...]lipgloss.Underline{
		NoLine: lipgloss.UnderlineNone, Solid: lipgloss.UnderlineSingle,
		Dotted: lipgloss.UnderlineDotted, Dashed: lipgloss.UnderlineDashed,
	}[u]
}

// Encode writes the canvas as text with escape sequences, a line a row, without
// the blank ends of lines.
func (t *Theme) Encode(c *Canvas) string {
	var b strings.Builder
	b.Grow(c.W * c.H * 3)
	for y := range c.H {
		if y > 0 {
			b.WriteByte('\n')
		}
		t.encodeRow(&b, c.cells[y*c.W:(y+1)*c.W])
	}
	return b.String()
}

func (t *Theme) encodeRow(b *strings.Builder, row []Cell) {
	end := len(row)
	for end > 0 && row[end-1] == blank {
		end--
	}
	for x := 0; x < end; {
		style := row[x].Style
		c := t.code(style)
		b.WriteString(c.on)
		for to := runEnd(row[:end], x); x < to; x++ {
			if t.ASCII {
				b.WriteString(asciiCell(row[x]))
			} else {
				b.WriteString(row[x].Text)
			}
		}
		b.WriteString(c.off)
	}
}

// gap is how many blanks between two runs of one style are written in it too:
// fewer bytes than ending the style and beginning it again. A longer gap is
// better left blank, as terminals erase those with one sequence.
const gap = 8

// runEnd is where the run ends that begins at x.
func runEnd(row []Cell, x int) int {
	style := row[x].Style
	space := Cell{Text: " ", Style: Style{Bg: style.Bg}, Width: 1}
	end := x
	for {
		for end < len(row) && row[end].Style == style {
			end++
		}
		next := end
		for next < len(row) && row[next] == space {
			next++
		}
		if style.Under != NoLine || next == end || next-end > gap || next == len(row) || row[next].Style != style {
			return end
		}
		end = next
	}
}

// Plain writes the canvas as text without styles.
func (c *Canvas) Plain() string {
	var b strings.Builder
	for y := range c.H {
		var line strings.Builder
		for x := range c.W {
			line.WriteString(c.cells[y*c.W+x].Text)
		}
		b.WriteString(strings.TrimRight(line.String(), " "))
		b.WriteByte('\n')
	}
	return b.String()
}

// String names a role for tests and the config: "person", "muted".
func (r Role) String() string {
	names := [...]string{
		"none", "text", "muted", "faint", "border", "accent", "selection", "person", "place",
		"organisation", "person-line", "place-line", "organisation-line", "current", "on-current",
		"unread", "star", "error", "warning", "success",
	}
	if int(r) < len(names) {
		return names[r]
	}
	return strconv.Itoa(int(r))
}
