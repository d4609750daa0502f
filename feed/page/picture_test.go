package page_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/block"
	"dateline/feed/block/blocktest"
	"dateline/feed/page"
)

func TestPicturesAreNoted(t *testing.T) {
	const site = "https://example.org/news/1"
	for _, c := range []struct {
		html, base string
		want       []data.Picture
	}{
		{`<p>x <img src="/a.png" alt="A quay"> y</p>`, site, []data.Picture{{URL: "https://example.org/a.png", Alt: "A quay"}}},
		{`<figure><picture><source srcset="b.webp"><img src="b.jpg"></picture></figure>`, site, []data.Picture{{URL: "https://example.org/news/b.jpg"}}},
		{`<a href="/x"><img src="c.png" alt="  Two` + "\n" + `lines "></a>`, site, []data.Picture{{URL: "https://example.org/news/c.png", Alt: "Two lines"}}},
		{`<img src="a.png"><img src="a.png">`, site, []data.Picture{{URL: "https://example.org/news/a.png"}}},
		{`<img src="data:image/gif;base64,R0" data-src="late.png">`, site, []data.Picture{{URL: "https://example.org/news/late.png"}}},
		{`<img src="https://count.example/dot.gif" width="1" height="1">`, site, nil},
		{`<img src="javascript:alert(1)" alt="x"><img src="data:image/png;base64,R0"><img alt="no address">`, site, nil},
		{`<div hidden><img src="a.png"></div>`, site, nil},
		{`<img src="beside/it.png" alt="A chart">`, "", []data.Picture{{Alt: "A chart"}}},
	} {
		var b block.Flow
		b.Add(data.Headline, 0, "Title")
		page.Write(&b, []byte(c.html), c.base)
		a := b.Article()
		a.Title = "Title"
		blocktest.Check(t, a)
		if diff := cmp.Diff(c.want, a.Pictures); diff != "" {
			t.Errorf("%s: %s", c.html, diff)
		}
	}
}

func TestPicturesAreLimited(t *testing.T) {
	var b block.Flow
	var html strings.Builder
	for i := range 10_000 {
		html.WriteString(`<img src="/` + strings.Repeat("x", i%3000+1) + `">`)
	}
	page.Write(&b, []byte(html.String()), "https://example.org/")
	if n := len(b.Article().Pictures); n != 500 {
		t.Errorf("%d pictures", n)
	}
}
