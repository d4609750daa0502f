package ui

import (
	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
)

// found shows the articles of the list.
func (m *Model) found(msg event.Found) tea.Cmd {
	if !m.jobs.newest(listLane, msg.Job) {
		return nil
	}
	first, shown := m.list.Index() == 0, m.list.Selected()
	m.list.Set(msg.Result)
	if msg.Rest {
		if first && m.edit == filterField { // others may be first by now
			m.list.MoveTo(0)
		}
		if m.list.Selected() != shown {
			return tea.Batch(m.need(), m.previewFound())
		}
		return m.need()
	}
	m.list.Put(msg.Rows)
	m.parts = msg.Result.Parts
	if m.edit == filterField { // more will be typed: the rest follows once it rests
		m.list.MoveTo(0)
		return m.restAfter(typingRest)
	}
	var cmds []tea.Cmd
	switch {
	case msg.Select != "" && m.list.Select(msg.Select):
	case !m.touched || m.turned:
		m.list.MoveTo(0)
	}
	cmds = append(cmds, m.need())
	if cmd, ok := m.wantedNow(msg.Beside); ok {
		return tea.Batch(append(cmds, cmd)...)
	}
	if m.reader.ID() == "" && !m.leaving || !m.touched || m.turned {
		cmds = append(cmds, m.previewFound())
	}
	m.turned = false
	if m.counting != m.scope.source() {
		m.counting = m.scope.source()
		cmds = append(cmds, m.countAgain())
	}
	return tea.Batch(cmds...)
}

// countAgain counts the names over the list's articles, as these are others now.
func (m *Model) countAgain() tea.Cmd {
	m.counted = event.EntityCounted{}
	cmds := []tea.Cmd{m.countChosen()}
	if !m.leaving { // what is on its way has been counted so
		cmds = append(cmds, m.refresh(nil))
	}
	if m.entities.All {
		cmds = append(cmds, m.countEntities())
	}
	return tea.Batch(cmds...)
}

// wantedNow opens the article of the last session once it is in the list, or
// beside a list that no longer has it: one of unread articles hasn't what was
// read, and a filter may find nothing by now.
func (m *Model) wantedNow(beside bool) (tea.Cmd, bool) {
	s := m.wanted
	if s.Article == "" || m.touched {
		return nil, false
	}
	switch {
	case m.list.Select(s.Article):
		m.wanted, m.touched = data.Spot{}, true
	case !beside:
		return nil, false
	}
	if m.reader.ID() == s.Article {
		return nil, true
	}
	return m.open(s.Article, event.Landing{Top: s.Top, Entity: s.Entity, Mention: s.Mention, Restore: true}), true
}

// rested shows what the cursor rests on, and fetches what lies around it.
func (m *Model) rested() tea.Cmd {
	if !m.resting { // another article was asked for meanwhile
		return nil
	}
	m.resting = false
	// What isn't seen yet isn't looked for beside the article that is: a letter
	// that is typed now would wait for a processor.
	if m.search != nil {
		return tea.Batch(m.needResults(), tea.Sequence(m.previewResult(), m.searchRest()))
	}
	return tea.Batch(m.need(), tea.Sequence(m.previewFound(), m.findRest()))
}
