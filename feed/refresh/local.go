package refresh

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"dateline/data"
	"dateline/feed"
)

// isLocal reports whether an address is a path.
func isLocal(address string) bool { return filepath.IsAbs(address) }

// Bounds of what is read of a folder.
const (
	atATime  = 500     // articles that are handed over in one part
	maxFiles = 200_000 // files that are looked at for changes
)

// local reads a file or folder, unless nothing in it has changed.
func (e *Engine) local(ctx context.Context, s *data.Subscription) source {
	return func(yield func(data.Fetched) bool) {
		start := e.now()
		print, err := fingerprint(ctx, s.Address)
		if err != nil {
			yield(e.failed(s, err))
			return
		}
		f := data.Fetched{Feed: s.ID, Validity: data.Validity{Address: s.Address, Digest: print}, Health: e.well(s, 0, false)}
		if f.Same = print == s.Validity.Digest; f.Same {
			f.Health.Took, f.Health.Left = e.now().Sub(start), s.Health.Left
			yield(f)
			return
		}
		e.files(ctx, s, f, yield)
	}
}

// files hands the articles of a file or folder over, in parts, the last of them
// with what f has.
func (e *Engine) files(ctx context.Context, s *data.Subscription, f data.Fetched, yield func(data.Fetched) bool) {
	part := data.Fetched{Feed: s.ID, Health: s.Health, Validity: s.Validity}
	var problems []data.Problem
	read, whole := 0, true // how many articles, and whether the place itself can be read
	for a, p := range feed.Files([]string{s.Address}, feed.Options{Zone: e.zone}).Open(ctx) {
		if p != nil && feed.NothingThere(*p) {
			continue
		}
		if p != nil {
			problems = append(problems, *p)
			whole = whole && p.Path != s.Address
			continue
		}
		read++
		if len(part.Entries) == atATime {
			if !yield(part) {
				return
			}
			part.Entries = nil
		}
		part.Entries = append(part.Entries, data.Entry{Article: a, Authors: authors(a)})
	}
	if ctx.Err() != nil {
		return
	}
	switch {
	case len(problems) > 0 && whole && read > 0:
		f.Health.Left = trouble(problems)
	case len(problems) > 0:
		failed := e.failed(s, errors.New(trouble(problems)))
		f.Health, f.Validity = failed.Health, failed.Validity
	}
	f.Health.Took = e.now().Sub(f.Health.Tried)
	f.Entries = part.Entries
	f.Source = &data.Feed{Format: "files", Title: filepath.Base(s.Address)}
	yield(f)
}

func authors(a *data.Article) []data.Author {
	var all []data.Author
	for _, name := range a.Authors {
		all = append(all, data.Author{Name: name})
	}
	return all
}

// trouble says what couldn't be read.
func trouble(problems []data.Problem) string {
	if len(problems) == 1 {
		return problems[0].Error()
	}
	return fmt.Sprintf("%d files can't be read; the first: %v", len(problems), problems[0])
}

// fingerprint changes when a file, or the files in a folder and those below it,
// do: by name, size, time and permissions, without reading them.
func fingerprint(ctx context.Context, root string) (string, error) {
	info, err := os.Stat(root)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", errors.New("there is no such file or folder any more")
	case errors.Is(err, fs.ErrPermission):
		return "", errors.New("it may not be read: change its permissions, for example with chmod u+r")
	case err != nil:
		return "", err
	}
	sum := sha256.New()
	if !info.IsDir() {
		stamp(sum, root, info)
		return hex.EncodeToString(sum.Sum(nil)), nil
	}
	files := 0
	err = filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil:
			return nil // the reading tells what can't be read
		case path != root && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
			return nil
		}
		if files++; files > maxFiles {
			return fmt.Errorf("there are more than %d files in it: follow the folders in it one by one", maxFiles)
		}
		if info, err := os.Stat(path); err == nil { // of what a link leads to
			stamp(sum, path, info)
		}
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}

// stamp adds one file.
func stamp(sum hash.Hash, path string, info fs.FileInfo) {
	if info.IsDir() {
		return
	}
	fmt.Fprintf(sum, "%s\x00%d\x00%d\x00%v\x00", path, info.Size(), info.ModTime().UnixNano(), info.Mode())
}
