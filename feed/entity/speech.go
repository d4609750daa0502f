package entity

import (
	"dateline/data"
	"dateline/feed/entity/quote"
)

// quotes finds the direct speech of a text that has been read, said by the
// entities found in it.
func (d *reader) quotes(parts []passage, entities []data.LocalEntity) []data.LocalQuote {
	passages := make([]quote.Passage, len(parts))
	for i, p := range parts {
		passages[i] = quote.Passage{Start: p.start, End: p.end, Kind: p.kind}
	}
	return quote.Find(&d.text, passages, entities)
}
