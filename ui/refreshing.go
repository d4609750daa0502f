package ui

import (
	"context"
	"fmt"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// refreshing is how far a refresh has come.
type refreshing struct {
	running bool
	now     data.Progress // the newest step
	begun   []data.FeedID // being asked
	stored  data.Stored
	failed  int
	first   string        // the first failure, in words
	left    []data.FeedID // not done yet
	next    []data.FeedID // what was asked for meanwhile, and follows
}

// refreshThis refreshes the selected feed, or that of the list; all where the
// list is of no one feed.
func (m *Model) refreshThis() tea.Cmd {
	f, ok := m.selectedFeed()
	if m.feeds == nil {
		f, ok = m.feedOf(m.scope.base)
	}
	switch {
	case ok && f.ID == data.EditionFeed:
		m.say(fmt.Sprintf("The edition is built in, and nothing new comes; %s asks all feeds.", m.keyOf("refresh-all")))
		return nil
	case !ok && m.asked.running:
		m.refreshNext(nil)
		return nil
	case !ok:
		return m.refreshAll()
	}
	return m.refreshFeeds([]data.FeedID{f.ID})
}

// refreshAll refreshes all feeds, or ends the refresh that runs.
func (m *Model) refreshAll() tea.Cmd {
	if m.asked.running {
		m.jobs.next(refreshLane) // its context is cancelled
		m.endRefresh(true)
		return m.listFeeds()
	}
	var ids []data.FeedID
	for _, f := range m.follows {
		if !f.Paused {
			ids = append(ids, f.ID)
		}
	}
	if m.opt.Feeds != nil && len(ids) == 0 {
		m.say("No feeds to refresh. a adds one.")
		return nil
	}
	return m.refreshFeeds(ids)
}

// refreshFeeds asks feeds for what is new.
func (m *Model) refreshFeeds(ids []data.FeedID) tea.Cmd {
	if !m.following() {
		return nil
	}
	if m.asked.running { // another one would end it
		m.refreshNext(ids)
		return nil
	}
	m.asked = refreshing{running: true, left: slices.Clone(ids)}
	return m.latest(refreshLane, "refreshing", func(ctx context.Context, job int) (tea.Msg, error) {
		steps, err := m.opt.Feeds.Refresh(ctx, ids)
		if err != nil {
			return nil, err
		}
		return gather(ctx, steps, job), nil
	})
}

// refreshNext has feeds asked behind the refresh that runs, but for those that it
// is to ask anyway.
func (m *Model) refreshNext(ids []data.FeedID) {
	stop := m.keyOf("refresh-all")
	m.say("A refresh is running already; " + stop + " stops it.")
	for _, id := range ids {
		if !slices.Contains(m.asked.left, id) && !slices.Contains(m.asked.next, id) {
			m.asked.next = append(m.asked.next, id)
			m.say("It is asked when the refresh that runs is done; " + stop + " stops that.")
		}
	}
}

// gathering is how long steps are taken together: more often nobody can read.
const gathering = 100 * time.Millisecond

// gather takes the next steps of a refresh.
func gather(ctx context.Context, steps <-chan data.Progress, job int) event.Refreshed {
	msg := event.Refreshed{Job: job, Rest: steps}
	timer := time.NewTimer(gathering)
	defer timer.Stop()
	for {
		select {
		case step, ok := <-steps:
			if !ok {
				msg.Rest = nil
				return msg
			}
			msg.Steps = append(msg.Steps, step)
		case <-timer.C:
			if len(msg.Steps) > 0 {
				return msg
			}
			timer.Reset(gathering)
		case <-ctx.Done():
			msg.Rest = nil
			return msg
		}
	}
}

// refreshStep shows how far a refresh has come, and waits for more.
func (m *Model) refreshStep(msg event.Refreshed) tea.Cmd {
	if !m.jobs.newest(refreshLane, msg.Job) {
		return nil
	}
	for _, step := range msg.Steps {
		m.asked.take(step)
		if m.feeds != nil {
			m.feeds.pane.Asking(step.Feed, !step.Done)
		}
	}
	if msg.Rest == nil {
		m.endRefresh(false)
		next := m.asked.next
		m.asked.next = nil
		if len(next) > 0 {
			return tea.Batch(m.listFeeds(), m.count(), m.refreshFeeds(next))
		}
		return tea.Batch(m.listFeeds(), m.count())
	}
	rest := m.always("refreshing", func(ctx context.Context) (tea.Msg, error) {
		return gather(ctx, msg.Rest, msg.Job), nil
	})
	if m.feeds != nil {
		return tea.Batch(rest, m.listFeeds())
	}
	return rest
}

func (r *refreshing) take(step data.Progress) {
	r.now = step
	if !step.Done {
		r.begun = append(r.begun, step.Feed)
		return
	}
	done := func(id data.FeedID) bool { return id == step.Feed }
	r.begun, r.left = slices.DeleteFunc(r.begun, done), slices.DeleteFunc(r.left, done)
	r.stored.New += step.Stored.New
	r.stored.Changed += step.Stored.Changed
	if step.Error != "" {
		if r.failed++; r.first == "" {
			r.first = step.Title + ": " + step.Error
		}
	}
}

// endRefresh tells what came of a refresh.
func (m *Model) endRefresh(stopped bool) {
	r := &m.asked
	r.running, r.begun = false, nil
	if m.feeds != nil {
		m.feeds.pane.Idle()
	}
	what := "Nothing new"
	if r.stored.New > 0 {
		what = screen.Count(r.stored.New, "new article")
	}
	switch {
	case stopped:
		m.say("Stopped. " + what + " so far.")
	case r.failed == 1:
		m.note = note{text: "× " + r.first + " · " + what, role: screen.Error, offer: "feeds"}
	case r.failed > 1:
		m.note = note{text: fmt.Sprintf("× %s failed · %s", screen.Count(r.failed, "feed"), what), role: screen.Error, offer: "feeds"}
	default:
		m.say(what + ".")
	}
}

// text is how far it has come, for the title line, at most w wide.
func (r *refreshing) text(w int) string {
	if r.now.Of == 0 {
		return "Refreshing"
	}
	bar := ""
	const cells = 9
	for i := range cells {
		if i*r.now.Of < r.now.Count*cells {
			bar += "━"
		} else {
			bar += "─"
		}
	}
	s := fmt.Sprintf("Refreshing %s %s of %s", bar, screen.Number(r.now.Count), screen.Number(r.now.Of))
	if full := s + " · " + r.now.Title; screen.Width(full) <= w {
		return full
	}
	return s
}

// paceFeed offers how often a feed may be asked.
func (m *Model) paceFeed() tea.Cmd {
	return m.chooseFor("How often", []choiceFor{
		{"as often as it asks for", func(f *data.Subscription) { f.Every = 0 }},
		{"every 15 minutes", func(f *data.Subscription) { f.Every = 15 * time.Minute }},
		{"every hour", func(f *data.Subscription) { f.Every = time.Hour }},
		{"every 6 hours", func(f *data.Subscription) { f.Every = 6 * time.Hour }},
		{"once a day", func(f *data.Subscription) { f.Every = 24 * time.Hour }},
		{"once a week", func(f *data.Subscription) { f.Every = 7 * 24 * time.Hour }},
	})
}

// keepFeed offers which of a feed's articles are kept. What goes goes when the
// library is compacted.
func (m *Model) keepFeed() tea.Cmd {
	keep := func(days, most int) func(*data.Subscription) {
		return func(f *data.Subscription) { f.KeepDays, f.KeepMost = days, most }
	}
	return m.chooseFor("Keep (starred ones always)", []choiceFor{
		{"all articles", keep(0, 0)},
		{"those of the last 30 days", keep(30, 0)},
		{"those of the last year", keep(365, 0)},
		{"the newest 100", keep(0, 100)},
		{"the newest 1,000", keep(0, 1000)},
	})
}

// choiceFor is a setting of a feed that is chosen from several.
type choiceFor struct {
	label string
	set   func(*data.Subscription)
}

func (m *Model) chooseFor(title string, choices []choiceFor) tea.Cmd {
	if _, ok := m.feedHere(); !ok {
		return nil
	}
	items := make([]menu.Item, len(choices))
	for i, c := range choices {
		items[i] = menu.Item{Label: c.label, Chosen: event.Do(func() tea.Cmd { return m.editFeed(c.set) })}
	}
	m.overlay = menu.Letters(title, items)
	return nil
}
