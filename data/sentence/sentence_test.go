package sentence_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/data/sentence"
)

// article makes an article of paragraphs, and of a table where a part holds a
// tab.
func article(parts ...string) *data.Article {
	a := &data.Article{}
	for i, part := range parts {
		if i > 0 {
			a.Text += "\n\n"
		}
		kind := data.Paragraph
		if strings.Contains(part, "\t") {
			kind = data.Table
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(part)})
		a.Text += part
	}
	return a
}

func TestOf(t *testing.T) {
	tests := map[string]struct {
		blocks []string
		want   string // sentences parted by |
	}{
		"plain":              {[]string{"One is here. Two is there! Is it? Yes."}, "One is here.|Two is there!|Is it?|Yes."},
		"blocks":             {[]string{"No full stop", "Next block. End"}, "No full stop|Next block.|End"},
		"empty":              {[]string{"", " "}, ""},
		"titles":             {[]string{"Mr. Putin met Gen. Kellogg. Sen. Li left."}, "Mr. Putin met Gen. Kellogg.|Sen. Li left."},
		"saint":              {[]string{"He was in St. Petersburg. They met."}, "He was in St. Petersburg.|They met."},
		"acronym inside":     {[]string{"The U.S. State Department spoke. Moscow did not."}, "The U.S. State Department spoke.|Moscow did not."},
		"acronym at the end": {[]string{"It was made in the U.S. The plan failed."}, "It was made in the U.S.|The plan failed."},
		"initials":           {[]string{"J. D. Vance and George W. Bush spoke. So did I. Rubio left."}, "J. D. Vance and George W. Bush spoke.|So did I.|Rubio left."},
		"company inside":     {[]string{"Acme Inc. Chairman Jo Bell left Tin Co. They paid."}, "Acme Inc. Chairman Jo Bell left Tin Co.|They paid."},
		"hours":              {[]string{"At 5 a.m. Kyiv time it fell. It rose at 7 p.m. The end."}, "At 5 a.m. Kyiv time it fell.|It rose at 7 p.m.|The end."},
		"number":             {[]string{"No. 5 won. Did he? No. She did."}, "No. 5 won.|Did he?|No.|She did."},
		"lower case":         {[]string{"He paid 3.5 per cent. and left. Then came e.g. tin."}, "He paid 3.5 per cent. and left.|Then came e.g. tin."},
		"quotation":          {[]string{"“Vladimir, STOP!” he wrote. “Now.” Then nothing."}, "“Vladimir, STOP!” he wrote.|“Now.”|Then nothing."},
		"bracket":            {[]string{"It fell (see Fig. 2). It rose (Dr. No said so)."}, "It fell (see Fig. 2).|It rose (Dr. No said so)."},
		"table":              {[]string{"Kyiv\t4. May\nMoscow\t3"}, "Kyiv\t4. May|Moscow\t3"},
		"Chinese":            {[]string{"他来了。她走了！"}, "他来了。|她走了！"},
		"line end":           {[]string{"He met Mr.\nPutin left."}, "He met Mr.|Putin left."},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			a := article(test.blocks...)
			var got []string
			for _, span := range sentence.Of(a).All() {
				got = append(got, a.Text[span.Start:span.End])
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("sentences (-want +got):\n%s", diff)
			}
		})
	}
}

func TestContext(t *testing.T) {
	a := article("First one. Mr. Rubio  stayed\taway. Last.", "Yahoo! Inc. fell. It rose.", "Kyiv\t4\nOslo\t1")
	tests := map[string]string{
		"Rubio":      "Mr. Rubio stayed away.",
		"Last":       "Last.",
		"Yahoo! Inc": "Yahoo! Inc. fell.", // a name is never cut, though UAX 29 ends a sentence in it
		"Oslo":       "Oslo 1",
	}
	// The first block has a tab and would be a table: make it prose.
	a.Blocks[0].Kind = data.Paragraph
	s := sentence.Of(a)
	for name, want := range tests {
		start := strings.Index(a.Text, name)
		got := s.Context(start, start+len(name))
		if got.Text != want || got.Text[got.Start:got.End] != name {
			t.Errorf("the sentence around %q is %+v, want %q", name, got, want)
		}
	}
}

func TestContextCutsWhatIsTooLong(t *testing.T) {
	for name, word := range map[string]string{"words": "word ", "no spaces": "数据"} {
		t.Run(name, func(t *testing.T) {
			text := strings.Repeat(word, 2000) + "Kyiv " + strings.Repeat(word, 2000)
			a := article(strings.TrimSpace(text))
			start := strings.Index(a.Text, "Kyiv")
			context := sentence.Of(a).Context(start, start+len("Kyiv"))
			got := context.Text
			if len(got) > sentence.Longest+2*len("…") || got[context.Start:context.End] != "Kyiv" || !utf8.ValidString(got) {
				t.Errorf("%d bytes: %+v", len(got), context)
			}
			if !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "…") {
				t.Errorf("nothing tells that it was cut: %q", got)
			}
		})
	}
}

func TestAroundOutsideOfEveryBlock(t *testing.T) {
	s := sentence.Of(article("One.", "Two."))
	if got := s.Around(4, 6); got != (sentence.Span{Start: 4, End: 6}) {
		t.Errorf("between the blocks: %v", got)
	}
	if got := s.Around(100, 101); got != (sentence.Span{Start: 100, End: 101}) {
		t.Errorf("after the end: %v", got)
	}
}

// FuzzOf checks that sentences are ordered, apart, and lose no letter.
func FuzzOf(f *testing.F) {
	f.Add("Mr. Putin left. “No.” He said", "U.S. The", 3)
	f.Add("\xff. A", "a\u2028b. ", 0)
	f.Fuzz(func(t *testing.T, one, two string, at int) {
		a := article(one, two)
		s := sentence.Of(a)
		end := 0
		for _, span := range s.All() {
			if span.Start < end || span.End <= span.Start || span.End > len(a.Text) {
				t.Fatalf("sentence %v after one that ends at %d", span, end)
			}
			if lost := strings.TrimSpace(a.Text[end:span.Start]); lost != "" {
				t.Fatalf("%q is in no sentence", lost)
			}
			end = span.End
		}
		if at >= 0 && at < len(a.Text) {
			if around := s.Around(at, at+1); around.Start > at || around.End < at+1 {
				t.Fatalf("%v doesn't hold %d", around, at)
			}
			s.Context(at, at+1)
		}
	})
}

func BenchmarkOf(b *testing.B) {
	a := article(strings.Repeat("Mr. Rubio stayed away from London on Thursday, the U.S. State Department said. ", 60))
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		sentence.Of(a)
	}
}

// BenchmarkOfSigns is a page where every other sign ends a sentence.
func BenchmarkOfSigns(b *testing.B) {
	a := article(strings.Repeat("?¿", 100_000))
	b.SetBytes(int64(len(a.Text)))
	for b.Loop() {
		sentence.Of(a)
	}
}
