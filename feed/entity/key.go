package entity

import (
	"strings"

	"dateline/data"
)

// Key is the join that a name alone has: the form under which spellings of one
// name meet. What a reader's rule says of a name holds for all entities that
// join under it.
func (r *Recogniser) Key(k data.Kind, name string) string {
	d := r.readers.Get().(*reader)
	defer r.readers.Put(d)
	key, _ := d.keyOf(k, strings.TrimPrefix(fold(name), "the "))
	return key
}
