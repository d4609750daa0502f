package courtesy_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"dateline/data/courtesy"
)

// TestGiveWay: the background waits a moment after a reader asked, and never
// for long.
func TestGiveWay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var d courtesy.Door
		took := func() time.Duration {
			began := time.Now()
			d.GiveWay(t.Context())
			return time.Since(began)
		}
		if at := took(); at != 0 {
			t.Errorf("it waits %v for nobody", at)
		}
		d.Ask()
		if at := took(); at != 12*time.Millisecond {
			t.Errorf("it waits %v for one", at)
		}
		ctx, stop := context.WithCancel(t.Context())
		go func() {
			for ctx.Err() == nil {
				d.Ask()
				time.Sleep(5 * time.Millisecond)
			}
		}()
		synctest.Wait()
		if at := took(); at < 40*time.Millisecond || at > 52*time.Millisecond {
			t.Errorf("it waits %v for one who asks on and on", at)
		}
		d.Ask()
		stop()
		began := time.Now()
		d.GiveWay(ctx)
		if time.Since(began) != 0 {
			t.Error("it waits though all ends")
		}
		time.Sleep(5 * time.Millisecond) // until nobody asks any more
	})
}
