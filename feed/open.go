package feed

import (
	"context"
	"io"
	"runtime"
	"sync"
	"time"

	"dateline/data"
)

// Options are what opening depends on beside the paths.
type Options struct {
	Stdin io.Reader      // what "-" reads; nil where there is none
	Zone  *time.Location // of dates without a zone; nil is the local one
}

func (o Options) zone() *time.Location {
	if o.Zone == nil {
		return time.Local
	}
	return o.Zone
}

// opened is one article or what was wrong with it. A file has one of it; a
// feed has as many as it has articles.
type opened struct {
	article *data.Article
	problem *data.Problem
}

func failed(p data.Problem) []opened { return []opened{{problem: &p}} }

// parsed makes an article of what was read.
func parsed(src []byte, name string, id data.ID, opts Options) []opened {
	a, err := Parse(src, name, opts.zone())
	if err != nil {
		return failed(problem(name, err))
	}
	a.ID, a.Origin = id, shown(name)
	return []opened{{article: a}}
}

func asProblem(path string, err error) data.Problem {
	if p, ok := err.(data.Problem); ok {
		return p
	}
	return problem(path, err)
}

// inOrder does n jobs on all processors and yields their results in order, as
// each is done. It returns when no job is running any more.
func inOrder(ctx context.Context, n int, do func(int) []opened, yield func(*data.Article, *data.Problem) bool) {
	// One core is left to whoever shows what has been opened so far.
	workers := min(max(1, runtime.GOMAXPROCS(0)-1), n)
	if workers == 0 {
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	type job struct {
		index int
		done  chan []opened
	}
	jobs := make(chan job)
	queue := make(chan job, 4*workers) // in order; its length bounds how far ahead is read
	running.Go(func() {
		defer close(jobs)
		defer close(queue)
		for i := range n {
			j := job{i, make(chan []opened, 1)}
			for _, to := range []chan job{queue, jobs} {
				select {
				case to <- j:
				case <-ctx.Done():
					return
				}
			}
		}
	})
	for range workers {
		running.Go(func() {
			for j := range jobs {
				j.done <- do(j.index)
			}
		})
	}
	for j := range queue {
		select {
		case all := <-j.done:
			for _, o := range all {
				if ctx.Err() != nil || !yield(o.article, o.problem) {
					return
				}
			}
		case <-ctx.Done():
			return
		}
	}
}
