// Package fulltext fetches the pages of articles: one that is to be kept, or
// the whole of what a feed cut short.
package fulltext

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html/charset"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed"
	"dateline/feed/fetch"
	"dateline/feed/page"
)

// Page fetches one page to be kept and read later: address is the reader's own.
// Dates without a zone are in zone. The article's identity is the address that
// the page gives for itself, without what only tells where a reader came from.
// The error is ctx's, a *fetch.Error, or a data.Problem.
func Page(ctx context.Context, c *fetch.Client, address string, zone *time.Location) (*data.Article, error) {
	a, err := get(ctx, c, fetch.Request{Address: address, Given: true, Accept: fetch.Pages}, zone)
	if err != nil {
		return nil, err
	}
	a.URL = bare(a.URL)
	a.ID, a.Origin = data.NewID("link:"+a.URL), a.URL
	if a.Source == "" {
		a.Source = host(a.URL)
	}
	return a, nil
}

// ErrNotLonger is the answer for a page that has no more of an article than its
// feed gave.
var ErrNotLonger = errors.New("its page has no more of it than the feed gives")

// Whole fetches the page of an article and is the article with the whole text.
// What the feed said of it stays. An address of a private network is asked only
// where feed, the address of its feed, is at the same host. The error is ctx's, a
// *fetch.Error, ErrNotLonger, or a data.Problem; the article that was given is
// never changed.
func Whole(ctx context.Context, c *fetch.Client, a *data.Article, feed string, zone *time.Location) (*data.Article, error) {
	if a.URL == "" {
		return nil, data.Problem{Path: clean.Cut(a.Title, maxShown), Cause: "its feed gives no address for it"}
	}
	given := host(feed) != "" && host(feed) == host(a.URL)
	found, err := get(ctx, c, fetch.Request{Address: a.URL, Given: given, Accept: fetch.Pages}, zone)
	if err != nil {
		return nil, err
	}
	if len(found.Text) <= len(a.Text) {
		return nil, ErrNotLonger
	}
	whole := *a
	whole.Text, whole.Blocks, whole.Links = found.Text, found.Blocks, found.Links
	if whole.Title == "" {
		whole.Title = found.Title
	}
	if len(whole.Authors) == 0 {
		whole.Authors = found.Authors
	}
	if whole.Published.IsZero() {
		whole.Published = found.Published
	}
	if whole.Language == "" {
		whole.Language = found.Language
	}
	return &whole, nil
}

// maxShown bounds what is shown of a title or address, in characters.
const maxShown = 200

// get fetches a page and reads the article on it.
func get(ctx context.Context, c *fetch.Client, r fetch.Request, zone *time.Location) (*data.Article, error) {
	res, err := c.Get(ctx, r)
	if err != nil {
		return nil, err
	}
	a, err := read(res, zone)
	if err != nil {
		return nil, data.Problem{Path: clean.Line(r.Address, maxShown), Cause: clean.Line(err.Error(), maxShown)}
	}
	if a.URL == "" {
		a.URL, _ = clean.Link(res.Address, "")
	}
	if a.Language == "" {
		a.Language = res.Language
	}
	return a, nil
}

// read makes an article of a server's answer, by its bytes first.
func read(res *fetch.Response, zone *time.Location) (*data.Article, error) {
	if !strings.Contains(res.Type, "html") && !strings.HasPrefix(http.DetectContentType(res.Body), "text/html") {
		name := ""
		if u, err := url.Parse(res.Address); err == nil {
			name = path.Base(u.Path)
		}
		return feed.Parse(res.Body, name, zone)
	}
	return page.ParseFrom(decoded(res.Body, res.Type), res.Address, zone)
}

// decoded is a page in UTF-8, where the server tells its encoding and it isn't.
// What the page itself tells is looked at where it is parsed.
func decoded(body []byte, contentType string) []byte {
	if !strings.Contains(strings.ToLower(contentType), "charset") || utf8.Valid(body) {
		return body
	}
	encoding, _, certain := charset.DetermineEncoding(body, contentType)
	if !certain {
		return body
	}
	text, err := encoding.NewDecoder().Bytes(body)
	if err != nil {
		return body
	}
	return text
}

// tracking are the parameters that tell where a reader came from.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "yclid": true, "igshid": true, "twclid": true, "mc_cid": true, "mc_eid": true,
}

// bare is an address without fragment and tracking parameters.
func bare(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Fragment, u.RawFragment = "", ""
	var kept []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		name, _, _ := strings.Cut(strings.ToLower(part), "=")
		if part != "" && !tracking[name] && !strings.HasPrefix(name, "utm_") {
			kept = append(kept, part)
		}
	}
	u.RawQuery = strings.Join(kept, "&")
	return u.String()
}

func host(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
