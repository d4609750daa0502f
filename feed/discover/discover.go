// Package discover finds what a reader means who adds an address: the feed that
// is there, the feeds of the page that is there, or a local file or folder.
package discover

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed"
	"dateline/feed/fetch"
)

// Found is something that can be subscribed to.
type Found struct {
	Address string // what to subscribe to: of the web, or an absolute path
	Title   string // what it calls itself, or what the page calls it
	Site    string // address of the site that it is of, where that is known
	// Answer is what the server gave of which the feed was read; nil for what is
	// local, and for several that a page declares, which weren't asked for.
	Answer *fetch.Response
}

// Subscription is a new subscription to what was found.
func (f Found) Subscription() data.Subscription {
	return data.Subscription{ID: data.NewFeedID(f.Address), Address: f.Address, Given: f.Title, Site: f.Site}
}

// Find finds what there is to subscribe to at an address, a path, or a name such
// as "news.example". Of several the reader is to choose. The error is ctx's, a
// *fetch.Error, or a data.Problem; nothing found is an error too.
func Find(ctx context.Context, c *fetch.Client, what string) ([]Found, error) {
	what = unwrapped(strings.TrimSpace(what))
	if path, ok := localPath(what); ok {
		return local(path)
	}
	s := search{client: c}
	if strings.Contains(what, "://") || strings.HasPrefix(what, "javascript:") || strings.HasPrefix(what, "mailto:") {
		return s.at(ctx, what)
	}
	var found []Found
	err := fetch.EitherWay(ctx, what, func(address string) (err error) {
		found, err = s.at(ctx, address)
		return err
	})
	return found, err
}

// unwrapped is what is meant by an address as browsers and other readers write
// it: feed:https://a.example/, feed://a.example/, file:///home/jane/feed.xml.
func unwrapped(what string) string {
	scheme, rest, _ := strings.Cut(what, ":")
	switch strings.ToLower(scheme) {
	case "feed":
		return strings.TrimPrefix(rest, "//")
	case "file":
		if u, err := url.Parse(what); err == nil && filepath.IsAbs(filepath.FromSlash(u.Path)) && (u.Host == "" || u.Host == "localhost") {
			return filepath.FromSlash(u.Path)
		}
	}
	return what
}

// localPath is the absolute path that is meant, if one is.
func localPath(what string) (string, bool) {
	if rest, ok := strings.CutPrefix(what, "~"); ok && (rest == "" || rest[0] == '/') {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest), true
		}
	}
	if filepath.IsAbs(what) || strings.HasPrefix(what, "./") || strings.HasPrefix(what, "../") || what == "." || what == ".." {
		abs, err := filepath.Abs(what)
		return abs, err == nil
	}
	if strings.Contains(what, "://") || what == "" {
		return "", false
	}
	if _, err := os.Stat(what); err == nil {
		abs, err := filepath.Abs(what)
		return abs, err == nil
	}
	return "", false
}

// local is a file or folder.
func local(path string) ([]Found, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, data.Problem{Path: clean.Line(path, maxShown), Cause: "there is no such file or folder"}
	}
	return []Found{{Address: path, Title: clean.Line(filepath.Base(path), maxShown)}}, nil
}

// Bounds of what is shown and offered.
const (
	maxShown   = 200 // characters
	maxOffered = 50  // feeds of a page
)

// search is one search.
type search struct {
	client *fetch.Client
	host   string // of the address that the reader gave
}

// at finds what is at an address that the reader gave.
func (s *search) at(ctx context.Context, address string) ([]Found, error) {
	if u, err := url.Parse(address); err == nil {
		s.host = u.Host
	}
	res, err := s.get(ctx, address)
	if err != nil {
		return nil, err
	}
	if found, err := checked(res, address); err == nil {
		return []Found{found}, nil
	} else if !errors.Is(err, feed.ErrNoFeed) {
		return nil, data.Problem{Path: clean.Line(address, maxShown), Cause: err.Error()}
	}
	if !isPage(res) {
		return nil, data.Problem{Path: clean.Line(address, maxShown), Cause: "it is neither a feed nor a page"}
	}
	offered := declared(res.Body, res.Address)
	switch len(offered) {
	case 0:
		if found := s.links(ctx, res.Body, res.Address); len(found) > 0 {
			return found, nil
		}
		return s.usual(ctx, res.Address)
	case 1:
		found, err := s.one(ctx, offered[0])
		if err != nil && ctx.Err() == nil { // what the page links to may be right where what it declares is not
			if linked := s.links(ctx, res.Body, res.Address); len(linked) > 0 {
				return linked, nil
			}
		}
		return found, err
	}
	return offered, nil
}

// get asks for an address. Only those at the reader's own host may be of a
// private network.
func (s *search) get(ctx context.Context, address string) (*fetch.Response, error) {
	u, err := url.Parse(address)
	return s.client.Get(ctx, fetch.Request{Address: address, Accept: fetch.Feeds, Given: err == nil && u.Host == s.host})
}

// one is the only feed that a page declares, once it was looked at.
func (s *search) one(ctx context.Context, f Found) ([]Found, error) {
	wrong := func(cause string) error {
		return data.Problem{Path: clean.Line(f.Address, maxShown), Cause: "the page calls it its feed, but " + cause}
	}
	res, err := s.get(ctx, f.Address)
	var refused *fetch.Error
	if errors.As(err, &refused) {
		return nil, wrong(refused.Cause)
	}
	if err != nil {
		return nil, err
	}
	found, err := checked(res, f.Address)
	if err != nil {
		return nil, wrong(err.Error())
	}
	if found.Title == "" {
		found.Title = f.Title
	}
	return []Found{found}, nil
}

// checked is what was fetched, if it is a feed.
func checked(res *fetch.Response, address string) (Found, error) {
	source, _, err := feed.ParseFeed(res.Body, feed.FeedOptions{Address: res.Address, Location: res.Location, Type: res.Type, Zone: time.UTC})
	if err != nil {
		return Found{}, err
	}
	if res.Moved != "" {
		address = res.Moved
	}
	if whole, ok := clean.Link(address, ""); ok {
		address, _, _ = strings.Cut(whole, "#") // a place in a feed isn't another feed
	}
	return Found{Address: address, Title: source.Title, Site: source.Link, Answer: res}, nil
}

// isPage reports whether an answer is HTML.
func isPage(res *fetch.Response) bool {
	return strings.Contains(res.Type, "html") || strings.HasPrefix(http.DetectContentType(res.Body), "text/html")
}

// places are where sites have their feeds that declare none.
var places = []string{"/feed", "/rss", "/atom.xml", "/feed.xml", "/index.xml", "/rss.xml"}

// usual looks where feeds usually are, for a page that declares none. The first
// feed there is it.
func (s *search) usual(ctx context.Context, page string) ([]Found, error) {
	base, err := url.Parse(page)
	if err != nil {
		return nil, data.Problem{Path: clean.Line(page, maxShown), Cause: "it can't be read as an address"}
	}
	for _, place := range places {
		address := base.Scheme + "://" + base.Host + place
		res, err := s.get(ctx, address)
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		if err != nil {
			continue
		}
		if found, err := checked(res, address); err == nil {
			return []Found{found}, nil
		}
	}
	return nil, data.Problem{Path: clean.Line(page, maxShown), Cause: fmt.Sprintf("the page names no feed, and none is at %s: look for one on the site, and add its address", strings.Join(places, ", "))}
}
