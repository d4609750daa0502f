package follow

import (
	"context"
	"net/url"
	"strings"
	"time"

	"dateline/data"
	"dateline/feed/refresh"
)

// look is how often it is looked whether a feed is due.
const look = time.Minute

// Start has feeds refreshed when they are due, folders when they change, and
// articles fetched whole that feeds cut short, until Close. What fails is told
// in the health of its feed. Call it once.
func (s *Service) Start() {
	s.jobs.Go(func() { s.watch(s.ctx) })
	s.jobs.Go(func() { s.keep(s.ctx) })
}

func (s *Service) keep(ctx context.Context) {
	for {
		// Errors are those of feeds, told with them, or of ctx.
		_, _ = s.engine.Run(ctx, refresh.Choice{}, nil)
		_, _ = s.engine.Complete(ctx, excerpts{s}, nil)
		select {
		case <-time.After(look):
		case <-ctx.Done():
			return
		}
	}
}

// watch watches local files and folders, anew when others are followed.
func (s *Service) watch(ctx context.Context) {
	for ctx.Err() == nil {
		watching, stop := context.WithCancel(ctx)
		before := s.local(ctx)
		go func() {
			defer stop()
			for watching.Err() == nil {
				select {
				case <-time.After(look / 12):
				case <-watching.Done():
				}
				if now := s.local(ctx); now != before {
					return
				}
			}
		}()
		if before != "" {
			_ = s.engine.Watch(watching, nil) // where it can't, they are read when due
		}
		<-watching.Done()
		stop()
	}
}

// local is what is followed of this machine's files, as one text.
func (s *Service) local(ctx context.Context) string {
	all, err := s.library.Subscriptions(ctx)
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, f := range all {
		if !f.Paused && !strings.Contains(f.Address, "://") {
			b.WriteString(f.Address + "\n")
		}
	}
	return b.String()
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
