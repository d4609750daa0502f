// Package feed goes from bytes to articles: it finds files, tells their
// formats, and opens them newest first.
package feed

import (
	"bytes"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/markdown"
	"dateline/feed/page"
	"dateline/feed/plain"
)

// MaxSize is the largest file that is opened, in bytes.
const MaxSize = 16 << 20

// format is a row in the table of formats.
type format struct {
	name       string
	extensions []string
	// decodes is of a format that tells its encoding itself; text of the others
	// is made UTF-8 before it is parsed.
	decodes bool
	// is reports whether src is of this format, judging by its bytes alone.
	is func(src []byte) bool
	// parse makes an article; dates without a zone are in zone. Its error says
	// in words what is wrong with the text.
	parse func(src []byte, zone *time.Location) (*data.Article, error)
}

// formats is the table of formats: to add one, add its row and its package.
// What the bytes say goes before what the name says, and the first row that
// fits is taken.
var formats = []format{
	{"HTML", []string{".html", ".htm", ".xhtml"}, true, isHTML, page.Parse},
	{"Markdown", []string{".md", ".markdown", ".mdown", ".mkd"}, false, markdown.HasFront, markdown.Parse},
	{"plain text", []string{".txt", ".text"}, false, nil, plain.Parse},
}

// formatOf tells the format of a text: by its bytes, then by its name, then by
// how it looks.
func formatOf(src []byte, name string) format {
	for _, f := range formats {
		if f.is != nil && f.is(src) {
			return f
		}
	}
	if f, ok := formatNamed(name); ok {
		return f
	}
	if markdown.Likely(src) {
		return formats[1]
	}
	return formats[len(formats)-1]
}

// formatNamed is the format that a file's name tells.
func formatNamed(name string) (format, bool) {
	ext := strings.ToLower(path.Ext(name))
	for _, f := range formats {
		for _, e := range f.extensions {
			if e == ext {
				return f, true
			}
		}
	}
	return format{}, false
}

// htmlStarts are what HTML begins with, in lower case.
var htmlStarts = []string{"<!doctype html", "<html", "<head", "<body", "<article", "<div", "<p>", "<p ", "<section", "<main", "<h1", "<title"}

// isHTML reports whether src begins as HTML does, after a comment or an XML
// declaration.
func isHTML(src []byte) bool {
	head := bytes.ToLower(src[:min(len(src), 1024)])
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\ufeff")), " \t\r\n")
	for bytes.HasPrefix(head, []byte("<?")) || bytes.HasPrefix(head, []byte("<!--")) {
		_, rest, ok := bytes.Cut(head, []byte(">"))
		if !ok {
			return false
		}
		head = bytes.TrimLeft(rest, " \t\r\n")
	}
	for _, start := range htmlStarts {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}

// signatures are the first bytes of what is often mistaken for an article,
// and what to do about it.
var signatures = []struct{ start, cause string }{
	{"%PDF-", "it is a PDF: turn it into text first, for example with pdftotext"},
	{"PK\x03\x04", "it is a ZIP archive or an office document: save it as text or HTML first"},
	{"\xd0\xcf\x11\xe0", "it is an office document: save it as text or HTML first"},
	{"{\\rtf", "it is RTF: save it as text or HTML first"},
	{"\x1f\x8b", "it is compressed: unpack it first with gunzip"},
	{"(\xb5/\xfd", "it is compressed: unpack it first with unzstd"},
	{"BZh", "it is compressed: unpack it first with bunzip2"},
	{"\xfd7zXZ", "it is compressed: unpack it first with unxz"},
	{"SQLite format 3", "it is a database"},
	{"\x89PNG", "it is a picture"},
	{"\xff\xd8\xff", "it is a picture"},
	{"GIF8", "it is a picture"},
}

// notText says why src can't be read as text, empty where it can.
func notText(src []byte) string {
	for _, s := range signatures {
		if bytes.HasPrefix(src, []byte(s.start)) {
			return s.cause
		}
	}
	if len(bytes.TrimSpace(src)) == 0 {
		return "it is empty"
	}
	head := src[:min(len(src), 64<<10)]
	// Text in any encoding has next to no controls; what isn't text has them as
	// often as any other byte.
	controls := 0
	for _, c := range head {
		if c < ' ' && !strings.ContainsRune("\t\n\v\f\r\x1b", rune(c)) {
			controls++
		}
	}
	unspaced := !utf8.Valid(head) && !bytes.ContainsAny(head, " \n\t")
	if controls*30 > len(head) || unspaced {
		return "it isn't text"
	}
	return ""
}
