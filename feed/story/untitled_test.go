package story

import (
	"strings"
	"testing"

	"dateline/data"
)

// TestUntitled: what has neither a title nor a text is called by what else there
// is, and a title that was made of the text isn't a part of it, however often it
// is made.
func TestUntitled(t *testing.T) {
	file := []data.Enclosure{{URL: "https://example.org/pod/Episode%2012.mp3", Type: "audio/mpeg"}}
	for _, c := range []struct {
		e    data.Entry
		want string
	}{
		{data.Entry{Article: &data.Article{URL: "https://example.org/a"}, Enclosures: file}, "Episode 12.mp3"},
		{data.Entry{Article: &data.Article{}, Enclosures: []data.Enclosure{{URL: "https://example.org/12.mp3", Title: "Twelve"}}}, "Twelve"},
		{data.Entry{Article: &data.Article{URL: "https://example.org/a"}, Body: `<img src="https://example.org/b.jpg" alt="A boat">`}, "A boat"},
		{data.Entry{Article: &data.Article{URL: "https://example.org/2025/a/"}}, "example.org/2025/a"},
		{data.Entry{Article: &data.Article{}}, "Without a title"},
		{data.Entry{Article: &data.Article{URL: "https://example.org/a"}, Body: "<p>First one. Second.</p>", Enclosures: file}, "First one"},
	} {
		for range 2 {
			Compose(&c.e)
			if a := c.e.Article; a.Title != c.want || strings.Count(a.Text, c.want) > 1 || !c.e.Untitled {
				t.Errorf("%q, of the text %q, want %q", a.Title, a.Text, c.want)
			}
		}
	}
}
