package refresh

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/fsnotify/fsnotify"

	"dateline/data"
	"dateline/data/clean"
)

// Bounds of watching.
const (
	rest        = 500 * time.Millisecond // without a change, before a folder is read
	maxWatching = 2000                   // folders: the system has no more watches than some thousands
)

// Watch refreshes local files and folders, at once where they changed while
// nobody watched and then as they change, until ctx ends. It watches what is
// subscribed when it is called: call it again when that changes. The error says why nothing can be watched; ctx's end is none.
func (e *Engine) Watch(ctx context.Context, report func(data.Progress)) error {
	return e.watch(ctx, rest, func() {}, report)
}

// watcher knows whose a change is.
type watcher struct {
	*fsnotify.Watcher
	local   []data.Subscription
	folders int
}

// watch is Watch with the time that changes must have come to rest for; ready
// is called once all is being watched.
func (e *Engine) watch(ctx context.Context, rest time.Duration, ready func(), report func(data.Progress)) error {
	all, err := e.store.Subscriptions(ctx)
	if err != nil {
		return fmt.Errorf("the subscriptions can't be read: %w", err)
	}
	notify, err := fsnotify.NewWatcher()
	if err != nil {
		return fmt.Errorf("folders can't be watched: %s", clean.Line(err.Error(), maxShown))
	}
	defer notify.Close()
	w := &watcher{Watcher: notify}
	for _, s := range all {
		if isLocal(s.Address) && !s.Paused {
			w.local = append(w.local, s)
			w.follow(s.Address)
		}
	}
	changed := func(ids []data.FeedID) {
		if len(ids) > 0 {
			// An error of the store is told when the subscriptions are read next.
			_, _ = e.Run(ctx, Choice{Feeds: ids}, report)
		}
	}
	ready()
	changed(w.all())
	return w.run(ctx, rest, changed)
}

// all are the subscriptions that are watched.
func (w *watcher) all() []data.FeedID {
	ids := make([]data.FeedID, len(w.local))
	for i := range w.local {
		ids[i] = w.local[i].ID
	}
	return ids
}

// follow watches a folder with those below it, or the folder that a file is in:
// a file that is replaced is another one.
func (w *watcher) follow(path string) {
	info, err := os.Stat(path)
	if err != nil || !info.IsDir() {
		w.add(filepath.Dir(path))
		return
	}
	_ = filepath.WalkDir(path, func(sub string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil || !entry.IsDir():
			return nil
		case sub != path && strings.HasPrefix(entry.Name(), "."):
			return fs.SkipDir
		case w.folders >= maxWatching:
			return fs.SkipAll
		}
		w.add(sub)
		return nil
	})
}

// add watches one folder. One that can't be is read when it is due, as all are.
func (w *watcher) add(folder string) {
	if w.Add(folder) == nil {
		w.folders++
	}
}

// run calls changed with the subscriptions in which something changed, once
// that has come to rest, until ctx ends.
func (w *watcher) run(ctx context.Context, rest time.Duration, changed func([]data.FeedID)) error {
	var waiting []data.FeedID
	var first time.Time // of the changes that wait
	timer := time.NewTimer(rest)
	timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case event, ok := <-w.Events:
			if !ok {
				return nil
			}
			ids := w.whose(event)
			if len(waiting) == 0 {
				first = time.Now()
			}
			waiting = append(waiting, ids...)
			// What changes all the time is read now and then nevertheless.
			if len(ids) > 0 && time.Since(first) < 20*rest {
				timer.Reset(rest)
			}
		case err, ok := <-w.Errors:
			if !ok {
				return nil
			}
			if errors.Is(err, fsnotify.ErrEventOverflow) { // some changes weren't told: look at all
				waiting = append(waiting, w.all()...)
				timer.Reset(rest)
			}
		case <-timer.C:
			slices.Sort(waiting)
			changed(slices.Compact(waiting))
			waiting = nil
		}
	}
}

// whose are the subscriptions that a change is in. A new folder is watched too.
func (w *watcher) whose(event fsnotify.Event) (ids []data.FeedID) {
	if event.Op == fsnotify.Chmod {
		return nil
	}
	for _, s := range w.local {
		if event.Name != s.Address && !strings.HasPrefix(event.Name, strings.TrimSuffix(s.Address, string(filepath.Separator))+string(filepath.Separator)) {
			continue
		}
		ids = append(ids, s.ID)
	}
	if len(ids) > 0 && event.Has(fsnotify.Create) && w.folders < maxWatching {
		if info, err := os.Lstat(event.Name); err == nil && info.IsDir() {
			w.follow(event.Name)
		}
	}
	return ids
}
