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
	for v < end && v < t+2 && isBetween(f.word(v)) {
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
		case isBetween(w):
			t++
		case w == ",":
			next := f.apposition(t+1, end, commas > 0)
			if commas++; next < 0 || commas > 5 {
				return t, false
			}
			t = next
		case w == "(":
			for t < end && f.word(t) != ")" {
				t++
			}
			t++
		case isDash(w) && t == s.end: // "Rubio — who hadn't slept — said"
			t = f.dashes(f.untilDash(f.dashes(t, end), end), end)
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

// dashes goes over the dashes at token t: a typewriter's are two.
func (f *finder) dashes(t, end int) int {
	for t < end && isDash(f.word(t)) {
		t++
	}
	return t
}

func (f *finder) untilDash(t, end int) int {
	for t < end && !isDash(f.word(t)) {
		t++
	}
	return t
}

// quotedAs reports whether a passive before token t still speaks: "was quoted".
func (f *finder) quotedAs(t int) bool { return f.word(t) == "saying" }

// apposition goes over what stands between two commas, to the token behind the
// second; with none before a verb it is what the comma only closes. It is -1
// where something else begins. further is whether another one was before it.
func (f *finder) apposition(t, end int, further bool) int {
	if t >= end {
		return -1
	}
	switch strings.ToLower(f.word(t)) {
	case "and":
		if further && t+1 < end && !capital(f.word(t+1)) && !determiners[f.word(t+1)] {
			break // a fellow at the institute, and co-author of the study, said
		}
		return -1
	case "but", "when", "while", "as", "because", "so", "or", "which":
		return -1
	}
	if verbs[f.word(t)] == saying || verbs[f.word(t)] == telling || isBetween(f.word(t)) {
		return t
	}
	clause := false
	for i := t; i < end && i < t+mostWords/2; i++ {
		switch w := f.word(i); {
		case w == ",":
			return i + 1
		case w == "who" || w == "that" || w == "which":
			clause = true
		case !clause && plainVerbs[w]: // the second comma was forgotten
			return i
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
		if w == "," || f.stops(t) || verbs[w] != notSaying || isBetween(w) && !capital(w) || passive[w] || pronouns[w] {
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
