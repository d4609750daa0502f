package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
)

// linkable reports whether a link may be begun here.
func (w *walker) linkable(href string) bool {
	for _, in := range w.inlines {
		if in.kind == data.Anchor {
			return false
		}
	}
	_, ok := clean.Link(href, w.base)
	return ok
}

// picture notes a picture, but for the dots of one pixel that count readers.
// One that is loaded late has its address beside the usual place.
func (w *walker) picture(n *html.Node) {
	for _, side := range []string{"width", "height"} {
		if size := attr(n, side); size == "0" || size == "1" {
			return
		}
	}
	address := attr(n, "src")
	if late := attr(n, "data-src"); address == "" || late != "" && strings.HasPrefix(address, "data:") {
		address = late
	}
	w.Picture(address, w.base, attr(n, "alt"))
}

// attr is the value of an attribute, empty where it is absent.
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

// hidden reports whether a page says that an element isn't shown.
func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			style := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

// textOf is the text of a node as it stands, line breaks included.
func textOf(n *html.Node) string {
	var b strings.Builder
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.DataAtom == atom.Br:
			b.WriteByte('\n')
		case n.DataAtom == atom.Script || n.DataAtom == atom.Style || n.Type == html.ElementNode && hidden(n):
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(n)
	return b.String()
}

// codeLang is the language of a <pre>, from the class that Markdown's
// converters give it or its <code>: "language-go".
func codeLang(n *html.Node) string {
	for _, n := range []*html.Node{n, n.FirstChild} {
		if n == nil || n.Type != html.ElementNode {
			continue
		}
		for class := range strings.FieldsSeq(attr(n, "class")) {
			for _, prefix := range []string{"language-", "lang-"} {
				if lang, ok := strings.CutPrefix(class, prefix); ok {
					return lang
				}
			}
		}
	}
	return ""
}

// Limits of a table: beyond them it is read as text.
const (
	maxColumns = 64
	maxRows    = 10_000
)

// table writes a table of data as one block. A table that only lays a page
// out, with paragraphs or further tables in its cells, is text.
func (w *walker) table(n *html.Node) {
	rows, caption := tableRows(n)
	if !isData(rows) {
		w.children(n)
		return
	}
	if caption != "" {
		w.Add(data.Caption, 0, caption)
	}
	w.Open(data.Table, 0)
	for _, row := range rows {
		for j, cell := range row {
			if j > 0 {
				w.Cell()
			}
			for c := cell.FirstChild; c != nil; c = c.NextSibling {
				w.Write(textOf(c))
			}
		}
		w.Row()
	}
}

// tableRows are the cells of a table's own rows, without those of tables in it.
func tableRows(n *html.Node) (rows [][]*html.Node, caption string) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Thead, atom.Tbody, atom.Tfoot:
			more, _ := tableRows(c)
			rows = append(rows, more...)
		case atom.Caption:
			caption = textOf(c)
		case atom.Tr:
			var row []*html.Node
			for cell := c.FirstChild; cell != nil; cell = cell.NextSibling {
				if cell.DataAtom == atom.Td || cell.DataAtom == atom.Th {
					row = append(row, cell)
				}
			}
			rows = append(rows, row)
		}
	}
	return rows, caption
}

// isData reports whether rows are of a table of data: two columns or more, and
// only short text in its cells.
func isData(rows [][]*html.Node) bool {
	columns := 0
	for _, row := range rows {
		columns = max(columns, len(row))
		for _, cell := range row {
			if hasBlocks(cell) {
				return false
			}
		}
	}
	return columns >= 2 && columns <= maxColumns && len(rows) >= 2 && len(rows) <= maxRows
}

// hasBlocks reports whether a cell holds more than a line or two of text.
func hasBlocks(n *html.Node) bool {
	paragraphs := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Table, atom.Ul, atom.Ol, atom.H1, atom.H2, atom.H3, atom.Pre, atom.Blockquote, atom.Article, atom.Form:
			return true
		case atom.P, atom.Div:
			paragraphs++
			if paragraphs > 1 || hasBlocks(c) {
				return true
			}
		}
	}
	return false
}

// writeTokens adds the text of HTML that nests too deep for a tree. Block
// elements part paragraphs, and nothing else of it is kept.
func writeTokens(b *block.Flow, fragment []byte) {
	z := html.NewTokenizer(bytes.NewReader(fragment))
	skip := atom.Atom(0)
	for !b.Full() {
		switch z.Next() {
		case html.ErrorToken:
			b.Close()
			return
		case html.TextToken:
			if skip == 0 {
				b.Write(string(z.Text()))
			}
		case html.StartTagToken:
			name, _ := z.TagName()
			switch tag := atom.Lookup(name); tag {
			case atom.Script, atom.Style, atom.Head, atom.Nav, atom.Noscript, atom.Template:
				if skip == 0 {
					skip = tag
				}
			case atom.Br:
				b.Write(" ")
			case atom.P, atom.Div, atom.Li, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Tr, atom.Blockquote, atom.Section, atom.Article, atom.Pre:
				b.Close()
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			if tag := atom.Lookup(name); tag == skip {
				skip = 0
			} else if tag == atom.P || tag == atom.Div || tag == atom.Li || tag == atom.Tr {
				b.Close()
			}
		}
	}
}
