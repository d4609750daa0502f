package refresh

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strings"
	"testing"
	"time"

	"dateline/data/clean"
)

// answers is a server that answers with a body, packed so that large ones fit.
func answers(t *testing.T, contentType, body string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.WriteString(z, body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return served(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(b.Bytes())
	})
}

// TestHostileFeeds: what is too much is bounded, and said.
func TestHostileFeeds(t *testing.T) {
	const head = `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>`
	items := 1_000_000
	if testing.Short() {
		items = 20_000
	}
	for _, c := range []struct {
		name, body string
		articles   int
		error      string
	}{
		{"1,000,000 items", head + strings.Repeat("<item><guid/></item>", 1_000_000), 0, "it is larger than 16 MB, which is the most that Dateline fetches"},
		{"1,000,000 items that fit", head + strings.Repeat("<item>a", items), min(items, 50_000), ""},
		{"200,000 levels", head + "<item><title>One</title>" + strings.Repeat("<a>", 200_000), 1, ""},
		{"200,000 levels of HTML", head + "<item><title>One</title><description><![CDATA[" + strings.Repeat("<div>", 200_000) + "text]]></description></item>", 1, ""},
		{"not a feed", "<html><body><h1>Access denied", 0, "it isn't a feed: no RSS, Atom or JSON Feed is in it"},
		{"nothing", "", 0, "it isn't a feed: no RSS, Atom or JSON Feed is in it"},
		{"a feed that breaks off", strings.TrimSuffix(small, "</description></item></channel></rss>"), 2, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			at := answers(t, "text/xml", c.body)
			s := newShelf(at)
			start := time.Now()
			done, _ := refreshed(t, engine(t, s), Choice{})
			if got := done[at]; got.Error != c.error || got.Stored.New != c.articles {
				t.Errorf("%d articles, %q", got.Stored.New, got.Error)
			}
			if took := time.Since(start); took > 20*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
}

// TestWrongCharset: a feed whose header and declaration are wrong is read as
// what its bytes are.
func TestWrongCharset(t *testing.T) {
	body := `<?xml version="1.0" encoding="us-ascii"?><rss version="2.0"><channel><title>Nøtterøy – «avis»</title><item><title>Åpent brev til Brønnøysund</title><guid>1</guid></item></channel></rss>`
	at := answers(t, "text/xml; charset=klingon", body)
	s := newShelf(at)
	refreshed(t, engine(t, s), Choice{})
	if got := s.only(t).Given; got != "Nøtterøy – «avis»" {
		t.Errorf("%q", got)
	}
}

// TestEscapesInEveryField: of a feed in which every text has what a terminal
// obeys, nothing of it is handed over.
func TestEscapesInEveryField(t *testing.T) {
	const evil = "\x1b]52;c;b3duZWQ=\x07\x1b[2J&#27;[31m&#x9b;31m\u009b31m\u202e\u2066\u200b\U000e0041\r\x08"
	field := func(name string) string { return "<" + name + ">" + name + evil + "</" + name + ">" }
	body := `<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>` +
		field("title") + field("description") + field("language") + field("copyright") + field("generator") + field("category") + field("managingEditor") +
		"<link>https://a.example/" + evil + "</link><item>" + field("title") + field("description") + field("content:encoded") + field("guid") + field("category") +
		field("dc:creator") + field("comments") + field("pubDate") + `<enclosure url="https://a.example/` + "\x1b[31m" + `" type="audio` + "\x1b[31m" + `"/>` +
		"<link>https://a.example/b" + evil + "</link></item></channel></rss>"
	at := answers(t, "text/xml\u009b", body)
	s := newShelf(at)
	done, totals := refreshed(t, engine(t, s), Choice{})
	if totals.New != 1 {
		t.Fatalf("%+v", totals)
	}
	check := func(what string, v any) { texts(reflect.ValueOf(v), func(s string) { mustBeSafe(t, what, s) }) }
	check("step", done[at])
	check("subscription", s.only(t))
	check("what was stored", s.stored)
	for _, e := range s.articles {
		check("article", e)
	}
}

func mustBeSafe(t *testing.T, what, s string) {
	t.Helper()
	if clean.Text(s) != s {
		t.Errorf("%s: %q", what, s)
	}
}

// texts calls visit with every string in a value.
func texts(v reflect.Value, visit func(string)) {
	switch v.Kind() {
	case reflect.String:
		visit(v.String())
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), visit)
		}
	case reflect.Slice:
		for i := range v.Len() {
			texts(v.Index(i), visit)
		}
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			texts(v.Field(i), visit)
		}
	}
}

// TestErrorsAreSafe: a server's words in an error are fit to be shown and kept.
func TestErrorsAreSafe(t *testing.T) {
	at := served(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "gopher://\u009b31m\u202e/"+r.URL.Path)
		w.WriteHeader(http.StatusFound)
	})
	s := newShelf(at+"/\x1b[31m", fmt.Sprintf("%s/%s", at, "\u202e"))
	done, totals := refreshed(t, engine(t, s), Choice{})
	if totals.Failed != 2 {
		t.Errorf("%+v", totals)
	}
	for _, p := range done {
		mustBeSafe(t, "title", p.Title)
		mustBeSafe(t, "error", p.Error)
	}
	for _, f := range s.stored {
		mustBeSafe(t, "health", f.Health.Error)
	}
}
