package discover

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/fetch"
)

const courier = `<rss version="2.0"><channel><title>Courier</title><link>https://courier.example/</link></channel></rss>`

// site is a server of answers by path.
func site(t *testing.T, answers map[string]string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, ok := answers[r.URL.Path]
		if !ok {
			http.NotFound(w, r)
			return
		}
		if to, ok := strings.CutPrefix(text, "301 "); ok {
			http.Redirect(w, r, to, http.StatusMovedPermanently)
			return
		}
		fmt.Fprint(w, text)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

func client(t *testing.T) *fetch.Client {
	t.Helper()
	c := fetch.New(fetch.Options{})
	t.Cleanup(c.Close)
	return c
}

func TestFind(t *testing.T) {
	link := func(href, title string) string {
		return fmt.Sprintf(`<link rel="alternate" type="application/rss+xml" href=%q title=%q>`, href, title)
	}
	at := site(t, map[string]string{
		"/feed":         courier,
		"/one":          "<html><head>" + link("/feed", "All news") + link("/feed", "Again"),
		"/two":          "<html><head>" + link("/comments/feed", "Comments") + link("feed", "News &amp; views") + `<LINK REL='ALTERNATE feed' TYPE='application/atom+xml; charset=utf-8' HREF=/atom>`,
		"/based":        "<html><head><base href='/deep/'>" + link("a", "A") + link("b", "B"),
		"/none":         "<!doctype html><html><body><p>No feed here.",
		"/wrong":        "<html><head>" + link("/none", ""),
		"/stale":        "<html><head>" + link("/gone", "") + `<body><a href="/feed">RSS</a>`,
		"/lost":         "<html><head>" + link("/gone", ""),
		"/evil":         "<html><head>" + link("javascript:alert(1)", "") + link("file:///etc/passwd", "") + link("/feed", "x"),
		"/json":         `<html><link rel="alternate" type="application/json" href="/wp-json/1"><link rel="stylesheet" type="application/rss+xml" href="/x"><link rel="alternate" hreflang="de" href="/de"><link rel=alternate type=application/rss+xml href=/feed>`,
		"/picture":      "\x89PNG\r\n\x1a\n",
		"/list":         `<opml version="2.0"><body><outline xmlUrl="https://a.example/"/></body></opml>`,
		"/moved":        "301 /feed",
		"/comments.xml": courier,
	})
	feed := Found{Address: at + "/feed", Title: "Courier", Site: "https://courier.example/"}
	for path, want := range map[string][]Found{
		"/feed": {feed}, "/feed#top": {feed}, "/one": {feed}, "/evil": {feed}, "/json": {feed}, "/none": {feed}, "/moved": {feed}, "/stale": {feed},
		"/two":   {{Address: at + "/feed", Title: "News & views"}, {Address: at + "/atom"}, {Address: at + "/comments/feed", Title: "Comments"}},
		"/based": {{Address: at + "/deep/a", Title: "A"}, {Address: at + "/deep/b", Title: "B"}},
	} {
		got, err := Find(context.Background(), client(t), at+path)
		for i := range got {
			if answered := got[i].Answer != nil && string(got[i].Answer.Body) == courier; answered != (len(want) == 1) {
				t.Errorf("%s: the answer is there: %v", path, answered)
			}
		}
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Found{}, "Answer")); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", path, err, diff)
		}
	}
	for path, want := range map[string]string{
		"/wrong":   "the page calls it its feed, but it isn't a feed: no RSS, Atom or JSON Feed is in it",
		"/lost":    "the page calls it its feed, but the server answered 404 Not Found",
		"/picture": "it is neither a feed nor a page",
		"/list":    "it is a list of feeds (OPML), not a feed",
		"/absent":  "the server answered 404 Not Found",
	} {
		if got, err := Find(context.Background(), client(t), at+path); err == nil || !strings.HasSuffix(err.Error(), ": "+want) {
			t.Errorf("%s: %v, %v", path, got, err)
		}
	}
}

// TestNames: an address may be given without its scheme.
func TestNames(t *testing.T) {
	at := site(t, map[string]string{"/feed": courier})
	got, err := Find(context.Background(), client(t), strings.TrimPrefix(at, "http://")+"/feed")
	if err != nil || len(got) != 1 || got[0].Address != at+"/feed" {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", "javascript:alert(1)", "ftp://a.example/", "exec:/bin/true", "http://\x1b[31m/"} {
		got, err := Find(context.Background(), client(t), bad)
		if err == nil || clean.Line(err.Error(), 0) != err.Error() {
			t.Errorf("%q: %+v, %v", bad, got, err)
		}
	}
}

// TestFeedSchemes: browsers and old sites hand such addresses over.
func TestFeedSchemes(t *testing.T) {
	at := site(t, map[string]string{"/feed": courier})
	for _, what := range []string{"feed:" + at + "/feed", strings.Replace(at, "http:", "feed:", 1) + "/feed", strings.Replace(at, "http:", "FEED:", 1) + "/feed"} {
		if got, err := Find(context.Background(), client(t), what); err != nil || len(got) != 1 || got[0].Address != at+"/feed" {
			t.Errorf("%s: %+v, %v", what, got, err)
		}
	}
}

// TestLinkedFeeds: of a page that declares none, those that it links to are
// feeds where they are, and as many are offered.
func TestLinkedFeeds(t *testing.T) {
	at := site(t, map[string]string{
		"/":              `<html><body><a href="/about">Us</a><a href="blog/rss.xml#top">RSS</a><a href="/feedback">Write</a><a href="/rss-help/">Help</a><a href="javascript:feed()">x</a>`,
		"/blog/rss.xml":  courier,
		"/rss-help/":     "<html><body>What RSS is.",
		"/feedback":      courier, // a word that only begins so isn't asked
		"/two":           `<html><body><a href="/blog/rss.xml">RSS</a><a href="/blog/rss.xml">again</a><a href="/?feed=atom">Atom</a>`,
		"/?feed=atom":    courier,
		"/secret/feed":   courier,
		"/elsewhere.htm": `<html><body><a href="http://10.1.2.3/feed">RSS</a>`,
	})
	feed := Found{Address: at + "/blog/rss.xml", Title: "Courier", Site: "https://courier.example/"}
	for path, want := range map[string][]Found{"/": {feed}, "/two": {feed}} {
		got, err := Find(context.Background(), client(t), at+path)
		if diff := cmp.Diff(want, got, cmpopts.IgnoreFields(Found{}, "Answer")); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", path, err, diff)
		}
	}
	if got, err := Find(context.Background(), client(t), at+"/elsewhere.htm"); err == nil {
		t.Errorf("%+v", got)
	}
	if got := linked([]byte(`<a href="feed:https://a.example/x.rdf"><a href=?feed=rss2>`), "https://b.example/"); !slices.Equal(got, []string{"https://a.example/x.rdf", "https://b.example/?feed=rss2"}) {
		t.Errorf("%q", got)
	}
}

// TestNoFeed: a page without a feed is told where was looked.
func TestNoFeed(t *testing.T) {
	at := site(t, map[string]string{"/": "<html><body>Hello."})
	var p data.Problem
	if got, err := Find(context.Background(), client(t), at+"/"); !errors.As(err, &p) || !strings.HasPrefix(p.Cause, "the page names no feed, and none is at /feed, /rss, /atom.xml") {
		t.Errorf("%+v, %v", got, err)
	}
}

// TestOtherHost: a page can't lead into a private network that isn't its own.
func TestOtherHost(t *testing.T) {
	secret := site(t, map[string]string{"/feed": courier})
	at := site(t, map[string]string{"/": `<html><link rel="alternate" type="application/rss+xml" href="` + secret + `/feed">`})
	if got, err := Find(context.Background(), client(t), at+"/"); err == nil || !strings.Contains(err.Error(), "private network") {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestLocal(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.xml"), []byte(courier), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, what := range []string{dir, ".", "a.xml", "./a.xml", filepath.Join(dir, "a.xml"), "file://" + dir + "/a.xml"} {
		got, err := Find(context.Background(), nil, what)
		if err != nil || len(got) != 1 || !filepath.IsAbs(got[0].Address) {
			t.Errorf("%s: %+v, %v", what, got, err)
			continue
		}
		if s := got[0].Subscription(); s.ID != data.NewFeedID(s.Address) || s.Given != filepath.Base(s.Address) {
			t.Errorf("%+v", s)
		}
	}
	if got, err := Find(context.Background(), nil, "./absent"); err == nil || !strings.HasSuffix(err.Error(), "absent: there is no such file or folder") {
		t.Errorf("%+v, %v", got, err)
	}
}

func FuzzDeclared(f *testing.F) {
	f.Add(`<link rel=alternate type=application/rss+xml href=/feed title="a&#27;[31m">`)
	f.Add("<base href='http://[::1'><link rel='feed' type='application/atom+xml' href='//x'>")
	f.Fuzz(func(t *testing.T, page string) {
		for _, found := range declared([]byte(page), "https://a.example/") {
			if link, ok := clean.Link(found.Address, ""); !ok || link != found.Address || clean.Line(found.Title, maxShown) != found.Title {
				t.Errorf("%+v", found)
			}
		}
	})
}
