package quote

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// read finds the speech of one paragraph.
func (f *finder) read(i int) {
	p := &f.pars[i]
	opened := f.goesOn
	f.goesOn = false
	switch {
	case p.turn:
		return
	case p.Kind == data.Quote:
		f.block(i)
		return
	}
	all := f.marks.scan(f.src, p.Start, p.End)
	for _, s := range all {
		f.mark(s)
	}
	c := context{par: i, opened: opened, said: cue{speaker: nobody}}
	for k := range all {
		before := gap{p.first, f.tokenAt(all[k].open)}
		if k > 0 {
			before.first = f.tokenAt(all[k-1].behind)
		}
		behind := gap{f.tokenAt(all[k].behind), p.end}
		if k+1 < len(all) {
			behind.end = f.tokenAt(all[k+1].open)
		}
		f.judge(&c, all[k], before, behind, k)
	}
	f.leave(i, all, c.speech)
}

// leave notes what the paragraph says about the next one. spoken is whether the
// last of its quotations was speech.
func (f *finder) leave(i int, all []span, spoken bool) {
	p := f.pars[i]
	f.colon = cue{}
	if p.first == p.end || f.word(p.end-1) != ":" {
		return
	}
	first := p.first
	if spoken {
		first = f.tokenAt(all[len(all)-1].behind)
	}
	first = f.lastSentence(first, p.end-1)
	if c, ok := f.ahead(first, p.end-1, ":", cue{}); ok {
		f.colon = c
	} else {
		f.colon = cue{first, p.end - 1, nobody, true}
	}
}

// lastSentence is where the last sentence of tokens [first,end) begins.
func (f *finder) lastSentence(first, end int) int {
	for t := end - 1; t >= first && t > end-2*mostWords; t-- {
		switch f.word(t) {
		case ".", "!", "?":
			return t + 1
		}
	}
	return max(first, end-2*mostWords)
}

// mark notes which names stand in a quotation.
func (f *finder) mark(s span) {
	for t := f.tokenAt(s.start); t < len(f.tokens) && f.tokens[t].Start < s.end; t++ {
		if k := f.at[t]; k > 0 {
			f.mentions[k-1].inside = true
		}
	}
}

// context is what a paragraph has told so far.
type context struct {
	par    int
	opened bool // the paragraph before it left a quotation open
	said   cue  // of the last quotation that was speech
	speech bool // the last quotation was speech
}

// judge decides whether one quotation is speech, and whose.
func (f *finder) judge(c *context, s span, before, behind gap, k int) {
	was := *c
	c.speech = false
	carries := k > 0 && was.speech && f.begins(before, k) // a mark was forgotten
	found, ok := f.whose(was, s, before, behind, k)
	if !ok {
		return
	}
	goesOn := !s.closed && f.continues(c.par, s.style)
	if !s.closed && !goesOn && !carries {
		return
	}
	c.speech, c.said = true, found
	f.add(c.par, s.start, s.end, found.speaker, found)
	f.goesOn = goesOn
}

// continues reports whether the next paragraph begins with the mark that this
// one left open.
func (f *finder) continues(par int, s style) bool {
	if par+1 >= len(f.pars) {
		return false
	}
	p := f.pars[par+1]
	for _, g := range glyphs(f.src, p.Start, min(p.End, p.Start+4), nil) {
		return g.at == p.Start && g.opens[s]
	}
	return false
}

// whose tells by the words around a quotation whether it is speech.
func (f *finder) whose(c context, s span, before, behind gap, k int) (cue, bool) {
	words := f.src[s.start:s.end]
	pause, stop := ending(words)
	after, hasAfter := cue{}, false
	if comma := behind.first < behind.end && f.word(behind.first) == ","; s.closed && (pause || comma || !stop || strings.ContainsAny(lastRune(words), "?!…")) {
		after, hasAfter = f.behind(behind.first, behind.end)
		hasAfter = hasAfter && (pause || comma || stop || f.dashed(behind.first, behind.end))
	}
	if k == 0 && c.opened && before.first == before.end {
		return cue{speaker: f.speaker, sure: true}, true
	}
	switch {
	case f.begins(before, k):
		if hasAfter {
			return after, true
		}
		if !stop && s.closed || !f.endsHere(behind) || k == 0 && before.first == before.end && !alike(words) {
			return cue{}, false
		}
		return f.freestanding(c, before, k, s)
	case k > 0 && c.speech && f.split(c, before):
		return cue{c.said.first, c.said.end, c.said.speaker, true}, true
	}
	return f.introducedBy(c, s, before, behind, after, hasAfter)
}

// introducedBy is speech that the words before it lead up to.
func (f *finder) introducedBy(c context, s span, before, behind gap, after cue, hasAfter bool) (cue, bool) {
	words := f.src[s.start:s.end]
	pause, stop := ending(words)
	mark, end := "", before.end
	if w := f.word(end - 1); w == ":" || w == "," {
		mark, end = w, end-1
	}
	first := f.lastSentence(before.first, end)
	if first == before.first && !c.speech { // over a part of the sentence in marks
		first = f.lastSentence(f.pars[c.par].first, end)
	}
	said := cue{}
	if first == before.first && c.speech {
		said = c.said
	}
	if mark != ":" && !upper(words) {
		return cue{}, false
	}
	found, ok := f.ahead(first, end, mark, said)
	if !ok {
		if mark == ":" && hasAfter {
			return after, true
		}
		return cue{}, false
	}
	if whole := stop || !s.closed || f.endsHere(behind) && (behind.first == behind.end || !pause); !whole && !hasAfter && (!pause || mark != ":" && !f.justSaid(end)) {
		return cue{}, false
	}
	if hasAfter && (pause || found.speaker == nobody) {
		return after, true // what comes behind is nearer
	}
	return found, true
}

// begins reports whether a quotation begins a sentence: nothing is before it,
// or the end of another.
func (f *finder) begins(before gap, k int) bool {
	if before.first == before.end {
		return true
	}
	w := f.word(before.end - 1)
	switch w {
	case ".", "!", "?", ")", "]", "…":
		return true
	}
	// KYIV (Reuters) - "…"
	return k == 0 && isDash(w) && before.end-before.first > 1 &&
		(f.word(before.end-2) == ")" || f.tokens[before.first].Start == before.first && allCapital(f.word(before.first)))
}

// endsHere reports whether a sentence ends where a quotation does.
func (f *finder) endsHere(behind gap) bool {
	if behind.first == behind.end {
		return true
	}
	w := f.word(behind.first)
	switch w {
	case ".", "!", "?", "(", "[":
		return true
	}
	return capital(w)
}

func (f *finder) dashed(t, end int) bool { return t < end && isDash(f.word(t)) }

// split reports whether the words between two quotations only say who speaks,
// so that the second goes on with the first.
func (f *finder) split(c context, before gap) bool {
	if before.first == before.end || c.said.end <= before.first || c.said.first < before.first {
		return false
	}
	w := f.word(before.end - 1)
	return (w == "," || isDash(w)) && f.sentenceEnd(before.first, before.end) == before.end
}

// freestanding is who says a sentence in quotation marks that stands by itself.
func (f *finder) freestanding(c context, before gap, k int, s span) (cue, bool) {
	if k > 0 && c.speech && (before.first == before.end || f.sentenceEnd(before.first, before.end) >= before.end-1) {
		return cue{speaker: c.said.speaker, sure: true}, true
	}
	if before.first < before.end {
		first := f.lastSentence(before.first, before.end-1)
		if f.word(first) == "," && !c.speech {
			first++ // Asked about the “crisis”, Rubio laughed. “…”
		}
		if sub, ok := f.subjectAt(first, before.end-1); ok && sub.sure && f.isPerson(sub.speaker) {
			return cue{first, sub.end, sub.speaker, true}, true
		}
		if k > 0 && c.speech {
			return cue{speaker: f.only(before, c.said.speaker), sure: true}, true
		}
		return cue{}, false
	}
	switch {
	case f.colon.sure:
		return f.colon, true
	case f.spoke >= 0 && f.spoke == c.par-1 && f.pars[c.par].Kind == f.pars[c.par-1].Kind:
		return cue{speaker: f.speaker, sure: true}, true
	}
	return cue{speaker: nobody}, f.pars[c.par].Kind == data.Paragraph
}

// only is the speaker, unless somebody else is named between.
func (f *finder) only(g gap, speaker int) int {
	for t := g.first; t < g.end; t++ {
		if m, ok := f.named(t); ok && m.entity != speaker && f.isPerson(m.entity) {
			return nobody
		}
	}
	return speaker
}

func (f *finder) isPerson(entity int) bool {
	return entity >= 0 && f.entities[entity].Kind == data.Person
}

// ending reports whether words end with a pause, so that the sentence goes on
// behind them, or with a stop.
func ending(words string) (pause, stop bool) {
	switch r, _ := utf8.DecodeLastRuneInString(strings.TrimRight(words, " ’”'\"»")); r {
	case ',', '—', '–', '-':
		return true, false
	case '.', '!', '?', '…':
		return false, true
	}
	return false, false
}

func lastRune(words string) string {
	_, n := utf8.DecodeLastRuneInString(strings.TrimRight(words, " ’”'\"»"))
	w := strings.TrimRight(words, " ’”'\"»")
	return w[len(w)-n:]
}

// upper reports whether words begin as a sentence does.
func upper(words string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimLeft(words, "‘“'\"«… ["))
	return unicode.IsUpper(r) || unicode.IsDigit(r)
}

func allCapital(w string) bool { return len(w) > 2 && strings.ToUpper(w) == w }

// alike reports whether words that stand alone look like a sentence and not
// like a title: they begin as one, are three at least, and haven't mostly
// capitals.
func alike(words string) bool {
	n, capitals := 0, 0
	for w := range strings.FieldsSeq(words) {
		if n++; capital(w) {
			capitals++
		}
	}
	return upper(words) && n > 2 && (capitals < 3 || 2*capitals < n)
}
