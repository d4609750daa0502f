package library

import (
	"context"

	"dateline/data"
)

// TakeRead marks articles read that another reader's program knows as read:
// those that are here, and those that may come later. It answers with how many
// are marked that weren't. It isn't a change that Undo takes back.
func (l *Library) TakeRead(ctx context.Context, ids []data.ID) (int, error) {
	if err := l.opened(ctx); err != nil {
		return 0, err
	}
	here, err := l.store.TakeRead(ctx, ids)
	if err != nil {
		return 0, err
	}
	l.mu.Lock()
	changed := l.take(here)
	l.mu.Unlock()
	if len(changed) > 0 {
		l.life.Tell(data.Event{Marks: changed, Feeds: true})
	}
	return len(changed), nil
}

// take marks articles read that the store has so, and answers with those that
// weren't. One that isn't loaded yet has its mark when it is. l.mu is held.
func (l *Library) take(ids []data.ID) (changed []data.ID) {
	for _, id := range ids {
		if _, ok := l.shelf.ids.number(id); !ok {
			l.shelf.await(id, data.Mark{Read: true})
		} else if l.shelf.mark(id, read, true) {
			changed = append(changed, id)
		}
	}
	l.generation.Add(1)
	return changed
}

// await keeps the marks of an article that isn't here, for when it comes.
func (s *shelf) await(id data.ID, m data.Mark) {
	if s.awaited == nil {
		s.awaited = map[data.ID]data.Mark{}
	}
	s.awaited[id] = m
}

// arrive gives an article the marks that waited for it.
func (s *shelf) arrive(id data.ID) {
	m, ok := s.awaited[id]
	if !ok {
		return
	}
	delete(s.awaited, id)
	s.mark(id, read, m.Read)
	s.mark(id, starred, m.Starred)
}

// NotCut notes that there is no more of an article to be had than is stored, so
// that Cut doesn't name it any more. The error is data.ErrNoArticle for an
// unknown id.
func (l *Library) NotCut(ctx context.Context, id data.ID) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	n, err := l.number(id)
	if err != nil {
		return err
	}
	if err := l.store.NotCut(ctx, n); err != nil {
		return err
	}
	l.mu.Lock()
	l.shelf.set(n, l.shelf.flags[n]|whole)
	l.mu.Unlock()
	return nil
}

// GiveWay waits while readers ask, so that what is done behind the screen costs
// no key. It waits 40 ms at most.
func (l *Library) GiveWay(context.Context) { l.giveWay() }
