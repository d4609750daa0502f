package atom

import (
	"strings"
	"testing"
)

// TestText: every kind of text that an element may have, in both versions.
func TestText(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"text", "<title>a &lt; &amp;amp; b</title>", "a &lt; &amp;amp; b"},
		{"html", "<title type='html'>&lt;b>a&lt;/b> &amp;amp; b</title>", "<b>a</b> &amp; b"},
		{"xhtml", "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>a<br/>&lt;</div></title>", "<div>a<br>&lt;</div>"},
		{"xhtml with a prefix", "<title type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>a</h:div></title>", "<div>a</div>"},
		{"escaped", "<title type='text/html' mode='escaped'>&lt;b>a&lt;/b></title>", "<b>a</b>"},
		{"base64", "<title type='text/html' mode='base64'> PGI+YTwv\nYj4= </title>", "<b>a</b>"},
		{"base64 of plain text", "<title type='text/plain' mode='base64'>PGI+</title>", "&lt;b&gt;"},
		{"no base64", "<title type='text/html' mode='base64'>&lt;i></title>", "<i>"},
		{"markup where text was said", "<title>a <b>c</b></title>", "a <b>c</b>"},
		{"CDATA", "<title type='html'><![CDATA[<b>a</b>]]></title>", "<b>a</b>"},
	}
	for _, tt := range tests {
		f := Parse("<feed xmlns='http://www.w3.org/2005/Atom'><entry>"+tt.in+"</entry></feed>", "")
		if len(f.Items) != 1 || f.Items[0].Title.HTML != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, f.Items[0].Title.HTML, tt.want)
		}
	}
}

func TestLinks(t *testing.T) {
	f := Parse(`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/b/"><entry>
		<link rel="self" href="self"/><link rel="alternate" type="application/json" href="json"/><link type="text/html" href="page"/>
		<link rel="enclosure" href="file" type="audio/ogg" length="7"/><link rel="alternate"/></entry></feed>`, "https://a.example/")
	i := f.Items[0]
	if i.Link.HTML != "page" || i.Link.Base != "https://a.example/b/" || len(i.Files) != 1 || i.Files[0].Length != "7" || len(i.Links) != 4 {
		t.Errorf("%+v, %+v, %+v", i.Link, i.Files, i.Links)
	}
}

func TestEntryAlone(t *testing.T) {
	f := Parse(`<entry xmlns="http://www.w3.org/2005/Atom"><title>a</title></entry>`, "")
	if len(f.Items) != 1 || f.Items[0].Title.HTML != "a" {
		t.Errorf("%+v", f.Items)
	}
}

// TestForeignEntry: an entry within an element of another format is none.
func TestForeignEntry(t *testing.T) {
	f := Parse(`<feed xmlns="http://www.w3.org/2005/Atom" xmlns:t="urn:t"><entry><title>a</title><t:of><entry><title>b</title></entry></t:of><id>c</id></entry></feed>`, "")
	if len(f.Items) != 1 || f.Items[0].Title.HTML != "a" || f.Items[0].GUID.HTML != "c" {
		t.Errorf("%+v", f.Items)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("<feed xmlns='http://www.w3.org/2005/Atom'><title type='html'>a</title><entry><content type='xhtml'><div>b</div></content><source><title>c</title></source>")
	f.Add("<feed version='0.3' xmlns='http://purl.org/atom/ns#'><entry><content mode='base64'>PGI+</content></entry></feed>")
	f.Fuzz(func(t *testing.T, in string) {
		feed := Parse(in, "https://a.example/")
		if len(feed.Items) > strings.Count(strings.ToLower(in), "entry") {
			t.Errorf("%d entries of %q", len(feed.Items), in)
		}
	})
}
