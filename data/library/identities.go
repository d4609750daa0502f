package library

import (
	"hash/maphash"
	"strings"

	"dateline/data"
)

// identities are those of articles by their numbers, and the numbers by them.
//
// The collection of garbage looks at every pointer. Here a million articles are
// a million pointers into some hundred texts, and a map without any: with a
// string and a map's key of its own for each, it took ten times as long, and
// whoever typed meanwhile waited for it.
type identities struct {
	all    []data.ID          // by number
	block  strings.Builder    // the text that the newest are parts of
	byHash map[uint64]uint32  // number by hash
	others map[data.ID]uint32 // those whose hash another has
	hash   func(id data.ID) uint64
}

// identityBlock is how long, in bytes, the texts are.
const identityBlock = 1 << 16

func newIdentities() identities {
	seed := maphash.MakeSeed()
	return identities{
		byHash: map[uint64]uint32{}, others: map[data.ID]uint32{},
		hash: func(id data.ID) uint64 { return maphash.String(seed, string(id)) },
	}
}

// number gives the number that an identity was given last.
func (s *identities) number(id data.ID) (uint32, bool) {
	if n, ok := s.byHash[s.hash(id)]; ok && s.all[n] == id {
		return n, true
	}
	n, ok := s.others[id]
	return n, ok
}

// put gives an article with a number, for which there is room, its identity.
func (s *identities) put(n uint32, id data.ID) {
	if s.all[n] != id {
		s.all[n] = s.kept(id)
	}
	hash := s.hash(id)
	if other, ok := s.byHash[hash]; ok && s.all[other] != id {
		s.others[s.all[n]] = n
		return
	}
	s.byHash[hash] = n
}

// drop takes an article's identity from it, unless another has it by now.
func (s *identities) drop(n uint32) {
	id := s.all[n]
	hash := s.hash(id)
	if known, ok := s.byHash[hash]; ok && known == n {
		delete(s.byHash, hash)
	}
	if known, ok := s.others[id]; ok && known == n {
		delete(s.others, id)
	}
}

// kept is an identity as a part of a long text.
func (s *identities) kept(id data.ID) data.ID {
	if s.block.Cap()-s.block.Len() < len(id) {
		s.block = strings.Builder{}
		s.block.Grow(max(identityBlock, len(id)))
	}
	from := s.block.Len()
	s.block.WriteString(string(id))
	return data.ID(s.block.String()[from:])
}
