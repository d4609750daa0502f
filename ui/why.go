package ui

import (
	"fmt"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// questioned is the mention that why tells of: the one at the cursor, and in the
// sidebar the first of the entity there.
func (m *Model) questioned() (data.Mention, bool) {
	e, selected := m.entities.Selected()
	if m.focus() != entitiesPane || !selected {
		return m.reader.Nearest()
	}
	for _, mention := range m.reader.Reading().Mentions {
		if mention.Entity == e.ID && !mention.Softer {
			return mention, true
		}
	}
	return data.Mention{}, false
}

// why tells what made a name a name: on the status line, or over the screen
// where that takes more.
func (m *Model) why() tea.Cmd {
	if v := m.card; v != nil {
		at, known := v.pane.Context()
		if !known {
			m.say("No mention is selected.")
			return nil
		}
		return m.tellWhy(at.Text[at.Start:at.End], at.Mention, v.entity.Name)
	}
	mention, ok := m.questioned()
	switch e, _ := m.entities.Selected(); {
	case ok:
	case m.focus() == entitiesPane && e.Name != "":
		m.say(e.Name + " isn’t named in this article.")
		return nil
	default:
		m.say(m.noNames(m.focus() == entitiesPane && m.entities.All))
		return nil
	}
	name := ""
	for _, e := range m.reader.Reading().Entities {
		if e.ID == mention.Entity {
			name = e.Name
		}
	}
	return m.tellWhy(m.reader.Reading().Article.Text[mention.Start:mention.End], mention, name)
}

// tellWhy tells what made a text a mention of whoever goes by a name.
func (m *Model) tellWhy(text string, mention data.Mention, name string) tea.Cmd {
	s := fmt.Sprintf("“%s” is read as %s: %s.", text, mention.Kind.Noun(), mention.Why)
	if name != "" && name != text {
		s += fmt.Sprintf(" It is a name of %s.", name)
	}
	if screen.Width(s) <= m.w-16 {
		m.say(s)
		return nil
	}
	var items []menu.Item
	for _, line := range screen.Wrap(s, menu.Measure(m.w)) {
		items = append(items, menu.Item{Label: line})
	}
	m.overlay = menu.Lines("Why this is a name", items)
	return nil
}
