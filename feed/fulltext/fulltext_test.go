package fulltext

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/feed/block/blocktest"
	"dateline/feed/fetch"
)

// story is a page of our own with what pages have around an article.
const story = `<!DOCTYPE html><html lang="nb"><head><title>Crane closes harbour - The Brevik Courier</title>
<meta property="og:title" content="Crane closes harbour"><meta property="og:site_name" content="The Brevik Courier">
<meta name="author" content="Liv Dahl"><meta property="article:published_time" content="2025-04-28T10:30:00Z">%s</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Crane closes harbour</h1>
<p>The harbour of Brevik was closed for a third day on Monday after a crane fell across the only channel that the ferries use, the port authority said.</p>
<p>Two ships with grain from Gdansk were sent to <a href="/larvik">Larvik</a> instead, and some 400 passengers spent the night in a sports hall, which the town had opened for them.</p>
<p>It wasn't clear when the crane, which was built in 1987 and had been inspected in March, could be lifted, or who would pay for it, said the owner.</p>
</article><footer><p>© The Brevik Courier</p></footer></body></html>`

// pages is a server of pages by path.
func pages(t *testing.T) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/crane":
			fmt.Fprintf(w, story, "")
		case "/own":
			fmt.Fprintf(w, story, `<link rel="canonical" href="/crane">`)
		case "/latin":
			w.Header().Set("Content-Type", "text/html; charset=iso-8859-1")
			fmt.Fprintf(w, "<html><body><p>Br\xe9vik er stengt.")
		case "/notes.md":
			w.Header().Set("Content-Type", "text/plain")
			fmt.Fprint(w, "# Notes\n\nThe ferry has *struck* the quay.")
		case "/pdf":
			w.Header().Set("Content-Type", "application/pdf")
			fmt.Fprint(w, "%PDF-1.7 ...")
		case "/empty":
			fmt.Fprint(w, "<html><body></body></html>")
		case "/feed":
			fmt.Fprint(w, "<rss><channel><title>t</title></channel></rss>")
		default:
			http.NotFound(w, r)
		}
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

func TestPage(t *testing.T) {
	at, c := pages(t), client(t)
	a, err := Page(context.Background(), c, at+"/crane?utm_source=x&id=3&fbclid=y#top", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	blocktest.Check(t, a)
	if a.URL != at+"/crane?id=3" || a.ID != data.NewID("link:"+a.URL) || a.Title != "Crane closes harbour" || a.Source != "The Brevik Courier" ||
		strings.Join(a.Authors, "+") != "Liv Dahl" || a.Published.IsZero() || a.Language != "nb" || len(a.Links) != 1 || a.Links[0].URL != at+"/larvik" || strings.Contains(a.Text, "Home") {
		t.Errorf("%+v", a)
	}
	same, err := Page(context.Background(), c, at+"/crane?id=3&utm_medium=mail", time.UTC)
	if err != nil || same.ID != a.ID {
		t.Errorf("%v and %v, %v", same, a, err)
	}
	for path, want := range map[string]string{"/latin": "Brévik er stengt.", "/notes.md": "Notes\n\nThe ferry has struck the quay."} {
		if a, err := Page(context.Background(), c, at+path, time.UTC); err != nil || a.Text != want || a.Source != "127.0.0.1" {
			t.Errorf("%s: %+v, %v", path, a, err)
		}
	}
}

func TestPageErrors(t *testing.T) {
	at, c := pages(t), client(t)
	for address, want := range map[string]string{
		at + "/none":         "the server answered 404 Not Found",
		at + "/pdf":          "it is a PDF: turn it into text first, for example with pdftotext",
		at + "/empty":        "there is no text in it",
		"ftp://a.example/":   "it isn't an address of the web: those begin with https:// or http://",
		"file:///etc/passwd": "it isn't an address of the web: those begin with https:// or http://",
	} {
		if a, err := Page(context.Background(), c, address, time.UTC); err == nil || err.Error() != address+": "+want {
			t.Errorf("%s: %v, %v", address, a, err)
		}
	}
}

func TestWhole(t *testing.T) {
	at, c := pages(t), client(t)
	published := time.Date(2025, 4, 28, 12, 0, 0, 0, time.UTC)
	short := &data.Article{ID: "a", Title: "Crane", Source: "Courier", URL: at + "/crane", Published: published, Text: "Crane\n\nThe harbour …"}
	before := *short
	whole, err := Whole(context.Background(), c, short, at+"/feed", time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if whole.ID != "a" || whole.Title != "Crane" || whole.Source != "Courier" || whole.URL != short.URL || !whole.Published.Equal(published) ||
		strings.Join(whole.Authors, "+") != "Liv Dahl" || !strings.Contains(whole.Text, "sports hall") {
		t.Errorf("%+v", whole)
	}
	if short.Text != before.Text || len(short.Authors) != 0 {
		t.Errorf("the article was changed: %+v", short)
	}
	if _, err := Whole(context.Background(), c, whole, at+"/feed", time.UTC); !errors.Is(err, ErrNotLonger) {
		t.Errorf("%v", err)
	}
	if _, err := Whole(context.Background(), c, short, "https://feeds.example/", time.UTC); err == nil || !strings.Contains(err.Error(), "private network") {
		t.Errorf("a feed of the web led into a private network: %v", err)
	}
	if _, err := Whole(context.Background(), c, &data.Article{Title: "Crane"}, at, time.UTC); err == nil || err.Error() != "Crane: its feed gives no address for it" {
		t.Errorf("%v", err)
	}
}
