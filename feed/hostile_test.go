package feed

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// hostileFeeds are feeds of about size bytes that take much of a careless
// parser.
func hostileFeeds(size int) map[string]string {
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	laughs := `<!DOCTYPE rss [<!ENTITY a "ha ha ha ha ha ha ha ha ha ha">`
	for c := 'b'; c <= 'p'; c++ {
		laughs += "<!ENTITY " + string(c) + ` "` + strings.Repeat("&"+string(c-1)+";", 10) + `">`
	}
	rss := "<?xml version='1.0'?><rss version='2.0'><channel><title>t</title>"
	return map[string]string{
		"billion laughs":         laughs + "]>" + rss + "<item><title>&p;</title><description>" + fill("&p;"),
		"external entity":        `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rss + "<item><title>a&x;</title><description>" + fill("&x;"),
		"levels in the feed":     rss + fill("<a>"),
		"levels in an item":      rss + "<item>" + fill("<a>"),
		"levels in a body":       rss + "<item><description>" + fill("&lt;div>"),
		"levels with ends":       rss + "<item>" + strings.Repeat("<a>", size/7) + strings.Repeat("</a>", size/7),
		"ends alone":             rss + "<item>" + fill("</b>"),
		"items":                  rss + fill("<item><title/>"),
		"items with titles":      rss + fill("<item><title>a</title></item>"),
		"items of one guid":      rss + fill("<item><guid>a</guid><title>b</title></item>"),
		"elements":               rss + "<item>" + fill("<b/>"),
		"a giant attribute":      rss + `<item><enclosure url="http://a.example/` + fill("a") + `"/></item>`,
		"attributes":             rss + "<item " + fill("a='b' ") + "></item>",
		"unclosed quotes":        rss + "<item>" + fill(`<a b="c>`),
		"unclosed comments":      rss + fill("<!--"),
		"unclosed CDATA":         rss + "<item>" + fill("<![CDATA[ "),
		"unclosed instructions":  rss + fill("<?"),
		"declarations":           "<!DOCTYPE rss [" + fill("<!ENTITY a 'b'>"),
		"namespaces":             rss + fill("<a xmlns:b='c'>"),
		"bases":                  rss + fill("<a xml:base='b/'>"),
		"brackets":               rss + fill("<"),
		"ampersands":             rss + "<item><title>" + fill("&"),
		"an entity of a text":    rss + "<item><title>&#" + fill("9"),
		"categories":             rss + "<item>" + fill("<category>a</category>"),
		"authors":                rss + "<item>" + fill("<author>a@b.example</author>"),
		"a title":                rss + "<item><title>" + fill("&lt;b>a "),
		"a name":                 "<" + fill("a"),
		"JSON items":             `{"version":"https://jsonfeed.org/version/1","items":[` + fill("{},") + "{}]}",
		"JSON levels":            `{"version":"https://jsonfeed.org/version/1","items":[{"id":` + fill("["),
		"JSON levels in a field": `{"version":"https://jsonfeed.org/version/1","x":` + fill(`{"a":`),
		"JSON keys":              `{"version":"https://jsonfeed.org/version/1",` + fill(`"a":1,`),
		"Atom in Atom":           fill("<feed xmlns='http://www.w3.org/2005/Atom'><entry>"),
		"bytes of no encoding":   rss + "<item><title>" + fill("\xff\x81\xfe "),
	}
}

// Bounds of a hostile feed, a quarter of the largest that is opened: what a
// busy machine takes, and bytes that are live with the source. Both grow no
// faster than the size, which BenchmarkHostileFeeds shows.
const (
	hostileSize      = MaxSize / 4
	maxHostileTime   = time.Minute
	maxHostileMemory = 300 << 20
)

func TestHostileFeeds(t *testing.T) {
	size := hostileSize
	if testing.Short() { // as under the race detector, where all takes ten times as long
		size /= 8
	}
	for name, in := range hostileFeeds(size) {
		t.Run(name, func(t *testing.T) {
			src := []byte(in)
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			_, entries, err := ParseFeed(src, FeedOptions{})
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			live := int64(after.HeapAlloc) - int64(before.HeapAlloc)
			t.Logf("%v, %d MB, %d entries, %v", took.Round(time.Millisecond), live>>20, len(entries), err)
			if took > maxHostileTime {
				t.Errorf("took %v", took)
			}
			if live > maxHostileMemory {
				t.Errorf("%d MB are in use", live>>20)
			}
			for i := range entries[:min(len(entries), 10)] {
				if text := entries[i].Article.Title + entries[i].Content(); strings.Contains(text, "ha ha") || strings.Contains(text, "root:") {
					t.Errorf("an entity was expanded")
				}
			}
		})
	}
}

// BenchmarkHostileFeeds reads the largest feed that is opened, of each kind.
func BenchmarkHostileFeeds(b *testing.B) {
	for name, in := range hostileFeeds(MaxSize - 4096) {
		src := []byte(in)
		src = src[:min(len(src), MaxSize)]
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(src)))
			for b.Loop() {
				_, _, _ = ParseFeed(src, FeedOptions{})
			}
		})
	}
}
