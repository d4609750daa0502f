// Package page reads HTML: a page through readability, which finds the article
// in it, and everything else as it stands. Both go from nodes to blocks, with
// no detour over another format.
package page

import (
	"bytes"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline/data"
	"dateline/feed/block"
)

// Write adds the text of an HTML fragment, which may be broken in any way, to
// b. Base makes relative addresses whole.
func Write(b *block.Flow, fragment []byte, base string) {
	body := &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body}
	nodes, err := html.ParseFragment(bytes.NewReader(fragment), body)
	if err != nil { // more than 512 elements open at once
		writeTokens(b, fragment)
		return
	}
	for _, n := range nodes {
		body.AppendChild(n)
	}
	WriteNode(b, body, base)
}

// WriteNode adds the text of a node and all that is in it to b.
func WriteNode(b *block.Flow, n *html.Node, base string) {
	w := walker{Flow: b, base: base}
	w.node(n)
	b.Close()
}

// walker goes through nodes. Elements may close in another block than they
// opened in, so it keeps the inlines that are open and begins them anew in
// each block.
type walker struct {
	*block.Flow
	base    string
	inlines []inline
	heading int // level of the heading, 0 outside
}

// inline is an element that sets text without beginning a block.
type inline struct {
	kind data.InlineKind
	href string
}

func (w *walker) node(n *html.Node) {
	if w.Full() {
		return
	}
	switch n.Type {
	case html.TextNode:
		w.text(n.Data)
	case html.DocumentNode:
		w.children(n)
	case html.ElementNode:
		if !hidden(n) {
			w.element(n)
		}
	}
}

func (w *walker) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.node(c)
	}
}

// text writes to the open block, opening one where there is none.
func (w *walker) text(s string) {
	if !w.Opened() {
		if strings.TrimSpace(s) == "" {
			return
		}
		w.openBlock()
	}
	w.Write(s)
}

func (w *walker) openBlock() {
	switch {
	case w.heading > 0:
		w.Open(data.Heading, w.heading)
	default:
		w.Paragraph()
	}
	for _, in := range w.inlines {
		w.begin(in)
	}
}

func (w *walker) begin(in inline) {
	if in.kind == data.Anchor {
		w.Link(in.href, w.base)
		return
	}
	w.Begin(in.kind)
}

func (w *walker) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Math,
		atom.Head, atom.Nav, atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Dialog, atom.Audio, atom.Video, atom.Canvas:
	case atom.A:
		w.anchor(n)
	case atom.Em, atom.I, atom.Cite, atom.Dfn, atom.Var:
		w.inline(n, inline{kind: data.Emphasis})
	case atom.Strong, atom.B:
		w.inline(n, inline{kind: data.Strong})
	case atom.Code, atom.Kbd, atom.Samp, atom.Tt:
		w.inline(n, inline{kind: data.CodeSpan})
	case atom.Q:
		w.text("“")
		w.children(n)
		w.text("”")
	case atom.Br:
		w.lineBreak(n)
	case atom.Span, atom.Font, atom.Small, atom.Big, atom.U, atom.S, atom.Del, atom.Ins, atom.Sub, atom.Sup, atom.Time,
		atom.Abbr, atom.Acronym, atom.Mark, atom.Label, atom.Bdi, atom.Bdo, atom.Wbr, atom.Data, atom.Nobr, atom.Strike, atom.Picture, atom.Source, atom.Ruby:
		w.children(n)
	case atom.Img:
		w.picture(n)
	case atom.Rt, atom.Rp:
	default:
		w.blockElement(n)
	}
}

func (w *walker) blockElement(n *html.Node) {
	w.Close()
	defer w.Close()
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		w.heading, _ = strconv.Atoi(n.Data[1:])
		w.children(n)
		w.heading = 0
	case atom.Blockquote:
		w.EnterQuote()
		w.children(n)
		w.LeaveQuote()
	case atom.Ul, atom.Ol, atom.Menu, atom.Dir:
		w.list(n)
	case atom.Li:
		w.Item()
		w.children(n)
	case atom.Pre:
		w.Code(codeLang(n), textOf(n))
	case atom.Hr:
		w.Rule()
	case atom.Figcaption:
		w.AddCaption(textOf(n))
	case atom.Table:
		w.table(n)
	default:
		w.children(n)
	}
}

func (w *walker) list(n *html.Node) {
	first := 0
	if n.DataAtom == atom.Ol {
		first = 1
		if start, err := strconv.Atoi(attr(n, "start")); err == nil && start > 0 {
			first = start
		}
	}
	w.EnterList(first)
	w.children(n)
	w.LeaveList()
}

func (w *walker) anchor(n *html.Node) {
	href := attr(n, "href")
	if href == "" || strings.HasPrefix(href, "#") {
		w.children(n)
		return
	}
	w.inline(n, inline{data.Anchor, href})
}

// inline walks through an inline element. Its end may stand in a later block.
func (w *walker) inline(n *html.Node, in inline) {
	if in.kind == data.Anchor && !w.linkable(in.href) {
		w.children(n)
		return
	}
	w.inlines = append(w.inlines, in)
	if w.Opened() {
		w.begin(in)
	}
	w.children(n)
	w.inlines = w.inlines[:len(w.inlines)-1]
	w.End()
}

// lineBreak is a space; two of them in a row part paragraphs.
func (w *walker) lineBreak(n *html.Node) {
	prev := n.PrevSibling
	for prev != nil && prev.Type == html.TextNode && strings.TrimSpace(prev.Data) == "" {
		prev = prev.PrevSibling
	}
	if prev != nil && prev.DataAtom == atom.Br && prev.Type == html.ElementNode {
		w.Close()
	} else if w.Opened() {
		w.Write(" ")
	}
}
