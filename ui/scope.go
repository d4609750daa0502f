package ui

import (
	"context"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
)

// The bases of a list: which articles it holds before any filter. All but
// unreadBase, and those of feeds (feedBase), may be narrowed to the unread ones
// by unreadOf.
const (
	allBase     = ""
	unreadBase  = "is:unread"
	starredBase = "is:starred"
)

// unreadOf is a base narrowed to what is unread.
func unreadOf(base string) string { return strings.TrimSpace(base + " " + unreadBase) }

// cutUnread is the base that unreadOf has narrowed, if it has.
func cutUnread(base string) (whole string, narrowed bool) {
	whole, narrowed = strings.CutSuffix(base, unreadBase)
	return strings.TrimSpace(whole), narrowed
}

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
	first, rest, _ := strings.Cut(source, " ")
	if first == starredBase || strings.HasPrefix(first, feedBase("")) {
		base, first, rest = first, rest, ""
		first, rest, _ = strings.Cut(first, " ")
	}
	if first == unreadBase {
		base = unreadOf(base)
	} else {
		rest = strings.TrimSpace(strings.TrimPrefix(source, base))
	}
	if base == allBase {
		return allBase, source
	}
	filter = strings.TrimSpace(rest)
	whole, _ := m.parse(source, false)
	words := strings.Count(base, " ") + 1
	if parts := whole.Parts(); len(parts) < words || parts[0].Start != 0 || parts[words-1].End != len(base) {
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
	m.toPanes()
	m.turned = base != allBase      // among all the article that is read stays the selected one
	_ = m.setScope(base, "", false) // a base is never faulty
	return tea.Batch(m.findArticles(""), m.setFocus(listPane))
}

// toggleUnread shows only the unread articles of the list, or all.
func (m *Model) toggleUnread() tea.Cmd {
	base, narrowed := cutUnread(m.scope.base)
	if !narrowed {
		base = unreadOf(base)
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
	query, order, wanted := m.scope.query, m.listOrder(), m.wanted.Article
	return m.latest(listLane, "looking for articles", func(ctx context.Context, job int) (tea.Msg, error) {
		r, err := m.opt.Library.Find(ctx, query, order)
		msg := event.Found{Job: job, Result: r, Select: cursor}
		if err != nil || wanted == "" || slices.Contains(r.IDs, wanted) {
			return msg, err
		}
		rows, err := m.opt.Library.Rows(ctx, []data.ID{wanted})
		msg.Beside = len(rows) > 0
		return msg, err
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

// atHits is a landing in an article of the list: in one that is filtered, at what
// was found, unless a name is being followed through it.
func (m *Model) atHits(at event.Landing) event.Landing {
	if m.search == nil && m.scope.filter != "" && m.chosen.ID == "" {
		at.Hits = m.scope.typed
	}
	return at
}

// followedQuery is what n steps through the hits of: the search that the shown
// article was opened from, else the list's filter.
func (m *Model) followedQuery() data.Query {
	if m.origin != nil {
		return m.origin.query
	}
	return m.scope.typed
}

// stepListed goes on through what the list's filter found, into its next
// article, or with back the previous one.
func (m *Model) stepListed(back bool) tea.Cmd {
	d := 1 - 2*b2i(back)
	id, ok := m.list.Near(m.reader.ID(), d)
	if !ok {
		m.say([...]string{"That was the last article of the list.", "That was the first article of the list."}[b2i(back)])
		return nil
	}
	m.push()
	at := m.atHits(event.Landing{Top: 0, Mention: -1, Opened: true})
	at.Last = back
	return m.open(id, at)
}

// listName is what the list's title says.
func (m *Model) listName() string {
	base, unread := cutUnread(m.scope.base)
	name := m.opt.Name
	f, feed := m.feedOf(base)
	switch {
	case base == starredBase:
		name = "Starred"
	case feed:
		name = f.Title
	case m.opt.Feeds != nil && len(m.follows) == 0:
		name = "Edition"
	}
	switch {
	case unread && base == allBase:
		return "Unread"
	case unread:
		return "Unread of " + name
	}
	return name
}
