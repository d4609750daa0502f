// Package follow is what a reader does with feeds: find them, follow them, ask
// them for what is new, take them over from another program and hand them on.
// It puts the packages that fetch and parse together with a library that
// stores.
package follow

import (
	"context"
	"strings"
	"sync"
	"time"

	"dateline/data"
	"dateline/feed/discover"
	"dateline/feed/fetch"
	"dateline/feed/fulltext"
	"dateline/feed/refresh"
)

// Library is where feeds and articles are kept.
type Library interface {
	refresh.Store

	// Apply makes a change that the reader can undo.
	Apply(ctx context.Context, c data.Change) (data.Change, error)
	// SavedSearches answers with the searches that the reader saved, by place.
	SavedSearches(ctx context.Context) ([]data.SavedSearch, error)
	// Read answers with an article.
	Read(ctx context.Context, id data.ID, within data.Query) (data.Reading, error)
	// StoreArticle keeps an article that was fetched whole, and answers with
	// the identity under which it is kept.
	StoreArticle(ctx context.Context, a *data.Article) (data.ID, error)
	// Cut answers with the newest articles of a feed that may be cut short.
	Cut(ctx context.Context, feed data.FeedID, limit int) ([]data.Row, error)
	// NotCut notes that there is no more of an article than is kept.
	NotCut(ctx context.Context, id data.ID) error
	// TakeRead marks articles read, those too that come later, and answers with
	// how many were marked now.
	TakeRead(ctx context.Context, ids []data.ID) (int, error)
}

// Options are what a service depends on.
type Options struct {
	Library Library
	Client  *fetch.Client
	Now     func() time.Time                   // nil is time.Now
	Zone    *time.Location                     // of dates without a zone; nil is UTC
	Every   func(address string) time.Duration // what is set for an address in a file; may be nil
	Pace    func(ctx context.Context)          // waits while the reader is busy; may be nil
}

// Service follows feeds. It is safe for concurrent use.
type Service struct {
	library Library
	client  *fetch.Client
	engine  *refresh.Engine
	now     func() time.Time
	zone    *time.Location
	ctx     context.Context
	stop    context.CancelFunc
	jobs    sync.WaitGroup
}

// New makes a service. Close ends it.
func New(o Options) *Service {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	engine := refresh.New(refresh.Options{
		Store: o.Library, Client: o.Client, Now: o.Now, Zone: o.Zone, Every: o.Every, Pace: o.Pace,
	})
	s := &Service{library: o.Library, client: o.Client, engine: engine, now: o.Now, zone: o.Zone}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// Close ends what is under way and waits for it; the library may be closed
// then.
func (s *Service) Close() error {
	s.stop()
	s.jobs.Wait()
	s.client.Close()
	return nil
}

// Discover answers with what can be followed at an address: the feed that is
// there, or those that the page there names, or a local file or folder. They
// aren't followed by that; one that is followed and refreshed at once isn't
// asked a second time.
func (s *Service) Discover(ctx context.Context, address string) ([]data.Subscription, error) {
	found, err := discover.Find(ctx, s.client, address)
	if err != nil {
		return nil, err
	}
	all := make([]data.Subscription, len(found))
	for i, f := range found {
		all[i] = f.Subscription()
		all[i].Title = f.Title
	}
	if len(found) == 1 && found[0].Answer != nil {
		s.engine.Hand(found[0].Address, found[0].Answer)
	}
	return all, nil
}

// steps is how many steps of a refresh may wait for whoever shows them.
const steps = 64

// Refresh asks feeds for what is new and stores it: those named, or all that
// are due with nil. The channel has a step when a feed is begun and one when it
// is done, and closes at the end. It must be read until then, or ctx be ended. After
// Close it has nothing.
func (s *Service) Refresh(ctx context.Context, feeds []data.FeedID) (<-chan data.Progress, error) {
	out := make(chan data.Progress, steps)
	if feeds != nil && len(feeds) == 0 || s.ctx.Err() != nil {
		close(out)
		return out, nil
	}
	if _, err := s.library.Subscriptions(ctx); err != nil { // what fails at once is told at once
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	closing := context.AfterFunc(s.ctx, cancel)
	s.jobs.Go(func() {
		defer close(out)
		defer cancel()
		defer closing()
		// The error is that of ctx, whose end is no news, or was just looked for.
		_, _ = s.engine.Run(ctx, refresh.Choice{Feeds: feeds}, func(p data.Progress) {
			select {
			case out <- p:
			case <-ctx.Done():
			}
		})
	})
	return out, nil
}

// Whole fetches an article's own page and puts its text in the place of what
// the feed gave.
func (s *Service) Whole(ctx context.Context, id data.ID) error {
	r, err := s.library.Read(ctx, id, data.Query{})
	if err != nil {
		return err
	}
	whole, err := s.engine.Whole(ctx, refresh.Excerpt{Article: r.Article, Feed: s.feedOf(ctx, r.Article)})
	if err != nil {
		return err
	}
	_, err = s.library.StoreArticle(ctx, whole)
	return err
}

// feedOf is the address of the feed that an article is from, as far as that
// matters: of one at the same host.
func (s *Service) feedOf(ctx context.Context, a *data.Article) string {
	all, err := s.library.Subscriptions(ctx)
	if err != nil {
		return ""
	}
	for _, f := range all {
		if f.Address != "" && sameHost(f.Address, a.URL) {
			return f.Address
		}
	}
	return ""
}

// Save keeps the page at an address as an article.
func (s *Service) Save(ctx context.Context, address string) (data.ID, error) {
	var a *data.Article
	page := func(address string) (err error) {
		a, err = fulltext.Page(ctx, s.client, address, s.zone)
		return err
	}
	err := error(nil)
	if address = strings.TrimSpace(address); strings.Contains(address, "://") {
		err = page(address)
	} else {
		err = fetch.EitherWay(ctx, address, page)
	}
	if err != nil {
		return "", err
	}
	return s.library.StoreArticle(ctx, a)
}
