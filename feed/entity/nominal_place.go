package entity

import (
	"slices"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// What a place may be, as an index of nominals.settlements.
const (
	town = iota
	capitalCity
	countryOrState
)

// settle files a place under what it may be called without its name.
func (s *nominals) settle(i int, g *group) {
	if s.d.aliases.isCountry(g.key) {
		if s.classes(g)&(1<<tagger.Country) != 0 {
			s.settlements[countryOrState] = append(s.settlements[countryOrState], i)
		}
		return
	}
	if _, ok := s.d.aliases.capitals[g.key]; ok {
		s.settlements[capitalCity] = append(s.settlements[capitalCity], i)
	}
	if s.isTown(i, g) {
		s.settlements[town] = append(s.settlements[town], i)
	}
}

// settled are the places that may be called by a noun.
func (s *nominals) settled(noun string) []int {
	switch noun {
	case "capital":
		return s.settlements[capitalCity]
	case "country", "kingdom", "nation":
		return s.settlements[countryOrState]
	case "city", "port", "town", "village", "resort", "suburb":
		return s.settlements[town]
	}
	return nil
}

// fits reports whether a place can be what a phrase says, as far as its
// country is known. The dateline's place is where the reporter is, so that it
// counts only where the phrase says of which country it is.
func (s *nominals) fits(p phrase, i int) bool {
	g := s.groups[i]
	if g.kind != data.Place || slices.Contains(s.heads[p.head], i) {
		return true
	}
	land, isCapital := s.d.aliases.capitals[g.key]
	people := s.peopleOf(p)
	switch p.head {
	case "capital":
		return people == "" || people == land
	case "country", "kingdom", "nation":
		return people == ""
	case "city", "port":
		return (people != "" || !s.known[i].afar) && (people == "" || !isCapital || people == land)
	}
	return !isCapital && !s.known[i].afar
}

// isTown reports whether a place may be a town: all that neither a list nor its
// own name has as something else, as most villages are in no list.
func (s *nominals) isTown(i int, g *group) bool {
	const towns = 1<<tagger.CityBig | 1<<tagger.CityMid | 1<<tagger.CitySmall
	const others = 1<<tagger.Region | 1<<tagger.Site | 1<<tagger.Country
	c := s.classes(g)
	return !s.known[i].body && (c&towns != 0 || c&others == 0)
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
