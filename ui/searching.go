package ui

import (
	"context"
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/field"
	"dateline/ui/results"
	"dateline/ui/screen"
)

// searching is the search view: a field, what it means, and what was found.
type searching struct {
	field   field.Field
	query   data.Query
	err     *data.QueryError
	results results.Pane
	from    data.Spot // where the reader came from, and what had the focus
	focus   pane
	done    bool // an answer has come

	without event.Lessened // what would be found with less, where nothing is
}

// resultsHead is how many lines the field takes, with what it means below it.
const resultsHead = 3

func (s *searching) resize(r screen.Rect) { s.results.Resize(r.W, r.H-resultsHead) }

func (s *searching) row() (data.Row, bool) { return s.results.Row() }

func (s *searching) put(rows []data.Row) {
	if s != nil {
		s.results.Put(rows, nil)
	}
}

func (s *searching) snip(snippets []data.Snippet) {
	if s != nil {
		s.results.Put(nil, snippets)
	}
}

// searchAll opens the search view: with what the list's field holds where
// nothing in the list has it, else with an empty field.
func (m *Model) searchAll() tea.Cmd {
	if m.scope.filter != "" && m.list.Len() == 0 {
		return m.openSearch(m.scope.filter)
	}
	return m.openSearch("")
}

// openSearch opens the search view with a text in its field.
func (m *Model) openSearch(text string) tea.Cmd {
	s := &searching{field: field.New(), from: m.here(), focus: m.focus()}
	s.field.SetValue(text)
	m.toPanes()
	m.search = s
	m.edit = noField
	return tea.Batch(m.arrange(), m.searchTyped(), m.knowEntities())
}

// searchKey is a key in the search view, whose field takes all but a few.
func (m *Model) searchKey(msg tea.KeyPressMsg) tea.Cmd {
	s := m.search
	switch msg.String() {
	case "esc":
		return m.leaveSearch()
	case "enter":
		if s.results.Selected() == "" {
			return m.leaveOut()
		}
		return m.openResult()
	case "down", "ctrl+n":
		return m.moveResult(1)
	case "up", "ctrl+p":
		return m.moveResult(-1)
	case "pgdown":
		return m.moveResult(s.results.Page())
	case "pgup":
		return m.moveResult(-s.results.Page())
	case "tab":
		return m.completeSearch()
	case "ctrl+s":
		return m.saveSearch()
	}
	if s.field.Update(msg) {
		return m.searchTyped()
	}
	return nil
}

// searchTyped looks for what the field holds.
func (m *Model) searchTyped() tea.Cmd {
	s := m.search
	query, err := m.parse(s.field.Value(), true)
	s.query, s.err = query, fault(err)
	m.stay()
	first := s.results.Shown()
	return m.soon(m.latest(searchLane, "searching", func(ctx context.Context, job int) (tea.Msg, error) {
		if query.Empty() {
			return event.Searched{Job: job}, nil
		}
		return m.searchFor(ctx, query, job, first)
	}))
}

// searchFor looks for a query, and for what the first screen shows of it, so
// many results: all in one answer, so that the screen is drawn once.
func (m *Model) searchFor(ctx context.Context, query data.Query, job, screenful int) (event.Searched, error) {
	msg := event.Searched{Job: job}
	var err error
	if msg.Result, err = m.opt.Library.First(ctx, query, data.Relevance, firstResults); err != nil {
		return msg, err
	}
	first := msg.Result.IDs[:min(len(msg.Result.IDs), screenful)]
	if msg.Rows, err = m.opt.Library.Rows(ctx, first); err != nil {
		return msg, err
	}
	msg.Snippets, err = m.opt.Library.Snippets(ctx, query, first, snippetWidth)
	return msg, err
}

// searchAgain asks the same once more, as the library has changed.
func (m *Model) searchAgain() tea.Cmd {
	query := m.search.query
	if query.Empty() || !m.search.done {
		return nil
	}
	return m.latest(searchLane, "searching", func(ctx context.Context, job int) (tea.Msg, error) {
		r, err := m.opt.Library.Find(ctx, query, data.Relevance)
		return event.Searched{Job: job, Result: r, Again: true}, err
	})
}

// snippetWidth is how many cells of text are quoted of a result.
const snippetWidth = 2 * 60

// fault is the query's error that err holds, if it does.
func fault(err error) *data.QueryError {
	var q *data.QueryError
	errors.As(err, &q)
	return q
}

// searchRest asks for all results where the first are shown.
func (m *Model) searchRest() tea.Cmd {
	if !m.search.results.Partial() {
		return nil
	}
	query := m.search.query
	return m.latest(searchLane, "searching", func(ctx context.Context, job int) (tea.Msg, error) {
		r, err := m.opt.Library.Find(ctx, query, data.Relevance)
		return event.Searched{Job: job, Result: r, Rest: true}, err
	})
}

// searched shows results.
func (m *Model) searched(msg event.Searched) tea.Cmd {
	switch {
	case msg.Rest && m.search != nil:
		shown := m.search.results.Selected()
		if m.search.results.Extend(msg.Result); m.search.results.Selected() != shown {
			return tea.Batch(m.needResults(), m.previewResult())
		}
		return m.needResults()
	case msg.Rest && m.origin != nil: // one is open already: it stays the selected one
		m.origin.results.Again(msg.Result)
		return nil
	case m.search == nil:
		return nil
	case msg.Again && m.search.results.Selected() != "":
		m.search.results.Again(msg.Result)
		return m.needResults()
	}
	m.search.done, m.search.without = true, event.Lessened{}
	m.search.results.Set(msg.Result)
	m.search.results.Put(msg.Rows, msg.Snippets)
	if len(msg.Result.IDs) == 0 {
		return tea.Batch(m.lessen(), m.restAfter(typingRest))
	}
	if !m.search.results.Whole() {
		return tea.Batch(m.needResults(), m.restAfter(typingRest))
	}
	return m.restAfter(typingRest)
}

// needResults asks for the rows and snippets that are about to be shown.
func (m *Model) needResults() tea.Cmd {
	ids, query := m.search.results.Missing(), m.search.query
	if len(ids) == 0 {
		return nil
	}
	return tea.Batch(m.rows(ids), m.always("quoting what was found", func(ctx context.Context) (tea.Msg, error) {
		snippets, err := m.opt.Library.Snippets(ctx, query, ids, snippetWidth)
		return event.SnippetsLoaded{Snippets: snippets}, err
	}))
}

// restResult shows the result under the cursor once it rests there.
func (m *Model) restResult() tea.Cmd { return m.restAfter(rest) }

func (m *Model) previewResult() tea.Cmd {
	if _, beside, _, _ := searchLayout(m.w, m.h); beside.W == 0 {
		return nil
	}
	id := m.search.results.Selected()
	return m.open(id, event.Landing{Top: 0, Mention: -1, Hits: m.search.query})
}

func (m *Model) moveResult(n int) tea.Cmd {
	if !m.search.results.Move(n) {
		return nil
	}
	return tea.Batch(m.needResults(), m.restResult())
}

// openResult opens the result under the cursor to read it: where it was found,
// with n going on through what was found.
func (m *Model) openResult() tea.Cmd {
	s, rest := m.search, m.searchRest()
	m.history.push(m.here())
	m.search, m.origin = nil, s
	at := event.Landing{Top: 0, Mention: -1, Hits: s.query, Opened: true}
	return tea.Batch(m.setFocus(readerPane), m.open(s.results.Selected(), at), rest)
}

// stepSearched goes to the next of what the search found, here and then in the
// next result.
func (m *Model) stepSearched(back bool) tea.Cmd {
	from := m.here()
	n, of := m.reader.Hit()
	last := n == of && !back || n <= 1 && back
	if last && m.origin != nil {
		d := 1
		if back {
			d = -1
		}
		id, ok := m.origin.results.Near(m.reader.ID(), d)
		if !ok {
			m.say([...]string{"That was the last result.", "That was the first result."}[b2i(back)])
			return nil
		}
		m.history.push(from)
		m.origin.results.Select(id)
		return m.open(id, event.Landing{Top: 0, Mention: -1, Hits: m.origin.query, Last: back, Opened: true})
	}
	if last && m.origin == nil {
		return m.stepListed(back)
	}
	m.reader.StepHit(back)
	m.history.push(from)
	return m.markRead()
}

// leaveSearch goes back to where the search began.
func (m *Model) leaveSearch() tea.Cmd {
	from := m.search.from
	m.choice.Focus = m.search.focus
	m.search, m.origin = nil, nil
	m.clearFound()
	if from.View == searchView {
		from.View, from.Query = articlesView, m.scope.source()
	}
	arrange := m.arrange()
	if from.View == cardsView {
		arrange = m.showCard(data.Entity{ID: from.Card}, from.At)
	}
	if from.Article == "" || from.Article == m.reader.ID() {
		return arrange
	}
	at := event.Landing{Top: from.Top, Entity: from.Entity, Mention: from.Mention, Restore: true}
	return tea.Batch(arrange, m.open(from.Article, at))
}

// returnToSearch goes from an opened result back to the results.
func (m *Model) returnToSearch() tea.Cmd {
	m.push()
	m.search, m.origin = m.origin, nil
	return tea.Batch(m.arrange(), m.needResults())
}

// mostLessened bounds the parts that are left out in turn.
const mostLessened = 8

// lessen asks without which part an empty search would find the most.
func (m *Model) lessen() tea.Cmd {
	s := m.search
	parts := s.query.Parts()
	if len(parts) < 2 || len(parts) > mostLessened {
		return nil
	}
	var queries []data.Query
	for _, part := range parts {
		q, _ := m.parse(s.less(part), false) // what is left was read already
		queries = append(queries, q)
	}
	return m.latest(searchLane, "searching", func(ctx context.Context, job int) (tea.Msg, error) {
		most := event.Lessened{Job: job}
		for i, q := range queries {
			r, err := m.opt.Library.First(ctx, q, data.Newest, 1) // by date all are counted
			if err != nil {
				return nil, err
			}
			if r.Found > most.Found {
				most.Part, most.Found = i, r.Found
			}
		}
		return most, nil
	})
}

// lessened shows what would be found with less.
func (m *Model) lessened(msg event.Lessened) {
	if m.search != nil && m.jobs.newest(searchLane, msg.Job) {
		m.search.without = msg
	}
}

// less is the text of the field without one part of its query.
func (s *searching) less(part data.Expr) string {
	text := s.field.Value()
	return strings.Join(strings.Fields(text[:part.Start]+" "+text[part.End:]), " ")
}

// weakest is the part of an empty search without which the most is found, else
// the one that the fewest articles have.
func (s *searching) weakest() (data.Expr, bool) {
	asked, counts := s.query.Parts(), s.results.Result().Parts
	if len(asked) < 2 || len(counts) != len(asked) {
		return data.Expr{}, false
	}
	if s.without.Found > 0 {
		return asked[s.without.Part], true
	}
	least := 0
	for i, n := range counts {
		if n < counts[least] {
			least = i
		}
	}
	return asked[least], true
}

// leaveOut takes the weakest part out of a search that found nothing.
func (m *Model) leaveOut() tea.Cmd {
	t, ok := m.search.weakest()
	if !ok {
		return nil
	}
	m.search.field.SetValue(m.search.less(t))
	return m.searchTyped()
}

// clickSearch is a click in the search view.
func (m *Model) clickSearch(msg tea.MouseClickMsg) tea.Cmd {
	r, beside, _, _ := searchLayout(m.w, m.h)
	switch {
	case r.Contains(msg.X, msg.Y) && m.search.results.At(msg.Y-r.Y-resultsHead):
		return tea.Batch(m.needResults(), m.restResult())
	case beside.Contains(msg.X, msg.Y):
		return m.openResult()
	}
	return nil
}

// wheelSearch scrolls what is under the pointer in the search view.
func (m *Model) wheelSearch(msg tea.MouseWheelMsg, n int) tea.Cmd {
	if _, beside, _, _ := searchLayout(m.w, m.h); beside.Contains(msg.X, msg.Y) {
		m.reader.Scroll(n)
		return nil
	}
	return m.moveResult(n / wheelLines)
}
