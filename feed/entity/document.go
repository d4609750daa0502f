package entity

import (
	"sort"
	"strings"
	"unicode"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// agree makes the names of a document agree with one another: a form is of
// one kind, a name found once is found wherever it is repeated, and what
// stands in capitals is what the text below says it is.
func (d *reader) agree() {
	d.findFamilies()
	d.joinNicknames()
	d.splitListed()
	d.reshape()
	d.addIntroduced()
	d.addAcronyms()
	d.addHeads()
	d.addFeatures()
	d.byList()
	d.dropPeoples()
	d.dropStrays()
	headlines := d.headlines()
	v := d.vote(headlines)
	d.settle(v)
	d.addRepeats(v, headlines)
	d.orderMentions()
}

// peoples are the classes of words for a country's people: "Russian" is
// related to Russia and isn't its name.
const peoples, names = 1 << tagger.Demonym, 1<<tagger.Country | 1<<tagger.CityBig | 1<<tagger.CityMid | 1<<tagger.Region | 1<<tagger.Team

// dropPeoples takes words for peoples out, unless they are names as well.
func (d *reader) dropPeoples() {
	d.mentions = keep(d.mentions, func(m mention) bool {
		c := d.model.Classes(d.words[m.first:m.end]...)
		return m.kind == data.Person || c&peoples == 0 || c&names != 0
	})
}

// strayShare is how many names with a capital there must be for one without
// before the latter is taken for a word.
const strayShare = 8

// dropStrays takes names without a capital out of a text that writes its
// names with capitals: "from afar" isn't in Ethiopia.
func (d *reader) dropStrays() {
	small := 0
	for _, m := range d.mentions {
		if d.allSmall(m) {
			small++
		}
	}
	if small > 0 && len(d.mentions)-small >= strayShare*small {
		d.mentions = keep(d.mentions, func(m mention) bool { return !d.allSmall(m) })
	}
}

func (d *reader) allSmall(m mention) bool {
	for _, r := range d.surface(m) {
		if !unicode.IsLower(r) && r != ' ' && r != '-' {
			return false
		}
	}
	return true
}

func keep(ms []mention, ok func(mention) bool) []mention {
	kept := ms[:0]
	for _, m := range ms {
		if ok(m) {
			kept = append(kept, m)
		}
	}
	return kept
}

// headlines tells, for each token, whether its sentence is written as a
// headline is, so that its capitals say nothing. Headlines have no full stop.
func (d *reader) headlines() []bool {
	out := make([]bool, len(d.words))
	first := 0
	for i, words := range d.bySent {
		end := d.text.Ends[i]
		if len(words) > 2 && words[len(words)-1] != "." && tagger.MostlyCapital(words) {
			for t := first; t < end; t++ {
				out[t] = true
			}
		}
		first = end
	}
	return out
}

// form is what makes two mentions the same name: folded, without "the".
func (d *reader) form(first, end int) string {
	f := d.fold(d.text.Source[d.text.Tokens[first].Start:d.text.Tokens[end-1].End])
	return strings.TrimPrefix(f, "the ")
}

// tally is how often a form was found as each kind, and how surely.
type tally struct {
	kinds  [len(data.Kinds)]int
	scores [len(data.Kinds)]int
	body   int // outside headlines
}

func (t *tally) total() int { return t.kinds[0] + t.kinds[1] + t.kinds[2] }

// winner is the kind that most mentions have, and of equals the one that the
// tagger was surer of. Without either there is none.
func (t *tally) winner() (data.Kind, bool) {
	best := data.Person
	for k, n := range t.kinds {
		if n > t.kinds[best] || n == t.kinds[best] && t.scores[k] > t.scores[best] {
			best = data.Kind(k)
		}
	}
	return best, 2*t.kinds[best] >= t.total()
}

// ballot is all forms of a document, and for the first word of each how many
// words the longest form has.
type ballot struct {
	forms   map[string]*tally
	longest map[string]int
}

// Weights of a vote: the text counts more than a headline.
const (
	headlineVote = 1
	bodyVote     = 2
)

func (d *reader) vote(headlines []bool) ballot {
	v := ballot{map[string]*tally{}, map[string]int{}}
	for _, m := range d.mentions {
		t := v.at(d.form(m.first, m.end))
		t.scores[m.kind] += m.why.Score
		if headlines[m.first] {
			t.kinds[m.kind] += headlineVote
		} else {
			t.kinds[m.kind] += bodyVote
			t.body++
		}
	}
	d.voteParts(v)
	for form, t := range v.forms {
		// The lists break a tie: "Washington wanted more" looks like a person.
		if t.kinds[data.Place] > 0 && d.isPlaceForm(form) {
			t.kinds[data.Place]++
		}
		first, _, _ := strings.Cut(form, " ")
		v.longest[first] = max(v.longest[first], 1+strings.Count(form, " "))
	}
	return v
}

func (d *reader) isPlaceForm(form string) bool {
	const places = 1<<tagger.Country | 1<<tagger.CityBig | 1<<tagger.Region
	return d.model.Classes(strings.Fields(form)...)&places != 0
}

// Words beyond the commonest 5,000 and 20,000.
const (
	unusual = 3
	rare    = 4
)

// surelyCompany is by how much a name with the form of a company outvotes what
// the same name without it is taken for.
const surelyCompany = 2

// voteParts lets full names vote for their short forms: the last word of a
// person's, the first of an organisation's. A rare word is known by this even
// if the tagger never saw it alone.
func (d *reader) voteParts(v ballot) {
	type part struct {
		word        string
		kind        data.Kind
		votes, body int // of the full name alone: what parts add to it doesn't go on
	}
	var parts []part
	found := map[string]bool{}
	for form, t := range v.forms {
		found[form] = true
		k, ok := t.winner()
		i := strings.LastIndexByte(form, ' ')
		switch {
		case !ok || i < 0:
		case k == data.Person:
			parts = append(parts, part{form[i+1:], k, t.kinds[k], t.body})
		case k == data.Organisation:
			if bare := companyKey(form); strings.Contains(bare, " ") && bare != form {
				parts = append(parts, part{bare, k, surelyCompany * t.kinds[k], t.body}) // Brown Harlow & Co.
			}
			parts = append(parts, part{form[:strings.IndexByte(form, ' ')], k, t.kinds[k], t.body})
		}
	}
	for _, p := range parts {
		_, listed := d.aliases.of(p.kind, p.word)
		telling := listed || d.model.Rarity(p.word) >= unusual
		if p.kind == data.Organisation && (!telling || d.model.Classes(p.word) != 0) || !telling && !found[p.word] {
			continue
		}
		t := v.at(p.word)
		t.kinds[p.kind] += p.votes
		t.body += p.body
	}
}

func (v ballot) at(form string) *tally {
	t := v.forms[form]
	if t == nil {
		t = &tally{}
		v.forms[form] = t
	}
	return t
}

// settle gives every mention the kind that its form has in most places, or
// the one that the lists fix for it everywhere.
func (d *reader) settle(v ballot) {
	for i := range d.mentions {
		m := &d.mentions[i]
		form := d.form(m.first, m.end)
		if k, ok := d.fixed(form); ok {
			if k != m.kind {
				m.kind, m.why.Note = k, "kind from the list of kinds"
			}
			continue
		}
		if k, ok := v.forms[form].winner(); ok && k != m.kind {
			m.kind = k
			m.why.Note = "kind as elsewhere in the text"
		}
	}
}

func (d *reader) orderMentions() {
	sort.Slice(d.mentions, func(i, j int) bool { return d.mentions[i].first < d.mentions[j].first })
}
