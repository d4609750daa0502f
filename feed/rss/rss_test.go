package rss

import (
	"strings"
	"testing"

	"dateline/feed/wire"
)

func one(t *testing.T, item string) *wire.Item {
	t.Helper()
	f := Parse("<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'><channel><item>"+item+"</item></channel></rss>", "https://a.example/feed")
	if len(f.Items) != 1 {
		t.Fatalf("%d items of %s", len(f.Items), item)
	}
	return f.Items[0]
}

// TestPrecedence: of what says the same, the more telling counts, wherever it
// stands.
func TestPrecedence(t *testing.T) {
	field := map[string]func(*wire.Item) string{
		"title":   func(i *wire.Item) string { return i.Title.HTML },
		"summary": func(i *wire.Item) string { return i.Summary.HTML },
		"body":    func(i *wire.Item) string { return i.Body.HTML },
		"link":    func(i *wire.Item) string { return i.Link.HTML },
		"date":    func(i *wire.Item) string { return i.Published.HTML },
		"picture": func(i *wire.Item) string { return i.Picture.HTML },
	}
	tests := []struct{ of, first, second, want string }{
		{"title", "<title>own</title>", "<dc:title>core</dc:title>", "own"},
		{"title", "<media:title>media</media:title>", "<dc:title>core</dc:title>", "core"},
		{"title", "<title>own</title>", "<image><title>inner</title></image>", "own"},
		{"title", "<title>a &lt;b&gt; c</title>", "", "a &lt;b&gt; c"},
		{"title", "<title>&lt;b&gt;a&lt;/b&gt;</title>", "", "<b>a</b>"},
		{"summary", "<description>own</description>", "<itunes:summary>podcast</itunes:summary>", "own"},
		{"summary", "<description/>", "<itunes:summary>podcast</itunes:summary>", "podcast"},
		{"summary", "<description>a<p>b</p></description>", "", "a<p>b</p>"},
		{"body", "<content:encoded>full</content:encoded>", "<description>short</description>", "full"},
		{"body", "<body xmlns='http://www.w3.org/1999/xhtml'><p>x</p></body>", "<fullitem>y</fullitem>", "<p>x</p>"},
		{"link", "<link>https://a.example/1</link>", "<guid>https://a.example/2</guid>", "https://a.example/1"},
		{"link", "<guid>https://a.example/2</guid>", "", "https://a.example/2"},
		{"link", "<guid isPermaLink='false'>https://a.example/2</guid>", "", ""},
		{"link", "<atom:link rel='alternate' href='https://a.example/3'/>", "<guid>https://a.example/2</guid>", "https://a.example/3"},
		{"link", "<link>https://a.example/1</link>", "<image><link>https://a.example/image</link></image>", "https://a.example/1"},
		{"date", "<dc:date>2025</dc:date>", "<pubDate>2024</pubDate>", "2024"},
		{"picture", "<media:thumbnail url='t'/>", "<itunes:image href='i'/>", "i"},
		{"picture", "<media:group><media:content url='m' medium='image'/></media:group>", "", "m"},
	}
	for _, tt := range tests {
		for _, in := range []string{tt.first + tt.second, tt.second + tt.first} {
			if got := field[tt.of](one(t, in)); got != tt.want {
				t.Errorf("%s of %s: %q, want %q", tt.of, in, got, tt.want)
			}
		}
	}
}

func TestSecondSummaryIsTheBody(t *testing.T) {
	i := one(t, "<description>short</description><summary>long</summary>")
	if i.Summary.HTML != "short" || i.Body.HTML != "long" {
		t.Errorf("%q and %q", i.Summary.HTML, i.Body.HTML)
	}
}

// TestBrokenItem: it loses no other.
func TestBrokenItem(t *testing.T) {
	f := Parse("<rss><channel><title>t</title><item><title>a</title><item><titl<e>b</item></x><item><title>c</title></item><item><![CDATA[", "")
	var titles []string
	for _, i := range f.Items {
		titles = append(titles, i.Title.HTML)
	}
	if got := strings.Join(titles, "|"); got != "a||c|" || f.Title.HTML != "t" {
		t.Errorf("%q of %q", got, f.Title.HTML)
	}
}

func TestTooManyItems(t *testing.T) {
	f := Parse("<rss>"+strings.Repeat("<item>a</item>", wire.MaxItems+7), "")
	if len(f.Items) != wire.MaxItems || f.Skipped != 7 {
		t.Errorf("%d items, %d skipped", len(f.Items), f.Skipped)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("<rss><channel><title>a</title><item><guid>b</guid><media:group><media:content url='c'/></media:group></item>")
	f.Add("<rdf:RDF xmlns='http://purl.org/rss/1.0/'><channel rdf:about='a'/><item rdf:about='b'><title>c</title></item></rdf:RDF>")
	f.Fuzz(func(t *testing.T, in string) {
		feed := Parse(in, "https://a.example/")
		if len(feed.Items) > strings.Count(strings.ToLower(in), "item") {
			t.Errorf("%d items of %q", len(feed.Items), in)
		}
	})
}
