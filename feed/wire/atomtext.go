package wire

import (
	"encoding/base64"
	"html"
	"strings"

	"dateline/feed/xmltext"
)

// AtomText is the text of an element that says what kind its text is, as
// Atom's do in both versions: text, HTML that is escaped, markup as it stands,
// or base64. Kind is what it is where it doesn't say.
func AtomText(n *xmltext.Node, kind string) Text {
	if given := strings.ToLower(strings.TrimSpace(n.Attr("type"))); given != "" {
		kind, _, _ = strings.Cut(given, ";")
	}
	mode := strings.ToLower(n.Attr("mode"))
	t := Text{Base: n.Base}
	switch {
	case n.HasElements() && mode != "escaped":
		t.HTML = n.HTML()
	case mode == "base64", mode == "" && binary(kind):
		t.HTML = unbase64(n.Value(), kind)
	case kind == "html", kind == "xhtml", strings.HasSuffix(kind, "html"), strings.HasSuffix(kind, "html+xml"), n.HasElements():
		t.HTML = Markup(n).HTML
	default:
		t.HTML = html.EscapeString(n.Value())
	}
	return t
}

// binary reports whether content of that type stands in base64, as Atom 1.0
// has it of all that is neither text nor XML.
func binary(kind string) bool {
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "xml") && !strings.HasPrefix(kind, "message/")
}

// unbase64 decodes a text; what can't be decoded stays. Other binary content,
// such as a picture, is no text at all.
func unbase64(s, kind string) string {
	decoded, err := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(s), ""))
	switch {
	case err != nil:
		decoded = []byte(s)
	case strings.ContainsRune(string(decoded), 0):
		return ""
	}
	if kind == "text" || kind == "text/plain" {
		return html.EscapeString(string(decoded))
	}
	return string(decoded)
}

// AtomLink is one of Atom's links, by what it is for.
func AtomLink(c *Common, n *xmltext.Node) {
	url := strings.TrimSpace(n.Attr("href"))
	if url == "" {
		url = n.Value()
	}
	if url == "" {
		return
	}
	rel := strings.ToLower(strings.TrimPrefix(n.Attr("rel"), "http://www.iana.org/assignments/relation/"))
	switch rel {
	case "", "alternate":
		rank := DublinCore
		if kind := n.Attr("type"); kind != "" && !strings.Contains(kind, "html") {
			rank = Media
		}
		c.Link.Set(rank, Text{url, n.Base})
	case "enclosure":
		c.AddFile(File{URL: url, Type: n.Attr("type"), Length: n.Attr("length"), Title: n.Attr("title"), Base: n.Base})
	case "self":
		c.Link.Set(Last+1, Text{url, n.Base})
	}
	c.AddLink(url, n.Base)
}
