package follow

import (
	"context"
	"net/url"
	"strings"
	"sync"
	"time"

	"dateline/data"
	"dateline/feed/refresh"
)

const (
	look   = time.Minute     // how often it is looked whether a feed is due
	glance = 2 * time.Second // and whether other local files are followed
)

// Start has feeds refreshed when they are due, folders when they change, and
// articles fetched whole that feeds cut short, until Close. What fails is told
// in the health of its feed. Call it once.
func (s *Service) Start() {
	s.jobs.Go(func() { s.watch(s.ctx) })
	s.jobs.Go(func() {
		s.engine.Loop(s.ctx, look, nil, func(refresh.Totals, error) {
			// An error is that of the context or of the library, which tells it itself.
			_, _ = s.engine.Complete(s.ctx, excerpts{s}, nil)
		})
	})
}

// watch watches local files and folders, anew when others are followed.
func (s *Service) watch(ctx context.Context) {
	ticker := time.NewTicker(glance)
	defer ticker.Stop()
	for ctx.Err() == nil {
		watched, _ := s.local(ctx) // an error is as if there were none, and is looked at again
		watching, stop := context.WithCancel(ctx)
		var watcher sync.WaitGroup
		if watched != "" {
			// Where it can't be watched, it is read when it is due.
			watcher.Go(func() { _ = s.engine.Watch(watching, nil) })
		}
		for same := true; same && ctx.Err() == nil; {
			select {
			case <-ticker.C:
				now, err := s.local(ctx)
				same = err != nil || now == watched
			case <-ctx.Done():
			}
		}
		stop()
		watcher.Wait()
	}
}

// local is what is followed of this machine's files, as one text.
func (s *Service) local(ctx context.Context) (string, error) {
	all, err := s.library.Subscriptions(ctx)
	var b strings.Builder
	for _, f := range all {
		if !f.Paused && !strings.Contains(f.Address, "://") {
			b.WriteString(f.Address + "\n")
		}
	}
	return b.String(), err
}

// excerpts are the library's articles that are cut short.
type excerpts struct{ *Service }

// Excerpts are the newest of them, at most so many.
func (e excerpts) Excerpts(ctx context.Context, most int) ([]refresh.Excerpt, error) {
	all, err := e.library.Subscriptions(ctx)
	if err != nil {
		return nil, err
	}
	var found []refresh.Excerpt
	for _, f := range all {
		if !f.FullText || f.Paused || len(found) >= most {
			continue
		}
		rows, err := e.library.Cut(ctx, f.ID, most-len(found))
		if err != nil {
			return nil, err
		}
		for _, row := range rows {
			r, err := e.library.Read(ctx, row.ID, data.Query{})
			if err != nil {
				return nil, err
			}
			found = append(found, refresh.Excerpt{Article: r.Article, Feed: f.Address})
		}
	}
	return found, nil
}

// Complete keeps an article whole, or notes that there is no more of it.
func (e excerpts) Complete(ctx context.Context, id data.ID, whole *data.Article, _ string) error {
	if whole == nil {
		return e.library.NotCut(ctx, id)
	}
	_, err := e.library.StoreArticle(ctx, whole)
	return err
}

// sameHost reports whether two addresses are at one host.
func sameHost(a, b string) bool {
	x, err1 := url.Parse(a)
	y, err2 := url.Parse(b)
	return err1 == nil && err2 == nil && x.Host != "" && strings.EqualFold(x.Hostname(), y.Hostname())
}
