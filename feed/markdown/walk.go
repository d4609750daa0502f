package markdown

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"dateline/data"
	"dateline/feed/block"
	"dateline/feed/page"
)

// walker goes through goldmark's tree and writes blocks.
type walker struct {
	block.Flow
	source   []byte
	base     string  // what relative addresses are relative to
	title    string  // the title that the front matter gave
	headline string  // the first heading, where it is the title
	budget   *budget // what is left of it, over all pieces
}

func (w *walker) children(n ast.Node) {
	for c := n.FirstChild(); c != nil && !w.Full(); c = c.NextSibling() {
		w.block(c)
	}
}

// block writes a node that stands on lines of its own.
func (w *walker) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Heading:
		w.head(n)
	case *ast.Paragraph, *ast.TextBlock:
		w.paragraph(n)
	case *ast.Blockquote:
		w.EnterQuote()
		w.children(n)
		w.LeaveQuote()
	case *ast.List:
		first := 0
		if n.IsOrdered() {
			first = max(n.Start, 1)
		}
		w.EnterList(first)
		w.children(n)
		w.LeaveList()
	case *ast.ListItem:
		w.Item()
		w.children(n)
	case *ast.FencedCodeBlock:
		w.Code(string(n.Language(w.source)), w.lines(n))
	case *ast.CodeBlock:
		w.Code("", w.lines(n))
	case *ast.ThematicBreak:
		w.Rule()
	case *ast.HTMLBlock:
		fragment := w.lines(n)
		if n.HasClosure() {
			fragment += string(n.ClosureLine.Value(w.source))
		}
		w.Close()
		page.Write(&w.Flow, []byte(fragment), w.base)
	case *extast.Table:
		w.table(n)
	case *ast.LinkReferenceDefinition:
	default:
		w.children(n)
	}
}

// head writes a heading. One of the first level at the beginning is the
// headline; where it repeats the title of the front matter it isn't written.
func (w *walker) head(n *ast.Heading) {
	if n.Level > 1 || w.headline != "" || w.Len() > 0 && w.title == "" {
		w.Open(data.Heading, n.Level)
		w.inlines(n)
		w.Close()
		return
	}
	text := block.Title(w.plain(n))
	if w.title != "" {
		if !strings.EqualFold(text, w.title) {
			w.Open(data.Heading, n.Level)
			w.inlines(n)
			w.Close()
		}
		return
	}
	w.headline = text
	w.Open(data.Headline, 0)
	w.inlines(n)
	w.Close()
}

// paragraph writes running text. One that begins with a picture is its
// caption.
func (w *walker) paragraph(n ast.Node) {
	if image, ok := n.FirstChild().(*ast.Image); ok {
		w.picture(n, image)
		return
	}
	w.Paragraph()
	w.inlines(n)
	w.Close()
}

// picture writes what stands under a picture: the rest of its paragraph, else
// its title, else the text that stands for it.
func (w *walker) picture(n ast.Node, image *ast.Image) {
	w.note(image)
	rest := ""
	for c := image.NextSibling(); c != nil; c = c.NextSibling() {
		if other, ok := c.(*ast.Image); ok {
			w.note(other)
			continue
		}
		rest += w.plain(c) + " "
	}
	for _, caption := range []string{rest, unescape(string(image.Title)), w.plain(image)} {
		if strings.TrimSpace(caption) != "" {
			w.AddCaption(caption)
			return
		}
	}
}

// note tells the article of a picture.
func (w *walker) note(image *ast.Image) {
	w.Picture(unescape(string(image.Destination)), w.base, w.plain(image))
}

func (w *walker) table(n *extast.Table) {
	w.Open(data.Table, 0)
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if cell.PreviousSibling() != nil {
				w.Cell()
			}
			w.inlines(cell)
		}
		w.Row()
	}
	w.Close()
}

// inlines writes what is within a line. Goldmark parts text at every sign that
// might mean something; it is put together again first, so that an address or
// an escape sequence is seen whole.
func (w *walker) inlines(n ast.Node) {
	var run []byte
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			run = append(run, t.Segment.Value(w.source)...)
			if t.SoftLineBreak() || t.HardLineBreak() {
				run = append(run, '\n')
			}
			continue
		}
		w.flush(&run)
		w.inline(c)
	}
	w.flush(&run)
}

// flush writes a run of text.
func (w *walker) flush(run *[]byte) {
	if len(*run) > 0 {
		w.Write(unescape(string(*run)))
		*run = (*run)[:0]
	}
}

// inline writes a node within a line.
func (w *walker) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.String:
		w.Write(string(n.Value))
	case *ast.CodeSpan:
		w.Begin(data.CodeSpan)
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				w.Write(string(t.Segment.Value(w.source)))
			}
		}
		w.End()
	case *ast.Emphasis:
		kind := data.Emphasis
		if n.Level > 1 {
			kind = data.Strong
		}
		w.Begin(kind)
		w.inlines(n)
		w.End()
	case *ast.Link:
		w.link(unescape(string(n.Destination)), n)
	case *ast.AutoLink:
		w.Write(string(n.Label(w.source)))
	case *ast.Image:
		w.note(n)
		w.inlines(n)
	case *ast.RawHTML:
		if tag := string(n.Segments.Value(w.source)); len(tag) >= 3 && strings.EqualFold(tag[:3], "<br") {
			w.Write(" ")
		}
	default:
		w.inlines(n)
	}
}

func (w *walker) link(address string, n ast.Node) {
	begun := w.Link(address, w.base)
	w.inlines(n)
	if begun {
		w.End()
	}
}

// plain is the text of a node without what sets it.
func (w *walker) plain(n ast.Node) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.WriteString(unescape(string(t.Segment.Value(w.source))))
			if t.SoftLineBreak() || t.HardLineBreak() {
				b.WriteByte(' ')
			}
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// lines is the source of a node as it stands.
func (w *walker) lines(n ast.Node) string {
	return string(n.Lines().Value(w.source))
}

// unescape resolves backslashes and entities, which goldmark leaves in text.
func unescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			i++
			b.WriteByte(s[i])
		case s[i] == '&':
			end := strings.IndexByte(s[i:min(len(s), i+maxEntity)], ';')
			if end < 0 {
				b.WriteByte('&')
				continue
			}
			b.WriteString(html.UnescapeString(s[i : i+end+1]))
			i += end
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// maxEntity is longer than the longest name of an entity.
const maxEntity = 40

func isPunct(c byte) bool {
	return c > ' ' && c < '0' || c > '9' && c < 'A' || c > 'Z' && c < 'a' || c > 'z' && c < 0x7f
}
