// Package jsonfeed reads JSON Feed 1.0 and 1.1.
package jsonfeed

import (
	"encoding/json"
	"html"
	"strings"

	"dateline/feed/wire"
)

// text is a string, or what stands in its place: some feeds have numbers for
// identities. Anything else is left out.
type text string

// UnmarshalJSON never fails: a value of another kind is an empty text.
func (t *text) UnmarshalJSON(raw []byte) error {
	var s string
	switch {
	case json.Unmarshal(raw, &s) == nil:
		*t = text(s)
	case len(raw) > 0 && (raw[0] == '-' || raw[0] >= '0' && raw[0] <= '9'):
		*t = text(raw)
	}
	return nil
}

// several are values of which one of another kind leaves out only itself.
type several[T any] []T

// UnmarshalJSON never fails. A value that stands alone is one of one.
func (l *several[T]) UnmarshalJSON(raw []byte) error {
	var parts []json.RawMessage
	if json.Unmarshal(raw, &parts) != nil {
		parts = []json.RawMessage{raw}
	}
	for _, part := range parts {
		var one T
		if json.Unmarshal(part, &one) == nil {
			*l = append(*l, one)
		}
	}
	return nil
}

type author struct{ Name, URL text }

type attachment struct {
	URL      text
	MimeType text `json:"mime_type"`
	Title    text
	Size     text `json:"size_in_bytes"`
}

// head is all of a feed but its items.
type head struct {
	Version     text
	Title       text
	HomePage    text `json:"home_page_url"`
	Address     text `json:"feed_url"`
	Description text
	Icon        text
	Favicon     text
	Language    text
	Author      several[author]
	Authors     several[author]
}

type item struct {
	ID            text
	URL           text
	External      text `json:"external_url"`
	Title         text
	HTML          text `json:"content_html"`
	Text          text `json:"content_text"`
	Summary       text
	Image         text
	Banner        text `json:"banner_image"`
	DatePublished text `json:"date_published"`
	DateModified  text `json:"date_modified"`
	Language      text
	Author        several[author]
	Authors       several[author]
	Tags          several[text]
	Attachments   several[attachment]
}

// Is reports whether src is a JSON Feed: an object that says so, or that has
// items and a title.
func Is(src string) bool {
	src = strings.TrimSpace(strings.TrimPrefix(src, "\ufeff"))
	if !strings.HasPrefix(src, "{") {
		return false
	}
	start := src[:min(len(src), 4096)]
	return strings.Contains(start, "jsonfeed.org/version/") || strings.Contains(strings.ReplaceAll(start, `\/`, "/"), "jsonfeed.org/version/") ||
		strings.Contains(start, `"items"`) && strings.Contains(start, `"title"`)
}

// Parse reads a document whose address is base, or empty. It never fails: an
// item that can't be read is left out, and what stands behind a fault in the
// JSON is lost.
func Parse(src, base string) *wire.Feed {
	f := &wire.Feed{Format: "JSON Feed", Inherit: true}
	fields := map[string]json.RawMessage{}
	d := json.NewDecoder(strings.NewReader(strings.TrimPrefix(src, "\ufeff")))
	if open, err := d.Token(); err != nil || open != json.Delim('{') {
		return f
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			break
		}
		name, _ := key.(string)
		if name == "items" {
			if !items(d, f, base) {
				break
			}
			continue
		}
		var value json.RawMessage
		if d.Decode(&value) != nil {
			break
		}
		if len(fields) < 100 {
			fields[name] = value
		}
	}
	readHead(f, fields, base)
	return f
}

// items reads the list of items, and reports whether it was read to its end.
func items(d *json.Decoder, f *wire.Feed, base string) bool {
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return false
	}
	for d.More() {
		var raw json.RawMessage
		if d.Decode(&raw) != nil {
			return false
		}
		var i item
		if json.Unmarshal(raw, &i) != nil {
			f.Skipped++
			continue
		}
		if !f.Add(i.wire(base)) {
			return false
		}
	}
	_, err := d.Token()
	return err == nil
}

// readHead reads what a feed says of itself.
func readHead(f *wire.Feed, fields map[string]json.RawMessage, base string) {
	raw, err := json.Marshal(fields)
	var h head
	if err != nil || json.Unmarshal(raw, &h) != nil {
		return
	}
	if i := strings.LastIndex(string(h.Version), "/version/"); i >= 0 {
		version := string(h.Version)[i+len("/version/"):]
		if !strings.Contains(version, ".") {
			version += ".0"
		}
		f.Format = "JSON Feed " + version
	}
	f.Title.Set(wire.Own, plain(h.Title))
	f.Summary.Set(wire.Own, plain(h.Description))
	f.Link.Set(wire.Own, address(h.HomePage, base))
	f.AddLink(string(h.HomePage), base)
	f.AddLink(string(h.Address), base)
	f.Picture.Set(wire.Own, address(h.Icon, base))
	f.Picture.Set(wire.DublinCore, address(h.Favicon, base))
	f.Language = string(h.Language)
	people(&f.Common, append(h.Authors, h.Author...))
}

// wire is the item in the form that all formats have.
func (i item) wire(base string) *wire.Item {
	w := &wire.Item{}
	w.GUID.Set(wire.Own, wire.Text{HTML: string(i.ID)})
	w.Title.Set(wire.Own, plain(i.Title))
	w.Summary.Set(wire.Own, plain(i.Summary))
	w.Body.Set(wire.Own, address(i.HTML, base))
	w.Body.Set(wire.DublinCore, plain(i.Text))
	w.Link.Set(wire.Own, address(i.URL, base))
	w.Link.Set(wire.DublinCore, address(i.External, base))
	if strings.Contains(string(i.ID), "://") {
		w.Link.Set(wire.Last, address(i.ID, base))
	}
	w.AddLink(string(i.URL), base)
	w.AddLink(string(i.External), base)
	w.Picture.Set(wire.Own, address(i.Image, base))
	w.Picture.Set(wire.DublinCore, address(i.Banner, base))
	w.Published.Set(wire.Own, plain(i.DatePublished))
	w.Updated.Set(wire.Own, plain(i.DateModified))
	w.Language = string(i.Language)
	people(&w.Common, append(i.Authors, i.Author...))
	for _, tag := range i.Tags {
		w.AddCategory(string(tag))
	}
	for _, a := range i.Attachments {
		w.AddFile(wire.File{URL: string(a.URL), Type: string(a.MimeType), Title: string(a.Title), Length: string(a.Size), Base: base})
	}
	return w
}

// people notes authors; version 1.0 has one, and some feeds give it twice.
func people(c *wire.Common, authors []author) {
	seen := map[author]bool{}
	for _, a := range authors {
		if !seen[a] {
			seen[a] = true
			c.AddPerson(wire.Person{Name: string(a.Name), URL: string(a.URL)})
		}
	}
}

// plain is a text that isn't HTML.
func plain(t text) wire.Text { return wire.Text{HTML: html.EscapeString(string(t))} }

// address is a text that is or has addresses.
func address(t text, base string) wire.Text { return wire.Text{HTML: string(t), Base: base} }
