package posting

import "encoding/binary"

// EachText calls each for the documents whose text a word stands in, in the
// order in which they were appended, with its places there: varints, each the
// distance in words from the one before. Lists that are broken give less.
func EachText(l Lists, each func(doc uint16, places []byte)) {
	rest := l.Places
	Each(l.Docs, func(p Posting) bool {
		if p.Count == 0 {
			return true
		}
		length, size := binary.Uvarint(rest)
		if size <= 0 || length > uint64(len(rest)-size) {
			return false
		}
		each(p.Doc, rest[size:size+int(length)])
		rest = rest[size+int(length):]
		return true
	})
}

// Together tells which documents have words next to one another in their texts:
// those of before, and then one that last has. Each document is told once, with
// the first of last that it has there.
func Together(before, last []Lists, found func(doc uint16, last int)) {
	at := placesOf(before)
	for i, l := range last {
		EachText(l, func(doc uint16, places []byte) {
			if len(at[doc]) > 0 && anyBehind(at[doc], places) {
				at[doc] = nil
				found(doc, i)
			}
		})
	}
}

// placesOf gives, by document, the places of the last of words that stand next
// to one another.
func placesOf(words []Lists) *[Size][]byte {
	at := new([Size][]byte)
	EachText(words[0], func(doc uint16, places []byte) { at[doc] = places })
	for _, word := range words[1:] {
		next := new([Size][]byte)
		var kept []byte // of all documents
		EachText(word, func(doc uint16, places []byte) {
			if len(at[doc]) > 0 {
				from := len(kept)
				kept = appendBehind(kept, at[doc], places)
				next[doc] = kept[from:len(kept):len(kept)]
			}
		})
		at = next
	}
	return at
}

// appendBehind appends those of next that come right behind one of at.
func appendBehind(to, at, next []byte) []byte {
	last := uint64(0)
	eachBehind(at, next, func(place uint64) bool {
		to = binary.AppendUvarint(to, place-last)
		last = place
		return true
	})
	return to
}

// anyBehind reports whether any of next comes right behind one of at.
func anyBehind(at, next []byte) (any bool) {
	eachBehind(at, next, func(uint64) bool {
		any = true
		return false
	})
	return any
}

// eachBehind calls each for those places of next that come right behind one of
// at, until it answers with false.
func eachBehind(at, next []byte, each func(place uint64) bool) {
	behind, place := uint64(1), uint64(0)
	wanted := false // behind is of a place of at
	for len(next) > 0 {
		delta, size := uint64(next[0]), 1
		if delta >= 0x80 { // seldom: words of a text stand near one another
			if delta, size = binary.Uvarint(next); size <= 0 {
				return
			}
		}
		place, next = place+delta, next[size:]
		for !wanted || behind < place {
			if len(at) == 0 {
				return
			}
			delta, size := uint64(at[0]), 1
			if delta >= 0x80 {
				if delta, size = binary.Uvarint(at); size <= 0 {
					return
				}
			}
			behind, at, wanted = behind+delta, at[size:], true
		}
		if behind == place && !each(place) {
			return
		}
	}
}
