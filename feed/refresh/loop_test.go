package refresh

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"dateline/feed/fetch"
)

// TestLoop: a feed is asked when it is due, not at every look, until it ends.
func TestLoop(t *testing.T) {
	p := newPress(t, 1, 1)
	s := newShelf(p.addresses()...)
	var minutes atomic.Int64
	c := fetch.New(fetch.Options{})
	defer c.Close()
	e := New(Options{Store: s, Client: c, Now: func() time.Time { return noon.Add(time.Duration(minutes.Load()) * time.Minute) }})
	ctx, cancel := context.WithCancel(context.Background())
	looks, asked := 0, 0
	e.Loop(ctx, time.Millisecond, nil, func(got Totals, err error) {
		if err != nil {
			t.Error(err)
		}
		looks++
		asked += got.Feeds
		if minutes.Add(20); looks == 10 { // at noon and 20 minutes later each
			cancel()
		}
	})
	if looks != 10 || asked != 4 || p.requests.Load() != 4 {
		t.Errorf("asked %d times in %d looks, %d requests", asked, looks, p.requests.Load())
	}
	cancel()
}
