package refresh

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/feed/fetch"
)

// response is a server's answer with a text.
func response(address, text string) *fetch.Response {
	return &fetch.Response{Address: address, Status: 200, Body: []byte(text), Type: "application/rss+xml"}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestFolder: a folder's articles come in once, and again when a file changes;
// what is taken out of it stays.
func TestFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "The ferry has struck the quay at Brevik.")
	write(t, filepath.Join(dir, "feed.xml"), small)
	write(t, filepath.Join(dir, ".hidden.txt"), "Nothing to see.")
	s := newShelf(dir)
	e := engine(t, s)
	if done, totals := refreshed(t, e, Choice{}); totals.New != 3 || totals.Failed != 0 {
		t.Fatalf("%+v, %+v", totals, done)
	}
	if done, _ := refreshed(t, e, Choice{All: true}); !done[dir].Same {
		t.Errorf("%+v", done[dir])
	}
	write(t, filepath.Join(dir, "b.md"), "# A second ferry\n\nIt has struck the same quay.")
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if _, totals := refreshed(t, e, Choice{All: true}); totals.New != 1 || len(s.articles) != 4 {
		t.Errorf("%+v, %d articles", totals, len(s.articles))
	}
	for id, entry := range s.articles {
		if a := entry.Article; a.ID != id || a.Text == "" || len(a.Blocks) == 0 || a.Origin == "" && entry.GUID == "" {
			t.Errorf("%+v", a)
		}
	}
	if got := s.only(t); got.Given != filepath.Base(dir) || got.Health.Status != 0 || got.Health.Error != "" {
		t.Errorf("%+v", got)
	}
}

// TestLargeFolder: it comes in parts, and only the last makes the next refresh
// find nothing new.
func TestLargeFolder(t *testing.T) {
	dir := t.TempDir()
	const files = 2*atATime + 7
	for i := range files {
		write(t, filepath.Join(dir, fmt.Sprintf("%d.txt", i)), fmt.Sprintf("The ferry number %d has struck the quay.", i))
	}
	s := newShelf(dir)
	if _, totals := refreshed(t, engine(t, s), Choice{}); totals.New != files || totals.Feeds != 1 {
		t.Fatalf("%+v", totals)
	}
	if len(s.stored) != 3 || s.stored[0].Validity.Digest != "" || s.stored[1].Health.Tried.Equal(noon) || s.stored[2].Validity.Digest == "" {
		t.Errorf("%+v", s.stored)
	}
}

func TestFolderThatWent(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "gone")
	s := newShelf(dir)
	done, _ := refreshed(t, engine(t, s), Choice{})
	if got := done[dir]; got.Error != "there is no such file or folder any more" {
		t.Errorf("%+v", got)
	}
}

// TestFolderWithWhatCantBeRead: the rest comes in and it went well; what was left
// out is told once, and kept until the file can be read or goes.
func TestFolderWithWhatCantBeRead(t *testing.T) {
	dir := t.TempDir()
	write(t, filepath.Join(dir, "a.txt"), "The ferry has struck the quay at Brevik.")
	write(t, filepath.Join(dir, "b.txt"), "%PDF-1.7 \x1b[31m")
	s := newShelf(dir)
	e := engine(t, s)
	done, totals := refreshed(t, e, Choice{})
	if got := done[dir]; got.Stored.New != 1 || got.Error != "" || totals.Failed != 0 || !strings.Contains(got.Left, "b.txt: it is a PDF") {
		t.Errorf("%+v", got)
	}
	done, totals = refreshed(t, e, Choice{All: true})
	if got, h := done[dir], s.only(t).Health; got.Left != "" || totals.Same != 1 || !strings.Contains(h.Left, "b.txt: it is a PDF") || h.Failures != 0 {
		t.Errorf("%+v, %+v", got, h)
	}
	if err := os.Remove(filepath.Join(dir, "a.txt")); err != nil {
		t.Fatal(err)
	}
	if done, _ = refreshed(t, e, Choice{All: true}); !strings.Contains(done[dir].Error, "b.txt: it is a PDF") {
		t.Errorf("nothing can be read: %+v", done[dir])
	}
	if err := os.Remove(filepath.Join(dir, "b.txt")); err != nil {
		t.Fatal(err)
	}
	if refreshed(t, e, Choice{All: true}); s.only(t).Health.Left+s.only(t).Health.Error != "" {
		t.Errorf("%+v", s.only(t).Health)
	}
}

// TestWatch: what comes into a folder is refreshed soon, a folder in it too, and
// several changes in short order are one refresh.
func TestWatch(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(t.TempDir(), "list.xml")
	write(t, file, small)
	s := newShelf(dir, file)
	e := engine(t, s)
	refreshed(t, e, Choice{})
	steps := make(chan data.Progress, 100)
	watched := make(chan error, 1)
	ready := make(chan struct{})
	ctx := t.Context()
	go func() {
		watched <- e.watch(ctx, 20*time.Millisecond, func() { close(ready) }, func(p data.Progress) { steps <- p })
	}()
	<-ready
	next := func(what string, want data.FeedID, articles int) {
		t.Helper()
		limit := time.After(time.Minute)
		for fresh := 0; fresh < articles; {
			select {
			case p := <-steps:
				if p.Done && p.Feed == want {
					fresh += p.Stored.New
				}
			case <-limit:
				t.Fatalf("%s: nothing came", what)
			}
		}
	}
	write(t, filepath.Join(dir, "a.txt"), "The ferry has struck the quay at Brevik.")
	next("a file", data.NewFeedID(dir), 1)
	if err := os.Mkdir(filepath.Join(dir, "more"), 0o700); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "more", "b.txt"), "A second ferry has struck the quay.")
	next("a file in a new folder", data.NewFeedID(dir), 1)
	write(t, filepath.Join(dir, "more", "c.txt"), "A third ferry has struck the quay.")
	next("a further file in it", data.NewFeedID(dir), 1)
	other := strings.Replace(small, "<item>", "<item><title>Three</title><guid>3</guid><description>It will be.</description></item><item>", 1)
	write(t, file+".new", other)
	if err := os.Rename(file+".new", file); err != nil {
		t.Fatal(err)
	}
	next("a file that is replaced", data.NewFeedID(file), 1)
}
