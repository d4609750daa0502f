// Package atom reads Atom 0.3 and 1.0.
package atom

import (
	"strings"

	"dateline/feed/wire"
	"dateline/feed/xmltext"
)

// Is reports whether a document with such a root element is Atom: a feed, or
// an entry alone.
func Is(root string) bool {
	switch strings.TrimPrefix(root, "atom:") {
	case "feed", "entry":
		return true
	}
	return false
}

// feedTable says what the elements of a feed mean. Their names have no prefix:
// an Atom document without a namespace is read too.
var feedTable = wire.Table[*wire.Feed]{
	"title":     func(f *wire.Feed, n *xmltext.Node) { f.Title.Set(wire.Own, wire.AtomText(n, "text")) },
	"subtitle":  func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Own, wire.AtomText(n, "text")) },
	"tagline":   func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Own, wire.AtomText(n, "text")) },
	"info":      func(f *wire.Feed, n *xmltext.Node) { f.Summary.Set(wire.Last, wire.AtomText(n, "text")) },
	"rights":    func(f *wire.Feed, n *xmltext.Node) { f.Rights.Set(wire.Own, wire.AtomText(n, "text")) },
	"copyright": func(f *wire.Feed, n *xmltext.Node) { f.Rights.Set(wire.Own, wire.AtomText(n, "text")) },
	"generator": func(f *wire.Feed, n *xmltext.Node) { f.Generator.Set(wire.Own, wire.Plain(n)) },
	"logo":      func(f *wire.Feed, n *xmltext.Node) { f.Picture.Set(wire.DublinCore, wire.Plain(n)) },
	"icon":      func(f *wire.Feed, n *xmltext.Node) { f.Picture.Set(wire.Podcast, wire.Plain(n)) },
}

// entryTable says what the elements of an entry mean.
var entryTable = wire.Table[*wire.Item]{
	"title":   func(i *wire.Item, n *xmltext.Node) { i.Title.Set(wire.Own, wire.AtomText(n, "text")) },
	"summary": func(i *wire.Item, n *xmltext.Node) { i.Summary.Set(wire.Own, wire.AtomText(n, "text")) },
	"content": content,
	"rights":  func(i *wire.Item, n *xmltext.Node) { i.Rights.Set(wire.Own, wire.AtomText(n, "text")) },
	"source":  source,
}

// common are the elements that feeds and entries both have.
var common = wire.Table[*wire.Common]{
	"id":          func(c *wire.Common, n *xmltext.Node) { c.GUID.Set(wire.Own, wire.Plain(n)) },
	"link":        wire.AtomLink,
	"author":      func(c *wire.Common, n *xmltext.Node) { c.AddPerson(wire.Author(n)) },
	"contributor": func(c *wire.Common, n *xmltext.Node) { c.AddPerson(wire.Contributor(n)) },
	"category":    category,
	"published":   func(c *wire.Common, n *xmltext.Node) { c.Published.SetLast(wire.Own, wire.Plain(n)) },
	"issued":      func(c *wire.Common, n *xmltext.Node) { c.Published.SetLast(wire.Own, wire.Plain(n)) },
	"updated":     func(c *wire.Common, n *xmltext.Node) { c.Updated.SetLast(wire.Own, wire.Plain(n)) },
	"modified":    func(c *wire.Common, n *xmltext.Node) { c.Updated.SetLast(wire.Own, wire.Plain(n)) },
	"created":     func(c *wire.Common, n *xmltext.Node) { c.Created.SetLast(wire.Own, wire.Plain(n)) },
	"pubdate":     func(c *wire.Common, n *xmltext.Node) { c.Published.Set(wire.Media, wire.Plain(n)) },
}

// Parse reads a document whose address is base, or empty. It never fails:
// what can't be read of it is left out.
func Parse(src, base string) *wire.Feed {
	f := &wire.Feed{Format: "Atom", Inherit: true}
	root := xmltext.Read(src, xmltext.Options{
		Base: base,
		Item: func(name string) bool { return name == "entry" || name == "atom:entry" },
		Each: func(n *xmltext.Node) bool { return f.Add(entry(n)) },
	})
	if n := root.Find(Is); n != nil {
		feed(f, n)
	}
	return f
}

func feed(f *wire.Feed, n *xmltext.Node) {
	switch {
	case n.Attr("version") != "":
		f.Format = "Atom " + n.Attr("version")
	case strings.HasPrefix(n.Name, "atom:"):
		f.Format = "Atom 1.0"
	}
	f.Language = n.Lang
	plain(&f.Common, n)
	wire.ReadFeed(f, n, feedTable)
}

// plain takes Atom's prefix off the elements in n, and reads those that feeds
// and entries both have.
func plain(c *wire.Common, n *xmltext.Node) {
	for e := range n.Elements {
		e.Name = strings.TrimPrefix(e.Name, "atom:")
		if do, ok := common[e.Name]; ok {
			do(c, e)
		}
	}
}

func entry(n *xmltext.Node) *wire.Item {
	i := &wire.Item{}
	i.Language = n.Lang
	plain(&i.Common, n)
	wire.ReadItem(i, n, entryTable)
	return i
}

// content is the text, or the address of it.
func content(i *wire.Item, n *xmltext.Node) {
	if src := n.Attr("src"); src != "" {
		i.AddLink(src, n.Base)
		return
	}
	i.Body.Set(wire.Own, wire.AtomText(n, "text"))
}

// category is a term, or what stands for it.
func category(c *wire.Common, n *xmltext.Node) {
	for _, term := range []string{n.Attr("term"), n.Attr("label"), n.Value()} {
		if term != "" {
			c.AddCategory(term)
			return
		}
	}
}

// source is the feed that an entry was taken from: its title, and its authors
// where the entry has none.
func source(i *wire.Item, n *xmltext.Node) {
	for e := range n.Elements {
		switch strings.TrimPrefix(e.Name, "atom:") {
		case "title":
			i.Source.Set(wire.Own, wire.AtomText(e, "text"))
		case "link":
			i.AddLink(e.Attr("href"), e.Base)
		case "author":
			p := wire.Author(e)
			p.Rank = wire.Media
			i.AddPerson(p)
		}
	}
}
