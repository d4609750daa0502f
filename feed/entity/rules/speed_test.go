package rules

import (
	"fmt"
	"strings"
	"testing"

	"dateline/data"
)

// thousandWords is an article of about 1,000 words with a name in twenty.
func thousandWords() (*data.Article, data.Recognition) {
	var paragraphs []string
	for p := range 10 {
		var b strings.Builder
		for s := range 5 {
			fmt.Fprintf(&b, "@Ann_Number%d said that the wind had turned over the quay, and that boats in ^Port_Name%d came in one by one. ", (p*5+s)%25, (p+s)%12)
		}
		paragraphs = append(paragraphs, b.String())
	}
	return found(paragraphs...)
}

// manyRules are rules of every verb; matching of them are about the article's
// own names, the rest about others.
func manyRules(n, matching int) []data.Correction {
	var rules []data.Correction
	for i := range n {
		who, where := fmt.Sprintf("Nobody Number%d", i), fmt.Sprintf("Nowhere Board%d", i)
		if i < matching {
			who, where = fmt.Sprintf("Ann Number%d", i), fmt.Sprintf("boats in Port Name%d", i)
		}
		switch i % 5 {
		case 0:
			rules = append(rules, merge(person, "Whoever "+who, who))
		case 1:
			rules = append(rules, marking(org, where))
		case 2:
			rules = append(rules, rename(person, who, "Mr "+who))
		case 3:
			rules = append(rules, not(person, who, ""))
		case 4:
			rules = append(rules, alias(org, "The Board", where))
		}
	}
	return rules
}

// BenchmarkApply is the time of rules on an article of 1,000 words.
func BenchmarkApply(b *testing.B) {
	a, r := thousandWords()
	for _, n := range []int{0, 10, 1000, 10000} {
		s := Compile(manyRules(n, min(n, 10)), key)
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				s.Apply(a, r)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)*1000/float64(a.Words()), "µs/1000words")
		})
	}
	s := Compile(manyRules(10000, 0), key)
	b.Run("rules=10000,none_about_it", func(b *testing.B) {
		for b.Loop() {
			s.Apply(a, r)
		}
	})
}

// BenchmarkAdd is the time of a correction in a file with many.
func BenchmarkAdd(b *testing.B) {
	for _, n := range []int{10, 1000} {
		b.Run(fmt.Sprintf("rules=%d", n), func(b *testing.B) {
			f := Open(b.TempDir()+"/rules.toml", key)
			var lines []string
			for _, c := range manyRules(n, 10) {
				lines = append(lines, Format(c))
			}
			if err := replace(f.path, []byte(array(lines...))); err != nil {
				b.Fatal(err)
			}
			for b.Loop() {
				if _, err := f.Add(not(place, "Reading", "")); err != nil {
					b.Fatal(err)
				}
				if _, err := f.Remove(not(place, "Reading", "")); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
