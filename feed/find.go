package feed

import (
	"cmp"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"dateline/data"
	"dateline/feed/markdown"
)

// Stdin is the path that means standard input.
const Stdin = "-"

// file is one to open, and when it is likely to be from.
type file struct {
	path string
	info fs.FileInfo // nil for standard input
	when time.Time
}

// finder collects files from paths.
type finder struct {
	zone     *time.Location
	files    []file
	problems []data.Problem
	folders  []fs.FileInfo   // those on the way to where it is, against circles
	seen     map[string]bool // absolute paths
}

// find collects the files that paths name, those in folders included, newest
// first, and what can't be read of them.
func find(paths []string, zone *time.Location) ([]file, []data.Problem) {
	f := finder{zone: zone, seen: map[string]bool{}}
	for _, path := range paths {
		f.named(path)
	}
	f.dateAll()
	slices.SortStableFunc(f.files, func(a, b file) int {
		return cmp.Or(b.when.Compare(a.when), cmp.Compare(a.path, b.path))
	})
	return f.files, f.problems
}

// named adds what a path names: whatever it is called, it is tried.
func (f *finder) named(path string) {
	if path == Stdin {
		f.add(Stdin, nil)
		return
	}
	info, err := os.Stat(path)
	if err != nil {
		f.problems = append(f.problems, problem(path, err))
		return
	}
	if !info.IsDir() {
		f.add(path, info)
		return
	}
	before := len(f.files) + len(f.problems)
	f.folder(path, info)
	if len(f.files)+len(f.problems) == before {
		f.problems = append(f.problems, data.Problem{Path: shown(path), Cause: nothingThere + ": Dateline reads " + extensions()})
	}
}

// folder adds the articles in a folder and in those below it.
func (f *finder) folder(path string, info fs.FileInfo) {
	for _, above := range f.folders {
		if os.SameFile(above, info) {
			return // a link that leads in a circle
		}
	}
	f.folders = append(f.folders, info)
	defer func() { f.folders = f.folders[:len(f.folders)-1] }()
	entries, err := os.ReadDir(path)
	if err != nil {
		f.problems = append(f.problems, problem(path, err))
	}
	for _, e := range entries {
		if strings.HasPrefix(e.Name(), ".") {
			continue
		}
		f.entry(filepath.Join(path, e.Name()), e)
	}
}

// entry adds what stands in a folder, if it is an article or a folder.
func (f *finder) entry(path string, e fs.DirEntry) {
	_, known := formatNamed(path)
	known = known || feedNamed(path)
	if e.Type().IsRegular() && !known {
		return
	}
	info, err := os.Stat(path) // follows links
	switch {
	case err != nil && known:
		f.problems = append(f.problems, problem(path, err))
	case err != nil:
	case info.IsDir():
		f.folder(path, info)
	case info.Mode().IsRegular() && known && (!mayBeFeed(path) || startsFeed(path)):
		f.add(path, info)
	}
}

// startsFeed reports whether a file begins as a feed does, or can't be read:
// that is told when it is opened.
func startsFeed(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return true
	}
	defer f.Close()
	head, err := io.ReadAll(io.LimitReader(f, feedHead))
	return err != nil || isFeed(head)
}

// add adds a file once, however often it is named.
func (f *finder) add(path string, info fs.FileInfo) {
	key := path
	if abs, err := filepath.Abs(path); err == nil && path != Stdin {
		key = abs
	}
	if !f.seen[key] {
		f.seen[key] = true
		f.files = append(f.files, file{path: path, info: info})
	}
}

// peekSize is how much of a file is read to find its date, in bytes.
const peekSize = 1024

// dateAll finds out when each file is likely to be from. That waits for the disk
// more than it works, so a few are looked at at once.
func (f *finder) dateAll() {
	const lookers = 2
	var looking sync.WaitGroup
	for first := range lookers {
		looking.Go(func() {
			for i := first; i < len(f.files); i += lookers {
				f.files[i].when = f.date(f.files[i])
			}
		})
	}
	looking.Wait()
}

// date is when a file is likely to be from: what its front matter says, else
// when it was changed. Standard input is newest: the reader waits for it.
func (f *finder) date(file file) time.Time {
	if file.info == nil {
		return time.Unix(1<<40, 0)
	}
	if !file.info.Mode().IsRegular() {
		return file.info.ModTime() // reading a pipe would take from it
	}
	r, err := os.Open(file.path)
	if err != nil {
		return file.info.ModTime()
	}
	defer r.Close()
	if when, ok := peek(r, f.zone); ok {
		return when
	}
	return file.info.ModTime()
}

// peek reads the date from the front matter at the beginning of a file.
func peek(r io.Reader, zone *time.Location) (time.Time, bool) {
	var head [peekSize]byte
	n, _ := io.ReadFull(r, head[:])
	return markdown.Published(head[:n], zone)
}

// extensions lists what Dateline reads, for people.
func extensions() string {
	var names []string
	for i := len(formats) - 1; i >= 0; i-- {
		names = append(names, formats[i].extensions[0])
	}
	return strings.Join(names, ", ") + " files and feeds"
}

const nothingThere = "there is no article in it"

// NothingThere reports whether a problem is only that a folder has no article
// in it, as one that is watched may have for a while.
func NothingThere(p data.Problem) bool { return strings.HasPrefix(p.Cause, nothingThere) }
