package entity

import (
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// Text that surely isn't English isn't tagged: the model would take every
// German noun for a name. Only names that lists know well enough to stand in
// any language are found in it.

// foreignLists says which lists count in such a text, of which kind their
// names are, and whether one word is enough.
var foreignLists = [...]struct {
	class  tagger.Class
	kind   data.Kind
	single bool
	note   string
}{
	{tagger.Country, data.Place, true, "list of countries"},
	{tagger.CityBig, data.Place, true, "list of cities"},
	{tagger.Region, data.Place, false, "list of regions"},
	{tagger.Site, data.Place, false, "list of places"},
	{tagger.Org, data.Organisation, false, "list of organisations"},
	{tagger.Team, data.Organisation, false, "list of clubs"},
	{tagger.Figure, data.Person, false, "list of people in the news"},
}

// ordinary are names that other languages have as words with a capital.
var ordinary = wordSet("Essen Halle Male Nice Split Cork Bergen Are Mons Man Georgia Chad Jordan Mali Santiago Victoria")

const (
	longestListed   = 5 // words of a listed name
	leastForeign    = 4 // letters of a place of one word
	leastForeignAbb = 3 // letters of an organisation in capitals
)

// byListsOnly finds the names of a text that isn't English.
func (d *reader) byListsOnly() {
	first := 0
	for _, end := range d.text.Ends {
		for t := first; t < end; t++ {
			if !capital(d.words[t]) {
				continue
			}
			if m, ok := d.foreignAt(t, end); ok {
				d.mentions = append(d.mentions, m)
				t = m.end - 1
			}
		}
		first = end
	}
	d.byList()
	d.orderMentions()
}

// foreignAt is the longest listed name at token t.
func (d *reader) foreignAt(t, end int) (mention, bool) {
	for n := min(longestListed, end-t); n > 0; n-- {
		words := d.words[t : t+n]
		if !capital(words[n-1]) {
			continue
		}
		classes := d.model.Classes(words...)
		for _, l := range foreignLists {
			if classes&(1<<l.class) != 0 && (n > 1 || d.standsAlone(words[0], l.single)) {
				return mention{t, t + n, l.kind, data.Why{By: "list", Note: l.note}}, true
			}
		}
	}
	return mention{}, false
}

// standsAlone reports whether one word is enough: a place's name, or an
// abbreviation in capitals.
func (d *reader) standsAlone(w string, single bool) bool {
	if single {
		return utf8.RuneCountInString(w) >= leastForeign && !ordinary[w]
	}
	return len(w) >= leastForeignAbb && isAcronym(w)
}

// isAcronym reports whether a word is all capitals of the basic alphabet.
func isAcronym(w string) bool {
	for i := range len(w) {
		if w[i] < 'A' || w[i] > 'Z' {
			return false
		}
	}
	return w != ""
}
