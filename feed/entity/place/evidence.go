package place

// gather collects the words that speak for a country or a region, and the
// places that are known already.
func (a *article) gather() {
	a.hits = a.hits[:0]
	for i, w := range a.words {
		if w.mark || !w.capital || a.inside[i] == inPerson || a.inside[i] == inPlace {
			continue
		}
		if a.inside[i] == inOrganisation {
			a.gatherName(i)
		}
		if f, ok := a.people(a.word(i)); ok {
			a.speak(f, w.sentence, false)
			continue
		}
		if i+1 < len(a.words) && a.words[i+1].capital && a.together(i, i+1) && a.words[i+1].start == w.end+1 {
			pair := a.text[w.start:a.words[i+1].end]
			if pairs[a.word(i)] {
				if f, ok := a.people(pair); ok {
					a.speak(f, w.sentence, false)
				}
			}
			if f, ok := a.get(asCue, pair); ok {
				a.speak(f, w.sentence, true)
			}
		}
		if f, ok := a.get(asCue, a.word(i)); ok {
			a.speak(f, w.sentence, true)
		}
	}
	for _, r := range a.refs {
		if len(r.rows) > 0 {
			a.cueNames(r)
		}
	}
}

// pairs begin words of two for a people: "North Korean".
var pairs = map[string]bool{"North": true, "South": true, "West": true, "East": true, "New": true, "Sri": true, "Saudi": true,
	"Costa": true, "Puerto": true, "Sierra": true, "Cape": true, "Central": true, "Equatorial": true, "Papua": true,
	"San": true, "Western": true, "Northern": true, "Rhode": true, "British": true, "Greek": true, "American": true}

// gatherName takes a country or region in an organisation's name as a word for
// it: the "Ohio" of Ohio State University.
func (a *article) gatherName(i int) {
	name := a.word(i)
	if i+1 < len(a.words) && a.inside[i+1] == inOrganisation && a.words[i+1].capital {
		if pair := a.text[a.words[i].start:a.words[i+1].end]; a.names(pair) {
			name = pair
		}
	}
	f, ok := a.get(asName, name)
	if !ok || f.others == Open || !a.g.holds(f.row(0)) || f.len() > 1 && a.g.weight(f.row(0))-a.g.weight(f.row(1)) < ample {
		return
	}
	a.hits = append(a.hits, a.hitOf(f.row(0), a.words[i].sentence, true, nil))
}

// names reports whether a name is one of a place.
func (a *article) names(name string) bool {
	_, ok := a.get(asName, name)
	return ok
}

// cueNames lets a place's name speak for others where the table of cues has
// it: Rwanda, next to Congo.
func (a *article) cueNames(r *ref) {
	for _, m := range r.mentions {
		if m.of.End > len(a.text) || m.of.Start >= m.of.End || m.of.Start < 0 {
			continue
		}
		if f, ok := a.get(asCue, a.text[m.of.Start:m.of.End]); ok {
			for i := range f.len() {
				h := a.hitOf(f.row(i), m.sentence, true, nil)
				h.from = r
				a.hits = append(a.hits, h)
			}
		}
	}
}

func (a *article) speak(f entry, sentence int, weak bool) {
	for i := range f.len() {
		a.hits = append(a.hits, a.hitOf(f.row(i), sentence, weak, nil))
	}
}

// hitOf makes a hit of a row.
func (a *article) hitOf(n, sentence int, weak bool, from *ref) hit {
	h := hit{sentence: sentence, country: a.g.country(n), region: a.g.region(n), weak: weak, city: a.g.kind(n) == City, row: n, from: from}
	if a.g.kind(n) == Region {
		h.region = n
	}
	return h
}

// settled lets a place that is known speak for its country and region.
func (a *article) settled(r *ref) {
	for _, m := range r.mentions {
		where := r.where
		if m.where != undecided {
			where = m.where
		}
		if where == undecided || m.of.Softer {
			continue
		}
		if a.g.country(where) != NoCountry {
			a.hits = append(a.hits, a.hitOf(where, m.sentence, false, r))
		}
	}
}

// What a country's words add, the first, the second and so on, and a region's.
var (
	countryWords = [...]int{14, 8, 5, 3, 2}
	regionWords  = [...]int{22, 10, 6, 3, 2}
)

// How many hits and how many mentions of a place are weighed: a long list of
// names must not take the square of its length.
const (
	mostHits     = 2_000
	mostMentions = 50
)

// weighed is how many of the mentions of a place are weighed.
func (r *ref) weighed() int { return min(len(r.mentions), mostMentions) }

// sameSentence is added where one of them is in a sentence with the place.
const sameSentence = 12

// support is how much the article speaks for a candidate.
func (a *article) support(r *ref, n int) int {
	c, region := a.g.country(n), a.g.region(n)
	if a.g.kind(n) == Region {
		region = n
	}
	// A small town needs its region named: Dallas and Houston don't make Paris
	// the one of Texas.
	small := a.g.kind(n) == City && a.g.weight(n) < known
	byCountry, byRegion := tally{}, tally{}
	for i := range min(len(a.hits), mostHits) {
		h := &a.hits[i]
		if h.from == r {
			continue
		}
		if c != NoCountry && h.country == c {
			byCountry.count(h, r, h.weak)
		}
		if region != NoRegion && h.region == region && !(small && h.city) {
			byRegion.count(h, r, h.weak || h.city)
		}
	}
	return byCountry.sum(countryWords[:]) + byRegion.sum(regionWords[:]) + a.nearby(r, n)
}

// A city that is named close by adds nearBonus.
const (
	nearBonus = 12
	beside    = 60 // km
)

// nearby is what cities close to a candidate add: Tampa to the St. Petersburg
// across its bay.
func (a *article) nearby(r *ref, n int) int {
	if a.g.kind(n) != City {
		return 0
	}
	for i := range min(len(a.hits), mostHits) {
		h := &a.hits[i]
		if h.city && !h.weak && h.from != r && h.country == a.g.country(n) && h.row != n && a.g.distance(n, h.row) < beside {
			return nearBonus
		}
	}
	return 0
}

// tally counts hits.
type tally struct {
	strong, weak int
	near         bool
}

func (t *tally) count(h *hit, r *ref, weak bool) {
	if weak {
		t.weak++
	} else {
		t.strong++
	}
	for i := range r.weighed() {
		if r.mentions[i].sentence == h.sentence {
			t.near = true
			return
		}
	}
}

// sum adds up what hits are worth; weak ones are worth half and few.
func (t *tally) sum(worth []int) int {
	total := 0
	for i := range worth {
		switch {
		case i < t.strong:
			total += worth[i]
		case i < t.strong+min(t.weak, 2):
			total += worth[i] / 2
		}
	}
	if t.near && t.strong > 0 {
		total += sameSentence
	} else if t.near {
		total += sameSentence / 2
	}
	return total
}
