package ui

import (
	"context"
	"errors"
	"sync"

	tea "charm.land/bubbletea/v2"

	"dateline/ui/event"
)

// lane is a kind of job of which only the newest answer counts.
type lane uint8

const (
	listLane lane = iota
	readLane
	pageLane
	entitiesLane
	entityLane
	hitsLane
	stepLane
	aheadLane
	searchLane
	offerLane
	countLane
	cardLane
	quotedLane
	restLane
	saveLane
	refreshLane
	lanes
)

// jobs runs what is slow in the background, newest answer wins: beginning a job
// in a lane cancels the one before, and an answer to an older question is known
// by its number.
type jobs struct {
	ctx    context.Context
	cancel context.CancelFunc

	mu      sync.Mutex
	running sync.WaitGroup
	stopped bool

	number [lanes]int
	drop   [lanes]context.CancelFunc
}

func newJobs(ctx context.Context) *jobs {
	ctx, cancel := context.WithCancel(ctx)
	return &jobs{ctx: ctx, cancel: cancel}
}

// stop cancels all jobs and waits until they are gone.
func (j *jobs) stop() {
	j.mu.Lock()
	j.stopped = true
	j.mu.Unlock()
	j.cancel()
	j.running.Wait()
}

// newest reports whether a number is that of the lane's newest job.
func (j *jobs) newest(l lane, number int) bool { return j.number[l] == number }

// next begins a job in a lane: it answers with its context and number.
func (j *jobs) next(l lane) (context.Context, int) {
	if j.drop[l] != nil {
		j.drop[l]()
	}
	var ctx context.Context
	ctx, j.drop[l] = context.WithCancel(j.ctx)
	j.number[l]++
	return ctx, j.number[l]
}

// begin counts a job that is about to run; false once all is being stopped.
func (j *jobs) begin() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.stopped {
		return false
	}
	j.running.Add(1)
	return true
}

// run is a command that does a job and reports its failure in words. An answer
// that came too late because the job was cancelled is no failure.
func (m *Model) run(ctx context.Context, op string, do func(context.Context) (tea.Msg, error)) tea.Cmd {
	j := m.jobs
	return func() tea.Msg {
		if !j.begin() {
			return nil
		}
		defer j.running.Done()
		msg, err := do(ctx)
		switch {
		case err == nil:
			return msg
		case errors.Is(err, context.Canceled), ctx.Err() != nil:
			return nil
		}
		return event.Failed{Op: op, Err: err}
	}
}

// always is run for a job that no newer one replaces.
func (m *Model) always(op string, do func(context.Context) (tea.Msg, error)) tea.Cmd {
	return m.run(m.jobs.ctx, op, do)
}

// latest is run in a lane: do gets the job's number.
func (m *Model) latest(l lane, op string, do func(ctx context.Context, number int) (tea.Msg, error)) tea.Cmd {
	ctx, number := m.jobs.next(l)
	return m.run(ctx, op, func(ctx context.Context) (tea.Msg, error) { return do(ctx, number) })
}
