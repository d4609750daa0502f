package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/card"
	"dateline/ui/event"
	"dateline/ui/reader"
	"dateline/ui/screen"
)

// stepOn goes to the next of what is stepped through, or with back to the
// previous: a mention of the chosen entity, or what was found.
func (m *Model) stepOn(back bool) tea.Cmd {
	if m.card != nil {
		m.card.pane.Move(card.Mentions, 1-2*b2i(back))
		return m.needMentions()
	}
	if cmd, later := m.later(func() tea.Cmd { return m.stepOn(back) }); later {
		return cmd
	}
	switch m.step {
	case overFound, overQuotes:
		return m.stepFound(back)
	case overSearch:
		return m.stepSearched(back)
	}
	if m.chosen.ID == "" {
		return m.stepAny(back)
	}
	from := m.here()
	if m.reader.Step(back, false) {
		return m.stepped(from)
	}
	return m.stepOut(back)
}

// mostWaiting bounds the steps that wait while the next article is loaded: a key
// held down doesn't run on for long after it is let go.
const mostWaiting = 8

// later keeps a step for the article that is on its way, and reports whether
// one is. One that the list's cursor would rest on first sets out at once.
func (m *Model) later(step func() tea.Cmd) (cmd tea.Cmd, later bool) {
	if m.resting && m.search == nil {
		cmd = m.preview()
	}
	switch {
	case m.leaving:
		m.waiting = append(m.waiting[:min(len(m.waiting), mostWaiting-1)], step)
	case cmd != nil: // it is there already, and what follows from that isn't lost
		cmd = tea.Batch(cmd, step())
	}
	return cmd, cmd != nil || m.leaving
}

// landed takes the steps that waited for the article, until one leaves it.
func (m *Model) landed() tea.Cmd {
	waiting := m.waiting
	m.leaving, m.waiting = false, nil
	var cmds []tea.Cmd
	for !m.leaving && len(waiting) > 0 {
		cmds = append(cmds, waiting[0]())
		waiting = waiting[1:]
	}
	m.waiting = waiting // the others wait for the article that this one goes to
	return tea.Batch(cmds...)
}

// stepped follows a step within the article.
func (m *Model) stepped(from data.Spot) tea.Cmd {
	m.history.push(from)
	m.ended = false
	m.showReader()
	return m.soon(m.markRead(), m.lookAhead())
}

// stepOut goes on into the next article that names the chosen entity.
func (m *Model) stepOut(back bool) tea.Cmd {
	id, within, order := m.chosen.ID, m.scope.query, m.listOrder()
	from := m.reader.ID()
	if m.ended {
		from = "" // all around: the first one again, or the last
	}
	m.leaving = true
	if p := m.prepared; p != nil && !back && !m.ended && p.Within == within.Source && p.Order == order {
		return m.arrived(event.Stepped{At: m.ahead.At})
	}
	return m.soon(m.latest(stepLane, "looking for the next mention", func(ctx context.Context, job int) (tea.Msg, error) {
		at, err := m.opt.Library.Next(ctx, id, from, within, order, back)
		if errors.Is(err, data.ErrNoMention) {
			return event.Stepped{Job: job, Back: back, None: true}, nil
		}
		return event.Stepped{Job: job, At: at, Back: back}, err
	}))
}

// arrived follows an answer to a step that leaves the article.
func (m *Model) arrived(msg event.Stepped) tea.Cmd {
	unread := msg.At.Offset < 0
	waiting := m.waiting
	m.leaving, m.waiting = false, nil
	switch {
	case msg.None && unread && msg.At.Article == "":
		m.say("No further unread article in this direction.")
		return nil
	case msg.None:
		m.ended = true
		m.say(endOf(m.chosen, msg.Back))
		return nil
	}
	m.ended = false
	m.push()
	m.showReader()
	at := m.landing(msg.At)
	if unread {
		at = m.atHits(event.Landing{Top: -1, Mention: -1, Opened: true})
	}
	m.leaving, m.waiting = true, waiting // all around it may be the same article
	return m.bring(msg.At.Article, at)
}

// landing is how one comes down at a mention of the chosen entity.
func (m *Model) landing(at data.Position) event.Landing {
	return event.Landing{Top: 0, Entity: m.chosen.ID, Mention: at.Offset, Opened: true}
}

func endOf(e data.EntityCount, back bool) string {
	if back {
		return fmt.Sprintf("That was the first mention of %s. N again starts at the last.", e.Name)
	}
	return fmt.Sprintf("That was the last mention of %s. n again starts at the first.", e.Name)
}

// lookAhead finds out where the next step will leave the article for, so that
// the status line can say so before it happens.
func (m *Model) lookAhead() tea.Cmd {
	m.ahead, m.prepared = event.NextKnown{}, nil
	n, of := m.reader.Number()
	if m.step != overMentions || m.chosen.ID == "" || of == 0 || n != of {
		return nil
	}
	id, from, within, order := m.chosen.ID, m.reader.ID(), m.scope.query, m.listOrder()
	ctx, job := m.jobs.next(aheadLane)
	return m.run(ctx, "looking ahead", func(ctx context.Context) (tea.Msg, error) {
		at, err := m.opt.Library.Next(ctx, id, from, within, order, false)
		if errors.Is(err, data.ErrNoMention) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		rows, err := m.opt.Library.Rows(ctx, []data.ID{at.Article})
		if err != nil || len(rows) == 0 {
			return nil, err
		}
		return event.NextKnown{Job: job, Title: rows[0].Title, At: at}, nil
	})
}

// preparing is how long an answer to a step goes before the article that the
// next step opens is prepared: the screen is drawn meanwhile.
const preparing = 20 * time.Millisecond

// prepare reads and sets the article to which the next step goes on, so that it
// can be shown at once.
func (m *Model) prepare() tea.Cmd {
	at, within, order, measure := m.ahead.At, m.scope.query.Source, m.listOrder(), m.measure
	load := m.load(at.Article, m.landing(at))
	wait := preparing
	if m.unresting {
		wait = 0
	}
	return m.latest(aheadLane, "looking ahead", func(ctx context.Context, job int) (tea.Msg, error) {
		select {
		case <-time.After(wait):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		msg, err := load(ctx)
		if errors.Is(err, data.ErrNoArticle) {
			return nil, nil
		}
		return event.Prepared{Job: job, Within: within, Order: order, Measure: measure, Loaded: msg}, err
	})
}

// takePrepared gives an article that was prepared, if it is the one that is
// wanted, for the screen as it is.
func (m *Model) takePrepared(id data.ID, at event.Landing) (event.ArticleLoaded, bool) {
	p := m.prepared
	m.prepared = nil
	if p == nil || p.Loaded.Reading.Article.ID != id || p.Within != m.scope.query.Source || p.Measure != m.measure ||
		at.Entity != p.Loaded.Landing.Entity || at.Mention != p.Loaded.Landing.Mention || !at.Opened || !at.Hits.Empty() {
		return event.ArticleLoaded{}, false
	}
	_, p.Loaded.Job = m.jobs.next(readLane)
	return p.Loaded, true
}

// unprepare drops what was prepared if it is among articles that have changed.
func (m *Model) unprepare(changed []data.ID) {
	if p := m.prepared; p != nil && indexOf(changed, p.Loaded.Reading.Article.ID) >= 0 {
		m.prepared = nil
	}
}

// stepAny goes to the next mention of any name in the article and chooses it.
func (m *Model) stepAny(back bool) tea.Cmd {
	if cmd, later := m.later(func() tea.Cmd { return m.stepAny(back) }); later {
		return cmd
	}
	from := m.here()
	if !m.reader.Step(back, true) {
		if len(m.reader.Reading().Mentions) == 0 {
			m.say(m.noNames(false))
			return nil
		}
		m.say([...]string{"That was the last name here. J is the next article.", "That was the first name here. K is the previous article."}[b2i(back)])
		return nil
	}
	mention, _ := m.reader.Nearest()
	return m.take(mention, from)
}

// take chooses the entity of a mention that has become the current one.
func (m *Model) take(mention data.Mention, from data.Spot) tea.Cmd {
	m.step = overMentions
	m.clearFound()
	m.choose(mention.Entity)
	m.reader.SetMention(mention.Start)
	return tea.Batch(m.stepped(from), m.countChosen())
}

// chooseNearest chooses the name at or nearest to where the reader is.
func (m *Model) chooseNearest() tea.Cmd {
	mention, ok := m.reader.Nearest()
	if !ok {
		m.say(m.noNames(false))
		return nil
	}
	return m.take(mention, m.here())
}

// openEntity chooses the entity under the sidebar's cursor and goes to its
// first mention: here, or in the first article that has one.
func (m *Model) openEntity() tea.Cmd {
	e, ok := m.entities.Selected()
	if !ok {
		m.say("There is no name here.")
		return nil
	}
	return m.goToEntity(e.ID)
}

func (m *Model) goToEntity(id data.EntityID) tea.Cmd {
	from := m.here()
	m.toPanes()
	m.step = overMentions
	m.clearFound()
	m.choose(id)
	focus := m.setFocus(readerPane)
	if m.reader.First(false) {
		return tea.Batch(focus, m.stepped(from), m.countChosen())
	}
	m.ended = true // from the first article on
	return tea.Batch(focus, m.stepOut(false), m.countChosen())
}

// clearFound forgets what was found, without changing what is chosen.
func (m *Model) clearFound() {
	m.find = ""
	m.reader.SetHits(nil, 0)
	if m.step != overMentions {
		m.step = overMentions
	}
}

func (m *Model) cycleMarks() tea.Cmd {
	m.reader.Marks = (m.reader.Marks + 1) % (reader.NoMarks + 1)
	m.say("Names marked: " + m.reader.Marks.String())
	return nil
}

// switchSofter lets n and N stop at what means the chosen entity without its
// name as well, or no longer.
func (m *Model) switchSofter() tea.Cmd {
	m.reader.SetSofter(!m.reader.Softer)
	if m.reader.Softer {
		m.say("Steps go to “the envoy” and its like too.")
	} else {
		m.say("Steps go to names alone.")
	}
	return m.lookAhead()
}

// startFind opens the field for finding in the article.
func (m *Model) startFind() tea.Cmd {
	if _, ok := m.target(); !ok {
		return nil
	}
	m.edit = findField
	m.field.SetValue(m.find)
	return nil
}

// findNow marks what the field holds.
func (m *Model) findNow() tea.Cmd {
	text, a := m.field.Value(), m.reader.Reading().Article
	return m.latest(hitsLane, "finding", func(_ context.Context, job int) (tea.Msg, error) {
		return event.HitsFound{Job: job, Hits: m.finder.find(a, text)}, nil
	})
}

func (m *Model) stepFound(back bool) tea.Cmd {
	if _, of := m.reader.Hit(); of == 0 {
		m.say("Nothing is found.")
		return nil
	}
	from := m.here()
	if m.reader.StepHit(back) {
		m.say([...]string{"On from the top.", "On from the end."}[b2i(back)])
	}
	m.history.push(from)
	return m.markRead()
}

// nextHint is what the status line says n does at the last mention here.
func (m *Model) nextHint() string {
	if m.ahead.Title == "" {
		return ""
	}
	return "on to “" + screen.CutWord(strings.Trim(m.ahead.Title, "“”\""), 18) + "”"
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}
