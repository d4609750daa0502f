// Package events tells a screen what happens in a library, without ever keeping
// the library waiting for the screen.
package events

import (
	"sync"

	"dateline/data"
)

// Queue hands events on without ever blocking the sender or losing what they
// say: those that nobody has taken yet are merged into one.
type Queue struct {
	out  chan data.Event
	done chan struct{}
	jobs sync.WaitGroup

	mu      sync.Mutex
	waiting []*merged
	more    chan struct{} // tells the pump
}

// merged is an event that others may still be merged into.
type merged struct {
	data.Event
	mentions, marks map[data.ID]bool // what the lists have already
}

// New makes a queue. Close ends it.
func New() *Queue {
	e := &Queue{out: make(chan data.Event), done: make(chan struct{}), more: make(chan struct{}, 1)}
	e.jobs.Go(e.pump)
	return e
}

// Out delivers the events. It closes with the queue.
func (e *Queue) Out() <-chan data.Event { return e.out }

// Send queues an event. Only events with different problems stay apart.
func (e *Queue) Send(ev data.Event) {
	e.mu.Lock()
	last := len(e.waiting) - 1
	if last < 0 || ev.Problem != nil && e.waiting[last].Problem != nil {
		e.waiting = append(e.waiting, &merged{mentions: map[data.ID]bool{}, marks: map[data.ID]bool{}})
		last++
	}
	e.waiting[last].merge(ev)
	e.mu.Unlock()
	select {
	case e.more <- struct{}{}:
	default:
	}
}

func (m *merged) merge(ev data.Event) {
	m.Articles = m.Articles || ev.Articles
	m.Feeds = m.Feeds || ev.Feeds
	m.Names = m.Names || ev.Names
	m.Mentions = union(m.Mentions, ev.Mentions, m.mentions)
	m.Marks = union(m.Marks, ev.Marks, m.marks)
	if ev.Problem != nil {
		m.Problem = ev.Problem
	}
}

func union(ids, more []data.ID, has map[data.ID]bool) []data.ID {
	for _, id := range more {
		if !has[id] {
			has[id] = true
			ids = append(ids, id)
		}
	}
	return ids
}

// pump delivers until the library closes, and then closes the channel.
func (e *Queue) pump() {
	defer close(e.out)
	for {
		e.mu.Lock()
		var next *merged
		if len(e.waiting) > 0 {
			next = e.waiting[0]
			e.waiting = e.waiting[1:]
		}
		e.mu.Unlock()
		if next == nil {
			select {
			case <-e.more:
				continue
			case <-e.done:
				return
			}
		}
		select {
		case e.out <- next.Event:
		case <-e.done:
			return
		}
	}
}

// Close ends the delivery and closes the channel. What wasn't taken is lost.
func (e *Queue) Close() {
	close(e.done)
	e.jobs.Wait()
}
