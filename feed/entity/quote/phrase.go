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
		return s, false
	} else if isName && m.softer {
		return subject{t, m.stop, m.entity, true, false}, true
	}
	return f.phrase(t, end)
}

// phrase reads a noun phrase: "US envoy Steve Witkoff", "the deputy director of
// the institute, John Hardie", "a spokesman for Reuters", "Rubio's lawyer".
func (f *finder) phrase(t, end int) (subject, bool) {
	s := subject{first: t, speaker: nobody}
	noun := ""         // the last word for somebody before a preposition
	inside := false    // behind a preposition
	var owner *mention // what the noun belongs to
	i := t
	for i < end && i-t < mostWords/2 {
		w := f.word(i)
		if m, ok := f.named(i); ok && !m.softer {
			switch {
			case m.stop < end && isPossessive(f.word(m.stop)):
				owner, i = m, m.stop+1
				noun = ""
				continue
			case inside:
				owner, i = m, m.stop
				continue
			case f.entities[m.entity].Kind == data.Person:
				if f.joined(m.stop, end) {
					return subject{t, m.stop, nobody, false, false}, true
				}
				return subject{t, m.stop, m.entity, true, false}, true
			}
			if next := m.stop; next < end && f.nounAt(next) {
				owner, i = m, next
				continue
			}
			if f.joined(m.stop, end) {
				return subject{t, m.stop, nobody, false, false}, true
			}
			return subject{t, m.stop, m.entity, true, false}, true
		}
		lower := strings.ToLower(w)
		if f.stops(i) || i > t && pronouns[lower] {
			break
		}
		if verbs[w] != notSaying && i > t || between[w] && i > t || passive[w] {
			break
		}
		if prepositions[lower] {
			if i == t {
				return s, false
			}
			inside = true
			i++
			continue
		}
		if lower == "and" || lower == "but" || lower == "or" || lower == "that" || lower == "as" || lower == "while" {
			if !inside {
				break
			}
		}
		if !inside && isWord(w) && !determiners[lower] {
			noun = lower
		}
		i++
	}
	if i == t || noun == "" {
		return s, false
	}
	s.end = i
	f.name(&s, noun, owner, end)
	return s, true
}

// name finds who a phrase without a person's name means: the person named
// behind a comma, the organisation that a spokesman is of, or the one known by
// the noun.
func (f *finder) name(s *subject, noun string, owner *mention, end int) {
	if m, ok := f.apposed(s.end, end); ok {
		s.speaker, s.sure, s.end = m.entity, true, m.stop
		return
	}
	if mouthpieces[noun] {
		f.mouthpiece(s, owner)
		return
	}
	if silent[noun] {
		s.text = true
		return
	}
	if m := f.softerIn(s.first, s.end); m != nil {
		s.speaker, s.sure = m.entity, true
		return
	}
	if strings.EqualFold(f.word(s.first), "the") {
		s.speaker = f.definite(noun, s, owner)
		s.sure = s.speaker != nobody
	}
}

// mouthpiece finds for which organisation somebody without a name speaks: the
// one that is named with him, else the only one of the paragraph so far.
func (f *finder) mouthpiece(s *subject, owner *mention) {
	if owner == nil && s.end-s.first <= 2 {
		for t := f.pars[f.parOf(s.first)].first; t < s.first; t++ {
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
			if f.entities[m.entity].Kind != data.Person {
				return nil, false
			}
			if m.stop == len(f.tokens) || m.stop >= end || f.stops(m.stop) || prepositions[f.word(m.stop)] || f.word(m.stop) == "," || verbs[f.word(m.stop)] != notSaying {
				return m, true
			}
			return nil, false
		}
		if w := f.word(i); !capital(w) && w != "named" && w != "called" && w != "also" {
			return nil, false // only a title stands before such a name
		}
	}
	return nil, false
}

// joined reports whether a name at the end of which token t stands is the first
// of two: "Ruiz and Olsen said".
func (f *finder) joined(t, end int) bool {
	return t+1 < end && f.word(t) == "and" && (capital(f.word(t+1)) || determiners[f.word(t+1)])
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
	if !isWord(w) || prepositions[w] || between[w] || verbs[w] != notSaying || passive[w] || w == "and" || w == "or" || w == "but" {
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
