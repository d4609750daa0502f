package ui

import (
	"context"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
)

// rest is how long the cursor stays before the article under it is shown, so
// that running through the list costs nothing.
const rest = 80 * time.Millisecond

// typingRest is the same while a query is typed: longer than from one letter to
// the next.
const typingRest = 200 * time.Millisecond

// need asks for the rows that the list is about to show.
func (m *Model) need() tea.Cmd { return m.rows(m.list.Missing()) }

// rowsAgain asks anew for those of the rows that are known: those of articles
// whose marks have changed.
func (m *Model) rowsAgain(ids []data.ID) tea.Cmd {
	return m.rows(slices.DeleteFunc(slices.Clone(ids), func(id data.ID) bool {
		_, listed := m.list.Known(id)
		found := false
		if m.search != nil {
			_, found = m.search.results.Known(id)
		}
		return !listed && !found
	}))
}

func (m *Model) rows(ids []data.ID) tea.Cmd {
	if len(ids) == 0 {
		return nil
	}
	return m.always("reading the list", func(ctx context.Context) (tea.Msg, error) {
		rows, err := m.opt.Library.Rows(ctx, ids)
		return event.RowsLoaded{Rows: rows}, err
	})
}

// moved follows a move of the list's cursor: the article is shown once the
// cursor rests.
func (m *Model) moved() tea.Cmd { return tea.Batch(m.need(), m.restAfter(rest)) }

// stay drops what would be shown in a moment, as something else is typed.
func (m *Model) stay() {
	m.jobs.next(restLane)
	m.jobs.next(readLane)
	m.leaving, m.waiting, m.resting = false, nil, false
}

// restAfter tells once nothing has moved for so long.
func (m *Model) restAfter(d time.Duration) tea.Cmd {
	_, job := m.jobs.next(restLane)
	m.resting = true
	if m.unresting {
		d = 0
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return event.Rested{Job: job} })
}

// preview shows the article under the cursor without marking it.
func (m *Model) preview() tea.Cmd {
	if id := m.list.Selected(); id != m.reader.ID() {
		return m.open(id, m.atHits(event.Landing{Top: -1, Mention: -1}))
	}
	return nil
}

// previewFound is preview for a list that was looked for anew: what is marked in
// the article under the cursor may be another thing now.
func (m *Model) previewFound() tea.Cmd {
	query := m.atHits(event.Landing{}).Hits
	id := m.list.Selected()
	if id == "" {
		return nil
	}
	if id == m.reader.ID() { // another one that is on its way isn't wanted any more
		m.jobs.next(readLane)
		m.leaving, m.waiting = false, nil
	}
	switch {
	case id != m.reader.ID() || query.Source == m.marked:
		return m.preview()
	case query.Empty():
		m.marked = ""
		if m.step == overSearch {
			m.clearFound()
		}
		return nil
	}
	return m.latest(hitsLane, "marking what was found", func(ctx context.Context, job int) (tea.Msg, error) {
		hits, err := m.opt.Library.Hits(ctx, query, id)
		return event.HitsFound{Job: job, Hits: hits, Of: query.Source}, err
	})
}

// remark marks what the list's filter finds in the shown article by now.
func (m *Model) remark(msg event.HitsFound) {
	m.clearFound()
	m.marked = msg.Of
	if len(msg.Hits) > 0 {
		m.step = overSearch
		m.reader.SetHits(msg.Hits, 0)
	}
}

// openSelected opens the article under the cursor to read it.
func (m *Model) openSelected() tea.Cmd {
	if m.search != nil {
		return m.openResult()
	}
	id := m.list.Selected()
	if id == "" {
		m.say("There is no article here.")
		return nil
	}
	focus := m.setFocus(readerPane)
	if id == m.reader.ID() {
		return tea.Batch(focus, m.markRead())
	}
	m.push()
	return tea.Batch(focus, m.open(id, m.atHits(event.Landing{Top: -1, Mention: -1, Opened: true})))
}

// turn opens the article n rows further in the list.
func (m *Model) turn(n int) tea.Cmd {
	if cmd, later := m.later(func() tea.Cmd { return m.turn(n) }); later {
		return cmd
	}
	id, ok := m.list.Near(m.reader.ID(), n)
	if !ok {
		m.say([...]string{"This is the first article.", "", "This is the last article."}[n+1])
		return nil
	}
	m.push()
	return m.open(id, m.atHits(event.Landing{Top: -1, Mention: -1, Opened: true}))
}

// turnUnread opens the nearest unread article in a direction.
func (m *Model) turnUnread(n int) tea.Cmd {
	if cmd, later := m.later(func() tea.Cmd { return m.turnUnread(n) }); later {
		return cmd
	}
	m.leaving = true
	from, ids := m.reader.ID(), m.list.All()
	return m.latest(stepLane, "looking for the next unread", func(ctx context.Context, job int) (tea.Msg, error) {
		id, err := nearestUnread(ctx, m.opt.Library, ids, from, n)
		if err != nil {
			return nil, err
		}
		return event.Stepped{Job: job, At: data.Position{Article: id, Offset: -1}, None: id == "", Back: n < 0}, nil
	})
}

// nearestUnread walks through the list from an article, a few rows at a time.
func nearestUnread(ctx context.Context, lib Library, ids []data.ID, from data.ID, step int) (data.ID, error) {
	const batch = 256
	at := indexOf(ids, from)
	for at += step; at >= 0 && at < len(ids); {
		var part []data.ID
		for ; at >= 0 && at < len(ids) && len(part) < batch; at += step {
			part = append(part, ids[at])
		}
		rows, err := lib.Rows(ctx, part)
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			if !row.Read {
				return row.ID, nil
			}
		}
	}
	return "", nil
}

func indexOf(ids []data.ID, id data.ID) int {
	for i := range ids {
		if ids[i] == id {
			return i
		}
	}
	return -1
}
