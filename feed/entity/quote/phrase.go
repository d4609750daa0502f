package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// mostWords is how many tokens are looked at on each side of a quotation for
// who speaks: newspapers don't write longer introductions.
const mostWords = 45

// subject is who or what does something, as its words say.
type subject struct {
	first, end int  // tokens
	speaker    int  // entity, nobody where it isn't known
	sure       bool // it is a name, or a word that stands for one
	text       bool // it is a thing with words on it, which doesn't speak
}

// subjectAt reads who stands at token t, before token end: a name with what
// leads up to it, a pronoun, or a word for somebody. ok is false where nobody
// does.
func (f *finder) subjectAt(t, end int) (s subject, ok bool) {
	if t >= end {
		return s, false
	}
	w := strings.ToLower(f.word(t))
	if pronouns[w] {
		who := f.pronoun(w, t)
		if w == "it" && who == nobody { // "Dear colleague," it began
			return s, false
		}
		return subject{t, t + 1, who, who != nobody, false}, true
	}
	if m, isName := f.named(t); !isName && !determiners[w] && !capital(f.word(t)) {
		return f.titled(t, end)
	} else if isName && m.softer && (m.stop >= end || !isPossessive(f.word(m.stop))) { // not "the group's director"
		return subject{t, m.stop, m.entity, true, false}, true
	}
	return f.phrase(t, end)
}

// titled reads a name with a title in small letters before it: "planetary
// geologist Rosaly Lopes".
func (f *finder) titled(t, end int) (s subject, ok bool) {
	if w := f.word(t); !isWord(w) || joins[w] || prepositions[w] || isBetween(w) || passive[w] || verbs[w] != notSaying {
		return s, false
	}
	s, ok = f.phrase(t, end)
	return s, ok && s.sure && f.isPerson(s.speaker)
}

// phrase is a noun phrase as far as it is read.
type phrase struct {
	first  int
	noun   string   // the last word for somebody before a preposition
	inside bool     // behind a preposition
	owner  *mention // what the noun belongs to
	head   *subject // the name that it comes down to
	over   bool     // something else begins
}

// phrase reads a noun phrase: "US envoy Steve Witkoff", "the deputy director of
// the institute, John Hardie", "a spokesman for Reuters", "Rubio's lawyer".
func (f *finder) phrase(t, end int) (subject, bool) {
	p := phrase{first: t}
	i := t
	for i < end && i-t < mostWords/2 && !p.over && p.head == nil {
		if m, ok := f.named(i); ok && !m.softer {
			i = f.nameIn(&p, m, end)
		} else {
			i = f.wordIn(&p, i, end)
		}
	}
	switch {
	case p.head != nil:
		return *p.head, true
	case i == t || p.noun == "":
		return subject{}, false
	}
	s := subject{first: t, end: i, speaker: nobody}
	f.identify(&s, p, end)
	return s, true
}

// nameIn reads a name in a phrase, and answers with the token behind it. It is
// what the phrase comes down to unless it owns or describes what follows.
func (f *finder) nameIn(p *phrase, m *mention, end int) int {
	switch {
	case m.stop < end && isPossessive(f.word(m.stop)):
		p.owner, p.noun = m, ""
		return m.stop + 1
	case p.inside, !f.isPerson(m.entity) && m.stop < end && f.nounAt(m.stop):
		p.owner = m
		return m.stop
	}
	p.head = &subject{p.first, m.stop, m.entity, true, false}
	if m.stop+1 < end && f.word(m.stop) == "and" && (capital(f.word(m.stop+1)) || determiners[f.word(m.stop+1)]) {
		p.head.speaker, p.head.sure = nobody, false // two speak
		if other, ok := f.named(m.stop + 1); ok {
			p.head.end = other.stop
		}
	}
	return m.stop
}

// wordIn reads another word in a phrase, and answers with the token behind it.
func (f *finder) wordIn(p *phrase, i, end int) int {
	w := f.word(i)
	lower := strings.ToLower(w)
	switch {
	case f.stops(i):
		p.over = true
	case i == p.first+1 && isBetween(w) && (f.word(p.first) == "a" || f.word(p.first) == "an") && i+1 < end && f.nounAt(i+1):
		// "a visibly angry Rubio"
	case i > p.first && (pronouns[lower] || verbs[w] != notSaying || isBetween(w) || passive[w]):
		p.over = true
	case prepositions[lower]:
		p.over = i == p.first
		p.inside = true
	case joins[lower] && !p.inside && (lower != "and" || i+1 < end && capital(f.word(i+1))):
		p.over = true
	case !p.inside && isWord(w) && (!determiners[lower] || lower == "one"): // "one of the nurses, Anna Ruiz"
		p.noun = lower
	}
	if p.over {
		return i
	}
	return i + 1
}

// identify finds who a phrase without a person's name means: the person named
// behind a comma, the organisation that a spokesman is of, or the one known by
// the noun.
func (f *finder) identify(s *subject, p phrase, end int) {
	if m, ok := f.apposed(s.end, end); ok {
		s.speaker, s.sure, s.end = m.entity, true, m.stop
		return
	}
	switch m := f.softerIn(s.first, s.end); {
	case mouthpieces[p.noun]:
		f.mouthpiece(s, p.owner)
	case silent[p.noun]:
		s.text = true
	case m != nil:
		s.speaker, s.sure = m.entity, true
	case strings.EqualFold(f.word(s.first), "the"):
		s.speaker = f.definite(p.noun, s, p.owner)
		s.sure = s.speaker != nobody
	}
}

// mouthpiece finds for which organisation somebody without a name speaks: the
// one that is named with him, else the only one of the paragraph so far.
func (f *finder) mouthpiece(s *subject, owner *mention) {
	if owner == nil && s.end-s.first <= 2 {
		for t := max(f.pars[f.parOf(s.first)].first, s.first-8*mostWords); t < s.first; t++ {
			m, ok := f.named(t)
			if !ok || m.inside || f.entities[m.entity].Kind != data.Organisation {
				continue
			}
			if owner != nil && owner.entity != m.entity {
				return
			}
			owner = m
		}
	}
	if owner != nil && f.entities[owner.entity].Kind == data.Organisation {
		s.speaker, s.sure = owner.entity, true
	}
}

func (f *finder) softerIn(first, end int) *mention {
	for t := first; t < end; t++ {
		if k := f.at[t]; k > 0 && f.mentions[k-1].softer && f.mentions[k-1].stop == end {
			return &f.mentions[k-1]
		}
	}
	return nil
}

// apposed is the person named between a comma at token t and the next mark:
// "the minister, Anna Ruiz, said".
func (f *finder) apposed(t, end int) (*mention, bool) {
	if t >= end || f.word(t) != "," {
		return nil, false
	}
	for i := t + 1; i < end && i <= t+5; i++ {
		if m, ok := f.named(i); ok && !m.softer {
			alone := m.stop >= end || f.stops(m.stop) || prepositions[f.word(m.stop)] || verbs[f.word(m.stop)] != notSaying
			return m, alone && f.isPerson(m.entity)
		}
		if w := f.word(i); !capital(w) && w != "named" && w != "called" && w != "also" {
			return nil, false // only a title stands before such a name
		}
	}
	return nil, false
}

// stops reports whether a phrase can't go on over token t.
func (f *finder) stops(t int) bool {
	switch f.word(t) {
	case ",", ".", ";", ":", "!", "?", "(", ")", "—", "–", "-", "--", "…", `"`, "“", "”", "‘", "’", "«", "»", "„", "[", "]":
		return true
	}
	return false
}

// nounAt reports whether token t is a word for somebody that a name before it
// describes: "UN envoy", and not "UN said".
func (f *finder) nounAt(t int) bool {
	w := f.word(t)
	if !isWord(w) || prepositions[w] || isBetween(w) || verbs[w] != notSaying || passive[w] || w == "and" || w == "or" || w == "but" {
		return false
	}
	return !f.stops(t)
}

func isPossessive(w string) bool {
	switch w {
	case "'s", "’s", "'S", "’S", "'", "’":
		return true
	}
	return false
}

func isWord(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsLetter(r) || strings.HasSuffix(w, "-year-old")
}

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}
