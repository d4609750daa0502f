package page

import (
	"bytes"
	"cmp"
	"errors"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	readability "codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
	"golang.org/x/net/publicsuffix"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
	"dateline/feed/dates"
)

// ErrNoText is the answer for HTML without text to read.
var ErrNoText = errors.New("there is no text in it")

// Above these sizes a page is read as it stands: readability's passes over the
// tree would take seconds.
const (
	maxPage     = 4 << 20 // bytes
	maxElements = 60_000
)

// minShare is the part of a page's text that an extract must have to be
// believed: readability may find a teaser in what isn't an article page.
const (
	minShare = 0.1
	minText  = 140 // bytes
)

// Parse reads HTML in whatever encoding it declares. A page goes through
// readability, a fragment is read as it stands; so is a page in which
// readability finds nothing. Dates without a zone are in zone. The error is
// ErrNoText where nothing is left.
func Parse(src []byte, zone *time.Location) (*data.Article, error) {
	return ParseFrom(src, "", zone)
}

// ParseFrom is Parse of a page that came from an address: its links are
// relative to that, and an address that it gives for itself is believed only
// where it is of the same site.
func ParseFrom(src []byte, address string, zone *time.Location) (*data.Article, error) {
	a, err := parse(src, address, zone)
	if err == nil && address != "" && !sameSite(a.URL, address) {
		a.URL, _ = clean.Link(address, "")
	}
	return a, err
}

// sameSite reports whether two addresses are of one registered name.
func sameSite(a, b string) bool {
	one, err := url.Parse(a)
	other, err2 := url.Parse(b)
	if err != nil || err2 != nil || one.Host == "" {
		return false
	}
	if strings.EqualFold(one.Host, other.Host) {
		return true
	}
	name, err := publicsuffix.EffectiveTLDPlusOne(one.Hostname())
	name2, err2 := publicsuffix.EffectiveTLDPlusOne(other.Hostname())
	return err == nil && err2 == nil && strings.EqualFold(name, name2)
}

func parse(src []byte, address string, zone *time.Location) (*data.Article, error) {
	src = decode(src)
	doc, err := html.Parse(bytes.NewReader(src))
	if err != nil { // more than 512 elements open at once
		var b block.Flow
		writeTokens(&b, src)
		return finish(b.Article(), "")
	}
	own := canonical(doc)
	base := cmp.Or(address, own)
	if len(src) <= maxPage && isPage(src) {
		if a := extract(doc, base, zone); a != nil {
			a.URL = own
			return finish(a, a.Title)
		}
		if doc, err = html.Parse(bytes.NewReader(src)); err != nil {
			return nil, ErrNoText
		}
	}
	title := titleOf(doc)
	var b block.Flow
	writeHead(&b, doc, title)
	WriteNode(&b, doc, base)
	a := b.Article()
	a.URL, a.Language = own, language(doc)
	return finish(a, title)
}

// finish gives an article its title, from the text where there is no better.
func finish(a *data.Article, title string) (*data.Article, error) {
	if a.Text == "" {
		return nil, ErrNoText
	}
	a.Title = block.Title(title)
	if a.Title == "" {
		a.Title = block.TitleFrom(a)
	}
	return a, nil
}

// decode makes UTF-8 of the encoding that a page declares, as browsers do. What
// is UTF-8 as it stands is left alone, whatever it declares.
func decode(src []byte) []byte {
	encoding, name, _ := charset.DetermineEncoding(src[:min(len(src), 1024)], "text/html")
	if name == "utf-8" || utf8.Valid(src) && name != "iso-2022-jp" {
		return src
	}
	if decoded, err := encoding.NewDecoder().Bytes(src); err == nil {
		return decoded
	}
	return src
}

// isPage reports whether src is a whole page rather than a fragment.
func isPage(src []byte) bool {
	head := bytes.ToLower(src[:min(len(src), 4096)])
	return bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<body")) || bytes.Contains(head, []byte("<!doctype"))
}

// extract is the article that readability finds in a page, nil where it finds
// none that can be believed. It changes doc.
func extract(doc *html.Node, base string, zone *time.Location) *data.Article {
	before := textLen(doc)
	lang := language(doc)
	parser := readability.NewParser()
	parser.MaxElemsToParse = maxElements
	found, err := parser.ParseAndMutate(doc, nil)
	if err != nil || found.Node == nil {
		return nil
	}
	if got := textLen(found.Node); got < minText || float64(got) < minShare*float64(before) {
		return nil
	}
	var b block.Flow
	title := block.Title(found.Title())
	if title != "" {
		b.Add(data.Headline, 0, title)
	}
	removeTitle(found.Node, title)
	WriteNode(&b, found.Node, base)
	a := b.Article()
	a.Title, a.Language = title, clean.Line(lang, 35)
	a.Source = clean.Line(found.SiteName(), 80)
	a.Authors = Authors(found.Byline())
	if t, err := found.PublishedTime(); err == nil {
		a.Published = t
	}
	return a
}

// Authors are the names in a byline: "By Jane Doe and John Roe".
func Authors(byline string) []string {
	byline = clean.Line(byline, 200)
	for _, prefix := range []string{"By ", "by ", "BY ", "Written by "} {
		byline = strings.TrimPrefix(byline, prefix)
	}
	var names []string
	for _, part := range strings.FieldsFunc(strings.ReplaceAll(strings.ReplaceAll(byline, " and ", ";"), " & ", ";"), func(r rune) bool { return r == ',' || r == ';' || r == '|' }) {
		if name := strings.TrimSpace(part); name != "" && !strings.Contains(name, "://") {
			if _, isDate := dates.Parse(name, time.UTC); !isDate {
				names = append(names, name)
			}
		}
	}
	return names
}

// canonical is the address that a page gives for itself.
func canonical(doc *html.Node) string {
	found := ""
	each(doc, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Link:
			if strings.EqualFold(attr(n, "rel"), "canonical") && found == "" {
				found, _ = clean.Link(attr(n, "href"), "")
			}
		case atom.Meta:
			if attr(n, "property") == "og:url" && found == "" {
				found, _ = clean.Link(attr(n, "content"), "")
			}
		case atom.Body:
			return false
		}
		return true
	})
	if strings.HasPrefix(found, "mailto:") {
		return ""
	}
	return found
}

// language is what the page says its language is.
func language(doc *html.Node) (lang string) {
	each(doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Html {
			lang = clean.Line(attr(n, "lang"), 35)
			return false
		}
		return true
	})
	return lang
}

// titleOf is the text of <title>.
func titleOf(doc *html.Node) (title string) {
	each(doc, func(n *html.Node) bool {
		if n.DataAtom == atom.Title && title == "" {
			title = block.Title(textOf(n))
		}
		return n.DataAtom != atom.Svg
	})
	return title
}

// writeHead makes the title of a page the headline, unless the page shows another
// one.
func writeHead(b *block.Flow, doc *html.Node, title string) {
	if title == "" {
		return
	}
	repeated, another := removeTitle(doc, title), false
	each(doc, func(n *html.Node) bool {
		another = another || n.DataAtom == atom.H1
		return true
	})
	if repeated || !another {
		b.Add(data.Headline, 0, title)
	}
}

// removeTitle takes the heading away that repeats the title, if one does.
func removeTitle(root *html.Node, title string) bool {
	var repeated *html.Node
	each(root, func(n *html.Node) bool {
		if repeated == nil && (n.DataAtom == atom.H1 || n.DataAtom == atom.H2) && strings.EqualFold(block.Title(textOf(n)), title) {
			repeated = n
		}
		return true
	})
	if repeated == nil || repeated.Parent == nil {
		return false
	}
	repeated.Parent.RemoveChild(repeated)
	return true
}

// textLen is how much text a node has, without what is never shown and what is
// in links: a page's menus may be longer than its article.
func textLen(n *html.Node) int {
	total := 0
	each(n, func(n *html.Node) bool {
		if n.Type == html.TextNode {
			total += len(strings.TrimSpace(n.Data))
		}
		return n.DataAtom != atom.Script && n.DataAtom != atom.Style && n.DataAtom != atom.Noscript && n.DataAtom != atom.A
	})
	return total
}

// each calls visit for n and all below it; visit answers whether to go deeper.
func each(n *html.Node, visit func(*html.Node) bool) {
	if !visit(n) {
		return
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, visit)
	}
}
