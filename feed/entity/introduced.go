package entity

import (
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// introduced reports whether a name of two words has a family name and stands
// behind what a person does: "the explorer Fridtjof Nansen".
func (d *reader) introduced(m mention) bool {
	first, _ := d.sentenceOf(m)
	if m.first == first || d.model.Classes(d.words[m.first:m.end]...)&placeNames != 0 {
		return false
	}
	if d.model.Classes(d.words[m.end-1])&(1<<tagger.Name) == 0 || d.model.Classes(d.words[m.first])&placeNames != 0 {
		return false
	}
	return d.isRole(d.words[m.first-1]) || callings[d.words[m.first-1]]
}

// apposed reports whether a name of two or three words stands between commas
// behind what a person does, and has one of a person's in it: "The presiding
// judge, Iulia Motoc, read it".
func (d *reader) apposed(m mention) bool {
	first, end := d.sentenceOf(m)
	if n := m.end - m.first; n < 2 || n > 3 || m.first-first < 2 || m.end >= end || d.words[m.end] != "," || d.words[m.first-1] != "," {
		return false
	}
	role := strings.ToLower(d.words[m.first-2])
	if d.aliases.bodies[data.Organisation].nouns[role] || !d.isRoleNoun(role) {
		return false
	}
	const people, bodies = 1<<tagger.First | 1<<tagger.Name, placeNames | 1<<tagger.Org | 1<<tagger.Team
	return d.model.Classes(d.words[m.first])&people != 0 && d.model.Classes(d.words[m.first:m.end]...)&bodies == 0 && !d.hasOrganisationWord(m)
}

// callings are what people are known for, besides the titles of the lists.
var callings = wordSet("explorer poet painter composer novelist author singer actor actress director playwright scientist physicist chemist astronomer philosopher historian architect engineer inventor sculptor pianist violinist conductor journalist activist lawyer teacher nurse farmer fisherman pilot cosmonaut astronaut footballer")

// placeWords lead to a place's name with "of": "the village of Hope".
var placeWords = wordSet("village town city port island district province hamlet suburb oasis")

// addIntroduced adds names that the tagger passed over but the words before
// them leave in no doubt: a full name behind what a person does, and what is
// behind "village of".
func (d *reader) addIntroduced() {
	at := d.mentionAt()
	first := 0
	for _, end := range d.text.Ends {
		for t := first + 1; t < end; t++ {
			if at[t] >= 0 || !capital(d.words[t]) || capital(d.words[t-1]) {
				continue
			}
			stop := t
			for stop < end && at[stop] < 0 && capital(d.words[stop]) {
				stop++
			}
			m := mention{first: t, end: stop, why: data.Why{By: "list"}}
			if stop < end && at[stop] >= 0 || d.hasOrganisationWord(m) {
				continue
			}
			switch {
			case stop-t == 2 && callings[d.words[t-1]]:
				m.kind, m.why.Note = data.Person, "a full name behind a role"
			case t-first >= 2 && d.words[t-1] == "of" && placeWords[d.words[t-2]]:
				m.kind, m.why.Note = data.Place, "behind a word for places"
			default:
				continue
			}
			d.mentions = append(d.mentions, m)
		}
		first = end
	}
	d.orderMentions()
}

// hasOrganisationWord reports whether a word of a name is one that
// organisations' names are made of.
func (d *reader) hasOrganisationWord(m mention) bool {
	for _, w := range d.words[m.first:m.end] {
		if d.model.Classes(w)&(1<<tagger.OrgWord) != 0 {
			return true
		}
	}
	return false
}
