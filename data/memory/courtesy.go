package memory

import "context"

// screenful is how many articles are read before reading gives way: enough for
// a first screen.
const screenful = 64

// ask waits until the library is open, and has the background give way: a
// reader is waiting for an answer.
func (l *Library) ask(ctx context.Context) error {
	l.door.Ask()
	return l.opened(ctx)
}

// giveWay waits while readers ask. What is done behind the screen calls it
// between small steps.
func (l *Library) giveWay() { l.door.GiveWay(l.ctx) }
