// Package rss reads RSS 0.9x, 1.0, 1.1 and 2.0, which differ in where items
// stand and agree in what most elements mean.
package rss

import (
	"strings"

	"dateline/feed/wire"
	"dateline/feed/xmltext"
)

// Is reports whether a document with such a root element is RSS.
func Is(root string) bool {
	return root == "rss" || root == "rdf:rdf" || root == "rdf" || root == "channel" || root == "xml" || root == "item"
}

// channelTable says what the elements of a channel mean.
var channelTable = wire.Table[*wire.Feed]{
	"title":          func(f *wire.Feed, n *xmltext.Node) { f.Title.Set(wire.Own, wire.Heading(n)) },
	"description":    func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Own, wire.Markup(n)) },
	"tagline":        func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Media, wire.Markup(n)) },
	"atom:subtitle":  func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Media, wire.AtomText(n, "text")) },
	"atom:title":     func(f *wire.Feed, n *xmltext.Node) { f.Title.Set(wire.Media, wire.AtomText(n, "text")) },
	"link":           func(f *wire.Feed, n *xmltext.Node) { link(&f.Common, n) },
	"language":       func(f *wire.Feed, n *xmltext.Node) { f.Language = n.Value() },
	"copyright":      func(f *wire.Feed, n *xmltext.Node) { f.Rights.Set(wire.Own, wire.Markup(n)) },
	"managingeditor": func(f *wire.Feed, n *xmltext.Node) { f.AddPerson(wire.Person{Whole: n.Value()}) },
	"author":         func(f *wire.Feed, n *xmltext.Node) { f.AddPerson(wire.Author(n)) },
	"webmaster":      func(f *wire.Feed, n *xmltext.Node) { f.AddPerson(wire.Person{Whole: n.Value(), Rank: wire.Last}) },
	"category":       func(f *wire.Feed, n *xmltext.Node) { f.AddCategory(n.Value()) },
	"keywords":       func(f *wire.Feed, n *xmltext.Node) { f.AddCategory(n.Value()) },
	"generator":      func(f *wire.Feed, n *xmltext.Node) { f.Generator.Set(wire.Own, wire.Plain(n)) },
	"pubdate":        func(f *wire.Feed, n *xmltext.Node) { f.Published.Set(wire.Own, wire.Plain(n)) },
	"lastbuilddate":  func(f *wire.Feed, n *xmltext.Node) { f.Updated.Set(wire.Own, wire.Plain(n)) },
	"lastmod":        func(f *wire.Feed, n *xmltext.Node) { f.Updated.Set(wire.Media, wire.Plain(n)) },
	"image":          func(f *wire.Feed, n *xmltext.Node) { picture(&f.Common, n) },
	"ttl":            wire.TTL,
	"admin:generatoragent": func(f *wire.Feed, n *xmltext.Node) {
		f.Generator.Set(wire.DublinCore, wire.Text{HTML: n.Attr("rdf:resource")})
	},
}

// itemTable says what the elements of an item mean.
var itemTable = wire.Table[*wire.Item]{
	"title":       func(i *wire.Item, n *xmltext.Node) { i.Title.Set(wire.Own, wire.Heading(n)) },
	"description": func(i *wire.Item, n *xmltext.Node) { i.Summary.Set(wire.Own, wire.Markup(n)) },
	"summary":     func(i *wire.Item, n *xmltext.Node) { second(i, n) },
	"abstract":    func(i *wire.Item, n *xmltext.Node) { i.Summary.Set(wire.Media, wire.Markup(n)) },
	"body":        func(i *wire.Item, n *xmltext.Node) { i.Body.Set(wire.DublinCore, wire.Markup(n)) },
	"fullitem":    func(i *wire.Item, n *xmltext.Node) { i.Body.Set(wire.Podcast, wire.Markup(n)) },
	"content":     func(i *wire.Item, n *xmltext.Node) { i.Body.Set(wire.Media, wire.AtomText(n, "html")) },
	"link":        func(i *wire.Item, n *xmltext.Node) { link(&i.Common, n) },
	"guid":        guid,
	"author":      func(i *wire.Item, n *xmltext.Node) { i.AddPerson(wire.Author(n)) },
	"category":    func(i *wire.Item, n *xmltext.Node) { i.AddCategory(n.Value()) },
	"pubdate":     func(i *wire.Item, n *xmltext.Node) { i.Published.Set(wire.Own, wire.Plain(n)) },
	"published":   func(i *wire.Item, n *xmltext.Node) { i.Published.Set(wire.Media, wire.Plain(n)) },
	"date":        func(i *wire.Item, n *xmltext.Node) { i.Published.Set(wire.Last, wire.Plain(n)) },
	"lastmod":     func(i *wire.Item, n *xmltext.Node) { i.Updated.Set(wire.Media, wire.Plain(n)) },
	"enclosure":   enclosure,
	"comments":    func(i *wire.Item, n *xmltext.Node) { i.Comments.Set(wire.Own, wire.Plain(n)) },
	"source":      func(i *wire.Item, n *xmltext.Node) { i.Source.Set(wire.Own, wire.Heading(n)) },
	"image":       func(i *wire.Item, n *xmltext.Node) { picture(&i.Common, n) },
	"language":    func(i *wire.Item, n *xmltext.Node) { i.Language = n.Value() },
	"copyright":   func(i *wire.Item, n *xmltext.Node) { i.Rights.Set(wire.Own, wire.Markup(n)) },
}

// Parse reads a document whose address is base, or empty. It never fails:
// what can't be read of it is left out.
func Parse(src, base string) *wire.Feed {
	f := &wire.Feed{}
	root := xmltext.Read(src, xmltext.Options{
		Base: base,
		Item: func(name string) bool { return name == "item" },
		Each: func(n *xmltext.Node) bool { return f.Add(item(n)) },
	})
	format(f, root)
	if n := root.Find(Is); n != nil {
		channel(f, n)
	}
	return f
}

// channel reads the channel, wherever it stands.
func channel(f *wire.Feed, n *xmltext.Node) {
	switch n.Name {
	case "rss", "rdf:rdf", "rdf", "xml":
		for e := range n.Elements {
			channel(f, e)
		}
		if n.Child("channel") == nil {
			wire.ReadFeed(f, n, channelTable)
		}
	case "channel":
		f.GUID.Set(wire.Last, wire.Text{HTML: n.Attr("rdf:about"), Base: n.Base})
		wire.ReadFeed(f, n, channelTable)
	case "image":
		picture(&f.Common, n)
	}
	if f.Language == "" && (n.Name == "rss" || n.Name == "channel") {
		f.Language = n.Lang
	}
}

func item(n *xmltext.Node) *wire.Item {
	i := &wire.Item{}
	i.Language = n.Lang
	wire.ReadItem(i, n, itemTable)
	if about := n.Attr("rdf:about"); about != "" {
		i.GUID.Set(wire.Last, wire.Text{HTML: about, Base: n.Base})
		i.Link.Set(wire.Last, wire.Text{HTML: about, Base: n.Base})
	}
	return i
}

// link is the address in the element or in its attribute. Of several the last
// counts, which is what most readers take.
func link(c *wire.Common, n *xmltext.Node) {
	t := wire.Plain(n)
	if href := n.Attr("href"); href != "" {
		if rel := n.Attr("rel"); rel != "" && rel != "alternate" {
			wire.AtomLink(c, n)
			return
		}
		t.HTML = href
	}
	c.Link.SetLast(wire.Own, t)
	c.AddLink(t.HTML, t.Base)
}

// second is a summary, or beside a description the longer text.
func second(i *wire.Item, n *xmltext.Node) {
	if i.Summary.Filled(wire.Own) {
		i.Body.Set(wire.Media, wire.Markup(n))
		return
	}
	i.Summary.Set(wire.DublinCore, wire.Markup(n))
}

// guid is the item's identity, and its address unless it says that it isn't.
func guid(i *wire.Item, n *xmltext.Node) {
	t := wire.Plain(n)
	i.GUID.Set(wire.Own, t)
	if !strings.EqualFold(n.Attr("ispermalink"), "false") && strings.Contains(t.HTML, "://") {
		i.Link.Set(wire.Podcast, t)
	}
}

func enclosure(i *wire.Item, n *xmltext.Node) {
	i.AddFile(wire.File{URL: strings.TrimSpace(n.Attr("url")), Type: n.Attr("type"), Length: n.Attr("length"), Base: n.Base})
}

// picture is an image with its address in an element or an attribute.
func picture(c *wire.Common, n *xmltext.Node) {
	if u := n.Child("url"); u != nil {
		c.Picture.Set(wire.DublinCore, wire.Plain(u))
		return
	}
	for _, name := range []string{"href", "url", "rdf:resource"} {
		if v := n.Attr(name); v != "" {
			c.Picture.Set(wire.Podcast, wire.Text{HTML: v, Base: n.Base})
			return
		}
	}
	if !n.HasElements() {
		c.Picture.Set(wire.Media, wire.Plain(n))
	}
}

// format names the version.
func format(f *wire.Feed, root *xmltext.Node) {
	f.Format = "RSS"
	if e := root.Find(Is); e != nil {
		switch {
		case e.Name == "rss" && e.Attr("version") != "":
			f.Format = "RSS " + e.Attr("version")
		case strings.HasPrefix(e.Name, "rdf") && strings.Contains(e.Attr("xmlns"), "0.9"):
			f.Format = "RSS 0.90"
		case strings.HasPrefix(e.Name, "rdf"):
			f.Format = "RSS 1.0"
		case e.Name == "channel" && strings.Contains(e.Attr("xmlns"), "rss1.1"):
			f.Format = "RSS 1.1"
		}
	}
}
