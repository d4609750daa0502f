package refresh

import (
	"sync"

	"dateline/data"
)

// atOneHost is how many feeds of one host are asked for at once.
const atOneHost = 2

// queue hands subscriptions out so that no host is asked for more than two at
// once and no worker waits for a host while another could be asked. Hosts take
// turns.
type queue struct {
	mu      sync.Mutex
	changed sync.Cond
	hosts   map[string]*line
	ready   []*line // those that may be asked, in turn
	left    int     // subscriptions that wait
	closed  bool
}

// line is what waits for one host.
type line struct {
	waiting []*data.Subscription
	active  int
	ready   bool // is in queue.ready
}

func newQueue(all []data.Subscription) *queue {
	q := &queue{hosts: map[string]*line{}, left: len(all)}
	q.changed.L = &q.mu
	for i := range all {
		name := host(all[i].Address)
		l := q.hosts[name]
		if l == nil {
			l = &line{}
			q.hosts[name] = l
		}
		l.waiting = append(l.waiting, &all[i])
		q.offer(l)
	}
	return q
}

// offer makes a line ready if it has what may be asked.
func (q *queue) offer(l *line) {
	if !l.ready && l.active < atOneHost && len(l.waiting) > 0 {
		l.ready = true
		q.ready = append(q.ready, l)
	}
}

// next is a subscription whose host may be asked, nil when there is none left
// or the queue was closed. The server has answered when done is called.
func (q *queue) next() *data.Subscription {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.ready) == 0 && q.left > 0 && !q.closed {
		q.changed.Wait()
	}
	if q.closed || q.left == 0 {
		return nil
	}
	l := q.ready[0]
	q.ready = q.ready[1:]
	s := l.waiting[0]
	l.waiting, l.active, l.ready = l.waiting[1:], l.active+1, false
	if q.left--; q.left == 0 {
		q.changed.Broadcast()
	}
	q.offer(l)
	return s
}

// done lets another be asked for of the same host.
func (q *queue) done(s *data.Subscription) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.hosts[host(s.Address)]
	l.active--
	q.offer(l)
	q.changed.Signal()
}

// close ends the handing out.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.changed.Broadcast()
}
