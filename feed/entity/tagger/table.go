package tagger

import (
	"encoding/binary"
	"sort"
)

// table is a flat hash table from a phrase's hash to 16 bits, read in place
// from the model file: slots of four bytes, a tag and a value, tag 0 for an
// empty one. Two phrases of the same tag in the same place are taken for one
// another in about four of 100,000 look-ups of absent words, which a feature
// among ninety can bear.
type table []byte

const slotBytes = 4

func tagOf(h uint64) uint16 {
	if t := uint16(h); t != 0 {
		return t
	}
	return 1
}

// get returns the value under a hash, and whether there is one.
func (t table) get(h uint64) (uint16, bool) {
	n := len(t) / slotBytes
	if n == 0 {
		return 0, false
	}
	tag := tagOf(h)
	for i := reduce(h, n); ; {
		s := t[i*slotBytes : i*slotBytes+slotBytes]
		switch binary.LittleEndian.Uint16(s) {
		case tag:
			return binary.LittleEndian.Uint16(s[2:]), true
		case 0:
			return 0, false
		}
		if i++; i == n {
			i = 0
		}
	}
}

// newTable lays values out with a quarter of the slots empty. Hashes are put
// in order first, so that the same entries always make the same bytes.
func newTable(values map[uint64]uint16) table {
	hashes := make([]uint64, 0, len(values))
	for h := range values {
		hashes = append(hashes, h)
	}
	sort.Slice(hashes, func(i, j int) bool { return hashes[i] < hashes[j] })
	n := len(values)*4/3 + 1
	t := make(table, n*slotBytes)
	for _, h := range hashes {
		i := reduce(h, n)
		for binary.LittleEndian.Uint16(t[i*slotBytes:]) != 0 {
			if i++; i == n {
				i = 0
			}
		}
		binary.LittleEndian.PutUint16(t[i*slotBytes:], tagOf(h))
		binary.LittleEndian.PutUint16(t[i*slotBytes+2:], values[h])
	}
	return t
}

// full reports whether a table has no empty slot, so that a look-up in it
// could run for ever.
func (t table) full() bool {
	for i := 0; i+slotBytes <= len(t); i += slotBytes {
		if binary.LittleEndian.Uint16(t[i:]) == 0 {
			return false
		}
	}
	return len(t) > 0
}
