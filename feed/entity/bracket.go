package entity

import (
	"strings"
	"unicode"

	"dateline/data"
)

// Letters of an acronym.
const leastAcronym, mostAcronym = 2, 8

// addAcronyms finds the acronym in brackets behind an organisation's name:
// "the World Health Organization (WHO)". It must begin as the name does and
// nothing may have been found there.
func (d *reader) addAcronyms() {
	taken := d.mentionAt()
	n := len(d.mentions)
	for _, m := range d.mentions[:n] {
		_, end := d.sentenceOf(m)
		t := m.end + 1
		if m.kind != data.Organisation || m.end-m.first < 2 || t+1 >= end || d.words[t-1] != "(" || d.words[t+1] != ")" {
			continue
		}
		if taken[t] < 0 && shortens(d.words[t], d.words[m.first:m.end]) {
			d.mentions = append(d.mentions, mention{t, t + 1, data.Organisation, data.Why{By: "list", Note: "acronym of the name before it"}})
		}
	}
	if len(d.mentions) > n {
		d.orderMentions()
	}
}

// shortens reports whether a word can be the acronym of words: most of it is
// capitals, and its letters come in that order as words begin, but for one.
func shortens(w string, words []string) bool {
	if len(w) < leastAcronym || len(w) > mostAcronym || !allCapitals(w) {
		return false
	}
	missed := 0
	at := 0
	for _, r := range strings.ToLower(w) {
		if !unicode.IsLetter(r) {
			return false
		}
		next := at
		for next < len(words) && !strings.HasPrefix(strings.ToLower(words[next]), string(r)) {
			next++
		}
		if next == len(words) {
			missed++
			continue
		}
		at = next + 1
	}
	return strings.EqualFold(w[:1], words[0][:1]) && missed <= 1
}
