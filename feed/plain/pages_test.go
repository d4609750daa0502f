package plain

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/corpora"
	"dateline/feed/block/blocktest"
	"dateline/feed/plain/shingle"
)

// floor is the least F1 on the scraped pages of the corpus: whole canonical
// texts against the articles, headline and captions counting as extra. The
// weights have seen these pages; "go run ./feed/plain/train -folds 5" measures
// on pages that they haven't, where it is some 2.5 points lower.
const floor = 0.91

// TestScrapedPages measures how well articles are told from their pages:
//
//	go test -run TestScrapedPages -v ./feed/plain
func TestScrapedPages(t *testing.T) {
	dir := corpora.Dir(t, "pages/benchmark")
	measures := []struct {
		what    string
		without []data.BlockKind
		tally   shingle.Tally
	}{
		{what: "canonical text"},
		{what: "without headlines", without: []data.BlockKind{data.Headline}},
		{what: "without decks", without: []data.BlockKind{data.Deck}},
		{what: "without captions and credits", without: []data.BlockKind{data.Caption, data.Credit}},
		{what: "without any of these", without: []data.BlockKind{data.Headline, data.Deck, data.Caption, data.Credit}},
	}
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
		for i := range measures {
			measures[i].tally.Add(article, without(a, measures[i].without...))
		}
		if f := shingle.F1(article, a.Text); f < 0.8 {
			t.Logf("%.6s %.3f %.80s", name, f, a.Title)
		}
	}
	for _, m := range measures {
		f := m.tally
		t.Logf("%s: F1 %.4f (precision %.4f, recall %.4f), mean of pages %.4f, over all shingles %.4f",
			m.what, f.Benchmark(), f.Precision(), f.Recall(), f.Mean(), f.Micro())
	}
	if f := measures[0].tally.Benchmark(); f < floor {
		t.Errorf("F1 %.4f is below %.2f", f, floor)
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

// without is the text but for the blocks of some kinds.
func without(a *data.Article, kinds ...data.BlockKind) string {
	text := ""
	for _, b := range a.Blocks {
		if !slices.Contains(kinds, b.Kind) {
			text += a.Text[b.Start:b.End] + "\n\n"
		}
	}
	return text
}
