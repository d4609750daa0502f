package main

import (
	"math/rand"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// substituter writes sentences again with other names of the same kinds, so
// that the tagger learns what stands around a name and in the lists, and not
// the corpora's names by heart.
type substituter struct {
	lists map[tagger.Class][][]string
	rng   *rand.Rand
}

// again returns a share of a document's sentences that have names, each as a
// document of its own with other names.
func (s *substituter) again(d *document, share float64) []*document {
	var out []*document
	for _, old := range d.sentences {
		spans := tagger.Spans(old.gold)
		if len(spans) == 0 || s.rng.Float64() >= share {
			continue
		}
		out = append(out, &document{corpus: d.corpus, sentences: []sentence{s.rename(old, spans)}})
	}
	return out
}

func (s *substituter) rename(old sentence, spans []tagger.Span) sentence {
	var words []string
	var moved []tagger.Span
	at := 0
	for _, sp := range spans {
		words = append(words, old.words[at:sp.Start]...)
		start := len(words)
		if sp.Kind != data.Person && capital(old.words[sp.Start]) {
			words = append(words, s.name(sp.Kind, sp.End-sp.Start)...)
		} else {
			words = append(words, old.words[sp.Start:sp.End]...)
		}
		moved = append(moved, tagger.Span{Start: start, End: len(words), Kind: sp.Kind})
		at = sp.End
	}
	words = append(words, old.words[at:]...)
	gold := make([]int8, len(words))
	for _, sp := range moved {
		tagger.Encode(gold, sp)
	}
	return sentence{words, gold}
}

func capital(w string) bool { return titleCase(w) == w && w[0] != '@' && w[0] != '#' }

var placeClasses = []tagger.Class{tagger.CityBig, tagger.CityMid, tagger.CitySmall, tagger.Country, tagger.Region, tagger.Site}

// name makes a name of a place or of an organisation, the latter of one word
// where the old one had one. People keep their names: the lists of names have
// so many words that are no names that other people cost three points.
func (s *substituter) name(k data.Kind, words int) []string {
	if k == data.Place {
		return s.one(placeClasses[s.rng.Intn(len(placeClasses))])
	}
	return s.organisation(words)
}

func (s *substituter) one(c tagger.Class) []string {
	list := s.lists[c]
	return list[s.rng.Intn(len(list))]
}

func join(parts ...[]string) []string {
	var out []string
	for _, p := range parts {
		out = append(out, p...)
	}
	return out
}

var (
	behindNames = []string{"Group", "Holdings", "Industries", "Technologies", "Pharmaceuticals", "Energy", "Motors", "Airlines", "Bank", "Media", "Capital", "Foundation", "Institute", "Systems", "Foods", "Records", "Press", "Inc.", "Corp.", "Ltd", "& Co.", "& Sons"}
	behindTowns = []string{"University", "United", "City Council", "Police Department", "FC", "Times", "Herald", "Post", "Museum of Art", "Symphony Orchestra", "School District", "General Hospital", "Chamber of Commerce", "Stock Exchange", "Port Authority", "High Court", "Tigers", "Rovers"}
	beforeTowns = []string{"University of", "Bank of", "Parliament of", "FC", "National Museum of", "Church of", "Government of", "Supreme Court of", "Academy of", "Institute of", "Dynamo", "Real"}
	topics      = []string{"Health", "Defence", "Foreign Affairs", "Finance", "Education", "Agriculture", "Energy", "Transport", "Justice", "Labour", "Science", "Human Rights", "Fisheries", "Public Safety", "Statistics"}
	beforeTopic = []string{"Ministry of", "Department of", "Committee on", "Institute for", "Centre for", "Council on", "Office of", "Agency for", "Commission on", "Bureau of"}
)

func (s *substituter) pick(from []string) []string { return cut(from[s.rng.Intn(len(from))]) }

// organisation takes one from the lists, or makes one by a pattern.
func (s *substituter) organisation(words int) []string {
	if words == 1 || s.rng.Intn(2) == 0 {
		for range 20 {
			c := tagger.Org
			if s.rng.Intn(5) == 0 {
				c = tagger.Team
			}
			if n := s.one(c); (len(n) == 1) == (words == 1) {
				return n
			}
		}
	}
	switch s.rng.Intn(5) {
	case 0:
		return join(s.one(tagger.Name), s.pick(behindNames))
	case 1:
		return join(s.one(tagger.CityMid), s.pick(behindTowns))
	case 2:
		return join(s.pick(beforeTowns), s.one(tagger.CityMid))
	case 3:
		return join(s.one(tagger.Country), s.pick([]string{"National Bank", "Olympic Committee", "Football Federation", "Red Cross", "Air Force"}))
	}
	return join(s.pick(beforeTopic), s.pick(topics))
}
