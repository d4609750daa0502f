package scope

import (
	"slices"
	"sync"

	"dateline/data"
)

// First gives the first of the articles that Ordered gives, at most so many: in
// one pass over all, without sorting them. sorted and rank are as for Places, in
// the order asked for; by relevance, the newest first.
func (s *Scope) First(by data.Order, sorted, rank []uint32, most int) []uint32 {
	if s.Everything {
		return sorted[:min(most, len(sorted))]
	}
	var mu sync.Mutex
	var best []uint64
	Spread(s.from, len(s.holders), func(from, to int) {
		some := s.firstIn(by, sorted, rank, most, from, to)
		mu.Lock()
		best = append(best, some...)
		mu.Unlock()
	})
	slices.Sort(best)
	best = best[:min(most, len(best))]
	first := make([]uint32, len(best))
	for i, key := range best {
		first[i] = sorted[uint32(key)]
	}
	return first
}

// firstIn gives the keys of the first articles of a range of chunks: they sort as
// the articles do, and have the place in sorted in their lower half.
func (s *Scope) firstIn(by data.Order, sorted, rank []uint32, most, from, to int) []uint64 {
	var best []uint64
	limit := ^uint64(0)
	// Mostly the newest have the highest numbers: from there few are dropped again.
	for chunk := to - 1; chunk >= from; chunk-- {
		f := s.holders[chunk]
		for i := len(f.docs) - 1; i >= 0; i-- {
			key := uint64(f.keys[i]) << 32
			if by < data.Relevance {
				key = key >> 62 << 62 // exact or close
			}
			if key > limit {
				continue
			}
			number := uint32(chunk)<<ChunkBits | uint32(f.docs[i])
			if int(number) >= len(rank) {
				continue
			}
			key |= uint64(rank[number])
			// An article that went a moment ago has no place.
			if key >= limit || int(rank[number]) >= len(sorted) || sorted[rank[number]] != number {
				continue
			}
			if best = append(best, key); len(best) == 4*most {
				limit = place(best, most-1)
				best = best[:most]
			}
		}
	}
	return best
}

// place has the key that sorting would put at a place there, less ones before it
// and greater ones behind it, and answers with it. It is Hoare's FIND (Comm. ACM
// 4, 1961): a quarter of what sorting takes.
func place(keys []uint64, at int) uint64 {
	for from, to := 0, len(keys)-1; from < to; {
		pivot := keys[(from+to)/2]
		i, j := from, to
		for i <= j {
			for keys[i] < pivot {
				i++
			}
			for keys[j] > pivot {
				j--
			}
			if i <= j {
				keys[i], keys[j] = keys[j], keys[i]
				i++
				j--
			}
		}
		switch {
		case at <= j:
			to = j
		case at >= i:
			from = i
		default:
			return keys[at]
		}
	}
	return keys[at]
}
