package ui

import (
	"context"
	"log/slog"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"

	"dateline/data"
	"dateline/ui/entities"
	"dateline/ui/event"
	"dateline/ui/field"
	"dateline/ui/list"
	"dateline/ui/menu"
	"dateline/ui/merge"
	"dateline/ui/reader"
	"dateline/ui/screen"
	"dateline/ui/send"
)

// Options is what the screen is given by whoever starts it.
type Options struct {
	Library Library
	Feeds   Feeds                                                   // nil where nothing can be followed
	Now     func() time.Time                                        // the clock, in the reader's zone
	Browse  func(url, mediaType string) (program string, err error) // opens an address; the type is empty for a page, the program for the browser
	Log     *slog.Logger
	Name    string              // what the list is called: "Edition", "All articles"
	Welcome string              // said once when nothing was read before
	Theme   string              // "dark", "light", or empty to ask the terminal
	ASCII   bool                // draw with ASCII signs only
	Mouse   bool                // take the mouse; V changes it
	Keys    map[string][]string // keys of commands by name, in place of the usual

	Searches Searches // nil where none can be saved
	// Rule writes a correction as the rules file has it; nil where none is kept.
	Rule func(data.Correction) string
}

// pane is one of the three panes, in the order in which tab goes through them.
type pane uint8

const (
	listPane pane = iota
	readerPane
	entitiesPane
	panes
)

// stepping is what n and N step through.
type stepping uint8

const (
	overMentions stepping = iota
	overFound             // what / found in the article
	overSearch            // what the search found
	overQuotes            // what the chosen entity is quoted as saying
)

// editing is the field that keys go to.
type editing uint8

const (
	noField editing = iota
	filterField
	findField
	entityField
)

// Model is the root: it owns the size, the focus, the overlay, the status line
// and the history, and is the only one that talks to the library.
type Model struct {
	opt       Options
	jobs      *jobs
	keys      keymap
	unresting bool // what rests is shown at once: for tests

	w, h    int
	theme   *screen.Theme
	dark    bool // the window's background is dark, as far as is known
	told    bool // the terminal has told its background
	depth   screen.Depth
	canvas  screen.Canvas
	layout  layout
	choice  choice
	noMouse bool

	list     list.Pane
	reader   reader.Pane
	entities entities.Pane
	measure  int // at which the shown page was laid out

	scope    scope // which articles the list holds
	order    data.Order
	chosen   data.EntityCount    // the chosen entity; no ID for none
	counted  event.EntityCounted // the entity that was last counted over the list's articles
	counting string              // the query whose articles the names are counted over
	step     stepping
	ahead    event.NextKnown  // where the next step goes on, once known
	prepared *event.Prepared  // its article, once read
	ended    bool             // the last step found no further mention
	turned   bool             // the list holds other articles: its first one is shown
	resting  bool             // the list's cursor rests on an article that isn't shown yet
	leaving  bool             // another article is on its way
	waiting  []func() tea.Cmd // steps that were asked for meanwhile

	edit   editing
	field  field.Field
	fault  *data.QueryError // what is wrong with the query being typed
	find   string           // what is found in the article, kept
	marked string           // the query whose hits the shown article was opened at

	search  *searching                // the search view, nil when it isn't open
	feeds   *feedsView                // the feeds view, nil when it isn't open
	card    *cardView                 // the card of an entity, nil when none is open
	follows []data.Subscription       // what the reader follows, as far as is known
	edition data.Subscription         // the built-in edition, no ID for none
	asked   refreshing                // the refresh that runs, or the last one
	overlay *menu.Menu                // nil when there is none
	onTyped func(text string) tea.Cmd // follows what is typed into the overlay's field
	merge   *merge.Dialog             // nil when it isn't open
	help    *help                     // nil when it isn't open
	origin  *searching                // the search from which the shown article was opened
	offers  event.Offered
	known   []data.EntityCount      // all names, for the palette and for completing
	called  map[string]int          // names of known, folded: its index, -1 for several
	values  map[data.Field][]string // sources, authors and languages, for completing
	saved   []data.SavedSearch

	out outlets // where texts are sent to

	pending string  // the first key of two
	note    note    // for the status line, until the next key
	keep    data.ID // an article that the reader keeps unread
	history history
	counts  data.Counts
	parts   []int // when the list is empty: what each part of its query has
	finder  finder
	last    *data.Session // the last session, until there is a size to show it in
	wanted  data.Spot     // of it, until it can be shown
	tidier  tidier
	until   time.Time // when the answer to a key waits no longer; see soon
	started bool      // the session has been restored
	touched bool      // the reader has done something, or is back at the last place
}

// note is what the status line says until the next key.
type note struct {
	text  string
	role  screen.Role
	offer string // the name of a command that may follow from it
}

// New makes the screen. Nothing is read before Init.
func New(ctx context.Context, opt Options) *Model {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	m := &Model{opt: opt, jobs: newJobs(ctx), out: outlets{send.File, send.Command}, dark: opt.Theme != "light", noMouse: !opt.Mouse, field: field.New()}
	m.keys = newKeymap(opt.Keys)
	m.setTheme()
	return m
}

func (m *Model) setTheme() {
	dark := m.dark
	switch m.opt.Theme {
	case "dark":
		dark = true
	case "light":
		dark = false
	}
	m.theme = screen.Light()
	if dark {
		m.theme = screen.Dark()
	}
	m.theme.Depth, m.theme.ASCII = m.depth, m.opt.ASCII
}

// depth is how much colour a profile has.
func depth(p colorprofile.Profile) screen.Depth {
	switch {
	case p == colorprofile.ANSI256:
		return screen.IndexedColours
	case p > colorprofile.ANSI256:
		return screen.FullColour
	case p == colorprofile.ANSI:
		return screen.SixteenColours
	}
	return screen.NoColour
}

// Init asks the terminal for its background, and the library where the reader
// was. That is taken up with the first size.
func (m *Model) Init() tea.Cmd {
	screen.MeasureClusters(false) // until the terminal says otherwise
	if m.opt.Theme == "" {
		return tea.Batch(m.restore(), tea.RequestBackgroundColor)
	}
	return m.restore()
}

// Close cancels what runs in the background, waits for it, and stores where the
// reader is. Call it after the program has ended and before closing the library.
func (m *Model) Close() error {
	m.jobs.stop()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	if !m.started {
		return nil
	}
	if id := m.reader.ID(); id != "" {
		if err := m.opt.Library.KeepTop(ctx, data.Position{Article: id, Offset: m.reader.Top()}); err != nil {
			return err
		}
	}
	return m.opt.Library.KeepSession(ctx, m.session())
}
