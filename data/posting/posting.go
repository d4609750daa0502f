// Package posting is the form in which the library on disk knows where words
// and names stand: lists for 4,096 articles at a time, one for each word, small
// enough that a list is added to by appending and read at gigabytes a second.
//
// A word in an article takes two bytes, so that the commonest word of 100,000
// articles is 200 kB and counted through in a fraction of a millisecond. Where
// words stand in the text is beside it, for phrases.
package posting

import "encoding/binary"

// Articles are numbered; a chunk is the numbers that share all but Bits bits.
const (
	Bits = 12
	Size = 1 << Bits
)

// Chunk is the chunk of an article's number, and its place in that.
func Chunk(number uint32) (chunk uint32, doc uint16) {
	return number >> Bits, uint16(number & (Size - 1))
}

// Number is the reverse of Chunk.
func Number(chunk uint32, doc uint16) uint32 { return chunk<<Bits | uint32(doc) }

// Posting is a word in an article.
type Posting struct {
	Doc uint16 // in the chunk
	// Count is how often it stands in the text: 0, 1, 2 (twice or three times)
	// or 5 (more often). Ranking hardly tells more than that apart.
	Count  int
	Title  bool // in the title
	Source bool // in the source's name
}

// Joined reports whether the word stands there only as a compound: "ceasefire"
// where the text has "cease-fire".
func (p Posting) Joined() bool { return p.Count == 0 && !p.Title && !p.Source }

// A posting is 16 bits: the document, then title, source, and the count's class.
const (
	titleBit  = 8
	sourceBit = 4
)

var classes = [4]int{0, 1, 2, 5}

func class(count int) uint16 {
	switch {
	case count <= 1:
		return uint16(max(count, 0))
	case count <= 3:
		return 2
	}
	return 3
}

// Rounded is a count as a list keeps it.
func Rounded(count int) int { return classes[class(count)] }

// Append appends a posting to a list.
func Append(list []byte, p Posting) []byte {
	bits := p.Doc<<4 | class(p.Count)
	if p.Title {
		bits |= titleBit
	}
	if p.Source {
		bits |= sourceBit
	}
	return binary.LittleEndian.AppendUint16(list, bits)
}

// Each calls each for the postings of a list, in the order in which they were
// appended, until it answers with false.
func Each(list []byte, each func(Posting) bool) {
	for ; len(list) >= 2; list = list[2:] {
		bits := binary.LittleEndian.Uint16(list)
		p := Posting{Doc: bits >> 4, Count: classes[bits&3], Title: bits&titleBit != 0, Source: bits&sourceBit != 0}
		if !each(p) {
			return
		}
	}
}

// Post is an article that names an entity, and how often.
type Post struct {
	Doc   uint16
	Count int
}

// AppendPost appends a post to a list. A count beyond 65,535 is cut.
func AppendPost(list []byte, p Post) []byte {
	list = binary.LittleEndian.AppendUint16(list, p.Doc)
	return binary.LittleEndian.AppendUint16(list, uint16(min(p.Count, 1<<16-1)))
}

// EachPost calls each for the posts of a list.
func EachPost(list []byte, each func(Post)) {
	for ; len(list) >= 4; list = list[4:] {
		each(Post{binary.LittleEndian.Uint16(list), int(binary.LittleEndian.Uint16(list[2:]))})
	}
}

// WithoutPosts is a list without the posts of some documents.
func WithoutPosts(list []byte, gone func(doc uint16) bool) []byte {
	kept := make([]byte, 0, len(list))
	EachPost(list, func(p Post) {
		if !gone(p.Doc) {
			kept = AppendPost(kept, p)
		}
	})
	return kept
}

// Only is a word's lists without the documents that aren't wanted.
func (l Lists) Only(wanted func(doc uint16) bool) Lists {
	var kept Lists
	places := l.Places
	Each(l.Docs, func(p Posting) bool {
		var part []byte
		if p.Count > 0 && len(places) > 0 {
			length, size := binary.Uvarint(places)
			if size <= 0 || length > uint64(len(places)-size) {
				places = nil
			} else {
				part, places = places[:size+int(length)], places[size+int(length):]
			}
		}
		if wanted(p.Doc) {
			kept.Docs, kept.Places = Append(kept.Docs, p), append(kept.Places, part...)
		}
		return true
	})
	return kept
}
