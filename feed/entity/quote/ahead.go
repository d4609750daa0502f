package quote

import "strings"

// ahead reads the words before a quotation that say who speaks: tokens
// [first,end) are the sentence up to it, without the comma or the colon at its
// end, which mark is. before is who speaks in the quotation before it in the
// same sentence.
func (f *finder) ahead(first, end int, mark string, before cue) (cue, bool) {
	first = max(first, end-mostWords)
	for v := end - 1; v >= first; v-- {
		w := f.word(v)
		m := verbs[w]
		if v == first {
			w = strings.ToLower(w)
			m = verbs[w]
		}
		if m == notSaying || m == sounding && mark != ":" {
			continue
		}
		if heard := v > first && passive[f.word(v-1)] && m != gerund; heard || !f.reaches(v, end, mark) {
			return cue{}, false
		}
		if c, ok := f.sayer(first, v, end, m, before); ok {
			return c, true
		}
		if m != gerund && mark != ":" {
			return cue{}, false
		}
	}
	if mark == ":" {
		return f.introduced(first, end)
	}
	return cue{}, false
}

// justSaid reports whether the word before a comma or a quotation is a verb of
// saying, so that nothing else can be introduced.
func (f *finder) justSaid(end int) bool {
	return end > 0 && (verbs[f.word(end-1)] == saying || verbs[f.word(end-1)] == gerund)
}

// reaches reports whether a verb introduces what stands behind token end: only
// whom it is said to, where and when may be between.
func (f *finder) reaches(v, end int, mark string) bool {
	if mark == ":" {
		return true
	}
	t := v + 1
	if t == end {
		return true
	}
	if f.word(t) == "that" || end-t > 12 {
		return false
	}
	if mark == "" && end-t > 3 {
		return false
	}
	w := f.word(t)
	if w == "to" && f.word(v) != "said" { // "promised to", and not "said to reporters"
		return false
	}
	told := verbs[f.word(v)] == telling || f.word(v) == "asked"
	_, isName := f.named(t)
	return prepositions[w] || isBetween(w) || told && (isName || isWord(w))
}

// sayer finds whose verb token v is, in a sentence that begins with token
// first.
func (f *finder) sayer(first, v, end int, m manner, before cue) (cue, bool) {
	if m == gerund {
		if before.sure {
			return cue{v, v + 1, before.speaker, true}, true
		}
		s, ok := f.subjectAt(first, v)
		if !ok || s.text || !s.sure {
			return cue{}, false
		}
		return cue{first, v + 1, s.speaker, true}, true
	}
	if c, ok := f.inverted(v, end); ok && v == first {
		return c, true
	}
	for t := first; t < v; t++ {
		if t > first && !f.clauseBegins(t) {
			continue
		}
		s, ok := f.subjectAt(t, v)
		if !ok {
			continue
		}
		if got, ok := f.verbOf(s, end); ok && got == v {
			if s.text {
				return cue{}, false
			}
			return cue{t, f.addressee(v, end), s.speaker, true}, true
		}
	}
	if before.sure && v > 0 && (f.word(v-1) == "and" || f.word(v-1) == "who" || f.word(v-1) == "then") {
		return cue{v, v + 1, before.speaker, true}, true
	}
	if c, ok := f.rightBefore(first, v, end); ok {
		return c, true
	}
	return f.sameSubject(first, v)
}

// rightBefore is the pronoun or the person's name that a verb follows, where
// something else begins the sentence: "Of the terms he said".
func (f *finder) rightBefore(first, v, end int) (cue, bool) {
	t := v - 1
	for t > first && isBetween(f.word(t)) {
		t--
	}
	if t < first {
		return cue{}, false
	}
	if k := f.at[t]; k > 0 && !f.mentions[k-1].softer && f.isPerson(f.mentions[k-1].entity) {
		t = f.mentions[k-1].first
	} else if w := f.word(t); w != "he" && w != "she" {
		return cue{}, false
	}
	if t > first && (prepositions[f.word(t-1)] || isPossessive(f.word(t-1)) || f.word(t-1) == "and" || determiners[f.word(t-1)]) {
		return cue{}, false
	}
	s, ok := f.subjectAt(t, v)
	if !ok {
		return cue{}, false
	}
	return cue{t, f.addressee(v, end), s.speaker, true}, true
}

// sameSubject is the subject of the sentence where the verb is its second one:
// "Rubio smiled and said".
func (f *finder) sameSubject(first, v int) (cue, bool) {
	t := v - 1
	for t > first && isBetween(f.word(t)) {
		t--
	}
	if t <= first || f.word(t) != "and" && f.word(t) != "but" {
		return cue{}, false
	}
	s, ok := f.subjectAt(first, v)
	if !ok || !s.sure {
		return cue{}, false
	}
	return cue{first, v + 1, s.speaker, true}, true
}

// clauseBegins reports whether a clause may begin with token t: behind a comma
// or a word that joins two.
func (f *finder) clauseBegins(t int) bool {
	switch f.word(t - 1) {
	case ",", "and", "but", "when", "as", "while", "then", "—", "–", ";", ":":
		return true
	}
	return false
}

// mainClause goes over what a sentence may begin with before its subject: "On
// Friday, Rubio …", "As it turned out, she …", "But Rubio …".
func (f *finder) mainClause(first, end int) int {
	if first >= end {
		return first
	}
	w := strings.ToLower(f.word(first))
	if _, isName := f.named(first); isName || !joins[w] && !prepositions[w] && w != "last" && w != "despite" {
		return first
	}
	for t := first + 1; t < end && t < first+mostWords/2; t++ {
		if f.word(t) == "," {
			return t + 1
		}
	}
	switch w {
	case "and", "but", "so", "then":
		return first + 1
	}
	for t := first + 1; t < end && t < first+mostWords/2; t++ {
		if w := f.word(t); w == "he" || w == "she" {
			return t // "To the president he had two words"
		}
	}
	return first
}

// utters reports whether tokens from t are a possessive and what somebody says:
// "'s blunt answer".
func (f *finder) utters(t, end int) bool {
	const most = 4
	if t >= end || end-t > most || !isPossessive(f.word(t)) || !utterances[f.word(end-1)] {
		return false
	}
	for t++; t < end; t++ {
		if f.stops(t) || capital(f.word(t)) {
			return false
		}
	}
	return true
}

// introduced reads a sentence that ends in a colon and has no verb of saying:
// "Rubio had another view:", "According to Rubio:", "Rubio's answer:". Its
// subject must be sure.
func (f *finder) introduced(first, end int) (cue, bool) {
	if strings.EqualFold(f.word(first), "according") && first+2 < end && f.word(first+1) == "to" {
		s, ok := f.subjectAt(first+2, end)
		return cue{first, s.end, s.speaker, true}, ok && s.sure && !s.text && s.end == end
	}
	if m, ok := f.named(first); ok && f.isPerson(m.entity) && f.utters(m.stop, end) {
		return cue{first, end, m.entity, true}, true
	}
	first = f.mainClause(first, end)
	s, ok := f.subjectAt(first, end)
	if !ok || !s.sure || s.end < end && (f.word(s.end) == "and" || isPossessive(f.word(s.end))) {
		return cue{}, false
	}
	stop := end // "Rubio had another view"
	if end-first > longestIntro {
		stop = min(s.end, end)
	}
	return cue{first, stop, s.speaker, true}, true
}

// longestIntro is how many words that lead up to a colon are shown as what says
// who speaks; of more only the name.
const longestIntro = 8
