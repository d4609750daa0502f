// Package opml reads and writes lists of feeds in OPML, as readers exchange
// them. Such lists come from strangers: what would run something is left out
// and told, and nothing of a list is larger than it may be.
package opml

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"

	"golang.org/x/net/html"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/charsets"
)

// Bounds of a list. Beyond them it is an error, or left out and told.
const (
	MaxSize  = 16 << 20 // bytes
	maxFeeds = 50_000
	maxDepth = 32   // outlines in one another
	maxName  = 200  // characters of a title
	maxTold  = 1000 // problems
)

// ErrNoList is the answer for what isn't OPML.
var ErrNoList = errors.New("it isn't a list of feeds: no OPML is in it")

// Read reads a list: the feeds in its order, each address once, with titles and
// folders, and what was left out, whose Path says where: a line of name. What is
// broken gives what can be read of it. The error is ErrNoList, that of r, or
// says that the list is too large.
func Read(r io.Reader, name string) ([]data.Subscription, []data.Problem, error) {
	src, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("the list can't be read: %s", clean.Line(err.Error(), maxName))
	case len(src) > MaxSize:
		return nil, nil, fmt.Errorf("it is larger than %d MB, which no list of feeds is", MaxSize>>20)
	}
	text, _ := charsets.Decode(src, "")
	// HTML's tokenizer reads broken XML too, and all of XML that lists have.
	z := html.NewTokenizer(strings.NewReader(clean.Text(string(text))))
	l := reader{tokens: z, line: 1, name: clean.Line(name, maxName), seen: map[string]int{}, places: map[string]int{}}
	l.read()
	if !l.root && len(l.feeds) == 0 {
		return nil, nil, ErrNoList
	}
	return l.feeds, l.problems, nil
}

// reader reads one list.
type reader struct {
	tokens   *html.Tokenizer
	line     int // of the token
	name     string
	root     bool     // the root element was seen
	ended    bool     // and its end
	open     []string // the folders of open outlines, "" for those that are none
	deeper   int      // open outlines beyond maxDepth
	feeds    []data.Subscription
	places   map[string]int // feeds so far by folder
	seen     map[string]int // lines by address
	problems []data.Problem
}

func (l *reader) read() {
	for more := true; more; {
		kind := l.tokens.Next()
		if kind == html.ErrorToken {
			if l.root && !l.ended {
				l.tell("it breaks off here: what stood before was taken over")
			}
			return
		}
		lines := bytes.Count(l.tokens.Raw(), []byte("\n"))
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			name, attrs := l.tokens.TagName()
			switch string(name) {
			case "opml":
				l.root = true
			case "outline":
				more = l.outline(attrs, kind == html.SelfClosingTagToken)
			}
		case html.EndTagToken:
			switch name, _ := l.tokens.TagName(); string(name) {
			case "outline":
				l.close()
			case "opml":
				l.ended = true
			}
		}
		l.line += lines
	}
}

// outline reads one outline, and reports whether to go on.
func (l *reader) outline(attrs, closed bool) bool {
	a := l.attributes(attrs)
	title := clean.Line(a["title"], maxName)
	if title == "" {
		title = clean.Line(a["text"], maxName)
	}
	address, folder := strings.TrimSpace(a["xmlurl"]), ""
	if address == "" {
		folder = folderName(title)
	}
	if !closed {
		defer l.begin(folder)
	}
	if address == "" {
		return true
	}
	if len(l.feeds) >= maxFeeds {
		l.tell(fmt.Sprintf("it has more than %d feeds: those from here on were left out", maxFeeds))
		return false
	}
	l.feed(address, title, a["htmlurl"], a["category"])
	return true
}

// begin opens an outline, and close closes the innermost.
func (l *reader) begin(folder string) {
	if len(l.open) >= maxDepth {
		l.deeper++
		return
	}
	l.open = append(l.open, folder)
}

func (l *reader) close() {
	switch {
	case l.deeper > 0:
		l.deeper--
	case len(l.open) > 0:
		l.open = l.open[:len(l.open)-1]
	}
}

// attributes are those of an outline, the first of each name in lower case.
func (l *reader) attributes(more bool) map[string]string {
	a := map[string]string{}
	for more {
		var key, value []byte
		key, value, more = l.tokens.TagAttr()
		name := string(key)
		if _, twice := a[name]; twice {
			continue
		}
		a[name] = string(value)
		if runs[name] && strings.TrimSpace(a[name]) != "" {
			l.tell("what it would run was left out: " + name)
		}
	}
	return a
}

// runs are attributes with which some readers run programs.
var runs = map[string]bool{
	"filter": true, "filtercmd": true, "exec": true, "command": true, "script": true, "onclick": true, "onload": true, "preprocess": true, "postprocess": true,
}

// feed adds one feed.
func (l *reader) feed(address, title, site, category string) {
	address, note, ok := Address(address)
	if note != "" {
		l.tell(note)
	}
	if !ok {
		return
	}
	if line, twice := l.seen[address]; twice {
		l.tell(fmt.Sprintf("%s is in line %d already", clean.Line(address, maxName), line))
		return
	}
	l.seen[address] = l.line
	folder := l.folder()
	if folder == "" {
		folder = categoryFolder(category)
	}
	site, _ = clean.Link(site, "")
	l.feeds = append(l.feeds, data.Subscription{
		ID: data.NewFeedID(address), Address: address, Title: title, Site: site, Folder: folder, Place: l.places[folder],
	})
	l.places[folder]++
}

// tell notes what was left out.
func (l *reader) tell(cause string) {
	if len(l.problems) < maxTold {
		l.problems = append(l.problems, data.Problem{Path: fmt.Sprintf("%s:%d", l.name, l.line), Cause: cause})
	}
}

// folder is the path of the open folders. What is deeper than may be is in the
// deepest that may.
func (l *reader) folder() string {
	var names []string
	for _, name := range l.open {
		if name != "" {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}

// folderName is a title as a part of a path, in which a slash parts folders.
func folderName(title string) string { return strings.ReplaceAll(title, "/", "∕") }

// categoryFolder is the folder that OPML's attribute category has: "/News/Europe".
func categoryFolder(category string) string {
	first, _, _ := strings.Cut(category, ",")
	if !strings.HasPrefix(first, "/") {
		return ""
	}
	var names []string
	for name := range strings.SplitSeq(first, "/") {
		if name = clean.Line(name, maxName); name != "" && len(names) < maxDepth {
			names = append(names, name)
		}
	}
	return strings.Join(names, "/")
}

// Address is the address of a feed in a list as it may be subscribed to. Where
// it isn't one, or something was left out of it, note says so in words.
func Address(raw string) (address, note string, ok bool) {
	scheme, rest, _ := strings.Cut(raw, ":")
	shown := clean.Line(raw, maxName)
	if shown == "" {
		return "", "the address is missing", false
	}
	switch strings.ToLower(scheme) {
	case "feed": // feed:https://… and feed://…, as browsers hand them over
		if strings.HasPrefix(rest, "//") {
			rest = "http:" + rest
		}
		raw = rest
	case "exec", "filter", "javascript", "data", "vbscript":
		return "", "it would run something, and was left out: " + shown, false
	case "query":
		return "", "it is a search and no feed, and was left out: " + shown, false
	case "file":
		return "", "it is a file of this machine, which a list can't subscribe to: add it yourself: " + shown, false
	}
	if u, err := url.Parse(raw); err == nil && u.User != nil {
		note = "the name and the password in its address weren't taken over: put them into feeds.toml for " + clean.Line(u.Host, maxName)
	}
	link, ok := clean.Link(raw, "")
	if !ok || !strings.HasPrefix(link, "http") {
		return "", "it isn't an address of the web, and was left out: " + shown, false
	}
	return link, note, true
}
