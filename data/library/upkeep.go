package library

import (
	"context"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// removeBatch is how many articles one transaction removes.
const removeBatch = 64

// Compact removes for good the articles that the limits of their feeds don't
// keep, and those of feeds that the reader removed; what has a star stays. Then
// it gives the room back. Nothing else deletes articles.
func (l *Library) Compact(ctx context.Context) (data.Compacted, error) {
	if err := l.opened(ctx); err != nil {
		return data.Compacted{}, err
	}
	if err := l.wholly(ctx); err != nil {
		return data.Compacted{}, err
	}
	numbers, err := l.expired(ctx)
	if err != nil {
		return data.Compacted{}, err
	}
	done := data.Compacted{}
	for batch := range slices.Chunk(numbers, removeBatch) {
		if err := ctx.Err(); err != nil {
			return done, err
		}
		if err := l.remove(ctx, batch); err != nil {
			return done, err
		}
		done.Articles += len(batch)
	}
	if err := l.clear(ctx); err != nil {
		return done, err
	}
	done.Before, done.After, err = l.store.Shrink(ctx)
	l.life.Tell(data.Event{Articles: true, Feeds: true})
	return done, err
}

// wholly waits until all rows are loaded: what isn't can't be judged.
func (l *Library) wholly(ctx context.Context) error {
	return l.life.Until(ctx, func() bool {
		l.mu.RLock()
		defer l.mu.RUnlock()
		return l.loading == 0
	})
}

// expired gives the articles that no feed of theirs keeps and that have no
// star. Those that no feed gave stay.
func (l *Library) expired(ctx context.Context) ([]uint32, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	order, err := l.sorted(ctx, data.Newest)
	if err != nil {
		return nil, err
	}
	s := &l.shelf
	keeps := map[uint32]func(n uint32) bool{}
	for _, f := range l.feeds {
		keeps[f.Number] = keeper(s, f, l.config.Now())
	}
	var gone []uint32
	judge := func(n uint32) {
		kept := s.flags[n]&starred != 0 || s.feed[n] == 0
		for _, feed := range append([]uint32{s.feed[n]}, s.also[n]...) {
			if keep := keeps[feed]; keep != nil && keep(n) {
				kept = true // each feed counts its own, so all are asked
			}
		}
		if !kept {
			gone = append(gone, n)
		}
	}
	for _, n := range order.numbers {
		judge(n)
	}
	for n, f := range s.flags { // of feeds that were removed
		if f&(listed|hidden) == listed|hidden && !ofEdition(s.ids.all[n]) {
			judge(uint32(n))
		}
	}
	return gone, nil
}

// keeper tells of one article of a feed after the other, the newest first,
// whether the feed's limits keep it.
func keeper(s *shelf, f store.Followed, now time.Time) func(n uint32) bool {
	count := 0
	oldest := now.AddDate(0, 0, -f.KeepDays).UnixMilli()
	return func(n uint32) bool {
		if f.Removed {
			return false
		}
		count++
		if f.KeepMost > 0 && count > f.KeepMost {
			return false
		}
		return f.KeepDays == 0 || s.published[n] == undated || s.published[n] >= oldest
	}
}

// remove removes articles for good.
func (l *Library) remove(ctx context.Context, numbers []uint32) error {
	l.recognising.Lock()
	defer l.recognising.Unlock()
	if err := l.store.Remove(ctx, numbers); err != nil {
		return err
	}
	l.mu.Lock()
	for _, n := range numbers {
		l.shelf.drop(n)
	}
	l.texts.Add(1)
	l.progress()
	l.mu.Unlock()
	l.shown.forget()
	return nil
}

// clear removes what is left of removed feeds and articles.
func (l *Library) clear(ctx context.Context) error {
	if err := l.store.Unfollow(ctx); err != nil {
		return err
	}
	for {
		left, err := l.store.Leftover(ctx, removeBatch)
		if err != nil {
			return err
		}
		if len(left) == 0 {
			break
		}
		if err := l.store.Forget(ctx, left); err != nil {
			return err
		}
	}
	if err := l.store.Tidy(ctx); err != nil {
		return err
	}
	if err := l.loadFeeds(ctx); err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	known := map[uint32]bool{}
	for _, f := range l.feeds {
		known[f.Number] = true
	}
	for n, feed := range l.shelf.feed {
		if feed != 0 && !known[feed] {
			l.shelf.leave(uint32(n), known)
		}
	}
	l.progress()
	return nil
}

// Lasts reports whether the library is a file: where that couldn't be opened,
// what is done lasts as long as the program.
func (l *Library) Lasts(ctx context.Context) (bool, error) {
	if err := l.opened(ctx); err != nil {
		return false, err
	}
	return l.store.Path() != "", nil
}

// Check looks the library over and answers with what is wrong in it.
func (l *Library) Check(ctx context.Context) ([]data.Problem, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	return l.store.Check(ctx)
}

// Backup writes a copy of the library to a file that doesn't exist yet.
func (l *Library) Backup(ctx context.Context, path string) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	return l.store.Backup(ctx, path)
}

// leave takes an article from a feed that isn't known any more.
func (s *shelf) leave(n uint32, known map[uint32]bool) {
	also := slices.DeleteFunc(s.also[n], func(feed uint32) bool { return !known[feed] })
	s.feed[n] = 0
	if len(also) > 0 {
		first := slices.Min(also)
		s.feed[n] = first
		also = slices.DeleteFunc(also, func(feed uint32) bool { return feed == first })
	}
	if s.also[n] = also; len(also) == 0 {
		delete(s.also, n)
	}
	s.conceal(n)
}
