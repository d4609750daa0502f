// Package contract is the one test of what a library promises to the screen:
// every implementation runs it. It says in tests what the comments of the
// interface say in words.
package contract

import (
	"context"
	"testing"
	"time"

	"dateline/data"
)

// Library is what the screen needs of a library (the interface of package ui,
// which nothing under data may import).
type Library interface {
	Find(ctx context.Context, q data.Query, order data.Order) (data.Result, error)
	First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error)
	Rows(ctx context.Context, ids []data.ID) ([]data.Row, error)
	Snippets(ctx context.Context, q data.Query, ids []data.ID, width int) ([]data.Snippet, error)
	Hits(ctx context.Context, q data.Query, id data.ID) ([]data.Hit, error)
	Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error)
	Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error)
	Entity(ctx context.Context, id data.EntityID, within data.Query) (data.EntityCount, error)
	Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error)
	Next(ctx context.Context, id data.EntityID, from data.ID, within data.Query, order data.Order, back bool) (data.Position, error)
	Quotations(ctx context.Context, speaker data.EntityID, within data.Query, order data.Order) ([]data.Quotation, error)
	Counts(ctx context.Context) (data.Counts, error)
	Apply(ctx context.Context, c data.Change) (data.Change, error)
	Undo(ctx context.Context) (done data.Change, ok bool, err error)
	Redo(ctx context.Context) (done data.Change, ok bool, err error)
	KeepTop(ctx context.Context, p data.Position) error
	Session(ctx context.Context) (data.Session, error)
	KeepSession(ctx context.Context, s data.Session) error
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)
	Values(ctx context.Context, f data.Field) ([]string, error)
	Problems(ctx context.Context) ([]data.Problem, error)
	Changes() <-chan data.Event
}

// World is what a library under test is opened on.
type World struct {
	Articles []*data.Article
	// Recognise is the recogniser, and Version its version. Implementations
	// call it for each article; it is safe for concurrent use.
	Recognise func(context.Context, *data.Article) data.Recognition
	Version   string
	Problem   data.Problem // something that couldn't be read
	Path      string       // the library file: the same again after a restart
	Rules     string       // the file of corrections, which is opened with Key
	Now       func() time.Time
}

// Open opens a library with the articles and the problem of a world in it, and
// answers with a function that closes it as at the end of the program.
type Open func(t *testing.T, w World) (lib Library, end func() error)

// Run runs all tests of the contract.
func Run(t *testing.T, open Open) {
	for _, test := range []struct {
		name string
		run  func(t *testing.T, r *run)
	}{
		{"lists", lists}, {"orders", orders}, {"words", words}, {"tiers", tiers},
		{"phrases", phrases}, {"fields", fields}, {"days", days}, {"states", states},
		{"newer fields", newerFields}, {"alternatives", alternatives}, {"brackets", brackets},
		{"groups of a field", fieldGroups}, {"one feed", oneFeed}, {"any tree", anyTree},
		{"nothing found", nothing}, {"parts", parts}, {"relevance", relevance},
		{"rows", rows}, {"snippets", snippets}, {"hits", hits}, {"hits of alternatives", hitsOfAlternatives},
		{"reading", reading}, {"entities", entities}, {"joining", joining}, {"relations", relations},
		{"quotations", quotations}, {"card", card},
		{"next", next}, {"next within", nextWithin}, {"next by relevance", nextByRelevance},
		{"marks", marks}, {"undo", undo}, {"undo and reading", undoByReading}, {"changes", changes}, {"problems", problems},
		{"corrections", corrections}, {"corrected", corrected}, {"corrections last", correctionsLast},
		{"corrections are told", correctionsTold}, {"corrections refused", correctionsRefused},
		{"corrected by hand", correctedByHand},
		{"unknown", unknown}, {"cancelled", cancelled}, {"restart", restart}, {"end", end},
		{"saved searches", savedSearches}, {"values", values},
	} {
		t.Run(test.name, func(t *testing.T) { test.run(t, begin(t, open)) })
	}
}

// run is one test on a library of its own.
type run struct {
	t    *testing.T
	ctx  context.Context
	open Open
	w    World
	lib  Library
	end  func() error
}

// begin opens a library on the suite's world and waits until all of it is
// recognised.
func begin(t *testing.T, open Open) *run {
	r := &run{t: t, ctx: t.Context(), open: open, w: world(t)}
	r.start()
	return r
}

func (r *run) start() {
	r.t.Helper()
	lib, end := r.open(r.t, r.w)
	closed := false
	r.lib = lib
	r.end = func() error {
		if closed {
			return nil
		}
		closed = true
		return end()
	}
	r.t.Cleanup(func() {
		if err := r.end(); err != nil {
			r.t.Error(err)
		}
	})
	r.settle()
}

// patience is how long a wait may take: no longer than a busy machine needs.
const patience = 2 * time.Minute

// settle waits until every article can be found and is recognised. Who asks all
// the time may keep a library from its work, so it leaves pauses.
func (r *run) settle() {
	r.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(20 * time.Millisecond) {
		result, err := r.lib.Find(r.ctx, data.Query{}, data.Newest)
		r.ok(err)
		if result.Complete && len(result.IDs) == len(r.w.Articles) {
			return
		}
	}
	r.t.Fatalf("the library isn't complete after %v", patience)
}

// restart ends the library and opens it again on the same file.
func (r *run) restart() {
	r.t.Helper()
	r.ok(r.end())
	r.start()
}

func (r *run) ok(err error) {
	r.t.Helper()
	if err != nil {
		r.t.Fatal(err)
	}
}
