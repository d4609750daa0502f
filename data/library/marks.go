package library

import (
	"context"

	"dateline/data"
	"dateline/data/late"
	"dateline/data/store"
)

// Apply makes a change, stores it, and remembers it for Undo. It answers with
// what did change: what was so already, or isn't in the library, is left out.
func (l *Library) Apply(ctx context.Context, c data.Change) (data.Change, error) {
	if err := l.opened(ctx); err != nil {
		return data.Change{}, err
	}
	return l.desk.Apply(ctx, c)
}

// Undo takes the newest change back that has not been, and answers with what
// was done to do so.
func (l *Library) Undo(ctx context.Context) (done data.Change, ok bool, err error) {
	if err := l.opened(ctx); err != nil {
		return data.Change{}, false, err
	}
	return l.desk.Undo(ctx)
}

// Redo does again what Undo took back last.
func (l *Library) Redo(ctx context.Context) (done data.Change, ok bool, err error) {
	if err := l.opened(ctx); err != nil {
		return data.Change{}, false, err
	}
	return l.desk.Redo(ctx)
}

// present gives those of some articles that are in the library.
func (l *Library) present(ids []data.ID) []data.ID {
	var known []data.ID
	l.mu.RLock()
	defer l.mu.RUnlock()
	for _, id := range ids {
		if _, ok := l.shelf.find(id); ok {
			known = append(known, id)
		}
	}
	return known
}

// changed takes a change that is stored over into memory, and tells of it.
func (l *Library) changed(done data.Change) {
	if len(done.Feeds) > 0 {
		l.complain(l.loadFeeds(context.WithoutCancel(l.ctx)))
		l.life.Tell(data.Event{Articles: true, Feeds: true})
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
	l.life.Tell(data.Event{Marks: done.Articles, Feeds: true})
}

// KeepTop remembers where an article was left.
func (l *Library) KeepTop(ctx context.Context, p data.Position) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	l.late.KeepTop(p)
	return nil
}

// KeepSession stores where the reader is.
func (l *Library) KeepSession(ctx context.Context, s data.Session) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	l.late.KeepSession(s)
	return nil
}

// lateKeeper is where late things are stored in the end.
func (l *Library) lateKeeper() late.Keeper { return placed{l.store, l} }

// placed keeps with the session the number of its article, under which that is
// found at the next start before all are loaded.
type placed struct {
	*store.Store
	library *Library
}

// KeepSession stores where the reader is.
func (p placed) KeepSession(ctx context.Context, s data.Session) error {
	if err := p.Store.KeepSession(ctx, s); err != nil {
		return err
	}
	n, err := p.library.number(s.Here.Article)
	if err != nil {
		return nil // it went, or none is shown
	}
	return p.KeepPlace(ctx, n)
}

// Session answers with what KeepSession kept last, or an empty session.
func (l *Library) Session(ctx context.Context) (data.Session, error) {
	if err := l.ask(ctx); err != nil {
		return data.Session{}, err
	}
	return l.late.Session(ctx, l.store)
}
