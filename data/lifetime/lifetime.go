// Package lifetime is what all libraries are while they last: opened behind the
// first screen, at work behind it, complaining of what goes wrong, and closed.
package lifetime

import (
	"context"
	"errors"
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/events"
)

// ErrClosed is the error of a library that has been closed.
var ErrClosed = errors.New("the library is closed")

// Lifetime is that of one library. Its methods are safe for concurrent use.
type Lifetime struct {
	events *events.Queue
	ctx    context.Context
	stop   context.CancelFunc
	ready  chan struct{} // closed by Open
	wake   chan struct{} // tells the worker of work
	jobs   sync.WaitGroup
	closed sync.Once

	mu       sync.Mutex
	problems []data.Problem
	moved    chan struct{} // closed and replaced by Progress
}

// Begin begins one. Close ends it.
func Begin() *Lifetime {
	ctx, stop := context.WithCancel(context.Background())
	return &Lifetime{
		events: events.New(), ctx: ctx, stop: stop,
		ready: make(chan struct{}), wake: make(chan struct{}, 1), moved: make(chan struct{}),
	}
}

// Context ends when the library is closed.
func (l *Lifetime) Context() context.Context { return l.ctx }

// Go does something behind the screen. It is to end with Context: Close waits
// for it.
func (l *Lifetime) Go(job func()) { l.jobs.Go(job) }

// Open tells that the library can answer.
func (l *Lifetime) Open() { close(l.ready) }

// Opened waits until the library can answer.
func (l *Lifetime) Opened(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := l.wait(ctx, l.ready); err != nil {
		return err
	}
	if l.ctx.Err() != nil {
		return ErrClosed
	}
	return nil
}

func (l *Lifetime) wait(ctx context.Context, until <-chan struct{}) error {
	select {
	case <-until:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-l.ctx.Done():
		return ErrClosed
	}
}

// Progress tells those who wait with Until that something moved.
func (l *Lifetime) Progress() {
	l.mu.Lock()
	close(l.moved)
	l.moved = make(chan struct{})
	l.mu.Unlock()
}

// Moved closes with the next Progress. It is to be asked for before what may
// move is looked at.
func (l *Lifetime) Moved() <-chan struct{} {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.moved
}

// Until waits until something is so, looking whenever there was progress.
func (l *Lifetime) Until(ctx context.Context, so func() bool) error {
	for {
		moved := l.Moved()
		if so() {
			return nil
		}
		if err := l.wait(ctx, moved); err != nil {
			return err
		}
	}
}

// Nudge tells the worker that there is work.
func (l *Lifetime) Nudge() {
	select {
	case l.wake <- struct{}{}:
	default:
	}
}

// Woken receives when the worker was nudged.
func (l *Lifetime) Woken() <-chan struct{} { return l.wake }

// Problem notes something that couldn't be read, and tells of it. The same twice
// is one.
func (l *Lifetime) Problem(p data.Problem) {
	l.mu.Lock()
	known := slices.Contains(l.problems, p)
	if !known {
		l.problems = append(l.problems, p)
	}
	l.mu.Unlock()
	if !known {
		l.Tell(data.Event{Problem: &p})
	}
}

// Complain notes an error that no call can be answered with.
func (l *Lifetime) Complain(err error) {
	if err == nil || l.ctx.Err() != nil {
		return
	}
	var p data.Problem
	if !errors.As(err, &p) {
		p = data.Problem{Path: "library", Cause: err.Error()}
	}
	l.Problem(p)
}

// Problems gives what could not be read, oldest first.
func (l *Lifetime) Problems() []data.Problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.problems)
}

// Tell sends an event to whoever listens to Changes.
func (l *Lifetime) Tell(e data.Event) { l.events.Send(e) }

// Changes delivers what happens in the library, until it closes.
func (l *Lifetime) Changes() <-chan data.Event { return l.events.Out() }

// Close ends what is done behind the screen, waits for that, and then calls
// last, which closes what the library was opened with. Once is enough.
func (l *Lifetime) Close(last func() error) (err error) {
	l.closed.Do(func() {
		l.stop()
		l.jobs.Wait()
		l.events.Close()
		err = last()
	})
	return err
}
