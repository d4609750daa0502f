package feed

import (
	"context"
	"io"
	"io/fs"
	"iter"
	"path"
	"runtime"
	"slices"
	"strings"
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

// Open opens article files, folders of them and "-", and hands each out as
// soon as it is read: the likely newest first, in the same order each time.
// Of each pair exactly one is given. Problems with paths come first; one file
// that can't be read keeps no other from being opened. Folders are read with
// all below them but hidden files, and only files whose names are of a format;
// a file that is named itself is always tried. A context that ends, and a
// caller that stops, end the reading.
func Open(ctx context.Context, paths []string, opts Options) iter.Seq2[*data.Article, *data.Problem] {
	return func(yield func(*data.Article, *data.Problem) bool) {
		files, problems := find(paths, opts.zone())
		for i := range problems {
			if ctx.Err() != nil || !yield(nil, &problems[i]) {
				return
			}
		}
		inOrder(ctx, len(files), func(i int) opened { return openFile(files[i], opts) }, yield)
	}
}

// OpenFS opens every Markdown file at the top of a file system, such as the
// edition, in the way of Open. An article's identity is the prefix and its
// file's name without the extension: "edition/the-envoy".
func OpenFS(ctx context.Context, fsys fs.FS, prefix string, opts Options) iter.Seq2[*data.Article, *data.Problem] {
	return func(yield func(*data.Article, *data.Problem) bool) {
		names, err := fs.Glob(fsys, "*.md")
		if err != nil {
			p := problem(prefix, err)
			yield(nil, &p)
			return
		}
		sortByDate(fsys, names, opts.zone())
		inOrder(ctx, len(names), func(i int) opened { return openIn(fsys, names[i], prefix, opts) }, yield)
	}
}

// sortByDate puts names newest first by the dates in their front matter.
func sortByDate(fsys fs.FS, names []string, zone *time.Location) {
	dates := map[string]time.Time{}
	for _, name := range names {
		if f, err := fsys.Open(name); err == nil {
			dates[name], _ = peek(f, zone)
			_ = f.Close()
		}
	}
	slices.SortStableFunc(names, func(a, b string) int { return dates[b].Compare(dates[a]) })
}

// opened is one article or what was wrong with it.
type opened struct {
	article *data.Article
	problem *data.Problem
}

func failed(p data.Problem) opened { return opened{problem: &p} }

// openFile reads and parses one file or standard input.
func openFile(f file, opts Options) opened {
	src, err := Raw(f.path, opts.Stdin)
	if err != nil {
		return failed(asProblem(f.path, err))
	}
	id := fileID(f.path)
	if f.path == Stdin {
		id = hashID(src)
	}
	return parsed(src, f.path, id, opts)
}

// openIn reads and parses one file of a file system.
func openIn(fsys fs.FS, name, prefix string, opts Options) opened {
	full := path.Join(prefix, strings.TrimSuffix(name, path.Ext(name)))
	f, err := fsys.Open(name)
	if err != nil {
		return failed(problem(full, err))
	}
	defer f.Close()
	src, err := readFile(f, full)
	if err != nil {
		return failed(asProblem(full, err))
	}
	return parsed(src, name, data.ID(full), opts)
}

// parsed makes an article of what was read.
func parsed(src []byte, name string, id data.ID, opts Options) opened {
	a, err := Parse(src, name, opts.zone())
	if err != nil {
		return failed(problem(name, err))
	}
	a.ID, a.Origin = id, shown(name)
	return opened{article: a}
}

func asProblem(path string, err error) data.Problem {
	if p, ok := err.(data.Problem); ok {
		return p
	}
	return problem(path, err)
}

// inOrder does n jobs on all processors and yields their results in order, as
// each is done. It returns when no job is running any more.
func inOrder(ctx context.Context, n int, do func(int) opened, yield func(*data.Article, *data.Problem) bool) {
	workers := min(runtime.GOMAXPROCS(0), n)
	if workers == 0 {
		return
	}
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()

	type job struct {
		index int
		done  chan opened
	}
	jobs := make(chan job)
	queue := make(chan job, 4*workers) // in order; its length bounds how far ahead is read
	running.Go(func() {
		defer close(jobs)
		defer close(queue)
		for i := range n {
			j := job{i, make(chan opened, 1)}
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
		case o := <-j.done:
			if !yield(o.article, o.problem) {
				return
			}
		case <-ctx.Done():
			return
		}
	}
}
