package library

import (
	"context"
	"errors"
	"maps"
	"sync"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// Apply makes a change, stores it, and remembers it for Undo. It answers with
// what did change: what was so already, or isn't in the library, is left out.
func (l *Library) Apply(ctx context.Context, c data.Change) (data.Change, error) {
	if err := l.opened(ctx); err != nil {
		return data.Change{}, err
	}
	if c.Action == data.Correct || c.Action == data.Uncorrect {
		l.correcting.Lock()
		defer l.correcting.Unlock()
		return l.correct(ctx, c)
	}
	known := data.Change{Action: c.Action, Feeds: c.Feeds}
	l.mu.RLock()
	for _, id := range c.Articles {
		if _, ok := l.shelf.find(id); ok {
			known.Articles = append(known.Articles, id)
		}
	}
	l.mu.RUnlock()
	if len(known.Articles)+len(known.Feeds) == 0 {
		return known, nil
	}
	done, err := l.store.Apply(ctx, known)
	if err != nil {
		return data.Change{Action: c.Action}, err
	}
	l.changed(done)
	return done, nil
}

// Undo takes the newest change back that has not been, and answers with what
// was done to do so.
func (l *Library) Undo(ctx context.Context) (done data.Change, ok bool, err error) {
	return l.takeBack(ctx, (*store.Store).Undo, (*store.Store).Redo)
}

// Redo does again what Undo took back last.
func (l *Library) Redo(ctx context.Context) (done data.Change, ok bool, err error) {
	return l.takeBack(ctx, (*store.Store).Redo, (*store.Store).Undo)
}

// takeBack takes a step in the log of changes. One that the rules file doesn't
// follow, as it has a mistake in it, is taken back.
func (l *Library) takeBack(ctx context.Context, do, back func(*store.Store, context.Context) (data.Change, bool, error)) (data.Change, bool, error) {
	if err := l.opened(ctx); err != nil {
		return data.Change{}, false, err
	}
	l.correcting.Lock()
	defer l.correcting.Unlock()
	done, ok, err := do(l.store, ctx)
	if err != nil || !ok {
		return done, ok, err
	}
	if done.Correction == nil {
		l.changed(done)
		return done, true, nil
	}
	reach, err := l.corrects(done)
	if err != nil {
		_, _, failed := back(l.store, context.WithoutCancel(ctx))
		return data.Change{}, false, errors.Join(err, failed)
	}
	done.Articles, err = l.relay(reach)
	return done, true, err
}

// changed takes a change that is stored over into memory, and tells of it.
func (l *Library) changed(done data.Change) {
	if len(done.Feeds) > 0 {
		l.complain(l.loadFeeds(context.WithoutCancel(l.ctx)))
		l.events.Send(data.Event{Articles: true, Feeds: true})
	}
	if len(done.Articles) == 0 {
		return
	}
	flag, so := read, done.Action == data.MarkRead
	if done.Action == data.AddStar || done.Action == data.RemoveStar {
		flag, so = starred, done.Action == data.AddStar
	}
	l.mu.Lock()
	for _, id := range done.Articles {
		l.shelf.mark(id, flag, so)
	}
	l.generation.Add(1)
	l.mu.Unlock()
	l.events.Send(data.Event{Marks: done.Articles, Feeds: true})
}

// late is what may be stored a moment later, as it changes with every line that
// is scrolled.
type late struct {
	mu      sync.Mutex
	tops    map[data.ID]int
	session *data.Session // the newest, stored or not
	pending bool          // the session is to be stored
	dirty   chan struct{}
}

// lateness is how long such things wait for more of their kind: well under the
// second that a killed program may lose.
const lateness = 250 * time.Millisecond

// KeepTop remembers where an article was left.
func (l *Library) KeepTop(ctx context.Context, p data.Position) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	l.late.mu.Lock()
	if l.late.tops == nil {
		l.late.tops = map[data.ID]int{}
	}
	l.late.tops[p.Article] = p.Offset
	l.late.mu.Unlock()
	l.soon()
	return nil
}

// KeepSession stores where the reader is.
func (l *Library) KeepSession(ctx context.Context, s data.Session) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	s.Back = append([]data.Spot(nil), s.Back...)
	s.Forward = append([]data.Spot(nil), s.Forward...)
	s.Settings = maps.Clone(s.Settings)
	l.late.mu.Lock()
	l.late.session, l.late.pending = &s, true
	l.late.mu.Unlock()
	l.soon()
	return nil
}

// Session answers with what KeepSession kept last, or an empty session.
func (l *Library) Session(ctx context.Context) (data.Session, error) {
	if err := l.opened(ctx); err != nil {
		return data.Session{}, err
	}
	l.late.mu.Lock()
	newest := l.late.session
	l.late.mu.Unlock()
	if newest == nil {
		return l.store.Session(ctx)
	}
	s := *newest
	s.Back = append([]data.Spot(nil), s.Back...)
	s.Forward = append([]data.Spot(nil), s.Forward...)
	s.Settings = maps.Clone(s.Settings)
	return s, nil
}

func (l *Library) soon() {
	select {
	case l.late.dirty <- struct{}{}:
	default:
	}
}

// writeLate stores late things until the library closes, which stores the rest.
func (l *Library) writeLate() {
	for {
		select {
		case <-l.late.dirty:
		case <-l.ctx.Done():
			return
		}
		select {
		case <-time.After(lateness):
		case <-l.ctx.Done():
			return
		}
		l.complain(l.flush(l.ctx))
	}
}

// flush stores what is waiting to be. What can't be stored waits on.
func (l *Library) flush(ctx context.Context) error {
	l.late.mu.Lock()
	tops, session, pending := l.late.tops, l.late.session, l.late.pending
	l.late.tops, l.late.pending = nil, false
	l.late.mu.Unlock()
	var err error
	if len(tops) > 0 {
		if failed := l.store.KeepTops(ctx, tops); failed != nil {
			err = failed
			l.late.again(tops)
		}
	}
	if pending {
		if failed := l.store.KeepSession(ctx, *session); failed != nil {
			err = errors.Join(err, failed)
			l.late.mu.Lock()
			l.late.pending = true
			l.late.mu.Unlock()
		}
	}
	return err
}

// again puts back tops that couldn't be stored, unless there are newer ones.
func (late *late) again(tops map[data.ID]int) {
	late.mu.Lock()
	defer late.mu.Unlock()
	for id, top := range late.tops {
		tops[id] = top
	}
	late.tops = tops
}
