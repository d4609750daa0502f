// Package article sets an article: from blocks to lines of a given measure,
// with the place of every byte of the canonical text known.
//
// The lines are broken here, by Unicode's line breaking rules over grapheme
// clusters; Glamour renders them: bullets, quotation bars, tables, code and
// weight are its work. Each run of text goes through Glamour with its number
// hidden in an underline colour, and one pass over the output takes the
// numbers out again. So choosing a name, finding a word or changing the theme
// never sets an article anew: they only ask the page for cells.
package article

import (
	"context"

	"dateline/data"
)

// Options say how an article is set.
type Options struct {
	// Width is the measure in cells. Below MinWidth it counts as MinWidth,
	// above MaxWidth as MaxWidth.
	Width int
	// Headline sets the headline too, which the reader pane draws itself.
	Headline bool
	// ASCII draws bullets, bars and rules with ASCII characters alone.
	ASCII bool
}

// The bounds of a measure in cells.
const (
	MinWidth = 4
	MaxWidth = 500
)

func (o Options) width() int { return max(MinWidth, min(o.Width, MaxWidth)) }

// Layout sets the whole article. The error is the context's.
func Layout(ctx context.Context, a *data.Article, o Options) (*Page, error) {
	return New(a, o).Whole(ctx)
}

// Style is how a segment is set: a set of bits.
type Style uint16

// The bits of a Style. Bold and Italic are what Glamour chose; the others say
// what the text is, and the theme decides how that looks.
const (
	Bold Style = 1 << iota
	Italic
	Code       // a code block or span
	Headline   // the article's headline
	Deck       // the lines under the headline
	Heading    // a heading within the text
	Quote      // a block quotation
	Caption    // under a picture
	Credit     // whose picture it is
	Cell       // in a table
	Anchor     // the text of a link
	Reference  // the number after a link's text, "[1]"
	Decoration // not the article's text: bullets, bars, rules, references
)

// Has reports whether all bits of t are set.
func (s Style) Has(t Style) bool { return s&t == t }

// Segment is a run of text on one line with one look.
type Segment struct {
	Text string
	// Start is the canonical byte offset of Text[0], and Start+i that of
	// Text[i]. It is -1 for decoration.
	Start int
	Style Style
	Link  int // number of the link it belongs to, from 1; 0 for none
}

// Line is one row of a page.
type Line struct {
	Segments []Segment // none for a blank line
	Block    int       // index in Article.Blocks
	Width    int       // in cells
}

// Blank reports whether nothing is on the line.
func (l Line) Blank() bool { return len(l.Segments) == 0 }

// Span is the smallest range of canonical offsets [start,end) with all of the
// line's text; ok is false where the line has none.
func (l Line) Span() (start, end int, ok bool) {
	for _, s := range l.Segments {
		if s.Start < 0 {
			continue
		}
		if !ok {
			start, end, ok = s.Start, s.Start+len(s.Text), true
		}
		start, end = min(start, s.Start), max(end, s.Start+len(s.Text))
	}
	return start, end, ok
}

// String is the line's text without looks.
func (l Line) String() string {
	n := 0
	for _, s := range l.Segments {
		n += len(s.Text)
	}
	b := make([]byte, 0, n)
	for _, s := range l.Segments {
		b = append(b, s.Text...)
	}
	return string(b)
}
