package discover

import (
	"bytes"
	"context"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"dateline/data/clean"
	"dateline/feed/charsets"
	"dateline/feed/xmltext"
)

// maxLinked is how many addresses that look like feeds are asked.
const maxLinked = 8

// feedLike matches paths and queries as feeds have them: /rss, /news/feed.xml,
// /blog.atom, ?feed=rss2.
var feedLike = regexp.MustCompile(`(?i)(^|[/._=&?-])(rss\d?|atom|feeds?|rdf)([/._=&?-]|$)`)

// linked are the addresses that a page links to and that look like feeds, in its
// order, each once.
func linked(src []byte, address string) []string {
	text, _ := charsets.Decode(src, "text/html")
	page := address
	var all []string
	seen := map[string]bool{page: true}
	z := html.NewTokenizer(bytes.NewReader(text))
	for len(all) < maxLinked {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		name, hasAttrs := z.TagName()
		if !hasAttrs || string(name) != "a" && string(name) != "base" {
			continue
		}
		href := attributes(z)["href"]
		if string(name) == "base" {
			address = xmltext.Resolve(address, href)
			continue
		}
		link, ok := clean.Link(unwrapped(strings.Replace(href, "feed://", "http://", 1)), address)
		if !ok || !strings.HasPrefix(link, "http") {
			continue
		}
		u, err := url.Parse(link)
		if err != nil || !feedLike.MatchString(u.Path+"?"+u.RawQuery) {
			continue
		}
		u.Fragment = ""
		if link = u.String(); !seen[link] {
			seen[link] = true
			all = append(all, link)
		}
	}
	return all
}

// links are the feeds that a page which declares none links to.
func (s *search) links(ctx context.Context, src []byte, page string) (all []Found) {
	seen := map[string]bool{}
	for _, address := range linked(src, page) {
		res, err := s.get(ctx, address)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			continue
		}
		if found, err := checked(res, address); err == nil && !seen[found.Address] {
			seen[found.Address] = true
			all = append(all, found)
		}
	}
	return all
}
