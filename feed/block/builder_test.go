package block

import (
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/clean"
)

// texts are the texts of an article's blocks.
func texts(a *data.Article) (all []string) {
	for _, b := range a.Blocks {
		all = append(all, a.Text[b.Start:b.End])
	}
	return all
}

func TestBuilderFoldsAndJoins(t *testing.T) {
	var b Builder
	b.Write("  \n")
	b.Add(data.Headline, 0, " A \n headline ")
	b.Add(data.Paragraph, 0, "\t")
	b.Write("written")
	b.Write(" in ")
	b.Write(" pieces")
	a := b.Article()
	if want := "A headline\n\nwritten in pieces"; a.Text != want {
		t.Errorf("text %q, want %q", a.Text, want)
	}
}

func TestBuilderInlines(t *testing.T) {
	var b Builder
	b.Open(data.Paragraph, 0)
	b.Write("a ")
	b.Begin(data.Strong)
	b.Write(" b ")
	b.Begin(data.Emphasis)
	b.End() // empty: leaves no trace
	if !b.Link("https://a.example", "") || b.Link("https://b.example", "") {
		t.Error("one link may be begun, and none within it")
	}
	b.Write("c")
	a := b.Article() // ends what is open
	want := []data.Inline{{Kind: data.Strong, Start: 2, End: 5}, {Kind: data.Anchor, Start: 4, End: 5}}
	if got := a.Blocks[0].Inlines; a.Text != "a b c" || len(got) != 2 || got[0] != want[0] || got[1] != want[1] {
		t.Errorf("%q with %v, want %v", a.Text, got, want)
	}
}

func TestBuilderPartsLongParagraphs(t *testing.T) {
	var b Builder
	b.Open(data.Paragraph, 0)
	b.Begin(data.Emphasis)
	b.Write(strings.Repeat("A sentence of words. ", 2*MaxBlock/20))
	a := b.Article()
	for i, block := range a.Blocks {
		text := a.Text[block.Start:block.End]
		if len(text) > MaxBlock || !strings.HasSuffix(text, ".") || len(block.Inlines) != 1 || block.Inlines[0].End != block.End {
			t.Errorf("block %d has %d bytes, ends in %q and has inlines %v", i, len(text), text[len(text)-5:], block.Inlines)
		}
	}
	if n := len(a.Blocks); n != 3 {
		t.Errorf("%d blocks", n)
	}
}

func TestBuilderCutsLongHeadlines(t *testing.T) {
	var b Builder
	b.Add(data.Headline, 0, strings.Repeat("ä", MaxBlock))
	if got := b.Article().Text; len(got) > MaxBlock+len(clean.Ellipsis) || !strings.HasSuffix(got, "ä"+clean.Ellipsis) {
		t.Errorf("%d bytes that end in %q", len(got), got[len(got)-8:])
	}
}

func TestBuilderStopsWithASign(t *testing.T) {
	var b Builder
	for range MaxBlocks + 10 {
		b.Add(data.Paragraph, 0, "x")
	}
	a := b.Article()
	if len(a.Blocks) != MaxBlocks+1 || !b.Full() || !strings.HasSuffix(a.Text, Rest) {
		t.Errorf("%d blocks, full %v, ends in %q", len(a.Blocks), b.Full(), a.Text[len(a.Text)-20:])
	}
}

func TestBuilderRules(t *testing.T) {
	var b Builder
	b.Rule()
	b.Add(data.Paragraph, 0, "a")
	b.Rule()
	b.Rule()
	b.Add(data.Paragraph, 0, "b")
	b.Rule()
	if got := texts(b.Article()); len(got) != 3 || got[1] != "" {
		t.Errorf("blocks %q", got)
	}
}

func TestSplitCredit(t *testing.T) {
	tests := []struct{ in, caption, credit string }{
		{"A yard in the capital. Photo: Reuters", "A yard in the capital.", "Photo: Reuters"},
		{"A yard in the capital. (Photo by Jane Doe/Getty Images)", "A yard in the capital.", "Photo by Jane Doe/Getty Images"},
		{"A yard in the capital (Jane Doe/AP)", "A yard in the capital", "Jane Doe/AP"},
		{"A yard in the capital. Jane Doe/AFP via Getty Images", "A yard in the capital.", "Jane Doe/AFP via Getty Images"},
		{"A yard in the capital. © Jane Doe", "A yard in the capital.", "© Jane Doe"},
		{"Image credit: WeWork", "", "Image credit: WeWork"},
		{"Photograph: Tim Doe/Getty Images", "", "Photograph: Tim Doe/Getty Images"},
		{"A photo by the envoy hangs in the hall.", "A photo by the envoy hangs in the hall.", ""},
		{"The photo of the year was taken by Jane Doe.", "The photo of the year was taken by Jane Doe.", ""},
		{"He spoke to Reuters on Friday.", "He spoke to Reuters on Friday.", ""},
		{"The yes/no question stayed.", "The yes/no question stayed.", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		if caption, credit := SplitCredit(tt.in); caption != tt.caption || credit != tt.credit {
			t.Errorf("SplitCredit(%q) = %q, %q, want %q, %q", tt.in, caption, credit, tt.caption, tt.credit)
		}
	}
}

func TestFirstSentence(t *testing.T) {
	tests := []struct{ in, want string }{
		{"One. Two.", "One."},
		{"“Stop!” he said. Then he left.", "“Stop!” he said."},
		{"“It is over.” The envoy left.", "“It is over.”"},
		{"Mr. Roe of the U.S. State Dept. went. He came.", "Mr. Roe of the U.S. State Dept. went."},
		{"It cost 3.50 in all. Much.", "It cost 3.50 in all."},
		{"これは文です。次の文。", "これは文です。"},
		{"No stop", "No stop"},
	}
	for _, tt := range tests {
		if got := FirstSentence(tt.in); got != tt.want {
			t.Errorf("FirstSentence(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestBareLink(t *testing.T) {
	tests := []struct{ in, want string }{
		{"see https://a.example/x.", "https://a.example/x"},
		{"(http://a.example/b_(c))", "http://a.example/b_(c)"},
		{"HTTPS://A.example", "HTTPS://A.example"},
		{"ftp://a.example xhttp://b.example", ""},
		{"://", ""},
		{"http://", ""},
		{"https://" + strings.Repeat("a", clean.MaxLink) + " http://b.example", "http://b.example"},
	}
	for _, tt := range tests {
		start, end, ok := bareLink(tt.in)
		if ok != (tt.want != "") || tt.in[start:end] != tt.want && ok {
			t.Errorf("bareLink(%.40q) = %d, %d, %v, want %q", tt.in, start, end, ok, tt.want)
		}
	}
}
