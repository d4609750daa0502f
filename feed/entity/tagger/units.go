package tagger

// Templates of units. They are hashed with numbers of their own.
const (
	tUnitPrefix = 200 + iota*8
	tUnitSuffix
	tUnitShape
	tUnitForm
	tUnitSeen
	tUnitList
	tUnitCluster
	tUnitRun
)

// unitAffixes is the longest affix among the units. Longer ones, and words
// themselves, would be learnt by heart: without them the network is four
// points of F1 better on text it hasn't seen.
const unitAffixes = 3

// Units returns the hashes of what the network sees of token i beside its
// word's vector: its form, its lists and its place among capitals, none of
// its neighbours. They are valid until the next call.
func (x *Extractor) Units(i int) []uint64 {
	x.ids = x.ids[:0]
	w := &x.words[i+margin]
	for k := 1; k < min(w.affixes, unitAffixes); k++ {
		x.add(tUnitPrefix+uint64(k), w.prefix[k])
		x.add(tUnitSuffix+uint64(k), w.suffix[k])
	}
	x.add(tUnitShape, w.shape)
	x.add(tUnitForm, w.form<<8|uint64(w.cluster.rarity))
	x.add(tUnitSeen, w.form<<8|w.seen)
	for c := range Classes {
		if v := w.place[c]; v != 0 {
			x.add(tUnitList, uint64(c)<<8|uint64(v))
		}
	}
	x.add(tUnitCluster, uint64(w.cluster.middle))
	x.add(tUnitCluster+1, uint64(w.cluster.fine))
	if w.capital {
		length, pos := uint64(min(w.runEnd-w.runStart, 6)), uint64(min(i-w.runStart, 3))
		x.add(tUnitRun, uint64(w.runLists))
		x.add(tUnitRun+1, length<<8|pos)
	}
	return x.ids
}

// UnitRow is the row of the network's weights that a unit has.
func UnitRow(unit uint64) int { return reduce(unit, UnitRows) }

// Rank is the rank of token i's vector, or -1 without one.
func (x *Extractor) Rank(i int) int { return x.lists.ranks.of(x.words[i+margin].lower) }
