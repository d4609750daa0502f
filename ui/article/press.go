package article

import (
	"bytes"
	"fmt"
	"strings"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"dateline/data"
)

// press renders parts of blocks with Glamour. It isn't safe for concurrent
// use, as Glamour's renderer isn't: each call that sets an article has its own.
//
// Glamour gets a goldmark tree that is built here, with no Markdown in between:
// there is nothing to escape, and nothing that is slow to parse. The source
// that the tree points into holds the runs, each between its number and an end.
type press struct {
	options Options
	glamour renderer.Renderer // nil until it is needed
	source  []byte
	marks   []mark
	out     bytes.Buffer
}

// maxSource is how much text Glamour gets at once, in bytes. It can't be
// stopped, and takes about 1 ms for 4 KB.
const maxSource = 64 << 10

func newPress(o Options) *press { return &press{options: o} }

// newGlamour makes a renderer.
func newGlamour(o Options) renderer.Renderer {
	g := ansi.NewRenderer(ansi.Options{
		// The lines are broken already: without a width Glamour wraps nothing
		// and pads nothing.
		WordWrap:         0,
		PreserveNewLines: true,
		Styles:           styles(o),
	})
	return renderer.NewRenderer(renderer.WithNodeRenderers(util.Prioritized(g, 1)))
}

// signs are what is drawn beside the text.
type signs struct{ bullet, bar, rule, cut string }

func (o Options) signs() signs {
	if o.ASCII {
		return signs{bullet: "* ", bar: "| ", rule: "-", cut: "~ "}
	}
	return signs{bullet: "• ", bar: "│ ", rule: "─", cut: "… "}
}

// levelIndent is how far a list within a list stands in, in cells.
const levelIndent = 2

// styles is the style sheet: weight and the signs. Colours are the theme's,
// which the screen puts on the cells.
func styles(o Options) ansi.StyleConfig {
	yes, sign, none := true, o.signs(), ""
	one, code := uint(1), uint(codeIndent(o))
	var s ansi.StyleConfig
	s.Heading.Bold = &yes
	s.Strong.Bold = &yes
	s.Emph.Italic = &yes
	s.BlockQuote.Indent, s.BlockQuote.IndentToken = &one, &sign.bar
	s.List.LevelIndent = levelIndent
	s.Item.BlockPrefix = sign.bullet
	s.Enumeration.BlockPrefix = ". "
	s.CodeBlock.Indent = &code
	s.Table.CenterSeparator, s.Table.ColumnSeparator, s.Table.RowSeparator = &none, &none, &sign.rule
	return s
}

// reset forgets the runs of the part before.
func (p *press) reset() { p.source, p.marks = p.source[:0], p.marks[:0] }

// render runs a tree through Glamour and reads the lines. It is false when
// Glamour failed or the text didn't come out as it went in.
func (p *press) render(document *ast.Document, article string, base Style) (lines [][]Segment, ok bool) {
	if len(p.source) > maxSource {
		return nil, false
	}
	if p.glamour == nil {
		p.glamour = newGlamour(p.options)
	}
	defer func() {
		// Glamour works on text from outside; a fault in it costs the look of
		// one block, not the program.
		if recover() != nil {
			lines, ok = nil, false
		}
		if !ok {
			p.glamour = nil // what it kept of this part would be in the next
		}
	}()
	p.out.Reset()
	if err := p.glamour.Render(&p.out, p.source, document); err != nil {
		return nil, false
	}
	s := scanner{text: article, base: base, marks: p.marks}
	ok = s.scan(p.out.Bytes())
	return s.lines, ok
}

// add puts runs of one row under a node. With plain they take their weight
// from the block, as in headings.
func (p *press) add(parent ast.Node, runs []run, row int, plain bool) {
	for _, r := range runs {
		var node ast.Node = p.text(r, row)
		if r.style.Has(Bold) && !plain {
			node = emphasis(node, 2)
		}
		if r.style.Has(Italic) {
			node = emphasis(node, 1)
		}
		parent.AppendChild(parent, node)
	}
}

func emphasis(child ast.Node, level int) ast.Node {
	e := ast.NewEmphasis(level)
	e.AppendChild(e, child)
	return e
}

// text appends a run to the source.
func (p *press) text(r run, row int) *ast.Text {
	return ast.NewTextSegment(p.segment(r, row))
}

// segment appends a run to the source, numbered. Glamour resolves character
// references and backslashes in what it renders; here both are plain text, and
// a new number after '&' or '\' keeps them so.
func (p *press) segment(r run, row int) text.Segment {
	from := len(p.source)
	rest := r
	for rest.text != "" {
		piece := rest
		if i := strings.IndexAny(rest.text, `&\`); i >= 0 {
			piece.text = rest.text[:i+1]
		}
		rest.text = rest.text[len(piece.text):]
		if rest.start >= 0 {
			rest.start += len(piece.text)
		}
		n := len(p.marks)
		p.marks = append(p.marks, mark{run: piece, row: row})
		p.source = fmt.Appendf(p.source, "\x1b[58;2;%d;%d;%dm%s\x1b[59m", n>>16&255, n>>8&255, n&255, piece.text)
	}
	return text.NewSegment(from, len(p.source))
}

// rowEnd ends a row within a block.
func (p *press) rowEnd() ast.Node {
	t := ast.NewTextSegment(text.NewSegment(0, 0))
	t.SetHardLineBreak(true)
	return t
}

// fill puts rows under a node, parted by line ends.
func (p *press) fill(parent ast.Node, rows [][]run, plain bool) {
	for i, runs := range rows {
		if i > 0 {
			parent.AppendChild(parent, p.rowEnd())
		}
		p.add(parent, runs, i, plain)
	}
}

// tree is what Glamour gets for rows of a block that isn't a table. A part
// that isn't the block's first has no bullet.
func (p *press) tree(f *form, rows [][]run, first bool) *ast.Document {
	doc := ast.NewDocument()
	doc.AppendChild(doc, p.block(f, rows, first))
	return doc
}

// block is the tree without the document around it.
func (p *press) block(f *form, rows [][]run, first bool) ast.Node {
	switch f.kind {
	case data.Headline, data.Heading:
		h := ast.NewHeading(max(1, min(f.level, 6)))
		p.fill(h, rows, true)
		return h
	case data.Code:
		return p.code(rows)
	}
	var node ast.Node = ast.NewParagraph()
	if f.kind == data.Item && first {
		item := ast.NewListItem(f.hang)
		node = ast.NewTextBlock()
		item.AppendChild(item, node)
		p.fill(node, rows, false)
		list := newList(f.ordinal)
		list.AppendChild(list, item)
		node = list
	} else {
		p.fill(node, rows, false)
		if f.kind == data.Item {
			node = wrapIn(newList(0), node)
		}
	}
	for range f.depth {
		if f.kind == data.Quote {
			node = wrapIn(ast.NewBlockquote(), node)
		} else {
			node = wrapIn(newList(0), node)
		}
	}
	return node
}

func wrapIn(outer, inner ast.Node) ast.Node {
	outer.AppendChild(outer, inner)
	return outer
}

func newList(ordinal int) *ast.List {
	if ordinal <= 0 {
		return ast.NewList('-')
	}
	l := ast.NewList('.')
	l.Start = ordinal
	return l
}

func (p *press) code(rows [][]run) ast.Node {
	block := ast.NewCodeBlock()
	lines := text.NewSegments()
	for i, runs := range rows {
		from := len(p.source)
		for _, r := range runs {
			p.segment(r, i)
		}
		p.source = append(p.source, '\n')
		lines.Append(text.NewSegment(from, len(p.source)))
	}
	block.SetLines(lines)
	return block
}
