package refresh

import (
	"context"
	"errors"
	"time"

	"dateline/data"
	"dateline/feed"
	"dateline/feed/fetch"
)

// web asks a server for a feed, tells answered that it has answered, and parses
// what came.
func (e *Engine) web(ctx context.Context, s *data.Subscription, answered func()) source {
	start := e.now()
	validity := known(s)
	res, err := e.handed(s), error(nil)
	if res == nil {
		res, err = e.client.Get(ctx, fetch.Request{
			Address: s.Address, Accept: fetch.Feeds, Validity: validity, Given: validity.Sent == "",
		})
	}
	answered()
	return one(func() data.Fetched {
		if err != nil {
			return e.failed(s, err)
		}
		return e.parsed(s, res, e.now().Sub(start))
	})
}

// hand is a server's answer that waits for the feed to be followed.
type hand struct {
	address string
	answer  *fetch.Response
	from    time.Time
}

// fresh is how long an answer may wait for that: about as long as a reader may
// think it over.
const fresh = time.Minute

// Hand gives the engine what a server has just answered for an address, so that
// a feed which is followed then isn't asked a second time. Only the last one is
// kept.
func (e *Engine) Hand(address string, answer *fetch.Response) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.hand = hand{address, answer, e.now()}
}

// handed is the answer for a feed that was never asked, if one waits, and nil
// otherwise. One that waited for too long, or for another feed, goes.
func (e *Engine) handed(s *data.Subscription) *fetch.Response {
	e.mu.Lock()
	defer e.mu.Unlock()
	h := e.hand
	e.hand = hand{}
	if h.address != s.Address || !s.Health.Tried.IsZero() || e.now().Sub(h.from) > fresh {
		return nil
	}
	return h.answer
}

// elsewhere reports whether a feed's address was changed by the reader since it
// was asked: what is known is of another server then.
func elsewhere(s *data.Subscription) bool {
	return s.Validity.Address != "" && s.Validity.Address != s.Address
}

// known is what the server at a feed's address gave to ask it with.
func known(s *data.Subscription) data.Validity {
	if elsewhere(s) {
		return data.Validity{Address: s.Address}
	}
	v := s.Validity
	v.Address = s.Address
	return v
}

// placed is what an answer gave, with where it is from.
func placed(s *data.Subscription, res *fetch.Response) data.Validity {
	v := res.Validity
	v.Address, v.Sent = s.Address, known(s).Sent
	if res.Moved != "" {
		v.Address, v.Sent = res.Moved, res.Moved
		if res.Private {
			v.Sent = ""
		}
	}
	return v
}

// one is the source of what comes in one part.
func one(make func() data.Fetched) source {
	return func(yield func(data.Fetched) bool) { yield(make()) }
}

// parsed is what came of a server's answer.
func (e *Engine) parsed(s *data.Subscription, res *fetch.Response, took time.Duration) data.Fetched {
	f := data.Fetched{Feed: s.ID, Same: res.Same, Moved: res.Moved, Validity: placed(s, res)}
	asked := time.Duration(0)
	if !res.Same {
		source, entries, err := feed.ParseFeed(res.Body, feed.FeedOptions{
			Address: res.Address, Identity: Identity(s.ID), Location: res.Location, Type: res.Type, Language: res.Language, Zone: e.zone,
		})
		if err != nil {
			return e.failed(s, &fetch.Error{Address: s.Address, Cause: notFeed(s, err), Status: res.Status})
		}
		f.Source, f.Entries, asked = source, entries, source.Every
	}
	f.Health = e.well(s, max(asked, res.Fresh), res.Same)
	f.Health.Status, f.Health.Took = res.Status, took
	return f
}

// Identity is what a feed's items are identified with: it stays when the feed
// moves.
func Identity(id data.FeedID) string { return "feed:" + string(id) }

// notFeed says what is wrong with what came in place of a feed.
func notFeed(s *data.Subscription, err error) string {
	if errors.Is(err, feed.ErrNoFeed) && !s.Health.Success.IsZero() {
		return "what came isn't a feed any more: no RSS, Atom or JSON Feed is in it"
	}
	return err.Error()
}

// failed is what is kept of a failure: the feed's articles stay as they are.
func (e *Engine) failed(s *data.Subscription, err error) data.Fetched {
	h := s.Health
	h.Tried = e.now()
	if h.Failures++; h.Failures == 1 {
		h.Failing = h.Tried
	}
	h.Error, h.Status = reason(err), 0
	wait := backOff(h.Failures)
	var f *fetch.Error
	if errors.As(err, &f) {
		h.Status, h.Gone = f.Status, f.Gone()
		wait = max(wait, f.Retry)
	}
	h.Next = h.Tried.Add(wait)
	return data.Fetched{Feed: s.ID, Same: true, Health: h, Validity: known(s)}
}
