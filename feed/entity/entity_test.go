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
	holdFloors(t, ownNews(t), floors{all: 97, person: 98, place: 97, organisation: 95})
}

// TestFloorsOnOwnArticles is the same for whole articles with other names and
// beats, none of which was ever learnt from.
func TestFloorsOnOwnArticles(t *testing.T) {
	texts, err := measure.Folder(filepath.Join("testdata", "articles"))
	if err != nil {
		t.Fatal(err)
	}
	if len(texts) < 50 {
		t.Errorf("%d articles, want 50 at least", len(texts))
	}
	holdFloors(t, texts, floors{all: 90, person: 91.2, place: 92.2, organisation: 87.3})
}

// floors are the least F1, in per cent, of exact spans with the right kind.
type floors struct{ all, person, place, organisation float64 }

func holdFloors(t *testing.T, texts []measure.Text, least floors) {
	t.Helper()
	r := recogniser(t)
	score := measure.Score{Errors: map[string]int{}}
	for _, text := range texts {
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
		{"all", score.All.F1(), least.all},
		{"person", score.Kinds[data.Person].F1(), least.person},
		{"place", score.Kinds[data.Place].F1(), least.place},
		{"organisation", score.Kinds[data.Organisation].F1(), least.organisation},
	} {
		if c.got < c.floor {
			t.Errorf("F1 of %s is %.1f, want %.1f", c.what, c.got, c.floor)
		}
	}
}
