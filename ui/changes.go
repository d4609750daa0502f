package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/screen"
)

// change makes a change, quietly where it only follows from reading.
func (m *Model) change(c data.Change, quiet bool) tea.Cmd {
	if c.Empty() {
		if !quiet {
			m.say("There is nothing here to change.")
		}
		return nil
	}
	return m.always("storing the change", func(ctx context.Context) (tea.Msg, error) {
		done, err := m.opt.Library.Apply(ctx, c)
		return event.Changed{Change: done, Quiet: quiet}, err
	})
}

// markRead marks the shown article read, unless the reader keeps it unread.
func (m *Model) markRead() tea.Cmd {
	id := m.reader.ID()
	if id == "" || id == m.keep || m.reader.Reading().Row.Read {
		return nil
	}
	r := m.reader.Reading()
	r.Row.Read = true // so that the next line scrolled doesn't ask again
	m.reader.Refresh(r)
	return m.change(data.Change{Action: data.MarkRead, Articles: []data.ID{id}, ByReading: true}, true)
}

// target is the article that a key in the focused pane is about. Where there is
// none it says so.
func (m *Model) target() (row data.Row, ok bool) {
	switch {
	case m.search != nil:
		row, ok = m.search.row()
	case m.focus() == listPane:
		row, ok = m.list.Row()
	default:
		row, ok = m.reader.Reading().Row, m.reader.ID() != ""
	}
	if !ok {
		m.say("There is no article here.")
	}
	return row, ok
}

func (m *Model) star() tea.Cmd {
	row, ok := m.target()
	if !ok {
		return nil
	}
	action := data.AddStar
	if row.Starred {
		action = data.RemoveStar
	}
	return m.change(data.Change{Action: action, Articles: []data.ID{row.ID}}, false)
}

func (m *Model) toggleRead() tea.Cmd {
	row, ok := m.target()
	if !ok {
		return nil
	}
	action := data.MarkRead
	if row.Read {
		action, m.keep = data.MarkUnread, row.ID
	} else if m.keep == row.ID {
		m.keep = ""
	}
	return m.change(data.Change{Action: action, Articles: []data.ID{row.ID}}, false)
}

func (m *Model) keepUnread() tea.Cmd {
	row, ok := m.target()
	if !ok {
		return nil
	}
	m.keep = row.ID
	if !row.Read {
		m.say("Kept unread.")
		return nil
	}
	return m.change(data.Change{Action: data.MarkUnread, Articles: []data.ID{row.ID}}, false)
}

func (m *Model) readAll() tea.Cmd {
	if m.list.Partial() {
		m.say("Still looking for all of them.")
		return nil
	}
	return m.change(data.Change{Action: data.MarkRead, Articles: m.list.All()}, false)
}

func (m *Model) readAbove() tea.Cmd {
	return m.change(data.Change{Action: data.MarkRead, Articles: m.list.Above()}, false)
}

func (m *Model) undo() tea.Cmd { return m.again("Undoing …", "undone", m.opt.Library.Undo) }
func (m *Model) redo() tea.Cmd { return m.again("Doing it again …", "redone", m.opt.Library.Redo) }

func (m *Model) again(doing, verb string, do func(context.Context) (data.Change, bool, error)) tea.Cmd {
	return m.meanwhile(doing, m.always("taking the change back", func(ctx context.Context) (tea.Msg, error) {
		c, ok, err := do(ctx)
		return event.Changed{Change: c, Verb: verb, None: !ok}, err
	}))
}

// changed tells of a change and shows it.
func (m *Model) changed(msg event.Changed) tea.Cmd {
	switch {
	case msg.None && msg.Verb == "redone":
		m.say("Nothing to do again.")
		return nil
	case msg.None:
		m.say("Nothing to undo.")
		return nil
	case !msg.Quiet:
		m.note = note{text: describe(msg.Change, msg.Verb) + m.longAgo(msg.Change.Made), role: screen.Text, offer: "undo"}
		if msg.Verb == "undone" {
			m.note.offer = "redo"
		}
	}
	if id := m.keep; msg.Verb == "undone" && msg.Change.Action == data.MarkRead && len(msg.Change.Articles) == 1 && msg.Change.Articles[0] == id {
		m.keep = ""
	}
	if msg.Change.Correction != nil {
		return m.namesAgain(*msg.Change.Correction)
	}
	if msg.Change.Action == data.EditFeeds {
		if edits := msg.Change.Feeds; m.feeds != nil && len(edits) == 1 && edits[0].After != nil {
			m.feeds.edited = edits[0].After.ID
		}
		return tea.Batch(m.listFeeds(), m.count(), m.findArticles(""), m.countAgain())
	}
	if msg.Change.Action == data.EditSearches {
		return m.listSaved()
	}
	m.unprepare(msg.Change.Articles)
	if msg.Quiet { // the shown article was marked before
		return m.soon(m.rowsAgain(msg.Change.Articles), m.count())
	}
	return tea.Batch(m.rowsAgain(msg.Change.Articles), m.refresh(msg.Change.Articles), m.count())
}

// longAgo tells when a change was made that is undone or done again, where the
// reader may not have it in mind any more.
func (m *Model) longAgo(made time.Time) string {
	now := m.opt.Now()
	if made.IsZero() || now.Sub(made) < time.Hour {
		return ""
	}
	return " · first done " + screen.Ago(made, now)
}

// describe is a change in words: "5 articles marked read".
func describe(c data.Change, verb string) string {
	switch c.Action {
	case data.EditFeeds:
		return describeFeeds(c.Feeds, verb)
	case data.EditSearches:
		return describeSearches(c.Searches, verb)
	case data.Correct, data.Uncorrect:
		return describeCorrection(c, verb)
	}
	what := [...]string{"marked read", "marked unread", "starred", "no longer starred"}[c.Action]
	who := screen.Count(len(c.Articles), "article")
	switch verb {
	case "":
		if len(c.Articles) == 0 {
			return "Nothing to change: all is " + [...]string{"read", "unread", "starred", "without a star"}[c.Action] + " already."
		}
		return who + " " + what
	case "undone":
		return fmt.Sprintf("Undone: %s %s", who, what)
	}
	return fmt.Sprintf("Done again: %s %s", who, what)
}
