package article

import (
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"
	"pgregory.net/rapid"

	"dateline/data"
)

func TestMarkdown(t *testing.T) {
	a := &data.Article{Title: "Tides", Source: "Harbour Gazette", URL: "https://example.org/t", Published: time.Date(2025, 4, 24, 0, 0, 0, 0, time.UTC)}
	add := func(kind data.BlockKind, s string, set func(*data.Block)) {
		if a.Text != "" {
			a.Text += "\n\n"
		}
		b := data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(s), Level: 1}
		if set != nil {
			set(&b)
		}
		a.Text += s
		a.Blocks = append(a.Blocks, b)
	}
	add(data.Headline, "Tides", nil)
	add(data.Paragraph, "High *water* at 5_30 and a link.", func(b *data.Block) {
		a.Links = []data.Link{{URL: "https://example.org/a(b)"}}
		at := b.Start + strings.Index("High *water* at 5_30 and a link.", "link")
		b.Inlines = []data.Inline{
			{Kind: data.Strong, Start: b.Start, End: b.Start + 4},
			{Kind: data.Anchor, Start: at, End: at + 4, Link: 0},
		}
	})
	add(data.Paragraph, "1. not a list", nil)
	add(data.Heading, "Ports", func(b *data.Block) { b.Level = 2 })
	add(data.Item, "Lisbon", nil)
	add(data.Item, "Porto", func(b *data.Block) { b.Level = 2; b.Ordinal = 3 })
	add(data.Quote, "It floats.", nil)
	add(data.Code, "a := `b`", func(b *data.Block) { b.Lang = "go" })
	add(data.Table, "Port\tHour\nLisbon\t5|6", nil)
	add(data.Rule, "", nil)
	want := "# Tides\n\nHarbour Gazette · 24 April 2025 · <https://example.org/t>\n\n" +
		"**High** \\*water\\* at 5\\_30 and a [link](<https://example.org/a(b)>).\n\n1\\. not a list\n\n## Ports\n\n" +
		"- Lisbon\n    3. Porto\n\n> It floats.\n\n```go\na := `b`\n```\n\n| Port | Hour |\n|---|---|\n| Lisbon | 5\\|6 |\n\n---\n"
	if got := Markdown(a); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarkdownAttached: what belongs to an article goes with it.
func TestMarkdownAttached(t *testing.T) {
	a := &data.Article{Title: "Tides", Text: "High.", Blocks: []data.Block{{Kind: data.Paragraph, End: 5}}}
	a.Enclosures = []data.Enclosure{{URL: "https://example.org/a<b>.mp3", Type: "audio/mpeg", Title: "The *whole* talk", Length: 2_400_000}}
	a.Pictures = []data.Picture{
		{URL: "https://example.org/quay.jpg", Alt: "A quay [at dusk]"}, {URL: "https://example.org/boat.jpg"}, {Alt: "A buoy"},
	}
	want := "# Tides\n\nHigh.\n\n---\n\n" +
		"- File: [The \\*whole\\* talk · audio/mpeg · 2.4 MB](<https://example.org/a%3Cb%3E.mp3>)\n" +
		"- Picture: [A quay \\[at dusk\\]](<https://example.org/quay.jpg>)\n" +
		"- Picture: [boat.jpg](<https://example.org/boat.jpg>)\n" +
		"- Picture: A buoy\n"
	if got := Markdown(a); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestMarkdownMeansItself: whatever a paragraph holds, Markdown's own reader
// finds one paragraph with just these words in it.
func TestMarkdownMeansItself(t *testing.T) {
	parser := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser()
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.StringMatching("[-a-z*_`~#>+=|!&;<\\[\\]().0-9\\\\:]{1,6}"), 1, 6).Draw(t, "words")
		s := strings.Join(words, " ")
		if strings.Contains(s, "www.") || strings.Contains(s, ":") {
			return // GitHub makes links of these, whose text is the same
		}
		a := &data.Article{Text: s, Blocks: []data.Block{{Kind: data.Paragraph, End: len(s)}}}
		source := []byte(Markdown(a))
		doc := parser.Parse(text.NewReader(source))
		if doc.ChildCount() != 1 || doc.FirstChild().Kind() != ast.KindParagraph {
			t.Fatalf("%q isn't one paragraph: %q", s, source)
		}
		var got strings.Builder
		_ = ast.Walk(doc, func(n ast.Node, in bool) (ast.WalkStatus, error) {
			if leaf, ok := n.(*ast.Text); ok && in {
				got.WriteString(unescape(string(leaf.Value(source))))
			} else if in && n.Kind() != ast.KindParagraph && n.Kind() != ast.KindDocument {
				t.Fatalf("%q has a %s in it: %q", s, n.Kind(), source)
			}
			return ast.WalkContinue, nil
		})
		if got.String() != s {
			t.Fatalf("%q is read as %q from %q", s, got.String(), source)
		}
	})
}

// unescape takes the backslashes away that Markdown's reader leaves in texts.
func unescape(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) && strings.IndexByte("\\`*_[]<>#+-=~&.)", s[i+1]) >= 0 {
			i++
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
