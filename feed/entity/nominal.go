package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/data"
)

// nominals finds phrases that mean somebody or something named in the text by
// what it is: "the envoy", "the Georgian capital". A phrase counts only if one
// alone can be meant, so many are left out; pronouns always are.
type nominals struct {
	d           *reader
	groups      []*group
	known       []introduced // parallel to groups
	taken       []int        // mention at each token
	heads       map[string][]int
	of          []int       // the group of each mention
	meansAt     map[int]int // the group that an accepted phrase means, at its last token
	settlements [3][]int    // groups that may be a town, a capital, a country
}

// introduced is a group with all that a phrase for it may say.
type introduced struct {
	intros []intro
	words  map[string]bool // lower case, of all intros
	places map[string]bool // folded names of countries that intros tell of
	from   int             // token of the first mention
	body   bool            // of a place: its own name says what it is
	afar   bool            // of a place: it is named in the dateline alone
}

// addNominals gives entities, which are in the order of groups, their softer
// mentions.
func (d *reader) addNominals(groups []*group, intros [][]intro, entities []data.LocalEntity) {
	if len(groups) == 0 {
		return
	}
	s := nominals{d: d, groups: groups, taken: d.mentionAt(), heads: map[string][]int{}, of: make([]int, len(d.mentions)), meansAt: map[int]int{}}
	for i, g := range groups {
		s.introduce(i, g, intros[i])
	}
	first := 0
	for _, end := range d.text.Ends {
		for t := first; t < end; t++ {
			w := d.words[t]
			if w != "the" && w != "The" {
				continue
			}
			if p, ok := s.phraseAt(t, end); ok {
				if at := s.meant(p); at >= 0 {
					s.meansAt[p.end-1] = at
					e := &entities[at]
					e.Mentions = append(e.Mentions, data.LocalMention{
						Start: d.text.Tokens[t].Start, End: d.text.Tokens[p.end-1].End, Softer: true,
						Why: data.Why{By: "nominal", Note: "means " + e.Name + ", introduced so"},
					})
					t = p.end - 1
				}
			}
		}
		first = end
	}
	for i := range entities {
		slices.SortFunc(entities[i].Mentions, func(a, b data.LocalMention) int { return cmp.Compare(a.Start, b.Start) })
	}
}

// introduce files a group under the nouns that it was introduced by.
func (s *nominals) introduce(i int, g *group, intros []intro) {
	k := introduced{intros: intros, from: len(s.d.words)}
	for _, n := range g.names {
		for _, at := range n.mentions {
			m := s.d.mentions[at]
			k.from = min(k.from, m.first)
			s.of[at] = i
			s.comesFrom(&k, m)
		}
	}
	for _, in := range intros {
		for t := in.first; t < in.end; t++ {
			if k.words == nil {
				k.words = map[string]bool{}
			}
			k.words[strings.ToLower(s.d.words[t])] = true
			s.tellPlace(&k, t)
		}
		s.file(in.head, i)
	}
	if g.kind == data.Person {
		s.fileAges(i, g)
	}
	k.body = s.fileBodies(i, g)
	s.known = append(s.known, k)
	if g.kind == data.Place {
		s.known[i].afar = s.onlyDateline(g)
		s.settle(i, g)
	}
}

func (s *nominals) file(head string, i int) {
	if last := len(s.heads[head]) - 1; head != "" && (last < 0 || s.heads[head][last] != i) {
		s.heads[head] = append(s.heads[head], i)
	}
}

// comesFrom notes the country behind a name: "Lena Obermoser of Austria".
func (s *nominals) comesFrom(k *introduced, m mention) {
	_, end := s.d.sentenceOf(m)
	if m.kind == data.Person && m.end+1 < end && (s.d.words[m.end] == "of" || s.d.words[m.end] == "from") {
		s.tellPlace(k, m.end+1)
	}
}

// tellPlace notes the country that a token names or is the demonym of.
func (s *nominals) tellPlace(k *introduced, t int) {
	if !capital(s.d.words[t]) {
		return
	}
	f := s.d.fold(s.d.words[t])
	if place, ok := s.d.aliases.demonyms[f]; ok {
		k.of(place)
	}
	if at := s.taken[t]; at >= 0 && s.d.mentions[at].kind == data.Place {
		m := s.d.mentions[at]
		key, _ := s.d.keyOf(data.Place, s.d.form(m.first, m.end))
		k.of(key)
	}
}

// of notes a country that an intro tells of.
func (k *introduced) of(place string) {
	if k.places == nil {
		k.places = map[string]bool{}
	}
	k.places[place] = true
}

// fileAges files a person under the age behind the name: ", 27," makes "the
// 27-year-old".
func (s *nominals) fileAges(i int, g *group) {
	for _, n := range g.names {
		for _, at := range n.mentions {
			m := s.d.mentions[at]
			_, end := s.d.sentenceOf(m)
			if m.end+1 < end && s.d.words[m.end] == "," && isNumber(s.d.words[m.end+1]) && len(s.d.words[m.end+1]) < 3 {
				s.file(s.d.words[m.end+1]+"-year-old", i)
			}
		}
	}
}

// fileBodies files a group under the nouns for what its names have in them, or
// are, and reports whether there are any.
func (s *nominals) fileBodies(i int, g *group) (any bool) {
	b := &s.d.aliases.bodies[g.kind]
	file := func(nouns []string) {
		for _, noun := range nouns {
			s.file(noun, i)
			any = true
		}
	}
	for _, n := range g.names {
		file(b.byWord[n.key])
		if len(n.words) > 1 {
			for _, w := range n.words {
				file(b.byWord[w])
			}
		}
		for _, p := range b.phrases {
			if strings.HasSuffix(n.form, p.words) {
				s.file(p.noun, i)
				any = true
			}
		}
	}
	return any
}

// phrase is "the" and the words behind it up to a noun.
type phrase struct {
	the, end int // tokens; end is behind the noun
	head     string
	mods     []string // what stands between
}

// modifiers is how many words a phrase may have between "the" and its noun.
const modifiers = 3

// phraseAt reads the phrase that begins with "the" at token t.
func (s *nominals) phraseAt(t, end int) (phrase, bool) {
	d := s.d
	for h := min(t+1+modifiers, end-1); h > t; h-- {
		if !s.inPhrase(t+1, h+1) || h+1 < end && !s.closes(h+1, end) {
			continue
		}
		p := phrase{the: t, end: h + 1, head: d.headAt(t+1, h)}
		last := h
		if strings.Contains(p.head, "-") && !strings.Contains(d.words[h], "-") {
			last-- // of a compound
		}
		p.mods = d.words[t+1 : last]
		if len(s.candidates(p)) > 0 {
			return p, true
		}
	}
	return phrase{}, false
}

// inPhrase reports whether tokens may be what is between "the" and the end of a
// phrase: no names but those of peoples, and nothing that belongs elsewhere.
func (s *nominals) inPhrase(first, end int) bool {
	for t := first; t < end; t++ {
		w := s.d.words[t]
		if s.taken[t] >= 0 || !beginsName(w) || function[strings.ToLower(w)] || capital(w) && !s.d.isPeople(w) {
			return false
		}
	}
	return end > first
}

// meant is the index of the group that a phrase means, or -1.
func (s *nominals) meant(p phrase) int {
	found := -1
	candidates := s.candidates(p)
	if len(candidates) > mostCompared {
		return -1
	}
	for _, i := range candidates {
		if s.known[i].from >= p.the || !s.fits(p, i) || !s.agrees(p, i) {
			continue
		}
		if found >= 0 {
			return -1
		}
		found = i
	}
	if found >= 0 && (s.rivalled(p, found) || s.inApposition(p, s.groups[found].kind)) {
		return -1
	}
	return found
}

// inApposition reports whether a phrase stands behind a name of a kind and a
// comma, so that it says more of that one: "Ruth Adeyinka, the judge".
func (s *nominals) inApposition(p phrase, k data.Kind) bool {
	t := p.the - 1
	return t > 0 && s.d.words[t] == "," && s.taken[t-1] >= 0 && s.d.mentions[s.taken[t-1]].kind == k
}

// candidates are the groups that a phrase's noun may mean.
func (s *nominals) candidates(p phrase) []int {
	if found := s.heads[p.head]; len(found) > 0 {
		return found
	}
	if len(p.mods) == 0 && s.d.isPeople(s.d.words[p.end-1]) {
		return s.ofPeople(p.head)
	}
	return s.settled(p.head)
}

// ofPeople are the people who were introduced as of a country: "the Slovenian".
// Words that mean a whole people, as "the French", are nobody's.
func (s *nominals) ofPeople(demonym string) []int {
	if len(s.groups) > mostCompared {
		return nil
	}
	for _, end := range [...]string{"ch", "sh", "ese", "ss", "s"} {
		if strings.HasSuffix(demonym, end) {
			return nil
		}
	}
	place := s.d.aliases.demonyms[fold(demonym)]
	var out []int
	for i, g := range s.groups {
		if g.kind == data.Person && s.known[i].places[place] {
			out = append(out, i)
		}
	}
	return out
}

// agrees reports whether all that a phrase says of its noun was said of a group.
func (s *nominals) agrees(p phrase, i int) bool {
	k := &s.known[i]
	if s.groups[i].kind == data.Person && !s.plainly(p, i) {
		return false
	}
	for _, w := range p.mods {
		lower := strings.ToLower(w)
		place, people := s.d.aliases.demonyms[s.d.fold(w)]
		switch {
		case k.words[lower]:
		case people && (k.places[place] || s.groups[i].kind == data.Place):
		default:
			return false
		}
	}
	return true
}

// plainly reports whether somebody was introduced by a phrase's noun without a
// word that makes another of it: a deputy director isn't the director, nor a
// former mayor the mayor.
func (s *nominals) plainly(p phrase, i int) bool {
	for _, in := range s.known[i].intros {
		if in.head != p.head {
			continue
		}
		plain := true
		for _, w := range s.d.words[in.first:in.end] {
			lower := strings.ToLower(w)
			if function[lower] {
				break
			}
			plain = plain && (!lesser[lower] || slices.Contains(p.mods, lower))
		}
		if plain {
			return true
		}
	}
	return !slices.Contains(s.heads[p.head], i) || strings.HasSuffix(p.head, "-year-old")
}

// lesser are words before a role that make another of it.
var lesser = wordSet("former ex deputy vice assistant associate acting interim shadow junior ex-president ex-minister retired late would-be")

// rivalled reports whether the text speaks of another by the noun: of one whom
// it doesn't name ("a spokesman for the army"), between the last mention of the
// one that was found and the phrase.
func (s *nominals) rivalled(p phrase, found int) bool {
	d := s.d
	for t := p.the - 1; t >= 0; t-- {
		if at := s.taken[t]; at >= 0 {
			if s.of[at] == found {
				return false
			}
			continue
		}
		if strings.ToLower(d.words[t]) == p.head && !s.introduces(found, t) {
			at, ok := s.meansAt[t]
			return !ok || at != found
		}
	}
	return false
}

// introduces reports whether token t is in an intro of a group.
func (s *nominals) introduces(i, t int) bool {
	return slices.ContainsFunc(s.known[i].intros, func(in intro) bool { return in.first <= t && t < in.end })
}
