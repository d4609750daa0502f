package article

import (
	"fmt"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"dateline/data"
)

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
	case data.Item:
		return p.item(f, rows, first)
	}
	var node ast.Node = ast.NewParagraph()
	p.fill(node, rows, false)
	for range f.depth {
		node = wrapIn(ast.NewBlockquote(), node)
	}
	return node
}

// item is one item in as many lists as it is deep: lists right within lists,
// for an item between them would draw its own bullet.
func (p *press) item(f *form, rows [][]run, first bool) ast.Node {
	body, list := ast.Node(ast.NewParagraph()), newList(0)
	if first {
		body, list = ast.NewTextBlock(), newList(f.ordinal)
	}
	p.fill(body, rows, false)
	if first {
		body = wrapIn(ast.NewListItem(f.hang), body)
	}
	node := wrapIn(list, body)
	for range f.depth {
		node = wrapIn(newList(0), node)
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
