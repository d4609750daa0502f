package tagger

import "encoding/binary"

// A word's vector is kept as its product quantisation (Jégou, Douze and
// Schmid 2011): cut into parts, each the nearest of a codebook's entries.
const (
	VectorSize  = 100 // numbers of a vector
	VectorParts = 25  // bytes of a word
	partSize    = VectorSize / VectorParts
	Centroids   = 256 // entries of each part's codebook
	// CentroidUnits is how many units of an entry's whole numbers make one.
	CentroidUnits = 64
)

// Vectors are words' vectors as codes and codebooks, commonest word first.
type Vectors struct {
	Codes     []byte // words × VectorParts
	Codebooks []int8 // VectorParts × Centroids × partSize
}

// Words is how many words have a vector.
func (v *Vectors) Words() int { return len(v.Codes) / VectorParts }

// Read writes the vector of a word by its rank into to; a word without one
// has noughts.
func (v *Vectors) Read(rank int, to *[VectorSize]float32) {
	*to = [VectorSize]float32{}
	if rank < 0 || rank >= v.Words() {
		return
	}
	for part, code := range v.Codes[rank*VectorParts : (rank+1)*VectorParts] {
		entry := v.Codebooks[(part*Centroids+int(code))*partSize:]
		for q := range partSize {
			to[part*partSize+q] = float32(entry[q]) / CentroidUnits
		}
	}
}

// ranks is a flat hash table from a word to its rank, read in place: slots of
// four bytes, rankBits of rank plus one, and a tag above; nought is empty.
type ranks []byte

const (
	rankBits = 17
	rankMask = 1<<rankBits - 1
)

// MostVectors is how many words can have a vector.
const MostVectors = rankMask - 1

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
