package refresh

import (
	"fmt"
	"math"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// press is a server of feeds that are made up: English in length and in how
// often words come, without sense.
type press struct {
	*httptest.Server
	dir         string       // the feeds are files, so that they take no memory beside what is measured
	sizes       []int64      // of the feeds, in bytes
	conditional atomic.Int64 // requests that sent a validator
	requests    atomic.Int64
}

// newPress makes feeds, one in five of them Atom, and serves them.
func newPress(t testing.TB, feeds, articles int) *press {
	t.Helper()
	p := &press{dir: t.TempDir()}
	for f := range feeds {
		text := printed(f, articles)
		if err := os.WriteFile(p.file(f), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		p.sizes = append(p.sizes, int64(len(text)))
	}
	p.Server = httptest.NewServer(p)
	t.Cleanup(p.Close)
	return p
}

func (p *press) file(feed int) string { return filepath.Join(p.dir, fmt.Sprint(feed)) }

func (p *press) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	p.requests.Add(1)
	var n int
	if _, err := fmt.Sscanf(r.URL.Path, "/feed/%d", &n); err != nil || n < 0 || n >= len(p.sizes) {
		http.NotFound(w, r)
		return
	}
	tag := fmt.Sprintf(`"%d-%d"`, n, p.sizes[n])
	w.Header().Set("ETag", tag)
	if had := r.Header.Get("If-None-Match"); had != "" {
		p.conditional.Add(1)
		if had == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	w.Header().Set("Content-Type", "application/xml")
	http.ServeFile(w, r, p.file(n))
}

// addresses are those of all feeds.
func (p *press) addresses() []string {
	var all []string
	for n := range p.sizes {
		all = append(all, fmt.Sprintf("%s/feed/%d", p.URL, n))
	}
	return all
}

// size is how many bytes all feeds have.
func (p *press) size() (total int64) {
	for _, size := range p.sizes {
		total += size
	}
	return total
}

// vocabulary are made-up words, the most frequent first.
var vocabulary = func() []string {
	r := rand.New(rand.NewPCG(1, 1))
	all := strings.Fields("the of to and a in that is was for it on with as by at from said")
	for len(all) < 20_000 {
		word := ""
		for range 1 + r.IntN(4) {
			word += string("bcdfglmnprstv"[r.IntN(13)]) + string("aeiou"[r.IntN(5)])
		}
		all = append(all, word)
	}
	return all
}()

// writing writes words in the frequencies of English, after Zipf.
func writing(r *rand.Rand, b *strings.Builder, n int) {
	for i := range n {
		if i > 0 {
			b.WriteByte(' ')
		}
		rank := math.Exp(math.Pow(r.Float64(), 0.6)*math.Log(float64(len(vocabulary)))) - 1
		b.WriteString(vocabulary[int(rank)])
	}
}

// printed is a feed of a number: the same each time.
func printed(feed, articles int) string {
	r := rand.New(rand.NewPCG(7, uint64(feed)))
	var b strings.Builder
	atom := feed%5 == 4
	if atom {
		fmt.Fprintf(&b, `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Press %d</title><id>urn:press:%d</id>`, feed, feed)
	} else {
		fmt.Fprintf(&b, `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Press %d</title><link>https://press.example/%d/</link>`, feed, feed)
	}
	for i := range articles {
		at := noon.Add(-time.Duration(i) * time.Hour)
		var title, body strings.Builder
		writing(r, &title, 8)
		for left := 150 + r.IntN(750); left > 0; left -= 60 {
			body.WriteString("<p>")
			writing(r, &body, min(left, 60))
			body.WriteString("</p>\n")
		}
		if atom {
			fmt.Fprintf(&b, `<entry><title>%s</title><link href="https://press.example/%d/%d"/><id>urn:%d:%d</id><updated>%s</updated><content type="html">%s</content></entry>`+"\n",
				&title, feed, i, feed, i, at.Format(time.RFC3339), strings.ReplaceAll(body.String(), "<", "&lt;"))
			continue
		}
		fmt.Fprintf(&b, `<item><title>%s</title><link>https://press.example/%d/%d</link><guid isPermaLink="false">%d:%d</guid><pubDate>%s</pubDate><content:encoded><![CDATA[%s]]></content:encoded></item>`+"\n",
			&title, feed, i, feed, i, at.Format(time.RFC1123Z), &body)
	}
	if atom {
		b.WriteString("</feed>")
	} else {
		b.WriteString("</channel></rss>")
	}
	return b.String()
}
