package entity

import (
	"slices"
	"strings"
	"unicode"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// reshape corrects what a name's own words and the words beside it tell more
// surely than the tagger does: where it ends, and of which kind it is.
func (d *reader) reshape() {
	months := d.namedLikeMonths()
	d.mentions = keep(d.mentions, func(m mention) bool { return !d.isMonth(m, months) && !d.inTreaty(m) && !d.isShip(m) })
	for i := range d.mentions {
		m := &d.mentions[i]
		d.trimCommon(m)
		if k, note := d.kindByWords(*m); note != "" && k != m.kind {
			m.kind, m.why.Note = k, note
		}
	}
	d.splitPairs()
	d.splitOffices()
}

// months are no names by themselves, but run into the name behind them: "In
// March Ukraine said".
var months = map[string]bool{"January": true, "February": true, "March": true, "April": true, "May": true, "June": true,
	"July": true, "August": true, "September": true, "October": true, "November": true, "December": true}

// namedLikeMonths are the months in full names of the text: of Theresa May,
// April Ruiz.
func (d *reader) namedLikeMonths() map[string]bool {
	found := map[string]bool{}
	for _, m := range d.mentions {
		if m.kind != data.Person || m.end-m.first < 2 {
			continue
		}
		for _, w := range d.words[m.first:m.end] {
			if months[w] {
				found[w] = true
			}
		}
	}
	return found
}

// isMonth reports whether a mention is a month's name and nobody in the text
// has it.
func (d *reader) isMonth(m mention, named map[string]bool) bool {
	w := d.words[m.first]
	return m.end-m.first == 1 && months[w] && !named[w] && (m.kind != data.Person || d.inDate(m) || !girls[w])
}

// girls are months that are first names too.
var girls = map[string]bool{"April": true, "May": true, "June": true, "August": true}

var beforeMonth = wordSet("in since until till by of from to through between late early mid last next this every before after during and or")

// inDate reports whether a month stands as in a date: alone in its cell,
// beside a number, or behind a word that leads to a time.
func (d *reader) inDate(m mention) bool {
	first, end := d.sentenceOf(m)
	if m.first == first && m.end == end {
		return true
	}
	if m.end < end && isNumber(d.words[m.end]) {
		return true
	}
	return m.first > first && (isNumber(d.words[m.first-1]) || beforeMonth[strings.ToLower(d.words[m.first-1])])
}

func wordSet(words string) map[string]bool {
	s := map[string]bool{}
	for _, w := range strings.Fields(words) {
		s[w] = true
	}
	return s
}

// treaties make a place's name part of the name of a law or a treaty, which
// is no place: "the North Atlantic Treaty".
var treaties = wordSet("Treaty Accord Accords Agreement Protocol Convention Conventions Pact Charter Declaration Act")

// inTreaty reports whether a mention is part of such a name.
func (d *reader) inTreaty(m mention) bool {
	_, end := d.sentenceOf(m)
	return m.kind == data.Place && m.end < end && treaties[d.words[m.end]]
}

// isShip reports whether a mention names a ship, which is neither somebody nor
// somewhere: "the USS Gerald R. Ford", "HMS London".
func (d *reader) isShip(m mention) bool {
	if ships[d.words[m.first]] && m.end-m.first > 1 {
		return true
	}
	first, _ := d.sentenceOf(m)
	return m.first > first && ships[d.words[m.first-1]]
}

// ships are what navies have before the names of their vessels.
var ships = wordSet("USS USNS USCGC HMS HMAS HMCS HMNZS RMS RFA")

var (
	directions = wordSet("northern southern eastern western central north-eastern north-western south-eastern south-western northeastern northwestern southeastern southwestern")
	// common words behind a name that are no part of it: "Idjwi island".
	commonWords = wordSet("island islands district province region county city town village river valley dam lake border militia rebels gang fighters group party club team army government")
)

// trimCommon takes common words in lower case off a name's ends, unless the
// table of aliases has them or what is left would be a word for a people.
func (d *reader) trimCommon(m *mention) {
	if _, listed := d.aliases.of(m.kind, d.form(m.first, m.end)); listed {
		return
	}
	for m.end-m.first > 1 && directions[d.words[m.first]] {
		m.first++
	}
	if m.kind == data.Organisation && leadingCommon(d.words[m.first]) {
		for m.end-m.first > 1 && allLower(d.words[m.first]) {
			m.first++
		}
	}
	for m.end-m.first > 1 && commonWords[d.words[m.end-1]] && capital(d.words[m.end-2]) && d.model.Classes(d.words[m.end-2])&peoples == 0 {
		m.end--
	}
}

// leadingCommon reports whether the first word of an organisation's name is
// none of it: "commission of the Chamber of Deputies". Particles are shorter.
func leadingCommon(w string) bool { return len(w) > longestParticle && allLower(w) }

// longestParticle is how long a small word may be that begins a name.
const longestParticle = 3

func allLower(w string) bool {
	for _, r := range w {
		if !unicode.IsLower(r) && r != '-' {
			return false
		}
	}
	return w != ""
}

var (
	// institutions are the last words of names of organisations, which the
	// tagger often takes for places: "the Nasser Hospital".
	institutions = wordSet("University College School Academy Institute Hospital Clinic Museum Gallery Orchestra Philharmonic Exchange Association Society Committee Commission Council Agency Ministry Authority Bank Group Airlines Airways Ferries Foundation Federation Union Company Corporation Times Herald Gazette Tribune Post")
	// bankLike end the name of a company that is one word: "Commerzbank".
	bankLike = [...]string{"bank", "neft", "telecom", "energo", "pharma", "chem", "aero"}
)

// companyLetters is how long a name that ends like a company's must be, or
// Burbank were one.
const companyLetters = 8

// kindByWords returns the kind that a name's words tell, with what told it,
// or no note where they don't.
func (d *reader) kindByWords(m mention) (data.Kind, string) {
	words := d.words[m.first:m.end]
	last := words[len(words)-1]
	switch {
	case len(words) == 1 && d.likeCompany(last):
		return data.Organisation, "ends as a company's name does"
	case m.kind == data.Place && len(words) > 1 && institutions[last] && d.model.Classes(words...)&placeNames == 0:
		return data.Organisation, "an institution by its last word"
	case m.kind == data.Place && len(words) == 2 && d.introduced(m), m.kind != data.Person && d.apposed(m):
		return data.Person, "a full name behind a role"
	}
	return m.kind, ""
}

const placeNames = 1<<tagger.Country | 1<<tagger.CityBig | 1<<tagger.CityMid | 1<<tagger.CitySmall | 1<<tagger.Region | 1<<tagger.Site

func (d *reader) likeCompany(w string) bool {
	if len(w) < companyLetters || !capital(w) || d.model.Classes(w)&(placeNames|1<<tagger.First|1<<tagger.Name) != 0 {
		return false
	}
	w = strings.ToLower(w)
	return slices.ContainsFunc(bankLike[:], func(end string) bool { return strings.HasSuffix(w, end) })
}

// splitPairs makes two places of two single words joined by "and": "Surulere
// and Shomolu", unless a list knows the pair.
func (d *reader) splitPairs() {
	n := len(d.mentions)
	for i := range n {
		m := d.mentions[i]
		if m.kind != data.Place || m.end-m.first != 3 || d.words[m.first+1] != "and" || d.model.Classes(d.words[m.first:m.end]...)&placeNames != 0 {
			continue
		}
		if _, listed := d.aliases.of(data.Place, d.form(m.first, m.end)); listed {
			continue
		}
		second := m
		second.first = m.first + 2
		d.mentions[i].end = m.first + 1
		d.mentions = append(d.mentions, second)
	}
	if len(d.mentions) > n {
		d.orderMentions()
	}
}
