package follow_test

import (
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// TestStart: what is due is asked, articles of a feed that cuts them short come
// whole, and a folder's new file arrives.
func TestStart(t *testing.T) {
	d := newDesk(t)
	d.serve("/story/1", "text/html", long("Story 1"))
	d.serve("/feed", "application/xml", rss("Feed", d.item(1, "The ferry came."), d.item(2, "Gone.")))
	d.serve("/plain", "application/xml", rss("Plain", strings.ReplaceAll(d.item(3, "As it is."), "/story/3", "/story/1?plain")))
	folder := t.TempDir()
	write := func(folder, name, text string) {
		t.Helper()
		d.ok(os.WriteFile(filepath.Join(folder, name), []byte(text), 0o600))
	}
	write(folder, "first.md", "# A first letter\n\nWords.\n")
	d.subscribe(d.site.URL+"/feed", func(s *data.Subscription) { s.FullText = true })
	d.subscribe(d.site.URL+"/plain", nil)
	local := d.subscribe(folder, nil)
	d.refresh([]data.FeedID{local})
	write(folder, "between.md", "# While nobody watched\n\nWords.\n")

	d.Start()
	has := func(title string) func() bool {
		return func() bool { return strings.Contains(d.titles(), title) }
	}
	d.until("a feed that is due", has("Story 2"))
	d.until("a whole text", func() bool {
		for _, row := range d.rows() {
			if row.Title == "Story 1" {
				return strings.Contains(d.text(row.ID), "Paragraph 6")
			}
		}
		return false
	})
	d.until("the news of a folder before it was watched", has("While nobody watched"))
	write(folder, "second.md", "# A second letter\n\nWords.\n")
	d.until("a new file in a folder", has("A second letter"))
	for _, row := range d.rows() {
		if row.Title == "Story 3" && strings.Contains(d.text(row.ID), "Paragraph") {
			t.Error("a feed that isn't to be fetched whole was")
		}
	}

	// A folder that is followed later is watched too.
	later := t.TempDir()
	d.refresh([]data.FeedID{d.subscribe(later, nil)})
	time.Sleep(3 * time.Second) // until it was looked again what is followed
	write(later, "third.md", "# A third letter\n\nWords.\n")
	d.until("a new file in a folder that was followed later", has("A third letter"))

	d.until("the page that there isn't", func() bool { return d.times("/story/2") == 1 })
}

// TestClose waits for what is under way and breaks it off.
func TestClose(t *testing.T) {
	d := newDesk(t)
	arrived, left := make(chan struct{}), make(chan struct{})
	d.mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
		close(left)
	})
	d.subscribe(d.site.URL+"/slow", nil)
	d.subscribe(t.TempDir(), nil)
	d.Start()
	<-arrived
	began := time.Now()
	d.ok(d.Service.Close())
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("closing took %v", took)
	}
	<-left
	// A refresh that comes too late ends at once.
	steps, err := d.Refresh(t.Context(), nil)
	d.ok(err)
	for p := range steps {
		t.Errorf("after Close there was a step %+v", p)
	}
}
