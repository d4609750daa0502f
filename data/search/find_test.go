package search_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"

	"dateline/data"
	"dateline/data/search"
)

func TestFindShowsWhatTheReaderSees(t *testing.T) {
	for _, c := range []struct {
		text, needle string
		want         []string
	}{
		{"killed the worst\n\nattack since the\tsummer", "Worst attack", []string{"worst\n\nattack"}},
		{"since the\tsummer", "SINCE THE SUMMER", []string{"since the\tsummer"}},
		{"Støre and Store", "store", []string{"Støre", "Store"}},
		{"Straße, Strasse", "strass", []string{"Straß", "Strass"}},
		{"ß", "s", []string{"ß"}},
		{"aaaa", "aa", []string{"aa", "aa"}},
		{"a “quoted” word", `"quoted"`, []string{"“quoted”"}},
		{"2019–2025", "2019-2025", []string{"2019–2025"}},
		{"cafe\u0301 x", "cafe", []string{"cafe\u0301"}},
		{"Київ і Києва", "киї", []string{"Киї"}},
		{"one two", "  ", nil},
		{"one two", "", nil},
		{"", "x", nil},
		{"the end", "end ", nil},
		{"the end\n\nof it", "end ", []string{"end\n\n"}},
	} {
		var got []string
		for _, h := range search.Find(c.text, c.needle) {
			got = append(got, c.text[h.Start:h.End])
		}
		if !equal(got, c.want) {
			t.Errorf("Find(%q, %q) = %q, want %q", c.text, c.needle, got, c.want)
		}
	}
}

// piece is a stretch of text whose folded form a person can tell.
type piece struct{ source, folded string }

var pieces = []piece{
	{"a", "a"}, {"B", "b"}, {"s", "s"}, {"é", "e"}, {"e\u0301", "e"}, {"ß", "ss"}, {"Æ", "ae"},
	{"й", "й"}, {"Ж", "ж"}, {"北", "北"}, {"’", "'"}, {"–", "-"}, {"…", "..."}, {"ﬁ", "fi"},
	{" ", " "}, {"\n\n", " "}, {"\u00a0", " "}, {"\xff", "\ufffd"}, {"😀", "😀"}, {"ắ", "a"},
}

// naiveFind searches piece by piece, byte by byte.
func naiveFind(of []piece, needle string) []data.Hit {
	type unit struct {
		b          byte
		start, end int
	}
	var units []unit
	at, spaced := 0, false
	for _, p := range of {
		start := at
		at += len(p.source)
		if p.folded == " " && spaced {
			units[len(units)-1].end = at
			continue
		}
		spaced = p.folded == " "
		for i := range len(p.folded) {
			units = append(units, unit{p.folded[i], start, at})
		}
	}
	var hits []data.Hit
	for i := 0; i+len(needle) <= len(units); i++ {
		found := true
		for j := range len(needle) {
			found = found && units[i+j].b == needle[j]
		}
		hit := data.Hit{}
		if found {
			hit = data.Hit{Start: units[i].start, End: units[i+len(needle)-1].end}
			if n := len(hits); n == 0 || hit.Start >= hits[n-1].End {
				hits = append(hits, hit)
				i += len(needle) - 1
			}
		}
	}
	return hits
}

func TestFindAgreesWithANaiveSearch(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.SampledFrom(pieces), 0, 30).Draw(t, "text")
		needle := rapid.SliceOfN(rapid.SampledFrom(pieces), 1, 3).Draw(t, "needle")
		var source, asked strings.Builder
		for _, p := range text {
			source.WriteString(p.source)
		}
		for _, p := range needle {
			asked.WriteString(p.source)
		}
		folded := search.Fold(asked.String())
		var want []data.Hit
		if strings.TrimSpace(folded) != "" {
			want = naiveFind(text, folded)
		}
		got := search.Find(source.String(), asked.String())
		if !slices.Equal(got, want) {
			t.Fatalf("Find(%q, %q) = %v, want %v", source.String(), asked.String(), got, want)
		}
	})
}

func FuzzFind(f *testing.F) {
	f.Add("killed the worst\n\nattack", "Worst attack")
	f.Add("Straße ﬁ\u0301", "ss")
	f.Add("\xcc\x81e\u0301\u0301", "e")
	f.Fuzz(func(t *testing.T, text, needle string) {
		last := 0
		for _, h := range search.Find(text, needle) {
			if h.Start < last || h.End <= h.Start || h.End > len(text) {
				t.Fatalf("hit %v after %d in %d bytes", h, last, len(text))
			}
			if utf8.ValidString(text) && !utf8.ValidString(text[h.Start:h.End]) {
				t.Fatalf("hit %v cuts a rune of %q", h, text)
			}
			last = h.End
		}
	})
}

// prose is generated text of a number of words, Zipf-like, one accent in 50.
func prose(words int) string {
	random := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(random, 1.1, 4, 20_000)
	var b strings.Builder
	for i := range words {
		if i%80 == 79 {
			b.WriteString(".\n\n")
		}
		fmt.Fprintf(&b, "w%do", zipf.Uint64())
		if i%50 == 0 {
			b.WriteString("é’s")
		}
		b.WriteByte(' ')
	}
	return b.String()
}

func BenchmarkNewText100000Words(b *testing.B) {
	source := prose(100_000)
	b.SetBytes(int64(len(source)))
	for b.Loop() {
		search.NewText(source)
	}
}

func BenchmarkFind100000Words(b *testing.B) {
	text := search.NewText(prose(100_000))
	for _, needle := range []string{"w1", "w1o w2o", "o", "nowhere"} {
		b.Run(needle, func(b *testing.B) {
			for b.Loop() {
				text.Find(needle)
			}
		})
	}
}
