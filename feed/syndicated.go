package feed

import (
	"errors"
	"strings"
	"time"

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
	{func(_, root string) bool { return rss.Is(root) }, rss.Parse},
	{func(_, root string) bool { return atom.Is(root) }, atom.Parse},
	{func(src, _ string) bool { return jsonfeed.Is(src) }, jsonfeed.Parse},
}

// FeedOptions are what came with a feed, all of which may be empty.
type FeedOptions struct {
	Address  string         // where it was read from, after redirections, or "file:" and a path: it identifies its items
	Location string         // the header Content-Location
	Type     string         // the header Content-Type, for the encoding in it
	Zone     *time.Location // of dates without a zone; nil is UTC
}

// ParseFeed reads a feed of whatever format and encoding. Broken ones give what
// can be read of them. The articles have no text yet: Compose makes it. The
// error is ErrNoFeed, or says in words what is wrong.
func ParseFeed(src []byte, o FeedOptions) (*data.Feed, []data.Entry, error) {
	if len(src) > MaxSize {
		return nil, nil, errTooLarge
	}
	decoded, _ := charsets.Decode(src, o.Type)
	text := string(decoded)
	format, err := syndicationOf(text)
	if err != nil {
		return nil, nil, err
	}
	base := ""
	if strings.HasPrefix(o.Address, "http") || o.Location != "" {
		base = xmltext.Resolve(o.Address, o.Location)
	}
	feed, items := story.Feed(format.parse(text, base), story.Options{Address: o.Address, Zone: o.Zone})
	return feed, items, nil
}

// Compose gives an item's article its text and blocks.
func Compose(i *data.Entry) { story.Compose(i) }

// syndicationOf tells the format of a text.
func syndicationOf(text string) (syndication, error) {
	root := xmltext.Root(text)
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

// isFeed reports whether src, in whatever encoding, is a feed by its bytes.
func isFeed(src []byte) bool {
	text, _ := charsets.Decode(src[:min(len(src), 64<<10)], "")
	_, err := syndicationOf(string(text))
	return err == nil
}
