package feed

import (
	"context"
	"io/fs"
	"iter"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/data"
)

// Source is where articles come from. Its methods are safe for concurrent use.
type Source interface {
	// Open hands each article out as soon as it is read, the likely newest
	// first, in the same order each time. Of each pair exactly one is given:
	// one article that can't be read keeps no other from being opened. A
	// context that ends, and a caller that stops, end the reading.
	Open(ctx context.Context) iter.Seq2[*data.Article, *data.Problem]

	// Raw is the content that an article was made from, as it is: of an article
	// of a feed's file, the whole file. The error
	// is data.ErrNoArticle for an article that Open hasn't handed out, else a
	// data.Problem.
	Raw(id data.ID) ([]byte, error)
}

// files is the source of what paths name.
type files struct {
	paths []string
	opts  Options

	mu    sync.Mutex
	where map[data.ID]string // paths as they are: an article's Origin is cleaned
	stdin []byte             // what was read from it: that goes only once
}

// Files is the source of article files, feed files with all their articles,
// folders of both and "-". Folders are read with all below them but hidden files, and only files whose names are of
// a format; a file that is named itself is always tried. Problems with paths
// come first.
func Files(paths []string, opts Options) Source {
	return &files{paths: paths, opts: opts, where: map[data.ID]string{}}
}

func (f *files) Open(ctx context.Context) iter.Seq2[*data.Article, *data.Problem] {
	return func(yield func(*data.Article, *data.Problem) bool) {
		found, problems := find(f.paths, f.opts.zone())
		for i := range problems {
			if ctx.Err() != nil || !yield(nil, &problems[i]) {
				return
			}
		}
		inOrder(ctx, len(found), func(i int) []opened { return f.open(found[i].path) }, yield)
	}
}

// open reads and parses one file or standard input.
func (f *files) open(path string) []opened {
	src, err := read(path, f.opts.Stdin)
	if err != nil {
		return failed(asProblem(path, err))
	}
	var all []opened
	if isFeed(src) {
		all = fromFeed(src, path, f.opts)
	} else {
		id := fileID(path)
		if path == Stdin {
			id = data.NewID(string(src))
		}
		all = parsed(src, path, id, f.opts)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, o := range all {
		if o.article != nil {
			f.where[o.article.ID] = path
		}
	}
	if path == Stdin {
		f.stdin = src
	}
	return all
}

func (f *files) Raw(id data.ID) ([]byte, error) {
	f.mu.Lock()
	path, ok := f.where[id]
	stdin := f.stdin
	f.mu.Unlock()
	switch {
	case !ok:
		return nil, data.ErrNoArticle
	case path == Stdin:
		return slices.Clone(stdin), nil
	}
	return read(path, nil)
}

// embedded is the source of the files of a file system.
type embedded struct {
	fsys   fs.FS
	prefix string
	opts   Options
}

// Embedded is the source of every Markdown file at the top of a file system,
// such as the edition. An article's identity is the prefix and its file's name
// without the extension: "edition/the-envoy".
func Embedded(fsys fs.FS, prefix string, opts Options) Source {
	return &embedded{fsys, prefix, opts}
}

// markdownName is the extension of the files of an embedded source.
const markdownName = ".md"

func (e *embedded) Open(ctx context.Context) iter.Seq2[*data.Article, *data.Problem] {
	return func(yield func(*data.Article, *data.Problem) bool) {
		names, err := fs.Glob(e.fsys, "*"+markdownName)
		if err != nil {
			p := problem(e.prefix, err)
			yield(nil, &p)
			return
		}
		sortByDate(e.fsys, names, e.opts.zone())
		inOrder(ctx, len(names), func(i int) []opened { return e.open(names[i]) }, yield)
	}
}

// open reads and parses one file.
func (e *embedded) open(name string) []opened {
	full := path.Join(e.prefix, strings.TrimSuffix(name, markdownName))
	src, err := e.read(name, full)
	if err != nil {
		return failed(asProblem(full, err))
	}
	return parsed(src, name, data.ID(full), e.opts)
}

// read reads one file, called full in messages.
func (e *embedded) read(name, full string) ([]byte, error) {
	file, err := e.fsys.Open(name)
	if err != nil {
		return nil, problem(full, err)
	}
	defer file.Close()
	return readFile(file, full)
}

func (e *embedded) Raw(id data.ID) ([]byte, error) {
	name, ok := strings.CutPrefix(string(id), e.prefix+"/")
	if !ok || !fs.ValidPath(name) || strings.Contains(name, "/") {
		return nil, data.ErrNoArticle
	}
	if _, err := fs.Stat(e.fsys, name+markdownName); err != nil {
		return nil, data.ErrNoArticle
	}
	return e.read(name+markdownName, string(id))
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
