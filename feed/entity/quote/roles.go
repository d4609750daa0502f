package quote

import (
	"slices"
	"strings"

	"dateline/data"
)

// known is whom a word with "the" before it means: the only one whom the text
// introduces so ("the coach": "Rovers coach Anna Ruiz"), or the organisation
// that it is about.
func (f *finder) known(noun string, t int) int {
	if f.roles == nil {
		f.learnRoles()
	}
	switch who := f.roles[noun]; {
	case len(who) == 1:
		return who[0]
	case len(who) > 1:
		return f.lately(who, t)
	case !companies[noun]:
		return nobody
	}
	return f.topic(t)
}

// lately is the only one of several who is named in the paragraph of token t,
// up to it, or in the one before.
func (f *finder) lately(who []int, t int) int {
	found := nobody
	first := f.pars[max(0, f.parOf(t)-1)].first
	for i := t - 1; i >= first && t-i < 8*mostWords; i-- {
		m, ok := f.named(i)
		if !ok || m.inside || !slices.Contains(who, m.entity) {
			continue
		}
		if found != nobody && found != m.entity {
			return nobody
		}
		found = m.entity
	}
	return found
}

// definite is whom "the coach", "the Rovers coach" or "the Canadian" means: the
// one who is introduced so, else the only person of the text so far, if he
// spoke in the paragraph before.
func (f *finder) definite(noun string, s *subject, owner *mention) int {
	if owner == nil && s.end-s.first <= 3 {
		if who := f.known(noun, s.first); who != nobody {
			return who
		}
	}
	// "the Canadian", "the 20-year-old": said of the one person there is
	nation := capital(f.word(s.end-1)) || strings.HasSuffix(noun, "-year-old") || noun == "native"
	if companies[noun] || relational[noun] || !nation && (f.spoke < f.parOf(s.first)-1 || !f.isPerson(f.speaker)) {
		return nobody
	}
	who := nobody
	for t, steps := s.first-1, 0; t >= 0 && steps < farBack && s.first-t < 8*mostWords; t-- {
		m, ok := f.named(t)
		if !ok {
			continue
		}
		steps++
		switch {
		case m.inside || !f.isPerson(m.entity) || m.entity == who:
		case who != nobody:
			return nobody
		default:
			who = m.entity
		}
	}
	if !nation && who != f.speaker {
		return nobody
	}
	return who
}

// learnRoles files everyone under the words that introduce them: those before
// the name, and those behind it between commas.
func (f *finder) learnRoles() {
	f.roles = map[string][]int{}
	for _, m := range f.mentions {
		if m.softer {
			continue
		}
		kind := f.entities[m.entity].Kind
		if kind == data.Organisation {
			for t := m.first; t < m.stop; t++ {
				if w := strings.ToLower(f.word(t)); companies[w] {
					f.role(w, m.entity)
				}
			}
			continue
		}
		if kind == data.Person {
			f.personRoles(m)
		}
	}
	for i, e := range f.entities {
		if e.Kind == data.Person {
			for w := range strings.FieldsSeq(strings.ToLower(e.Description)) {
				f.role(w, i)
			}
		}
	}
}

func (f *finder) personRoles(m mention) {
	for back := 1; back <= 4 && m.first-back >= 0; back++ {
		w := f.word(m.first - back)
		if f.stops(m.first-back) && !(w == "," && back == 1) || isPossessive(w) || prepositions[w] {
			break
		}
		f.role(strings.ToLower(w), m.entity)
	}
	t := m.stop
	if t >= len(f.tokens) || f.word(t) != "," {
		return
	}
	for i := t + 1; i < len(f.tokens) && i < t+6 && !f.stops(i) && !prepositions[f.word(i)]; i++ {
		f.role(strings.ToLower(f.word(i)), m.entity)
	}
}

// role files an entity under a word for what it is.
func (f *finder) role(w string, entity int) {
	if !isWord(w) || determiners[w] || prepositions[w] || len(w) < 3 {
		return
	}
	who := f.roles[w]
	for _, e := range who {
		if e == entity {
			return
		}
	}
	if len(who) < mostBearers {
		f.roles[w] = append(who, entity)
	}
}

// mostBearers is how many are remembered of those introduced with one word.
const mostBearers = 4

// topic is the organisation that a text is about, at token t: the first that it
// names, if none is named more often.
func (f *finder) topic(t int) int {
	if !f.topical {
		f.topical, f.main = true, f.firstOrganisation()
	}
	if f.main == nobody || f.entities[f.main].Mentions[0].Start >= f.tokens[t].Start {
		return nobody
	}
	return f.main
}

func (f *finder) firstOrganisation() int {
	first, most := nobody, 2
	for i, e := range f.entities {
		if e.Kind != data.Organisation || len(e.Mentions) == 0 {
			continue
		}
		if first == nobody {
			first = i
		}
		most = max(most, len(e.Mentions))
	}
	if first == nobody || len(f.entities[first].Mentions) < most {
		return nobody
	}
	return first
}
