package ui

import (
	"context"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
)

// The bases of a list: which articles it holds before any filter.
const (
	allBase     = ""
	unreadBase  = "is:unread"
	starredBase = "is:starred"
)

// scope says which articles the list holds. Counts and steps across articles
// are of the same set.
type scope struct {
	base   string     // one of the bases
	filter string     // what was typed into the list's field
	typed  data.Query // filter
	query  data.Query // base and filter
}

// source is the scope as one query: with an or, the filter is in brackets.
func (s scope) source() string { return strings.TrimSpace(s.query.Source) }

// splitScope is the reverse of source. What only begins like a base, as
// "is:unread or tariff", is all filter.
func (m *Model) splitScope(source string) (base, filter string) {
	base, filter, ok := splitFeed(source)
	for _, b := range []string{unreadBase, starredBase} {
		if rest, begins := strings.CutPrefix(source, b); begins && !ok {
			base, filter, ok = b, strings.TrimSpace(rest), true
		}
	}
	if !ok {
		return allBase, source
	}
	whole, _ := m.parse(source, false)
	if parts := whole.Parts(); len(parts) == 0 || parts[0].Start != 0 || parts[0].End != len(base) {
		return allBase, source
	}
	// The brackets are source's own where an or stands between them and
	// nothing beside them.
	if typed, err := m.parse(filter, false); err == nil && len(typed.Parts()) == 1 {
		only := typed.Parts()[0]
		if inside, ok := strings.CutPrefix(filter, "("); ok && only.Op == data.Or && only.Start == 0 && only.End == len(filter) {
			return base, strings.TrimSuffix(inside, ")")
		}
	}
	return base, filter
}

// parse reads a query; a faulty part is left out and told in the error.
func (m *Model) parse(source string, typing bool) (data.Query, error) {
	now := m.opt.Now()
	return search.Parse(source, now, now.Location(), typing)
}

// setScope makes the list hold other articles. The error is the query's.
func (m *Model) setScope(base, filter string, typing bool) error {
	s := scope{base: base, filter: filter}
	query, _ := m.parse(base, false) // a base is never faulty
	var err error
	s.typed, err = m.parse(filter, typing)
	s.query = query.And(s.typed)
	m.scope = s
	m.list.Mark(titles(s))
	return err
}

// setBase shows all, the unread or the starred articles.
func (m *Model) setBase(base string) tea.Cmd {
	m.search, m.feeds = nil, nil
	m.turned = base != allBase      // among all the article that is read stays the selected one
	_ = m.setScope(base, "", false) // a base is never faulty
	return tea.Batch(m.findArticles(""), m.setFocus(listPane))
}

// toggleUnread shows only the unread articles of the list, or all.
func (m *Model) toggleUnread() tea.Cmd {
	base := unreadBase
	if m.scope.base == unreadBase {
		base = allBase
	}
	_ = m.setScope(base, m.scope.filter, false) // it was accepted when it was typed
	return m.findArticles("")
}

// sortList sorts the list otherwise.
func (m *Model) sortList() tea.Cmd {
	m.order = (m.order + 1) % data.Relevance
	m.say("Sorted " + m.order.String())
	return m.findArticles("")
}

// titles is what a scope marks in the list's titles: what was typed.
func titles(s scope) search.Titles {
	if s.filter == "" {
		return search.Titles{}
	}
	return search.NewTitles(s.query)
}

// firstResults is how many results are known while a query is typed. All others
// follow once it rests.
const firstResults = 500

// findTyped asks for the first articles of a list whose field is typed into, and
// for the rows of its first screen: all in one answer, so that the screen is
// drawn once.
func (m *Model) findTyped() tea.Cmd {
	m.stay()
	query, order, rows := m.scope.query, m.listOrder(), m.list.Rows()
	return m.soon(m.latest(listLane, "looking for articles", func(ctx context.Context, job int) (tea.Msg, error) {
		msg := event.Found{Job: job}
		var err error
		if msg.Result, err = m.opt.Library.First(ctx, query, order, firstResults); err != nil {
			return nil, err
		}
		msg.Rows, err = m.opt.Library.Rows(ctx, msg.Result.IDs[:min(len(msg.Result.IDs), rows)])
		return msg, err
	}))
}

// findRest asks for all articles where the first are shown.
func (m *Model) findRest() tea.Cmd {
	if !m.list.Partial() {
		return nil
	}
	query, order := m.scope.query, m.listOrder()
	return m.latest(listLane, "looking for articles", func(ctx context.Context, job int) (tea.Msg, error) {
		r, err := m.opt.Library.Find(ctx, query, order)
		return event.Found{Job: job, Result: r, Rest: true}, err
	})
}

// findArticles asks for the articles of the list, and then for the cursor on
// one of them.
func (m *Model) findArticles(cursor data.ID) tea.Cmd {
	query, order := m.scope.query, m.listOrder()
	return m.latest(listLane, "looking for articles", func(ctx context.Context, job int) (tea.Msg, error) {
		r, err := m.opt.Library.Find(ctx, query, order)
		return event.Found{Job: job, Result: r, Select: cursor}, err
	})
}

// listOrder is how the list is sorted: a filtered one by how well it matches,
// unless the reader chose otherwise. A saved search is read as news: newest
// first.
func (m *Model) listOrder() data.Order {
	if _, saved := m.savedAs(m.scope.source()); m.scope.filter != "" && !saved && m.order == data.Newest {
		return data.Relevance
	}
	return m.order
}

// listName is what the list's title says.
func (m *Model) listName() string {
	switch m.scope.base {
	case unreadBase:
		return "Unread"
	case starredBase:
		return "Starred"
	}
	if f, ok := m.feedOf(m.scope.base); ok {
		return f.Title
	}
	if m.opt.Feeds != nil && len(m.follows) == 0 {
		return "Edition"
	}
	return m.opt.Name
}
