package entity

import (
	"cmp"
	"slices"
	"sort"

	"dateline/data"
)

// Given is a name whose place and kind are known: bytes [Start,End) of a text.
type Given struct {
	Start, End int
	Kind       data.Kind
}

// Group decides which of the names in a text are one, and describes and relates
// them, as Recognise does with those that it finds itself. Names outside the
// text or without a letter or digit are left out, as are those that cross one
// another.
func (r *Recogniser) Group(text string, names []Given) data.Recognition {
	d := r.readers.Get().(*reader)
	defer r.readers.Put(d)
	d.begin()
	d.cut(text, []passage{{start: 0, end: len(text), kind: data.Paragraph}})
	names = slices.Clone(names)
	slices.SortStableFunc(names, func(a, b Given) int { return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(b.End, a.End)) })
	for _, n := range names {
		first := sort.Search(len(d.words), func(i int) bool { return d.text.Tokens[i].End > n.Start })
		end := sort.Search(len(d.words), func(i int) bool { return d.text.Tokens[i].Start >= n.End })
		if last := len(d.mentions) - 1; first < end && (last < 0 || d.mentions[last].end <= first) {
			d.mentions = append(d.mentions, mention{first: first, end: end, kind: n.Kind})
		}
	}
	return data.Recognition{Version: r.Version(), Entities: d.group()}
}
