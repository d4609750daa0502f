// Package wire has what feeds of all formats have in common, as they give it:
// texts in HTML that isn't safe yet, addresses that may be relative, dates as
// they were written. The parsers of the formats fill it, and one adapter makes
// the domain's types of it, so that what is promised of those is kept in one
// place.
package wire

import (
	"time"

	"dateline/feed/xmltext"
)

// Limits of a feed. Beyond them what is too much is left out and counted.
const (
	MaxItems = 50_000 // items of a feed
	maxList  = 200    // links, categories, authors, enclosures of an item
)

// Text is a text in HTML with the address that its links are relative to.
type Text struct {
	HTML string
	Base string
}

// Slot is a field that several elements may fill. The one of the lowest rank
// stays.
type Slot struct {
	Text
	rank   int
	filled bool
}

// Set fills a slot: of several of one rank the first stays.
func (s *Slot) Set(rank int, t Text) {
	if t.HTML != "" && (!s.filled || rank < s.rank) {
		*s = Slot{t, rank, true}
	}
}

// SetLast fills a slot: of several of one rank the last stays.
func (s *Slot) SetLast(rank int, t Text) {
	if t.HTML != "" && (!s.filled || rank <= s.rank) {
		*s = Slot{t, rank, true}
	}
}

// Filled reports whether something was put in, and at least of that rank.
func (s *Slot) Filled(rank int) bool { return s.filled && s.rank <= rank }

// Person is an author, whose parts may be empty. Whole is a text that has
// several parts in one: "jane@example.com (Jane Doe)".
type Person struct {
	Name, Email, URL, Whole string
	Rank                    int // only those of the lowest rank count
}

// File is an enclosure.
type File struct{ URL, Type, Title, Length, Base string }

// Link is an address that an item or a feed points to.
type Link struct{ URL, Base string }

// Common is what feeds and items both have.
type Common struct {
	GUID       Slot
	Title      Slot
	Summary    Slot // of a feed: its description
	Link       Slot
	Links      []Link
	Language   string
	Rights     Slot
	Picture    Slot
	Authors    []Person
	Categories []string
	Published  Slot
	Updated    Slot
	Created    Slot
	Files      []File
}

// Item is one item or entry.
type Item struct {
	Common
	Body     Slot
	Comments Slot
	Source   Slot // the title of the feed that it was taken from
}

// Feed is a feed with its items.
type Feed struct {
	Common
	Format    string
	Generator Slot
	Every     time.Duration // how often it asks to be read
	Inherit   bool          // the feed's authors are those of items without any
	Items     []*Item
	Skipped   int

	period time.Duration // of sy:updatePeriod
	times  int           // of sy:updateFrequency
}

// Add adds an item, and reports whether more are taken.
func (f *Feed) Add(i *Item) bool {
	if len(f.Items) >= MaxItems {
		f.Skipped++
		return f.Skipped < 100*MaxItems
	}
	f.Items = append(f.Items, i)
	return true
}

// AddLink notes an address.
func (c *Common) AddLink(url, base string) {
	if url != "" && len(c.Links) < maxList {
		c.Links = append(c.Links, Link{url, base})
	}
}

// AddPerson notes an author.
func (c *Common) AddPerson(p Person) {
	if len(c.Authors) < maxList && (p.Name != "" || p.Email != "" || p.URL != "" || p.Whole != "") {
		c.Authors = append(c.Authors, p)
	}
}

// AddCategory notes a category.
func (c *Common) AddCategory(term string) {
	if term != "" && len(c.Categories) < maxList {
		c.Categories = append(c.Categories, term)
	}
}

// AddFile notes an enclosure.
func (c *Common) AddFile(f File) {
	if f.URL != "" && len(c.Files) < maxList {
		c.Files = append(c.Files, f)
	}
}

// Plain is the text of an element as it stands, such as a date or an address.
func Plain(n *xmltext.Node) Text { return Text{n.Value(), n.Base} }

// Markup is the text of an element as HTML, whether that was escaped or not.
func Markup(n *xmltext.Node) Text {
	if n.HasElements() {
		return Text{n.HTML(), n.Base}
	}
	return Text{n.Value(), n.Base}
}
