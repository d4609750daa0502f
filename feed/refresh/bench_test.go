package refresh

import (
	"context"
	"runtime"
	"sync/atomic"
	"testing"
	"time"

	"dateline/data"
	"dateline/feed/fetch"
)

// counter is a store that takes no time: what is measured is all but storing.
type counter struct {
	feeds    []data.Subscription
	articles atomic.Int64
	keep     bool // takes over what makes the next refresh conditional
	peak     uint64
	watch    bool // measures memory
}

func (c *counter) Subscriptions(context.Context) ([]data.Subscription, error) {
	return append([]data.Subscription{}, c.feeds...), nil
}

func (c *counter) Store(_ context.Context, f data.Fetched) (data.Stored, error) {
	c.articles.Add(int64(len(f.Entries)))
	if c.watch {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		c.peak = max(c.peak, m.HeapInuse+m.StackInuse)
	}
	for i := range c.feeds {
		if c.keep && c.feeds[i].ID == f.Feed {
			c.feeds[i].Validity = f.Validity
		}
	}
	return data.Stored{New: len(f.Entries)}, nil
}

func newCounter(addresses []string) *counter {
	c := &counter{}
	for _, a := range addresses {
		c.feeds = append(c.feeds, data.Subscription{ID: data.NewFeedID(a), Address: a})
	}
	return c
}

func benchEngine(b *testing.B, s Store) *Engine {
	c := fetch.New(fetch.Options{})
	b.Cleanup(c.Close)
	return New(Options{Store: s, Client: c})
}

// BenchmarkImport asks for 10,000 articles in 100 feeds, parses them and hands
// them over. The server runs in the same process:
//
//	go test ./feed/refresh -run xxx -bench Import -cpu 2
func BenchmarkImport(b *testing.B) {
	p := newPress(b, 100, 100)
	b.SetBytes(p.size())
	for b.Loop() {
		c := newCounter(p.addresses())
		totals, err := benchEngine(b, c).Run(context.Background(), Choice{}, nil)
		if err != nil || totals.Failed > 0 || c.articles.Load() != 10_000 {
			b.Fatalf("%+v, %d articles, %v", totals, c.articles.Load(), err)
		}
	}
}

// BenchmarkUnchanged asks 100 feeds for news, of which none has any.
func BenchmarkUnchanged(b *testing.B) {
	p := newPress(b, 100, 100)
	c := newCounter(p.addresses())
	c.keep = true
	e := benchEngine(b, c)
	if _, err := e.Run(context.Background(), Choice{}, nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		before := p.conditional.Load()
		totals, err := e.Run(context.Background(), Choice{All: true}, nil)
		if err != nil || totals.Same != 100 || p.conditional.Load()-before != 100 {
			b.Fatalf("%+v, %v: %d were conditional", totals, err, p.conditional.Load()-before)
		}
	}
}

// BenchmarkMemory asks for 100,000 articles in 200 feeds, and tells the largest
// heap when a feed is handed over, and the time. The store keeps nothing.
func BenchmarkMemory(b *testing.B) {
	p := newPress(b, 200, 500)
	runtime.GC()
	for b.Loop() {
		c := newCounter(p.addresses())
		c.watch = true
		start := time.Now()
		totals, err := benchEngine(b, c).Run(context.Background(), Choice{}, nil)
		if err != nil || totals.Failed > 0 || c.articles.Load() != 100_000 {
			b.Fatalf("%+v, %d articles, %v", totals, c.articles.Load(), err)
		}
		b.ReportMetric(float64(c.peak)/(1<<20), "MB")
		b.ReportMetric(time.Since(start).Seconds(), "s")
	}
}
