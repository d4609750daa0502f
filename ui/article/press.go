package article

import (
	"bytes"

	"charm.land/glamour/v2/ansi"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
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
