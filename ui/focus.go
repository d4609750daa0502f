package ui

import (
	tea "charm.land/bubbletea/v2"

	"dateline/ui/entities"
	"dateline/ui/screen"
)

// focus is the pane that keys go to.
func (m *Model) focus() pane { return m.choice.Focus }

// setFocus moves the focus to a pane and shows it where it is hidden.
func (m *Model) setFocus(p pane) tea.Cmd {
	if p != readerPane {
		m.choice.Alone = false
		m.choice.Entities = p == entitiesPane
	}
	m.choice.Focus = p
	return m.arrange()
}

// showReader brings the reader into sight where only one pane has room.
func (m *Model) showReader() {
	if m.layout.Shape == narrow && m.focus() != readerPane {
		m.choice.Focus = readerPane
		m.arrange()
	}
}

// cycleFocus goes to the next pane that is shown, or in a narrow window to the
// next of all.
func (m *Model) cycleFocus(n int) tea.Cmd {
	p := m.focus()
	for range panes {
		p = (p + pane(n) + panes) % panes
		if m.layout.Shape == narrow || m.layout.shown(p) {
			break
		}
	}
	return m.setFocus(p)
}

// focusBy goes to the pane at the left or the right.
func (m *Model) focusBy(n int) tea.Cmd {
	p := int(m.focus()) + n
	if p < 0 || p >= int(panes) {
		return nil
	}
	return m.setFocus(pane(p))
}

// move moves in the focused pane by n lines or rows.
func (m *Model) move(n int) tea.Cmd {
	switch f := m.front(); {
	case f != nil:
		return f.move(m, n)
	case m.focus() == readerPane:
		return m.scrolled(m.reader.Scroll(n))
	case m.focus() == entitiesPane:
		m.entities.Move(n)
		return nil
	}
	m.list.Move(n)
	return m.moved()
}

// page moves in the focused pane by a share of its height.
func (m *Model) page(share float64) tea.Cmd {
	switch f := m.front(); {
	case f != nil:
		return f.move(m, int(share*float64(f.page())))
	case m.focus() == readerPane:
		return m.scrolled(m.reader.Page(share))
	case m.focus() == entitiesPane:
		m.entities.Page(share)
		return nil
	}
	m.list.Page(share)
	return m.moved()
}

// pageOn pages down; at the end of an article it goes on to the next unread.
func (m *Model) pageOn() tea.Cmd {
	if m.front() == nil && m.focus() == readerPane && m.reader.ID() != "" && m.reader.AtEnd() {
		return tea.Batch(m.markRead(), m.turnUnread(1))
	}
	return m.page(1)
}

// toEnd goes to the top or the end of the focused pane.
func (m *Model) toEnd(end bool) tea.Cmd {
	const far = 1 << 30
	n := -far
	if end {
		n = far
	}
	if m.front() == nil && m.focus() == readerPane {
		m.push()
	}
	return m.move(n)
}

// scrolled follows a scroll of the reader: the first one counts as reading.
func (m *Model) scrolled(moved bool) tea.Cmd {
	if !moved {
		return nil
	}
	return m.markRead()
}

// toggleAlone shows the reader alone, or all panes again.
func (m *Model) toggleAlone() tea.Cmd {
	m.choice.Alone = !m.choice.Alone
	m.choice.Focus = readerPane
	return m.arrange()
}

// swapSide shows the entities in place of the list, or the list again.
func (m *Model) swapSide() tea.Cmd {
	if m.focus() == entitiesPane || m.choice.Entities {
		return m.setFocus(listPane)
	}
	return m.setFocus(entitiesPane)
}

// toggleAll shows the entities of all articles, or of this one.
func (m *Model) toggleAll() tea.Cmd {
	m.entities.All = !m.entities.All
	if m.entities.All {
		return m.countEntities()
	}
	m.showEntities()
	return nil
}

// sortEntities sorts the sidebar otherwise.
func (m *Model) sortEntities() tea.Cmd {
	next := (m.entities.Order + 1) % (entities.ByName + 1)
	m.entities.SetOrder(next)
	m.say("Names " + next.String())
	return nil
}

// toggleMouse hands the mouse to the terminal, for selecting text, or back.
func (m *Model) toggleMouse() tea.Cmd {
	m.noMouse = !m.noMouse
	m.say("The mouse is Dateline’s again.")
	if m.noMouse {
		m.say("The mouse is the terminal’s: select as usual. V takes it back.")
	}
	return nil
}

// switchTheme goes from dark to light or back.
func (m *Model) switchTheme() tea.Cmd {
	m.opt.Theme = "light"
	if m.theme.Name == "light" {
		m.opt.Theme = "dark"
	}
	m.setTheme()
	return nil
}

// click is a press of a mouse button.
func (m *Model) click(msg tea.MouseClickMsg) tea.Cmd {
	m.note = note{}
	switch {
	case msg.Button != tea.MouseLeft:
		return nil
	case m.help != nil:
		m.help = nil
		return nil
	case m.merge != nil:
		return m.handle(m.merge.Update(msg))
	case m.overlay != nil:
		return m.handle(m.overlay.Update(msg))
	case m.front() != nil:
		return m.front().click(m, msg)
	case m.search != nil:
		return m.clickSearch(msg)
	case m.layout.Shape == narrow && msg.Y == 0:
		return tea.Batch(m.clickTab(msg.X), m.closeField())
	}
	p, ok := m.layout.at(msg.X, msg.Y)
	r := *m.layout.pane(p)
	switch {
	case !ok, msg.Y == r.Y && (p == listPane && m.edit == filterField || p == entitiesPane && m.edit == entityField):
		return nil // the field itself
	case m.edit == findField: // a name that is clicked takes the place of what was found
		return tea.Batch(m.closeField(), m.clickPane(p, r, msg))
	}
	return tea.Batch(m.clickPane(p, r, msg), m.closeField()) // what is clicked is in what the field shows
}

// closeField closes the open field as the reader has gone elsewhere with the
// mouse: what was found stays, and names that were looked for aren't any more.
func (m *Model) closeField() tea.Cmd {
	if m.edit == entityField {
		m.edit = noField
		m.entities.Filter(nil)
	}
	return m.keepField()
}

// clickPane is a click in a pane.
func (m *Model) clickPane(p pane, r screen.Rect, msg tea.MouseClickMsg) tea.Cmd {
	focus := m.setFocus(p)
	switch p {
	case listPane:
		if id, ok := m.list.At(msg.Y - r.Y - listHead); ok {
			m.list.Select(id)
			return tea.Batch(focus, m.need(), m.preview())
		}
	case readerPane:
		if mention, ok := m.reader.At(r, msg.X, msg.Y); ok && !mention.Softer {
			return tea.Batch(focus, m.take(mention, m.here()))
		}
	case entitiesPane:
		if _, ok := m.entities.At(msg.Y - r.Y - listHead); ok {
			return tea.Batch(focus, m.openEntity())
		}
	}
	return focus
}

// wheelLines is how far one notch of the wheel scrolls.
const wheelLines = 3

// wheel scrolls what is under the pointer, whatever has the focus.
func (m *Model) wheel(msg tea.MouseWheelMsg) tea.Cmd {
	n := wheelLines
	if msg.Button == tea.MouseWheelUp {
		n = -n
	} else if msg.Button != tea.MouseWheelDown {
		return nil
	}
	switch {
	case m.help != nil:
		m.help.scroll(n)
		return nil
	case m.merge != nil:
		return m.handle(m.merge.Update(msg))
	case m.overlay != nil:
		return m.handle(m.overlay.Update(msg))
	case m.front() != nil:
		return m.front().wheel(m, msg, n/wheelLines)
	case m.search != nil:
		return m.wheelSearch(msg, n)
	}
	p, ok := m.layout.at(msg.X, msg.Y)
	if !ok {
		return nil
	}
	switch p {
	case readerPane:
		return m.scrolled(m.reader.Scroll(n))
	case entitiesPane:
		m.entities.Scroll(n)
		return nil
	}
	before := m.list.Selected()
	m.list.Scroll(n / wheelLines)
	if m.list.Selected() != before {
		return m.moved()
	}
	return m.need()
}
