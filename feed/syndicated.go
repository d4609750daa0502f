package feed

import (
	"bytes"
	"errors"
	"path"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/atom"
	"dateline/feed/charsets"
	"dateline/feed/jsonfeed"
	"dateline/feed/rss"
	"dateline/feed/story"
	"dateline/feed/wire"
	"dateline/feed/xmltext"
)

// ErrNoFeed is the answer for what isn't a feed.
var ErrNoFeed = errors.New("it isn't a feed: no RSS, Atom or JSON Feed is in it")

// errFeed is the answer for a feed where one article is asked for.
var errFeed = errors.New("it is a feed, not an article")

// errList is the answer for a list of feeds.
var errList = errors.New("it is a list of feeds (OPML), not a feed")

// syndication is a row in the table of feed formats.
type syndication struct {
	// is reports whether a text is of this format: by itself, or by the name of
	// its root element.
	is    func(src, root string) bool
	parse func(src, base string) *wire.Feed
}

// syndications is the table of feed formats: to add one, add its row and its
// package. The bytes alone say which it is.
var syndications = []syndication{
	{func(src, _ string) bool { return jsonfeed.Is(src) }, jsonfeed.Parse},
	{func(_, root string) bool { return rss.Is(root) }, rss.Parse},
	{func(_, root string) bool { return atom.Is(root) }, atom.Parse},
}

// FeedOptions are what came with a feed, all of which may be empty.
type FeedOptions struct {
	Address  string         // where it was read from, after redirections, or "file:" and a path
	Identity string         // with what its items are identified; empty for the address
	Location string         // the header Content-Location
	Type     string         // the header Content-Type, for the encoding in it
	Language string         // the header Content-Language, for a feed that tells none
	Zone     *time.Location // of dates without a zone; nil is UTC
}

// ParseFeed reads a feed of whatever format and encoding. Broken ones give what
// can be read of them. The articles have no text yet: Compose makes it. The
// error is ErrNoFeed, or says in words what is wrong.
func ParseFeed(src []byte, o FeedOptions) (*data.Feed, []data.Entry, error) {
	f, err := ReadFeed(src, o)
	if err != nil {
		return nil, nil, err
	}
	feed, entries := story.Feed(f, story.Options{Address: o.Address, Identity: o.Identity, Zone: o.Zone})
	return feed, entries, nil
}

// ReadFeed is ParseFeed's first half: what a feed gives, as it gives it. None
// of it is safe to show.
func ReadFeed(src []byte, o FeedOptions) (*wire.Feed, error) {
	if len(src) > MaxSize {
		return nil, errTooLarge
	}
	decoded, _ := charsets.Decode(src, o.Type)
	text := string(decoded)
	format, err := syndicationOf(text)
	if err != nil {
		return nil, err
	}
	base := ""
	if strings.HasPrefix(o.Address, "http") || o.Location != "" {
		base = xmltext.Resolve(o.Address, o.Location)
	}
	f := format.parse(text, base)
	if f.Language == "" {
		f.Language = o.Language
	}
	return f, nil
}

// Compose gives an item's article its text and blocks.
func Compose(i *data.Entry) { story.Compose(i) }

// syndicationOf tells the format of a text.
func syndicationOf(text string) (syndication, error) {
	root := xmltext.Root(text, func(name string) bool { return name == "rss" || name == "feed" || name == "atom:feed" })
	for _, s := range syndications {
		if s.is(text, root) {
			return s, nil
		}
	}
	if root == "opml" {
		return syndication{}, errList
	}
	return syndication{}, ErrNoFeed
}

// feedHead is how much of a file tells whether it is a feed, in bytes.
const feedHead = 64 << 10

// isFeed reports whether src, in whatever encoding, is a feed by its bytes.
func isFeed(src []byte) bool { return beginsFeed(src) == nil }

// beginsFeed is nil for what begins as a feed does, else says why it isn't one.
func beginsFeed(src []byte) error {
	head := src[:min(len(src), feedHead)]
	start := bytes.TrimLeftFunc(head, func(r rune) bool {
		return unicode.IsSpace(r) || r == 0 || r == '\ufeff' || r == utf8.RuneError // of UTF-16's mark
	})
	if len(start) == 0 || start[0] != '<' && start[0] != '{' && !bytes.Contains(head, []byte("<?xml")) {
		return ErrNoFeed
	}
	text, _ := charsets.Decode(head, "")
	_, err := syndicationOf(string(text))
	return err
}

// extensionsOfFeeds are those that feeds have. The first two are those of much
// else too: in a folder, what a file says decides.
var extensionsOfFeeds = []string{".xml", ".json", ".rss", ".atom", ".rdf"}

// feedNamed reports whether a file is called as feeds are.
func feedNamed(name string) bool {
	return slices.Contains(extensionsOfFeeds, strings.ToLower(path.Ext(name)))
}

// mayBeFeed reports whether a file is called as feeds and much else is.
func mayBeFeed(name string) bool {
	return slices.Contains(extensionsOfFeeds[:2], strings.ToLower(path.Ext(name)))
}

// fromFeed makes the articles of a feed's file, newest first. Items with
// nothing to read in them are left out.
func fromFeed(src []byte, name string, opts Options) []opened {
	_, entries, err := ParseFeed(src, FeedOptions{Address: fileAddress(name), Zone: opts.zone()})
	if err != nil {
		return failed(problem(name, err))
	}
	var all []opened
	for i := range entries {
		Compose(&entries[i])
		if a := entries[i].Article; a.Text != "" {
			a.Origin = shown(name)
			all = append(all, opened{article: a})
		}
	}
	if len(all) == 0 {
		return failed(data.Problem{Path: shown(name), Cause: "it is a feed without articles"})
	}
	slices.SortStableFunc(all, func(a, b opened) int { return b.article.Published.Compare(a.article.Published) })
	return all
}
