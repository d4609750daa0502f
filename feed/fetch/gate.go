package fetch

import (
	"context"
	"sync"
)

// gate lets a bounded number of requests through at once, and a smaller one to
// each host. Who waits for a host keeps nobody else waiting.
type gate struct {
	all     chan struct{}
	perHost int

	mu    sync.Mutex
	hosts map[string]*door
}

// door is that of one host, kept while someone is at it.
type door struct {
	turns chan struct{}
	users int
}

func newGate(all, perHost int) *gate {
	return &gate{all: make(chan struct{}, max(1, all)), perHost: max(1, perHost), hosts: map[string]*door{}}
}

// enter waits for a turn, and answers with what ends it. The error is ctx's.
func (g *gate) enter(ctx context.Context, host string) (leave func(), err error) {
	d := g.door(host)
	if err := take(ctx, d.turns); err != nil {
		g.close(host, d)
		return nil, err
	}
	if err := take(ctx, g.all); err != nil {
		<-d.turns
		g.close(host, d)
		return nil, err
	}
	return func() {
		<-g.all
		<-d.turns
		g.close(host, d)
	}, nil
}

func take(ctx context.Context, turns chan struct{}) error {
	select {
	case turns <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *gate) door(host string) *door {
	g.mu.Lock()
	defer g.mu.Unlock()
	d := g.hosts[host]
	if d == nil {
		d = &door{turns: make(chan struct{}, g.perHost)}
		g.hosts[host] = d
	}
	d.users++
	return d
}

// close forgets a host that nobody waits for any more.
func (g *gate) close(host string, d *door) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if d.users--; d.users == 0 {
		delete(g.hosts, host)
	}
}
