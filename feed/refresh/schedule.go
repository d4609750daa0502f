package refresh

import (
	"time"

	"dateline/data"
)

// How often feeds are asked.
const (
	usual    = time.Hour        // where neither feed nor reader says
	shortest = 15 * time.Minute // at most so often, unless the reader says otherwise
	longest  = 24 * time.Hour   // at least so often
	firstTry = 15 * time.Minute // after a failure; twice as long after each further one
)

// well is the health of a feed that answered, which asks to be left alone for
// a time; 0 where it doesn't. An answer without news may leave out what the
// feed asked for earlier: then the wait stays as it was.
func (e *Engine) well(s *data.Subscription, asked time.Duration, same bool) data.Health {
	now := e.now()
	h := data.Health{Tried: now, Success: now}
	every := s.Every
	if every <= 0 {
		every = e.every(s.Address)
	}
	if every <= 0 {
		before := s.Health.Next.Sub(s.Health.Tried)
		if same && s.Health.Failures == 0 && before > asked {
			asked = before
		}
		every = interval(asked)
	}
	h.Next = now.Add(every)
	return h
}

// interval is how long a feed is left alone that asks for a time.
func interval(asked time.Duration) time.Duration {
	if asked <= 0 {
		return usual
	}
	return min(max(asked, shortest), longest)
}

// backOff is how long a feed is left alone after failures in a row.
func backOff(failures int) time.Duration {
	return min(firstTry<<min(max(failures-1, 0), 10), longest)
}
