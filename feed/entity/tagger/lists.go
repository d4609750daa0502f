package tagger

import "fmt"

// Word is a word of the embedding's vocabulary with its clusters.
type Word struct {
	Text                 string
	Coarse, Middle, Fine int
}

// NewModel makes a model without weights from clustered words, commonest
// first, of which so many, the first, have a rank, and from lists of phrases
// cut into tokens. It is what training extracts features with.
func NewModel(words []Word, withRank int, lists map[Class][][]string) (*Model, error) {
	if withRank > min(len(words), MostRanks) {
		return nil, fmt.Errorf("vectors of %d words: want at most %d", withRank, min(len(words), MostRanks))
	}
	m := &Model{}
	values := map[uint64]uint16{}
	var ranked []uint64
	for i, w := range words {
		if w.Fine < 0 || w.Fine >= 1<<fineBits {
			return nil, fmt.Errorf("word %q: cluster %d is beyond the %d that a model can hold", w.Text, w.Fine, 1<<fineBits)
		}
		h := hashString(fold(w.Text))
		if i < withRank {
			ranked = append(ranked, h)
		}
		if _, known := values[h]; known {
			continue
		}
		rarity := 0
		for rarity < len(rarityBounds) && i >= rarityBounds[rarity] {
			rarity++
		}
		values[h] = uint16(rarity)<<fineBits | uint16(w.Fine)
		for 4*w.Fine >= len(m.parents) {
			m.parents = append(m.parents, 0, 0, 0, 0)
		}
		middle, coarse := w.Middle+1, w.Coarse+1
		copy(m.parents[4*w.Fine:], []byte{byte(middle), byte(middle >> 8), byte(coarse), byte(coarse >> 8)})
	}
	m.ranks = newRanks(ranked)
	m.words = newTable(values)
	m.phrases = newPhrases(lists)
	return m, nil
}
