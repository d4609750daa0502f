package article

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/data"
)

// prose is an article of so many words in paragraphs of 60, with a heading, a
// list and a quotation now and then, and links and emphasis in the text: like
// the news, and the same every time.
func prose(words int) *data.Article {
	r := rand.New(rand.NewPCG(1, 2))
	stock := strings.Fields("the of harbour board said on Monday that a new quay will replace wall which leans towards water and “nobody Lisbon Søreng expects” it to fall before winter — although engineers’ figures, published last week, say 1,077 otherwise end-able")
	a := &data.Article{Links: []data.Link{{URL: "https://example.org/"}, {URL: "https://example.org/b"}}}
	var text strings.Builder
	for n := 0; n < words; {
		if n > 0 {
			text.WriteString("\n\n")
		}
		b := data.Block{Start: text.Len()}
		length := 60
		switch len(a.Blocks) % 12 {
		case 3:
			b.Kind, b.Level, length = data.Heading, 2, 5
		case 6, 7, 8:
			b.Kind, b.Level, length = data.Item, 1, 18
		case 10:
			b.Kind, b.Level, length = data.Quote, 1, 35
		}
		for i := range min(length, words-n) {
			if i > 0 {
				text.WriteByte(' ')
			}
			word := stock[r.IntN(len(stock))]
			if i%25 == 7 {
				b.Inlines = append(b.Inlines, data.Inline{Kind: data.Anchor, Start: text.Len(), End: text.Len() + len(word), Link: i % 2})
			}
			text.WriteString(word)
			n++
		}
		b.End = text.Len()
		a.Blocks = append(a.Blocks, b)
	}
	a.Text = text.String()
	return a
}

func BenchmarkLayout(b *testing.B) {
	for _, words := range []int{500, 1000, 10_000, 100_000} {
		a := prose(words)
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Layout(context.Background(), a, Options{Width: 69}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkFirstScreen is the first screen of 100,000 words: from the top, from
// the middle, and from the middle of one single paragraph.
func BenchmarkFirstScreen(b *testing.B) {
	many, one := prose(100_000), prose(100_000)
	one.Blocks = []data.Block{{End: len(one.Text)}}
	for _, c := range []struct {
		name   string
		a      *data.Article
		offset int
	}{{"top", many, 0}, {"middle", many, len(many.Text) / 2}, {"paragraph", one, 0}, {"within", one, len(one.Text) / 2}} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				if _, err := New(c.a, Options{Width: 69}).Around(context.Background(), c.offset, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkCells finds the cells of 100 names on 50 rows.
func BenchmarkCells(b *testing.B) {
	a := prose(10_000)
	p, err := Layout(context.Background(), a, Options{Width: 69})
	if err != nil {
		b.Fatal(err)
	}
	from := len(p.Lines) / 2
	top, bottom := p.TopOffset(from), p.TopOffset(from+50)
	step := (bottom - top) / 100
	b.ResetTimer()
	for b.Loop() {
		for at := top; at < bottom; at += step {
			if len(p.Cells(at, at+12)) == 0 {
				b.Fatal("no cells")
			}
		}
	}
}
