package entity

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity/measure"
)

func recogniser(t testing.TB) *Recogniser {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// ownNews is our own labelled paragraphs.
func ownNews(t testing.TB) []measure.Text {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "news.txt"))
	if err != nil {
		t.Fatal(err)
	}
	var texts []measure.Text
	for line := range strings.Lines(string(b)) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		text, err := measure.Inline(strings.TrimSpace(line))
		if err != nil {
			t.Fatalf("%v in %s", err, line)
		}
		texts = append(texts, text)
	}
	return texts
}

// TestFloorsOnOwnNews holds what the shipped model reaches on our own news,
// less a point or two.
func TestFloorsOnOwnNews(t *testing.T) {
	r := recogniser(t)
	score := measure.Score{Errors: map[string]int{}}
	for _, text := range ownNews(t) {
		score.Add(text, measure.Found(r.RecogniseText(text.Text)))
	}
	t.Logf("F1 %.1f (person %.1f, place %.1f, organisation %.1f), span %.1f", score.All.F1(),
		score.Kinds[data.Person].F1(), score.Kinds[data.Place].F1(), score.Kinds[data.Organisation].F1(), score.Spans.F1())
	for e, n := range score.Errors {
		t.Logf("%d × %s", n, e)
	}
	for _, c := range []struct {
		what       string
		got, floor float64
	}{
		{"all", score.All.F1(), 80},
		{"person", score.Kinds[data.Person].F1(), 80},
		{"place", score.Kinds[data.Place].F1(), 80},
		{"organisation", score.Kinds[data.Organisation].F1(), 60},
	} {
		if c.got < c.floor {
			t.Errorf("F1 of %s is %.1f, want %.1f", c.what, c.got, c.floor)
		}
	}
}
