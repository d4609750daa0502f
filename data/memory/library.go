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
	"dateline/data/events"
	"dateline/data/memory/index"
)

// Recogniser finds who and where is in an article. It is called from several
// goroutines. Offsets are of Article.Text.
type Recogniser interface {
	// Version names what it finds: it changes whenever findings may.
	Version() string
	// Recognise may answer with less when its context ends.
	Recognise(ctx context.Context, a *data.Article) data.Recognition
}

// Keeper is what lasts over starts. *store.Store is one.
type Keeper interface {
	Marks(ctx context.Context) (map[data.ID]data.Mark, error)
	KeepTops(ctx context.Context, tops map[data.ID]int) error
	Apply(ctx context.Context, c data.Change) (data.Change, error)
	Undo(ctx context.Context) (data.Change, bool, error)
	Redo(ctx context.Context) (data.Change, bool, error)
	Session(ctx context.Context) (data.Session, error)
	KeepSession(ctx context.Context, s data.Session) error
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)
	ChangeSearches(ctx context.Context, change func([]data.SavedSearch) []data.SavedSearch) error
	Recognitions(ctx context.Context, version string, texts [][sha256.Size]byte) ([]*data.Recognition, error)
	KeepRecognitions(ctx context.Context, texts [][sha256.Size]byte, found []*data.Recognition) error
	Identify(ctx context.Context, keys []data.EntityKey) ([]data.EntityID, error)
	Close() error
}

// Config is what a library is made of.
type Config struct {
	Recogniser Recogniser
	// Open gives the keeper, and what the reader should know of its opening.
	// It is called once, behind the first screen, and must not fail: where a
	// file can't be opened it answers with a keeper in memory and a problem.
	Open func() (Keeper, []data.Problem)
	// Correct gives the reader's corrections, and what the reader should know
	// of them. It is called once, as Open is; nil where there are none.
	Correct func() (data.Corrector, []data.Problem)
}

// ErrClosed is the error of a library that has been closed.
var ErrClosed = errors.New("the library is closed")

// Library holds articles in memory. Its methods are safe for concurrent use.
type Library struct {
	recogniser Recogniser
	keeper     Keeper         // set before ready closes
	corrector  data.Corrector // set before ready closes
	correcting sync.Mutex     // of corrections and steps in the log
	ready      chan struct{}  // closed once keeper and marks are there
	ctx        context.Context
	stop       context.CancelFunc
	jobs       sync.WaitGroup
	wake       chan struct{} // tells the worker of work
	late       late
	events     *events.Queue
	closed     sync.Once

	mu       sync.RWMutex
	shelf    shelf
	words    *index.Index
	who      who
	problems []data.Problem
	made     []madeFor // by readers' calls, not stored yet
	loading  bool
	moved    chan struct{} // closed and replaced whenever progress was made

	asked      atomic.Int64  // when a reader last asked, in Unix nanoseconds
	generation atomic.Uint64 // moves with everything that a query may see
	scopes     scopes
}

// New makes a library that is loading; Done tells that all articles were added.
func New(c Config) *Library {
	ctx, stop := context.WithCancel(context.Background())
	l := &Library{
		recogniser: c.Recogniser,
		ready:      make(chan struct{}),
		ctx:        ctx,
		stop:       stop,
		wake:       make(chan struct{}, 1),
		events:     events.New(),
		words:      index.New(),
		who:        newWho(),
		loading:    true,
		moved:      make(chan struct{}),
	}
	l.shelf.byID = map[data.ID]uint32{}
	l.shelf.marks = map[data.ID]data.Mark{}
	l.late.dirty = make(chan struct{}, 1)
	l.jobs.Go(func() { l.start(c) })
	return l
}

// start opens the keeper, loads the marks, and goes on as the worker.
func (l *Library) start(c Config) {
	keeper, problems := c.Open()
	marks, err := keeper.Marks(l.ctx)
	l.keeper, l.corrector = keeper, uncorrected{}
	if c.Correct != nil {
		corrector, more := c.Correct()
		l.corrector, problems = corrector, append(problems, more...)
	}
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
	close(l.ready)
	l.jobs.Go(l.writeLate)
	l.work()
}

// opened waits until the keeper is open.
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
		l.events.Send(data.Event{Articles: true})
		l.nudge()
	}
}

// Done tells that all articles have been added.
func (l *Library) Done() {
	l.mu.Lock()
	l.loading = false
	l.progress()
	l.mu.Unlock()
	l.events.Send(data.Event{Articles: true})
	l.nudge()
}

// Problem notes something that couldn't be read. The same twice is one.
func (l *Library) Problem(p data.Problem) {
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
	l.Problem(p)
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

// Wait waits until all articles are there and can be searched, and, with
// mentions, until all of them have been recognised.
func (l *Library) Wait(ctx context.Context, mentions bool) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	for {
		l.mu.RLock()
		moved := l.moved
		settled := !l.loading && l.shelf.indexed == len(l.shelf.docs) &&
			(!mentions || l.shelf.recognised == l.shelf.alive)
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
	return !l.loading && l.shelf.indexed == len(l.shelf.docs) && l.shelf.recognised == l.shelf.alive
}

// Changes delivers what happens in the library, until it closes.
func (l *Library) Changes() <-chan data.Event { return l.events.Out() }

// Close stops the work behind the screen, stores what is still to be stored,
// and closes the keeper. Calls after it answer with ErrClosed.
func (l *Library) Close() error {
	var err error
	l.closed.Do(func() {
		l.stop()
		l.jobs.Wait()
		l.events.Close()
		if l.keeper != nil {
			err = errors.Join(l.flush(context.Background()), l.keeper.Close())
		}
	})
	return err
}
