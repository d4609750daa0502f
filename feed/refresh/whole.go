package refresh

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"dateline/data"
	"dateline/feed/fetch"
	"dateline/feed/fulltext"
)

// Excerpt is an article that its feed cut short.
type Excerpt struct {
	Article *data.Article
	Feed    string // the address of its feed
}

// Excerpts is what a store can do that keeps articles whole. Its methods are
// safe for concurrent use.
type Excerpts interface {
	// Excerpts are the newest articles, at most so many, of feeds with FullText
	// for which Complete wasn't called yet.
	Excerpts(ctx context.Context, most int) ([]Excerpt, error)
	// Complete keeps an article whole. Where whole is nil it can't be had, for
	// a reason in words, and isn't tried again.
	Complete(ctx context.Context, id data.ID, whole *data.Article, reason string) error
}

// Whole fetches an article whole, at the reader's wish. The error is in words;
// fulltext.ErrNotLonger where the page has no more.
func (e *Engine) Whole(ctx context.Context, x Excerpt) (*data.Article, error) {
	return fulltext.Whole(ctx, e.client, x.Article, x.Feed, e.zone)
}

// How much of the background's work is done at once.
const (
	pagesAtOnce = 4
	excerpts    = 64 // that are asked for at a time
)

// Wholes are what came of fetching articles whole.
type Wholes struct {
	Whole  int // are whole now
	Failed int // can't be had, or couldn't now
}

// Complete fetches the articles of feeds with FullText whole, in the background
// and giving way to the reader, until there are no more. What a server fails to
// answer now is tried at the next call. report, which may be nil, gets each
// article that is whole, one at a time.
func (e *Engine) Complete(ctx context.Context, s Excerpts, report func(*data.Article)) (Wholes, error) {
	c := completion{engine: e, store: s, report: report, tried: map[data.ID]bool{}}
	for ctx.Err() == nil {
		batch, err := s.Excerpts(ctx, excerpts+len(c.tried))
		if err != nil {
			return c.wholes, fmt.Errorf("the articles that are cut short can't be read: %w", err)
		}
		work := make(chan Excerpt, len(batch))
		for _, x := range batch {
			if !c.tried[x.Article.ID] {
				c.tried[x.Article.ID] = true
				work <- x
			}
		}
		close(work)
		if len(work) == 0 {
			break
		}
		if err := c.batch(ctx, work); err != nil {
			return c.wholes, err
		}
	}
	return c.wholes, ctx.Err()
}

// completion is one call of Complete on its way.
type completion struct {
	engine *Engine
	store  Excerpts
	report func(*data.Article)
	tried  map[data.ID]bool // that a server failed to answer, among them

	mu     sync.Mutex
	wholes Wholes
	err    error // the store's
}

// batch works through some articles.
func (c *completion) batch(ctx context.Context, work <-chan Excerpt) error {
	var workers sync.WaitGroup
	for range pagesAtOnce {
		workers.Go(func() {
			for x := range work {
				c.engine.pace(ctx)
				if ctx.Err() != nil || !c.one(ctx, x) {
					return
				}
			}
		})
	}
	workers.Wait()
	return c.err
}

// one fetches one article, and reports whether to go on.
func (c *completion) one(ctx context.Context, x Excerpt) bool {
	whole, err := c.engine.Whole(ctx, x)
	if ctx.Err() != nil {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case err == nil:
		c.err = errors.Join(c.err, c.store.Complete(ctx, x.Article.ID, whole, ""))
		c.wholes.Whole++
		if c.report != nil && c.err == nil {
			c.report(whole)
		}
	case passing(err):
		c.wholes.Failed++
	default:
		c.err = errors.Join(c.err, c.store.Complete(ctx, x.Article.ID, nil, reason(err)))
		c.wholes.Failed++
	}
	return c.err == nil
}

// passing reports whether an error may be gone tomorrow: there was no answer,
// or one that the server itself calls a passing fault.
func passing(err error) bool {
	var f *fetch.Error
	if !errors.As(err, &f) {
		return false
	}
	return f.Status == 0 || f.Status == 408 || f.Status == 425 || f.Status == 429 || f.Status >= 500
}
