package ui

import (
	"cmp"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
	"dateline/ui/screen"
)

// press takes a key: the overlay comes first, then a field, then the commands
// of where the focus is.
func (m *Model) press(msg tea.KeyPressMsg) tea.Cmd {
	key := msg.String()
	if c := m.keys.find(key, inField); c != nil {
		return c.do(m)
	}
	m.note = note{}
	switch {
	case m.layout.Shape == tooSmall && key == "q":
		return m.quit()
	case m.help != nil:
		return m.helpKey(msg)
	case m.merge != nil:
		return m.handle(m.merge.Update(msg))
	case m.overlay != nil:
		return m.handle(m.overlay.Update(msg))
	case m.edit != noField:
		return m.fieldKey(msg)
	case m.search != nil:
		return m.searchKey(msg)
	}
	return m.commandKey(key)
}

// place is where the keys are looked up now.
func (m *Model) place() where {
	if f := m.front(); f != nil {
		return f.place()
	}
	return [...]where{inList, inReader, inEntities}[m.focus()]
}

func (m *Model) commandKey(key string) tea.Cmd {
	if m.pending != "" {
		full := m.pending + " " + key
		m.pending = ""
		if c := m.keys.find(full, m.place()); c != nil {
			return c.do(m)
		}
		if key != "esc" {
			m.sayUnknown(full)
		}
		return nil
	}
	if c := m.keys.find(key, m.place()); c != nil {
		return c.do(m)
	}
	if len(m.keys.after(key, m.place())) > 0 {
		m.pending = key
		return nil
	}
	m.sayUnknown(key)
	return nil
}

// sayUnknown says that a key does nothing here, and where it does something.
func (m *Model) sayUnknown(key string) {
	for _, p := range [...]where{inList, inReader, inEntities, inCard, inFeeds} {
		if c := m.keys.find(key, p); c != nil {
			m.say(fmt.Sprintf("%s works %s: %s.", showKey(key), placeNames[p], c.help))
			return
		}
	}
	m.say(fmt.Sprintf("%s does nothing here; %s lists the keys.", screen.Cut(showKey(key), 20), m.keyOf("keys")))
}

// paste goes into the open field; without one it is looked for everywhere.
func (m *Model) paste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case m.help != nil:
		return nil
	case m.merge != nil:
		return m.handle(m.merge.Update(msg))
	case m.overlay != nil:
		return m.handle(m.overlay.Update(msg))
	case m.edit != noField:
		m.field.Update(msg)
		return m.typed()
	case m.search == nil:
		open := m.openSearch("")
		m.search.field.Update(msg)
		return tea.Batch(open, m.searchTyped())
	}
	m.search.field.Update(msg)
	return m.searchTyped()
}

// handle does what an overlay's answer asks for.
func (m *Model) handle(e event.Event) tea.Cmd {
	if _, typing := e.(event.Typed); e != nil && !typing {
		m.overlay, m.merge = nil, nil
	}
	switch e := e.(type) {
	case event.Typed:
		return m.onTyped(e.Text)
	case event.Correct:
		return m.correct(e.Correction)
	case event.Do:
		return e()
	case event.Run:
		return m.keys.byName[e.Command].do(m)
	case event.OpenArticle:
		m.push()
		m.toPanes()
		return tea.Batch(m.setFocus(readerPane), m.open(e.ID, event.Landing{Top: -1, Mention: -1, Opened: true}))
	case event.ChooseEntity:
		return m.goToEntity(e.ID)
	case event.OpenLink:
		return m.browseTo(e.URL, e.Type)
	case event.CopyLink:
		return m.copyAddress(e.URL)
	case event.SearchFor:
		return m.openSearch(e.Text)
	}
	return nil
}

// startFilter opens the list's field.
func (m *Model) startFilter() tea.Cmd {
	m.edit = filterField
	m.field.SetValue(m.scope.filter)
	return m.knowEntities()
}

// startEntityFilter opens the sidebar's field.
func (m *Model) startEntityFilter() tea.Cmd {
	m.edit = entityField
	m.field.SetValue("")
	return nil
}

// fieldKey is a key while a field is open.
func (m *Model) fieldKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "esc":
		return m.leaveField()
	case "enter":
		return m.keepField()
	case "down", "ctrl+n":
		return m.fieldMove(1)
	case "up", "ctrl+p":
		return m.fieldMove(-1)
	case "tab":
		if m.edit == filterField {
			return m.completeFilter()
		}
		return nil
	}
	if m.field.Update(msg) {
		return m.typed()
	}
	return nil
}

// typed follows another text in the open field.
func (m *Model) typed() tea.Cmd {
	text := m.field.Value()
	switch m.edit {
	case filterField:
		m.fault = fault(m.setScope(m.scope.base, text, true))
		return m.findTyped()
	case findField:
		return m.findNow()
	case entityField:
		m.entities.Filter(nameFilter(text))
	}
	return nil
}

// nameFilter passes the entities whose name or an alias has all words of a
// text; an empty text passes all.
func nameFilter(text string) func(data.EntityCount) bool {
	words := wordsOf(text)
	if len(words) == 0 {
		return nil
	}
	return func(e data.EntityCount) bool {
		return hasAll(search.Fold(e.Name+"\n"+strings.Join(e.Aliases, "\n")), words)
	}
}

// fieldMove is an arrow while a field is open.
func (m *Model) fieldMove(n int) tea.Cmd {
	switch m.edit {
	case filterField:
		m.list.Move(n)
		return m.moved()
	case findField:
		if _, of := m.reader.Hit(); of > 0 {
			m.reader.StepHit(n < 0)
		}
	case entityField:
		m.entities.Move(n)
	}
	return nil
}

// leaveField drops what the field did.
func (m *Model) leaveField() tea.Cmd {
	was := m.edit
	m.edit, m.fault = noField, nil
	switch was {
	case filterField:
		m.clearFound()
		return m.dropFilter()
	case findField:
		m.clearFound()
	case entityField:
		m.entities.Filter(nil)
	}
	return nil
}

// dropFilter shows all of the list's base again.
func (m *Model) dropFilter() tea.Cmd {
	_ = m.setScope(m.scope.base, "", false) // a base is never faulty
	return m.findArticles(cmp.Or(m.list.Selected(), m.reader.ID()))
}

// keepField closes the field and keeps what it did.
func (m *Model) keepField() tea.Cmd {
	was := m.edit
	m.edit = noField
	switch was {
	case filterField:
		m.fault = nil
		if err := m.setScope(m.scope.base, m.field.Value(), false); err != nil {
			m.note = note{text: "× " + err.Error(), role: screen.Error}
		}
		m.marked = "" // it was looked for as the beginning of a word
		return tea.Batch(m.findArticles(m.list.Selected()), m.previewFound())
	case findField:
		return m.keepFind()
	case entityField:
		cmd := m.openEntity()
		m.entities.Filter(nil)
		return cmd
	}
	return nil
}

// keepFind keeps what was found: n and N step through it.
func (m *Model) keepFind() tea.Cmd {
	m.find = m.field.Value()
	if _, of := m.reader.Hit(); of == 0 {
		if strings.TrimSpace(m.find) != "" {
			m.say("“" + m.find + "” isn’t in this article. S searches all.")
		}
		m.clearFound()
		return nil
	}
	m.step = overFound
	return m.markRead()
}

// stepOutside is esc: one step out, never out of the program.
func (m *Model) stepOutside() tea.Cmd {
	switch f := m.front(); {
	case f != nil:
		return f.leave(m)
	case m.origin != nil && m.step == overSearch:
		return m.returnToSearch()
	case m.scope.filter != "" && m.list.Len() == 0 && m.focus() == listPane: // the empty list says so
		return m.dropFilter()
	case m.step != overMentions || m.find != "":
		m.clearFound()
	case m.chosen.ID != "":
		m.choose("")
		m.ahead = event.NextKnown{}
	case m.scope.filter != "":
		return m.dropFilter()
	case m.choice.Alone:
		return m.toggleAlone()
	case m.scope.base != allBase:
		return m.setBase(allBase)
	case m.focus() != listPane:
		return m.setFocus(listPane)
	default:
		m.say(m.keyOf("close") + " quits.")
	}
	return nil
}

// closeView is q: it closes what is in front, and at the front quits.
func (m *Model) closeView() tea.Cmd {
	if f := m.front(); f != nil {
		return f.leave(m)
	}
	if m.origin != nil && m.step == overSearch {
		m.origin = nil
		m.clearFound()
		return nil
	}
	return m.quit()
}

func (m *Model) quit() tea.Cmd { return tea.Quit }
