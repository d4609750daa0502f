package feed

import (
	"encoding/json"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/encoding/unicode/utf32"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/block/blocktest"
)

var update = flag.Bool("update", false, "write what the fixtures' feeds give as what is expected of them")

// fixture is what a feed gives.
type fixture struct {
	Feed    *data.Feed
	Entries []fixtureEntry
}

// fixtureEntry is an entry whose article is shown by its blocks.
type fixtureEntry struct {
	data.Entry
	Article map[string]any
	Blocks  []string
}

// made is the fixture of a feed's bytes.
func made(t *testing.T, src []byte) fixture {
	t.Helper()
	feed, entries, err := ParseFeed(src, FeedOptions{Address: "file:fixture", Zone: time.UTC})
	if err != nil {
		t.Fatal(err)
	}
	f := fixture{Feed: feed}
	for i := range entries {
		Compose(&entries[i])
		a := entries[i].Article
		blocktest.Check(t, a)
		f.Entries = append(f.Entries, fixtureEntry{Entry: entries[i], Article: map[string]any{
			"id": a.ID, "title": a.Title, "source": a.Source, "authors": a.Authors, "url": a.URL, "published": a.Published, "language": a.Language,
		}, Blocks: strings.Split(strings.TrimSpace(blocktest.Dump(a)), "\n")})
	}
	return f
}

// TestFixtures compares what testdata/feeds gives with the .want files beside
// it. To write those anew: go test ./feed -run TestFixtures -update
func TestFixtures(t *testing.T) {
	names, err := filepath.Glob("testdata/feeds/*.*")
	if err != nil || len(names) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, name := range names {
		if filepath.Ext(name) == ".want" {
			continue
		}
		t.Run(filepath.Base(name), func(t *testing.T) {
			src, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			got, err := json.MarshalIndent(made(t, src), "", " ")
			if err != nil {
				t.Fatal(err)
			}
			expected := strings.TrimSuffix(name, filepath.Ext(name)) + ".want"
			if *update {
				if err := os.WriteFile(expected, append(got, '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(expected)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(strings.TrimSpace(string(want)), string(got)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestOpenFeedFiles: a feed's file opens with all its articles, whatever it is
// called; in folders, what is called as feeds are and isn't one is passed over.
func TestOpenFeedFiles(t *testing.T) {
	feed := `<rss version="2.0"><channel><title>Courier</title>` +
		`<item><title>Old</title><guid>o</guid><pubDate>Mon, 28 Apr 2025 10:00:00 GMT</pubDate><description>It was.</description></item>` +
		`<item><title>New</title><guid>n</guid><pubDate>Tue, 29 Apr 2025 10:00:00 GMT</pubDate><description>It is.</description></item></channel></rss>`
	dir := folder(t, map[string]string{
		"feed.xml": feed, "settings.json": `{"a": 1}`, "layout.xml": "<layout/>", "empty.rss": "<rss><channel><title>x</title></channel></rss>", "feed.txt": feed,
	})
	got, problems := titles(t, dir, Options{}, dir)
	if diff := cmp.Diff([]string{"New", "Old", "New", "Old"}, got); diff != "" {
		t.Errorf("titles (-want +got):\n%s", diff)
	}
	if want := []string{"empty.rss: it is a feed without articles"}; !cmp.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
	_, problems = titles(t, dir, Options{}, filepath.Join(dir, "layout.xml"))
	if want := []string{"layout.xml: " + ErrNoFeed.Error()}; !cmp.Equal(problems, want) {
		t.Errorf("problems: %q, want %q", problems, want)
	}
	s := Files([]string{filepath.Join(dir, "feed.xml")}, Options{})
	for a := range s.Open(t.Context()) {
		if raw, err := s.Raw(a.ID); err != nil || string(raw) != feed || a.Source != "Courier" || !strings.HasSuffix(a.Origin, "feed.xml") {
			t.Errorf("%s of %q: %q, %v", a.Origin, a.Source, raw, err)
		}
	}
}

// TestFeedsInEveryEncoding: files in encodings of more than a byte a character
// are known as feeds too.
func TestFeedsInEveryEncoding(t *testing.T) {
	for name, e := range map[string]encoding.Encoding{
		"UTF-16 with a mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
		"UTF-32": utf32.UTF32(utf32.LittleEndian, utf32.UseBOM), "UTF-8 with a mark": unicode.UTF8BOM, "Latin-1": charmap.ISO8859_1,
	} {
		src, err := e.NewEncoder().Bytes([]byte(`<?xml version="1.0" encoding="iso-8859-1"?><rss version="2.0"><channel><title>Brévik</title><item><title>Løft</title></item></channel></rss>`))
		if err != nil {
			t.Fatal(err)
		}
		dir := folder(t, map[string]string{"a.xml": string(src)})
		if got, problems := titles(t, dir, Options{}, dir); !cmp.Equal(got, []string{"Løft"}) {
			t.Errorf("%s: %q, %q", name, got, problems)
		}
	}
}

// TestNoFeeds: what looks like one, and isn't.
func TestNoFeeds(t *testing.T) {
	for in, want := range map[string]error{
		"": ErrNoFeed, "text": ErrNoFeed, "<html><body><p>x": ErrNoFeed, `{"a":1}`: ErrNoFeed, "<opml version='2.0'><body/></opml>": errList, "<rss/>": nil,
		"\x00\x01\x02": ErrNoFeed, strings.Repeat(" ", MaxSize+1): errTooLarge,
	} {
		if _, _, err := ParseFeed([]byte(in), FeedOptions{}); !errors.Is(err, want) {
			t.Errorf("%.40q: %v, want %v", in, err, want)
		}
	}
}

// TestIdentitiesStay: a new item above them and a changed text leave the
// identities of the others as they were.
func TestIdentitiesStay(t *testing.T) {
	ids := func(items string) map[string]data.ID {
		_, entries, err := ParseFeed([]byte("<rss><channel><title>t</title>"+items+"</channel></rss>"), FeedOptions{Address: "https://a.example/feed"})
		if err != nil {
			t.Fatal(err)
		}
		m := map[string]data.ID{}
		for i := range entries {
			m[entries[i].Article.Title] = entries[i].Article.ID
		}
		return m
	}
	for name, shape := range map[string]string{
		"guid":          "<item><guid>g-TITLE</guid><title>TITLE</title><description>TEXT</description></item>",
		"address":       "<item><link>https://a.example/TITLE</link><title>TITLE</title><description>TEXT</description></item>",
		"guid for all":  "<item><guid>same</guid><link>https://a.example/TITLE</link><title>TITLE</title><description>TEXT</description></item>",
		"guid is a url": "<item><guid>https://a.example/TITLE</guid><title>TITLE</title><description>TEXT</description></item>",
	} {
		item := func(title, text string) string {
			return strings.NewReplacer("TITLE", title, "TEXT", text).Replace(shape)
		}
		before := ids(item("b", "one") + item("a", "two"))
		after := ids(item("c", "new") + item("b", "changed") + item("a", "two"))
		if before["a"] != after["a"] || before["b"] != after["b"] || after["c"] == after["b"] || len(after) != 3 {
			t.Errorf("%s: %v became %v", name, before, after)
		}
	}
}

// itemsFloor is the least part of the corpus's feeds whose items are counted
// right.
const itemsFloor = 0.99

// TestRealFeeds opens the feeds of the corpus, as outlets served them.
func TestRealFeeds(t *testing.T) {
	dir := corpora.Dir(t, "feeds")
	raw, err := os.ReadFile(filepath.Join(dir, "index.json"))
	if err != nil {
		t.Fatal(err)
	}
	var index []struct {
		File, Format string
		Items        int
	}
	if err := json.Unmarshal(raw, &index); err != nil {
		t.Fatal(err)
	}
	right, all := 0, 0
	for _, f := range index {
		if f.Format == "opml" {
			continue // a list of feeds
		}
		all++
		src, err := os.ReadFile(filepath.Join(dir, f.File))
		if err != nil {
			t.Fatal(err)
		}
		feed, entries, err := ParseFeed(src, FeedOptions{Address: "file:" + f.File})
		if err != nil || feed.Title == "" {
			t.Errorf("%s: %v", f.File, err)
			continue
		}
		for i := range entries {
			Compose(&entries[i])
			blocktest.Check(t, entries[i].Article)
		}
		if len(entries) == f.Items {
			right++
		} else {
			t.Logf("%s has %d items, not %d", f.File, f.Items, len(entries))
		}
	}
	t.Logf("items right in %d of %d feeds", right, all)
	if float64(right) < itemsFloor*float64(all) {
		t.Errorf("that is less than %.2f", itemsFloor)
	}
}

func FuzzParseFeed(f *testing.F) {
	for _, in := range hostileFeeds(200) {
		f.Add([]byte(in), "")
	}
	names, _ := filepath.Glob("testdata/feeds/*.*")
	for _, name := range names {
		if src, err := os.ReadFile(name); err == nil && filepath.Ext(name) != ".want" {
			f.Add(src, "text/xml; charset=iso-8859-1")
		}
	}
	f.Fuzz(func(t *testing.T, src []byte, contentType string) {
		_, entries, err := ParseFeed(src, FeedOptions{Type: contentType})
		if err != nil {
			return
		}
		for i := range entries {
			Compose(&entries[i])
			blocktest.Check(t, entries[i].Article)
		}
	})
}

// BenchmarkParseFeed reads feeds of 100 items of 500 words, with and without
// making their blocks.
func BenchmarkParseFeed(b *testing.B) {
	body := strings.Repeat("<p>The envoy met the <b>president</b> in <a href='https://a.example/b'>the capital</a> on Friday, officials said &amp; left.</p>", 36)
	quoted, _ := json.Marshal(body)
	for name, shape := range map[string][3]string{
		"RSS":  {"<rss version='2.0'><channel><title>t</title>", "<item><title>One</title><guid>NUMBER</guid><pubDate>Mon, 28 Apr 2025 10:00:00 GMT</pubDate><description><![CDATA[" + body + "]]></description></item>", "</channel></rss>"},
		"Atom": {"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title>", "<entry><title>One</title><id>NUMBER</id><updated>2025-04-28T10:00:00Z</updated><content type='xhtml'><div>" + body + "</div></content></entry>", "</feed>"},
		"JSON": {`{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"0"}`, `,{"id":"NUMBER","title":"One","date_published":"2025-04-28T10:00:00Z","content_html":` + string(quoted) + "}", "]}"},
	} {
		src := shape[0]
		for i := range 100 {
			src += strings.ReplaceAll(shape[1], "NUMBER", string(rune('a'+i%26))+string(rune('a'+i/26)))
		}
		src += shape[2]
		for _, composed := range []bool{false, true} {
			b.Run(name+map[bool]string{true: " with blocks"}[composed], func(b *testing.B) {
				b.SetBytes(int64(len(src)))
				for b.Loop() {
					_, entries, err := ParseFeed([]byte(src), FeedOptions{})
					if err != nil || len(entries) < 100 {
						b.Fatal(len(entries), err)
					}
					for i := range entries {
						if composed {
							Compose(&entries[i])
						}
					}
				}
			})
		}
	}
}
