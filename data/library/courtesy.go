package library

import (
	"context"
	"time"
)

// ask waits until the library is open, and has the background give way: a
// reader is waiting for an answer.
func (l *Library) ask(ctx context.Context) error {
	l.door.Ask()
	err := l.opened(ctx)
	l.door.Ask()
	return err
}

// giveWay waits while readers ask. What is done behind the screen calls it
// between small steps.
func (l *Library) giveWay() { l.door.GiveWay(l.ctx) }

// What feeds give is stored before anything is made of it: the worker waits
// while it comes, and a moment longer, as more may follow. But it doesn't wait
// for ever, where a slow server gives a little at a time.
const (
	pause   = 250 * time.Millisecond
	longest = 3 * time.Second
)

// storing notes that something is being stored, until done is called.
func (l *Library) storing() (done func()) {
	l.filing.Add(1)
	return func() {
		l.filedAt.Store(time.Now().UnixNano())
		l.filing.Add(-1)
	}
}

// afterStoring waits while feeds are stored, or until a reader waits for an
// article.
func (l *Library) afterStoring() {
	for began := time.Now(); time.Since(began) < longest && !l.waitedFor(); {
		rest := pause
		if l.filing.Load() == 0 {
			rest -= time.Since(time.Unix(0, l.filedAt.Load()))
		}
		if rest <= 0 {
			return
		}
		select {
		case <-time.After(min(rest, pause/8)):
		case <-l.ctx.Done():
			return
		}
	}
}

// interrupted reports whether a batch is to end early: someone waits for an
// article, or a feed is being stored.
func (l *Library) interrupted() bool { return l.filing.Load() > 0 || l.waitedFor() }
