package plain

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/block/blocktest"
	"dateline/feed/plain/shingle"
)

// floor is the least F1 on the scraped pages of the corpus: whole canonical
// texts against the articles, headline and captions counting as extra.
const floor = 0.91

// TestScrapedPages measures how well articles are told from their pages:
//
//	go test -run TestScrapedPages -v ./feed/plain
func TestScrapedPages(t *testing.T) {
	dir := corpora.Dir(t, "pages/benchmark")
	var all, body shingle.Tally
	for name, article := range truth(t, dir) {
		src, err := os.ReadFile(filepath.Join(dir, name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		a, err := Parse(src, time.UTC)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		blocktest.Check(t, a)
		all.Add(article, a.Text)
		body.Add(article, bodyOf(a))
		if f := shingle.F1(article, a.Text); f < 0.8 {
			t.Logf("%.6s %.3f %.80s", name, f, a.Title)
		}
	}
	for _, f := range []struct {
		what  string
		tally shingle.Tally
	}{{"canonical text", all}, {"without headline, deck and captions", body}} {
		t.Logf("%s: F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f, over all shingles %.4f",
			f.what, f.tally.Benchmark(), f.tally.Precision(), f.tally.Recall(), f.tally.Mean(), f.tally.Micro())
	}
	if all.Benchmark() < floor {
		t.Errorf("F1 %.4f is below %.2f", all.Benchmark(), floor)
	}
}

// truth are the articles of the pages by name.
func truth(t testing.TB, dir string) map[string]string {
	t.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		t.Fatal(err)
	}
	pages := map[string]struct {
		ArticleBody string `json:"articleBody"`
	}{}
	if err := json.Unmarshal(raw, &pages); err != nil {
		t.Fatal(err)
	}
	articles := map[string]string{}
	for name, p := range pages {
		articles[name] = p.ArticleBody
	}
	return articles
}

// bodyOf is the text without headline, deck, captions and credits.
func bodyOf(a *data.Article) string {
	text := ""
	for _, b := range a.Blocks {
		switch b.Kind {
		case data.Headline, data.Deck, data.Caption, data.Credit:
		default:
			text += a.Text[b.Start:b.End] + "\n\n"
		}
	}
	return text
}
