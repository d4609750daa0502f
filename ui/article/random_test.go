package article

import (
	"context"
	"testing"

	"pgregory.net/rapid"

	"dateline/data"
)

// anyText draws text with more of what matters here than chance would give.
func anyText() *rapid.Generator[string] {
	special := []rune("  \t\n\r-–/.,;()[]«»“”&\\*_`<#|1٣5éλж京都、。「」 " +
		"\u00a0\u200b\u200d\u0301\u0489\ufe0f\u00ad\u2028\u202e\u2066\x1b\x00\x7f\u0085\u009b\u3000" +
		"שלוםقالक्षคร한👍🏽👨👩🇳🇴❤a")
	return rapid.OneOf(
		rapid.StringOf(rapid.SampledFrom(special)),
		rapid.StringOf(rapid.SampledFrom([]rune("abcdefgh    \t\n京é"))),
		rapid.String(),
		rapid.Map(rapid.SliceOf(rapid.Byte()), func(b []byte) string { return string(b) }),
	)
}

// anyArticle draws articles, sound ones and ones that no cleaner would let
// through: blocks that overlap or lie outside of the text, inlines that cross,
// links that aren't there, kinds that don't exist.
func anyArticle(t *rapid.T) *data.Article {
	a := &data.Article{Title: anyText().Draw(t, "title")}
	for range rapid.IntRange(0, 3).Draw(t, "links") {
		a.Links = append(a.Links, data.Link{URL: anyText().Draw(t, "url")})
	}
	for range rapid.IntRange(0, 5).Draw(t, "blocks") {
		start := len(a.Text)
		a.Text += anyText().Draw(t, "text")
		a.Blocks = append(a.Blocks, data.Block{Start: start, End: len(a.Text)})
	}
	offset := rapid.IntRange(-2, len(a.Text)+2)
	for i := range a.Blocks {
		b := &a.Blocks[i]
		b.Kind = data.BlockKind(rapid.IntRange(0, int(data.Rule)+1).Draw(t, "kind"))
		b.Level = rapid.IntRange(-1, 80).Draw(t, "level")
		b.Ordinal = rapid.SampledFrom([]int{0, 0, 1, 2, 99, -1, 1 << 40}).Draw(t, "ordinal")
		if rapid.IntRange(0, 9).Draw(t, "astray") == 0 {
			b.Start, b.End = offset.Draw(t, "start"), offset.Draw(t, "end")
		}
		for range rapid.IntRange(0, 4).Draw(t, "inlines") {
			b.Inlines = append(b.Inlines, data.Inline{
				Kind:  data.InlineKind(rapid.IntRange(0, int(data.Anchor)+1).Draw(t, "inline")),
				Start: offset.Draw(t, "from"), End: offset.Draw(t, "to"),
				Link: rapid.IntRange(-1, 3).Draw(t, "link"),
			})
		}
	}
	return a
}

// anyLayout is the property of every page of every article.
func anyLayout(t *rapid.T) {
	a := anyArticle(t)
	o := Options{
		Width:    rapid.IntRange(-1, 90).Draw(t, "width"),
		Headline: rapid.Bool().Draw(t, "headline"),
		ASCII:    rapid.Bool().Draw(t, "ascii"),
	}
	s := New(a, o)
	at := rapid.IntRange(-1, len(a.Text)+1).Draw(t, "at")
	if _, err := s.Around(context.Background(), at, 5); err != nil {
		t.Fatal(err)
	}
	p, err := s.Whole(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	checkPage(t, a, o, p)
	if _, err := Plain(context.Background(), a, o.Width); err != nil {
		t.Fatal(err)
	}
}

func TestAnyLayout(t *testing.T) { rapid.Check(t, anyLayout) }

func FuzzLayout(f *testing.F) { f.Fuzz(rapid.MakeFuzz(anyLayout)) }
