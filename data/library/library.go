// Package library is the library on disk as the screen and the commands know
// it: 100,000 articles and more in the store's file, of which memory has only
// what every list and every query look at, some eighty bytes an article.
//
// What feeds give is stored first and can be read at once. One goroutine behind
// the screen makes its text, puts its words where search finds them, and then
// recognises who and where is in it, newest first.
package library

import (
	"context"
	"errors"
	"iter"
	"sync"
	"sync/atomic"
	"time"

	"dateline/data"
	"dateline/data/change"
	"dateline/data/courtesy"
	"dateline/data/late"
	"dateline/data/lifetime"
	"dateline/data/recognition"
	"dateline/data/scope"
	"dateline/data/store"
)

// Recogniser finds who and where is in an article.
type Recogniser = recognition.Recogniser

// Config is what a library is made of.
type Config struct {
	Recogniser Recogniser
	// Open opens the file, and gives what the reader should know of that. It is
	// called once, behind the first screen, and must not fail: where a file
	// can't be opened it answers with a store in memory and a problem.
	Open func() (*store.Store, []data.Problem)
	// Edition gives the articles that a first start opens on; nil for none.
	Edition iter.Seq2[*data.Article, *data.Problem]
	// Compose makes the text and blocks of what a feed gave.
	Compose func(*data.Entry)
	// Correct gives the reader's corrections, and what the reader should know
	// of them. It is called once, as Open is; nil where there are none.
	Correct func() data.Corrector
	Now     func() time.Time // nil is time.Now
}

// ErrClosed is the error of a library that has been closed.
var ErrClosed = lifetime.ErrClosed

// Library is an open library. Its methods are safe for concurrent use.
type Library struct {
	config      Config
	store       *store.Store // set before life is open, as the next two
	corrector   data.Corrector
	recogniser  int             // number of the recogniser's version with the corrections'
	recognising sync.Mutex      // of who finds mentions and stores them
	ctx         context.Context // that of life
	life        *lifetime.Lifetime
	late        *late.Writer
	door        courtesy.Door
	desk        *change.Desk

	mu      sync.RWMutex
	shelf   shelf
	feeds   []store.Followed
	loading int // what is still to be loaded: rows, the edition
	urgent  []uint32

	filing     atomic.Int64  // how many feeds are being stored
	filedAt    atomic.Int64  // when the last one was, in Unix nanoseconds
	generation atomic.Uint64 // moves with everything that a query may see
	texts      atomic.Uint64 // moves when words or names were stored
	scopes     *scope.Kept
	columns    columns
	newest     int // newestFirst, fewer in tests
	vocabulary vocabulary
	titles     titles
	authors    authors
	shown      shown
}

// New makes a library and opens it behind the caller.
func New(c Config) *Library {
	if c.Now == nil {
		c.Now = time.Now
	}
	life := lifetime.Begin()
	l := &Library{
		config: c, life: life, ctx: life.Context(), late: late.New(), scopes: scope.Keep(keptScopes), newest: newestFirst,
		shelf: newShelf(), loading: 1,
	}
	if c.Edition != nil {
		l.loading++
	}
	l.life.Go(l.start)
	return l
}

// start opens the store, loads what a first screen needs, and goes on to load
// the rest and to work.
func (l *Library) start() {
	s, problems := l.config.Open()
	l.store, l.corrector = s, change.Open(l.config.Correct)
	for _, p := range problems {
		l.life.Problem(p)
	}
	l.desk = &change.Desk{Log: s, Corrector: l.corrector, Here: l.present, Changed: l.changed, Relay: l.relay}
	l.complain(l.loadFirst())
	l.life.Open()
	l.door.Again()
	l.life.Go(func() { l.late.Run(l.ctx, l.lateKeeper(), l.complain) })
	began := l.config.Now()
	version, err := s.DataVersion(l.ctx) // before what may change is loaded
	l.complain(err)
	l.complain(l.loadAll())
	l.loaded()
	if l.config.Edition != nil {
		l.complain(l.addEdition())
		l.loaded()
	}
	l.life.Go(func() { l.watch(version, began) })
	l.life.Go(l.warm)
	l.life.Go(func() { l.desk.Follow(l.ctx, l.life.Tell, l.complain) })
	l.work()
}

// loaded tells that one of the things that are loaded at the start is there.
func (l *Library) loaded() {
	l.mu.Lock()
	l.loading--
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Articles: true, Feeds: true})
}

// warm reads behind the screen what the first search would wait for: titles,
// authors and those who are most named.
func (l *Library) warm() {
	l.giveWay()
	_, err := l.newestTitles(l.ctx)
	l.complain(err)
	_, err = l.allAuthors(l.ctx)
	l.complain(err)
	named, err := l.allTotals(l.ctx)
	l.complain(err)
	for i, t := range named {
		if i%32 == 0 {
			l.giveWay()
		}
		if _, err := l.entity(l.ctx, t.entity); err != nil {
			return // it went meanwhile: who asks is told
		}
	}
}

// opened waits until the library is open.
func (l *Library) opened(ctx context.Context) error { return l.life.Opened(ctx) }

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

// Wait waits until all articles are listed and can be searched, and, with
// mentions, until all of them have been recognised.
func (l *Library) Wait(ctx context.Context, mentions bool) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	return l.life.Until(ctx, func() bool {
		l.mu.RLock()
		defer l.mu.RUnlock()
		return l.loading == 0 && l.shelf.indexed == l.shelf.alive &&
			(!mentions || l.shelf.recognised == l.shelf.alive)
	})
}

// complete reports whether nothing is still to come. l.mu is held.
func (l *Library) complete() bool {
	return l.loading == 0 && l.shelf.indexed == l.shelf.alive && l.shelf.recognised == l.shelf.alive
}

// Changes delivers what happens in the library, until it closes.
func (l *Library) Changes() <-chan data.Event { return l.life.Changes() }

// Close stops the work behind the screen, stores what is still to be stored,
// and closes the file. Calls after it answer with ErrClosed.
func (l *Library) Close() error {
	return l.life.Close(func() error {
		if l.store == nil {
			return nil
		}
		return errors.Join(l.late.Flush(context.Background(), l.lateKeeper()), l.store.Close())
	})
}
