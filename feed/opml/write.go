package opml

import (
	"bufio"
	"cmp"
	"encoding/xml"
	"io"
	"slices"
	"strings"
	"time"

	"dateline/data"
)

// Write writes a list of subscriptions with their folders and titles, in their
// order. Local files and folders are written with addresses that begin with
// file: Read tells of them and takes none over.
func Write(w io.Writer, title string, made time.Time, all []data.Subscription) error {
	sorted := slices.Clone(all)
	slices.SortStableFunc(sorted, func(a, b data.Subscription) int {
		return cmp.Or(slices.Compare(names(a.Folder), names(b.Folder)), cmp.Compare(a.Place, b.Place))
	})
	p := printer{Writer: bufio.NewWriter(w)}
	p.text(xml.Header + `<opml version="2.0">` + "\n<head>\n  <title>")
	p.escaped(title)
	p.text("</title>\n  <dateCreated>" + made.UTC().Format(time.RFC1123) + "</dateCreated>\n</head>\n<body>\n")
	for _, s := range sorted {
		p.folder(names(s.Folder))
		p.feed(s)
	}
	p.folder(nil)
	p.text("</body>\n</opml>\n")
	return p.Flush()
}

// names are the parts of a folder's path, none at the top.
func names(folder string) []string {
	if folder == "" {
		return nil
	}
	return strings.Split(folder, "/")
}

// printer writes outlines. Errors stay with the writer, and Flush tells them.
type printer struct {
	*bufio.Writer
	open []string // folders
}

// folder closes and opens outlines until those of a path are open.
func (p *printer) folder(path []string) {
	common := 0
	for common < len(p.open) && common < len(path) && p.open[common] == path[common] {
		common++
	}
	for len(p.open) > common {
		p.open = p.open[:len(p.open)-1]
		p.indent()
		p.text("</outline>\n")
	}
	for _, name := range path[common:] {
		p.indent()
		p.text("<outline")
		p.attr("text", name)
		p.attr("title", name)
		p.text(">\n")
		p.open = append(p.open, name)
	}
}

func (p *printer) feed(s data.Subscription) {
	title := cmp.Or(s.Title, s.Given, s.Address)
	address := s.Address
	if !strings.HasPrefix(address, "http") {
		address = "file://" + address
	}
	p.indent()
	p.text("<outline")
	p.attr("type", "rss")
	p.attr("text", title)
	p.attr("title", title)
	p.attr("xmlUrl", address)
	if s.Site != "" {
		p.attr("htmlUrl", s.Site)
	}
	p.text("/>\n")
}

func (p *printer) indent() { p.text(strings.Repeat("  ", len(p.open)+1)) }

func (p *printer) attr(name, value string) {
	p.text(" " + name + `="`)
	p.escaped(value)
	p.text(`"`)
}

func (p *printer) text(s string) { _, _ = p.WriteString(s) }

func (p *printer) escaped(s string) { _ = xml.EscapeText(p.Writer, []byte(s)) }
