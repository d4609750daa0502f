package lifetime_test

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"dateline/data"
	"dateline/data/lifetime"
)

// TestLife: calls wait until it is open, for progress, and not for ever.
func TestLife(t *testing.T) {
	l := lifetime.Begin()
	cancelled, cancel := context.WithCancel(t.Context())
	cancel()
	if err := l.Opened(cancelled); !errors.Is(err, context.Canceled) {
		t.Errorf("with a cancelled context: %v", err)
	}
	l.Go(l.Open)
	if err := l.Opened(t.Context()); err != nil {
		t.Error(err)
	}
	var done atomic.Bool
	l.Go(func() {
		<-l.Woken()
		done.Store(true)
		l.Progress()
	})
	l.Nudge()
	l.Nudge() // nobody waits for the worker
	if err := l.Until(t.Context(), done.Load); err != nil {
		t.Error(err)
	}
	never := make(chan error)
	go func() { never <- l.Until(t.Context(), func() bool { return false }) }()
	failure, calls := errors.New("not closed"), 0
	last := func() error { calls++; return failure }
	if err := l.Close(last); !errors.Is(err, failure) {
		t.Errorf("closing: %v", err)
	}
	if err := l.Close(last); err != nil || calls != 1 {
		t.Errorf("closing again: %v, %d calls", err, calls)
	}
	if err := <-never; !errors.Is(err, lifetime.ErrClosed) {
		t.Errorf("waiting while it closes: %v", err)
	}
	if err := l.Opened(t.Context()); !errors.Is(err, lifetime.ErrClosed) {
		t.Errorf("after the end: %v", err)
	}
	if _, open := <-l.Changes(); open {
		t.Error("something happened after the end")
	}
}

// TestProblems: each is told and kept once, and errors become problems.
func TestProblems(t *testing.T) {
	l := lifetime.Begin()
	one := data.Problem{Path: "broken.html", Cause: "it isn't text"}
	l.Problem(one)
	l.Problem(one)
	l.Complain(nil)
	l.Complain(errors.Join(one))
	l.Complain(errors.New("the disk is full"))
	if all := l.Problems(); len(all) != 2 || all[0] != one || all[1].Cause != "the disk is full" {
		t.Errorf("problems %v", all)
	}
	if e := <-l.Changes(); e.Problem == nil || *e.Problem != one {
		t.Errorf("told %+v", e)
	}
	if err := l.Close(func() error { return nil }); err != nil {
		t.Error(err)
	}
	l.Complain(errors.New("what a job says that ends"))
	if n := len(l.Problems()); n != 2 {
		t.Errorf("%d problems after the end", n)
	}
}
