// Package memory is a library whose articles are held in memory: the edition,
// or the files that a reader named. What lasts (marks, places, mentions that
// were found) is a Keeper's, mostly the store's.
//
// Articles may be added at any time. One goroutine puts them into the word
// index and then recognises who and where is in them, newest first; readers
// never wait for it, and are told through Changes.
package memory

import (
	"context"
	"crypto/sha256"
	"errors"
	"sync"
	"sync/atomic"

	"dateline/data"
	"dateline/data/change"
	"dateline/data/courtesy"
	"dateline/data/late"
	"dateline/data/lifetime"
	"dateline/data/memory/index"
	"dateline/data/recognition"
	"dateline/data/scope"
)

// Keeper is what lasts over starts. *store.Store is one.
type Keeper interface {
	late.Keeper
	change.Log
	Marks(ctx context.Context) (map[data.ID]data.Mark, error)
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)
	Recognitions(ctx context.Context, version string, texts [][sha256.Size]byte) ([]*data.Recognition, error)
	KeepRecognitions(ctx context.Context, texts [][sha256.Size]byte, found []*data.Recognition) error
	Identify(ctx context.Context, keys []data.EntityKey) ([]data.EntityID, error)
	Close() error
}

// Recogniser finds who and where is in an article.
type Recogniser = recognition.Recogniser

// Config is what a library is made of.
type Config struct {
	Recogniser Recogniser
	// Open gives the keeper, and what the reader should know of its opening.
	// It is called once, behind the first screen, and must not fail: where a
	// file can't be opened it answers with a keeper in memory and a problem.
	Open func() (Keeper, []data.Problem)
	// Correct gives the reader's corrections, and what the reader should know
	// of them. It is called once, as Open is; nil where there are none.
	Correct func() data.Corrector
}

// ErrClosed is the error of a library that has been closed.
var ErrClosed = lifetime.ErrClosed

// Library holds articles in memory. Its methods are safe for concurrent use.
type Library struct {
	recogniser Recogniser
	keeper     Keeper         // set before life is open, as the next two
	corrector  data.Corrector // the desk's
	desk       *change.Desk
	life       *lifetime.Lifetime
	ctx        context.Context // that of life
	late       *late.Writer
	door       courtesy.Door

	mu      sync.RWMutex
	shelf   shelf
	words   *index.Index
	who     who
	made    []madeFor // by readers' calls, not stored yet
	loading bool

	generation atomic.Uint64 // moves with everything that a query may see
	scopes     *scope.Kept
}

// New makes a library that is loading; Done tells that all articles were added.
func New(c Config) *Library {
	life := lifetime.Begin()
	l := &Library{
		recogniser: c.Recogniser,
		life:       life,
		ctx:        life.Context(),
		late:       late.New(),
		scopes:     scope.Keep(keptScopes),
		words:      index.New(),
		who:        newWho(),
		loading:    true,
	}
	l.shelf.byID = map[data.ID]uint32{}
	l.shelf.marks = map[data.ID]data.Mark{}
	l.life.Go(func() { l.start(c) })
	return l
}

// start opens the keeper, loads the marks, and goes on as the worker.
func (l *Library) start(c Config) {
	keeper, problems := c.Open()
	marks, err := keeper.Marks(l.ctx)
	l.keeper, l.corrector = keeper, change.Open(c.Correct)
	l.desk = &change.Desk{Log: keeper, Corrector: l.corrector, Here: l.present, Changed: l.changed, Relay: l.relay}
	for _, p := range problems {
		l.Problem(p)
	}
	l.complain(err)
	l.mu.Lock()
	for id, m := range marks {
		l.shelf.mark(id, m)
	}
	l.generation.Add(1)
	l.mu.Unlock()
	l.life.Open()
	l.life.Go(func() { l.late.Run(l.ctx, l.keeper, l.complain) })
	l.life.Go(func() { l.desk.Follow(l.ctx, l.life.Tell, l.complain) })
	l.work()
}

// opened waits until the library is open.
func (l *Library) opened(ctx context.Context) error { return l.life.Opened(ctx) }

// Add puts articles into the library. One with an identity that is there
// already takes its place, if anything in it differs; its marks stay.
func (l *Library) Add(articles ...*data.Article) {
	docs := make([]*doc, len(articles))
	for i, a := range articles {
		docs[i] = newDoc(a)
	}
	added := false
	l.mu.Lock()
	for _, d := range docs {
		added = l.shelf.add(d, &l.who) || added
	}
	if added {
		l.progress()
	}
	l.mu.Unlock()
	if added {
		l.life.Tell(data.Event{Articles: true})
		l.life.Nudge()
	}
}

// Done tells that all articles have been added.
func (l *Library) Done() {
	l.mu.Lock()
	l.loading = false
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Articles: true})
	l.life.Nudge()
}

// Problem notes something that couldn't be read. The same twice is one.
func (l *Library) Problem(p data.Problem) { l.life.Problem(p) }

// complain notes an error that no call can be answered with.
func (l *Library) complain(err error) { l.life.Complain(err) }

// Problems answers with what could not be read, oldest first.
func (l *Library) Problems(ctx context.Context) ([]data.Problem, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	return append(l.life.Problems(), l.corrector.Problems()...), nil
}

// progress tells waiters and queries that something moved. l.mu is held.
func (l *Library) progress() {
	l.generation.Add(1)
	l.life.Progress()
}

// Wait waits until all articles are there and can be searched, and, with
// mentions, until all of them have been recognised.
func (l *Library) Wait(ctx context.Context, mentions bool) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	return l.life.Until(ctx, func() bool {
		l.mu.RLock()
		defer l.mu.RUnlock()
		return !l.loading && l.shelf.indexed == len(l.shelf.docs) &&
			(!mentions || l.shelf.recognised == l.shelf.alive)
	})
}

// complete reports whether nothing is still to come. l.mu is held.
func (l *Library) complete() bool {
	return !l.loading && l.shelf.indexed == len(l.shelf.docs) && l.shelf.recognised == l.shelf.alive
}

// Changes delivers what happens in the library, until it closes.
func (l *Library) Changes() <-chan data.Event { return l.life.Changes() }

// Close stops the work behind the screen, stores what is still to be stored,
// and closes the keeper. Calls after it answer with ErrClosed.
func (l *Library) Close() error {
	return l.life.Close(func() error {
		if l.keeper == nil {
			return nil
		}
		return errors.Join(l.late.Flush(context.Background(), l.keeper), l.keeper.Close())
	})
}
