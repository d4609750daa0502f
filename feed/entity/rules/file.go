package rules

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
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
	set     *Set
	entries []Entry
}

// Open reads the rules file at path; one that isn't there has no rules. What
// can't be read of it is told as problems: the rules that can be hold.
func Open(path string, key Key) (*File, []data.Problem) {
	f := &File{path: path, key: key}
	f.seen = stampOf(os.Stat(path))
	text, err := f.read()
	if err != nil {
		f.now.Store(&state{set: Compile(nil, key)})
		return f, []data.Problem{{Path: path, Cause: "no rule holds: " + err.Error()}}
	}
	s, mistakes := f.parse(text)
	f.now.Store(s)
	return f, f.problems(mistakes)
}

func (f *File) problems(mistakes []*Mistake) []data.Problem {
	problems := make([]data.Problem, len(mistakes))
	for i, m := range mistakes {
		problems[i] = data.Problem{Path: f.path, Cause: m.Error()}
	}
	return problems
}

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
	text, err := f.read()
	if err != nil {
		return data.Reach{}, []data.Problem{{Path: f.path, Cause: "the rules from before hold: " + err.Error()}}
	}
	s, mistakes := f.parse(text)
	other := s.set.Version() != f.Version()
	f.now.Store(s)
	return data.Reach{Changed: other, All: other}, f.problems(mistakes)
}

// List reads a rules file and answers with the rules that hold, in their order,
// and with what is wrong.
func List(path string) ([]data.WrittenRule, []data.Problem) {
	f, problems := Open(path, func(_ data.Kind, name string) string { return name })
	var all []data.WrittenRule
	for _, e := range f.now.Load().entries {
		all = append(all, e.WrittenRule)
	}
	return all, problems
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
	return f.change(c, func(text []byte, entries []Entry) []byte {
		if last := len(entries) - 1; last >= 0 && entries[last].Equal(c) {
			return text
		}
		return inserted(text, c)
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
	return f.change(c, func(text []byte, entries []Entry) []byte {
		for _, e := range slices.Backward(entries) {
			if e.Equal(c) {
				return removed(text, e)
			}
		}
		return text
	})
}

// change edits the file. Where the rules aren't those of the last time any
// more, as the reader has edited them meanwhile, all articles are concerned.
func (f *File) change(c data.Correction, edit func([]byte, []Entry) []byte) (data.Reach, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	text, err := f.read()
	if err != nil {
		return data.Reach{}, data.Problem{Path: f.path, Cause: "the rule isn't stored: " + err.Error()}
	}
	old, mistakes := f.parse(text)
	if len(mistakes) > 0 {
		return data.Reach{}, data.Problem{Path: f.path, Cause: mistakes[0].Error() + ". Mend it first: it isn't written as long as it can't be read"}
	}
	other := old.set.Version() != f.Version()
	after := edit(text, old.entries)
	if string(after) == string(text) {
		f.now.Store(old)
		return data.Reach{Changed: other, All: other}, nil
	}
	s, mistakes := f.parse(after)
	if len(mistakes) > 0 { // a bug: better no rule than a broken file
		return data.Reach{}, data.Problem{Path: f.path, Cause: "the rule isn't stored: with it, " + mistakes[0].Error()}
	}
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

// parse compiles a text.
func (f *File) parse(text []byte) (*state, []*Mistake) {
	entries, mistakes := Parse(text)
	corrections := make([]data.Correction, len(entries))
	for i, e := range entries {
		corrections[i] = e.Correction
	}
	return &state{set: Compile(corrections, f.key), entries: entries}, mistakes
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

// replace puts a text in a file's place: at every moment the file is the old
// one or the new one, whole. A link stays, and what it points to is replaced.
func replace(path string, text []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	mode := fs.FileMode(0o644)
	if info, err := os.Stat(path); err == nil {
		mode = info.Mode().Perm()
	}
	temp, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+"-*")
	if err != nil {
		return err
	}
	err = fill(temp, text, mode)
	if err == nil {
		err = os.Rename(temp.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// fill writes a file down to the disk and closes it.
func fill(file *os.File, text []byte, mode fs.FileMode) error {
	_, err := file.Write(text)
	if err == nil {
		err = file.Chmod(mode)
	}
	if err == nil {
		err = file.Sync()
	}
	return errors.Join(err, file.Close())
}

// syncFolder has a renaming survive a power cut. Not every system syncs folders,
// and the file is in its place all the same.
func syncFolder(path string) {
	folder, err := os.Open(path)
	if err != nil {
		return
	}
	_ = folder.Sync()
	_ = folder.Close()
}
