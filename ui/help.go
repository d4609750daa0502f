package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data/search"
	"dateline/ui/field"
	"dateline/ui/screen"
)

// help is the overlay of keys: first those of where the reader is.
type help struct {
	place   where
	looking bool // the field is open
	field   field.Field
	top     int
	rows    int // lines of the last drawing
	lines   int // shown in it
}

// openHelp shows the keys of where the reader is.
func (m *Model) openHelp() tea.Cmd {
	m.help = &help{place: m.place(), field: field.New()}
	return nil
}

// helpKey is a key while help is open.
func (m *Model) helpKey(msg tea.KeyPressMsg) tea.Cmd {
	h := m.help
	switch key := msg.String(); {
	case key == "esc" && h.looking && h.field.Value() != "":
		h.looking, h.field = false, field.New()
	case key == "esc", key == "enter", !h.looking && (key == "q" || key == "?"):
		m.help = nil
	case key == "down", !h.looking && key == "j":
		h.scroll(1)
	case key == "up", !h.looking && key == "k":
		h.scroll(-1)
	case key == "pgdown", !h.looking && key == "space":
		h.scroll(h.lines)
	case key == "pgup", !h.looking && key == "b":
		h.scroll(-h.lines)
	case !h.looking && key == "tab":
		h.place = map[where]where{inList: inReader, inReader: inEntities, inEntities: inCard, inCard: inFeeds, inFeeds: inList}[h.place]
		h.top = 0
	case !h.looking && key == "/":
		h.looking = true
	case h.looking:
		h.field.Update(msg)
		h.top = 0
	}
	return nil
}

func (h *help) scroll(n int) { h.top = max(0, min(h.top+n, h.rows-h.lines)) }

var placeNames = map[where]string{inList: "in the list", inReader: "in the reader", inEntities: "among the entities", inCard: "on a card", inFeeds: "among the feeds"}

// helpLine is a line of help: a heading, or keys with what they do.
type helpLine struct{ heading, keys, text string }

// helpLines are the lines for a place, group by group.
func (m *Model) helpLines(h *help) []helpLine {
	words := h.field.Value()
	var lines []helpLine
	group := ""
	for _, k := range keyLines(m.keys.commands, func(c *command) bool { return c.in&h.place != 0 || words != "" }) {
		text := strings.Join(k.Keys, "  ")
		if !hasAll(search.Fold(text+" "+k.Help), wordsOf(words)) {
			continue
		}
		if k.Group != group {
			group = k.Group
			lines = append(lines, helpLine{heading: group})
		}
		lines = append(lines, helpLine{keys: text, text: k.Help})
	}
	return lines
}

// drawHelp draws the keys over the screen, in two columns where they fit.
func (m *Model) drawHelp(c *screen.Canvas) (x, y int) {
	h := m.help
	c.Fade()
	lines := m.helpLines(h)
	columns, width := 2, min(50, (c.W-12)/2)
	if width < 42 {
		columns, width = 1, min(52, c.W-8)
	}
	per := (len(lines) + columns - 1) / columns
	// A heading doesn't stand alone at the foot of a column.
	if per > 0 && per < len(lines) && lines[per-1].heading != "" {
		per++
	}
	h.rows, h.lines = per, min(per, c.H-9)
	h.top = max(0, min(h.top, h.rows-h.lines))
	r := screen.Rect{W: columns*width + 4, H: h.lines + 5}
	r.X, r.Y = (c.W-r.W)/2, max(2, (c.H-r.H)/2)
	title := "Keys " + placeNames[h.place]
	if h.field.Value() != "" {
		title = "Keys"
	}
	c.Frame(r, title)
	for i, l := range lines {
		col, row := i/max(per, 1), i%max(per, 1)-h.top
		if row < 0 || row >= h.lines {
			continue
		}
		drawHelpLine(c, r.X+3+col*width, r.Y+2+row, width-2, l)
	}
	if h.field.Value() == "" {
		c.PutCut(r.X+3, r.Y+r.H-2, r.W-6, mutedStyle, "Every key can be changed in config.toml.")
	}
	if len(lines) == 0 {
		c.Put(r.X+3, r.Y+2, screen.Style{Fg: screen.Muted}, "No key is called that.")
	}
	return r.X + 1, r.Y
}

func drawHelpLine(c *screen.Canvas, x, y, w int, l helpLine) {
	if l.heading != "" {
		c.PutCut(x, y, w, screen.Style{Fg: screen.Accent, Bold: true}, l.heading)
		return
	}
	const keys = 15
	c.PutCut(x, y, keys-1, screen.Style{Fg: screen.Text, Bold: true}, l.keys)
	c.PutCut(x+keys, y, w-keys, screen.Style{Fg: screen.Muted}, l.text)
}
