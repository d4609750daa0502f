package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"dateline/data"
	"dateline/data/clean"
)

// mostBytes is the longest file that is read: some 200,000 rules.
const mostBytes = 16 << 20

// File is a rules file with the set compiled of it. It is a data.Corrector.
//
// Every change reads the file again, edits its text and puts the new one in its
// place in one step, so that comments, order, and what was edited by hand
// meanwhile all stay. A file with a mistake in it is never written.
type File struct {
	path string
	key  Key
	mu   sync.Mutex // of changes
	now  atomic.Pointer[state]
	seen stamp // of the file when it was last read; under mu
}

// stamp tells a file that was edited from the one that was read.
type stamp struct {
	size     int64
	modified time.Time
}

func stampOf(info fs.FileInfo, err error) stamp {
	if err != nil {
		return stamp{}
	}
	return stamp{info.Size(), info.ModTime()}
}

// state is the rules as they were last read.
type state struct {
	set      *Set
	entries  []Entry
	problems []data.Problem
}

// Open reads the rules file at path; one that isn't there has no rules. The
// rules that can be read hold; Problems tells of those that can't.
func Open(path string, key Key) *File {
	f := &File{path: path, key: key}
	f.seen = stampOf(os.Stat(path))
	text, err := f.read()
	if err != nil {
		f.now.Store(&state{set: Compile(nil, key), problems: f.problem("no rule holds: " + err.Error())})
		return f
	}
	f.now.Store(f.state(parse(text)))
	return f
}

// problem is what is told of the file.
func (f *File) problem(cause string) []data.Problem {
	return []data.Problem{{Path: f.path, Cause: cause}}
}

// Problems gives what is wrong in the file as it was last read.
func (f *File) Problems() []data.Problem { return f.now.Load().problems }

// Reload reads the file again if it was edited since. Where it can't be read,
// the rules that were there hold.
func (f *File) Reload() (data.Reach, []data.Problem) {
	f.mu.Lock()
	defer f.mu.Unlock()
	now := stampOf(os.Stat(f.path))
	if now == f.seen {
		return data.Reach{}, nil
	}
	f.seen = now
	before := f.now.Load()
	text, err := f.read()
	if err != nil {
		f.now.Store(&state{before.set, before.entries, f.problem("the rules from before hold: " + err.Error())})
		return data.Reach{}, f.Problems()
	}
	s := f.state(parse(text))
	other := s.set.Version() != before.set.Version()
	f.now.Store(s)
	return data.Reach{Changed: other, All: other}, s.problems
}

// List reads a rules file and answers with the rules that hold, in their order,
// and with what is wrong.
func List(path string) ([]data.WrittenRule, []data.Problem) {
	f := Open(path, func(_ data.Kind, name string) string { return name })
	var all []data.WrittenRule
	for _, e := range f.now.Load().entries {
		all = append(all, e.WrittenRule)
	}
	return all, f.Problems()
}

// Lay applies the rules; see Set.Apply.
func (f *File) Lay(a *data.Article, r data.Recognition) data.Recognition {
	return f.now.Load().set.Apply(a, r)
}

// Version names the rules.
func (f *File) Version() string { return f.now.Load().set.Version() }

// Add puts a correction at the end of the file.
func (f *File) Add(c data.Correction) (data.Reach, error) {
	if err := check(c); err != nil {
		return data.Reach{}, err
	}
	return f.change(c, func(d *document) []byte {
		if last := len(d.entries) - 1; last >= 0 && d.entries[last].Equal(c) {
			return d.text
		}
		return inserted(d, c)
	})
}

// check tells what could be written but not be read again.
func check(c data.Correction) error {
	if err := c.Check(); err != nil {
		return err
	}
	for _, name := range c.Names() {
		if clean.Line(name, longest) != name {
			return fmt.Errorf("“%s” can't be a name: it must be one line of at most %d characters", clean.Line(name, 40), longest)
		}
	}
	return nil
}

// Remove takes the last entry out that equals a correction, if there is one.
func (f *File) Remove(c data.Correction) (data.Reach, error) {
	return f.change(c, func(d *document) []byte {
		for _, e := range slices.Backward(d.entries) {
			if e.Equal(c) {
				return removed(d, e)
			}
		}
		return d.text
	})
}

// change edits the file. Where the rules aren't those of the last time any
// more, as the reader has edited them meanwhile, all articles are concerned.
func (f *File) change(c data.Correction, edit func(*document) []byte) (data.Reach, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.read()
	if err != nil {
		return data.Reach{}, data.Problem{Path: f.path, Cause: "the rule isn't stored: " + err.Error()}
	}
	d := parse(text)
	if len(d.mistakes) > 0 {
		return data.Reach{}, data.Problem{Path: f.path, Cause: d.mistakes[0].Error() + ". Mend it first: it isn't written as long as it can't be read"}
	}
	old, d := f.state(d), renewed(d)
	other := old.set.Version() != f.Version()
	after := edit(d)
	if string(after) == string(d.text) {
		f.now.Store(old)
		return data.Reach{Changed: other, All: other}, nil
	}
	d = parse(after)
	if len(d.mistakes) > 0 { // a bug: better no rule than a broken file
		return data.Reach{}, data.Problem{Path: f.path, Cause: "the rule isn't stored: with it, " + d.mistakes[0].Error()}
	}
	s := f.state(d)
	if err := replace(f.path, after); err != nil {
		return data.Reach{}, data.Problem{Path: f.path, Cause: "the rule isn't stored: " + cause(err)}
	}
	f.now.Store(s)
	f.seen = stampOf(os.Stat(f.path))
	larger := old
	if s.set.Len() > old.set.Len() {
		larger = s
	}
	reach := larger.set.reach(c, f.key)
	reach.All = other
	return reach, nil
}

// state compiles a document.
func (f *File) state(d *document) *state {
	s := &state{entries: d.entries}
	corrections := make([]data.Correction, len(d.entries))
	for i, e := range d.entries {
		corrections[i] = e.Correction
	}
	for _, m := range d.mistakes {
		s.problems = append(s.problems, f.problem(m.Error())...)
	}
	s.set = Compile(corrections, f.key)
	return s
}

// read reads the file, none of it where there is none.
func (f *File) read() ([]byte, error) {
	info, err := os.Stat(f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, errors.New(cause(err))
	case !info.Mode().IsRegular():
		return nil, errors.New("it isn't a file; put the rules into a file of this name")
	case info.Size() > mostBytes:
		return nil, fmt.Errorf("it has more than %d MB; leave rules out", mostBytes>>20)
	}
	text, err := os.ReadFile(f.path)
	if err != nil {
		return nil, errors.New(cause(err))
	}
	return text, nil
}

// cause is an error of the system without the path, which is told beside it.
func cause(err error) string {
	var path *fs.PathError
	if errors.As(err, &path) {
		return path.Err.Error()
	}
	return err.Error()
}
