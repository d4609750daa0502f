// Package ui is the screen: one Bubble Tea program made of panes. It knows the
// library only by the interface below, and everything slow behind it is called
// from commands, never from Update or View.
package ui

import (
	"context"

	"dateline/data"
)

// Library is what the screen needs of the articles. Its methods may take long
// and are called from commands; all are safe for concurrent use, honour their
// context and answer with its error when it ends first.
//
// Nothing here hands out all articles: lists are identities, and rows are
// fetched for those that are on the screen.
type Library interface {
	// Find answers with the identities of the articles that match, in order.
	// An empty query matches all.
	Find(ctx context.Context, q data.Query, order data.Order) (data.Result, error)

	// First is Find for the first articles alone, at most so many: quicker, for
	// what is shown while a query is typed. Result.Found counts them
	// all, but by relevance in a large library: see Result.More.
	First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error)

	// Rows answers with one row for each identity that exists, in that order.
	Rows(ctx context.Context, ids []data.ID) ([]data.Row, error)

	// Snippets answers with one snippet for each identity that exists, in
	// that order, about width cells long in all.
	Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error)

	// Hits answers with every place where the words of q stand in an article.
	Hits(ctx context.Context, q data.Query, id data.ID) ([]data.Hit, error)

	// Read answers with an article and its mentions, recognising it first if
	// that has not been done. Counts over the library are of the articles
	// that match within. The error is data.ErrNoArticle for an unknown id.
	Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error)

	// Entities answers with the entities of all articles that match within,
	// most mentioned first. EntityCount.Here is 0.
	Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error)

	// Entity answers with one entity counted over the articles that match
	// within. The error is data.ErrNoEntity for an unknown id.
	Entity(ctx context.Context, id data.EntityID, within data.Query) (data.EntityCount, error)

	// Card answers with what the articles that match within tell of an entity,
	// those that mention it in order. The error is data.ErrNoEntity for an
	// unknown id.
	Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error)

	// Next answers with the nearest mention of an entity in another article:
	// the first mention of the next article in order that has one, or, with
	// back, the last mention of the previous one. The error is
	// data.ErrNoMention when there is none in that direction.
	Next(ctx context.Context, id data.EntityID, from data.ID, within data.Query, order data.Order, back bool) (data.Position, error)

	// Quotations answers with what an entity is quoted as saying in the
	// articles that match within, by article in order, and in an article as it
	// is read. The empty id asks for every quotation, those of unknown speakers
	// included. The error is data.ErrNoEntity for an unknown id.
	Quotations(ctx context.Context, speaker data.EntityID, within data.Query, order data.Order) ([]data.Quotation, error)

	// Counts answers with the counts of the whole library.
	Counts(ctx context.Context) (data.Counts, error)

	// Apply makes a change, stores it, and remembers it for Undo. It answers
	// with what did change: the articles that were already so are left out. A
	// correction holds everywhere once Apply has answered; one that is the last
	// already comes back as nil.
	Apply(ctx context.Context, c data.Change) (data.Change, error)

	// Undo takes the newest change back that has not been, and answers with
	// what was done to do so; ok is false when nothing is left to undo.
	Undo(ctx context.Context) (done data.Change, ok bool, err error)

	// Redo does again what Undo took back last.
	Redo(ctx context.Context) (done data.Change, ok bool, err error)

	// KeepTop remembers where an article was left.
	KeepTop(ctx context.Context, p data.Position) error

	// Session answers with what KeepSession kept last, or an empty session.
	Session(ctx context.Context) (data.Session, error)

	// KeepSession stores where the reader is.
	KeepSession(ctx context.Context, s data.Session) error

	// Problems answers with what could not be read, oldest first.
	Problems(ctx context.Context) ([]data.Problem, error)

	// Changes delivers what happens in the library. The channel closes with
	// the library. Events may be merged when they aren't taken in time.
	Changes() <-chan data.Event
}

// Searches is what the screen needs to complete searches and to know the saved
// ones. Changes of these go through Library.Apply, so that they can be undone.
// All methods may take long.
type Searches interface {
	// SavedSearches answers with the saved ones, by place.
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)

	// Values answers with what a field may be asked for (sources, authors or
	// languages, nothing of others), those of most articles first.
	Values(ctx context.Context, f data.Field) ([]string, error)
}

// Feeds is what the screen needs to follow feeds. Changes of what is followed go
// through Library.Apply, so that they can be undone. All methods may take long.
type Feeds interface {
	// Subscriptions answers with what is followed: by folder, those without one
	// first, and by place.
	Subscriptions(ctx context.Context) ([]data.Subscription, error)

	// Discover answers with what can be followed at an address: the feed that is
	// there, or those that the page there names, or nothing. They aren't stored.
	Discover(ctx context.Context, address string) ([]data.Subscription, error)

	// Refresh asks feeds for what is new and stores it: those named, or all that
	// are due with nil. Steps come as they happen; the channel closes at the end.
	// When ctx ends, what was stored by then stays.
	Refresh(ctx context.Context, feeds []data.FeedID) (<-chan data.Progress, error)

	// Whole fetches an article's own page and puts its text in the place of what
	// the feed gave, which stays as its earlier text.
	Whole(ctx context.Context, id data.ID) error

	// Earlier answers with the texts that an article had before, the newest
	// first.
	Earlier(ctx context.Context, id data.ID) ([]data.Version, error)

	// Edition answers with the built-in edition, of which only the title and the
	// counts are set: paused while it is hidden, without an ID where there is none.
	Edition(ctx context.Context) (data.Subscription, error)

	// ToggleEdition hides the built-in edition or shows it again, and reports
	// whether it is hidden then.
	ToggleEdition(ctx context.Context) (hidden bool, err error)

	// Save keeps the page at an address as an article.
	Save(ctx context.Context, address string) (data.ID, error)
}
