package markdown_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/markdown"
)

func TestPicturesAreNoted(t *testing.T) {
	a, err := markdown.Parse([]byte("---\nurl: https://example.org/news/\n---\n# Quays\n\n"+
		"![A quay](quay.png) ![](/b.jpg)\n\nText with ![an icon](https://example.net/i.svg) inside.\n\n"+
		"<img src=\"c.png\" alt=\"Raw\">\n\n![bad](javascript:x)\n"), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	want := []data.Picture{
		{URL: "https://example.org/news/quay.png", Alt: "A quay"},
		{URL: "https://example.org/b.jpg"},
		{URL: "https://example.net/i.svg", Alt: "an icon"},
		{URL: "https://example.org/news/c.png", Alt: "Raw"},
	}
	if diff := cmp.Diff(want, a.Pictures); diff != "" {
		t.Errorf("%s\nin %q", diff, a.Text)
	}
	a, err = markdown.Parse([]byte("# Quays\n\n![A quay](quay.png)\n"), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]data.Picture{{Alt: "A quay"}}, a.Pictures); diff != "" {
		t.Errorf("of a local file: %s", diff)
	}
}
