package article

import (
	"strconv"
	"strings"

	"dateline/data"
)

// form is how one block is set at one measure.
type form struct {
	kind    data.BlockKind
	level   int    // of a heading
	depth   int    // lists or quotations around it
	ordinal int    // of a numbered item; 0 for a bullet
	base    Style  // of its text
	before  string // decoration before each row, as Glamour draws it
	marker  string // decoration before the first row of an item
	hang    int    // cells that stand before the other rows
	room    int    // cells for text
}

// maxDepth bounds nesting. Glamour's time grows fourfold with every few levels
// of quotations: 80 of them around one word took it 105 s.
const maxDepth = 6

// baseStyles has the style of the text of each kind of block.
var baseStyles = [...]Style{
	data.Headline: Headline | Bold,
	data.Deck:     Deck | Italic,
	data.Heading:  Heading | Bold,
	data.Quote:    Quote,
	data.Caption:  Caption,
	data.Credit:   Credit,
	data.Code:     Code,
	data.Table:    Cell,
	data.Rule:     Decoration,
}

// newForm decides how a block is set. numerals is the width of the widest
// number in the block's list.
func newForm(b data.Block, o Options, numerals int) *form {
	width, sign := o.width(), o.signs()
	f := &form{kind: b.Kind, level: b.Level, base: baseStyle(b.Kind)}
	switch b.Kind {
	case data.Quote:
		f.depth = max(1, min(b.Level, maxDepth, width/6))
		f.before = strings.Repeat(sign.bar, f.depth)
	case data.Item:
		f.depth = max(0, min(b.Level-1, maxDepth, width/10))
		f.before = strings.Repeat(" ", levelIndent*f.depth)
		f.number(b.Ordinal, numerals, width/2, sign.bullet)
	case data.Code:
		f.before = strings.Repeat(" ", codeIndent(o))
	}
	f.room = width - Cells(f.before) - f.hang
	return f
}

func baseStyle(k data.BlockKind) Style {
	if int(k) < len(baseStyles) {
		return baseStyles[k]
	}
	return 0
}

// codeIndent is how far a code block stands in, in cells.
func codeIndent(o Options) int {
	if o.width() < 20 {
		return 0
	}
	return levelIndent
}

// number gives an item its marker. A number that would take more than half of
// the measure gives way to a bullet.
func (f *form) number(ordinal, numerals, most int, bullet string) {
	f.marker, f.hang = bullet, Cells(bullet)
	if ordinal <= 0 {
		return
	}
	marker := strconv.Itoa(ordinal) + ". "
	if len(marker) > most {
		return
	}
	f.ordinal = ordinal
	f.marker, f.hang = marker, max(len(marker), min(numerals+len(". "), most))
}

// hung puts what stands before the text of an item into its rows: nothing
// before the first but what its marker lacks to the others' width.
func (f *form) hung(rows [][]run, first bool) [][]run {
	if f.hang == 0 {
		return rows
	}
	out := make([][]run, len(rows))
	for i, runs := range rows {
		pad := f.hang
		if first && i == 0 {
			pad -= Cells(f.marker)
		}
		out[i] = runs
		if pad > 0 {
			space := run{text: strings.Repeat(" ", pad), start: -1, style: f.base | Decoration}
			out[i] = append([]run{space}, runs...)
		}
	}
	return out
}

// plain sets rows as Glamour would, without it: the way out when a block takes
// too long or comes back changed.
func (f *form) plain(rows [][]run, first bool, text string) [][]Segment {
	lines := make([][]Segment, len(rows))
	for i, runs := range rows {
		before := f.before
		if first && i == 0 {
			before += f.marker
		}
		var line []Segment
		if before != "" {
			line = append(line, Segment{Text: before, Start: -1, Style: f.base&^(Bold|Italic) | Decoration})
		}
		for _, r := range runs {
			line = join(line, Segment{Text: r.text, Start: r.start, Style: r.style, Link: r.link}, text)
		}
		lines[i] = line
	}
	return lines
}
