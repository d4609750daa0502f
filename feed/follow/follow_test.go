package follow_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/store"
	"dateline/feed"
	"dateline/feed/fetch"
	"dateline/feed/follow"
)

// nobody recognises nothing: who is in an article is tested elsewhere.
type nobody struct{}

func (nobody) Version() string                                           { return "nobody" }
func (nobody) Recognise(context.Context, *data.Article) data.Recognition { return data.Recognition{} }

// desk is a service over a library on disk, and a site on this machine.
type desk struct {
	*testing.T
	*follow.Service
	library *library.Library
	site    *httptest.Server
	mux     *http.ServeMux

	mu    sync.Mutex
	asked map[string]int // requests by path
}

// desks counts those that are open.
var desks int

func newDesk(t *testing.T) *desk {
	t.Helper()
	desks++
	d := &desk{T: t, mux: http.NewServeMux(), asked: map[string]int{}}
	d.site = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		d.mu.Lock()
		d.asked[r.URL.Path]++
		d.mu.Unlock()
		d.mux.ServeHTTP(w, r)
	}))
	path := filepath.Join(t.TempDir(), "library.db")
	d.library = library.New(library.Config{
		Recogniser: nobody{}, Compose: feed.Compose,
		Open: func() (*store.Store, []data.Problem) { return store.OpenOrMemory(path, time.Now) },
	})
	d.Service = follow.New(follow.Options{Library: d.library, Client: fetch.New(fetch.Options{}), Pace: d.library.GiveWay})
	t.Cleanup(func() {
		d.ok(errors.Join(d.Service.Close(), d.library.Close()))
		d.site.Close()
		if desks--; desks == 0 {
			d.quiet()
		}
	})
	return d
}

func (d *desk) ok(err error) {
	d.Helper()
	if err != nil {
		d.Fatal(err)
	}
}

// quiet checks that nothing of the program runs any more.
func (d *desk) quiet() {
	d.Helper()
	var left []string
	for began := time.Now(); time.Since(began) < time.Minute; time.Sleep(10 * time.Millisecond) {
		left = left[:0]
		all := make([]byte, 1<<20)
		for _, one := range strings.Split(string(all[:runtime.Stack(all, true)]), "\n\n") {
			if (strings.Contains(one, "dateline/feed") || strings.Contains(one, "dateline/data/") || strings.Contains(one, "persistConn")) &&
				!strings.Contains(one, "testing.tRunner") {
				left = append(left, one)
			}
		}
		if len(left) == 0 {
			return
		}
	}
	d.Errorf("%d goroutines go on after Close; the first:\n%s", len(left), left[0])
}

// serve gives a path of the site its content.
func (d *desk) serve(path, kind, content string) {
	d.mux.HandleFunc(path, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", kind)
		_, _ = w.Write([]byte(content))
	})
}

func (d *desk) times(path string) int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.asked[path]
}

// item is an item of a feed of the site.
func (d *desk) item(n int, words string) string {
	return fmt.Sprintf(`<item><title>Story %d</title><link>%s/story/%d</link><guid isPermaLink="false">story-%d</guid><pubDate>Thu, 24 Apr 2025 0%d:00:00 GMT</pubDate><description>%s</description></item>`,
		n, d.site.URL, n, n, n%10, words)
}

// rss is a feed.
func rss(title string, items ...string) string {
	return `<?xml version="1.0"?><rss version="2.0"><channel><title>` + title + `</title>` + strings.Join(items, "") + `</channel></rss>`
}

// subscribe follows an address of the site, as it is or as change has it.
func (d *desk) subscribe(address string, change func(*data.Subscription)) data.FeedID {
	d.Helper()
	s := data.Subscription{ID: data.NewFeedID(address), Address: address}
	if change != nil {
		change(&s)
	}
	done, err := d.library.Apply(d.Context(), data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &s}}})
	d.ok(err)
	if len(done.Feeds) != 1 {
		d.Fatalf("%s isn't followed: %+v", address, done)
	}
	return s.ID
}

// refresh asks feeds, and answers with the last step of each.
func (d *desk) refresh(feeds []data.FeedID) map[data.FeedID]data.Progress {
	d.Helper()
	steps, err := d.Refresh(d.Context(), feeds)
	d.ok(err)
	last, begun := map[data.FeedID]data.Progress{}, map[data.FeedID]bool{}
	for p := range steps {
		if p.Done && !begun[p.Feed] {
			d.Errorf("%s is done and wasn't begun", p.URL)
		}
		begun[p.Feed] = true
		if p.Done {
			last[p.Feed] = p
		}
	}
	if len(last) != len(begun) {
		d.Errorf("%d feeds were begun and %d done", len(begun), len(last))
	}
	return last
}

// titles are those of the articles that match, newest first; "read " stands
// before those that are.
func (d *desk) titles() string {
	d.Helper()
	var all []string
	for _, row := range d.rows() {
		title := row.Title
		if row.Read {
			title = "read " + title
		}
		all = append(all, title)
	}
	return strings.Join(all, ", ")
}

func (d *desk) rows() []data.Row {
	d.Helper()
	found, err := d.library.Find(d.Context(), data.Query{}, data.Newest)
	d.ok(err)
	rows, err := d.library.Rows(d.Context(), found.IDs)
	d.ok(err)
	return rows
}

func (d *desk) text(id data.ID) string {
	d.Helper()
	r, err := d.library.Read(d.Context(), id, data.Query{})
	d.ok(err)
	return r.Article.Text
}

// until waits for something that happens behind the screen.
func (d *desk) until(what string, so func() bool) {
	d.Helper()
	for began := time.Now(); !so(); time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > time.Minute {
			d.Fatalf("it never came to %s", what)
		}
	}
}

func TestDiscover(t *testing.T) {
	d := newDesk(t)
	page := func(links ...string) string {
		return "<!DOCTYPE html><html><head><title>A site</title>" + strings.Join(links, "") + "</head><body><p>Words.</p></body></html>"
	}
	link := func(to, title string) string {
		return fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" title="%s" href="%s">`, title, to)
	}
	d.serve("/feed.rss", "application/rss+xml", rss("The Gazette", d.item(1, "Words.")))
	d.serve("/one", "text/html", page(link("/feed.rss", "Feed")))
	d.serve("/several", "text/html", page(link("/feed.rss", "All news"), link("/sport.rss", "Sport")))
	d.serve("/none", "text/html", page())
	d.serve("/picture", "image/png", "\x89PNG\r\n\x1a\n")
	folder := d.TempDir()
	for _, test := range []struct{ address, found, failure string }{
		{d.site.URL + "/feed.rss", "/feed.rss The Gazette", ""},
		{d.site.URL + "/one", "/feed.rss The Gazette", ""},
		{d.site.URL + "/several", "/feed.rss All news, /sport.rss Sport", ""},
		{d.site.URL + "/none", "", "the page names no feed"},
		{d.site.URL + "/picture", "", "it is neither a feed nor a page"},
		{d.site.URL + "/nowhere", "", "the server answered 404 Not Found"},
		{folder, folder + " " + filepath.Base(folder), ""},
		{filepath.Join(folder, "absent"), "", "there is no such file or folder"},
		{"ftp://example.org/feed", "", "it isn't an address of the web"},
	} {
		found, err := d.Discover(d.Context(), test.address)
		var got []string
		for _, f := range found {
			got = append(got, strings.TrimPrefix(f.Address, d.site.URL)+" "+f.Title)
			if f.ID != data.NewFeedID(f.Address) {
				d.Errorf("%s has the identity %s", f.Address, f.ID)
			}
		}
		if strings.Join(got, ", ") != test.found || (err == nil) != (test.failure == "") || err != nil && !strings.Contains(err.Error(), test.failure) {
			d.Errorf("%s: found %q, %v", test.address, got, err)
		}
	}
	if all, err := d.library.Subscriptions(d.Context()); err != nil || len(all) > 0 {
		d.Errorf("they are followed by that: %v, %v", all, err)
	}
}

// TestAddOnce: a feed that is found and followed is asked for once, and later
// with what it gave then.
func TestAddOnce(t *testing.T) {
	d := newDesk(t)
	conditional := 0
	d.mux.HandleFunc("/feed", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			conditional++
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rss("Feed", d.item(1, "One."), d.item(2, "Two."))))
	})
	d.serve("/", "text/html", `<html><head><link rel="alternate" type="application/rss+xml" href="/feed">`)
	found, err := d.Discover(d.Context(), d.site.URL+"/")
	d.ok(err)
	id := d.subscribe(found[0].Address, nil)
	if p := d.refresh([]data.FeedID{id})[id]; p.Error != "" || p.Stored.New != 2 || p.Status != 200 || d.times("/feed") != 1 {
		t.Errorf("%+v after asking %d times", p, d.times("/feed"))
	}
	if p := d.refresh([]data.FeedID{id})[id]; p.Error != "" || !p.Same || conditional != 1 || d.times("/feed") != 2 {
		t.Errorf("then %+v after asking %d times", p, d.times("/feed"))
	}
}

func TestRefresh(t *testing.T) {
	d := newDesk(t)
	d.mux.HandleFunc("/good", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(rss("Good", d.item(1, "One."), d.item(2, "Two."))))
	})
	d.mux.HandleFunc("/gone", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusGone) })
	good, bad, gone := d.subscribe(d.site.URL+"/good", nil), d.subscribe(d.site.URL+"/bad", nil), d.subscribe(d.site.URL+"/gone", nil)
	paused := d.subscribe(d.site.URL+"/paused", func(s *data.Subscription) { s.Paused = true })

	got := d.refresh(nil)
	if p := got[good]; p.Stored.New != 2 || p.Same || p.Status != 200 || p.Error != "" || p.Title != "Good" || p.Of != 3 {
		t.Errorf("good: %+v", p)
	}
	if p := got[bad]; p.Status != 404 || p.Error != "the server answered 404 Not Found" || p.Stored != (data.Stored{}) {
		t.Errorf("bad: %+v", p)
	}
	if p := got[gone]; p.Status != 410 || !strings.Contains(p.Error, "gone for good") {
		t.Errorf("gone: %+v", p)
	}
	if _, asked := got[paused]; asked || d.times("/paused") > 0 {
		t.Error("what is paused was asked")
	}
	if got := d.titles(); got != "Story 2, Story 1" {
		t.Errorf("articles: %s", got)
	}

	if got := d.refresh(nil); len(got) != 0 {
		t.Errorf("nothing is due, and asked were %v", got)
	}
	if got := d.refresh([]data.FeedID{}); len(got) != 0 {
		t.Errorf("no feed was named, and asked were %v", got)
	}
	if p := d.refresh([]data.FeedID{good})[good]; !p.Same || p.Status != 304 || p.Error != "" || p.Stored != (data.Stored{}) {
		t.Errorf("the same: %+v", p)
	}
	if p := d.refresh([]data.FeedID{paused})[paused]; p.Status != 404 {
		t.Errorf("paused, but named: %+v", p)
	}
}

// TestRefreshCancelled: what was stored stays, the rest wasn't asked in vain,
// and the channel closes although nobody reads it.
func TestRefreshCancelled(t *testing.T) {
	d := newDesk(t)
	arrived := make(chan struct{})
	d.serve("/quick", "application/xml", rss("Quick", d.item(1, "One.")))
	d.mux.HandleFunc("/slow", func(_ http.ResponseWriter, r *http.Request) {
		close(arrived)
		<-r.Context().Done()
	})
	quick := d.subscribe(d.site.URL+"/quick", nil)
	d.refresh([]data.FeedID{quick})
	slow := d.subscribe(d.site.URL+"/slow", nil)
	ctx, cancel := context.WithCancel(d.Context())
	steps, err := d.Refresh(ctx, []data.FeedID{quick, slow})
	d.ok(err)
	<-arrived
	cancel()
	for p := range steps {
		if p.Feed == slow && p.Done {
			t.Errorf("it was broken off, and is done: %+v", p)
		}
	}
	if got := d.titles(); got != "Story 1" {
		t.Errorf("articles: %s", got)
	}
	all, err := d.library.Subscriptions(d.Context())
	d.ok(err)
	for _, f := range all {
		if f.ID == slow && (f.Health.Error != "" || !f.Health.Tried.IsZero()) {
			t.Errorf("what was broken off counts as a failure: %+v", f.Health)
		}
	}
}

// long is a page with an article of several paragraphs.
func long(title string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "<!DOCTYPE html><html><head><title>%s</title></head><body><article><h1>%s</h1>", title, title)
	for i := range 6 {
		fmt.Fprintf(&b, "<p>Paragraph %d of what the ferry did when it came into the harbour, and of what its crew said to those who were waiting there.</p>", i+1)
	}
	return b.String() + "</article></body></html>"
}

func TestWhole(t *testing.T) {
	d := newDesk(t)
	d.serve("/story/1", "text/html", long("Story 1"))
	d.serve("/story/2", "text/html", "<html><body><article><h1>Story 2</h1><p>Short.</p></article></body></html>")
	d.serve("/feed", "application/xml", rss("Feed", d.item(1, "The ferry came."), d.item(2, strings.Repeat("All that there is to say of it. ", 20)), d.item(3, "Three.")))
	d.refresh([]data.FeedID{d.subscribe(d.site.URL+"/feed", nil)})
	for _, row := range d.rows() {
		before := d.text(row.ID)
		err := d.Whole(d.Context(), row.ID)
		after := d.text(row.ID)
		switch row.Title {
		case "Story 1":
			if err != nil || !strings.Contains(after, "Paragraph 6") {
				t.Errorf("%v, and its text is %q", err, after)
			}
		case "Story 2":
			if err == nil || !strings.Contains(err.Error(), "no more of it") || after != before {
				t.Errorf("%v, and its text is %q", err, after)
			}
		case "Story 3":
			if err == nil || !strings.Contains(err.Error(), "404 Not Found") || after != before {
				t.Errorf("%v, and its text is %q", err, after)
			}
		}
	}
	if got := d.titles(); got != "Story 3, Story 2, Story 1" {
		t.Errorf("articles: %s", got)
	}
	if err := d.Whole(d.Context(), "none"); !errors.Is(err, data.ErrNoArticle) {
		t.Errorf("an article that there isn't: %v", err)
	}
	// The next refresh leaves what is whole as it is.
	d.refresh([]data.FeedID{data.NewFeedID(d.site.URL + "/feed")})
	for _, row := range d.rows() {
		if row.Title == "Story 1" && !strings.Contains(d.text(row.ID), "Paragraph 6") {
			t.Error("a refresh cut it short again")
		}
	}
}

func TestSave(t *testing.T) {
	d := newDesk(t)
	d.serve("/page", "text/html", long("A page to keep"))
	first, err := d.Save(d.Context(), d.site.URL+"/page?utm_source=letter")
	d.ok(err)
	second, err := d.Save(d.Context(), d.site.URL+"/page#part")
	d.ok(err)
	if got := d.titles(); first != second || got != "A page to keep" {
		t.Errorf("saved twice it is %s and %s, and there are %s", first, second, got)
	}
	if bare, err := d.Save(d.Context(), strings.TrimPrefix(d.site.URL, "http://")+"/page"); err != nil || bare != first {
		t.Errorf("without its scheme it is %s, %v", bare, err)
	}
	if text := d.text(first); !strings.Contains(text, "Paragraph 6") {
		t.Errorf("its text is %q", text)
	}
	for address, want := range map[string]string{
		d.site.URL + "/absent": "404 Not Found",
		"javascript:alert(1)":  "no address of the web",
		"":                     "address",
	} {
		if _, err := d.Save(d.Context(), address); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
	if got := d.titles(); got != "A page to keep" {
		t.Errorf("what couldn't be saved is there: %s", got)
	}
}

// TestExport: what is exported is imported by another library as it was.
func TestExport(t *testing.T) {
	one, other := newDesk(t), newDesk(t)
	one.subscribe("https://a.example/feed?x=1&y=2", func(s *data.Subscription) { s.Title, s.Folder = `The "A" & <B>`, "News/Europe" })
	one.subscribe("https://b.example/feed", func(s *data.Subscription) { s.Title, s.Site = "B", "https://b.example/" })
	one.subscribe("https://c.example/feed", func(s *data.Subscription) { s.Title, s.Folder, s.Place = "C", "News/Europe", 1 })
	one.subscribe(t.TempDir(), nil)
	var list bytes.Buffer
	one.ok(one.Export(t.Context(), &list))
	done, err := other.Import(t.Context(), "list.opml", bytes.NewReader(list.Bytes()))
	if err != nil || done.Feeds != 3 || done.Known != 0 || len(done.Skipped) != 0 {
		t.Fatalf("%+v, %v, of\n%s", done, err, &list)
	}
	if again, err := other.Import(t.Context(), "list.opml", bytes.NewReader(list.Bytes())); err != nil || again.Feeds != 0 || again.Known != 3 {
		t.Errorf("imported again: %+v, %v", again, err)
	}
	var back bytes.Buffer
	other.ok(other.Export(t.Context(), &back))
	undated := func(b *bytes.Buffer) string {
		before, rest, _ := strings.Cut(b.String(), "<dateCreated>")
		_, after, _ := strings.Cut(rest, "</dateCreated>")
		return before + after
	}
	if undated(&back) != undated(&list) || !strings.Contains(back.String(), "News") {
		t.Errorf("%s became %s", &list, &back)
	}
	if err := one.Export(t.Context(), full{}); err == nil || !strings.Contains(err.Error(), "no room") {
		t.Errorf("where it can't be written: %v", err)
	}
}

// full is where nothing can be written.
type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no room") }
