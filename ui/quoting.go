package ui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// mostQuotations is how many quotations the overlay lists: the first in the
// list's order.
const mostQuotations = 300

// openQuotations lists what an entity is quoted as saying: the one under the
// sidebar's cursor, else the chosen one, else the one nearest in the text.
func (m *Model) openQuotations() tea.Cmd {
	e, ok := m.speaker()
	if !ok {
		m.say("No name is chosen. enter on one chooses it.")
		return nil
	}
	within, order := m.scope.query, m.listOrder()
	return m.meanwhile("Looking for what "+e.Name+" is quoted as saying …", m.always("looking for quotations", func(ctx context.Context) (tea.Msg, error) {
		quotes, err := m.opt.Library.Quotations(ctx, e.ID, within, order)
		if err != nil {
			return nil, err
		}
		all := len(quotes)
		quotes = quotes[:min(all, mostQuotations)]
		var ids []data.ID
		for i, q := range quotes {
			if i == 0 || quotes[i-1].Article != q.Article {
				ids = append(ids, q.Article)
			}
		}
		rows, err := m.opt.Library.Rows(ctx, ids)
		return event.QuotationsListed{Speaker: e, All: all, Quotations: quotes, Rows: rows}, err
	}))
}

// speaker is the entity that a question is about: in the text the chosen one
// comes first, wherever the reader has gone on to since.
func (m *Model) speaker() (data.Entity, bool) {
	if m.card != nil {
		return m.card.entity, true
	}
	if m.focus() != entitiesPane && m.chosen.ID != "" && m.chosen.Name != "" {
		return m.chosen.Entity, true
	}
	e, _, ok := m.subject()
	return e.Entity, ok
}

// showQuotations opens the list of quotations, by article.
func (m *Model) showQuotations(msg event.QuotationsListed) {
	m.note = note{}
	if msg.All == 0 {
		m.say("Nothing quotes " + msg.Speaker.Name + " here.")
		return
	}
	titles := map[data.ID]string{}
	for _, row := range msg.Rows {
		day := strings.TrimSuffix(", "+screen.ListDate(row.Published, m.opt.Now()), ", ")
		titles[row.ID] = screen.CutWord(row.Title, max(menu.Measure(m.w)-len(day), 1)) + day
	}
	var items []menu.Item
	for _, q := range msg.Quotations {
		items = append(items, menu.Item{
			Group: titles[q.Article], Label: screen.CutWord(q.InMarks(), menu.Measure(m.w)),
			Chosen: event.Do(func() tea.Cmd { return m.goToQuotation(q) }),
		})
	}
	count := screen.Count(msg.All, "quotation")
	if msg.All > len(msg.Quotations) {
		count = fmt.Sprintf("%s, the first %d", count, len(msg.Quotations))
	}
	m.overlay = menu.Lines(msg.Speaker.Name+": "+count, items)
	m.overlay.Hint = "enter goes there"
}

// goToQuotation shows a quotation in its article, with all that its speaker is
// quoted as saying there marked as found.
func (m *Model) goToQuotation(q data.Quotation) tea.Cmd {
	m.push()
	m.toPanes()
	return tea.Batch(m.setFocus(readerPane),
		m.open(q.Article, event.Landing{Entity: q.Speaker, Mention: -1, Quoted: true, Quotation: q.Start, Opened: true}))
}

// quotedHere are the places of the shown article where somebody is quoted.
func (m *Model) quotedHere(speaker data.EntityID) []data.Hit {
	var hits []data.Hit
	for _, q := range m.reader.Reading().Quotes {
		if q.Speaker == speaker {
			hits = append(hits, data.Hit{Start: q.Start, End: q.End})
		}
	}
	return hits
}
