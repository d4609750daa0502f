package entity

import (
	"slices"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// settlement are the places that "the city", "the capital" and "the country"
// may mean: of all towns that were named the last, if no other was named near.
func (s *nominals) settlement(p phrase) []int {
	var out []int
	for i, g := range s.groups {
		if g.kind == data.Place && s.known[i].from < p.the && s.isSettlement(g, p) {
			out = append(out, i)
		}
	}
	return out
}

// isSettlement reports whether a place is what a phrase says.
func (s *nominals) isSettlement(g *group, p phrase) bool {
	country, isCapital := s.d.aliases.capitals[g.key]
	c := s.classes(g)
	of := s.peopleOf(p)
	switch p.head {
	case "capital":
		return isCapital && (of == "" || of == country)
	case "country", "kingdom", "nation":
		return c&(1<<tagger.Country) != 0 && s.d.aliases.isCountry(g.key) && of == ""
	case "city", "port":
		return s.isTown(g, c, p) && (of == "" || !isCapital || of == country)
	case "town", "village", "resort", "suburb":
		return s.isTown(g, c, p) && !isCapital
	}
	return false
}

// isTown reports whether a place may be a town: all that no list has as
// something else, as most villages are in no list.
func (s *nominals) isTown(g *group, c uint16, p phrase) bool {
	const towns = 1<<tagger.CityBig | 1<<tagger.CityMid | 1<<tagger.CitySmall
	const others = 1<<tagger.Region | 1<<tagger.Site | 1<<tagger.Country
	if s.d.aliases.isCountry(g.key) || s.onlyDateline(g) && s.peopleOf(p) == "" {
		return false
	}
	for noun := range s.d.aliases.bodies[data.Place] {
		if slices.Contains(s.heads[noun], slices.Index(s.groups, g)) {
			return false
		}
	}
	return c&towns != 0 || c&others == 0
}

// onlyDateline reports whether a place is named in the dateline alone, where
// the reporter is.
func (s *nominals) onlyDateline(g *group) bool {
	for _, n := range g.names {
		for _, at := range n.mentions {
			m := s.d.mentions[at]
			first, end := s.d.sentenceOf(m)
			if !allCapitals(s.d.surface(m)) || m.first != first || m.end >= end {
				return false
			}
		}
	}
	return true
}

// classes are those of a group's first name as it is written.
func (s *nominals) classes(g *group) uint16 {
	m := s.d.mentions[g.names[0].mentions[0]]
	return s.d.model.Classes(s.d.words[m.first:m.end]...)
}

// peopleOf is the place whose people a phrase names, empty where it names none.
func (s *nominals) peopleOf(p phrase) string {
	for _, w := range p.mods {
		if place, ok := s.d.aliases.demonyms[s.d.fold(w)]; ok {
			return place
		}
	}
	return ""
}
