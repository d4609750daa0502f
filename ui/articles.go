package ui

import (
	"context"
	"errors"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/reader"
)

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
	if m.search == nil && !m.resting { // else the cursor has moved on meanwhile
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
	if m.isCounted(id) {
		m.takeCount(m.counted.Entity)
	}
	m.reader.Choose(id)
	m.fitEntities()
	m.entities.Choose(id)
}

// isCounted reports whether it is known how often an entity is named in the
// list's articles: stepping from one to the next needn't ask again, unless each
// that is read may change which those are.
func (m *Model) isCounted(id data.EntityID) bool {
	return id != "" && id == m.counted.Entity.ID && m.scope.source() == m.counted.Within && !m.scope.query.AsksMarks()
}

// takeCount takes what is known of the chosen entity beyond the shown article.
func (m *Model) takeCount(e data.EntityCount) {
	e.Here, e.First = m.chosen.Here, m.chosen.First
	m.chosen = e
}

// countChosen asks how often the chosen entity is named in all.
func (m *Model) countChosen() tea.Cmd {
	id, within, source := m.chosen.ID, m.scope.query, m.scope.source()
	if id == "" || m.isCounted(id) {
		return nil
	}
	return m.latest(entityLane, "counting mentions", func(ctx context.Context, _ int) (tea.Msg, error) {
		e, err := m.opt.Library.Entity(ctx, id, within)
		if errors.Is(err, data.ErrNoEntity) {
			return nil, nil
		}
		return event.EntityCounted{Entity: e, Within: source}, err
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
