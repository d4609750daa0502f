package library

import (
	"context"
	"time"
)

// How the background gives way: it waits until nobody has asked for anything
// for quiet, which is about what the screen takes to show an answer, but never
// for longer than patience.
const (
	quiet    = 12 * time.Millisecond
	patience = 40 * time.Millisecond
)

// ask waits until the library is open, and has the background give way: a
// reader is waiting for an answer.
func (l *Library) ask(ctx context.Context) error {
	l.asked.Store(time.Now().UnixNano())
	return l.opened(ctx)
}

// giveWay waits while readers ask. What is done behind the screen calls it
// between small steps, so that with few cores no key waits for it.
func (l *Library) giveWay() {
	for began := time.Now(); time.Since(began) < patience; {
		rest := quiet - time.Since(time.Unix(0, l.asked.Load()))
		if rest <= 0 {
			return
		}
		select {
		case <-time.After(rest):
		case <-l.ctx.Done():
			return
		}
	}
}
