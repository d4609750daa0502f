package entity

import (
	"slices"
	"strings"

	"dateline/data"
)

// joinNicknames makes one name of three parts that the tagger may leave apart:
// Harold "Binky" Dunne.
func (d *reader) joinNicknames() {
	d.orderMentions()
	for i := 0; i < len(d.mentions); i++ {
		end := d.quotedEnd(d.mentions[i])
		if end == 0 {
			continue
		}
		last := slices.IndexFunc(d.mentions, func(m mention) bool { return m.first == end })
		if last <= i || d.mentions[last].kind != data.Person {
			continue
		}
		d.mentions[i].end = d.mentions[last].end
		d.mentions = slices.Delete(d.mentions, i+1, last+1)
	}
}

// quotedEnd is the token behind a word or two in quotation marks that stand
// right behind a person's name, 0 where none do.
func (d *reader) quotedEnd(m mention) int {
	const most = 2
	_, end := d.sentenceOf(m)
	t := m.end
	if m.kind != data.Person || t >= end || !isQuote(d.words[t]) {
		return 0
	}
	for n := 1; n <= most && t+n+1 < end; n++ {
		if !capital(d.words[t+n]) {
			return 0
		}
		if isQuote(d.words[t+n+1]) && t+n+2 < end {
			return t + n + 2
		}
	}
	return 0
}

func isQuote(w string) bool { return strings.Trim(w, "\"“”‘’'") == "" && w != "" }

// addHeads finds bodies again by the word that says what they are: "the
// Commission" below the one Commission for Rural Roads of a text.
func (d *reader) addHeads() {
	type body struct {
		name  string
		first int
	}
	bodies := map[string]body{} // by head; without a name where there are several
	note := func(w string, m mention) {
		head := d.fold(w)
		if !heads[head] || !capital(w) {
			return
		}
		name := d.form(m.first, m.end)
		if known, ok := bodies[head]; ok && known.name != name {
			name = ""
		} else if ok {
			return
		}
		bodies[head] = body{name, m.end}
	}
	taken := make([]bool, len(d.words))
	for _, m := range d.mentions {
		for t := m.first; t < m.end; t++ {
			taken[t] = true
		}
		if first := d.afterThe(m); m.kind == data.Organisation && m.end-first > 1 {
			note(d.words[first], m)
			note(d.words[m.end-1], m)
		}
	}
	first := 0
	for _, end := range d.text.Ends {
		for t := first + 1; t < end; t++ {
			b, ok := bodies[d.fold(d.words[t])]
			if !ok || b.name == "" || t < b.first || taken[t] || !capital(d.words[t]) || !strings.EqualFold(d.words[t-1], "the") || !d.endsName(t+1, end) {
				continue
			}
			d.mentions = append(d.mentions, mention{t, t + 1, data.Organisation, data.Why{By: "repeat", Note: "the word for a body that is named before"}})
		}
		first = end
	}
	d.orderMentions()
}

// endsName reports whether no more of a name can stand at token t.
func (d *reader) endsName(t, end int) bool {
	if t >= end {
		return true
	}
	switch d.words[t] {
	case "of", "for", "on", "&":
		return false
	}
	return !capital(d.words[t])
}

// afterThe is a mention's first token that isn't "the".
func (d *reader) afterThe(m mention) int {
	if m.end-m.first > 1 && strings.EqualFold(d.words[m.first], "the") {
		return m.first + 1
	}
	return m.first
}
