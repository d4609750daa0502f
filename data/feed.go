package data

import "time"

// Feed is what a feed says of itself. Its texts are clean and of one line; its
// addresses are whole, of the web, or empty.
type Feed struct {
	Format      string // "RSS 2.0", "Atom 1.0", "JSON Feed 1.1"
	Address     string // where it was read from; empty where that isn't known
	GUID        string // its own identity, as it gives it
	Title       string
	Description string
	Link        string   // the site that it is of
	Links       []string // all addresses that it gives, Link included
	Language    string   // BCP 47
	Rights      string
	Generator   string // the program that wrote it
	Picture     string // address of a logo
	Authors     []Author
	Categories  []string
	Published   time.Time // zero where it isn't given
	Updated     time.Time // zero where it isn't given
	// Every is how often it asks to be read, 0 where it doesn't say.
	Every time.Duration
	// Skipped counts the items that were left out: those beyond the limit, and
	// those with nothing in them.
	Skipped int
}

// Author is someone who is named as an author. Any part may be empty.
type Author struct {
	Name  string
	Email string
	URL   string
}

// Enclosure is a file that belongs to an item: a recording, a film, a picture.
type Enclosure struct {
	URL    string
	Type   string // media type, "audio/mpeg"; empty where it isn't given
	Title  string
	Length int64 // bytes, 0 where it isn't given
}

// Entry is what a feed gives of one article, and how it may change: the article
// itself, its parts as safe HTML, and what it is recognised by.
type Entry struct {
	// Article has identity, title, source, authors, address, date and language.
	// It has its text and blocks once they were made of Body or Summary, which
	// can be done when it is opened or indexed.
	Article *Article

	GUID     string    // as the feed gives it; empty where it gives none
	Untitled bool      // Article.Title was made of what else there is
	Updated  time.Time // zero where it isn't given
	Created  time.Time // zero where it isn't given
	Authors  []Author  // as they are given; Article.Authors has their names

	// Summary and Body are HTML from which all that could do something was
	// taken, with whole addresses. Either may be empty.
	Summary string
	Body    string

	Links      []string // all addresses that it gives, that of the article first
	Categories []string // evidence for what it is about
	Enclosures []Enclosure
	Picture    string // address of the picture that stands for it
	Comments   string // address of its discussion
}

// Content is what the feed gives to read: the body, else the summary.
func (e *Entry) Content() string {
	if e.Body != "" {
		return e.Body
	}
	return e.Summary
}
