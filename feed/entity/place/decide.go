package place

import "slices"

// By how much one place must lead all others of its name. A lead of ample is a
// population about ten times as large, or a country's word in the same
// sentence.
const (
	ample = 14
	plain = 32 // so prominent that others are only thought of if the text names them
	// known is the weight from which a place is taken for what its name means
	// though nothing in the article speaks for it: of some 60,000 people, with
	// names in twenty languages.
	known = 100
	// faint is the same for a name that no other place bears, in an article that
	// speaks of no country at all.
	faint = 76
	// family is within which distance two rows of one name are one place to a
	// reader: a city and the region around it.
	family = 120 // km
)

// decide finds where each place is: first what the words around it say, then
// what is plain by itself, then with all that speaks for the rest.
func (a *article) decide() {
	for _, r := range a.refs {
		for i := range r.mentions {
			if len(r.rows) > 0 && !r.mentions[i].of.Softer {
				a.look(&r.mentions[i])
				a.byWords(r, &r.mentions[i])
			}
		}
	}
	a.tellHolders()
	a.gather()
	for _, r := range a.refs {
		a.agree(r)
		if r.where == undecided && !r.isForeign() {
			r.where = a.byProminence(r, plain)
		}
		a.settled(r)
	}
	for range 2 {
		for _, r := range a.refs {
			if r.told() || len(r.rows) == 0 || r.isForeign() {
				continue
			}
			before := r.where
			r.where = a.byArticle(r)
			if r.where != before {
				a.unsettle(r)
				a.settled(r)
			}
		}
	}
}

// tellHolders decides the "Washington" of "Spokane, Washington" by Spokane.
func (a *article) tellHolders() {
	holders := map[int]int{} // row by first word
	for _, r := range a.refs {
		for _, m := range r.mentions {
			for _, c := range m.within {
				if m.where != undecided && m.holder > 0 && a.g.inside(m.where, c) {
					holders[m.holder] = c
				}
			}
		}
	}
	for _, r := range a.refs {
		for i := range r.mentions {
			m := &r.mentions[i]
			if c, ok := holders[m.first]; ok && m.where == undecided && slices.Contains(r.rows, c) {
				m.where = c
			}
		}
	}
}

// told reports whether words around a mention decided where the place is.
func (r *ref) told() bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.where != undecided })
}

// isForeign reports whether the text puts the place where none of its name is
// known.
func (r *ref) isForeign() bool {
	return slices.ContainsFunc(r.mentions, func(m mention) bool { return m.foreign })
}

func (a *article) unsettle(r *ref) {
	a.hits = slices.DeleteFunc(a.hits, func(h hit) bool { return h.from == r && !h.weak })
}

// agree takes for the ref what its mentions were told, if they agree.
func (a *article) agree(r *ref) {
	for _, m := range r.mentions {
		if m.where != undecided {
			r.where = m.where
			return
		}
	}
}

// inside reports whether row n lies in row c.
func (g *Gazetteer) inside(n, c int) bool {
	if n == c || g.country(n) == NoCountry || g.country(n) != g.country(c) {
		return false
	}
	switch g.kind(c) {
	case Country:
		return true
	case Region:
		return g.region(n) == c
	}
	return g.kind(n) == City && g.distance(n, c) < 400
}

// byWords decides a mention that the words around it place.
func (a *article) byWords(r *ref, m *mention) {
	if len(m.within) == 0 && m.kinds == 0 {
		m.foreign = false
		return
	}
	var fit, best []int
	for _, n := range r.rows {
		if !m.kinds.has(a.g.kind(n)) {
			continue
		}
		fit = append(fit, n)
		inside := 0
		for _, c := range m.within {
			if a.g.inside(n, c) {
				inside++
			}
		}
		if inside > 0 {
			best = append(best, n)
		}
	}
	m.foreign = m.foreign && len(best) == 0 && !a.isRow(r, m.within)
	switch {
	case len(best) > 0:
		m.where = a.leader(best, a.weights(best))
	case len(fit) > 0 && m.kinds != 0 && len(m.within) == 0 && len(fit) < len(r.rows):
		m.where = a.leader(fit, a.weights(fit))
	}
}

func (a *article) isRow(r *ref, rows []int) bool {
	return slices.ContainsFunc(rows, func(n int) bool { return slices.Contains(r.rows, n) })
}

func (a *article) weights(rows []int) []int {
	out := make([]int, len(rows))
	for i, n := range rows {
		out[i] = a.g.weight(n)
	}
	return out
}

// leader is the row with the highest score, if it leads all rows that are
// other places by enough.
func (a *article) leader(rows, scores []int) int {
	n, lead := a.lead(rows, scores)
	if lead < ample {
		return undecided
	}
	return n
}

// lead is the row with the highest score and by how much it leads the next
// that is another place.
func (a *article) lead(rows, scores []int) (n, lead int) {
	top := 0
	for i := range rows {
		if scores[i] > scores[top] {
			top = i
		}
	}
	lead = Open
	for i := range rows {
		if i != top && !a.g.family(rows[top], rows[i]) {
			lead = min(lead, scores[top]-scores[i])
		}
	}
	return rows[a.seat(rows, scores, top)], lead
}

// seatLead is by how much a region may lead the city of its name that is still
// meant first: Odesa's does, Quebec's doesn't.
const seatLead = 20

// seat is the city that a region is named for, where the region leads by so
// little that news means the city.
func (a *article) seat(rows, scores []int, top int) int {
	if a.g.kind(rows[top]) != Region {
		return top
	}
	for i, n := range rows {
		if a.g.kind(n) == City && a.g.region(n) == rows[top] && scores[i] >= scores[top]-seatLead {
			return i
		}
	}
	return top
}

// family reports whether two rows of a name are one place to a reader.
func (g *Gazetteer) family(a, b int) bool {
	if g.kind(a) == City && g.kind(b) == City && (g.country(a) != g.country(b) || g.region(a) != g.region(b)) {
		return false
	}
	if g.region(a) == b || g.region(b) == a {
		return true
	}
	return g.distance(a, b) < family && (g.country(a) == g.country(b) || g.country(a) == NoCountry || g.country(b) == NoCountry)
}

// byProminence decides a name that one place bears far before all others.
func (a *article) byProminence(r *ref, least int) int {
	if len(r.rows) == 0 || r.open {
		return undecided
	}
	n, lead := a.lead(r.rows, a.weights(r.rows))
	if lead < least || !a.meant(r, n) {
		return undecided
	}
	return n
}

// byArticle decides with all that speaks for each candidate.
func (a *article) byArticle(r *ref) int {
	scores, support := a.weights(r.rows), make([]int, len(r.rows))
	for i, n := range r.rows {
		support[i] = a.support(r, n) + a.company(r, n)
		scores[i] += support[i]
	}
	n, lead := a.lead(r.rows, scores)
	spoken := support[slices.Index(r.rows, n)]
	if lead < ample {
		return undecided
	}
	if r.open {
		if _, lead := a.lead(r.rows, support); spoken < ample || lead < ample {
			return undecided
		}
		return n
	}
	if spoken == 0 && !a.meant(r, n) {
		return undecided
	}
	return n
}

// meant reports whether a candidate is well enough known to be meant by its
// name where nothing speaks for it.
func (a *article) meant(r *ref, n int) bool {
	weight := a.g.weight(n)
	if weight >= known {
		return weight >= r.others+ample
	}
	return weight >= faint && r.others == 0 && len(r.rows) == 1 && !a.elsewhere(r)
}

// elsewhere reports whether the article speaks of countries at all.
func (a *article) elsewhere(r *ref) bool {
	return slices.ContainsFunc(a.hits, func(h hit) bool { return h.from != r && !h.weak && h.country != NoCountry })
}

// listBonus is what each neighbour of one's own kind in a list adds. Two of
// them outweigh a capital: "Oregon, Washington and Idaho".
const listBonus = 26

// company is what the names that a place is listed with say: in "Armenia,
// Georgia and Azerbaijan" it is a country.
func (a *article) company(r *ref, n int) int {
	k := a.g.kind(n)
	if k != Country && k != Region {
		return 0
	}
	bonus := 0
	for _, other := range a.refs {
		if other == r || other.where == undecided || a.g.kind(other.where) != k {
			continue
		}
		if k == Region && a.g.country(other.where) != a.g.country(n) {
			continue
		}
		if a.listedWith(r, other) {
			bonus += listBonus
		}
	}
	return min(bonus, 2*listBonus)
}

// listedWith reports whether two places stand side by side in a list.
func (a *article) listedWith(r, other *ref) bool {
	for i := range r.weighed() {
		for j := range other.weighed() {
			first, second := &r.mentions[i], &other.mentions[j]
			if first.sentence != second.sentence {
				continue
			}
			if first.first > second.first {
				first, second = second, first
			}
			if a.linked(first.end, second.first) {
				return true
			}
		}
	}
	return false
}

// linked reports whether only commas and "and" stand in words [i,j).
func (a *article) linked(i, j int) bool {
	if j <= i || j-i > 2 {
		return false
	}
	for ; i < j; i++ {
		if !links[a.word(i)] {
			return false
		}
	}
	return true
}
