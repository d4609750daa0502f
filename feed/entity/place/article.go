package place

import (
	"slices"
	"strings"

	"dateline/data"
)

// article is one text while its places are decided.
type article struct {
	g      *Gazetteer
	text   string
	words  []word
	inside []uint8 // of each word: in whose name it stands
	refs   []*ref
	hits   []hit
	known  [asShort + 1]map[string]entry // memory of lookups, by the words as they stand; of other articles too
	held   map[string][]int              // memory of holders, as well
}

// As what a word is looked up.
const (
	asName = iota
	asPeople
	asCue
	asShort
)

// What a word may be part of.
const (
	inNothing = iota
	inPerson
	inOrganisation
	inPlace
)

// ref is a place that the article names, until it is known which it is.
type ref struct {
	entity   int    // in the recogniser's list
	name     string // that the gazetteer has
	mentions []mention
	rows     []int // candidates
	others   int   // weight of the heaviest that the gazetteer leaves out
	open     bool  // prominence doesn't decide the name
	where    int   // the row decided on, or undecided
}

// mention is where a ref is named, with what the words around it say.
type mention struct {
	of         *data.LocalMention
	first, end int // words
	sentence   int
	within     []int // rows of which one holds the place
	kinds      kinds // that it can be; 0 is any
	foreign    bool  // the text puts it where the gazetteer has none
	holder     int   // the word at which the name of what holds it begins, in "Paris, Texas"
	where      int   // row that the words around it decide on, or undecided
}

const undecided = -1

// kinds is a set of Kind.
type kinds uint32

func kindsOf(all ...Kind) (s kinds) {
	for _, k := range all {
		s |= 1 << k
	}
	return s
}

func (s kinds) has(k Kind) bool { return s == 0 || s&(1<<k) != 0 }

// hit is a word of the text that speaks for a country or a region.
type hit struct {
	sentence int
	country  int
	region   int // NoRegion where it speaks for the country alone
	weak     bool
	city     bool // that stands for its region without naming it
	row      int
	from     *ref // that it is itself a place of
}

func (g *Gazetteer) read(text string, found []data.LocalEntity) *article {
	a := g.fresh()
	a.text, a.words = text, cut(text, a.words[:0])
	a.inside = append(a.inside[:0], make([]uint8, len(a.words))...)
	for i, e := range found {
		switch e.Kind {
		case data.Person:
			a.cover(e.Mentions, inPerson)
		case data.Organisation:
			a.cover(e.Mentions, inOrganisation)
		default:
			a.cover(e.Mentions, inPlace)
			a.refs = append(a.refs, a.ref(i, e))
		}
	}
	return a
}

// How many lookups of a sort are remembered for the next article, as the same
// places are in the news again and again, and of how many bytes.
const (
	mostKnown    = 1024
	longestKnown = 128
)

// keptWords is the longest text after which its memory is kept for the next.
const keptWords = 50_000

// fresh is an article without a text.
func (g *Gazetteer) fresh() *article {
	if a, ok := g.articles.Get().(*article); ok {
		return a
	}
	a := &article{g: g, held: map[string][]int{}}
	for i := range a.known {
		a.known[i] = map[string]entry{}
	}
	return a
}

// done keeps an article's memory for the next, but nothing of its text.
func (a *article) done() {
	if len(a.words) > keptWords {
		return
	}
	a.text, a.refs, a.hits = "", nil, a.hits[:0]
	for i := range a.known {
		if len(a.known[i]) > mostKnown {
			clear(a.known[i])
		}
	}
	if len(a.held) > mostKnown {
		clear(a.held)
	}
	a.g.articles.Put(a)
}

// at is the first word that ends behind offset.
func (a *article) at(offset int) int {
	n, _ := slices.BinarySearchFunc(a.words, offset, func(w word, at int) int {
		if w.end <= at {
			return -1
		}
		return 1
	})
	return n
}

func (a *article) cover(mentions []data.LocalMention, what uint8) {
	for _, m := range mentions {
		if m.Softer {
			continue
		}
		for i := a.at(m.Start); i < len(a.words) && a.words[i].start < m.End; i++ {
			a.inside[i] = what
		}
	}
}

// get looks words up, once for each text.
func (a *article) get(as int, words string) (entry, bool) {
	e, ok := a.known[as][words]
	if !ok {
		key := words
		switch as {
		case asName:
			key = Key(words)
		case asPeople:
			key = PeopleKey(words)
		case asCue:
			key = CueKey(words)
		case asShort:
			key = ShortKey(words)
		}
		e, _ = a.g.lookup(key)
		if len(words) <= longestKnown {
			a.known[as][strings.Clone(words)] = e // or it would hold on to its text
		}
	}
	return e, e.len() > 0
}

// ref collects the candidates of a place over all forms of its name.
func (a *article) ref(i int, e data.LocalEntity) *ref {
	r := &ref{entity: i, where: undecided, mentions: make([]mention, 0, len(e.Mentions))}
	for i := range e.Mentions {
		r.mentions = append(r.mentions, a.mention(r, &e.Mentions[i]))
	}
	if len(r.rows) == 0 {
		if f, ok := a.get(asName, e.Name); ok {
			r.add(a.g, finding{entry: f, name: e.Name})
		}
	}
	return r
}

// finding is what the gazetteer has for a name, and what the name itself tells.
type finding struct {
	entry
	name   string // without what leads up to it
	within []int  // rows of which one holds the place
	kinds  kinds
}

// add takes the places of a name that are of the kinds it tells.
func (r *ref) add(g *Gazetteer, e finding) {
	for i := range e.len() {
		if n := e.row(i); e.kinds.has(g.kind(n)) && !slices.Contains(r.rows, n) {
			r.rows = append(r.rows, n)
		}
	}
	if r.name == "" {
		r.name = e.name
	}
	if e.others == Open {
		r.open = true
	} else {
		r.others = max(r.others, e.others)
	}
}

func (a *article) mention(r *ref, lm *data.LocalMention) mention {
	m := mention{of: lm, where: undecided, first: a.at(lm.Start), end: a.at(lm.End)}
	if m.end < len(a.words) && a.words[m.end].start < lm.End {
		m.end++
	}
	if m.first < len(a.words) {
		m.sentence = a.words[m.first].sentence
	}
	if lm.Softer || lm.Start < 0 || lm.End > len(a.text) || lm.Start >= lm.End {
		return m
	}
	f := a.find(a.text[lm.Start:lm.End])
	r.add(a.g, f)
	m.within, m.kinds = f.within, f.kinds
	return m
}

// find looks a name up as it stands in the text, then without what leads up to
// it or tells what it is: "Paris, Texas", "Niger state", "south Georgia".
func (a *article) find(name string) finding {
	if lead, rest, ok := strings.Cut(name, " "); ok && small(lead) && directions[lead] {
		if f, ok := a.get(asName, rest); ok {
			return finding{entry: f, name: rest}
		}
	}
	if f, ok := a.get(asName, name); ok {
		return finding{entry: f, name: name}
	}
	for _, short := range [...]string{name, name + "."} {
		if f, ok := a.get(asShort, short); ok {
			return finding{entry: f, name: name}
		}
	}
	if head, tail, ok := strings.Cut(name, ", "); ok {
		if f, ok := a.get(asName, head); ok {
			return finding{entry: f, name: head, within: a.holders(tail)}
		}
	}
	return a.findPart(strings.Fields(name))
}

// findPart drops words from the ends of a name that no list has.
func (a *article) findPart(words []string) (out finding) {
	n := len(words)
	if n < 2 {
		return out
	}
	if k, ok := whatItIs[strings.ToLower(words[n-1])]; ok && k != 0 {
		out.name = strings.Join(words[:n-1], " ")
		if out.entry, ok = a.get(asName, out.name); ok {
			out.kinds = k
			return out
		}
	}
	if k, ok := whatItIs[strings.ToLower(words[0])]; ok && n > 2 && words[1] == "of" {
		out.name, out.kinds = strings.Join(words[2:], " "), k
		out.entry, _ = a.get(asName, out.name)
		return out
	}
	return a.findLed(words)
}

// findLed drops the words that lead up to a name: "Peruvian capital Lima". A
// direction with a capital may be part of the name, as the East Bay is none of
// Somalia's Bay, so behind one only countries and large regions count.
func (a *article) findLed(words []string) (out finding) {
	for len(words) > 1 {
		lead := strings.ToLower(words[0])
		p, isPeople := a.people(words[0])
		k, isWhat := whatItIs[words[0]]
		if !isPeople && !isWhat && !directions[lead] {
			break
		}
		out.within = append(out.within, rowsOf(p)...)
		if isWhat {
			out.kinds = k
		}
		if directions[lead] && !small(words[0]) {
			out.kinds = nations
		}
		words = words[1:]
		out.name = strings.Join(words, " ")
		if f, ok := a.get(asName, out.name); ok {
			out.entry = f
			if a.g.weight(f.row(0)) >= large && out.kinds == nations {
				out.kinds |= kindsOf(Region)
			}
			return out
		}
	}
	return finding{}
}

// large is the weight of regions that news names alone: Florida, Punjab.
const large = 130

// holders are the countries and regions of a name.
func (a *article) holders(name string) []int {
	rows, ok := a.held[name]
	if ok {
		return rows
	}
	f, ok := a.get(asShort, name)
	if !ok {
		f, _ = a.get(asName, name)
	}
	for _, n := range rowsOf(f) {
		if a.g.holds(n) {
			rows = append(rows, n)
		}
	}
	rows = slices.Clip(rows)
	if len(name) <= longestKnown {
		a.held[strings.Clone(name)] = rows
	}
	return rows
}

// holds reports whether a row can have others in it.
func (g *Gazetteer) holds(n int) bool {
	switch g.kind(n) {
	case Country, Region:
		return true
	case Area, Island, Peninsula:
		return g.country(n) != NoCountry
	}
	return false
}

// people finds the country or region of "Georgian" or "Georgians".
func (a *article) people(w string) (entry, bool) {
	if f, ok := a.get(asPeople, w); ok {
		return f, true
	}
	if stem, ok := strings.CutSuffix(w, "s"); ok && len(stem) > 3 {
		return a.get(asPeople, stem)
	}
	return entry{}, false
}

func small(s string) bool { return s != "" && s[0] >= 'a' && s[0] <= 'z' }
