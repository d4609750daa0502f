package search

import (
	"bytes"

	"dateline/data"
)

// Find gives every place where the needle stands, as a reader sees it: case,
// accents, quotes and dashes don't matter, and a space of the needle matches
// any run of white space. Hits are ordered, cover whole runes and don't
// overlap. A needle without anything to see has none.
func (t *Text) Find(needle string) []data.Hit {
	n := AppendFold(nil, needle)
	if len(bytes.TrimSpace(n)) == 0 {
		return nil
	}
	var hits []data.Hit
	back := cursor{text: t}
	for at := 0; ; {
		next := bytes.Index(t.folded[at:], n)
		if next < 0 {
			return hits
		}
		start := at + next
		hit := back.hit(start, start+len(n))
		at = start + len(n)
		if last := len(hits) - 1; last >= 0 && hit.Start < hits[last].End || hit.End <= hit.Start {
			// Both lie in one rune that folding spelled out, as ß, or this is
			// a byte that isn't UTF-8.
			at = start + 1
			continue
		}
		hits = append(hits, hit)
	}
}

// Find gives every place where the needle stands in a text. A caller that
// searches one text more than once keeps a Text.
func Find(text, needle string) []data.Hit { return NewText(text).Find(needle) }

// cursor turns ascending folded ranges into hits without a search through the
// anchors for each.
type cursor struct {
	text *Text
	next int // the first anchor behind the last start
}

func (c *cursor) hit(start, end int) data.Hit {
	t := c.text
	for c.next < len(t.anchors) && int(t.anchors[c.next].folded) <= start {
		c.next++
	}
	if c.next == len(t.anchors) || int(t.anchors[c.next].folded) > end {
		shift := 0
		if c.next > 0 {
			shift = int(t.anchors[c.next-1].source) - int(t.anchors[c.next-1].folded)
		}
		if t.whole(start+shift) && t.whole(end+shift) {
			return data.Hit{Start: start + shift, End: end + shift}
		}
	}
	from, to := t.span(start, end)
	return data.Hit{Start: from, End: to}
}

// whole reports whether a rune of the source starts at an offset, or it ends
// there.
func (t *Text) whole(at int) bool {
	return at == len(t.source) || at < len(t.source) && t.source[at]&0xC0 != 0x80
}
