package posting

import "encoding/binary"

// Articles also come in blocks of 64: which entities each of them names, for
// counting over many articles without looking at each entity.
const (
	blockBits = 6
	BlockSize = 1 << blockBits
)

// Block is the block of an article's number.
func Block(number uint32) uint32 { return number >> blockBits }

// Name is an entity with how often an article names it.
type Name struct {
	Entity uint32
	Count  int
}

// AppendNames appends the entities of an article to its block. A document that
// names nobody isn't in it.
func AppendNames(block []byte, number uint32, names []Name) []byte {
	if len(names) == 0 {
		return block
	}
	block = append(block, byte(number&(BlockSize-1)))
	block = binary.AppendUvarint(block, uint64(len(names)))
	for _, n := range names {
		block = binary.AppendUvarint(block, uint64(n.Entity))
		block = binary.AppendUvarint(block, uint64(n.Count))
	}
	return block
}

// EachNames calls each for the entities of the articles of a block for which
// wanted answers with true.
func EachNames(block uint32, list []byte, wanted func(number uint32) bool, each func(number uint32, n Name)) {
	for len(list) > 1 {
		number := block<<blockBits | uint32(list[0])
		names, size := binary.Uvarint(list[1:])
		if size <= 0 || names > uint64(len(list)) {
			return
		}
		list = list[1+size:]
		want := wanted(number)
		for range names {
			entity, a := binary.Uvarint(list)
			if a <= 0 {
				return
			}
			count, b := binary.Uvarint(list[a:])
			if b <= 0 {
				return
			}
			list = list[a+b:]
			if want {
				each(number, Name{uint32(entity), int(count)})
			}
		}
	}
}

// WithoutNames is a block without an article.
func WithoutNames(block uint32, list []byte, gone uint32) []byte {
	var kept []byte
	var names []Name
	last := uint32(0)
	flush := func() {
		kept = AppendNames(kept, last, names)
		names = names[:0]
	}
	EachNames(block, list, func(number uint32) bool { return number != gone }, func(number uint32, n Name) {
		if number != last {
			flush()
			last = number
		}
		names = append(names, n)
	})
	flush()
	return kept
}
