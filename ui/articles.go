package ui

import (
	"context"
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/reader"
)

// rest is how long the cursor stays before the article under it is shown, so
// that running through the list costs nothing.
const rest = 80 * time.Millisecond

// typingRest is the same while a query is typed: longer than from one letter to
// the next.
const typingRest = 200 * time.Millisecond

// open shows an article and comes down in it as at says.
func (m *Model) open(id data.ID, at event.Landing) tea.Cmd {
	if id == "" {
		return nil
	}
	m.leaving, m.waiting = id != m.reader.ID(), nil // steps that waited were for another article
	m.jobs.next(stepLane)
	return m.bring(id, at)
}

// bring is open for a step that is on its way.
func (m *Model) bring(id data.ID, at event.Landing) tea.Cmd {
	m.resting = false
	m.jobs.next(hitsLane)
	m.measure = m.readerMeasure()
	keep := m.keepTop()
	if msg, ok := m.takePrepared(id, at); ok {
		return tea.Batch(keep, m.loaded(msg))
	}
	load := m.load(id, at)
	return tea.Batch(keep, m.soon(m.latest(readLane, "opening the article", func(ctx context.Context, job int) (tea.Msg, error) {
		msg, err := load(ctx)
		msg.Job = job
		return msg, err
	})))
}

// load gives what reads an article and sets it for the reader as it is now.
func (m *Model) load(id data.ID, at event.Landing) func(context.Context) (event.ArticleLoaded, error) {
	within, rows, options := m.scope.query, m.h, m.setting()
	return func(ctx context.Context) (event.ArticleLoaded, error) {
		msg := event.ArticleLoaded{Landing: at}
		var err error
		if msg.Reading, err = m.opt.Library.Read(ctx, id, within); err != nil {
			return msg, err
		}
		if !at.Hits.Empty() {
			if msg.Hits, err = m.opt.Library.Hits(ctx, at.Hits, id); err != nil {
				return msg, err
			}
		}
		msg.Setting = article.New(msg.Reading.Article, options)
		msg.Page, err = firstPage(ctx, msg, rows)
		return msg, err
	}
}

// long is the length in bytes from which an article is shown before all of it
// is set: setting takes some 10 ms per 1,000 words.
const long = 20_000

// firstPage sets an article, or of a long one what is about to be shown.
func firstPage(ctx context.Context, msg event.ArticleLoaded, rows int) (*article.Page, error) {
	a, at := msg.Reading.Article, msg.Landing
	if len(a.Text) < long {
		return msg.Setting.Whole(ctx)
	}
	offset := at.Top
	if offset < 0 {
		offset = msg.Reading.Top
	}
	if at.Mention >= 0 && !at.Restore {
		offset = at.Mention
	}
	if at.Quoted {
		offset = at.Quotation
	}
	if len(msg.Hits) > 0 {
		offset = msg.Hits[0].Start
		if at.Last {
			offset = msg.Hits[len(msg.Hits)-1].Start
		}
	}
	return msg.Setting.Around(ctx, offset, 2*rows)
}

// setWhole sets all of an article of which only a part is shown yet.
func (m *Model) setWhole(setting *article.Setting, id data.ID) tea.Cmd {
	return m.latest(pageLane, "setting the article", func(ctx context.Context, job int) (tea.Msg, error) {
		page, err := setting.Whole(ctx)
		return event.PageLaid{Job: job, ID: id, Page: page}, err
	})
}

// setting is how articles are set for the reader now.
func (m *Model) setting() article.Options {
	return article.Options{Width: m.measure, ASCII: m.opt.ASCII}
}

// readerMeasure is the width at which the text is set now.
func (m *Model) readerMeasure() int {
	w := m.layout.Reader.W
	if m.search != nil {
		_, r, _, _ := searchLayout(m.w, m.h)
		w = r.W
	}
	if w == 0 { // not shown: it will be, alone
		w = m.w - 3
	}
	return reader.Measure(w)
}

// relay lays the shown article out anew when its measure has changed.
func (m *Model) relay() tea.Cmd {
	measure := m.readerMeasure()
	a := m.reader.Reading().Article
	if a == nil || measure == m.measure {
		return nil
	}
	m.measure = measure
	setting := article.New(a, m.setting())
	if len(a.Text) < long {
		return m.setWhole(setting, a.ID)
	}
	top, rows := m.reader.Top(), m.h
	first := m.latest(pageLane, "setting the article", func(ctx context.Context, job int) (tea.Msg, error) {
		page, err := setting.Around(ctx, top, 2*rows)
		return event.PageLaid{Job: job, ID: a.ID, Page: page, Setting: setting}, err
	})
	return first
}

// loaded shows an article that has arrived.
func (m *Model) loaded(msg event.ArticleLoaded) tea.Cmd {
	at := msg.Landing
	top := at.Top
	if top < 0 {
		top = msg.Reading.Top
	}
	m.reader.Show(msg.Reading, msg.Page, top)
	if m.search == nil {
		m.list.Select(msg.Reading.Article.ID)
	}
	if at.Entity != "" || at.Restore {
		m.choose(at.Entity)
	}
	m.reader.Choose(m.chosen.ID)
	m.land(msg)
	m.showEntities()
	var cmds []tea.Cmd
	if at.Opened {
		cmds = append(cmds, m.markRead())
	}
	cmds = []tea.Cmd{m.soon(append(cmds, m.need(), m.lookAhead(), m.countChosen())...), m.keepSession(), m.landed()}
	switch {
	case m.readerMeasure() != m.measure:
		cmds = append(cmds, m.relay())
	case !msg.Page.Complete:
		cmds = append(cmds, m.setWhole(msg.Setting, msg.Reading.Article.ID))
	}
	return tea.Batch(cmds...)
}

// land comes down at the mention or hit that was asked for.
func (m *Model) land(msg event.ArticleLoaded) {
	at := msg.Landing
	m.marked = at.Hits.Source
	switch {
	case len(msg.Hits) > 0:
		m.step = overSearch
		from := 0
		switch {
		case at.Restore:
			from = at.Hit
		case at.Last:
			from = msg.Hits[len(msg.Hits)-1].Start
		}
		m.reader.SetHits(msg.Hits, from)
		return
	case at.Quoted:
		m.step, m.find = overQuotes, ""
		m.reader.SetHits(m.quotedHere(at.Entity), at.Quotation)
		return
	case at.Mention >= 0 && at.Restore:
		m.reader.SetMention(at.Mention)
	case at.Mention >= 0:
		m.reader.GoTo(at.Mention)
	case at.First || at.Last:
		m.reader.First(at.Last)
	}
	m.step, m.find = overMentions, ""
}

// showEntities puts the shown article's entities into the sidebar.
func (m *Model) showEntities() {
	if !m.entities.All {
		m.entities.Set(m.reader.Reading().Entities)
	}
	m.entities.Choose(m.chosen.ID)
}

// choose makes an entity the chosen one, empty for none.
func (m *Model) choose(id data.EntityID) {
	m.ahead, m.ended = event.NextKnown{}, false
	m.chosen = data.EntityCount{Entity: data.Entity{ID: id}}
	for _, e := range m.reader.Reading().Entities {
		if e.ID == id {
			m.chosen = e
		}
	}
	m.reader.Choose(id)
	m.fitEntities()
	m.entities.Choose(id)
}

// countChosen asks how often the chosen entity is named in all.
func (m *Model) countChosen() tea.Cmd {
	id, within := m.chosen.ID, m.scope.query
	if id == "" {
		return nil
	}
	return m.latest(entityLane, "counting mentions", func(ctx context.Context, _ int) (tea.Msg, error) {
		e, err := m.opt.Library.Entity(ctx, id, within)
		if errors.Is(err, data.ErrNoEntity) {
			return nil, nil
		}
		return event.EntityCounted{Entity: e}, err
	})
}

// keepTop remembers where the shown article is being left. One that was read to
// its end begins at the top when it is opened again.
func (m *Model) keepTop() tea.Cmd {
	id, top := m.reader.ID(), m.reader.Top()
	if id == "" {
		return nil
	}
	if m.reader.AtEnd() {
		top = 0
	}
	return m.always("keeping your place", func(ctx context.Context) (tea.Msg, error) {
		return nil, m.opt.Library.KeepTop(ctx, data.Position{Article: id, Offset: top})
	})
}

// keepSession stores where the reader is, so that a crash loses little.
func (m *Model) keepSession() tea.Cmd {
	s := m.session()
	return m.latest(saveLane, "keeping your place", func(ctx context.Context, _ int) (tea.Msg, error) {
		return nil, m.opt.Library.KeepSession(ctx, s)
	})
}

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

// refresh asks anew for what the shown article looks like when it is among ids;
// nil asks in any case.
func (m *Model) refresh(ids []data.ID) tea.Cmd {
	id, within := m.reader.ID(), m.scope.query
	if id == "" || ids != nil && indexOf(ids, id) < 0 {
		return nil
	}
	return m.always("reading the article again", func(ctx context.Context) (tea.Msg, error) {
		r, err := m.opt.Library.Read(ctx, id, within)
		if errors.Is(err, data.ErrNoArticle) {
			return nil, nil
		}
		return event.ArticleRefreshed{Reading: r}, err
	})
}

// count asks for the library's counts.
func (m *Model) count() tea.Cmd {
	return m.always("counting", func(ctx context.Context) (tea.Msg, error) {
		c, err := m.opt.Library.Counts(ctx)
		return event.Counted{Counts: c}, err
	})
}
