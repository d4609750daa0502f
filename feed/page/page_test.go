package page

import (
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/block"
	"dateline/feed/block/blocktest"
	"dateline/feed/plain/shingle"
)

func TestWrite(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"paragraphs", "<p>One\n <b>two</b></p>three<div>four</div>", "\nparagraph: One two [strong two]\nparagraph: three\nparagraph: four"},
		{"inlines over blocks", "<b>one<p>two</p></b> <i>a<i>b</i></i>", "\nparagraph: one [strong one]\nparagraph: two [strong two]\nparagraph: ab [emphasis ab] [emphasis b]"},
		{"links", `<a href="/x">one</a> <a href="javascript:y">two</a> <a href="#z">three</a> <a href="https://b.example"><p>four</p></a>`,
			"\nparagraph: one two three [link one → https://a.example/x]\nparagraph: four [link four → https://b.example]"},
		{"headings and quotes", "<h2>Head</h2><blockquote>q<blockquote><p>r</p></blockquote>s</blockquote>", "\nheading 2: Head\nquote 1: q\nquote 2: r\nquote 1: s"},
		{"lists", "<ol start=3><li>a<li><p>b</p><p>c</p><ul><li>d</ul></ol>", "\nitem 1 #3: a\nitem 1 #4: b\nparagraph: c\nitem 2: d"},
		{"code", "<pre><code class='language-go'>a\n  b<br>c\n</code></pre>", "\ncode (go): a⏎  b⏎c"},
		{"table of data", "<table><caption>T</caption><thead><tr><th>a<th>b</thead><tr><td>1<td><i>2</i> 3</table>", "\ncaption: T\ntable: a⇥b⏎1⇥2 3"},
		{"table of layout", "<table><tr><td><p>a</p><p>b</p><td><ul><li>c</ul></table>", "\nparagraph: a\nparagraph: b\nitem 1: c"},
		{"figure", "<figure><img src=x alt=y><figcaption>The crane lies there. <span>Photo: Ola Nes</span></figcaption></figure>", "\ncaption: The crane lies there.\ncredit: Photo: Ola Nes"},
		{"breaks", "one<br>two<br><br>three<hr>four", "\nparagraph: one two\nparagraph: three\nrule: \nparagraph: four"},
		{"what isn't shown", "a<script>b</script><style>c</style><span hidden>d</span><p style='display: none'>e</p><template>f</template><nav>g</nav>", "\nparagraph: a"},
		{"entities", "a&nbsp;b &#27;[31mc&#x202e;d &shy;e &lt;f&gt;", "\nparagraph: a b cd e <f>"},
		{"broken", "<p>a<b>b<p>c</i></div>d<table><tr>e", "\nparagraph: ab [strong b]\nparagraph: cd [strong cd]\nparagraph: e [strong e]"},
		{"quotation", "<q>a</q>", "\nparagraph: “a”"},
		{"too deep for a tree", strings.Repeat("<div>", 600) + "a<p>b<script>c</script>d<br>e" + strings.Repeat("</div>", 600), "\nparagraph: a\nparagraph: bd e"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			var b block.Flow
			Write(&b, []byte(tt.in), "https://a.example/")
			a := b.Article()
			a.Title = "x"
			blocktest.Check(t, a)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n")+"\n", blocktest.Dump(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

// story is a page of our own with what pages have around an article.
const story = `<!DOCTYPE html><html lang="nb"><head><title>Crane closes harbour - The Brevik Courier</title>
<meta property="og:title" content="Crane closes harbour"><meta property="og:site_name" content="The Brevik Courier">
<meta name="author" content="Liv Dahl"><meta property="article:published_time" content="2025-04-28T10:30:00Z">
<link rel="canonical" href="https://courier.example/crane"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav>
<article><h1>Crane closes harbour</h1>
<p>The harbour of Brevik was closed for a third day on Monday after a crane fell across the only channel that the ferries use, the port authority said.</p>
<p>Two ships with grain from Gdansk were sent to <a href="/larvik">Larvik</a> instead, and some 400 passengers spent the night in a sports hall, which the town had opened for them.</p>
<p>It wasn't clear when the crane, which was built in 1987 and had been inspected in March, could be lifted, or who would pay for it, said the owner.</p>
</article><footer><p>© The Brevik Courier</p></footer></body></html>`

func TestParsePage(t *testing.T) {
	a, err := Parse([]byte(story), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	blocktest.Check(t, a)
	got := []string{a.Title, a.Source, strings.Join(a.Authors, "+"), a.URL, a.Language, a.Published.Format(time.RFC3339)}
	want := []string{"Crane closes harbour", "The Brevik Courier", "Liv Dahl", "https://courier.example/crane", "nb", "2025-04-28T10:30:00Z"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	if len(a.Blocks) != 4 || len(a.Links) != 1 || a.Links[0].URL != "https://courier.example/larvik" || strings.Contains(a.Text, "Home") || strings.Contains(a.Text, "©") {
		t.Errorf("blocks:\n%s", blocktest.Dump(a))
	}
}

// TestParseFrom: links are relative to where a page came from, and it can't
// pass for a page of another site.
// TestHeadlineOnce: a short page's title is its headline, whether the page shows
// it or not, and doesn't stand there twice; another heading stays one.
func TestHeadlineOnce(t *testing.T) {
	for heading, want := range map[string]string{
		"":                                 "Headline Paragraph",
		"<h1>Quay opens</h1>":              "Headline Paragraph",
		"<h1>Other</h1>":                   "Heading Paragraph",
		"<h1>Site</h1><h2>Quay opens</h2>": "Headline Heading Paragraph",
	} {
		a, err := Parse([]byte("<html><title>Quay opens</title><body>"+heading+"<p>The quay opened on Monday.</p></body></html>"), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, b := range a.Blocks {
			kinds = append(kinds, map[data.BlockKind]string{data.Headline: "Headline", data.Heading: "Heading", data.Paragraph: "Paragraph"}[b.Kind])
		}
		if got := strings.Join(kinds, " "); got != want || a.Title != "Quay opens" {
			t.Errorf("%q: %s under %q, want %s", heading, got, a.Title, want)
		}
	}
}

func TestParseFrom(t *testing.T) {
	relative := strings.Replace(story, `href="/larvik"`, `href="more"`, 1)
	for from, want := range map[string]string{
		"https://courier.example/2025/crane?utm=x": "https://courier.example/crane",
		"https://www.courier.example/2025/crane":   "https://courier.example/crane",
		"https://evil.example/2025/crane":          "https://evil.example/2025/crane",
		"http://127.0.0.1:8080/2025/crane":         "http://127.0.0.1:8080/2025/crane",
	} {
		a, err := ParseFrom([]byte(relative), from, time.UTC)
		if err != nil || a.URL != want || len(a.Links) != 1 || !strings.HasSuffix(a.Links[0].URL, "/2025/more") {
			t.Errorf("from %s: %+v, %v", from, a, err)
		}
	}
}

func TestParseEncodings(t *testing.T) {
	for _, in := range []string{
		"<meta charset=iso-8859-1><p>Br\xe9vik", "<meta http-equiv=Content-Type content='text/html; charset=windows-1252'><p>Br\xe9vik",
		"<p>Brévik", "\ufeff<p>Brévik",
	} {
		a, err := Parse([]byte(in), time.UTC)
		if err != nil || a.Text != "Brévik" {
			t.Errorf("%q became %v, %v", in, a, err)
		}
	}
}

func TestNoText(t *testing.T) {
	for _, in := range []string{"", "<html></html>", "<script>x</script>", "<p> </p>"} {
		if a, err := Parse([]byte(in), time.UTC); !errors.Is(err, ErrNoText) {
			t.Errorf("Parse(%q) = %v, %v", in, a, err)
		}
	}
}

func TestAuthors(t *testing.T) {
	for in, want := range map[string]string{
		"By Liv Dahl and Ola Nes": "Liv Dahl+Ola Nes", "Liv Dahl, Ola Nes & Kari Vik": "Liv Dahl+Ola Nes+Kari Vik",
		"https://courier.example/liv": "", "": "", "Liv Dahl | 28 April 2025": "Liv Dahl",
	} {
		if got := strings.Join(Authors(in), "+"); got != want {
			t.Errorf("Authors(%q) = %q, want %q", in, got, want)
		}
	}
}

// Floors of F1 on the HTML pages of the corpora: of the canonical text, and of
// the article's body, which is what the ground truth has: without headline,
// captions and credits.
const (
	pageFloor = 0.92
	bodyFloor = 0.95
)

// TestPages measures how well articles are found in HTML pages:
//
//	go test -run TestPages -v ./feed/page
func TestPages(t *testing.T) {
	dir := corpora.Dir(t, "pages/benchmark")
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	truth := map[string]struct {
		ArticleBody string `json:"articleBody"`
	}{}
	if err := json.Unmarshal(raw, &truth); err != nil {
		t.Fatal(err)
	}
	var whole, body shingle.Tally
	for name, page := range truth {
		a := read(t, name, unpacked(t, filepath.Join(dir, name+".html.gz")))
		whole.Add(page.ArticleBody, a.Text)
		body.Add(page.ArticleBody, bodyOf(a))
	}
	t.Logf("canonical text: F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f", whole.Benchmark(), whole.Precision(), whole.Recall(), whole.Mean())
	t.Logf("article body:   F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f", body.Benchmark(), body.Precision(), body.Recall(), body.Mean())
	if whole.Benchmark() < pageFloor || body.Benchmark() < bodyFloor {
		t.Errorf("F1 is below %.2f, or of the body below %.2f", pageFloor, bodyFloor)
	}
}

// TestReadabilityPages measures the same on the pages of Mozilla's Readability,
// against the extracts that it expects.
func TestReadabilityPages(t *testing.T) {
	dir := corpora.Dir(t, "pages/readability")
	pages, err := filepath.Glob(filepath.Join(dir, "*", "source.html"))
	if err != nil || len(pages) == 0 {
		t.Fatalf("no pages: %v", err)
	}
	var body shingle.Tally
	for _, source := range pages {
		name := filepath.Base(filepath.Dir(source))
		expected := string(contents(t, filepath.Join(filepath.Dir(source), "expected.html")))
		var want block.Flow
		Write(&want, []byte(expected), "")
		body.Add(bodyOf(want.Article()), bodyOf(read(t, name, contents(t, source))))
	}
	t.Logf("%d pages: F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f", len(pages), body.Benchmark(), body.Precision(), body.Recall(), body.Mean())
	if body.Benchmark() < bodyFloor {
		t.Errorf("F1 is below %.2f", bodyFloor)
	}
}

// read parses a page of a corpus.
func read(t *testing.T, name string, src []byte) *data.Article {
	t.Helper()
	a, err := Parse(src, time.UTC)
	if err != nil {
		t.Errorf("%s: %v", name, err)
		return &data.Article{}
	}
	blocktest.Check(t, a)
	return a
}

// bodyOf is an article's text without headline, captions and credits.
func bodyOf(a *data.Article) string {
	var parts []string
	for _, b := range a.Blocks {
		if b.Kind != data.Headline && b.Kind != data.Caption && b.Kind != data.Credit {
			parts = append(parts, a.Text[b.Start:b.End])
		}
	}
	return strings.Join(parts, "\n\n")
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	src, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

// TestMenusDontOutweighTheArticle: a page of long menus is still an article page.
func TestMenusDontOutweighTheArticle(t *testing.T) {
	menu := strings.Repeat(`<li><a href="/office">Office of the municipal councils and services</a></li>`, 200)
	in := strings.Replace(story, "<nav><ul>", "<div><ul>"+menu, 1)
	in = strings.Replace(in, "</ul></nav>", "</ul></div>", 1)
	a, err := Parse([]byte(in), time.UTC)
	if err != nil || strings.Contains(a.Text, "municipal") || !strings.Contains(a.Text, "sports hall") {
		t.Errorf("%v, %v", a, err)
	}
}

func unpacked(t *testing.T, path string) []byte {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	src, err := io.ReadAll(z)
	if err != nil {
		t.Fatal(err)
	}
	return src
}

func hostile(size int) map[string]string {
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	return map[string]string{
		"deep":       "<html><body>" + fill("<div>"),
		"formatting": "<html><body>" + fill("<b><i>a"),
		"misnested":  "<html><body>" + fill("<p><b></p>"),
		"table":      "<html><body><table>" + fill("<tr><td>a<td>b"),
		"tables":     "<html><body>" + fill("<table><tr><td>"),
		"links":      "<html><body>" + fill("<a href=https://a.example>x"),
		"paragraphs": "<html><body>" + fill("<p>a"),
		"attributes": "<html><body><p " + fill("a=b "),
		"comment":    "<html><!--" + fill("<!-- "),
		"list":       "<html><body>" + fill("<ul><li>"),
		"entities":   "<p>" + fill("&#27;[31m"),
		"breaks":     "<p>" + fill("a<br> "),
	}
}

func TestHostileInputEndsSoon(t *testing.T) {
	size := 2 << 20
	if testing.Short() {
		size >>= 4 // the race detector makes all of it some ten times slower
	}
	for name, in := range hostile(size) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			if a, err := Parse([]byte(in), time.UTC); err == nil {
				blocktest.Check(t, a)
			}
			if took := time.Since(start); took > time.Minute {
				t.Errorf("took %v", took)
			} else {
				t.Logf("%v", took)
			}
		})
	}
}

func FuzzParse(f *testing.F) {
	for _, in := range hostile(200) {
		f.Add(in)
	}
	f.Add(story)
	f.Add("<b>a<p>b<a href=https://c.example>d<p>e</a></b><table><tr><td>f<td>g<tr><td>h</table><pre>i\n\tj</pre>")
	f.Fuzz(func(t *testing.T, in string) {
		if a, err := Parse([]byte(in), time.UTC); err == nil {
			blocktest.Check(t, a)
		}
	})
}

func BenchmarkParse(b *testing.B) {
	b.SetBytes(int64(len(story)))
	for b.Loop() {
		if _, err := Parse([]byte(story), time.UTC); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile parses the largest file that is opened, of each kind.
func BenchmarkHostile(b *testing.B) {
	for name, in := range hostile(16 << 20) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Parse([]byte(in), time.UTC)
			}
		})
	}
}
