package ui

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/entities"
	"dateline/ui/event"
	"dateline/ui/reader"
)

// deepest is how many spots of the way back are kept.
const deepest = 500

// history is the way back and the way forward again.
type history struct {
	back, forward []data.Spot
}

// push remembers a spot that is being left. The way forward ends there.
func (h *history) push(s data.Spot) {
	h.forward = nil
	if n := len(h.back); s.Article == "" || n > 0 && h.back[n-1] == s {
		return
	}
	h.back = append(h.back, s)
	if len(h.back) > deepest {
		h.back = append(h.back[:0], h.back[len(h.back)-deepest:]...)
	}
}

// pop takes the newest spot off from, and puts here onto to.
func pop(from, to *[]data.Spot, here data.Spot) (data.Spot, bool) {
	n := len(*from)
	if n == 0 {
		return data.Spot{}, false
	}
	s := (*from)[n-1]
	*from = (*from)[:n-1]
	if here.Article != "" {
		*to = append(*to, here)
	}
	return s, true
}

// The views that a spot can be in.
const (
	articlesView = "articles"
	searchView   = "search"
	cardsView    = "card"
)

// here is where the reader is.
func (m *Model) here() data.Spot {
	s := data.Spot{
		View: articlesView, Query: m.scope.source(), Article: m.reader.ID(),
		Top: m.reader.Top(), Entity: m.chosen.ID, Mention: m.reader.Mention(), Hit: -1,
	}
	if m.step == overSearch {
		s.Hit = m.reader.HitOffset()
	}
	if m.search != nil {
		s.View, s.Query = searchView, m.search.field.Value()
	}
	if m.card != nil {
		s.View, s.Card, s.At = cardsView, m.card.entity.ID, m.card.pane.Selected()
	}
	return s
}

// push remembers where the reader is, before something moves.
func (m *Model) push() { m.history.push(m.here()) }

func (m *Model) goBack() tea.Cmd {
	s, ok := pop(&m.history.back, &m.history.forward, m.here())
	if !ok {
		m.say("This is where you began.")
		return nil
	}
	return m.restoreSpot(s)
}

func (m *Model) goForward() tea.Cmd {
	s, ok := pop(&m.history.forward, &m.history.back, m.here())
	if !ok {
		m.say("Nothing further forward.")
		return nil
	}
	return m.restoreSpot(s)
}

// restoreSpot goes to a spot and shows exactly what was shown there.
func (m *Model) restoreSpot(s data.Spot) tea.Cmd {
	same := s.Article == m.reader.ID() && s.Hit >= 0 && m.step == overSearch
	if !same {
		m.clearFound()
	}
	var cmds []tea.Cmd
	if s.View == searchView {
		cmds = append(cmds, m.openSearch(s.Query))
	} else {
		m.toPanes()
		if s.Query != m.scope.source() {
			base, filter := m.splitScope(s.Query)
			_ = m.setScope(base, filter, false) // it was accepted when it was typed
			cmds = append(cmds, m.findArticles(s.Article))
		}
		if m.focus() != listPane {
			cmds = append(cmds, m.setFocus(readerPane))
		}
	}
	if s.View == cardsView { // over what was shown then
		cmds = append(cmds, m.showCard(data.Entity{ID: s.Card}, s.At))
	}
	if s.Article != m.reader.ID() {
		at := event.Landing{Top: s.Top, Entity: s.Entity, Mention: s.Mention, Hit: s.Hit, Restore: true}
		if s.Hit >= 0 {
			at.Hits = m.followedQuery()
		}
		return tea.Batch(append(cmds, m.open(s.Article, at))...)
	}
	m.choose(s.Entity)
	m.reader.SetTop(s.Top)
	m.reader.SetMention(s.Mention)
	if same {
		m.reader.ToHit(s.Hit)
	}
	return tea.Batch(append(cmds, m.lookAhead(), m.countChosen())...)
}

// session is what comes back at the next start.
func (m *Model) session() data.Session {
	here := m.here()
	if here.View == searchView { // a search isn't opened again by itself
		here.View, here.Query = articlesView, m.scope.source()
	}
	here.Card, here.At = "", data.Position{} // nor a card
	if here.View == cardsView {
		here.View = articlesView
	}
	return data.Session{
		Here: here, Back: slices.Clone(m.history.back), Forward: slices.Clone(m.history.forward),
		Settings: map[string]string{
			"order":    strconv.Itoa(int(m.order)),
			"marks":    strconv.Itoa(int(m.reader.Marks)),
			"softer":   strconv.Itoa(map[bool]int{true: 1}[m.reader.Softer]),
			"entities": strconv.Itoa(int(m.entities.Order)),
			"focus":    strconv.Itoa(int(m.focus())),
		},
	}
}

// resumeLast takes up the last session, once there is a size to show it in: its
// settings, its way back, and its last place.
func (m *Model) resumeLast() tea.Cmd {
	if m.last == nil || m.w == 0 {
		return nil
	}
	s := *m.last
	m.last = nil
	m.started = true
	setting := func(name string, below int) int {
		if n, err := strconv.Atoi(s.Settings[name]); err == nil && n >= 0 && n < below {
			return n
		}
		return 0
	}
	m.order = data.Order(setting("order", int(data.Relevance)))
	m.reader.Marks = reader.Marks(setting("marks", int(reader.NoMarks)+1))
	m.reader.SetSofter(setting("softer", 2) == 1)
	m.entities.SetOrder(entities.Order(setting("entities", int(entities.ByName)+1)))
	m.history = history{s.Back, s.Forward}
	focus := m.setFocus(pane(setting("focus", int(panes))))
	base, filter := m.splitScope(s.Here.Query)
	if m.setScope(base, filter, false) != nil {
		_ = m.setScope(allBase, "", false)
	}
	m.wanted, m.counting = s.Here, m.scope.source()
	if s.Here.Article == "" && m.note.text == "" { // a problem is said first
		m.say(m.opt.Welcome)
	}
	return tea.Batch(focus, m.findArticles(s.Here.Article), m.count(), m.listFeeds(), m.listSaved())
}
