package story_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/story"
)

func TestPicturesOfAnItem(t *testing.T) {
	entry := data.Entry{
		Article: &data.Article{Title: "Quays"},
		Picture: "https://example.org/lead.jpg",
		Enclosures: []data.Enclosure{
			{URL: "https://example.org/talk.mp3", Type: "audio/mpeg"},
			{URL: "https://example.org/map.png", Type: "image/png", Title: "A map"},
		},
		Body: `<p>Text <img src="https://example.org/lead.jpg" alt="The quay"> and <img src="https://example.org/in.png"></p>`,
	}
	story.Compose(&entry)
	want := []data.Picture{
		{URL: "https://example.org/lead.jpg", Alt: "The quay"},
		{URL: "https://example.org/map.png", Alt: "A map"},
		{URL: "https://example.org/in.png"},
	}
	if diff := cmp.Diff(want, entry.Article.Pictures); diff != "" {
		t.Error(diff)
	}
	bare := data.Entry{Article: &data.Article{Title: "Quays"}, Body: "<p>No picture.</p>"}
	if story.Compose(&bare); bare.Article.Pictures != nil {
		t.Errorf("pictures %v", bare.Article.Pictures)
	}
}
