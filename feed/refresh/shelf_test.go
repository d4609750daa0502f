package refresh

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"dateline/data"
	"dateline/feed/fetch"
)

// shelf is a store in memory that does what the contract of Store says.
type shelf struct {
	mu       sync.Mutex
	feeds    map[data.FeedID]data.Subscription
	order    []data.FeedID
	articles map[data.ID]data.Entry
	stored   []data.Fetched // without entries
	fail     error
	inside   int // calls of Store that are at work: never two
}

func newShelf(addresses ...string) *shelf {
	s := &shelf{feeds: map[data.FeedID]data.Subscription{}, articles: map[data.ID]data.Entry{}}
	for _, a := range addresses {
		s.add(data.Subscription{ID: data.NewFeedID(a), Address: a})
	}
	return s
}

func (s *shelf) add(sub data.Subscription) {
	s.feeds[sub.ID] = sub
	s.order = append(s.order, sub.ID)
}

func (s *shelf) Subscriptions(context.Context) ([]data.Subscription, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []data.Subscription
	for _, id := range s.order {
		all = append(all, s.feeds[id])
	}
	return all, nil
}

func (s *shelf) Store(_ context.Context, f data.Fetched) (data.Stored, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.inside++; s.inside > 1 {
		return data.Stored{}, errors.New("two at once")
	}
	defer func() { s.inside-- }()
	if s.fail != nil {
		return data.Stored{}, s.fail
	}
	sub := s.feeds[f.Feed]
	sub.Health, sub.Validity = f.Health, f.Validity
	if f.Moved != "" {
		sub.Address = f.Moved
	}
	if f.Source != nil {
		sub.Given = f.Source.Title
	}
	s.feeds[f.Feed] = sub
	var done data.Stored
	for _, e := range f.Entries {
		if _, known := s.articles[e.Article.ID]; !known {
			done.New++
		}
		s.articles[e.Article.ID] = e
	}
	f.Entries = nil
	s.stored = append(s.stored, f)
	return done, nil
}

// only is the subscription where there is but one.
func (s *shelf) only(t testing.TB) data.Subscription {
	t.Helper()
	all, err := s.Subscriptions(context.Background())
	if err != nil || len(all) != 1 {
		t.Fatalf("%d subscriptions, %v", len(all), err)
	}
	return all[0]
}

// noon is when the tests take place.
var noon = time.Date(2026, 4, 28, 12, 0, 0, 0, time.UTC)

// engine is one over a store with a clock that stands still.
func engine(t testing.TB, s Store) *Engine {
	t.Helper()
	c := fetch.New(fetch.Options{})
	t.Cleanup(c.Close)
	return New(Options{Store: s, Client: c, Now: func() time.Time { return noon }})
}

// refreshed runs all and answers with how each feed ended, by address.
func refreshed(t testing.TB, e *Engine, c Choice) (map[string]data.Progress, Totals) {
	t.Helper()
	done := map[string]data.Progress{}
	totals, err := e.Run(context.Background(), c, func(p data.Progress) {
		if p.Done {
			done[p.URL] = p
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	return done, totals
}
