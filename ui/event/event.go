// Package event has what crosses between the parts of the screen: the typed
// values with which panes and overlays answer the root, and the messages with
// which finished jobs report facts.
package event

import (
	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/article"
)

// Event is what an overlay tells the root. It is handled in the same update.
type Event interface{ event() }

// The events of overlays.
type (
	// Close: the overlay is done.
	Close struct{}
	// Run: do the command of this name.
	Run struct{ Command string }
	// OpenArticle: show this article.
	OpenArticle struct{ ID data.ID }
	// ChooseEntity: choose this entity and go to a mention.
	ChooseEntity struct{ ID data.EntityID }
	// OpenLink: show this address in the program for its media type, which is
	// empty for a page.
	OpenLink struct{ URL, Type string }
	// CopyLink: send this address to the clipboard.
	CopyLink struct{ URL string }
	// SearchFor: search all articles for this text.
	SearchFor struct{ Text string }
	// Correct: make this correction.
	Correct struct{ Correction data.Correction }
	// Do: do this.
	Do func() tea.Cmd
	// Typed: the overlay's field has another text.
	Typed struct{ Text string }
)

func (Close) event()        {}
func (Run) event()          {}
func (OpenArticle) event()  {}
func (ChooseEntity) event() {}
func (OpenLink) event()     {}
func (CopyLink) event()     {}
func (SearchFor) event()    {}
func (Correct) event()      {}
func (Do) event()           {}
func (Typed) event()        {}

// Landing says where to come down in an article that is being opened.
type Landing struct {
	Top       int           // offset at the top of the screen; -1 where it was left
	Entity    data.EntityID // the chosen entity, empty for none
	Mention   int           // offset of the mention to make current, -1 for none
	Hit       int           // with Restore: the offset of the one to make current
	Last      bool          // the chosen entity's last mention, coming from behind
	First     bool          // the chosen entity's first mention
	Hits      data.Query    // what to mark as found; empty for nothing
	Quoted    bool          // mark what Entity is quoted as saying as found,
	Quotation int           // and come down at the quotation that begins at this offset
	Opened    bool          // the reader asked for it: it counts as read
	Restore   bool          // it is a spot of the history: nothing else moves
}

// The messages of finished jobs. Each has the number of the job, so that the
// answer to an older question is dropped.
type (
	// Found: articles for a query of the list.
	Found struct {
		Job    int
		Result data.Result
		Rows   []data.Row // of a first screen, where it is asked for
		Select data.ID    // to put the cursor on, empty to leave it
		Rest   bool       // the first of them are shown already
		Beside bool       // the last session's article is none of them, but there is
	}
	// Searched: results of the search view, with those of a first screen.
	Searched struct {
		Job      int
		Result   data.Result
		Rows     []data.Row
		Snippets []data.Snippet
		Rest     bool // the first of them are shown already
		Again    bool // the same search once more, as the library has changed
	}
	// Lessened: what a search that found nothing finds without one of its parts,
	// the one that stands in the way the most.
	Lessened struct{ Job, Part, Found int }
	// RowsLoaded: rows of lists.
	RowsLoaded struct {
		Rows []data.Row
	}
	// SnippetsLoaded: where a search was found.
	SnippetsLoaded struct{ Snippets []data.Snippet }
	// ArticleLoaded: an article with its lines.
	ArticleLoaded struct {
		Job     int
		Reading data.Reading
		Setting *article.Setting
		Page    *article.Page
		Hits    []data.Hit
		Landing Landing
	}
	// ArticleRefreshed: the shown article's marks, mentions and counts.
	ArticleRefreshed struct{ Reading data.Reading }
	// PageLaid: the shown article's lines at another width.
	PageLaid struct {
		Job     int
		ID      data.ID
		Page    *article.Page
		Setting *article.Setting // to set the rest of it, where Page isn't all
	}
	// EntitiesCounted: the entities of all articles.
	EntitiesCounted struct {
		Job      int
		Entities []data.EntityCount
	}
	// EntityCounted: the chosen entity over the list's articles.
	EntityCounted struct {
		Entity data.EntityCount
		Within string // the list's query
	}
	// HitsFound: where the shown article has what is being looked for in it, or
	// what the list's filter finds in it.
	HitsFound struct {
		Job  int
		Hits []data.Hit
		Of   string // the filter; empty for what is being looked for
	}
	// NextKnown: the article to which the next step goes on.
	NextKnown struct {
		Job   int
		Title string
		At    data.Position
	}
	// Prepared: that article, read and set before it is asked for.
	Prepared struct {
		Job     int
		Within  string // the list's query and order, and the width of the text
		Order   data.Order
		Measure int
		Loaded  ArticleLoaded
	}
	// Stepped: the mention in another article that a step goes to.
	Stepped struct {
		Job  int
		At   data.Position
		Back bool
		None bool // there is none in that direction
	}
	// Sent: a text went to a file or a command.
	Sent struct {
		To     string
		Output string // what the command wrote
		Err    error
	}
	// PagerReady: a text to be shown in the pager.
	PagerReady struct{ Text string }
	// FeedsListed: what the reader follows, and the built-in edition.
	FeedsListed struct {
		Feeds   []data.Subscription
		Edition data.Subscription
	}
	// FeedsFound: what can be followed at an address.
	FeedsFound struct {
		Address string
		Feeds   []data.Subscription
	}
	// EditionToggled: the built-in edition was hidden or is shown again.
	EditionToggled struct{ Hidden bool }
	// VersionsListed: the texts that an article had before.
	VersionsListed struct{ Versions []data.Version }
	// VersionSet: one of them as lines.
	VersionSet struct{ Title, Text string }
	// TextFetched: the whole text of an article has come.
	TextFetched struct{ ID data.ID }
	// PageSaved: a page was kept as an article.
	PageSaved struct{ ID data.ID }
	// Refreshed: steps of a refresh, the newest last.
	Refreshed struct {
		Job   int
		Steps []data.Progress
		Rest  <-chan data.Progress // nil when that was all
	}
	// Counted: the library's counts.
	Counted struct{ Counts data.Counts }
	// Changed: a change was made, undone or done again.
	Changed struct {
		Change data.Change
		Verb   string // "", "undone", "redone"
		Quiet  bool   // it followed from reading and needs no word
		None   bool   // there was nothing to undo or redo
	}
	// NamesCorrected: the names of the library and of the shown article after a
	// correction was made, undone or done again.
	NamesCorrected struct {
		Correction data.Correction
		Reading    data.Reading // of no article where none is shown
		Entities   []data.EntityCount
	}
	// MergeReady: the names that an entity may be merged with.
	MergeReady struct {
		Entity   data.EntityCount
		Entities []data.EntityCount
	}
	// Offered: what an overlay's field found.
	Offered struct {
		Job      int
		Articles []data.Row
		Entities []data.EntityCount
	}
	// NamesKnown: the entities of the whole library.
	NamesKnown struct {
		Entities []data.EntityCount
		Called   map[string]int // their names, folded: index in Entities, -1 for several
		Values   map[data.Field][]string
	}
	// SearchesListed: the searches that the reader saved.
	SearchesListed struct{ Saved []data.SavedSearch }
	// QuotationsListed: what somebody is quoted as saying, the first of All.
	QuotationsListed struct {
		Speaker    data.Entity
		All        int
		Quotations []data.Quotation
		Rows       []data.Row // of their articles
	}
	// ProblemsListed: what couldn't be read.
	ProblemsListed struct{ Problems []data.Problem }
	// SessionLoaded: where the reader was at the last stop.
	SessionLoaded struct{ Session data.Session }
	// LibraryChanged: something happened in the library.
	LibraryChanged struct{ Event data.Event }
	// LinkOpened: a program was started for an address; without a name, the
	// browser.
	LinkOpened struct{ URL, Program string }
	// Rested: the cursor has stayed where it is.
	Rested struct{ Job int }
	// Failed is the only road from an error to the status line.
	Failed struct {
		Op  string // what failed: "opening the article"
		Err error
	}
)
