package fetch

import (
	"context"
	"fmt"
	"io"
	"time"
)

// timer ends a request that takes too long, and knows at what.
type timer struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	limits Limits
	header *time.Timer
	idle   *time.Timer
	body   *time.Timer
}

// newTimer begins to wait for the headers.
func newTimer(ctx context.Context, l Limits) *timer {
	t := &timer{limits: l}
	t.ctx, t.cancel = context.WithCancelCause(ctx)
	t.header = t.after(l.Header, "it didn't answer within "+span(l.Header))
	return t
}

// after ends the request after a time, for a cause.
func (t *timer) after(limit time.Duration, why string) *time.Timer {
	return time.AfterFunc(limit, func() { t.cancel(cause(why)) })
}

// answered ends the wait for the headers.
func (t *timer) answered() { t.header.Stop() }

// watch is a body whose reading is bounded in time.
func (t *timer) watch(body io.Reader) io.Reader {
	t.idle = t.after(t.limits.Idle, "it stopped in the middle: nothing came for "+span(t.limits.Idle))
	t.body = t.after(t.limits.Body, "it is too slow: it wasn't all there after "+span(t.limits.Body))
	return &watched{body, t}
}

// stop ends all waiting and the request with it.
func (t *timer) stop() {
	for _, timer := range []*time.Timer{t.header, t.idle, t.body} {
		if timer != nil {
			timer.Stop()
		}
	}
	t.cancel(nil)
}

// reason is the limit that was exceeded, where that is why err came about.
func (t *timer) reason(err error) error {
	if why, ok := context.Cause(t.ctx).(cause); ok && err != nil {
		return why
	}
	return err
}

// watched is a reader that sets the idle timer back with every byte.
type watched struct {
	io.Reader
	timer *timer
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.Reader.Read(p)
	if n > 0 {
		w.timer.idle.Reset(w.timer.limits.Idle)
	}
	return n, err
}

// span is a time as it is said: "20 s".
func span(d time.Duration) string {
	if d >= time.Second {
		return fmt.Sprintf("%d s", d/time.Second)
	}
	return d.String()
}
