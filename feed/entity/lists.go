package entity

import (
	"slices"
	"strings"

	"dateline/data"
)

// starts notes, for the first word of every alias, how many tokens the
// longest alias that begins with it can have.
type starts map[string]int

// spareTokens is by how much a name's tokens may outnumber its words:
// "People's" is two.
const spareTokens = 2

func (s starts) add(folded string) {
	words := strings.Fields(folded)
	first := strings.TrimSuffix(words[0], "'s")
	if len(words) < 2 && first == words[0] {
		return
	}
	s[first] = max(s[first], len(words)+spareTokens)
}

// byList lets names of several words that the table of aliases knows take
// the place of parts of them that the tagger found: "Jonas Gahr Store" for
// "Jonas Gahr". It adds them where nothing was found.
func (d *reader) byList() {
	at := d.mentionAt()
	var found []mention
	first := 0
	for _, end := range d.text.Ends {
		for t := first; t < end; t++ {
			if !capital(d.words[t]) {
				continue
			}
			if m, ok := d.listedAt(at, first, end, t); ok {
				found = append(found, m)
				t = m.end - 1
			}
		}
		first = end
	}
	d.replace(found)
}

// listedAt is the longest listed name at token t: one of several words from
// the table of aliases, or a name that is of one kind everywhere.
func (d *reader) listedAt(at []int, first, end, t int) (mention, bool) {
	for n := min(d.aliases.starts[d.fold(d.words[t])], end-t); n > 1; n-- {
		if m, ok := d.listed(at, first, end, t, n); ok {
			return m, true
		}
	}
	k, ok := d.fixed(d.fold(d.words[t]))
	if !ok || at[t] >= 0 || len(d.words[t]) <= leastListed {
		return mention{}, false
	}
	m := mention{t, t + 1, k, data.Why{By: "list", Note: "list of kinds"}}
	return m, d.mayReplace(at, m, first, end)
}

// fixed returns the kind that the lists fix for a folded name everywhere,
// unless somebody in the text has it as a family name: Bloomberg where Michael
// Bloomberg is.
func (d *reader) fixed(folded string) (data.Kind, bool) {
	if d.families[folded] {
		return 0, false
	}
	k, ok := d.aliases.fixed[folded]
	return k, ok
}

// findFamilies notes the last words of the full names of people.
func (d *reader) findFamilies() {
	clear(d.families)
	for _, m := range d.mentions {
		if m.kind == data.Person && m.end-m.first > 1 {
			d.families[d.fold(d.words[m.end-1])] = true
		}
	}
}

// leastListed is how short a listed word may be and still be another word.
const leastListed = 3

// splitListed makes two names of two listed ones joined by "of" or "of the":
// "the Oval Office of the White House".
func (d *reader) splitListed() {
	for i := range d.mentions {
		m := &d.mentions[i]
		for t := m.first + 1; t+1 < m.end; t++ {
			next := t + 1
			if d.words[t] == "of" && d.words[next] == "the" {
				next++
			}
			if d.words[t] != "of" || next >= m.end {
				continue
			}
			left, leftOK := d.fixed(d.form(m.first, t))
			right, rightOK := d.fixed(d.form(next, m.end))
			if leftOK && rightOK {
				d.mentions = append(d.mentions, mention{next, m.end, right, data.Why{By: "list", Note: "list of kinds"}})
				m = &d.mentions[i]
				m.end, m.kind = t, left
			}
		}
	}
	d.orderMentions()
}

// mentionAt is the index of the mention at each token, or -1. It holds until it
// is asked for again.
func (d *reader) mentionAt() []int {
	d.at = slices.Grow(d.at[:0], len(d.words))[:len(d.words)]
	at := d.at
	for i := range at {
		at[i] = -1
	}
	for i, m := range d.mentions {
		for t := m.first; t < m.end; t++ {
			at[t] = i
		}
	}
	return at
}

// listOrder is the order in which kinds are asked for a name: "European
// Union" is in the tables of organisations and of places.
var listOrder = [...]data.Kind{data.Person, data.Organisation, data.Place}

func (d *reader) listed(at []int, first, end, t, n int) (mention, bool) {
	last := d.words[t+n-1]
	whole := capital(last) && endsName(last)
	if clitic := last == "'s" || last == "’s"; !whole && !clitic {
		return mention{}, false
	}
	form := d.fold(d.text.Source[d.text.Tokens[t].Start:d.text.Tokens[t+n-1].End])
	if k, ok := d.fixed(form); ok {
		m := mention{t, t + n, k, data.Why{By: "list", Note: "list of kinds"}}
		return m, d.mayReplace(at, m, first, end)
	}
	if !whole || !strings.Contains(form, " ") || strings.Contains(form, ",") {
		return mention{}, false
	}
	for _, k := range listOrder {
		if _, ok := d.aliases.of(k, form); !ok {
			continue
		}
		m := mention{t, t + n, k, data.Why{By: "list", Note: "table of aliases"}}
		return m, d.mayReplace(at, m, first, end)
	}
	return mention{}, false
}

// mayReplace reports whether a name from a list may stand where it was found:
// over parts of itself, or where nothing is and no capital beside it says
// that it is part of something longer.
func (d *reader) mayReplace(at []int, m mention, first, end int) bool {
	empty := true
	for t := m.first; t < m.end; t++ {
		i := at[t]
		if i < 0 {
			continue
		}
		empty = false
		old := d.mentions[i]
		if old.first < m.first || old.end > m.end || old.first == m.first && old.end == m.end {
			return false
		}
	}
	if !empty {
		return true
	}
	if d.inTitle(at, m, end) {
		return true
	}
	return (m.first == first || !d.joinsOn(m.first-1)) && (m.end == end || !d.joinsOn(m.end))
}

// inTitle reports whether a name stands in somebody's title, behind nothing or
// another name: "US Middle East Special Envoy Ana Ruiz".
func (d *reader) inTitle(at []int, m mention, end int) bool {
	t := m.end
	for t < end && at[t] < 0 && capital(d.words[t]) {
		t++
	}
	if t == m.end || t >= end || at[t] < 0 || d.mentions[at[t]].kind != data.Person || !d.isRole(d.words[t-1]) {
		return false
	}
	return m.first == 0 || at[m.first-1] >= 0 || !d.joinsOn(m.first-1)
}

// joinsOn reports whether the word beside a name may be part of it: it has a
// capital and is more than the article at the beginning of a sentence.
func (d *reader) joinsOn(t int) bool { return capital(d.words[t]) && d.words[t] != "The" }

// replace puts mentions in, each in place of those inside it.
func (d *reader) replace(found []mention) {
	if len(found) == 0 {
		return
	}
	inside := make([]bool, len(d.words))
	for _, m := range found {
		for t := m.first; t < m.end; t++ {
			inside[t] = true
		}
	}
	d.mentions = keep(d.mentions, func(m mention) bool { return !inside[m.first] })
	d.mentions = append(d.mentions, found...)
	d.orderMentions()
}
