// Package menu is the overlay of things to choose from: the palette, the links
// of an article, the problems.
package menu

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/field"
	"dateline/ui/screen"
)

// Item is one line that can be chosen.
type Item struct {
	Group  string // the heading under which it stands
	Sign   string
	Kind   screen.Role // of the sign
	Label  string
	Note   string // beside the label, quiet
	Key    string // at the right
	Marks  []data.Hit
	Chosen event.Event // what choosing it says; nil for a line that only tells
	Other  event.Event // what its capital letter says, in a menu of letters
}

// Menu is the overlay. Use New or Letters.
type Menu struct {
	Title  string
	Prompt string // before the field; empty for a menu without one
	Empty  string // what an empty menu says
	Hint   string // for the status line, beside the keys

	letters bool
	field   field.Field
	items   []Item
	cursor  int
	top     int
	rows    int // shown when last drawn
	frame   screen.Rect
}

// New makes a menu with a field to type into.
func New(title, prompt string) *Menu {
	return &Menu{Title: title, Prompt: prompt, field: field.New()}
}

// Letters makes a menu in which a letter chooses an item at once, and its
// capital the other thing that the item offers.
func Letters(title string, items []Item) *Menu {
	m := &Menu{Title: title, letters: true}
	m.Set(items)
	return m
}

// Lines makes a menu that only tells.
func Lines(title string, items []Item) *Menu {
	m := &Menu{Title: title}
	m.Set(items)
	return m
}

// Measure is how wide an item's label may be in a window w wide.
func Measure(w int) int { return max(min(widest, w-4)-8, 1) }

// widest is how wide a menu gets.
const widest = 76

// Text is what is in the field.
func (m *Menu) Text() string { return m.field.Value() }

// Fill puts a text into the field.
func (m *Menu) Fill(text string) { m.field.SetValue(text) }

// Set shows other items, with the cursor on the first that can be chosen.
func (m *Menu) Set(items []Item) {
	m.items, m.cursor, m.top = items, 0, 0
	m.settle(1)
}

// settle moves the cursor on to an item that can be chosen, or back to one where
// none follows.
func (m *Menu) settle(d int) {
	for _, d := range [...]int{d, -d} {
		for i := m.cursor; i >= 0 && i < len(m.items); i += d {
			if m.items[i].Chosen != nil {
				m.cursor = i
				return
			}
		}
	}
}

// Telling reports whether there is nothing to choose.
func (m *Menu) Telling() bool {
	return !slices.ContainsFunc(m.items, func(i Item) bool { return i.Chosen != nil })
}

// Position tells the number of the item under the cursor and how many there are.
func (m *Menu) Position() (n, of int) { return min(m.cursor+1, len(m.items)), len(m.items) }

// letter names items a to z, then nothing: further ones are chosen by moving.
func letter(i int) string {
	if i < 26 {
		return string(rune('a' + i))
	}
	return ""
}

// Update takes a key, a paste or the mouse, and answers with what was chosen.
func (m *Menu) Update(msg tea.Msg) event.Event {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return m.key(msg)
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			m.move(-1)
		} else {
			m.move(1)
		}
	case tea.MouseClickMsg:
		return m.click(msg.X, msg.Y)
	case tea.PasteMsg:
		if m.Prompt != "" && m.field.Update(msg) {
			return event.Typed{Text: m.Text()}
		}
	}
	return nil
}

func (m *Menu) key(msg tea.KeyPressMsg) event.Event {
	switch msg.String() {
	case "esc", "ctrl+c":
		return event.Close{}
	case "enter":
		if m.cursor < len(m.items) {
			return m.items[m.cursor].Chosen
		}
		return nil
	case "up", "ctrl+p", "shift+tab":
		m.move(-1)
		return nil
	case "down", "ctrl+n", "tab":
		m.move(1)
		return nil
	case "pgup":
		m.move(-m.rows)
		return nil
	case "pgdown":
		m.move(m.rows)
		return nil
	}
	if m.Prompt != "" {
		if m.field.Update(msg) {
			return event.Typed{Text: m.Text()}
		}
		return nil
	}
	return m.plainKey(msg.String())
}

// plainKey is a key in a menu without a field.
func (m *Menu) plainKey(key string) event.Event {
	if m.letters && len(key) == 1 {
		c := key[0]
		if i := int(c | 0x20 - 'a'); i >= 0 && i < min(26, len(m.items)) {
			if c >= 'a' {
				return m.items[i].Chosen
			}
			return m.items[i].Other
		}
	}
	switch key {
	case "q":
		return event.Close{}
	case "j":
		m.move(1)
	case "k":
		m.move(-1)
	case "space":
		m.move(m.rows)
	case "b":
		m.move(-m.rows)
	case "g", "home":
		m.move(-len(m.items))
	case "G", "end":
		m.move(len(m.items))
	}
	return nil
}

// More reports whether there is more than is shown.
func (m *Menu) More() bool { return m.lines(0, len(m.items)) > m.rows }

func (m *Menu) move(n int) {
	if m.Telling() { // there is no cursor to see: all of it moves
		last := len(m.items)
		for last > 0 && m.lines(last-1, len(m.items)) <= m.rows {
			last--
		}
		m.top = max(0, min(m.top+n, last))
		m.cursor = m.top
		return
	}
	d := 1
	if n < 0 {
		d = -1
	}
	m.cursor = max(0, min(m.cursor+n, len(m.items)-1))
	m.settle(d)
}

func (m *Menu) click(x, y int) event.Event {
	if !m.frame.Contains(x, y) {
		return event.Close{}
	}
	line := m.frame.Y + m.first()
	for i := m.top; i < len(m.items); i++ {
		line += m.heading(i)
		if y == line {
			m.cursor = i
			return m.items[i].Chosen
		}
		line++
	}
	return nil
}

// heading is how many lines stand above an item: a group's name, and a blank
// before it.
func (m *Menu) heading(i int) int {
	switch {
	case m.items[i].Group == "":
		return 0
	case i == m.top:
		return 1
	case m.items[i].Group != m.items[i-1].Group:
		return 2
	}
	return 0
}

// first is the line of the frame at which items begin.
func (m *Menu) first() int {
	if m.Prompt != "" {
		return 3
	}
	return 2
}

// lines counts the lines that items [from,to) take.
func (m *Menu) lines(from, to int) int {
	n, top := 0, m.top
	m.top = from
	for i := from; i < to; i++ {
		n += 1 + m.heading(i)
	}
	m.top = top
	return n
}

// Draw draws the menu over what is on the canvas and answers with the cell of
// the cursor.
func (m *Menu) Draw(c *screen.Canvas) (x, y int) {
	c.Fade()
	w := min(widest, c.W-4)
	most := max(c.H-8, 3)
	rows := min(max(m.lines(0, len(m.items)), 1), most)
	h := rows + m.first() + 1
	if m.Prompt == "" {
		h++
	}
	m.rows = rows
	m.frame = screen.Rect{X: (c.W - w) / 2, Y: max(2, min(3, (c.H-h)/2)), W: w, H: h}
	c.Frame(m.frame, m.Title)
	x, y = m.drawField(c)
	m.scroll(rows)
	line := m.frame.Y + m.first()
	if len(m.items) == 0 {
		c.PutCut(m.frame.X+3, line, w-6, screen.Style{Fg: screen.Muted}, m.Empty)
	}
	end := line + rows
	for i := m.top; i < len(m.items); i++ {
		if head := m.heading(i); head > 0 {
			line += head - 1
			if line < end-1 {
				c.Put(m.frame.X+2, line, screen.Style{Fg: screen.Muted}, m.items[i].Group)
			}
			line++
		}
		if line >= end {
			break
		}
		if i == m.cursor && m.Prompt == "" {
			x, y = m.frame.X+1, line
		}
		m.drawItem(c, i, line)
		line++
	}
	return x, y
}

// scroll moves the window so that the cursor is in it.
func (m *Menu) scroll(rows int) {
	m.top = min(m.top, m.cursor)
	for m.top < m.cursor && m.lines(m.top, m.cursor+1) > rows {
		m.top++
	}
}

func (m *Menu) drawField(c *screen.Canvas) (x, y int) {
	if m.Prompt == "" {
		return m.frame.X, m.frame.Y
	}
	x = c.Put(m.frame.X+2, m.frame.Y+1, screen.Style{Fg: screen.Accent, Bold: true}, m.Prompt+" ")
	w := m.frame.X + m.frame.W - 2 - x
	x = m.field.Draw(c, x, m.frame.Y+1, w, screen.Style{Fg: screen.Text, Bold: true}, nil)
	c.Horizontal(m.frame.X+1, m.frame.X+m.frame.W-1, m.frame.Y+2)
	return x, m.frame.Y + 1
}

func (m *Menu) drawItem(c *screen.Canvas, i, y int) {
	item, r := m.items[i], screen.Rect{X: m.frame.X + 1, Y: y, W: m.frame.W - 2, H: 1}
	label := screen.Style{Fg: screen.Text}
	if item.Chosen == nil {
		label.Fg = screen.Muted
	}
	if i == m.cursor && item.Chosen != nil {
		c.Fill(r, screen.Selection)
		c.Put(r.X, y, screen.Style{Fg: screen.Accent}, "▌")
		label.Bold = true
	}
	x := r.X + 2
	if m.letters {
		c.Put(x, y, screen.Style{Fg: screen.Accent, Bold: true}, letter(i))
		x += 3
	}
	if item.Sign != "" {
		c.Put(x, y, screen.Style{Fg: item.Kind}, item.Sign)
	}
	if !m.letters {
		x += 2
	}
	end := c.PutRight(r.X+r.W-1, y, screen.Style{Fg: screen.Muted}, item.Key) - 1
	room := end - x
	if item.Note != "" && screen.Width(item.Label)+2 < room {
		room = max(screen.Width(item.Label), room*2/3)
	}
	x = c.PutCut(x, y, min(room, end-x), label, item.Label)
	c.Put(x+2, y, screen.Style{Fg: screen.Muted}, screen.CutMiddle(item.Note, max(end-x-2, 0)))
}
