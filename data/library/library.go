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
	"dateline/data/events"
	"dateline/data/store"
)

// Recogniser finds who and where is in an article. It is called from several
// goroutines. Offsets are of Article.Text.
type Recogniser interface {
	// Version names what it finds: it changes whenever findings may.
	Version() string
	// Recognise may answer with less when its context ends.
	Recognise(ctx context.Context, a *data.Article) data.Recognition
}

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
	Correct func() (data.Corrector, []data.Problem)
	Now     func() time.Time // nil is time.Now
}

// ErrClosed is the error of a library that has been closed.
var ErrClosed = errors.New("the library is closed")

// Library is an open library. Its methods are safe for concurrent use.
type Library struct {
	config      Config
	store       *store.Store // set before ready closes, as the next two
	corrector   data.Corrector
	recogniser  int           // number of the recogniser's version with the corrections'
	correcting  sync.Mutex    // of corrections and steps in the log
	recognising sync.Mutex    // of who finds mentions and stores them
	ready       chan struct{} // closed once a first screen can be answered for
	ctx         context.Context
	stop        context.CancelFunc
	jobs        sync.WaitGroup
	wake        chan struct{} // tells the worker of work
	late        late
	events      *events.Queue
	closed      sync.Once

	mu       sync.RWMutex
	shelf    shelf
	feeds    []store.Followed
	problems []data.Problem
	loading  int // what is still to be loaded: rows, the edition
	urgent   []uint32
	moved    chan struct{} // closed and replaced whenever progress was made

	asked      atomic.Int64  // when a reader last asked, in Unix nanoseconds
	filing     atomic.Int64  // how many feeds are being stored
	filedAt    atomic.Int64  // when the last one was, in Unix nanoseconds
	generation atomic.Uint64 // moves with everything that a query may see
	texts      atomic.Uint64 // moves when words or names were stored
	scopes     scopes
	columns    columns
	vocabulary vocabulary
	shown      shown
}

// New makes a library and opens it behind the caller.
func New(c Config) *Library {
	if c.Now == nil {
		c.Now = time.Now
	}
	ctx, stop := context.WithCancel(context.Background())
	l := &Library{
		config: c, ctx: ctx, stop: stop,
		ready: make(chan struct{}), wake: make(chan struct{}, 1), events: events.New(),
		shelf: newShelf(), loading: 1, moved: make(chan struct{}),
	}
	l.late.dirty = make(chan struct{}, 1)
	if c.Edition != nil {
		l.loading++
	}
	l.jobs.Go(l.start)
	return l
}

// start opens the store, loads what a first screen needs, and goes on to load
// the rest and to work.
func (l *Library) start() {
	s, problems := l.config.Open()
	l.store = s
	for _, p := range problems {
		l.problem(p)
	}
	l.corrector = uncorrected{}
	if l.config.Correct != nil {
		corrector, problems := l.config.Correct()
		l.corrector = corrector
		for _, p := range problems {
			l.problem(p)
		}
	}
	l.complain(l.loadFirst())
	close(l.ready)
	l.jobs.Go(l.writeLate)
	began := l.config.Now()
	version, err := s.DataVersion(l.ctx) // before what may change is loaded
	l.complain(err)
	l.complain(l.loadAll())
	l.loaded()
	if l.config.Edition != nil {
		l.complain(l.addEdition())
		l.loaded()
	}
	l.jobs.Go(func() { l.watch(version, began) })
	l.work()
}

// loaded tells that one of the things that are loaded at the start is there.
func (l *Library) loaded() {
	l.mu.Lock()
	l.loading--
	l.progress()
	l.mu.Unlock()
	l.events.Send(data.Event{Articles: true, Feeds: true})
}

// opened waits until the library is open.
func (l *Library) opened(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-l.ready:
	case <-ctx.Done():
		return ctx.Err()
	case <-l.ctx.Done():
		return ErrClosed
	}
	if l.ctx.Err() != nil {
		return ErrClosed
	}
	return nil
}

// problem notes something that couldn't be read. The same twice is one.
func (l *Library) problem(p data.Problem) {
	l.mu.Lock()
	for _, known := range l.problems {
		if known == p {
			l.mu.Unlock()
			return
		}
	}
	l.problems = append(l.problems, p)
	l.mu.Unlock()
	l.events.Send(data.Event{Problem: &p})
}

// complain notes an error that no call can be answered with.
func (l *Library) complain(err error) {
	if err == nil || l.ctx.Err() != nil {
		return
	}
	var p data.Problem
	if !errors.As(err, &p) {
		p = data.Problem{Path: "library", Cause: err.Error()}
	}
	l.problem(p)
}

// Problems answers with what could not be read, oldest first.
func (l *Library) Problems(ctx context.Context) ([]data.Problem, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return append([]data.Problem(nil), l.problems...), nil
}

// progress tells waiters and queries that something moved. l.mu is held.
func (l *Library) progress() {
	l.generation.Add(1)
	close(l.moved)
	l.moved = make(chan struct{})
}

// nudge tells the worker that there is work.
func (l *Library) nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Wait waits until all articles are listed and can be searched, and, with
// mentions, until all of them have been recognised.
func (l *Library) Wait(ctx context.Context, mentions bool) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	for {
		l.mu.RLock()
		moved := l.moved
		settled := l.loading == 0 && l.shelf.indexed == l.shelf.alive && (!mentions || l.shelf.recognised == l.shelf.alive)
		l.mu.RUnlock()
		if settled {
			return nil
		}
		select {
		case <-moved:
		case <-ctx.Done():
			return ctx.Err()
		case <-l.ctx.Done():
			return ErrClosed
		}
	}
}

// complete reports whether nothing is still to come. l.mu is held.
func (l *Library) complete() bool {
	return l.loading == 0 && l.shelf.indexed == l.shelf.alive && l.shelf.recognised == l.shelf.alive
}

// Changes delivers what happens in the library, until it closes.
func (l *Library) Changes() <-chan data.Event { return l.events.Out() }

// Close stops the work behind the screen, stores what is still to be stored,
// and closes the file. Calls after it answer with ErrClosed.
func (l *Library) Close() error {
	var err error
	l.closed.Do(func() {
		l.stop()
		l.jobs.Wait()
		l.events.Close()
		if l.store != nil {
			err = errors.Join(l.flush(context.Background()), l.store.Close())
		}
	})
	return err
}
