package block

import "dateline/data"

// Flow is a Builder that knows how deep in quotes and lists it is, for formats
// that nest them. What stands deeper than MaxDepth is kept at that depth.
type Flow struct {
	Builder
	quotes int
	lists  []numbering
	item   bool // the next block begins an item
}

// numbering is a list that is open: the number of its next item, 0 for bullets.
type numbering struct{ next int }

// maxOrdinal is the highest number of an item: above it a list counts nothing.
const maxOrdinal = 999_999_999

// EnterQuote and LeaveQuote go one quote deeper and back.
func (f *Flow) EnterQuote() { f.Close(); f.quotes++ }

// LeaveQuote ends the innermost quote.
func (f *Flow) LeaveQuote() { f.Close(); f.quotes-- }

// EnterList begins a list; first is the number of its first item, or 0 for
// bullets.
func (f *Flow) EnterList(first int) {
	f.Close()
	if first < 0 || first > maxOrdinal {
		first = 0
	}
	f.lists = append(f.lists, numbering{first})
}

// LeaveList ends the innermost list.
func (f *Flow) LeaveList() {
	f.Close()
	f.lists = f.lists[:len(f.lists)-1]
	f.item = false
}

// Item makes the next block an item of the innermost list.
func (f *Flow) Item() {
	f.Close()
	f.item = len(f.lists) > 0
}

// Paragraph opens the block that running text belongs to here: an item, a
// quote or a paragraph.
func (f *Flow) Paragraph() {
	switch {
	case f.item:
		f.item = false
		f.Open(data.Item, len(f.lists))
		if list := &f.lists[len(f.lists)-1]; list.next > 0 {
			f.Number(list.next)
			list.next = min(list.next+1, maxOrdinal)
		}
	case f.quotes > 0:
		f.Open(data.Quote, f.quotes)
	default:
		f.Open(data.Paragraph, 0)
	}
}
