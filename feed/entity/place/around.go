package place

import "strings"

// How many words around a name may tell where it is.
const (
	phraseWords = 4  // of a name
	leadWords   = 6  // before a name
	behindWords = 12 // behind it
	nearWords   = 7  // behind it without a comma
)

func (a *article) word(i int) string {
	if i < 0 || i >= len(a.words) {
		return ""
	}
	return a.text[a.words[i].start:a.words[i].end]
}

// together reports whether words i and j are of one sentence.
func (a *article) together(i, j int) bool {
	return i >= 0 && j >= 0 && i < len(a.words) && j < len(a.words) && a.words[i].sentence == a.words[j].sentence
}

// look reads what the words around a mention say of where it is.
func (a *article) look(m *mention) {
	if m.first >= len(a.words) || m.end > len(a.words) || m.end <= m.first {
		return
	}
	a.lookBehind(m)
	a.lookBefore(m)
}

// containers finds the countries and regions that words [i,j) name, the
// longest name first, and where the name ends.
func (a *article) containers(i, limit int) (rows []int, end int) {
	if i >= len(a.words) || !a.words[i].capital {
		return nil, i
	}
	for j := min(i+phraseWords, limit, len(a.words)); j > i; j-- {
		if !a.together(i, j-1) || a.words[j-1].mark {
			continue
		}
		stop := a.words[j-1].end
		if a.words[j-1].stopped {
			if rows := a.holders(a.text[a.words[i].start : stop+1]); len(rows) > 0 {
				return rows, j
			}
		}
		if rows := a.holders(a.text[a.words[i].start:stop]); len(rows) > 0 {
			return rows, j
		}
	}
	if f, ok := a.people(a.word(i)); ok {
		return rowsOf(f), i + 1
	}
	if i+1 < limit && a.together(i, i+1) {
		if f, ok := a.people(a.text[a.words[i].start:a.words[i+1].end]); ok {
			return rowsOf(f), i + 2
		}
	}
	return nil, i
}

func rowsOf(e entry) (rows []int) {
	for i := range e.len() {
		rows = append(rows, e.row(i))
	}
	return rows
}

// lookBehind reads "Paris, Texas", "Tripoli in Lebanon", "Santiago, the
// Chilean capital", "Georgia Gov. …", "Georgia's parliament".
func (a *article) lookBehind(m *mention) {
	i := m.end
	if i >= len(a.words) || !a.together(m.end-1, i) {
		return
	}
	if a.words[i].mark && a.word(i) == "." && a.words[m.end-1].stopped {
		i++ // of an abbreviation
	}
	if a.kindBehind(m, i) {
		return
	}
	switch a.word(i) {
	case ",":
		if a.direct(m, i+1) || a.apposition(m, i+1) {
			return
		}
	case "(":
		if rows, end := a.containers(i+1, len(a.words)); len(rows) > 0 && a.word(end) == ")" {
			m.within = append(m.within, rows...)
		}
	case "in", "near":
		if !a.openPhrase(m) {
			m.within = append(m.within, a.phrase(i+1, nearWords)...)
		}
	}
}

// kindBehind reads what kind of place the word behind a name makes it.
func (a *article) kindBehind(m *mention, i int) bool {
	if i >= len(a.words) || a.words[i].mark || !a.together(m.end-1, i) {
		return false
	}
	w := strings.ToLower(a.word(i))
	// "The Ontario city" is no city of that name, but "Kharkiv region" a region.
	if k := whatItIs[w]; k == states && !a.words[m.end-1].owns && small(a.word(i)) {
		m.kinds = k
		return true
	}
	// "Georgia's top diplomat": an adjective may stand between.
	for j := i; j < min(i+2, len(a.words)); j++ {
		w = strings.ToLower(a.word(j))
		switch {
		case w == "state" && j == i && !a.words[m.end-1].owns && !small(a.word(j)):
			return false // "Georgia State" is no state of its own
		case ofStates[w]:
			m.kinds = kindsOf(Region)
			return true
		case ofNations[w]:
			m.kinds = kindsOf(Country, City)
			return true
		}
		if !a.words[m.end-1].owns {
			break
		}
	}
	return false
}

// openPhrase reports whether a mention stands in a phrase that opens its
// sentence: of "In London, officials in Canada said" nothing is London's.
func (a *article) openPhrase(m *mention) bool {
	return m.first > 0 && (m.first == 1 || !a.together(m.first-2, m.first)) && !small(a.word(m.first-1))
}

// direct reads a country or region right behind the comma.
func (a *article) direct(m *mention, i int) bool {
	if i >= len(a.words) || !a.together(m.first, i) {
		return false
	}
	rows, end := a.containers(i, len(a.words))
	if len(rows) == 0 || a.words[end-1].owns || a.isPeople(i, end) {
		return false
	}
	if a.words[end-1].stopped && a.word(end) == "." {
		end++ // an abbreviation, which names a holder and nothing else
	} else if a.inList(m, end) {
		return false
	}
	m.within, m.holder = append(m.within, rows...), i
	m.foreign = a.g.kind(rows[0]) == Region && (end >= len(a.words) || !a.together(i, end) || a.words[end].mark)
	return true
}

// inList reports whether a mention and the name behind its comma, which ends
// before word i, are two of a list: "offices in Rome, New York and Tokyo".
func (a *article) inList(m *mention, i int) bool {
	if a.word(m.first-1) == "," && a.isIn(m.first-2, inPlace) && a.together(m.first-2, m.first) {
		return true
	}
	next := i
	for next < i+2 && links[a.word(next)] {
		next++
	}
	if next == i || !a.isIn(next, inPlace) || !a.together(m.first, next) {
		return false
	}
	for a.isIn(next, inPlace) {
		next++
	}
	if a.word(next) != "," {
		return true
	}
	// In "Cambridge, Massachusetts and Cambridge, England" each has its holder.
	rows, _ := a.containers(next+1, len(a.words))
	return len(rows) == 0
}

// isIn reports whether word i stands in the name of a what.
func (a *article) isIn(i int, what uint8) bool {
	return i >= 0 && i < len(a.inside) && a.inside[i] == what
}

// isPeople reports whether words are for a people and no name of a place.
func (a *article) isPeople(i, end int) bool {
	_, ok := a.people(a.text[a.words[i].start:a.words[end-1].end])
	return ok
}

// phrase collects the countries and regions of "in the Mexican state of
// Jalisco": behind articles, directions and words for what a place is.
func (a *article) phrase(i, most int) (rows []int) {
	for end := min(i+most, len(a.words)); i < end && a.together(i-1, i) && !a.words[i].mark; {
		if found, next := a.containers(i, end); len(found) > 0 {
			rows = append(rows, found...)
			i = next
			continue
		}
		w := strings.ToLower(a.word(i))
		if _, ok := whatItIs[w]; !ok && !directions[w] && w != "the" && w != "of" && w != "a" && w != "an" {
			return rows
		}
		i++
	}
	return rows
}

// apposition reads what stands behind a comma: "the capital of Guyana", "in the
// Mexican state of Jalisco", "Britain's second city".
func (a *article) apposition(m *mention, i int) bool {
	if i >= len(a.words) || !a.together(m.first, i) {
		return false
	}
	first := strings.ToLower(a.word(i))
	open := a.openPhrase(m)
	if (first == "in" || first == "on" || first == "near" || first == "across") && !open {
		m.within = append(m.within, a.phrase(i+1, nearWords)...)
		return len(m.within) > 0
	}
	_, what := whatItIs[first]
	owner, _ := a.containers(i, min(i+phraseWords, len(a.words)))
	if first != "the" && first != "a" && first != "an" && !what && len(owner) == 0 {
		return false
	}
	var rows []int
	what = false
	var kind kinds
	for j, end := i, min(i+behindWords, len(a.words)); j < end && a.together(m.first, j) && !a.words[j].mark; {
		w := strings.ToLower(a.word(j))
		if verbs[w] {
			break
		}
		if k, ok := whatItIs[w]; ok && !what {
			what, kind = true, k
		}
		found, next := a.containers(j, end)
		if len(found) == 0 {
			found, next = a.cued(j), j+1
		}
		rows = append(rows, found...)
		j = next
	}
	if !what || len(rows) == 0 {
		return false
	}
	m.within = append(m.within, rows...)
	if m.kinds == 0 && kind != towns {
		m.kinds = kind
	}
	return true
}

// cued are the countries of a word that names none: "the former Soviet
// republic".
func (a *article) cued(i int) []int {
	if !a.words[i].capital {
		return nil
	}
	f, _ := a.get(asCue, a.word(i))
	return rowsOf(f)
}

// lookBefore reads "the northern Lebanese city of Tripoli", "Alabama's
// Birmingham", "Georgia's capital, Tbilisi".
func (a *article) lookBefore(m *mention) {
	i := m.first - 1
	if i < 0 || !a.together(i, m.first) {
		return
	}
	if a.words[i].owns && a.words[i].capital {
		m.within = append(m.within, a.nameEnding(i)...)
		return
	}
	comma := a.word(i) == ","
	if comma || strings.ToLower(a.word(i)) == "of" {
		i--
	}
	k, ok := whatItIs[strings.ToLower(a.word(i))]
	if !ok || !a.together(i, m.first) {
		return
	}
	if !comma && k != 0 && !(i+1 < m.first && a.word(i) == "capital") {
		m.kinds = k
	}
	for j := i - 1; j >= max(0, i-leadWords) && a.together(j, m.first) && !a.words[j].mark; j-- {
		if !a.words[j].capital {
			continue
		}
		if comma && !a.words[j].owns && !a.isPeople(j, j+1) {
			return
		}
		rows := a.nameEnding(j)
		m.within = append(m.within, rows...)
		if len(rows) > 0 {
			return
		}
	}
}

// nameEnding is the countries and regions of the longest name that ends with
// word i.
func (a *article) nameEnding(i int) []int {
	for j := max(0, i-phraseWords+1); j <= i; j++ {
		if !a.words[j].capital || !a.together(j, i) {
			continue
		}
		if rows, end := a.containers(j, i+1); len(rows) > 0 && end == i+1 {
			return rows
		}
	}
	return nil
}
