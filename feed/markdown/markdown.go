// Package markdown reads Markdown with front matter. It walks goldmark's tree
// straight to blocks, and guards it from input that would take it minutes.
package markdown

import (
	"bytes"
	"errors"
	"strings"
	"time"

	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
)

// ErrNoText is the answer for Markdown without text to read.
var ErrNoText = errors.New("there is no text in it")

// Parse reads Markdown. The title of the front matter, or else a first heading
// of the first level, becomes the headline; the description becomes the deck.
// Dates without a zone are in zone. The error is ErrNoText where nothing is
// left.
func Parse(src []byte, zone *time.Location) (*data.Article, error) {
	source := clean.Text(string(bytes.TrimPrefix(src, []byte("\ufeff"))))
	matter, body := splitFront([]byte(source))
	f := parseFront(matter, zone)
	w := walker{base: f.url, title: f.title, budget: &budget{}}
	if f.title != "" {
		w.Add(data.Headline, 0, f.title)
	}
	if f.deck != "" {
		w.Add(data.Deck, 0, f.deck)
	}
	w.parse(body)
	a := w.Article()
	f.apply(a)
	return finish(a, w.headline)
}

// finish gives the article a title where the front matter has none.
func finish(a *data.Article, headline string) (*data.Article, error) {
	if a.Text == "" {
		return nil, ErrNoText
	}
	if a.Title == "" {
		a.Title = block.Title(headline)
	}
	if a.Title == "" {
		a.Title = block.TitleFrom(a)
	}
	return a, nil
}

// maxChunk is how much Markdown is parsed at once, in bytes. What is longer is
// parsed in pieces, parted at empty lines, so that an article that reaches its
// limits costs no more than they allow.
const maxChunk = 256 << 10

// parse reads the body, and stops at the limits of an article.
func (w *walker) parse(body []byte) {
	var references []parser.Reference
	if len(body) > maxChunk {
		references = definitions(body)
	}
	for lines := 0; len(body) > 0 && !w.Full(); {
		n := chunkLen(body)
		if lines += bytes.Count(body[:n], []byte("\n")); lines > maxLines {
			w.Stop()
			return
		}
		chunk := tame(body[:n])
		body = body[n:]
		context := parser.NewContext()
		for _, r := range references {
			context.AddReference(r)
		}
		w.source = chunk
		w.block(markdown(w.budget).Parse(text.NewReader(chunk), parser.WithContext(context)))
	}
}

// markdown is a parser of CommonMark with GitHub's tables and strike-through.
// Budget bounds what one block may cost.
func markdown(budget *budget) parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewStrikethroughParser(), 500),
			util.Prioritized(budget, 0))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
	)
}

// chunkLen is where the first piece of body ends: all of it if it is short.
func chunkLen(body []byte) int {
	if len(body) <= maxChunk {
		return len(body)
	}
	if i := bytes.LastIndex(body[:maxChunk], []byte("\n\n")); i > 0 {
		return i + 2
	}
	if i := bytes.LastIndexByte(body[:maxChunk], '\n'); i > 0 {
		return i + 1
	}
	n := maxChunk
	for n > 0 && body[n]&0xc0 == 0x80 {
		n--
	}
	return n
}

// maxReferences is how many link definitions a long text may have.
const maxReferences = 2000

// definitions are the link definitions of a text that is parsed in pieces.
func definitions(body []byte) []parser.Reference {
	var found bytes.Buffer
	n := 0
	for line := range bytes.Lines(body) {
		if trimmed := bytes.TrimLeft(line, " "); len(trimmed) > 0 && trimmed[0] == '[' && bytes.Contains(trimmed, []byte("]:")) && len(line) < 1024 && n < maxReferences {
			found.Write(line)
			n++
		}
	}
	context := parser.NewContext()
	markdown(&budget{}).Parse(text.NewReader(found.Bytes()), parser.WithContext(context))
	return context.References()
}

// Likely reports whether text without a telling name is Markdown: it has front
// matter, headings, or links as Markdown writes them.
func Likely(src []byte) bool {
	if HasFront(src) {
		return true
	}
	signs := 0
	for line := range strings.Lines(string(src[:min(len(src), 16<<10)])) {
		line = strings.TrimRight(line, " \r\n")
		hashes := len(line) - len(strings.TrimLeft(line, "#"))
		switch {
		case hashes > 0 && hashes <= 6 && strings.HasPrefix(line[hashes:], " "):
			signs++
		case strings.HasPrefix(line, "```"), strings.Contains(line, "](http"), strings.HasPrefix(line, "> "), strings.HasPrefix(line, "|--"), strings.HasPrefix(line, "| --"):
			signs++
		}
	}
	return signs >= 2 || signs == 1 && bytes.HasPrefix(src, []byte("#"))
}
