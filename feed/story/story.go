// Package story makes the domain's feeds, items and articles of what the
// parsers of feeds read: texts made safe, addresses whole, dates understood.
package story

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
	"dateline/feed/page"
	"dateline/feed/safe"
	"dateline/feed/wire"
	"dateline/feed/xmltext"
)

// Lengths at which what a feed gives is cut, in characters.
const (
	maxName        = 200
	maxDescription = 4000
	maxGUID        = 2000
	maxLanguage    = 35
	maxTerms       = 100 // categories of an item
)

// Options are what reading depends on.
type Options struct {
	// Address is where the feed is read from, or "file:" and a path.
	Address string
	// Identity is what identifies the feed, where that isn't its address: a feed
	// that moves keeps its articles.
	Identity string
	// Zone is that of dates without one.
	Zone *time.Location
}

// Feed makes a feed and its items, in the feed's order. An item that is there
// twice, alike in all that identifies it, is made once. The articles have no
// text yet: Compose makes it.
func Feed(f *wire.Feed, o Options) (*data.Feed, []data.Entry) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	if o.Identity == "" {
		o.Identity = o.Address
	}
	dates := calendarOf(f, o.Zone)
	feed := &data.Feed{
		Format: clean.Line(f.Format, 20), Every: f.Every, Skipped: f.Skipped,
		GUID:  guid(&f.GUID),
		Title: title(&f.Title), Description: safe.Text(f.Summary.HTML, maxDescription),
		Language: language(f.Language), Rights: safe.Text(f.Rights.HTML, maxName), Generator: clean.Line(f.Generator.HTML, maxName),
		Authors: people(f.Authors), Categories: terms(f.Categories),
		Published: dates.when(&f.Published), Updated: dates.when(&f.Updated),
	}
	feed.Link = link(f.Link.Text, "")
	feed.Picture = link(f.Picture.Text, feed.Link)
	if strings.HasPrefix(o.Address, "http") {
		feed.Address = o.Address
	}
	feed.Links = links(feed.Link, f.Links, feed.Link)
	m := maker{feed: feed, dates: dates, inherit: f.Inherit, opts: o, seen: map[data.ID]bool{}, guids: map[string]int{}, copies: map[data.ID]int{}}
	for _, i := range f.Items {
		m.guids[guid(&i.GUID)]++
	}
	items := make([]data.Entry, 0, len(f.Items))
	for _, i := range f.Items {
		item := m.item(i)
		id, twice := m.id(&item)
		if twice {
			feed.Skipped++
			continue
		}
		item.Article.ID = id
		items = append(items, item)
	}
	return feed, items
}

// maker makes the items of one feed.
type maker struct {
	feed *data.Feed
	// inherit is whether the feed's authors are those of items without any.
	inherit bool
	dates   calendar
	opts    Options
	seen    map[data.ID]bool
	// guids counts how many items have each: one that several have is none.
	guids map[string]int
	// copies counts the items that are alike in everything.
	copies map[data.ID]int
}

func (m *maker) item(i *wire.Item) data.Entry {
	site := m.feed.Link
	address := link(i.Link.Text, site)
	item := data.Entry{
		GUID:    guid(&i.GUID),
		Updated: m.dates.when(&i.Updated), Created: m.dates.when(&i.Created),
		Authors: m.authors(i),
		Summary: m.html(i.Summary.Text, address), Body: m.html(i.Body.Text, address),
		Links: links(address, i.Links, site), Categories: terms(i.Categories),
		Enclosures: files(i.Files, site), Picture: link(i.Picture.Text, site), Comments: link(i.Comments.Text, site),
	}
	a := &data.Article{
		Title: title(&i.Title), Source: m.feed.Title, URL: address,
		Published: m.dates.when(&i.Published), Language: language(i.Language),
	}
	if source := title(&i.Source); source != "" {
		a.Source = source
	}
	if a.Language == "" {
		a.Language = m.feed.Language
	}
	for _, date := range []time.Time{item.Created, item.Updated} {
		if a.Published.IsZero() {
			a.Published = date
		}
	}
	a.Authors = names(item.Authors)
	item.Article = a
	return item
}

func (m *maker) authors(i *wire.Item) []data.Author {
	if all := people(i.Authors); len(all) > 0 || !m.inherit {
		return all
	}
	return m.feed.Authors
}

// html is a text made safe. Where the feed's address isn't known, its links
// are relative to the article's, else to the site's. Text without markup keeps
// its paragraphs.
func (m *maker) html(t wire.Text, address string) string {
	for _, base := range []string{address, m.feed.Link} {
		if t.Base == "" {
			t.Base = base
		}
	}
	s := safe.HTML(t.HTML, t.Base)
	if !strings.Contains(s, "<") && strings.Contains(s, "\n\n") {
		s = "<p>" + strings.ReplaceAll(s, "\n\n", "</p>\n<p>") + "</p>"
	}
	return s
}

// Compose gives an item's article its text and blocks: the title, and the body
// or, where there is none to read, the summary. An item without a title gets
// one of its first sentence.
func Compose(i *data.Entry) {
	a := i.Article
	headline := a.Title
	if i.Untitled {
		headline = "" // it would say once more what the text says
	}
	made := compose(headline, i.Body)
	if len(made.Blocks) <= 1 && i.Summary != "" && i.Body != i.Summary {
		if short := compose(headline, i.Summary); len(short.Blocks) > len(made.Blocks) {
			made = short
		}
	}
	a.Text, a.Blocks, a.Links, a.Pictures = made.Text, made.Blocks, made.Links, pictures(i, made.Pictures)
	a.Enclosures = slices.DeleteFunc(slices.Clone(i.Enclosures), isPicture)
	if a.Title == "" {
		i.Untitled, a.Title = true, cmp.Or(block.TitleFrom(a), called(a))
	}
}

// called is what an article is called that has neither a title nor a text: by
// its file, what its picture shows, or its address.
func called(a *data.Article) string {
	for _, e := range a.Enclosures {
		if name := cmp.Or(e.Title, clean.FileName(e.URL)); name != "" {
			return block.Title(name)
		}
	}
	for _, p := range a.Pictures {
		if p.Alt != "" {
			return block.Title(p.Alt)
		}
	}
	if _, address, ok := strings.Cut(a.URL, "://"); ok {
		return block.Title(strings.TrimSuffix(address, "/"))
	}
	return "Without a title"
}

func isPicture(e data.Enclosure) bool { return strings.HasPrefix(e.Type, "image/") }

// pictures are those of an item: the one that stands for it, those that come
// with it as files, and those of its text.
func pictures(i *data.Entry, inText []data.Picture) []data.Picture {
	all := []data.Picture{{URL: i.Picture}}
	for _, e := range i.Enclosures {
		if isPicture(e) {
			all = append(all, data.Picture{URL: e.URL, Alt: e.Title})
		}
	}
	seen := map[string]int{}
	var kept []data.Picture
	for _, p := range append(all, inText...) {
		at, again := seen[p.URL]
		switch {
		case p.URL == "" && p.Alt == "":
		case !again || p.URL == "":
			seen[p.URL] = len(kept)
			kept = append(kept, p)
		case kept[at].Alt == "":
			kept[at].Alt = p.Alt
		}
	}
	return kept
}

func compose(title, body string) *data.Article {
	var b block.Flow
	if title != "" {
		b.Add(data.Headline, 0, title)
	}
	page.Write(&b, []byte(body), "")
	return b.Article()
}

// language is a tag of a language as BCP 47 writes it.
func language(s string) string {
	return strings.ReplaceAll(clean.Line(s, maxLanguage), "_", "-")
}

func title(s *wire.Slot) string { return block.Title(safe.Text(s.HTML, 0)) }

// guid is an identity: as it is, or whole where it is a relative address.
func guid(s *wire.Slot) string {
	id := strings.TrimSpace(s.HTML)
	if s.Base != "" && strings.HasPrefix(id, "/") {
		id = xmltext.Resolve(s.Base, id)
	}
	return clean.Line(id, maxGUID)
}

// link is a safe address, or empty. Where what it is relative to isn't known,
// that is the site.
func link(t wire.Text, site string) string {
	if t.Base == "" {
		t.Base = site
	}
	address, _ := clean.Link(t.HTML, t.Base)
	return address
}

// links are the safe ones, first before all others, each once.
func links(first string, all []wire.Link, site string) []string {
	var safe []string
	seen := map[string]bool{"": true}
	for _, address := range append([]wire.Link{{URL: first}}, all...) {
		if l := link(wire.Text{HTML: address.URL, Base: address.Base}, site); !seen[l] {
			seen[l] = true
			safe = append(safe, l)
		}
	}
	return safe
}

// terms are categories, each once.
func terms(all []string) []string {
	var kept []string
	seen := map[string]bool{"": true}
	for _, term := range all {
		if term = safe.Text(term, maxName); !seen[term] && len(kept) < maxTerms {
			seen[term] = true
			kept = append(kept, term)
		}
	}
	return kept
}

// files are enclosures with safe addresses, each once.
func files(all []wire.File, site string) []data.Enclosure {
	var kept []data.Enclosure
	seen := map[string]bool{"": true}
	for _, f := range all {
		address := link(wire.Text{HTML: f.URL, Base: f.Base}, site)
		if seen[address] {
			continue
		}
		seen[address] = true
		length, err := strconv.ParseInt(strings.TrimSpace(f.Length), 10, 64)
		if err != nil || length < 0 {
			length = 0
		}
		kept = append(kept, data.Enclosure{URL: address, Type: clean.Line(f.Type, maxName), Title: clean.Line(f.Title, maxName), Length: length})
	}
	return kept
}
