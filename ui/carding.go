package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/card"
	"dateline/ui/event"
	"dateline/ui/screen"
)

// cardView is the card of an entity, in place of the panes.
type cardView struct {
	pane   card.Pane
	entity data.Entity   // as it was known when the card was opened
	at     data.Position // to be selected once it is known
	stale  bool          // what it tells has changed since it was asked for
	asking bool
}

// mostQuoted is how many quotations a card tells.
const mostQuoted = 12

// openCard shows the card of the entity that keys are about: the one under the
// sidebar's cursor, else the chosen one, else the one nearest in the text. It
// begins where the reader is.
func (m *Model) openCard() tea.Cmd {
	e, ok := m.speaker()
	if !ok {
		m.say("No name is chosen. enter on one chooses it.")
		return nil
	}
	m.push()
	return m.showCard(e, data.Position{Article: m.reader.ID(), Offset: max(m.reader.Mention(), 0)})
}

// showCard shows the card of an entity, with the mention at a place selected.
func (m *Model) showCard(e data.Entity, at data.Position) tea.Cmd {
	side := card.Mentions
	if m.card != nil {
		side = m.card.pane.Side
	}
	m.toPanes()
	m.card = &cardView{entity: e, at: at}
	m.card.pane.Side = side
	m.card.pane.Begin(e, told(e), related(e))
	return tea.Batch(m.arrange(), m.readCard())
}

// dropCard closes the card and what is still asked for it.
func (m *Model) dropCard() {
	if m.card != nil {
		m.card = nil
		m.jobs.next(cardLane)
		m.jobs.next(quotedLane)
	}
}

// The messages of a card stay within this package, as event can't import the
// pane.
type (
	// cardRead: what is known of an entity, or that nothing names it any more
	// (data.ErrNoEntity), or why it can't be read.
	cardRead struct {
		job  int
		card data.Card
		err  error
	}
	// mentionsRead: the mentions of a card's entity in some articles.
	mentionsRead struct {
		of       data.EntityID
		articles []card.Article
	}
	// quotesRead: what a card's entity is quoted as saying.
	quotesRead struct {
		job    int
		quotes []card.Quote
		all    int
	}
)

// readCard asks what is known of the card's entity over the list's articles.
func (m *Model) readCard() tea.Cmd {
	v := m.card
	v.stale, v.asking = false, true
	id, within, order := v.entity.ID, m.scope.query, m.listOrder()
	return m.latest(cardLane, "reading the card", func(ctx context.Context, job int) (tea.Msg, error) {
		c, err := m.opt.Library.Card(ctx, id, within, order)
		return cardRead{job, c, err}, ctx.Err()
	})
}

// readQuotes asks what the card's entity is quoted as saying. A place hardly is,
// and may be named in so many articles that looking would take seconds.
func (m *Model) readQuotes() tea.Cmd {
	e, within := m.card.entity, m.scope.query
	if e.Kind == data.Place {
		return nil
	}
	return m.latest(quotedLane, "looking for quotations", func(ctx context.Context, job int) (tea.Msg, error) {
		return m.quotesOf(ctx, job, e.ID, within)
	})
}

// quotesOf gives the newest of what an entity is quoted as saying.
func (m *Model) quotesOf(ctx context.Context, job int, id data.EntityID, within data.Query) (tea.Msg, error) {
	found, err := m.opt.Library.Quotations(ctx, id, within, data.Newest)
	if errors.Is(err, data.ErrNoEntity) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	said := quotesRead{job: job, all: len(found)}
	found = found[:min(len(found), mostQuoted)]
	var ids []data.ID
	for _, q := range found {
		ids = append(ids, q.Article)
	}
	rows, err := m.opt.Library.Rows(ctx, ids)
	if err != nil {
		return nil, err
	}
	known := map[data.ID]data.Row{}
	for _, row := range rows {
		known[row.ID] = row
	}
	for _, q := range found {
		said.quotes = append(said.quotes, card.Quote{Quotation: q, Row: known[q.Article]})
	}
	return said, nil
}

// cardShown shows what is known of the card's entity.
func (m *Model) cardShown(msg cardRead) tea.Cmd {
	v := m.card
	if v == nil || !m.jobs.newest(cardLane, msg.job) {
		return nil
	}
	v.asking = false
	switch {
	case errors.Is(msg.err, data.ErrNoEntity): // it was merged, or is no name any more
		leave := v.leave(m)
		if m.note.text == "" {
			m.say("Nothing names " + cmp.Or(v.entity.Name, "whom the card was of") + " any more.")
		}
		return leave
	case msg.err != nil:
		m.failed(event.Failed{Op: "reading the card", Err: msg.err})
		return nil
	}
	v.entity = msg.card.Entity
	v.pane.Set(msg.card, told(msg.card.Entity), related(msg.card.Entity))
	v.land()
	if v.stale {
		return m.readCard()
	}
	return tea.Batch(m.needMentions(), m.readQuotes())
}

// land selects the mention that the card was opened at, as soon as it is known.
func (v *cardView) land() {
	if v.at.Article == "" {
		return
	}
	if v.pane.Select(v.at); v.pane.Selected().Offset >= 0 {
		v.at = data.Position{}
	}
}

// needMentions asks for the mentions that the card is about to show.
func (m *Model) needMentions() tea.Cmd {
	ids, of := m.card.pane.Missing(), m.card.entity.ID
	if len(ids) == 0 {
		return nil
	}
	within := m.scope.query
	return m.always("reading the mentions", func(ctx context.Context) (tea.Msg, error) {
		msg := mentionsRead{of: of}
		for _, id := range ids {
			r, err := m.opt.Library.Read(ctx, id, within)
			if errors.Is(err, data.ErrNoArticle) {
				continue
			}
			if err != nil {
				return nil, err
			}
			msg.articles = append(msg.articles, card.Article{Row: r.Row, Contexts: card.Contexts(r, of)})
		}
		return msg, nil
	})
}

// cardAgain asks anew for what the card tells, once at a time.
func (m *Model) cardAgain() tea.Cmd {
	switch v := m.card; {
	case v == nil:
		return nil
	case v.asking:
		v.stale = true
		return nil
	}
	return m.readCard()
}

// followCard goes to where the selected line of the card leads.
func (m *Model) followCard() tea.Cmd {
	t := m.card.pane.Target()
	switch {
	case t.Entity != "":
		m.push()
		for _, with := range m.card.pane.Card().With {
			if with.ID == t.Entity {
				return m.showCard(with.Entity, data.Position{})
			}
		}
		return nil
	case t.Quotation.Article != "":
		return m.goToQuotation(t.Quotation)
	case t.At.Offset < 0 || t.At.Article == "":
		return nil
	}
	m.push()
	id := m.card.entity.ID
	m.toPanes()
	m.step = overMentions
	m.clearFound()
	return tea.Batch(m.setFocus(readerPane),
		m.open(t.At.Article, event.Landing{Top: 0, Entity: id, Mention: t.At.Offset, Opened: true}))
}

// turnCard goes to the other half of the card.
func (m *Model) turnCard() tea.Cmd {
	m.card.pane.Side = card.Facts + card.Mentions - m.card.pane.Side
	return m.arrange()
}

func (v *cardView) place() where  { return inCard }
func (v *cardView) title() string { return "Card" }
func (v *cardView) page() int     { return v.pane.Page() }

func (v *cardView) move(m *Model, n int) tea.Cmd {
	v.pane.Move(v.pane.Side, n)
	return m.needMentions()
}

func (v *cardView) leave(m *Model) tea.Cmd {
	m.dropCard()
	return m.arrange()
}

func (v *cardView) click(m *Model, msg tea.MouseClickMsg) tea.Cmd {
	facts, mentions, _ := cardLayout(m.w, m.h, v.pane.Side)
	if v.pane.Click(facts, mentions, msg.X, msg.Y) {
		return m.followCard()
	}
	return m.needMentions()
}

func (v *cardView) wheel(m *Model, msg tea.MouseWheelMsg, notches int) tea.Cmd {
	side := card.Mentions
	if facts, _, _ := cardLayout(m.w, m.h, v.pane.Side); facts.Contains(msg.X, msg.Y) {
		side = card.Facts
	}
	v.pane.Move(side, notches)
	return m.needMentions()
}

// hints leaves out going somewhere where nothing is to go to.
func (v *cardView) hints(_ *Model, name string) bool {
	return name != "follow-card" || v.pane.Len() > 0
}

// status tells which mention is selected.
func (v *cardView) status(m *Model, c *screen.Canvas, y int) int {
	e := v.entity
	if e.Name == "" {
		return 1
	}
	kind := screen.Kind(e.Kind)
	x := c.Put(1, y, screen.Style{Fg: kind}, screen.KindSign(e.Kind))
	x = c.PutCut(x+1, y, m.w/3, screen.Style{Fg: kind, Bold: true}, e.Name)
	if v.pane.Len() == 0 {
		return x
	}
	s := fmt.Sprintf("%s of %s", screen.Number(v.pane.Index()+1), screen.Number(v.pane.Len()))
	if m.layout.Shape != narrow {
		s += " · " + screen.Count(v.pane.Card().Articles, "article")
	}
	if m.counts.Recognised < m.counts.Articles || m.counts.Loading {
		s += " so far"
	}
	return c.PutCut(x+2, y, m.room()-x-2, textStyle, s)
}

// cardLayout is the layout of a card: what is known at the left, the mentions at
// the right with the scroll bars at the right of both; in a narrow window one
// half at a time.
func cardLayout(w, h int, side card.Side) (facts, mentions screen.Rect, tracks [2]int) {
	body := func(x, w int) screen.Rect { return screen.Rect{X: x, Y: 2, W: w, H: h - 4} }
	if w < middleWidth {
		tracks = [2]int{-1, w - 1}
		if side == card.Facts {
			return body(1, w-3), screen.Rect{}, [2]int{w - 1, -1}
		}
		return screen.Rect{}, body(1, w-3), tracks
	}
	left := max(28, min(35+(w-100)*15/100, 48))
	return body(1, left), body(left+3, w-left-5), [2]int{left + 1, w - 1}
}

// draw draws the card.
func (v *cardView) draw(m *Model, c *screen.Canvas) (x, y int) {
	facts, mentions, tracks := cardLayout(m.w, m.h, v.pane.Side)
	x, y = v.pane.Draw(c, facts, mentions, card.Look{
		Now: m.opt.Now(), Focus: !m.covered(), Order: m.listOrder().String(),
	})
	if facts.W > 0 {
		total, top := v.pane.FactsTrack(facts.H)
		c.Track(tracks[0], facts.Y, facts.H, total, top, nil)
	}
	if mentions.W > 0 {
		total, top := v.pane.Track()
		c.Track(tracks[1], mentions.Y, mentions.H, total, top, nil)
	}
	return x, y
}
