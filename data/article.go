// Package data holds what Dateline is about: articles, the entities named in
// them, and what a reader does with both. It has types and rules and no input
// or output, and imports the standard library alone.
package data

import (
	"strings"
	"time"
	"unicode"
)

// ID identifies an article: short lower-case hex that a later edit of the
// article never changes, or "edition/slug" for a piece of the edition.
type ID string

// Article is one article, cleaned and cut into blocks.
type Article struct {
	ID        ID
	Title     string
	Source    string // the outlet whose words these are
	After     string // whom a retelling follows and when, "ABC News, 24 Apr 2025"; mostly empty
	Authors   []string
	URL       string // http or https, or empty
	Published time.Time
	Language  string // BCP 47, empty where it isn't known
	Origin    string // where it was read from: a path, "-", or a name in the edition

	// Text is the canonical text: the plain texts of Blocks in reading order,
	// joined by a blank line, UTF-8 in NFC. Every offset of every mention, hit
	// and position is a byte offset in it.
	Text   string
	Blocks []Block
	Links  []Link // in reading order, each address once; references are numbered from 1

	Enclosures []Enclosure // files that belong to it: recordings, films
	Pictures   []Picture   // those that belong to it, each address once; not shown, but told of
}

// Attribution is the source as it is shown: "Dateline, after ABC News".
func (a *Article) Attribution() string {
	outlet, _, _ := strings.Cut(a.After, ",")
	switch {
	case outlet == "":
		return a.Source
	case a.Source == "":
		return "after " + outlet
	}
	return a.Source + ", after " + outlet
}

// Words counts the words of the canonical text.
func (a *Article) Words() int {
	n, within := 0, false
	for _, r := range a.Text {
		space := r == ' ' || r == '\n' || unicode.IsSpace(r)
		if !space && !within {
			n++
		}
		within = !space
	}
	return n
}

// BlockKind says what a block is on the page.
type BlockKind uint8

// The kinds of block. Title and deck are blocks only where the source has
// them: a title made from the first sentence would count its mentions twice.
const (
	Paragraph BlockKind = iota
	Headline
	Deck
	Heading
	Quote
	Item
	Caption
	Credit
	Code
	Table
	Rule
)

var blockKinds = [...]string{"paragraph", "headline", "deck", "heading", "quote", "item", "caption", "credit", "code", "table", "rule"}

// String is the kind's name as the commands print it.
func (k BlockKind) String() string { return blockKinds[k] }

// Tagged reports whether names in a block of this kind are mentions.
// Credits and code aren't: a photographer is no one in the story.
func (k BlockKind) Tagged() bool { return k != Credit && k != Code && k != Rule }

// Block is a byte range [Start,End) of the canonical text with one kind.
//
// A table's text has its cells parted by a tab and its rows by a line end; a
// code block keeps its lines. In every other block white space is single
// spaces. A rule is empty (Start == End).
type Block struct {
	Kind    BlockKind
	Start   int
	End     int
	Level   int    // heading 1–6; quote and item: nesting from 1
	Ordinal int    // item of a numbered list: its number; 0 for a bullet
	Lang    string // code: its language, where the source names one
	Inlines []Inline
}

// InlineKind says how a stretch of a block's text is set.
type InlineKind uint8

// The kinds of inline.
const (
	Emphasis InlineKind = iota
	Strong
	CodeSpan
	Anchor // a link; Inline.Link is its index in Article.Links
)

var inlineKinds = [...]string{"emphasis", "strong", "code", "link"}

// String is the kind's name as the commands print it.
func (k InlineKind) String() string { return inlineKinds[k] }

// Inline is a byte range [Start,End) of the canonical text. Inlines of a block
// are ordered by Start and nest or are apart; they never cross.
type Inline struct {
	Kind  InlineKind
	Start int
	End   int
	Link  int // Anchor: index in Article.Links
}

// Link is an address that an article points to: http, https or mailto.
type Link struct {
	URL string
}

// Picture is a picture of an article.
type Picture struct {
	URL string // http or https; empty where a file says only where it lies beside it
	Alt string // the text that stands for it, of one line; may be empty
}

// Problem is one thing that could not be read, in words for the reader.
type Problem struct {
	Path  string // what: a file, an address
	Cause string // why, and where there is one, the cure
}

// Error makes a Problem an error: "reports/old.doc: it isn't text".
func (p Problem) Error() string { return p.Path + ": " + p.Cause }
