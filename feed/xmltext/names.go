package xmltext

import "strings"

// namespaces are those that feeds use, by what their addresses begin with in
// lower case, and the prefixes that they are known by. The formats' own have
// none: an element is "title" whichever RSS it is of.
var namespaces = []struct{ uri, prefix string }{
	{"http://purl.org/rss/1.0/modules/content", "content"},
	{"http://purl.org/rss/1.0/modules/syndication", "sy"},
	{"http://purl.org/rss/1.0/modules/", "x"},
	{"http://purl.org/rss/modules/content", "content"},
	{"http://purl.org/rss/1.0", ""},
	{"http://purl.org/net/rss1.1/payload", "payload"},
	{"http://purl.org/net/rss1.1", ""},
	{"http://my.netscape.com/rdf/simple/0.9", ""},
	{"http://my.netscape.com/publish/formats/rss-0.9", ""},
	{"http://channel.netscape.com/rdf/simple/0.9", ""},
	{"http://backend.userland.com/", ""},
	{"http://blogs.law.harvard.edu/tech/rss", ""},
	{"http://cyber.law.harvard.edu/rss", ""},
	{"http://www.w3.org/2005/atom", "atom"},
	{"https://www.w3.org/2005/atom", "atom"},
	{"http://purl.org/atom/ns#", "atom"},
	{"http://purl.org/atom-blog/ns#", "atom"},
	{"http://purl.org/atom/app#", "x"},
	{"http://purl.org/dc/elements/", "dc"},
	{"http://purl.org/dc/terms", "dcterms"},
	{"http://search.yahoo.com/mrss", "media"},
	{"https://search.yahoo.com/mrss", "media"},
	{"http://tools.search.yahoo.com/mrss", "media"},
	{"http://www.itunes.com/dtds/podcast-1.0", "itunes"},
	{"https://www.itunes.com/dtds/podcast-1.0", "itunes"},
	{"http://example.com/dtds/podcast-1.0", "itunes"},
	{"http://www.w3.org/1999/02/22-rdf-syntax-ns", "rdf"},
	{"http://www.w3.org/1999/xhtml", "xhtml"},
	{"http://www.w3.org/xml/1998/namespace", "xml"},
	{"http://rssnamespace.org/feedburner", "feedburner"},
	{"http://wellformedweb.org/commentapi", "wfw"},
	{"http://www.google.com/schemas/play-podcasts", "googleplay"},
	{"http://web.resource.org/cc", "cc"},
	{"http://webns.net/mvcb", "admin"},
}

// known tells the prefixes of the namespaces above, for feeds that use them
// and forget to declare them.
var known = func() map[string]bool {
	m := map[string]bool{}
	for _, n := range namespaces {
		m[n.prefix] = true
	}
	return m
}()

// prefixOf is the prefix that a namespace is known by. One that isn't known
// has the prefix that the source gives it, or none where it is the source's
// own: many feeds have an address of their making there.
func prefixOf(uri, given string) string {
	lower := strings.ToLower(strings.TrimSpace(uri))
	for _, n := range namespaces {
		if strings.HasPrefix(lower, n.uri) {
			return n.prefix
		}
	}
	if given == "" || uri == "" {
		return given
	}
	if known[given] {
		return "x"
	}
	return given
}

// scope is what prefixes stand for within an element.
type scope struct {
	outer *scope
	names map[string]string // from the prefix in the source to the known one
}

// declare is the scope within an element with such attributes.
func (s *scope) declare(attrs []Attr) *scope {
	inner := s
	for _, a := range attrs {
		given, ok := strings.CutPrefix(a.Name, "xmlns")
		if !ok || given != "" && given[0] != ':' {
			continue
		}
		if inner == s {
			inner = &scope{outer: s, names: map[string]string{}}
		}
		given = strings.TrimPrefix(given, ":")
		inner.names[given] = prefixOf(a.Value, given)
	}
	return inner
}

// name is the name of an element as the tables of the formats have it: in
// lower case, with the known prefix.
func (s *scope) name(raw string) string {
	given, local, ok := strings.Cut(raw, ":")
	if !ok {
		given, local = "", raw
	}
	local = strings.ToLower(local)
	prefix := strings.ToLower(given)
	for ; s != nil; s = s.outer {
		if p, ok := s.names[prefix]; ok {
			prefix = p
			break
		}
	}
	if prefix == "" {
		return local
	}
	return prefix + ":" + local
}
