// Package late stores a moment later what changes with every line that is
// scrolled: where articles were left, and where the reader is.
package late

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"dateline/data"
)

// lateness is how long such things wait for more of their kind: well under the
// second that a killed program may lose.
const lateness = 250 * time.Millisecond

// Keeper is where things are stored in the end.
type Keeper interface {
	KeepTops(ctx context.Context, tops map[data.ID]int) error
	KeepSession(ctx context.Context, s data.Session) error
	Session(ctx context.Context) (data.Session, error)
}

// Writer has what waits to be stored. Its methods are safe for concurrent use.
type Writer struct {
	dirty chan struct{}

	mu      sync.Mutex
	tops    map[data.ID]int
	session *data.Session // the newest, stored or not
	pending bool          // the session is to be stored
}

// New makes a writer. Run has it write.
func New() *Writer { return &Writer{dirty: make(chan struct{}, 1)} }

// KeepTop remembers where an article was left.
func (w *Writer) KeepTop(p data.Position) {
	w.mu.Lock()
	if w.tops == nil {
		w.tops = map[data.ID]int{}
	}
	w.tops[p.Article] = p.Offset
	w.mu.Unlock()
	w.soon()
}

// Top is where an article was left, if that waits to be stored.
func (w *Writer) Top(id data.ID) (top int, waiting bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	top, waiting = w.tops[id]
	return top, waiting
}

// KeepSession remembers where the reader is.
func (w *Writer) KeepSession(s data.Session) {
	s = cloned(s)
	w.mu.Lock()
	w.session, w.pending = &s, true
	w.mu.Unlock()
	w.soon()
}

// Session answers with what KeepSession kept last, else with what is stored.
func (w *Writer) Session(ctx context.Context, k Keeper) (data.Session, error) {
	w.mu.Lock()
	newest := w.session
	w.mu.Unlock()
	if newest == nil {
		return k.Session(ctx)
	}
	return cloned(*newest), nil
}

// cloned is a session that shares nothing with the one that it was made of.
func cloned(s data.Session) data.Session {
	s.Back = append([]data.Spot(nil), s.Back...)
	s.Forward = append([]data.Spot(nil), s.Forward...)
	s.Settings = maps.Clone(s.Settings)
	return s
}

func (w *Writer) soon() {
	select {
	case w.dirty <- struct{}{}:
	default:
	}
}

// Run stores late things until the context ends; Flush stores the rest then.
func (w *Writer) Run(ctx context.Context, k Keeper, complain func(error)) {
	for {
		select {
		case <-w.dirty:
		case <-ctx.Done():
			return
		}
		select {
		case <-time.After(lateness):
		case <-ctx.Done():
			return
		}
		complain(w.Flush(ctx, k))
	}
}

// Flush stores what is waiting to be. What can't be stored waits on.
func (w *Writer) Flush(ctx context.Context, k Keeper) error {
	w.mu.Lock()
	tops, session, pending := w.tops, w.session, w.pending
	w.tops, w.pending = nil, false
	w.mu.Unlock()
	var err error
	if len(tops) > 0 {
		if failed := k.KeepTops(ctx, tops); failed != nil {
			err = failed
			w.again(tops)
		}
	}
	if pending {
		if failed := k.KeepSession(ctx, *session); failed != nil {
			err = errors.Join(err, failed)
			w.mu.Lock()
			w.pending = true
			w.mu.Unlock()
		}
	}
	return err
}

// again puts back tops that couldn't be stored, unless there are newer ones.
func (w *Writer) again(tops map[data.ID]int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	maps.Copy(tops, w.tops)
	w.tops = tops
}
