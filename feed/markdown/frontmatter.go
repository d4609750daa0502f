package markdown

import (
	"bytes"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
	"dateline/feed/dates"
	"dateline/feed/page"
)

// maxFront is the longest front matter that is read, in bytes.
const maxFront = 64 << 10

// front is what the front matter of a file says.
type front struct {
	title, deck, source, after, language, url string
	authors                                   []string
	published                                 time.Time
}

// HasFront reports whether src begins with front matter: a line of three
// dashes, lines that begin with "key: value", and a line of three dashes.
func HasFront(src []byte) bool {
	matter, _ := splitFront(src)
	return matter != nil
}

// Published is the date in the front matter of a file, of which head is the
// beginning. It is cheap: articles are put in order by it before any is read.
func Published(head []byte, zone *time.Location) (time.Time, bool) {
	rest, ok := bytes.CutPrefix(bytes.TrimPrefix(head, []byte("\ufeff")), []byte("---"))
	if !ok {
		return time.Time{}, false
	}
	for line := range bytes.Lines(rest) {
		key, value, found := strings.Cut(string(line), ":")
		if !found {
			continue
		}
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "date", "published", "pubdate", "publish_date", "published_at":
			return dates.Parse(strings.Trim(strings.TrimSpace(value), `"'`), zone)
		}
	}
	return time.Time{}, false
}

// splitFront parts the front matter from the body. It is nil where src has
// none.
func splitFront(src []byte) (matter, body []byte) {
	first, rest, ok := bytes.Cut(src, []byte("\n"))
	if !ok || !isDashes(first) {
		return nil, src
	}
	key, _, ok := bytes.Cut(rest[:min(len(rest), 256)], []byte(":"))
	if !ok || bytes.ContainsAny(bytes.TrimRight(key, " "), " \n<>*[]") && !bytes.HasPrefix(key, []byte("#")) {
		return nil, src
	}
	for at := 0; at < len(rest) && at < maxFront; {
		line, _, _ := bytes.Cut(rest[at:], []byte("\n"))
		end := min(at+len(line)+1, len(rest))
		if isDashes(line) || string(bytes.TrimRight(line, " ")) == "..." {
			return rest[:at], rest[end:]
		}
		at = end
	}
	return nil, src
}

func isDashes(line []byte) bool { return string(bytes.TrimRight(line, " \r")) == "---" }

// parseFront reads front matter. Where it isn't YAML, as with a colon in a
// title, it is read line by line.
func parseFront(matter []byte, zone *time.Location) front {
	var doc yaml.Node
	values := map[string][]string{}
	if err := yaml.Unmarshal(matter, &doc); err == nil && len(doc.Content) == 1 && doc.Content[0].Kind == yaml.MappingNode {
		pairs := doc.Content[0].Content
		for i := 0; i+1 < len(pairs); i += 2 {
			values[strings.ToLower(pairs[i].Value)] = scalars(pairs[i+1])
		}
	} else {
		for line := range strings.Lines(string(matter)) {
			if key, value, ok := strings.Cut(line, ":"); ok {
				values[strings.ToLower(strings.TrimSpace(key))] = []string{strings.Trim(strings.TrimSpace(value), `"'`)}
			}
		}
	}
	return fill(values, zone)
}

// scalars are the strings of a value: one, those of a list, or the names of a
// list of authors.
func scalars(n *yaml.Node) (all []string) {
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag != "!!null" {
			return []string{n.Value}
		}
	case yaml.SequenceNode:
		for _, c := range n.Content {
			all = append(all, scalars(c)...)
		}
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == "name" {
				return scalars(n.Content[i+1])
			}
		}
	}
	return all
}

// fill takes what an article has from the values of front matter.
func fill(values map[string][]string, zone *time.Location) (f front) {
	first := func(keys ...string) string {
		for _, key := range keys {
			if v := values[key]; len(v) > 0 && strings.TrimSpace(v[0]) != "" {
				return v[0]
			}
		}
		return ""
	}
	f.title = block.Title(first("title", "headline"))
	f.deck = clean.Line(first("deck", "description", "subtitle", "summary", "standfirst"), 1000)
	f.source = clean.Line(first("source", "publisher", "outlet", "site", "publication"), 80)
	f.after = clean.Line(first("after"), 120)
	f.language = clean.Line(first("lang", "language"), 35)
	if url, ok := clean.Link(first("link", "url", "canonical", "canonical_url", "source_url"), ""); ok && !strings.HasPrefix(url, "mailto:") {
		f.url = url
	}
	for _, key := range []string{"byline", "authors", "author", "by"} {
		if len(f.authors) > 0 {
			break
		}
		for _, name := range values[key] {
			f.authors = append(f.authors, page.Authors(name)...)
		}
	}
	f.published, _ = dates.Parse(strings.TrimSpace(first("date", "published", "pubdate", "publish_date", "published_at")), zone)
	return f
}

// apply gives the article what the front matter says.
func (f front) apply(a *data.Article) {
	a.Title, a.Source, a.After, a.Language = f.title, f.source, f.after, f.language
	a.URL, a.Authors, a.Published = f.url, f.authors, f.published
}
