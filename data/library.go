package data

import (
	"errors"
	"time"
)

// Errors that callers tell apart with errors.Is.
var (
	ErrNoArticle = errors.New("there is no such article")
	ErrNoEntity  = errors.New("there is no such entity")
	ErrNoMention = errors.New("there is no further mention")
)

// Row is an article as a list shows it, without its text.
type Row struct {
	ID        ID
	Title     string
	Source    string // as shown: Article.Attribution
	Others    int    // feeds beside Source that have it too
	Published time.Time
	Authors   []string
	URL       string
	Words     int
	Read      bool
	Starred   bool
}

// Order is how a list is sorted. Ties go by ID; undated articles come last.
type Order uint8

// The orders of a list.
const (
	Newest Order = iota
	Oldest
	BySource
	ByTitle
	Relevance // best match first; Newest where the query has no words
)

var orders = [...]string{"newest first", "oldest first", "by source", "by title", "best match first"}

// String is the order as the list's title shows it.
func (o Order) String() string { return orders[o] }

// Result is the answer to a query.
type Result struct {
	IDs   []ID
	Found int // how many there are; IDs has fewer where only the first were asked for
	Exact int // how many of them hold all of the query; those after are close, not exact
	// More tells that the newest articles alone were looked at, as they are enough
	// for the first: there may be more than Found, and others first.
	More bool
	// Parts tells, when IDs is empty, how many articles each part of the query
	// has on its own, in the query's order.
	Parts []int
	// Complete is false while articles are still being opened or recognised.
	Complete bool
}

// Hit is where a query is found in one article.
type Hit struct {
	Start int // byte offsets in the canonical text
	End   int
}

// Snippet is a stretch of an article around its best hits.
type Snippet struct {
	ID    ID
	Text  string // one line, cut at words, with … where it was cut
	Marks []Hit  // what to mark, byte offsets in Text
	Title []Hit  // what to mark in the row's title, byte offsets in it
	First int    // offset in the canonical text of the first hit, -1 where the hit isn't in the text
}

// Reading is an article with all that the reader pane shows of it.
type Reading struct {
	Article    *Article
	Row        Row
	Mentions   []Mention     // ordered by Start, softer ones included
	Quotes     []Quotation   // ordered by Start
	Language   string        // as recognition detected it, empty where that isn't sure
	Entities   []EntityCount // of this article, by Here descending, then First
	Recognised bool          // false while recognition hasn't reached it
	Complete   bool          // false while counts over the scope are only 'so far'
	Top        int           // where it was left: offset at the top of the screen
}

// Position is a place in an article's text.
type Position struct {
	Article ID  `json:"article"`
	Offset  int `json:"offset"` // in the canonical text
}

// Counts of the whole library.
type Counts struct {
	Articles   int
	Unread     int
	Starred    int
	Indexed    int // articles whose words search finds
	Recognised int // articles whose mentions are known
	Loading    bool
}

// Action is what a change does to articles.
type Action uint8

// The actions. Each has its inverse.
const (
	MarkRead Action = iota
	MarkUnread
	AddStar
	RemoveStar
	EditFeeds    // its inverse has the inverse of each edit, the last first
	Correct      // Change.Correction holds from now on
	Uncorrect    // and no longer
	EditSearches // as EditFeeds
)

// Inverse undoes the action.
func (a Action) Inverse() Action {
	switch a {
	case EditFeeds, EditSearches:
		return a
	case Correct:
		return Uncorrect
	case Uncorrect:
		return Correct
	}
	return a ^ 1
}

// Change is something that the reader did and may undo.
type Change struct {
	Action   Action
	Articles []ID
	Feeds    []FeedEdit   // what it does to subscriptions, with Action EditFeeds
	Searches []SearchEdit // what it does to saved searches, with Action EditSearches
	// Correction is what Correct and Uncorrect are about. Articles are then, in
	// what was done, those whose mentions are others than before.
	Correction *Correction
	// ByReading says that it only follows from reading, as the mark of an article
	// that is opened: it isn't in the way of Undo, which takes back what the
	// reader did on purpose.
	ByReading bool
	// Made is when it was made first, in what Undo and Redo answer with.
	Made time.Time
}

// Empty reports whether nothing is changed.
func (c Change) Empty() bool {
	return len(c.Articles)+len(c.Feeds)+len(c.Searches) == 0 && c.Correction == nil
}

// Spot is where a reader was: enough to come back to exactly that.
type Spot struct {
	View    string   `json:"view"`  // "articles", "search", "card"
	Query   string   `json:"query"` // filter or search at the time
	Article ID       `json:"article"`
	Top     int      `json:"top"`     // offset at the top of the reader
	Entity  EntityID `json:"entity"`  // the chosen one
	Mention int      `json:"mention"` // offset of the current mention, -1 for none
	Hit     int      `json:"hit"`     // offset of the current hit of a search, -1 for none
	Card    EntityID `json:"card"`    // whose card is shown, over the article
	At      Position `json:"at"`      // the mention that is selected on it
}

// Session is what comes back at the next start.
type Session struct {
	Here    Spot   `json:"here"`
	Back    []Spot `json:"back"`
	Forward []Spot `json:"forward"`
	// Settings are the reader's choices made on the screen, such as the order
	// of the list or how much is marked, by name.
	Settings map[string]string `json:"settings"`
}

// Version is a text that an article had before it was changed.
type Version struct {
	Article *Article
	Stored  time.Time // when it came
}

// Event is a change in the library that a screen may want to show.
type Event struct {
	Articles bool     // articles were added or changed
	Mentions []ID     // articles whose mentions are now known
	Names    bool     // entities were corrected: any list, count or mention may be another
	Marks    []ID     // articles whose read mark or star changed
	Feeds    bool     // subscriptions were changed or refreshed
	Problem  *Problem // something that couldn't be read
}
