package block

import (
	"net/url"
	"strings"

	"dateline/data"
	"dateline/data/clean"
)

// Limits of pictures.
const (
	maxPictures = 500
	maxAlt      = 300 // columns
)

// Picture notes a picture that belongs to the article. Base makes a relative
// address whole. Where that can't be, as in a local file, the picture is noted
// without an address; one that isn't of the web at all isn't noted.
func (b *Builder) Picture(address, base, alt string) {
	if len(b.pictures) >= maxPictures || b.full {
		return
	}
	whole, ok := clean.Link(address, base)
	if ok && !strings.HasPrefix(whole, "http") || !ok && !relative(address) {
		return
	}
	key := whole
	if !ok {
		key = address
	}
	if b.pictured[key] {
		return
	}
	if b.pictured == nil {
		b.pictured = map[string]bool{}
	}
	b.pictured[key] = true
	b.pictures = append(b.pictures, data.Picture{URL: whole, Alt: clean.Line(alt, maxAlt)})
}

// relative reports whether an address is a path of a site or a folder.
func relative(address string) bool {
	u, err := url.Parse(strings.TrimSpace(address))
	return err == nil && u.Scheme == "" && u.Host == "" && u.Path != ""
}
