package data

import (
	"crypto/sha256"
	"encoding/hex"
	"time"
)

// FeedID identifies a subscription: short lower-case hex, made from the address
// that was first given. A feed that moves keeps it.
type FeedID string

// EditionFeed is the identity of the built-in edition where it stands among the
// feeds.
const EditionFeed FeedID = "edition"

// NewFeedID is the identity of a feed that is added under an address.
func NewFeedID(address string) FeedID {
	sum := sha256.Sum256([]byte("feed " + address))
	return FeedID(hex.EncodeToString(sum[:6]))
}

// Subscription is a feed, or a local file or folder, that the reader follows.
type Subscription struct {
	ID      FeedID
	Address string // http or https; an absolute path for what is local
	Title   string // the reader's own name for it, else the feed's
	Given   string // the title that the feed gives itself
	Site    string // address of the site that it is of
	Folder  string // "News/Europe"; empty at the top
	Place   int    // order within its folder, from 0

	Paused   bool          // isn't refreshed
	FullText bool          // articles are fetched whole, as the feed cuts them short
	Every    time.Duration // how often it is refreshed, 0 for as the feed asks
	KeepDays int           // articles older than this may go, 0 for never
	KeepMost int           // articles beyond this count may go, 0 for all stay

	Articles int // how many it has given that are kept
	Unread   int
	Days     []int // of them, on each of the last DaysShown days, the oldest first
	Health   Health
	Validity Validity
}

// Health is how the last refreshes of a feed went.
type Health struct {
	Tried    time.Time     // last attempt; zero before the first
	Success  time.Time     // last success; zero before the first
	Next     time.Time     // not before then again
	Took     time.Duration // of the last attempt that was answered
	Failures int           // in a row
	Failing  time.Time     // when the first of them was
	Status   int           // HTTP status of the last attempt, 0 where there was none
	Error    string        // why the last attempt failed, in words; empty when it went well
	Left     string        // what of a folder can't be read, though it went well; empty for nothing
	Gone     bool          // the server says that it is gone for good (410): isn't asked again
}

// Validity is what a server gave to ask it later whether anything is new.
type Validity struct {
	// Address is what was asked. Of another address, which the reader has set
	// since, the rest says nothing. Empty where that wasn't noted.
	Address string
	// Sent is Address where the server before sent there for good, and not the
	// reader: such an address may not be one of a private network.
	Sent         string
	ETag         string
	LastModified string
	Digest       string // hex SHA-256 of the last body, for servers that give neither
}

// Fetched is what came of asking for one feed.
type Fetched struct {
	Feed     FeedID
	Same     bool    // nothing is new, or it failed: Source and Entries are empty
	Moved    string  // the address that it has moved to for good, or empty
	Source   *Feed   // what the feed says of itself
	Entries  []Entry // those of the web are without text and blocks, which are made when indexed or opened; those of files have them
	Health   Health  // as it is now
	Validity Validity
}

// OldMark is a read mark that another reader kept, to be taken over: of the
// article with that identity in the feed, else of the one at that address.
type OldMark struct {
	Feed string // address of the feed
	GUID string // as Entry.GUID; may be empty
	URL  string // as Article.URL; may be empty
	Read bool
}

// Stored is what came of storing a feed.
type Stored struct {
	New     int // articles that weren't in the library
	Changed int // articles whose text changed
}

// FeedEdit is a change of one subscription by the reader: Before is what it was,
// nil for one that is added; After what it is then, nil for one that is removed.
// The inverse of an edit has the two the other way round. Counts, Health and
// Validity aren't the reader's and aren't changed by an edit.
type FeedEdit struct {
	Before *Subscription
	After  *Subscription
}

// Inverse undoes the edit.
func (e FeedEdit) Inverse() FeedEdit { return FeedEdit{Before: e.After, After: e.Before} }

// Progress is one step of a refresh: there is one when a feed is begun and one
// when it is done.
type Progress struct {
	Feed   FeedID
	Title  string
	URL    string
	Done   bool
	Same   bool   // done: the server had nothing new
	Status int    // done: HTTP status, 0 where there was none
	Error  string // done: why it failed, in words; empty when it went well
	Left   string // done: what was newly left out, though it went well
	Stored Stored // done: what was stored of it
	Count  int    // how many feeds are done
	Of     int    // of how many
}
