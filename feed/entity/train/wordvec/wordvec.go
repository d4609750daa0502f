// Package wordvec keeps words' vectors for training in a quarter of the room:
// as their product quantisation (Jégou, Douze and Schmid 2011), cut into
// parts, each the nearest of a codebook's entries.
package wordvec

import "errors"

// The sizes of vectors and of their parts.
const (
	Size      = 100 // numbers of a vector
	parts     = 25  // bytes of a word
	partSize  = Size / parts
	centroids = 256 // entries of each part's codebook
	// centroidUnits is how many units of an entry's whole numbers make one.
	centroidUnits = 64
	booksSize     = Size * centroids
)

// Vectors are words' vectors, commonest word first. Noughts are no vectors.
type Vectors struct {
	codes     []byte // words × parts
	codebooks []int8 // parts × centroids × partSize
}

// Parse reads what Bytes wrote.
func Parse(b []byte) (Vectors, error) {
	if len(b) < booksSize || (len(b)-booksSize)%parts != 0 {
		return Vectors{}, errors.New("it was cut short: make it again with feed/entity/train/vectors")
	}
	v := Vectors{codes: b[booksSize:], codebooks: make([]int8, booksSize)}
	for i := range v.codebooks {
		v.codebooks[i] = int8(b[i])
	}
	return v, nil
}

// Bytes are the codebooks, then the words' codes.
func (v Vectors) Bytes() []byte {
	b := make([]byte, 0, booksSize+len(v.codes))
	for _, c := range v.codebooks {
		b = append(b, byte(c))
	}
	return append(b, v.codes...)
}

// Words is how many words have a vector.
func (v Vectors) Words() int { return len(v.codes) / parts }

// Read writes the vector of a word by its rank into to; a word without one
// has noughts.
func (v Vectors) Read(rank int, to *[Size]float32) {
	*to = [Size]float32{}
	if rank < 0 || rank >= v.Words() {
		return
	}
	for part, code := range v.codes[rank*parts : (rank+1)*parts] {
		entry := v.codebooks[(part*centroids+int(code))*partSize:]
		for q := range partSize {
			to[part*partSize+q] = float32(entry[q]) / centroidUnits
		}
	}
}
