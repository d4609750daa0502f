package library

import (
	"errors"
	"testing"
)

// TestFresh: an answer isn't taken over where something moved while the store
// was asked, and things that don't stop moving don't go on for ever.
func TestFresh(t *testing.T) {
	failed := errors.New("no answer")
	for name, c := range map[string]struct {
		moves       int // while the first answers are collected
		err         error
		asks, takes int
	}{
		"nothing moves":    {0, nil, 1, 1},
		"something moves":  {1, nil, 2, 1},
		"all keeps moving": {100, nil, 4, 1},
		"no answer":        {0, failed, 1, 0},
		"none, and moved":  {1, failed, 1, 0},
	} {
		l := &Library{}
		asks, takes, answer := 0, 0, 0
		err := l.fresh(func() error {
			asks++
			answer = asks
			if asks <= c.moves {
				l.generation.Add(1)
			}
			return c.err
		}, func() {
			takes++
			if answer != asks || l.mu.TryLock() {
				t.Errorf("%s: answer %d of %d is taken, or without the lock", name, answer, asks)
			}
		})
		if asks != c.asks || takes != c.takes || !errors.Is(err, c.err) {
			t.Errorf("%s: asked %d times and taken %d times: %v", name, asks, takes, err)
		}
		if !l.mu.TryLock() {
			t.Errorf("%s: it stays locked", name)
		}
	}
}
