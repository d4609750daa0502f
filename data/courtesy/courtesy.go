// Package courtesy has what is done behind the screen give way to a reader who
// waits for an answer.
package courtesy

import (
	"context"
	"sync/atomic"
	"time"
)

// How the background gives way: it waits until nobody has asked for anything
// for quiet, which is about what the screen takes to show an answer, but never
// for longer than patience.
const (
	quiet    = 12 * time.Millisecond
	patience = 40 * time.Millisecond
)

// Door knows when a reader last asked for something. Its methods are safe for
// concurrent use.
type Door struct {
	asked atomic.Int64 // in Unix nanoseconds
}

// Ask notes that a reader waits for an answer.
func (d *Door) Ask() { d.asked.Store(time.Now().UnixNano()) }

// Again has those who asked before be given way to from now on: what they waited
// for has only begun.
func (d *Door) Again() {
	if d.asked.Load() != 0 {
		d.Ask()
	}
}

// GiveWay waits while readers ask, or until the context ends. What is done
// behind the screen calls it between small steps, so that with few cores no key
// waits for it.
func (d *Door) GiveWay(ctx context.Context) {
	for began := time.Now(); time.Since(began) < patience; {
		rest := quiet - time.Since(time.Unix(0, d.asked.Load()))
		if rest <= 0 {
			return
		}
		select {
		case <-time.After(rest):
		case <-ctx.Done():
			return
		}
	}
}
