package discover

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"

	"dateline/data/clean"
	"dateline/feed/charsets"
	"dateline/feed/xmltext"
)

// feedTypes are the media types that pages declare feeds with. Those of JSON and
// XML alone mean other things as well.
var feedTypes = map[string]bool{
	"application/rss+xml": true, "application/atom+xml": true, "application/feed+json": true, "application/rdf+xml": true,
	"text/rss+xml": true, "text/atom+xml": true, "application/x.atom+xml": true, "application/x-atom+xml": true, "application/x-rss+xml": true,
}

// declared are the feeds that a page declares, in its order, each once, those of
// comments last.
func declared(src []byte, address string) []Found {
	text, _ := charsets.Decode(src, "text/html")
	var articles, comments []Found
	seen := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(text))
	for len(seen) < maxOffered {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, hasAttrs := z.TagName()
		if !hasAttrs || string(name) != "link" && string(name) != "base" {
			continue
		}
		attrs := attributes(z)
		if string(name) == "base" {
			address = xmltext.Resolve(address, attrs["href"])
			continue
		}
		found, ok := offer(attrs, address)
		if !ok || seen[found.Address] {
			continue
		}
		seen[found.Address] = true
		if strings.Contains(strings.ToLower(found.Title+found.Address), "comment") {
			comments = append(comments, found)
		} else {
			articles = append(articles, found)
		}
	}
	return append(articles, comments...)
}

// attributes are those of the tag that the tokenizer is at, the first of each.
func attributes(z *html.Tokenizer) map[string]string {
	attrs := map[string]string{}
	for more := true; more; {
		var key, value []byte
		key, value, more = z.TagAttr()
		if _, twice := attrs[string(key)]; !twice {
			attrs[string(key)] = string(value)
		}
	}
	return attrs
}

// offer is what a link declares, if that is a feed.
func offer(attrs map[string]string, base string) (Found, bool) {
	kind, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
	relations := " " + strings.ToLower(strings.Join(strings.Fields(attrs["rel"]), " ")) + " "
	if !strings.Contains(relations, " alternate ") && !strings.Contains(relations, " feed ") || !feedTypes[strings.TrimSpace(kind)] {
		return Found{}, false
	}
	address, ok := clean.Link(attrs["href"], base)
	if !ok || !strings.HasPrefix(address, "http") {
		return Found{}, false
	}
	return Found{Address: address, Title: clean.Line(attrs["title"], maxShown)}, true
}
