package entity

import (
	"strings"
	"testing"

	"dateline/feed/entity/measure"
)

// story is about 1,000 words of prose with a name in most sentences.
var story = strings.Repeat(`The council of Ålesund voted on Tuesday to reopen the old harbour, ending a dispute that had split the town for years. Ingrid Solheim, who leads the Harbour Workers' Union, said the decision came late but was welcome. "We have waited long enough," Solheim told reporters outside the town hall. Officials from the Norwegian Coastal Administration will inspect the piers in May, and Nordvik Shipping, a company based in Bergen, has offered to pay for a third of the repairs. In Oslo, the government said that it would study the plan before deciding on a grant.
`, 10)

func BenchmarkRecognise(b *testing.B) {
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	words := len(strings.Fields(story))
	b.ReportAllocs()
	for b.Loop() {
		r.RecogniseText(story)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(words), "ms/1000words")
}

// BenchmarkArticles reads our own articles, one after another. Each is new to
// the processor's caches, and its names stand in it once or twice, as in a
// backlog of news: twice the time of BenchmarkRecognise, whose story repeats.
func BenchmarkArticles(b *testing.B) {
	r, err := New()
	if err != nil {
		b.Fatal(err)
	}
	texts, err := measure.Folder("testdata/articles")
	if err != nil {
		b.Fatal(err)
	}
	words := 0
	for _, t := range texts {
		words += len(strings.Fields(t.Text))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range texts {
			r.RecogniseText(t.Text)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(words), "ms/1000words")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		if _, err := New(); err != nil {
			b.Fatal(err)
		}
	}
}
