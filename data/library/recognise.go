package library

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/recognition"
	"dateline/data/store"
)

// recogniseUrgent recognises what a reader waits for.
func (l *Library) recogniseUrgent() (bool, error) {
	l.mu.Lock()
	if len(l.urgent) == 0 {
		l.mu.Unlock()
		return false, nil
	}
	n := l.urgent[0]
	l.urgent = l.urgent[1:]
	f := l.shelf.flags[n]
	l.mu.Unlock()
	if f&listed == 0 || f&recognised != 0 {
		return true, nil
	}
	if f&indexed == 0 { // its text isn't stored yet: that of what is recognised must be
		r := l.ready([]uint32{n})
		if err := errors.Join(r.err, l.index(r)); err != nil {
			return true, err
		}
	}
	return true, l.recognise([]uint32{n})
}

// recogniseFirst has an article recognised ahead of all others, and waits a
// moment for that.
func (l *Library) recogniseFirst(ctx context.Context, n uint32) error {
	patience := time.After(recognitionPatience)
	for first := true; ; first = false {
		moved := l.life.Moved()
		l.mu.Lock()
		done := l.shelf.flags[n]&recognised != 0 || l.shelf.flags[n]&listed == 0
		if first && !done && !slices.Contains(l.urgent, n) {
			l.urgent = append(l.urgent, n)
		}
		l.mu.Unlock()
		if done {
			return nil
		}
		if first {
			l.life.Nudge()
		}
		select {
		case <-moved:
		case <-patience:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		case <-l.ctx.Done():
			return ErrClosed
		}
	}
}

// recogniseSome recognises the newest articles that aren't yet, and reports
// whether there were any.
func (l *Library) recogniseSome() (bool, error) {
	numbers, err := l.unrecognised(recogniseBatch)
	if err != nil || len(numbers) == 0 {
		return false, err
	}
	return true, l.recognise(numbers)
}

// unrecognised gives the newest articles that are to be recognised.
func (l *Library) unrecognised(limit int) ([]uint32, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shelf.recognised == l.shelf.indexed {
		return nil, nil
	}
	order, err := l.sorted(l.ctx, data.Newest)
	if err != nil {
		return nil, err
	}
	numbers := make([]uint32, 0, limit)
	for _, n := range order.numbers {
		if l.shelf.flags[n]&(indexed|recognised) == indexed {
			if numbers = append(numbers, n); len(numbers) == limit {
				break
			}
		}
	}
	return numbers, nil
}

// recognise recognises articles and stores what was found.
func (l *Library) recognise(numbers []uint32) error {
	l.recognising.Lock()
	defer l.recognising.Unlock()
	return l.recogniseAll(numbers, false)
}

// recogniseAll is recognise for who has the lock. With again, only the reader's
// corrections are laid anew over what was found before.
func (l *Library) recogniseAll(numbers []uint32, again bool) error {
	found := make([]store.Recognised, 0, len(numbers))
	for _, n := range numbers {
		if !again {
			l.giveWay()
		}
		r, err := l.find(n)
		if errors.Is(err, data.ErrNoArticle) {
			l.lose(n)
			continue
		}
		if l.broken(err) {
			l.passOver(n)
			continue
		}
		if err != nil {
			return err
		}
		found = append(found, r)
		if !again && l.interrupted() {
			break
		}
	}
	if _, err := l.store.KeepMentions(context.WithoutCancel(l.ctx), found, again); err != nil {
		return err
	}
	ids := make([]data.ID, 0, len(found))
	l.mu.Lock()
	for i := range found {
		n := found[i].Number
		if f := l.shelf.flags[n]; f&listed != 0 {
			l.shelf.set(n, f|recognised)
			l.shelf.speak(n, found[i].Found.Language)
			ids = append(ids, l.shelf.ids.all[n])
		}
	}
	l.texts.Add(1)
	l.progress()
	l.mu.Unlock()
	l.shown.forget()
	l.life.Tell(data.Event{Mentions: ids})
	return nil
}

func (l *Library) waitedFor() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return len(l.urgent) > 0
}

// speak notes in which language a text was found to be, where it didn't say.
func (s *shelf) speak(n uint32, language string) {
	if s.language[n] == 0 && language != "" {
		s.language[n] = s.names.of(language)
	}
}

// find finds who and where is in one article: from what the same recogniser
// found before, where only the corrections are others.
func (l *Library) find(n uint32) (store.Recognised, error) {
	a, _, err := l.compose(l.ctx, n)
	if err != nil {
		return store.Recognised{}, err
	}
	bare, err := l.store.Bare(l.ctx, n, l.config.Recogniser.Version())
	if err != nil {
		return store.Recognised{}, err
	}
	if bare == nil {
		found := recognition.Run(l.ctx, l.config.Recogniser, a, l.life.Problem)
		bare = &found
	}
	if l.ctx.Err() != nil {
		return store.Recognised{}, l.ctx.Err()
	}
	r := store.Recognised{Number: n, Article: a, Recogniser: l.recogniser}
	laid := l.corrector.Lay(a, *bare)
	if !reflect.DeepEqual(laid, *bare) {
		r.Bare = bare
	}
	laid = recognition.Valid(a, laid)
	r.Found, r.Keys = &laid, recognition.Keys(a.ID, laid.Entities)
	return r, nil
}
