package ui

import (
	"context"
	"fmt"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/screen"
)

// Update takes a message: keys and the mouse go to where the reader is, facts
// from finished jobs to what they are about.
func (m *Model) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	m.until = time.Time{}
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return m, m.resize(msg.Width, msg.Height)
	case tea.BackgroundColorMsg:
		m.dark, m.told = msg.IsDark(), true
		m.setTheme()
	case tea.ColorProfileMsg:
		m.depth = depth(msg.Profile)
		m.setTheme()
	case tea.ModeReportMsg:
		return m, m.measured(msg)
	case tea.KeyPressMsg:
		m.tidier.pressed()
		m.touched, m.until = true, time.Now().Add(patience)
		return m, m.press(msg)
	case tea.PasteMsg:
		m.touched, m.until = true, time.Now().Add(patience)
		return m, m.paste(msg)
	case tea.MouseClickMsg:
		m.touched = true
		return m, m.click(msg)
	case tea.MouseWheelMsg:
		m.touched = true
		return m, m.wheel(msg)
	default:
		return m, m.fact(msg)
	}
	return m, nil
}

// measured takes the terminal's answer to how it measures text. Bubble Tea asks,
// and draws by it from then on; so must we, or borders would shift.
func (m *Model) measured(msg tea.ModeReportMsg) tea.Cmd {
	if msg.Mode != ansi.ModeUnicodeCore || msg.Value == ansi.ModeNotRecognized || msg.Value == ansi.ModePermanentlyReset {
		return nil
	}
	screen.MeasureClusters(true)
	m.measure = 0
	return m.arrange()
}

// resize takes another size; the first one starts the loading.
func (m *Model) resize(w, h int) tea.Cmd {
	first := m.w == 0
	m.w, m.h = w, h
	m.canvas.Resize(w, h)
	cmd := m.arrange()
	if first {
		return tea.Batch(m.warm(), m.resumeLast(), m.watch())
	}
	return cmd
}

// warm sets a word while the library is being opened, so that what setting takes
// is at hand when the first article comes.
func (m *Model) warm() tea.Cmd {
	const word = "Word"
	setting := article.New(&data.Article{Text: word, Blocks: []data.Block{{Kind: data.Paragraph, End: len(word)}}}, m.setting())
	return m.always("setting a word", func(ctx context.Context) (tea.Msg, error) {
		_, err := setting.Whole(ctx)
		return nil, err
	})
}

// arrange gives the panes their room, after a resize or another choice.
func (m *Model) arrange() tea.Cmd {
	m.layout = lay(m.w, m.h, m.choice)
	results, beside, _, _ := searchLayout(m.w, m.h)
	if m.search != nil {
		m.search.resize(results)
		m.reader.Resize(beside.W, beside.H)
	} else {
		m.reader.Resize(m.layout.Reader.W, m.layout.Reader.H)
	}
	if m.card != nil {
		facts, mentions, _ := cardLayout(m.w, m.h, m.card.pane.Side)
		m.card.pane.Resize(facts, mentions)
	}
	m.list.Resize(m.layout.List.W, m.layout.List.H-listHead)
	m.fitEntities()
	return tea.Batch(m.relay(), m.need())
}

// fitEntities gives the sidebar's rows the room that the summary leaves.
func (m *Model) fitEntities() {
	m.entities.Resize(m.layout.Entities.W, m.layout.Entities.H-listHead-m.summaryHeight())
}

// fact takes what a finished job reports.
func (m *Model) fact(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case event.SessionLoaded:
		m.last = &msg.Session
		return m.resumeLast()
	case event.Found:
		return m.found(msg)
	case event.RowsLoaded:
		m.list.Put(msg.Rows)
		m.search.put(msg.Rows)
	case event.ArticleLoaded:
		if m.jobs.newest(readLane, msg.Job) {
			return m.loaded(msg)
		}
	case event.ArticleRefreshed:
		m.refreshed(msg.Reading)
	case event.PageLaid:
		if m.jobs.newest(pageLane, msg.Job) && msg.ID == m.reader.ID() {
			m.reader.SetPage(msg.Page)
			if !msg.Page.Complete {
				return m.setWhole(msg.Setting, msg.ID)
			}
		}
	case event.HitsFound:
		switch {
		case !m.jobs.newest(hitsLane, msg.Job):
		case msg.Of != "":
			m.remark(msg)
		default:
			m.reader.SetHits(msg.Hits, m.reader.Top())
		}
	case event.NextKnown:
		if m.jobs.newest(aheadLane, msg.Job) {
			m.ahead = msg
			return m.prepare()
		}
	case event.Prepared:
		if m.jobs.newest(aheadLane, msg.Job) {
			m.prepared = &msg
		}
	case event.Stepped:
		if m.jobs.newest(stepLane, msg.Job) {
			return m.arrived(msg)
		}
	case event.Rested:
		if m.jobs.newest(restLane, msg.Job) {
			return m.rested()
		}
	case event.Changed:
		return m.changed(msg)
	default:
		return m.tally(msg)
	}
	return nil
}

// tally takes counts, and what overlays and the search view asked for.
func (m *Model) tally(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case event.Sent:
		m.sent(msg)
	case event.PagerReady:
		return m.showInPager(msg)
	case event.FeedsListed:
		m.listed(msg)
	case event.FeedsFound:
		return m.discovered(msg)
	case event.Refreshed:
		return m.refreshStep(msg)
	case event.EditionToggled:
		m.say([...]string{"The built-in edition is shown again.", "The built-in edition is hidden."}[b2i(msg.Hidden)])
		return tea.Batch(m.findArticles(""), m.count(), m.listFeeds(), m.countAgain())
	case event.VersionsListed:
		return m.showVersions(msg.Versions)
	case event.VersionSet:
		m.showLines(msg.Title, msg.Text)
	case event.TextFetched:
		return m.textFetched(msg)
	case event.PageSaved:
		return m.pageSaved(msg)
	case event.Counted:
		m.counts = msg.Counts
	case event.EntityCounted:
		if msg.Entity.ID == m.chosen.ID {
			m.counted = msg
			m.takeCount(msg.Entity)
			m.fitEntities()
		}
	case event.EntitiesCounted:
		if m.jobs.newest(entitiesLane, msg.Job) && m.entities.All {
			m.entities.Set(msg.Entities)
			m.entities.Choose(m.chosen.ID)
		}
	case event.Lessened:
		m.lessened(msg)
	case event.Searched:
		if m.jobs.newest(searchLane, msg.Job) {
			return m.searched(msg)
		}
	case event.SnippetsLoaded:
		m.search.snip(msg.Snippets)
	case event.Offered:
		if m.overlay != nil && m.jobs.newest(offerLane, msg.Job) {
			m.offers = msg
			m.overlay.Set(m.paletteItems(m.overlay.Text()))
		}
	case event.NamesCorrected:
		return m.namesCorrected(msg)
	case event.MergeReady:
		m.mergeReady(msg)
	case event.NamesKnown:
		m.known, m.called, m.values = msg.Entities, msg.Called, msg.Values
	case event.SearchesListed:
		m.saved = msg.Saved
		if m.feeds != nil {
			m.feeds.pane.SetSearches(m.saved)
			return m.countSearches()
		}
	case searchesCounted:
		if m.feeds != nil && m.jobs.newest(countLane, msg.job) {
			m.feeds.pane.CountSearches(msg.all)
		}
	case cardRead:
		return m.cardShown(msg)
	case mentionsRead:
		if m.card != nil && m.card.entity.ID == msg.of {
			m.card.pane.Put(msg.articles)
			m.card.land()
		}
	case quotesRead:
		if m.card != nil && m.jobs.newest(quotedLane, msg.job) {
			m.card.pane.Quote(msg.quotes, msg.all)
		}
	case event.QuotationsListed:
		m.showQuotations(msg)
	case event.ProblemsListed:
		m.showProblems(msg.Problems)
	case event.LibraryChanged:
		return tea.Batch(m.watch(), m.libraryChanged(msg.Event))
	case event.LinkOpened:
		m.opened(msg)
	case event.Failed:
		m.failed(msg)
	}
	return nil
}

// failed tells what failed and why, on the status line and in the log.
func (m *Model) failed(msg event.Failed) {
	m.leaving, m.waiting = false, nil
	m.opt.Log.Error(msg.Op, "error", msg.Err)
	m.note = note{text: fmt.Sprintf("× %s: %s", sentence(msg.Op), msg.Err), role: screen.Error}
}

// say puts a sentence onto the status line until the next key.
func (m *Model) say(s string) { m.note = note{text: s, role: screen.Text} }

// meanwhile says what a command does that may take long. One that is done at once
// says what came of it in the same frame.
func (m *Model) meanwhile(doing string, cmd tea.Cmd) tea.Cmd {
	m.say(doing)
	return m.soon(cmd)
}

// restore asks where the reader was at the last stop.
func (m *Model) restore() tea.Cmd {
	return m.always("taking up where you were", func(ctx context.Context) (tea.Msg, error) {
		s, err := m.opt.Library.Session(ctx)
		if err != nil {
			m.opt.Log.Error("reading the session", "error", err)
		}
		return event.SessionLoaded{Session: s}, nil // without it one begins at the newest
	})
}

// refreshed replaces what is known of the shown article.
func (m *Model) refreshed(r data.Reading) {
	if r.Article == nil || r.Article.ID != m.reader.ID() {
		return
	}
	m.reader.Refresh(r)
	m.list.Put([]data.Row{r.Row})
	m.showEntities()
}

// libraryChanged shows what has happened in the library, without moving what
// the reader looks at.
func (m *Model) libraryChanged(e data.Event) tea.Cmd {
	if e.Problem != nil {
		m.note = note{text: "× " + e.Problem.Error(), role: screen.Error, offer: "problems"}
	}
	if !m.started { // the session comes first, and then asks for all this itself
		return nil
	}
	if m.unprepare(e.Marks); e.Articles || e.Names || len(e.Mentions) > 0 {
		m.prepared, m.counted = nil, event.EntityCounted{}
	}
	cmds := []tea.Cmd{m.count(), m.countSearches()}
	if e.Articles && m.edit != filterField {
		cmds = append(cmds, m.findArticles(""))
	}
	if m.search != nil && (e.Articles || len(e.Mentions) > 0 && !m.search.results.Result().Complete) {
		cmds = append(cmds, m.searchAgain())
	}
	if e.Articles || e.Names || len(e.Mentions) > 0 {
		cmds = append(cmds, m.cardAgain())
	}
	if e.Feeds && !m.asked.running { // while it runs it tells of itself
		cmds = append(cmds, m.listFeeds())
	}
	if e.Names {
		cmds = append(cmds, m.findArticles(""), m.refresh(nil))
	}
	if len(e.Marks) > 0 {
		cmds = append(cmds, m.rowsAgain(e.Marks))
	}
	if len(e.Mentions) > 0 {
		if m.entities.All {
			cmds = append(cmds, m.countEntities())
		}
		cmds = append(cmds, m.countChosen())
		if r := m.reader.Reading(); !r.Recognised || !r.Complete {
			cmds = append(cmds, m.refresh(nil))
		}
	}
	return tea.Batch(cmds...)
}

// countEntities asks for the entities of all articles.
func (m *Model) countEntities() tea.Cmd {
	within := m.scope.query
	return m.latest(entitiesLane, "counting names", func(ctx context.Context, job int) (tea.Msg, error) {
		e, err := m.opt.Library.Entities(ctx, within)
		return event.EntitiesCounted{Job: job, Entities: e}, err
	})
}
