package quote

import "strings"

// cue is the words that say who speaks.
type cue struct {
	first, end int // tokens, none where they are equal
	speaker    int
	sure       bool // that somebody speaks, known or not
}

// gap is the text between two quotations of a paragraph, as tokens.
type gap struct{ first, end int }

// sentenceEnd is the first token from t on that ends a sentence, or end.
func (f *finder) sentenceEnd(t, end int) int {
	for ; t < end; t++ {
		switch f.word(t) {
		case ".", "!", "?":
			return t
		}
	}
	return end
}

// behind reads the words after a quotation that say who speaks. limit is where
// the next quotation or the paragraph ends.
func (f *finder) behind(t, limit int) (cue, bool) {
	limit = min(limit, t+mostWords)
	end := f.sentenceEnd(t, limit)
	dash := false
	for t < end && (f.word(t) == "," || isDash(f.word(t))) {
		dash = dash || isDash(f.word(t))
		t++
	}
	if t >= end {
		return cue{}, false
	}
	if c, ok := f.inverted(t, end); ok {
		return c, true
	}
	if c, ok := f.said(t, end); ok {
		return c, true
	}
	if m, ok := f.named(t); ok && dash && !m.softer && m.stop >= limit-1 {
		return cue{t, m.stop, m.entity, true}, true // “…” — Anna Ruiz
	}
	return cue{}, false
}

func isDash(w string) bool { return w == "—" || w == "–" || w == "-" || w == "--" }

// inverted reads a verb with its subject behind it, or "according to".
func (f *finder) inverted(t, end int) (cue, bool) {
	v := t
	for v < end && v < t+2 && between[f.word(v)] {
		v++
	}
	switch {
	case v >= end:
		return cue{}, false
	case strings.EqualFold(f.word(v), "according") && v+1 < end && f.word(v+1) == "to":
		v++
	case verbs[f.word(v)] == notSaying || verbs[f.word(v)] == gerund:
		return cue{}, false
	}
	s, ok := f.subjectAt(v+1, end)
	if !ok || s.text {
		return cue{}, false
	}
	return cue{t, s.end, s.speaker, true}, true
}

// said reads a subject with its verb behind it: "Rubio said", "the minister,
// Anna Ruiz, later told Reuters".
func (f *finder) said(t, end int) (cue, bool) {
	s, ok := f.subjectAt(t, end)
	if !ok || s.text {
		return cue{}, false
	}
	v, ok := f.verbOf(s, end)
	if !ok {
		return cue{}, false
	}
	return cue{t, f.addressee(v, end), s.speaker, true}, true
}

// verbOf finds the verb of saying that a subject has, over what may stand
// between them: an apposition, an age, where somebody is from, adverbs.
func (f *finder) verbOf(s subject, end int) (int, bool) {
	commas := 0
	for t := s.end; t < end; {
		w := f.word(t)
		switch {
		case verbs[w] == gerund:
			return t, false
		case verbs[w] == saying || verbs[w] == telling || verbs[w] == sounding:
			return t, t == s.end || !passive[f.word(t-1)] || f.quotedAs(t)
		case between[w]:
			t++
		case w == ",":
			next := f.apposition(t+1, end)
			if commas++; next < 0 || commas > 3 {
				return t, false
			}
			t = next
		case w == "(":
			for t < end && f.word(t) != ")" {
				t++
			}
			t++
		case prepositions[w] && w != "who":
			t = f.prepositional(t, end)
		case passive[w] && t+3 < end && f.word(t+1) == "quoted" && f.word(t+2) == "as" && f.word(t+3) == "saying":
			return t + 3, true
		case w == "put" && t+1 < end && f.word(t+1) == "it":
			return t + 1, true
		default:
			return t, false
		}
	}
	return end, false
}

// quotedAs reports whether a passive before token t still speaks: "was quoted".
func (f *finder) quotedAs(t int) bool { return f.word(t) == "saying" }

// apposition goes over what stands between two commas, to the token behind the
// second; with none before a verb it is what the comma only closes. It is -1
// where something else begins.
func (f *finder) apposition(t, end int) int {
	if t >= end {
		return -1
	}
	switch strings.ToLower(f.word(t)) {
	case "and", "but", "when", "while", "as", "because", "so", "or", "which":
		return -1
	}
	if verbs[f.word(t)] == saying || verbs[f.word(t)] == telling || between[f.word(t)] {
		return t
	}
	for i := t; i < end && i < t+mostWords/2; i++ {
		if f.word(i) == "," {
			return i + 1
		}
		if f.word(i) == ";" || f.word(i) == ":" {
			return -1
		}
	}
	return -1
}

// prepositional goes over "of the High Court", "from Tbilisi".
func (f *finder) prepositional(t, end int) int {
	for t++; t < end; t++ {
		w := f.word(t)
		if w == "," || f.stops(t) || verbs[w] != notSaying || between[w] && !capital(w) || passive[w] || pronouns[w] {
			return t
		}
	}
	return end
}

// addressee is where the words that say who speaks end: behind the verb, and
// behind whom it is said to, where that is a name.
func (f *finder) addressee(v, end int) int {
	v++
	if v < end && verbs[f.word(v-1)] == telling || v < end && f.word(v-1) == "told" {
		t := v
		if strings.EqualFold(f.word(t), "the") && t+1 < end {
			t++
		}
		if m, ok := f.named(t); ok && m.stop <= end {
			return m.stop
		}
		if t < end && isWord(f.word(t)) {
			return t + 1
		}
	}
	return v
}

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
		if !f.reaches(v, end, mark) {
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
	w := f.word(t)
	told := verbs[f.word(v)] == telling || f.word(v) == "asked"
	_, isName := f.named(t)
	return prepositions[w] || between[w] || told && (isName || isWord(w))
}

// sayer finds whose verb token v is, in a sentence that begins with token
// first.
func (f *finder) sayer(first, v, end int, m manner, before cue) (cue, bool) {
	if v > first && passive[f.word(v-1)] {
		return cue{}, false
	}
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
	for t > first && between[f.word(t)] {
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
	for t > first && between[f.word(t)] {
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

// introduced reads a sentence that ends in a colon and has no verb of saying:
// "Rubio had another view:". Its subject must be sure.
func (f *finder) introduced(first, end int) (cue, bool) {
	if w := f.word(first); first < end-1 && (w == "And" || w == "But" || w == "So" || w == "Then") {
		first++
	}
	if first < end && (prepositions[strings.ToLower(f.word(first))] || f.word(first) == "Last") { // On Friday, Rubio …
		for t := first + 1; t < end && t < first+8; t++ {
			if f.word(t) == "," {
				first = t + 1
				break
			}
		}
	}
	s, ok := f.subjectAt(first, end)
	if !ok || !s.sure || s.end < end && (f.word(s.end) == "and" || isPossessive(f.word(s.end))) {
		return cue{}, false
	}
	return cue{first, min(s.end, end), s.speaker, true}, true
}
