package wire

import (
	"html"
	"strings"

	"dateline/feed/safe"
	"dateline/feed/xmltext"
)

// Ranks of the elements that say the same: a format's own, then those of
// modules from the most to the least telling.
const (
	Own = iota
	DublinCore
	Podcast
	Media
	Last
)

// Table says what the elements of an item or feed mean, by name. A format has
// one of its own and looks into the modules' behind it.
type Table[T any] map[string]func(T, *xmltext.Node)

// ReadItem looks every element of n up in a format's own table, then in those
// of the modules.
func ReadItem(i *Item, n *xmltext.Node, own Table[*Item]) {
	for e := range n.Elements {
		if do, ok := own[e.Name]; ok {
			do(i, e)
		} else if do, ok := ItemModules[e.Name]; ok {
			do(i, e)
		} else {
			readModule(&i.Common, e)
		}
	}
}

// ReadFeed looks every element of n up in a format's own table, then in that
// of the modules.
func ReadFeed(f *Feed, n *xmltext.Node, own Table[*Feed]) {
	for e := range n.Elements {
		if do, ok := own[e.Name]; ok {
			do(f, e)
		} else if do, ok := feedModules[e.Name]; ok {
			do(f, e)
		} else {
			readModule(&f.Common, e)
		}
	}
}

// readModule reads one element of a module, or nothing.
func readModule(c *Common, n *xmltext.Node) {
	if do, ok := Modules[n.Name]; ok {
		do(c, n)
	}
}

// Modules are the elements that feeds and items of every format may have.
var Modules = Table[*Common]{
	"dc:title":       func(c *Common, n *xmltext.Node) { c.Title.Set(DublinCore, Heading(n)) },
	"dc:description": func(c *Common, n *xmltext.Node) { c.Summary.Set(DublinCore, Markup(n)) },
	"dc:creator":     func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value()}) },
	"dc:author":      func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value()}) },
	"dc:contributor": func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value(), Rank: Last}) },
	"dc:publisher":   func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value(), Rank: Last}) },
	"dc:language":    func(c *Common, n *xmltext.Node) { c.Language = first(c.Language, n.Value()) },
	"dc:rights":      func(c *Common, n *xmltext.Node) { c.Rights.Set(DublinCore, Markup(n)) },
	"dc:subject":     func(c *Common, n *xmltext.Node) { c.AddCategory(n.Value()) },
	"dc:date":        func(c *Common, n *xmltext.Node) { c.Published.Set(DublinCore, Plain(n)) },
	"dc:identifier":  func(c *Common, n *xmltext.Node) { c.GUID.Set(Last, Plain(n)) },

	"dcterms:issued":    func(c *Common, n *xmltext.Node) { c.Published.Set(DublinCore, Plain(n)) },
	"dcterms:available": func(c *Common, n *xmltext.Node) { c.Published.Set(Last, Plain(n)) },
	"dcterms:modified":  func(c *Common, n *xmltext.Node) { c.Updated.Set(DublinCore, Plain(n)) },
	"dcterms:created":   func(c *Common, n *xmltext.Node) { c.Created.Set(DublinCore, Plain(n)) },

	"itunes:title":     func(c *Common, n *xmltext.Node) { c.Title.Set(Podcast, Heading(n)) },
	"itunes:author":    func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value(), Rank: Podcast}) },
	"itunes:owner":     func(c *Common, n *xmltext.Node) { c.AddPerson(person(n, Last)) },
	"itunes:summary":   func(c *Common, n *xmltext.Node) { c.Summary.Set(Podcast, Markup(n)) },
	"itunes:subtitle":  func(c *Common, n *xmltext.Node) { c.Summary.Set(Last, Markup(n)) },
	"itunes:image":     func(c *Common, n *xmltext.Node) { c.Picture.Set(Own, address(n, "href", "url")) },
	"itunes:link":      func(c *Common, n *xmltext.Node) { c.AddLink(n.Attr("href"), n.Base) },
	"itunes:category":  category,
	"itunes:keywords":  keywords,
	"media:keywords":   keywords,
	"media:category":   func(c *Common, n *xmltext.Node) { c.AddCategory(n.Value()) },
	"media:title":      func(c *Common, n *xmltext.Node) { c.Title.Set(Media, Heading(n)) },
	"media:credit":     func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value(), Rank: Media}) },
	"media:copyright":  func(c *Common, n *xmltext.Node) { c.Rights.Set(Media, Markup(n)) },
	"media:thumbnail":  func(c *Common, n *xmltext.Node) { c.Picture.Set(Media, address(n, "url")) },
	"atom:link":        AtomLink,
	"atom:author":      func(c *Common, n *xmltext.Node) { c.AddPerson(person(n, Own)) },
	"atom:contributor": func(c *Common, n *xmltext.Node) { c.AddPerson(person(n, Last)) },
	"atom:category":    func(c *Common, n *xmltext.Node) { c.AddCategory(n.Attr("term")) },
	"atom:updated":     func(c *Common, n *xmltext.Node) { c.Updated.Set(DublinCore, Plain(n)) },
	"atom:published":   func(c *Common, n *xmltext.Node) { c.Published.Set(DublinCore, Plain(n)) },
	"atom:id":          func(c *Common, n *xmltext.Node) { c.GUID.Set(DublinCore, Plain(n)) },

	"googleplay:author":      func(c *Common, n *xmltext.Node) { c.AddPerson(Person{Whole: n.Value(), Rank: Podcast}) },
	"googleplay:description": func(c *Common, n *xmltext.Node) { c.Summary.Set(Podcast, Markup(n)) },
	"googleplay:image":       func(c *Common, n *xmltext.Node) { c.Picture.Set(Podcast, address(n, "href", "url")) },
	"media:description":      func(c *Common, n *xmltext.Node) { c.Summary.Set(Media, AtomText(n, "html")) },
	"feedburner:origlink":    func(c *Common, n *xmltext.Node) { c.Link.Set(-1, Plain(n)) },
}

// These have elements of the modules in them, so they can't stand in what the
// table begins with.
func init() {
	Modules["media:group"] = group
	Modules["media:content"] = media
}

// ItemModules are the elements that items of every format may have.
var ItemModules = Table[*Item]{
	"content:encoded": func(i *Item, n *xmltext.Node) { i.Body.Set(Own, Markup(n)) },
	"xhtml:body":      func(i *Item, n *xmltext.Node) { i.Body.Set(DublinCore, Markup(n)) },
	"xhtml:div":       func(i *Item, n *xmltext.Node) { i.Body.Set(DublinCore, Markup(n)) },
	"atom:summary":    func(i *Item, n *xmltext.Node) { i.Summary.Set(DublinCore, AtomText(n, "text")) },
	"atom:content":    func(i *Item, n *xmltext.Node) { i.Body.Set(DublinCore, AtomText(n, "text")) },
	"atom:title":      func(i *Item, n *xmltext.Node) { i.Title.Set(DublinCore, AtomText(n, "text")) },
}

// Heading is the text of a title, which RSS leaves open whether it is HTML: it
// is if it looks so.
func Heading(n *xmltext.Node) Text {
	t := Markup(n)
	if !n.HasElements() && !safe.IsHTML(t.HTML) {
		t.HTML = html.EscapeString(t.HTML)
	}
	return t
}

func first(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// address is the first attribute with something in it, else the element's text.
func address(n *xmltext.Node, names ...string) Text {
	for _, name := range names {
		if v := strings.TrimSpace(n.Attr(name)); v != "" {
			return Text{v, n.Base}
		}
	}
	return Plain(n)
}

func category(c *Common, n *xmltext.Node) {
	c.AddCategory(n.Attr("text"))
	for e := range n.Elements {
		if e.Name == n.Name {
			category(c, e)
		}
	}
}

func keywords(c *Common, n *xmltext.Node) {
	for _, word := range strings.FieldsFunc(n.Value(), func(r rune) bool { return r == ',' || r == ';' }) {
		c.AddCategory(strings.TrimSpace(word))
	}
}

// media is a file, or a picture, which stands for the item.
func media(c *Common, n *xmltext.Node) {
	url, kind := n.Attr("url"), n.Attr("type")
	if n.Attr("medium") == "image" || strings.HasPrefix(kind, "image/") {
		c.Picture.Set(Media, Text{url, n.Base})
	} else if url != "" {
		c.AddFile(File{URL: url, Type: kind, Length: n.Attr("filesize"), Base: n.Base})
	}
	group(c, n)
}

// group reads the elements of modules that are in an element.
func group(c *Common, n *xmltext.Node) {
	for e := range n.Elements {
		readModule(c, e)
	}
}

// person is an author in elements of his own.
func person(n *xmltext.Node, rank int) Person {
	p := Person{Rank: rank}
	for e := range n.Elements {
		switch e.Name[strings.LastIndexByte(e.Name, ':')+1:] {
		case "name":
			p.Name = first(p.Name, e.Value())
		case "email":
			p.Email = first(p.Email, e.Value())
		case "uri", "url", "homepage":
			p.URL = first(p.URL, xmltext.Resolve(e.Base, e.Value()))
		}
	}
	if p.Name == "" && p.Email == "" && p.URL == "" {
		p.Whole = n.Value()
	}
	return p
}

// Author is an author in elements of his own, or in one text.
func Author(n *xmltext.Node) Person { return person(n, Own) }

// Contributor is one whose name counts where no author is given.
func Contributor(n *xmltext.Node) Person { return person(n, Last) }
