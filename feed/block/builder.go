// Package block builds an article's canonical text and its blocks. Every
// format writes through it, so what data.Article promises is kept in one
// place: blocks joined by a blank line, NFC, single spaces, inlines that nest,
// links numbered once, and limits that are seen.
package block

import (
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// Limits of an article. Nothing that people write comes near them.
const (
	MaxDepth  = 6          // nesting of quotes and lists; deeper ones are shown at this depth
	MaxBlock  = 32 << 10   // bytes of a block; a longer paragraph is parted, anything else cut
	MaxBlocks = 100_000    // blocks of an article
	MaxText   = 8 << 20    // bytes of an article's text
	maxInline = 1000       // inlines of a block
	separator = "\n\n"     // between two blocks
	tab, line = '\t', '\n' // between two cells and two rows of a table
)

// Rest stands at the end of an article that was cut at a limit.
const Rest = clean.Ellipsis + " (The rest is longer than Dateline shows.)"

// Builder collects blocks. Its zero value is ready. A block is opened,
// written to and closed; opening the next closes it too.
type Builder struct {
	text     strings.Builder
	blocks   []data.Block
	links    []data.Link
	index    map[string]int // of links, by address
	pictures []data.Picture
	pictured map[string]bool // addresses of pictures
	full     bool
	rule     bool // a rule is due before the next block

	open    bool
	block   data.Block    // the open one; offsets are within raw until it is closed
	raw     []byte        // its text so far
	space   bool          // a space is due before the next character
	inlines []data.Inline // closed ones, and open ones with End -1
	stack   []int         // open inlines, as indices in inlines; -1 for those not kept
}

// Open begins a block. Level is the depth of a heading, quote or item.
func (b *Builder) Open(kind data.BlockKind, level int) {
	b.Close()
	b.open = true
	b.block = data.Block{Kind: kind, Level: min(level, MaxDepth)}
}

// Number gives the open item its number in a numbered list.
func (b *Builder) Number(n int) { b.block.Ordinal = n }

// Add adds a whole block of plain text.
func (b *Builder) Add(kind data.BlockKind, level int, text string) {
	b.Open(kind, level)
	b.Write(text)
	b.Close()
}

// Code adds a block of code, which keeps its lines and their indents.
func (b *Builder) Code(lang, text string) {
	b.Open(data.Code, 0)
	b.block.Lang = clean.Line(lang, 32)
	lines := strings.Split(clean.Text(text), "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	b.raw = append(b.raw, strings.Trim(strings.Join(lines, "\n"), "\n")...)
	b.Close()
}

// Rule adds a line between two parts. It is left out where it parts nothing:
// at the beginning, at the end and after another one.
func (b *Builder) Rule() {
	b.Close()
	b.rule = len(b.blocks) > 0
}

// Cell ends a cell of the open table; its row goes on.
func (b *Builder) Cell() { b.part(tab) }

// Row ends a row of the open table.
func (b *Builder) Row() { b.part(line) }

func (b *Builder) part(c byte) {
	b.space = false
	b.raw = append(b.raw, c)
}

// Opened reports whether a block is open.
func (b *Builder) Opened() bool { return b.open }

// Empty reports whether nothing but white space is in the open block.
func (b *Builder) Empty() bool { return len(b.raw) == 0 }

// Len is the number of blocks that are closed.
func (b *Builder) Len() int { return len(b.blocks) }

// Full reports that a limit was reached and that further blocks are dropped.
func (b *Builder) Full() bool { return b.full }

// Stop drops all further blocks, as at a limit.
func (b *Builder) Stop() {
	b.Close()
	b.full = true
}

// Write adds text to the open block. White space is folded, addresses in the
// text become links. Without an open block it opens a paragraph.
func (b *Builder) Write(text string) {
	if !b.open {
		if strings.TrimSpace(text) == "" {
			return
		}
		b.Open(data.Paragraph, 0)
	}
	text = clean.Text(text)
	for text != "" && strings.Contains(text, "://") && b.block.Kind != data.Code && !b.linking() {
		start, end, ok := bareLink(text)
		if !ok {
			break
		}
		b.write(text[:start])
		if b.Link(text[start:end], "") {
			b.write(text[start:end])
			b.End()
		} else {
			b.write(text[start:end])
		}
		text = text[end:]
	}
	b.write(text)
}

// write folds white space; text is clean.
func (b *Builder) write(text string) {
	for text != "" {
		i := strings.IndexAny(text, " \n")
		if i < 0 {
			i = len(text)
		}
		if i > 0 {
			b.word(text[:i])
		}
		if i < len(text) {
			b.space = true
			i++
		}
		text = text[i:]
	}
}

// word adds a run without white space.
func (b *Builder) word(w string) {
	if b.space && len(b.raw) > 0 && b.raw[len(b.raw)-1] > ' ' {
		b.raw = append(b.raw, ' ')
	}
	b.space = false
	for _, i := range b.stack {
		if i >= 0 && b.inlines[i].Start < 0 {
			b.inlines[i].Start = len(b.raw)
		}
	}
	b.raw = append(b.raw, w...)
}

// Article closes the open block and answers with an article that has the
// text, the blocks, the links and the pictures, and nothing else.
func (b *Builder) Article() *data.Article {
	b.Close()
	if b.full {
		b.push(data.Block{Kind: data.Paragraph}, Rest, nil)
	}
	return &data.Article{Text: b.text.String(), Blocks: b.blocks, Links: b.links, Pictures: b.pictures}
}
