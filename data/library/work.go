package library

import (
	"errors"
	"slices"
	"time"

	"dateline/data/store"
)

// Batches of the worker. One that is stored is one short transaction, which a
// reader's own change may have to wait for.
const (
	recogniseBatch = 64
	forgetBatch    = 32
)

// work makes texts, indexes and recognises until the library closes.
func (l *Library) work() {
	for l.ctx.Err() == nil {
		busy, err := l.step()
		if err != nil && l.ctx.Err() == nil {
			l.complain(err)
			busy = false
		}
		if busy {
			continue
		}
		var again <-chan time.Time
		if err != nil {
			again = time.After(retry) // a full disk may have room again
		}
		select {
		case <-l.life.Woken():
		case <-again:
		case <-l.ctx.Done():
		}
	}
}

// retry is how long the worker waits after a failure.
const retry = 30 * time.Second

// step does what is most wanted, and reports whether there was anything.
func (l *Library) step() (busy bool, err error) {
	l.afterStoring()
	for _, do := range []func() (bool, error){l.recogniseUrgent, l.indexSome, l.forgetSome, l.recogniseSome} {
		if busy, err := do(); busy || err != nil {
			return busy, err
		}
	}
	return false, nil
}

// lose takes an article from the lists whose row isn't there any more.
func (l *Library) lose(n uint32) {
	l.mu.Lock()
	l.shelf.drop(n)
	l.progress()
	l.mu.Unlock()
}

// broken reports whether an error is only that one article is damaged, and then
// tells of it: what is done with many goes on without that one.
func (l *Library) broken(err error) bool {
	if !errors.Is(err, store.ErrDamaged) {
		return false
	}
	l.complain(err)
	return true
}

// passOver has nothing wait for an article that can't be worked on. It is tried
// again after the next start, when the file may have been mended.
func (l *Library) passOver(n uint32) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if f := l.shelf.flags[n]; f&listed != 0 {
		l.shelf.set(n, f|indexed|recognised)
	}
	l.progress()
}

// forgetSome takes back what was found in texts that aren't current any more.
func (l *Library) forgetSome() (bool, error) {
	l.mu.RLock()
	numbers := slices.Clone(l.shelf.gone[:min(len(l.shelf.gone), forgetBatch)])
	l.mu.RUnlock()
	if len(numbers) == 0 {
		return false, nil
	}
	if err := l.store.Forget(l.ctx, numbers); err != nil {
		return true, err
	}
	l.mu.Lock()
	l.shelf.gone = l.shelf.gone[len(numbers):]
	l.texts.Add(1)
	l.progress()
	l.mu.Unlock()
	l.shown.forget()
	return true, nil
}
