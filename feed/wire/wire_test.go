package wire

import (
	"strings"
	"testing"

	"dateline/feed/xmltext"
)

// TestTablesAreReachable: names are looked up in lower case and with the
// prefixes that package xmltext gives, so a row written otherwise is dead.
func TestTablesAreReachable(t *testing.T) {
	uris := map[string]string{
		"atom": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
		"media": "http://search.yahoo.com/mrss/", "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd", "content": "http://purl.org/rss/1.0/modules/content/",
		"xhtml": "http://www.w3.org/1999/xhtml", "googleplay": "http://www.google.com/schemas/play-podcasts/1.0", "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
	}
	var names []string
	for name := range Modules {
		names = append(names, name)
	}
	for name := range ItemModules {
		names = append(names, name)
	}
	for _, name := range names {
		prefix, local, _ := strings.Cut(name, ":")
		src := `<n:` + local + ` xmlns:n="` + uris[prefix] + `"/>`
		if got := xmltext.Root(src, func(string) bool { return false }); got != name {
			t.Errorf("%s is read as %s", name, got)
		}
	}
}

func TestSlot(t *testing.T) {
	var s Slot
	s.Set(Media, Text{HTML: "media"})
	s.Set(Media, Text{HTML: "second"})
	s.Set(Own, Text{})
	if s.HTML != "media" {
		t.Errorf("%q", s.HTML)
	}
	s.Set(Own, Text{HTML: "own"})
	s.Set(Last, Text{HTML: "last"})
	if s.HTML != "own" || !s.Filled(Own) {
		t.Errorf("%q", s.HTML)
	}
	if s.SetLast(Own, Text{HTML: "later"}); s.HTML != "later" {
		t.Errorf("%q", s.HTML)
	}
}

func TestLimits(t *testing.T) {
	var c Common
	for range 2 * maxList {
		c.AddCategory("a")
		c.AddLink("b", "")
		c.AddFile(File{URL: "c"})
		c.AddPerson(Person{Name: "d"})
	}
	if len(c.Categories) != maxList || len(c.Links) != maxList || len(c.Files) != maxList || len(c.Authors) != maxList {
		t.Errorf("%d, %d, %d, %d", len(c.Categories), len(c.Links), len(c.Files), len(c.Authors))
	}
}
