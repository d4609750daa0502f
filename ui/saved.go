package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// listSaved asks which searches are saved.
func (m *Model) listSaved() tea.Cmd {
	if m.opt.Searches == nil {
		return nil
	}
	return m.always("listing the saved searches", func(ctx context.Context) (tea.Msg, error) {
		all, err := m.opt.Searches.SavedSearches(ctx)
		return event.SearchesListed{Saved: all}, err
	})
}

// asking is the query that can be saved: of the search view, else of the list.
func (m *Model) asking() string {
	if m.search != nil {
		return strings.TrimSpace(m.search.field.Value())
	}
	return m.scope.source()
}

// openSavedSearches shows the saved searches, to open one.
func (m *Model) openSavedSearches() tea.Cmd {
	return m.chooseSaved("Saved searches", m.openSaved)
}

// removeSearch asks which saved search to remove.
func (m *Model) removeSearch() tea.Cmd {
	return m.chooseSaved("Remove a saved search", m.dropSearch)
}

// chooseSaved has the reader choose a saved search.
func (m *Model) chooseSaved(title string, do func(data.SavedSearch) tea.Cmd) tea.Cmd {
	if len(m.saved) == 0 {
		m.say("No search is saved. The palette’s “save search” saves one.")
		return nil
	}
	items := make([]menu.Item, len(m.saved))
	for i, s := range m.saved {
		items[i] = menu.Item{Label: s.Name, Note: s.Query, Chosen: event.Do(func() tea.Cmd { return do(s) })}
	}
	m.overlay = menu.Letters(title, items)
	return nil
}

// savedItems are the palette's lines of the saved searches that have all words
// of a text in their name.
func (m *Model) savedItems(text string) []menu.Item {
	var items []menu.Item
	for _, s := range m.saved {
		if hasAll(search.Fold(s.Name), wordsOf(text)) && len(items) < most {
			items = append(items, menu.Item{
				Group: "Saved searches", Label: s.Name, Note: s.Query,
				Chosen: event.Do(func() tea.Cmd { return m.openSaved(s) }),
			})
		}
	}
	return items
}

// openSaved makes the list hold what a saved search finds.
func (m *Model) openSaved(s data.SavedSearch) tea.Cmd {
	m.push()
	m.turned = true
	m.toPanes()
	base, filter := m.splitScope(s.Query)
	if err := m.setScope(base, filter, false); err != nil {
		m.note = note{text: "× " + s.Name + ": " + err.Error(), role: screen.Error}
	}
	return tea.Batch(m.findArticles(""), m.setFocus(listPane))
}

// savedAs is the saved search of a query.
func (m *Model) savedAs(query string) (data.SavedSearch, bool) {
	for _, s := range m.saved {
		if query != "" && s.Query == query {
			return s, true
		}
	}
	return data.SavedSearch{}, false
}
