package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"dateline/feed/block"
)

// Limits of what goldmark is given. It is quadratic in the signs of a block:
// 40,000 times "*a_ " take it seconds. No text that people write has as many.
const (
	maxSigns    = 600     // signs of a block that may mean something
	maxAllSigns = 200_000 // and of an article
	maxScan     = 4 << 20 // signs of a block times its length in bytes
	maxColumns  = 64      // of a table
	maxCells    = 100_000 // of a table
	maxIndent   = 100     // spaces before a line
	maxDefined  = 100     // link definitions without an empty line between
	maxLines    = 500_000 // of an article
)

// budget is an inline parser that comes before all others. While there is
// budget it leaves everything to them; then it makes plain text of the signs.
type budget struct {
	parent ast.Node
	left   int // signs that this block has left
	spent  int // in the whole article
}

// Trigger are the signs that make goldmark look further.
func (g *budget) Trigger() []byte { return []byte{'*', '_', '[', ']', '!', '<', '`', '~'} }

// Parse takes the rest of a line as text, or leaves its first sign to the
// parsers behind it.
func (g *budget) Parse(parent ast.Node, reader text.Reader, _ parser.Context) ast.Node {
	if parent != g.parent {
		g.parent, g.left = parent, maxSigns
		if length := blockLen(parent); length > 0 {
			g.left = min(maxSigns, maxScan/length)
		}
	}
	if g.left > 0 && g.spent < maxAllSigns {
		g.left--
		g.spent++
		return nil
	}
	line, segment := reader.PeekLine() // all of it is text
	n := max(len(bytes.TrimRight(line, "\r\n ")), 1)
	reader.Advance(n)
	return ast.NewTextSegment(text.NewSegment(segment.Start, segment.Start+n))
}

// blockLen is the length of a block's source in bytes.
func blockLen(n ast.Node) int {
	lines := n.Lines()
	if lines == nil || lines.Len() == 0 {
		return 0
	}
	return lines.At(lines.Len()-1).Stop - lines.At(0).Start
}

// tame limits what the lines of src open: quotes and lists within one another,
// columns and rows of tables, indents. Most text needs nothing of it.
func tame(src []byte) []byte {
	var out []byte // a copy, once something changes
	kept := 0
	guard := lineGuard{}
	for at := 0; at < len(src); {
		n := bytes.IndexByte(src[at:], '\n') + 1
		if n == 0 {
			n = len(src) - at
		}
		if line, changed := guard.line(src[at : at+n]); changed {
			out = append(append(out, src[kept:at]...), line...)
			kept = at + n
		}
		at += n
	}
	if out == nil {
		return src
	}
	return append(out, src[kept:]...)
}

// lineGuard goes from line to line, and counts the cells of the table and the
// link definitions of the paragraph that it is in.
type lineGuard struct{ columns, cells, definitions int }

// line is the line as goldmark may have it, and whether it differs.
func (g *lineGuard) line(line []byte) ([]byte, bool) {
	trimmed := bytes.TrimSpace(line)
	switch {
	case len(trimmed) == 0:
		*g = lineGuard{}
	case trimmed[0] == '[':
		if g.definitions++; g.definitions > maxDefined {
			*g = lineGuard{}
			return append([]byte("\n"), line...), true
		}
	case isDelimiterRow(trimmed):
		g.columns, g.cells = bytes.Count(trimmed, []byte("|"))+1, 0
		if g.columns > maxColumns {
			*g = lineGuard{}
			return []byte("\n\n"), true
		}
	case g.columns > 0:
		if g.cells += g.columns; g.cells > maxCells {
			*g = lineGuard{}
			return append([]byte("\n"), line...), true
		}
	}
	return shallow(line)
}

// isDelimiterRow reports whether a line may part a table's head from its body.
func isDelimiterRow(line []byte) bool {
	return bytes.IndexByte(line, '|') >= 0 && bytes.IndexByte(line, '-') >= 0 && len(bytes.Trim(line, "|-: >")) == 0
}

// shallow takes the openers away that go deeper than an article shows: quotes,
// list items, and indents that only nested lists could have.
func shallow(line []byte) ([]byte, bool) {
	depth, i, indent := 0, 0, 0
	for ; i < len(line); i++ {
		switch c := line[i]; {
		case c == ' ':
			indent++
			if indent > maxIndent {
				return append(bytes.Clone(line[:i]), bytes.TrimLeft(line[i:], " >")...), true
			}
			continue
		case c == '>':
			depth++
		case (c == '-' || c == '*' || c == '+') && i+1 < len(line) && line[i+1] == ' ':
			depth++
		default:
			return line, false
		}
		indent = 0
		if depth > 2*block.MaxDepth {
			return append(bytes.Clone(line[:i]), bytes.TrimLeft(line[i:], " >-*+")...), true
		}
	}
	return line, false
}
