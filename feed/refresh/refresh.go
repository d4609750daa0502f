// Package refresh brings subscriptions up to date: it asks servers for feeds
// and reads local files and folders, parses what comes, and hands it to the
// store feed by feed. One slow or broken feed delays and loses no other.
package refresh

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"sync"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/fetch"
)

// Store keeps what is followed and what came of it. Its methods are safe for
// concurrent use; Store isn't called again before it has answered.
type Store interface {
	// Subscriptions are all that is followed.
	Subscriptions(ctx context.Context) ([]data.Subscription, error)
	// Store keeps what came of asking for one feed. With Same there are only
	// Health, Validity and perhaps Moved to keep. A folder comes in several
	// parts, of which the last has the Validity; the parts don't replace one
	// another, and an article that isn't among them any more stays.
	Store(ctx context.Context, f data.Fetched) (data.Stored, error)
}

// Options are what an engine depends on.
type Options struct {
	Store  Store
	Client *fetch.Client
	Now    func() time.Time                   // nil is time.Now
	Zone   *time.Location                     // of dates without a zone; nil is UTC
	Every  func(address string) time.Duration // what the reader set for an address elsewhere, 0 for nothing; may be nil
	Pace   func(ctx context.Context)          // waits while the reader is busy; may be nil
}

// Engine refreshes subscriptions. It is safe for concurrent use; a feed that is
// being refreshed isn't asked for a second time meanwhile.
type Engine struct {
	store  Store
	client *fetch.Client
	now    func() time.Time
	zone   *time.Location
	every  func(string) time.Duration
	pace   func(context.Context)

	storing sync.Mutex // held while the store is at work

	mu   sync.Mutex
	busy map[data.FeedID]bool
	hand hand
}

// New makes an engine.
func New(o Options) *Engine {
	e := &Engine{store: o.Store, client: o.Client, now: o.Now, zone: o.Zone, every: o.Every, pace: o.Pace, busy: map[data.FeedID]bool{}}
	if e.now == nil {
		e.now = time.Now
	}
	if e.zone == nil {
		e.zone = time.UTC
	}
	if e.every == nil {
		e.every = func(string) time.Duration { return 0 }
	}
	if e.pace == nil {
		e.pace = func(context.Context) {}
	}
	return e
}

// Choice says what is refreshed. The zero value is what is due.
type Choice struct {
	All   bool          // those that aren't due too
	Feeds []data.FeedID // only these, due or not, paused or gone or not
}

// takes reports whether a subscription is to be refreshed now.
func (c Choice) takes(s *data.Subscription, now time.Time) bool {
	switch {
	case len(c.Feeds) > 0:
		return slices.Contains(c.Feeds, s.ID)
	case s.Paused:
		return false
	case elsewhere(s):
		return true
	case s.Health.Gone:
		return false
	}
	// Asked in the future: the clock was wrong then, and so is when it is due.
	return c.All || !now.Before(s.Health.Next) || now.Before(s.Health.Tried)
}

// Totals are what came of a refresh in all.
type Totals struct {
	Feeds   int // that were tried
	Failed  int // that gave an error
	Same    int // that had nothing new
	New     int // articles
	Changed int // articles
	Took    time.Duration
}

// Run refreshes what is chosen and tells every step to report, one at a time;
// report may be nil. It ends when all is stored or, soon, when ctx ends: what
// was stored by then stays. The error is ctx's, or says that the subscriptions
// can't be read; a feed's own error is in its Progress and is none of Run.
func (e *Engine) Run(ctx context.Context, c Choice, report func(data.Progress)) (Totals, error) {
	all, err := e.store.Subscriptions(ctx)
	if err != nil {
		return Totals{}, fmt.Errorf("the subscriptions can't be read: %w", err)
	}
	start, now := e.now(), e.now()
	all = slices.DeleteFunc(all, func(s data.Subscription) bool { return !c.takes(&s, now) || !e.claim(s.ID) })
	defer e.release(all)
	// Those that waited longest come first, so that a refresh that is broken
	// off again and again gets round to all of them.
	slices.SortStableFunc(all, func(a, b data.Subscription) int { return a.Health.Tried.Compare(b.Health.Tried) })
	r := run{engine: e, report: report, of: len(all)}
	q := newQueue(all)
	stop := context.AfterFunc(ctx, q.close)
	defer stop()
	var workers sync.WaitGroup
	for range min(workersAtOnce, len(all)) {
		workers.Go(func() {
			for s := q.next(); s != nil; s = q.next() {
				r.one(ctx, s, q)
			}
		})
	}
	workers.Wait()
	r.totals.Took = e.now().Sub(start)
	return r.totals, ctx.Err()
}

// workersAtOnce is how many feeds are in work at once, from asking the server
// to handing over to the store. It bounds memory: each may be as large as a
// body may be.
const workersAtOnce = 8

// claim takes a feed to be refreshed, unless someone else is at it.
func (e *Engine) claim(id data.FeedID) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.busy[id] {
		return false
	}
	e.busy[id] = true
	return true
}

func (e *Engine) release(all []data.Subscription) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for i := range all {
		delete(e.busy, all[i].ID)
	}
}

// run is one refresh on its way.
type run struct {
	engine *Engine
	of     int

	mu     sync.Mutex // held while the counts change and report is called
	report func(data.Progress)
	totals Totals
}

// one refreshes one subscription.
func (r *run) one(ctx context.Context, s *data.Subscription, q *queue) {
	step := data.Progress{Feed: s.ID, Title: cmp.Or(s.Title, s.Given, clean.Line(s.Address, maxShown)), URL: s.Address, Of: r.of}
	r.tell(step)
	var source source
	if isLocal(s.Address) {
		source = r.engine.local(ctx, s)
		q.done(s)
	} else {
		source = r.engine.web(ctx, s, func() { q.done(s) })
	}
	stored, last, err := r.engine.keep(ctx, source)
	if ctx.Err() != nil {
		return // it wasn't done, and didn't fail
	}
	step.Done, step.Stored, step.Same, step.Status, step.Error = true, stored, last.Same, last.Health.Status, last.Health.Error
	if !last.Same { // it was told when it was read
		step.Left = last.Health.Left
	}
	if last.Source != nil && s.Title == "" && s.Given == "" {
		step.Title = cmp.Or(last.Source.Title, step.Title)
	}
	if err != nil {
		step.Error = "it can't be stored: " + clean.Line(err.Error(), maxShown)
	}
	r.tell(step)
}

// maxShown bounds what is shown of an address or an error, in characters.
const maxShown = 200

// tell counts a step and reports it.
func (r *run) tell(p data.Progress) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if p.Done {
		r.totals.add(p)
	}
	p.Count = r.totals.Feeds
	if r.report != nil {
		r.report(p)
	}
}

func (t *Totals) add(p data.Progress) {
	t.Feeds++
	t.New += p.Stored.New
	t.Changed += p.Stored.Changed
	switch {
	case p.Error != "":
		t.Failed++
	case p.Same:
		t.Same++
	}
}

// source gives what came of one feed, in one part or, of a folder, in several.
type source func(yield func(data.Fetched) bool)

// keep stores what a source gives. One feed after the other is stored: the
// store has one writer, and what waits for it holds nothing open.
func (e *Engine) keep(ctx context.Context, parts source) (stored data.Stored, last data.Fetched, err error) {
	for part := range parts {
		last = part
		if ctx.Err() != nil {
			return stored, last, ctx.Err()
		}
		e.storing.Lock()
		one, failed := e.store.Store(ctx, part)
		e.storing.Unlock()
		stored.New += one.New
		stored.Changed += one.Changed
		if failed != nil {
			return stored, last, failed
		}
	}
	return stored, last, nil
}

// host is the part of an address that requests are counted by; what is local is
// one host.
func host(address string) string {
	if isLocal(address) {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	return u.Hostname()
}

// reason is an error in words, without the address that it is about.
func reason(err error) string {
	var f *fetch.Error
	if errors.As(err, &f) {
		return f.Cause
	}
	return clean.Line(err.Error(), maxShown)
}
