package index

import (
	"bytes"
	"sort"
)

// Sorted is words in order, in one block of memory: a search inside words is
// one search for bytes.
type Sorted struct {
	block   []byte // each word with a line end behind it
	starts  []uint32
	numbers []uint32
}

func (s *Sorted) at(i int) []byte {
	end := len(s.block)
	if i+1 < len(s.starts) {
		end = int(s.starts[i+1])
	}
	return s.block[s.starts[i] : end-1]
}

func (s *Sorted) lookup(word string) (uint32, bool) {
	i := s.from(word)
	if i < len(s.starts) && string(s.at(i)) == word {
		return s.numbers[i], true
	}
	return 0, false
}

// from is the place of the first word that isn't less.
func (s *Sorted) from(word string) int {
	return sort.Search(len(s.starts), func(i int) bool { return string(s.at(i)) >= word })
}

// prefix is the range of the words with a beginning.
func (s *Sorted) prefix(with string) (from, to int) {
	from = s.from(with)
	to = from + sort.Search(len(s.starts)-from, func(i int) bool {
		return !bytes.HasPrefix(s.at(from+i), []byte(with))
	})
	return from, to
}

// containing calls each for every word with asked in it.
func (s *Sorted) containing(asked string, each func(i int)) {
	pattern := []byte(asked)
	for at := 0; at < len(s.block); {
		next := bytes.Index(s.block[at:], pattern)
		if next < 0 {
			return
		}
		i := sort.Search(len(s.starts), func(i int) bool { return int(s.starts[i]) > at+next }) - 1
		each(i)
		at = int(s.starts[i]) + len(s.at(i)) + 1
	}
}

// with merges words in.
func (s *Sorted) with(added []fresh) *Sorted {
	sorted := append([]fresh(nil), added...)
	sort.Slice(sorted, func(i, j int) bool { return sorted[i].word < sorted[j].word })
	n := len(s.numbers) + len(sorted)
	merged := &Sorted{starts: make([]uint32, 0, n), numbers: make([]uint32, 0, n)}
	add := func(word []byte, number uint32) {
		merged.starts = append(merged.starts, uint32(len(merged.block)))
		merged.numbers = append(merged.numbers, number)
		merged.block = append(append(merged.block, word...), '\n')
	}
	i := 0
	for _, f := range sorted {
		for ; i < len(s.numbers) && string(s.at(i)) < f.word; i++ {
			add(s.at(i), s.numbers[i])
		}
		add([]byte(f.word), f.number)
	}
	for ; i < len(s.numbers); i++ {
		add(s.at(i), s.numbers[i])
	}
	return merged
}
