package story

import (
	"strconv"
	"time"

	"dateline/data"
	"dateline/data/clean"
)

// Known are the identities that an item may have which a feed of this identity
// gave, as far as its guid and its address tell.
func Known(identity, guid, address string) []data.ID {
	var ids []data.ID
	if guid != "" {
		ids = append(ids, data.NewID("item:"+identity, guid))
	}
	// An item without a guid goes by its address, which other readers may have
	// taken for its guid.
	links := []string{address}
	switch _, isLink := clean.Link(guid, ""); {
	case guid == "" || guid == address:
	case isLink:
		links = append(links, guid)
	default:
		return ids
	}
	for _, link := range links {
		if link != "" {
			ids = append(ids, data.NewID("link:"+link))
		}
	}
	return ids
}

// id is the item's identity: the feed and its guid, else its address, else
// what it says. Items to which a feed gives one guid or address need more of
// what they say. Those with a guid that are alike in all of it are one: twice
// is true for the second.
func (m *maker) id(i *data.Entry) (id data.ID, twice bool) {
	a := i.Article
	key := []string{"item:" + m.opts.Identity, i.GUID}
	switch {
	case i.GUID != "" && m.guids[i.GUID] > 1:
		key = append(key, a.URL, a.Title)
	case i.GUID != "":
	case a.URL != "":
		key = []string{"link:" + a.URL}
	default:
		key = append(key, a.Title, i.Content())
	}
	whole := []string{"whole:" + m.opts.Identity, i.GUID, a.URL, a.Title, a.Published.UTC().Format(time.RFC3339), i.Content()}
	copies := data.NewID(whole...)
	m.copies[copies]++
	if n := m.copies[copies]; n > 1 { // nothing tells them apart but their order
		return data.NewID(append(whole, strconv.Itoa(n))...), i.GUID != ""
	}
	if id = data.NewID(key...); m.seen[id] {
		id = copies
	}
	m.seen[id] = true
	return id, false
}
