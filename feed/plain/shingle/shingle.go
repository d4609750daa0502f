// Package shingle measures how much of an article's text an extract has, and
// how much else, by the runs of four words that they share. It is the measure
// of the article extraction benchmark of scrapinghub (2019).
package shingle

import (
	"strings"
	"unicode"
)

// Size is how many words a shingle has.
const Size = 4

// Words are the runs of letters, digits and underscores in a text, which is
// what \w+ means in the benchmark.
func Words(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.N, r) && r != '_'
	})
}

// Count counts the shingles of a text. A text of fewer words is one shingle.
func Count(text string) map[string]int {
	words := Words(text)
	counts := map[string]int{}
	for i := 0; i+Size <= len(words); i++ {
		counts[strings.Join(words[i:i+Size], " ")]++
	}
	if len(words) > 0 && len(words) < Size {
		counts[strings.Join(words, " ")]++
	}
	return counts
}

// Tally sums comparisons over pages.
type Tally struct {
	right, extra, missed float64 // shingles, each page weighing the same
	all                  [3]float64
	f1                   float64
	pages                int
}

// F1 compares one extract with the article, from 0 to 1.
func F1(article, extract string) float64 {
	var t Tally
	t.Add(article, extract)
	return t.Mean()
}

// Add adds one page.
func (t *Tally) Add(article, extract string) {
	want, got := Count(article), Count(extract)
	right, extra, missed := 0, 0, 0
	for s, n := range want {
		right += min(n, got[s])
		missed += max(0, n-got[s])
	}
	for s, n := range got {
		extra += max(0, n-want[s])
	}
	t.pages++
	total := float64(right + extra + missed)
	if total == 0 {
		t.f1++
		return
	}
	r, e, m := float64(right), float64(extra), float64(missed)
	t.all[0], t.all[1], t.all[2] = t.all[0]+r, t.all[1]+e, t.all[2]+m
	t.right, t.extra, t.missed = t.right+r/total, t.extra+e/total, t.missed+m/total
	t.f1 += 2 * r / (2*r + e + m)
}

// Benchmark is the F1 of the benchmark: over all pages, each weighing the same.
func (t *Tally) Benchmark() float64 { return 2 * t.right / (2*t.right + t.extra + t.missed) }

// Mean is the mean of the pages' F1.
func (t *Tally) Mean() float64 { return t.f1 / float64(t.pages) }

// Micro is the F1 over all shingles, long pages weighing more.
func (t *Tally) Micro() float64 { return 2 * t.all[0] / (2*t.all[0] + t.all[1] + t.all[2]) }

// Precision and Recall are those of Benchmark.
func (t *Tally) Precision() float64 { return t.right / (t.right + t.extra) }

// Recall is how much of the articles the extracts have.
func (t *Tally) Recall() float64 { return t.right / (t.right + t.missed) }
