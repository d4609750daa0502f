// Package related adds up what articles tell of the ties of one entity: the
// union of it, by how, kind and name.
package related

import (
	"cmp"
	"slices"

	"dateline/data"
)

// Most is how many relations of an entity are shown.
const Most = 12

// Counts has each relation once with how often it is told: the most frequent
// first, then by name.
type Counts []Count

// Count is a relation with how often it is told.
type Count struct {
	data.Relation
	Count int
}

// Add counts what an article tells, or with sign -1 no longer does. What nobody
// tells any more goes. The counts that it was called on are used up.
func (c Counts) Add(told []data.Relation, sign int) Counts {
	if len(told) == 0 {
		return c
	}
	for _, r := range told {
		at := slices.IndexFunc(c, func(known Count) bool { return known.Relation == r })
		if at < 0 && sign > 0 {
			c = append(c, Count{Relation: r, Count: sign})
		} else if at >= 0 {
			c[at].Count += sign
		}
	}
	if sign < 0 {
		c = slices.DeleteFunc(c, func(known Count) bool { return known.Count <= 0 })
	}
	slices.SortFunc(c, func(a, b Count) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), cmp.Compare(a.Name, b.Name), cmp.Compare(a.How, b.How), cmp.Compare(a.Kind, b.Kind))
	})
	return c
}

// Shown gives the relations as they are shown, at most Most of them; nil where
// there are none.
func (c Counts) Shown() []data.Relation {
	if len(c) == 0 {
		return nil
	}
	shown := make([]data.Relation, min(len(c), Most))
	for i := range shown {
		shown[i] = c[i].Relation
	}
	return shown
}
