package ui

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// editSearches changes saved searches.
func (m *Model) editSearches(quiet bool, edits ...data.SearchEdit) tea.Cmd {
	return m.change(data.Change{Action: data.EditSearches, Searches: edits}, quiet)
}

// saveSearch asks for a name to save the search under.
func (m *Model) saveSearch() tea.Cmd {
	query := m.asking()
	if m.opt.Searches == nil || query == "" {
		m.say("There is no search to save: S searches, / looks for articles here.")
		return nil
	}
	if _, err := m.parse(query, false); err != nil {
		m.note = note{text: "× " + err.Error(), role: screen.Error}
		return nil
	}
	name := ""
	if s, ok := m.savedAs(query); ok {
		name = s.Name
	}
	return m.ask("Save this search", "name", name, func(name string) []menu.Item {
		if name == "" {
			return []menu.Item{{Label: "A name for " + query}}
		}
		label := "Save as “" + name + "”"
		if s, ok := m.savedNamed(name); ok {
			label = "Replace “" + s.Name + "”, which is " + s.Query
		}
		return []menu.Item{{Label: label, Note: query, Chosen: event.Do(func() tea.Cmd {
			return m.editSearches(false, data.SearchEdit{After: &data.SavedSearch{Name: name, Query: query, Place: len(m.saved)}})
		})}}
	})
}

// savedNamed is the saved search of a name.
func (m *Model) savedNamed(name string) (data.SavedSearch, bool) {
	for _, s := range m.saved {
		if strings.EqualFold(s.Name, name) {
			return s, true
		}
	}
	return data.SavedSearch{}, false
}

// dropSearch removes a saved search.
func (m *Model) dropSearch(s data.SavedSearch) tea.Cmd {
	return m.editSearches(false, data.SearchEdit{Before: &s})
}

// renameSearch asks for another name of a saved search.
func (m *Model) renameSearch(s data.SavedSearch) tea.Cmd {
	return m.ask("Rename", "name", s.Name, func(name string) []menu.Item {
		other, taken := m.savedNamed(name)
		switch {
		case name == "":
			return []menu.Item{{Label: "A name for " + s.Query}}
		case taken && other.Name != s.Name:
			return []menu.Item{{Label: "Another search is called “" + other.Name + "”, which is " + other.Query}}
		}
		after := s
		after.Name = name
		return []menu.Item{{Label: "Call it “" + name + "”", Note: s.Query, Chosen: event.Do(func() tea.Cmd {
			return m.editSearches(false, data.SearchEdit{Before: &s, After: &after})
		})}}
	})
}

// requerySearch asks for what else a saved search is to find.
func (m *Model) requerySearch(s data.SavedSearch) tea.Cmd {
	return m.ask("Change what it finds", "query", s.Query, func(query string) []menu.Item {
		if _, err := m.parse(query, false); err != nil {
			return []menu.Item{{Label: "× " + err.Error()}}
		}
		after := s
		after.Query = query
		return []menu.Item{{Label: "“" + s.Name + "” is " + query, Chosen: event.Do(func() tea.Cmd {
			return m.editSearches(false, data.SearchEdit{Before: &s, After: &after})
		})}}
	})
}

// orderSearch moves a saved search up or down among the others.
func (m *Model) orderSearch(s data.SavedSearch, d int) tea.Cmd {
	after := s
	if after.Place += d; after.Place < 0 {
		return nil
	}
	return m.editSearches(true, data.SearchEdit{Before: &s, After: &after})
}

// describeSearches is an edit of saved searches in words.
func describeSearches(edits []data.SearchEdit, verb string) string {
	if len(edits) == 0 {
		return "Nothing to change."
	}
	what := ""
	switch b, a := edits[0].Before, edits[0].After; {
	case b == nil:
		what = "Saved as “" + a.Name + "”. It is in the palette."
	case a == nil:
		what = "Removed “" + b.Name + "”, which was " + b.Query
	case a.Name != b.Name:
		what = "“" + b.Name + "” is called “" + a.Name + "”"
	case a.Query != b.Query:
		what = "“" + a.Name + "” is " + a.Query
	default:
		what = "“" + a.Name + "”" + moved
	}
	return repeated(what, verb)
}
