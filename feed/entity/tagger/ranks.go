package tagger

import "encoding/binary"

// ranks is a flat hash table from a word to its rank, read in place: slots of
// four bytes, rankBits of rank plus one, and a tag above; nought is empty.
type ranks []byte

const (
	rankBits = 17
	rankMask = 1<<rankBits - 1
)

// MostRanks is how many words can have a rank.
const MostRanks = rankMask - 1

func rankTag(h uint64) uint32 { return uint32(h) << rankBits }

// newRanks lays out the hashes of words in the order of their ranks.
func newRanks(hashes []uint64) ranks {
	n := len(hashes)*4/3 + 1
	t := make(ranks, n*slotBytes)
	for rank, h := range hashes {
		h = mix(h)
		i := reduce(h, n)
		for binary.LittleEndian.Uint32(t[i*slotBytes:]) != 0 {
			if i++; i == n {
				i = 0
			}
		}
		binary.LittleEndian.PutUint32(t[i*slotBytes:], rankTag(h)|uint32(rank+1))
	}
	return t
}

// of is the rank of a word by its hash, or -1.
func (t ranks) of(h uint64) int {
	n := len(t) / slotBytes
	if n == 0 {
		return -1
	}
	h = mix(h)
	tag := rankTag(h)
	for i := reduce(h, n); ; {
		v := binary.LittleEndian.Uint32(t[i*slotBytes:])
		if v == 0 {
			return -1
		}
		if v&^rankMask == tag {
			return int(v&rankMask) - 1
		}
		if i++; i == n {
			i = 0
		}
	}
}

// full reports whether no slot is empty, so that a look-up could run for ever.
func (t ranks) full() bool {
	for i := 0; i+slotBytes <= len(t); i += slotBytes {
		if binary.LittleEndian.Uint32(t[i:]) == 0 {
			return false
		}
	}
	return len(t) > 0
}

// most is the highest rank in the table.
func (t ranks) most() int {
	most := -1
	for i := 0; i+slotBytes <= len(t); i += slotBytes {
		if v := binary.LittleEndian.Uint32(t[i:]); v != 0 {
			most = max(most, int(v&rankMask)-1)
		}
	}
	return most
}
