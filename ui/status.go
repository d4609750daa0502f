package ui

import (
	"fmt"
	"strings"

	"dateline/data"
	"dateline/ui/screen"
)

// hint is a key on the status line and what it does.
type hint struct{ key, text string }

// drawStatus draws the last line: where the reader is or what happened at the
// left, keys at the right. It answers with the cursor's column when the line
// has a field.
func (m *Model) drawStatus(c *screen.Canvas) (cursor int, ok bool) {
	y := m.h - 1
	if m.edit == findField && !m.covered() {
		x := c.Put(1, y, screen.Style{Fg: screen.Accent}, "/ ")
		room := max(10, m.w/2-8)
		cursor = m.field.Draw(c, x, y, room, strongStyle, nil)
		x += min(screen.Width(m.field.Value()), room)
		x = c.Put(x+3, y, textStyle, m.foundText())
		m.drawHints(c, x, []hint{{"enter", "keep"}, {"↓", "next"}, {"↑", "previous"}, {"esc", "leave"}})
		return cursor, true
	}
	x := m.drawWhere(c, y)
	m.drawHints(c, x, m.hints())
	return 0, false
}

func (m *Model) foundText() string {
	n, of := m.reader.Hit()
	switch {
	case of > 0:
		return fmt.Sprintf("%s of %s", screen.Number(n), screen.Number(of))
	case strings.TrimSpace(m.field.Value()) == "":
		return ""
	}
	return "not in this article"
}

// room is how wide the left half may be: a note leaves the keys that may follow
// from it, anything else the last one.
func (m *Model) room() int {
	keep := []hint{{m.keyOf("keys"), "keys"}}
	if m.note.offer != "" && m.search == nil { // where all letters are typed it offers no key
		keep = m.hints()
	}
	return m.w - 4 - hintsWidth(keep)
}

// noteLines is how many lines a note may take: a cause is told whole.
const noteLines = 5

// drawNote draws what happened. What is too long for the line begins above it,
// over the panes, until the next key.
func (m *Model) drawNote(c *screen.Canvas, y int) int {
	st, lines := screen.Style{Fg: m.note.role}, screen.Wrap(m.note.text, m.room())
	if len(lines) > noteLines || len(lines) > m.h/3 {
		return c.PutCut(1, y, m.room(), st, m.note.text)
	}
	if above := len(lines) - 1; above > 0 {
		c.Clear(screen.Rect{Y: y - 1 - above, W: m.w, H: 1 + above})
		c.Horizontal(0, m.w, y-1-above)
	}
	x := 1
	for i, l := range lines {
		x = c.Put(1, y-len(lines)+1+i, st, l)
	}
	return x
}

// drawWhere draws the left half and answers with the column behind it.
func (m *Model) drawWhere(c *screen.Canvas, y int) int {
	put := func(st screen.Style, s string) int { return c.PutCut(1, y, m.room(), st, s) }
	switch {
	case m.help != nil:
		x := c.Put(1, y, accentStyle, "Keys")
		if m.help.looking {
			x = c.Put(x+2, y, accentStyle, "/ ")
			x = m.help.field.Draw(c, x, y, 30, strongStyle, nil)
		}
		return x
	case m.merge != nil:
		return put(mutedStyle, "Nothing is changed until enter")
	case m.overlay != nil:
		n, of := m.overlay.Position()
		s := fmt.Sprintf("%d of %d", n, of)
		if m.overlay.Telling() {
			s = ""
		}
		if m.overlay.Hint != "" {
			s += " · " + m.overlay.Hint
		}
		return put(mutedStyle, s)
	case m.pending != "":
		return put(accentStyle, m.pending)
	case m.note.text != "":
		return m.drawNote(c, y)
	case m.front() != nil:
		return m.front().status(m, c, y)
	case m.search != nil && m.search.results.Selected() == "":
		return 1
	case m.search != nil:
		return put(mutedStyle, data.Relevance.String())
	case m.step != overMentions && (m.focus() != listPane || m.layout.Shape != narrow):
		return m.drawFound(c, y)
	case m.chosen.ID != "" && m.chosen.Name != "" && (m.focus() != listPane || m.layout.Shape != narrow):
		return m.drawChosen(c, y)
	case m.focus() == listPane && m.list.Len() > 0 && m.layout.Shape == narrow:
		return put(mutedStyle, fmt.Sprintf("%s of %s", screen.Number(m.list.Index()+1), screen.Number(m.list.Len())))
	case m.focus() == entitiesPane:
		return put(mutedStyle, m.entities.Order.String())
	}
	return 1
}

// drawFound tells what n steps through when that was found.
func (m *Model) drawFound(c *screen.Canvas, y int) int {
	n, of := m.reader.Hit()
	what := "/ " + m.find
	switch {
	case m.step == overQuotes:
		what = "“ " + m.chosen.Name
	case m.step == overSearch && m.origin != nil:
		what = "S " + m.origin.field.Value()
	case m.step == overSearch:
		what = "/ " + m.scope.filter
	}
	x := c.PutCut(1, y, m.w/2, screen.Style{Fg: screen.Accent, Bold: true}, what)
	return c.Put(x+2, y, textStyle, fmt.Sprintf("%s of %s here", screen.Number(n), screen.Number(of)))
}

// drawChosen tells where the reader is among the chosen entity's mentions.
func (m *Model) drawChosen(c *screen.Canvas, y int) int {
	e := m.chosen
	kind := screen.Kind(e.Kind)
	x := c.Put(1, y, screen.Style{Fg: kind}, screen.KindSign(e.Kind))
	x = c.PutCut(x+1, y, m.w/3, screen.Style{Fg: kind, Bold: true}, e.Name)
	n, of := m.reader.Number()
	where := fmt.Sprintf("%s of %s here", screen.Number(n), screen.Number(of))
	switch {
	case of == 0:
		where = "not in this article"
	case n == 0:
		where = fmt.Sprintf("%s here", screen.Number(of))
	}
	x = c.Put(x+2, y, textStyle, where)
	if softer := m.reader.Uncounted(); softer > 0 {
		x = c.Put(x, y, mutedStyle, fmt.Sprintf(" + %s softer", screen.Number(softer)))
		if key := m.keyOf("softer"); key != "" && m.layout.Shape != narrow {
			x = c.Put(x, y, mutedStyle, " ("+key+")")
		}
	}
	if all := " · " + m.inAll(e); m.layout.Shape != narrow && e.All > 0 {
		x = c.Put(x, y, mutedStyle, all)
	}
	return x
}

// hints are the keys of where the reader is.
func (m *Model) hints() []hint {
	switch {
	case m.help != nil && m.help.rows > m.help.lines:
		return []hint{{"↓ ↑", "more"}, {"/", "look for a key"}, {"tab", "other places"}, {"esc", "close"}}
	case m.help != nil:
		return []hint{{"/", "look for a key"}, {"tab", "other places"}, {"esc", "close"}}
	case m.merge != nil:
		return []hint{{m.keyOf("undo"), "undoes it later"}}
	case m.overlay != nil && m.overlay.Telling() && m.overlay.More():
		return []hint{{"↓ ↑", "more"}, {"esc", "close"}}
	case m.overlay != nil && m.overlay.Telling():
		return []hint{{"esc", "close"}}
	case m.overlay != nil:
		return []hint{{"↑ ↓", "choose"}, {"enter", "do it"}, {"esc", "close"}}
	case m.pending != "":
		return m.pendingHints()
	case m.search != nil:
		return m.searchHints()
	case m.edit == filterField:
		return []hint{{"↓", "results"}, {"enter", "keep"}, {"tab", "complete"}, {"esc", "leave"}}
	case m.edit == entityField:
		return []hint{{"↓", "names"}, {"enter", "first mention"}, {"esc", "leave"}}
	case m.note.offer != "":
		return []hint{{m.keyOf(m.note.offer), m.note.offer}, {m.keyOf("keys"), "keys"}}
	}
	return m.commandHints()
}

func (m *Model) searchHints() []hint {
	switch {
	case m.search.results.Selected() != "":
		return []hint{{"↓", "results"}, {"enter", "open"}, {"tab", "complete"}, {"ctrl+s", "save"}, {"esc", "leave"}}
	case m.search.query.Empty():
		return []hint{{"person: place: org: source: after: before: is:", ""}, {"tab", "complete"}, {"esc", "leave"}}
	}
	return []hint{{"tab", "complete"}, {"ctrl+u", "start again"}, {"esc", "leave"}}
}

func (m *Model) pendingHints() []hint {
	var hs []hint
	for _, c := range m.keys.after(m.pending, m.place()) {
		text := c.hint
		if text == "" {
			text = c.help
		}
		hs = append(hs, hint{c.key(m.pending), text})
	}
	return append(hs, hint{"esc", "leave"})
}

// commandHints are those of the focused pane that can do something now.
func (m *Model) commandHints() []hint {
	var hs []hint
	f := m.front()
	for _, name := range hints[m.place()] {
		if does, ok := prefixes[name]; ok {
			hs = append(hs, hint{name, does})
			continue
		}
		c := m.keys.byName[name]
		text := c.hint
		switch {
		case name == "next" && m.step == overMentions && m.chosen.ID == "":
			text = "first name"
		case name == "next" && m.step == overMentions && m.nextHint() != "":
			text = m.nextHint()
		case name == "previous" && m.step == overMentions && m.chosen.ID == "",
			name == "swap" && m.layout.Shape != middle,
			name == "back" && len(m.history.back) == 0,
			name == "find" && m.layout.Shape == narrow,
			(name == "open" || name == "star") && m.place() == inList && m.list.Len() == 0,
			f != nil && !f.hints(m, name):
			continue
		case name == "pause-feed" && m.onEdition():
			text = [...]string{"hide", "show"}[b2i(m.edition.Paused)]
		}
		hs = append(hs, hint{c.key(""), text})
	}
	return hs
}

func (m *Model) keyOf(name string) string { return m.keys.byName[name].key("") }

// drawHints draws keys at the right end of the status line. As room shrinks
// they go from the right, the last one last.
func (m *Model) drawHints(c *screen.Canvas, left int, hs []hint) {
	room := m.w - 1 - left - 2
	for len(hs) > 1 && hintsWidth(hs) > room {
		hs = append(hs[:len(hs)-2:len(hs)-2], hs[len(hs)-1])
	}
	if hintsWidth(hs) > room {
		return
	}
	x := m.w - 1 - hintsWidth(hs)
	for _, h := range hs {
		x = c.Put(x, m.h-1, strongStyle, h.key)
		if h.text != "" {
			x = c.Put(x+1, m.h-1, mutedStyle, h.text)
		}
		x += 3
	}
}

func hintsWidth(hs []hint) int {
	n := -3
	for _, h := range hs {
		n += screen.Width(h.key) + 3
		if h.text != "" {
			n += 1 + screen.Width(h.text)
		}
	}
	return n
}
