package jsonfeed

import (
	"strings"
	"testing"
)

const head10 = `{"version": "https://jsonfeed.org/version/1", "title": "t", "items": [`

// TestBrokenItems: what has another kind than it should is left out, and only
// that.
func TestBrokenItems(t *testing.T) {
	tests := []struct{ name, in, titles string }{
		{"well", head10 + `{"title":"a"},{"title":"b"}]}`, "a|b"},
		{"an item that is none", head10 + `{"title":"a"},7,null,[],{"title":"b"}]}`, "a||b"},
		{"a title that is none", head10 + `{"title":{"x":1}},{"title":["y"]},{"title":3},{"title":true}]}`, "||3|"},
		{"authors that are none", head10 + `{"title":"a","authors":"x","tags":{"y":1},"attachments":[1,{"url":"z"}]}]}`, "a"},
		{"cut off", head10 + `{"title":"a"},{"title":"b`, "a"},
		{"not JSON behind", head10 + `{"title":"a"}, oops`, "a"},
		{"items first", `{"items":[{"title":"a"}],"version":"https://jsonfeed.org/version/1.1"}`, "a"},
		{"items that are none", `{"version":"https://jsonfeed.org/version/1.1","items":{"title":"a"}}`, ""},
		{"a mark before it", "\ufeff" + head10 + `{"title":"a"}]}`, "a"},
	}
	for _, tt := range tests {
		f := Parse(tt.in, "")
		var titles []string
		for _, i := range f.Items {
			titles = append(titles, i.Title.HTML)
		}
		if got := strings.Join(titles, "|"); got != tt.titles {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.titles)
		}
		if !Is(tt.in) {
			t.Errorf("%s isn't taken for a JSON Feed", tt.name)
		}
	}
}

func TestVersions(t *testing.T) {
	for in, want := range map[string]string{
		head10 + "]}": "JSON Feed 1.0", `{"version":"https://jsonfeed.org/version/1.1"}`: "JSON Feed 1.1", `{}`: "JSON Feed", "": "JSON Feed", "[]": "JSON Feed",
	} {
		if got := Parse(in, "").Format; got != want {
			t.Errorf("%s: %q", in, got)
		}
	}
	for _, in := range []string{"", "{}", "[1]", `{"name":"package","version":"1.0.0"}`, "text {"} {
		if Is(in) {
			t.Errorf("%s is taken for a JSON Feed", in)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(head10 + `{"id":1,"content_html":"<p>a","authors":[{"name":"b"}],"attachments":[{"url":"c","size_in_bytes":1}]}]}`)
	f.Add(`{"items":[[[`)
	f.Fuzz(func(t *testing.T, in string) {
		if feed := Parse(in, ""); len(feed.Items) > len(in) {
			t.Errorf("%d items of %q", len(feed.Items), in)
		}
	})
}
