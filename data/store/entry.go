package store

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"hash/fnv"
	"net/url"
	"strings"
	"time"

	"dateline/data"
)

// given is what a feed gave of an article beside what a list shows of it, as it
// is stored: JSON, compressed.
type given struct {
	GUID       string           `json:"guid,omitempty"`
	Untitled   bool             `json:"untitled,omitempty"`
	Updated    time.Time        `json:"updated,omitzero"`
	Created    time.Time        `json:"created,omitzero"`
	Authors    []data.Author    `json:"authors,omitempty"`
	Summary    string           `json:"summary,omitempty"`
	Body       string           `json:"body,omitempty"`
	Links      []string         `json:"links,omitempty"`
	Categories []string         `json:"categories,omitempty"`
	Enclosures []data.Enclosure `json:"enclosures,omitempty"`
	Picture    string           `json:"picture,omitempty"`
	Comments   string           `json:"comments,omitempty"`
}

func encodeGiven(e *data.Entry) ([]byte, error) {
	var b bytes.Buffer
	j := json.NewEncoder(&b)
	j.SetEscapeHTML(false)
	err := j.Encode(given{
		GUID: e.GUID, Untitled: e.Untitled, Updated: e.Updated, Created: e.Created, Authors: e.Authors,
		Summary: e.Summary, Body: e.Body, Links: e.Links, Categories: e.Categories,
		Enclosures: e.Enclosures, Picture: e.Picture, Comments: e.Comments,
	})
	if err != nil {
		return nil, err
	}
	return pressed(b.Bytes()), nil
}

func decodeGiven(b []byte, e *data.Entry) error {
	raw, err := unpressed(b)
	if err != nil {
		return ErrDamaged
	}
	var g given
	if err := json.Unmarshal(raw, &g); err != nil {
		return ErrDamaged
	}
	e.GUID, e.Untitled, e.Updated, e.Created, e.Authors = g.GUID, g.Untitled, g.Updated, g.Created, g.Authors
	e.Summary, e.Body, e.Links, e.Categories = g.Summary, g.Body, g.Links, g.Categories
	e.Enclosures, e.Picture, e.Comments = g.Enclosures, g.Picture, g.Comments
	return nil
}

// digest is a hash of texts, never 0.
func digest(texts ...string) int64 {
	h := fnv.New64a()
	var size [8]byte
	for _, t := range texts {
		binary.LittleEndian.PutUint64(size[:], uint64(len(t)))
		h.Write(size[:])
		h.Write([]byte(t))
	}
	if sum := int64(h.Sum64()); sum != 0 {
		return sum
	}
	return 1
}

// address is the hash of an article's canonical address, or 0 without one.
func address(a *data.Article) int64 {
	canonical := Canonical(a.URL)
	if canonical == "" {
		return 0
	}
	return digest(canonical)
}

// tracking are the parameters of addresses that tell where a reader came from,
// and not what there is to read.
var tracking = map[string]bool{
	"fbclid": true, "gclid": true, "dclid": true, "msclkid": true, "yclid": true, "igshid": true, "twclid": true,
	"mc_cid": true, "mc_eid": true, "ref": true, "ref_src": true, "cmpid": true, "cmp": true, "ncid": true, "ocid": true,
	"at_medium": true, "at_campaign": true, "at_custom1": true, "at_custom2": true, "at_custom3": true, "at_custom4": true,
	"ito": true, "smid": true, "partner": true, "feedtype": true, "feedname": true, "traffic_source": true,
	"_hsenc": true, "_hsmi": true, "wt_mc": true, "xtor": true, "s_cid": true, "soc_src": true, "soc_trk": true,
}

// Canonical is the address by which articles are known to be one, whatever feed
// gives them: without scheme, www., tracking parameters, fragment and a slash
// at the end. It is empty for what isn't an address of the web, and for one
// without a path or parameters: a site's front page is no article.
func Canonical(address string) string {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return ""
	}
	host := strings.TrimPrefix(strings.ToLower(u.Host), "www.")
	host = strings.TrimSuffix(strings.TrimSuffix(host, ":80"), ":443")
	path := strings.TrimRight(u.EscapedPath(), "/")
	parameters := u.Query()
	for name := range parameters {
		if low := strings.ToLower(name); tracking[low] || strings.HasPrefix(low, "utm_") {
			delete(parameters, name)
		}
	}
	query := parameters.Encode() // sorted by name
	if path == "" && query == "" {
		return ""
	}
	if query != "" {
		path += "?" + query
	}
	return host + path
}

// readable reports whether what is stored of an article, of which either may be
// nil, can be read.
func readable(given, made []byte) bool {
	e := data.Entry{Article: &data.Article{}}
	return (made == nil || decodeContent(made, e.Article) == nil) && (given == nil || decodeGiven(given, &e) == nil) && (made != nil || given != nil)
}
