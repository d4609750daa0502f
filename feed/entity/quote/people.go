package quote

import (
	"slices"
	"strings"

	"dateline/data"
)

// sex is what a text tells about a person by the words it uses.
type sex uint8

const (
	unasked sex = iota
	unknown
	male
	female
)

// person is what is known of an entity that is a person.
type person struct{ sex sex }

var (
	maleWords = set(`mr sir lord king prince king's he his him himself husband father son brother
		grandfather grandson uncle nephew boy man businessman spokesman chairman actor policeman
		fireman postman salesman fisherman baron duke count brother-in-law widower monsieur herr
		señor signor father-in-law bishop monk congressman frenchman englishman irishman dutchman
		gentleman don pope groom bridegroom sultan emperor imam rabbi archbishop cardinal`)
	femaleWords = set(`mrs ms miss lady dame queen princess she her herself wife mother daughter sister
		grandmother granddaughter aunt niece girl woman businesswoman spokeswoman chairwoman actress
		policewoman saleswoman baroness duchess countess widow madame frau señora signora mum mom
		congresswoman frenchwoman englishwoman bride nun midwife heiress waitress empress`)
)

// sexOf tells whether a person is called he or she: by the words that
// introduce them, else by their first name.
func (f *finder) sexOf(entity int) sex {
	p := &f.people[entity]
	if p.sex != unasked {
		return p.sex
	}
	p.sex = unknown
	if s := f.introducedAs(entity); s != unknown {
		p.sex = s
	} else if first, _, ok := strings.Cut(f.entities[entity].Name, " "); ok {
		p.sex = firstName(first)
	} else {
		p.sex = firstName(first)
	}
	return p.sex
}

// mostAsked is how many of a person's mentions are looked at.
const mostAsked = 12

func (f *finder) introducedAs(entity int) sex {
	for i, m := range f.entities[entity].Mentions {
		if i == mostAsked {
			break
		}
		t := f.tokenAt(m.Start)
		for back := 1; back <= 3 && t-back >= 0; back++ {
			w := strings.ToLower(strings.TrimSuffix(f.word(t-back), "."))
			if w == "," && back == 1 {
				continue // his wife, Anna
			}
			if f.stops(t-back) || prepositions[w] || isPossessive(w) {
				break
			}
			if s := sexOfWord(w); s != unknown && !pronouns[w] && w != "his" && w != "her" {
				return s
			}
		}
		if s := f.apposedAs(f.tokenAt(m.End)); s != unknown {
			return s
		}
	}
	return unknown
}

// apposedAs reads "Anna Ruiz, a spokeswoman for …".
func (f *finder) apposedAs(t int) sex {
	if t+2 >= len(f.tokens) || f.word(t) != "," {
		return unknown
	}
	for i := t + 1; i < len(f.tokens) && i < t+5 && !f.stops(i) && !prepositions[f.word(i)]; i++ {
		w := strings.ToLower(f.word(i))
		if s := sexOfWord(w); s != unknown && !pronouns[w] && w != "his" && w != "her" {
			return s
		}
	}
	return unknown
}

func sexOfWord(w string) sex {
	switch {
	case maleWords[w]:
		return male
	case femaleWords[w]:
		return female
	}
	return unknown
}

// fits reports whether a pronoun may mean an entity.
func (f *finder) fits(pronoun string, entity int) bool {
	if entity < 0 {
		return false
	}
	if pronoun == "it" || pronoun == "they" {
		return f.entities[entity].Kind == data.Organisation
	}
	if f.entities[entity].Kind != data.Person {
		return false
	}
	s := f.sexOf(entity)
	return s == unknown || s == male && pronoun == "he" || s == female && pronoun == "she"
}

// farBack is over how many names a pronoun looks back.
const farBack = 16

// pronoun is whom "he", "she" or "it" before a verb of saying at token t means:
// the only one of this paragraph whom it fits, else the one who spoke last if
// nobody else has come up since. It is nobody where that isn't clear.
func (f *finder) pronoun(w string, t int) int {
	if w == "i" || w == "we" {
		return nobody
	}
	par := f.parOf(t)
	if w == "it" || w == "they" {
		if f.spoke >= par-1 && f.fits(w, f.speaker) {
			return f.speaker
		}
		if who := f.fitting(w, f.pars[par].first, t); len(who) == 1 {
			return who[0]
		}
		return nobody
	}
	here, since := f.fitting(w, f.pars[par].first, t), f.fitting(w, f.tokenAt(f.quoted), t)
	switch {
	case f.spoke == par && f.fits(w, f.speaker) && len(f.rivals(since)) == 0:
		return f.learn(w, f.speaker)
	case len(here) == 1:
		return f.learn(w, here[0])
	case len(here) > 1:
		return f.learn(w, f.subjectBefore(w, par, t))
	case f.spoke >= par-2 && f.spoke >= 0 && f.fits(w, f.speaker) && len(f.rivals(f.fitting(w, f.behindCue(t), t))) == 0:
		return f.learn(w, f.speaker)
	}
	if par > 0 {
		if who := f.subjectBefore(w, par-1, t); who != nobody {
			return f.learn(w, who)
		}
	}
	if lately := f.fitting(w, 0, t); len(lately) == 1 {
		return f.learn(w, lately[0])
	}
	return nobody
}

// learn notes that a person was called he or she.
func (f *finder) learn(w string, entity int) int {
	if f.isPerson(entity) && f.people[entity].sex <= unknown {
		switch w {
		case "he":
			f.people[entity].sex = male
		case "she":
			f.people[entity].sex = female
		}
	}
	return entity
}

// parOf is the paragraph of token t.
func (f *finder) parOf(t int) int {
	lo, hi := 0, len(f.pars)-1
	for lo < hi {
		mid := (lo + hi) / 2
		if f.pars[mid].end <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// fitting lists whom a pronoun may mean among those named in tokens
// [first,end), outside quotations, the last first.
func (f *finder) fitting(w string, first, end int) []int {
	var out []int
	steps := 0
	for t := end - 1; t >= first && steps < farBack && end-t < 8*mostWords; t-- {
		m, ok := f.named(t)
		if !ok || m.inside {
			continue
		}
		steps++
		if f.fits(w, m.entity) {
			out = append(f.others(out, m.entity), m.entity)
		}
	}
	return out
}

// behindCue is the token behind the sentence that says who spoke last: whom
// somebody spoke to, or of, isn't who goes on.
func (f *finder) behindCue(t int) int {
	return min(t, f.sentenceEnd(f.tokenAt(f.quoted), f.pars[f.spoke].end))
}

// rivals are those of a list whom a pronoun may mean as well as the one who
// spoke last: where he or she is surely called so, only who surely is too.
func (f *finder) rivals(all []int) []int {
	out := f.others(all, f.speaker)
	if f.isPerson(f.speaker) && f.sexOf(f.speaker) > unknown {
		out = slices.DeleteFunc(out, func(e int) bool { return f.sexOf(e) <= unknown })
	}
	return out
}

func (f *finder) others(all []int, but int) []int {
	var out []int
	for _, e := range all {
		if e != but {
			out = append(out, e)
		}
	}
	return out
}

// subjectBefore is the one whom a pronoun fits among those who begin a sentence
// in a paragraph, up to token t, the last of them; nobody where none does.
func (f *finder) subjectBefore(w string, par, t int) int {
	p := f.pars[par]
	end := min(p.end, t)
	for end > p.first && p.end-end < 8*mostWords {
		first := f.lastSentence(p.first, end-1)
		if who := f.opening(first, end); f.fits(w, who) {
			return who
		}
		end = first
	}
	return nobody
}

// opening is whom a sentence is about: the subject that it begins with, where
// that is named.
func (f *finder) opening(first, end int) int {
	main := f.mainClause(first, end)
	if who := f.about(main, end); who != nobody || main == first || !joins[strings.ToLower(f.word(first))] {
		return who
	}
	return f.about(first+1, end) // "Although Ford had outlined it, he …"
}

// about is whom a clause that begins with token t is about.
func (f *finder) about(t, end int) int {
	if t >= end || pronouns[strings.ToLower(f.word(t))] || f.tokens[t].Start < f.quoted && f.inQuotation(t) {
		return nobody
	}
	s, ok := f.subjectAt(t, end)
	if !ok || !s.sure {
		return nobody
	}
	return s.speaker
}

// inQuotation reports whether token t is behind the beginning of a quotation
// that was found and before its end.
func (f *finder) inQuotation(t int) bool {
	at := f.tokens[t].Start
	for i := len(f.found) - 1; i >= 0 && i > len(f.found)-farBack; i-- {
		if q := f.found[i]; q.Start <= at && at < q.End {
			return true
		}
	}
	return false
}
