package xmltext

import (
	"fmt"
	"strings"
	"testing"
)

// dump shows a tree in one line: name[attributes]{children}, texts in quotes.
func dump(n *Node) string {
	if n.Name == "" && len(n.Children) == 0 {
		return fmt.Sprintf("%q", n.Text)
	}
	var parts []string
	for _, c := range n.Children {
		parts = append(parts, dump(c))
	}
	attrs := ""
	for _, a := range n.Attrs {
		attrs += " " + a.Name + "=" + a.Value
	}
	return n.Name + attrs + "{" + strings.Join(parts, " ") + "}"
}

func TestRead(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"plain", "<a><b>x</b> y</a>", `a{b{"x"} " y"}`},
		{"attributes", `<a b='1' C="&lt;2" d = 3 e/>`, `a b=1 c=<2 d=3 e={}`},
		{"entities", "<a>&amp;&lt;&#65;&#x42;&eacute;&#146;&nothing;&amp;lt; & &;</a>", `a{"&<AB` + "é’" + `&nothing;&lt; & &;"}`},
		{"CDATA", "<a>x<![CDATA[<b>&amp;</b>]]>y</a>", `a{"x" "<b>&amp;</b>" "y"}`},
		{"comments and instructions", "<?xml version='1.0'?><!-- <z> --><a><?php <z> ?>x<!-- > --></a>", `a{"x"}`},
		{"document type", `<!DOCTYPE a [<!ENTITY b "<c>]>"> <!ELEMENT a (#PCDATA)>]><a>&b;</a>`, `a{"&b;"}`},
		{"end without a beginning", "<a></b>x</a>", `a{"x"}`},
		{"crossed", "<a><b>x<c>y</b>z</c></a>", `a{b{"x" c{"y"}} "z"}`},
		{"cut off in a tag", "<a><b>x</b><c d='e", `a{b{"x"} c d=e{}}`},
		{"cut off in CDATA", "<a><![CDATA[x", `a{"x"}`},
		{"cut off in the beginning of CDATA", "<a>x<![CD", `a{"x"}`},
		{"cut off in a comment", "<a>x<!-- y", `a{"x"}`},
		{"no tags", "<a>1 < 2 <3 </ a></a>", `a{"1 " "<" " 2 " "<" "3 " "<" "/ a>"}`},
		{"a tag in a tag", "<a><b <c>x</c></a>", `a{b{c{"x"}}}`},
		{"names in any case", "<RSS><pubDate>x</PUBDATE></rss>", `rss{pubdate{"x"}}`},
		{"junk around", "Warning!\n<a/>more", `a{}`},
		{"known namespaces", `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><title/><d:creator/></rdf:RDF>`,
			`rdf:rdf xmlns:rdf=http://www.w3.org/1999/02/22-rdf-syntax-ns# xmlns=http://purl.org/rss/1.0/ xmlns:d=http://purl.org/dc/elements/1.1/{title{} dc:creator{}}`},
		{"undeclared namespace", "<a><dc:creator>x</dc:creator></a>", `a{dc:creator{"x"}}`},
		{"a known prefix for something else", `<a xmlns:dc="urn:x"><dc:creator/></a>`, `a xmlns:dc=urn:x{x:creator{}}`},
	}
	for _, tt := range tests {
		root := Read(tt.in, Options{})
		var parts []string
		for e := range root.Elements {
			parts = append(parts, dump(e))
		}
		if got := strings.Join(parts, " "); got != tt.want {
			t.Errorf("%s: %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestItems(t *testing.T) {
	for in, want := range map[string]string{
		"<f><item>a</item><item>b</item></f>":              `item{"a"}|item{"b"}`,
		"<f><item>a<item>b</item></f>":                     `item{"a"}|item{"b"}`,
		"<f><item><t>a<item>b</item></f>":                  `item{t{"a"}}|item{"b"}`,
		"<f><item>a<x:in><item>b</item></x:in></item></f>": `item{"a" x:in{item{"b"}}}`,
		"<f><item>a": `item{"a"}`,
		"<item/>":    `item{}`,
		"<f><item>" + strings.Repeat("<a>", 1000) + "</f><item>b": "deep|" + `item{"b"}`,
	} {
		var got []string
		Read(in, Options{Item: func(name string) bool { return name == "item" }, Each: func(n *Node) bool {
			s := dump(n)
			if len(s) > 100 {
				s = "deep"
			}
			got = append(got, s)
			return true
		}})
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%.60s: %s, want %s", in, s, want)
		}
	}
}

// TestTooMuch: what is outside the items, and what is in one, may be too much;
// the items behind it are still read.
func TestTooMuch(t *testing.T) {
	many := strings.Repeat("<a>x</a>", maxNodes)
	n := 0
	Read("<f>"+many+"<open><item><t>"+many+"</t></item><item>b</item></f>", Options{Item: func(name string) bool { return name == "item" }, Each: func(item *Node) bool {
		n++
		if size := len(item.Value()); n == 1 && (size == 0 || size > maxNodes) || n == 2 && size != 1 {
			t.Errorf("item %d has %d bytes", n, size)
		}
		return true
	}})
	if n != 2 {
		t.Errorf("%d items", n)
	}
}

func TestBaseAndLang(t *testing.T) {
	root := Read(`<a xml:base="/b/" xml:lang="en"><c xml:base="d/"><e xml:lang="nb"/></c><f xml:base=":bad:"/></a>`, Options{Base: "https://a.example/x"})
	e := root.Child("a").Child("c").Child("e")
	if e.Base != "https://a.example/b/d/" || e.Lang != "nb" || root.Child("a").Lang != "en" {
		t.Errorf("%q, %q", e.Base, e.Lang)
	}
	if f := root.Child("a").Child("f"); f.Base != "https://a.example/b/" {
		t.Errorf("an address that is none: %q", f.Base)
	}
}

func TestHTML(t *testing.T) {
	in := `<a xmlns:h="urn:x"><h:P class="x" h:y="z">1 &lt; 2<br/><img src="i" xml:base="https://b.example/"/><script/></h:P></a>`
	want := `<p class="x">1 &lt; 2<br><img src="https://b.example/i"><script></script></p>`
	if got := Read(in, Options{}).Child("a").HTML(); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestRoot(t *testing.T) {
	sure := func(name string) bool { return name == "rss" }
	for in, want := range map[string]string{
		"<?xml version='1.0'?><!-- c --><feed>": "feed", "\ufeff \n<RSS>": "rss", "{}": "", "<html><body><rss>": "rss", "<html><p>": "html",
		`<x:feed xmlns:x="http://www.w3.org/2005/Atom">`: "atom:feed", "": "",
	} {
		if got := Root(in, sure); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func FuzzRead(f *testing.F) {
	f.Add("<a b='c'><![CDATA[d]]>&amp;<item/></a>")
	f.Add("<!DOCTYPE a [<!ENTITY b 'c'>]><a xmlns:b='c' xml:base='d'><b:e")
	f.Fuzz(func(t *testing.T, in string) {
		root := Read(in, Options{Item: func(name string) bool { return name == "item" }, Each: func(n *Node) bool {
			n.HTML()
			return true
		}})
		if root.HTML(); len(root.Value()) > 4*len(in) {
			t.Errorf("%d bytes of text from %d", len(root.Value()), len(in))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	item := "<item><title>The envoy &amp; the president</title><description><![CDATA[" + strings.Repeat("<p>They met.</p>", 200) + "]]></description><pubDate>x</pubDate></item>"
	src := "<rss><channel>" + strings.Repeat(item, 300) + "</channel></rss>"
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		n := 0
		Read(src, Options{Item: func(name string) bool { return name == "item" }, Each: func(*Node) bool { n++; return true }})
		if n != 300 {
			b.Fatal(n)
		}
	}
}
