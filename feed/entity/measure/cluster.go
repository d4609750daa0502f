package measure

// Clusters compares how mentions were put together with how they belong
// together, over many documents: MUC (Vilain et al. 1995), B³ (Bagga and
// Baldwin 1998), CEAF with the entity-based φ4 (Luo 2005), whose mean of F1 is
// the CoNLL score (Pradhan et al. 2012), and the share of entities that come
// out whole and unmixed. Mentions are given, so both sides have the same.
type Clusters struct {
	MUC, BCubed, CEAF Ratio
	Right, Entities   int // entities exactly right, of all
}

// Ratio is precision and recall as sums over documents.
type Ratio struct{ hit, found, hitWanted, wanted float64 }

// Precision is in per cent.
func (r Ratio) Precision() float64 { return percent(r.hit, r.found) }

// Recall is in per cent.
func (r Ratio) Recall() float64 { return percent(r.hitWanted, r.wanted) }

// F1 is the harmonic mean of the two, in per cent.
func (r Ratio) F1() float64 {
	p, q := r.Precision(), r.Recall()
	if p+q == 0 {
		return 0
	}
	return 2 * p * q / (p + q)
}

func percent(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return 100 * a / b
}

// CoNLL is the mean of the F1 of MUC, B³ and CEAF, in per cent.
func (c *Clusters) CoNLL() float64 { return (c.MUC.F1() + c.BCubed.F1() + c.CEAF.F1()) / 3 }

// Exact is the share of the entities that are exactly right, in per cent.
func (c *Clusters) Exact() float64 { return share(c.Right, c.Entities) }

// Add counts one document: for each mention the number of the entity that it
// is of, and the number of the group that it was put in.
func (c *Clusters) Add(wanted, found []int) {
	want, got := members(wanted), members(found)
	links(&c.MUC.hitWanted, &c.MUC.wanted, want, found)
	links(&c.MUC.hit, &c.MUC.found, got, wanted)
	overlap := c.BCubed.bcubed(want, got, wanted, found)
	for pair, n := range overlap {
		if n == len(want[pair[0]]) && n == len(got[pair[1]]) {
			c.Right++
		}
	}
	alike := alignment(want, got, overlap)
	c.CEAF.hit += alike
	c.CEAF.hitWanted += alike
	c.CEAF.wanted += float64(len(want))
	c.CEAF.found += float64(len(got))
	c.Entities += len(want)
}

// bcubed adds the B³ of one document and answers with how many mentions each
// entity shares with each group.
func (r *Ratio) bcubed(want, got map[int][]int, wanted, found []int) map[[2]int]int {
	overlap := map[[2]int]int{}
	for i := range wanted {
		overlap[[2]int{wanted[i], found[i]}]++
	}
	for pair, n := range overlap {
		square := float64(n * n)
		r.hitWanted += square / float64(len(want[pair[0]]))
		r.hit += square / float64(len(got[pair[1]]))
	}
	r.wanted += float64(len(wanted))
	r.found += float64(len(found))
	return overlap
}

// members are the mentions of each number.
func members(of []int) map[int][]int {
	out := map[int][]int{}
	for i, n := range of {
		out[n] = append(out[n], i)
	}
	return out
}

// links adds the links that the clusters need, one fewer than they have
// mentions, and those of them that stay within one part of other.
func links(kept, all *float64, clusters map[int][]int, other []int) {
	for _, in := range clusters {
		parts := map[int]bool{}
		for _, i := range in {
			parts[other[i]] = true
		}
		*kept += float64(len(in) - len(parts))
		*all += float64(len(in) - 1)
	}
}

// alignment is the greatest sum of φ4 over pairs of an entity and a group, each
// in one pair at most.
func alignment(want, got map[int][]int, overlap map[[2]int]int) float64 {
	row, column := map[int]int{}, map[int]int{}
	for pair := range overlap {
		if _, ok := row[pair[0]]; !ok {
			row[pair[0]] = len(row)
		}
		if _, ok := column[pair[1]]; !ok {
			column[pair[1]] = len(column)
		}
	}
	n := max(len(row), len(column))
	gain := make([][]float64, n)
	for i := range gain {
		gain[i] = make([]float64, n)
	}
	for pair, both := range overlap {
		gain[row[pair[0]]][column[pair[1]]] = 2 * float64(both) / float64(len(want[pair[0]])+len(got[pair[1]]))
	}
	return assign(gain)
}
