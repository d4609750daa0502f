package article_test

import (
	"context"
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/article"
)

// TestAppendix: files, and pictures by what stands for them, are told of behind
// the text, once, and aren't part of it.
func TestAppendix(t *testing.T) {
	text := "The boat at the quay is new."
	a := &data.Article{
		Text: text, Blocks: []data.Block{{End: len(text)}},
		Enclosures: []data.Enclosure{{URL: "https://example.org/t.mp3", Type: "audio/mpeg", Length: 12_345_678}, {URL: "https://example.org/", Length: 900}},
		Pictures: []data.Picture{
			{URL: "https://example.org/1.jpg", Alt: "A crane lifts the bow of the ferry out of the water"},
			{URL: "https://example.org/2.jpg", Alt: "The boat at the quay"}, {URL: "https://example.org/3.jpg"}, {URL: "https://example.org/4.jpg"},
		},
	}
	setting := article.New(a, article.Options{Width: 40})
	page, err := setting.Whole(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	want := text + `

File: t.mp3 · audio/mpeg · 12.3 MB
File: without a name · 1 kB
Picture: A crane lifts the bow of the
ferry out of the water
2 pictures without a description
`
	if got := page.Plain(); got != want {
		t.Errorf("the page is\n%s\nwant\n%s", got, want)
	}
	if n := page.LineAt(len(text)); n != 0 {
		t.Errorf("the text ends in line %d", n)
	}
	around, err := setting.Around(context.Background(), 0, 40)
	if err != nil || around.Plain() != want {
		t.Errorf("around its beginning it is, %v,\n%s", err, around.Plain())
	}
	a.Enclosures, a.Pictures = nil, nil
	if page, err := article.Layout(context.Background(), a, article.Options{Width: 40}); err != nil || strings.Count(page.Plain(), "\n") != 1 {
		t.Errorf("with nothing to tell of, %v: %q", err, page.Plain())
	}
}
