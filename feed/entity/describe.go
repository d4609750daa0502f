package entity

import (
	"cmp"
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// mostDescribed is how many words a description has at most: no more than a
// line or two of the sidebar bear.
const mostDescribed = 14

// intro is words that introduce somebody or something: tokens [first,end)
// without an article before them. Its head is the noun that says what it is.
type intro struct {
	first, end int
	head       string // lower case, a hyphen within a compound; empty where none is sure
	behind     bool   // it stands behind the name
}

// introductions are all intros of a group's mentions, in the text's order for
// each mention: from the words before the name ("US Middle East envoy Steve
// Witkoff"), from a phrase before it that a comma ends ("The judge, Ruth
// Adeyinka, …"), and from an apposition behind it.
func (d *reader) introductions(g *group) []intro {
	var out []intro
	for _, n := range g.names {
		for _, i := range n.mentions {
			m := d.mentions[i]
			first, end := d.sentenceOf(m)
			if in, ok := d.before(first, m, g.kind); ok {
				out = append(out, in)
			}
			if in, ok := d.ahead(first, m, end, g.kind); ok {
				out = append(out, in)
			}
			if in, ok := d.behind(m, end, g.kind); ok {
				out = append(out, in)
			}
		}
	}
	return out
}

// describe is who a person is, or what an organisation or a place is, where the
// article says so plainly: of the words that stand before the name the longest,
// if they are two at least, else what stands behind it, else the one word before
// it, as "President" alone says little. It is empty where none is sure.
func (d *reader) describe(intros []intro) string {
	best, behind, terse := "", "", ""
	for _, in := range intros {
		s := d.described(in.first, in.end)
		switch {
		case in.behind && behind == "":
			behind = s
		case in.behind:
		case data.Terse(s):
			terse = cmp.Or(terse, s)
		case strings.Count(s, " ") > strings.Count(best, " "):
			best = s
		}
	}
	return cmp.Or(best, behind, terse)
}

// sentenceOf is the tokens of the sentence that a mention is in.
func (d *reader) sentenceOf(m mention) (first, end int) {
	lo, hi := 0, len(d.text.Ends)
	for lo < hi {
		if mid := (lo + hi) / 2; d.text.Ends[mid] <= m.first {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo > 0 {
		first = d.text.Ends[lo-1]
	}
	return first, d.text.Ends[lo]
}

// titleAt is how many tokens before token t are a title, 0 for none.
func (d *reader) titleAt(first, t int) int {
	for n := min(4, t-first); n > 0; n-- {
		if d.model.Classes(d.words[t-n:t]...)&(1<<tagger.Title) != 0 {
			return n
		}
	}
	return 0
}

// before is the title before a name with the capitalised words that lead up
// to it, or the noun with which an article introduces what has no title: "the
// zoologist Solveig Aarnes", "the charity Bread Across Borders".
func (d *reader) before(first int, m mention, k data.Kind) (intro, bool) {
	if m.first == first {
		return intro{}, false
	}
	if k != data.Person {
		return d.nounBefore(first, m, k)
	}
	start := d.titleBegins(first, m.first)
	if start == m.first {
		return d.nounBefore(first, m, k)
	}
	for start > first && m.first-start < mostDescribed && d.leadsUp(first, start-1) {
		start--
	}
	for start < m.first && !capital(d.words[start]) && !lesser[d.words[start]] && d.model.Classes(d.words[start])&(1<<tagger.Title) == 0 {
		start++
	}
	for start < m.first && leadsIn(d.words[start]) {
		start++
	}
	in := intro{first: start, end: m.first}
	if start < m.first && d.isRoleNoun(d.words[m.first-1]) {
		in.head = d.headAt(start, m.first-1)
	}
	return in, start < m.first
}

// titleBegins is where the title before token t begins, t where there is none:
// one that the lists know, or one with what it is of, as in "Secretary of the
// Treasury" and "Archbishop of Canterbury".
func (d *reader) titleBegins(first, t int) int {
	if n := d.titleAt(first, t); n > 0 {
		return t - n
	}
	of := t - 1
	for of > first && t-of <= officeWords && capital(d.words[of]) {
		of--
	}
	if of+1 < t && d.words[of] == "the" {
		of--
	}
	if of <= first || of+1 >= t || d.words[of] != "of" && d.words[of] != "for" {
		return t
	}
	if n := d.titleAt(first, of); n > 0 && capital(d.words[of-n]) {
		return of - n
	}
	return t
}

// officeWords is how many words an office has behind "Secretary of".
const officeWords = 4

// nounBefore is a noun right before a name, behind an article, a possessive or
// a people's name and what stands between: "an Irish budget airline". At the
// beginning of a sentence the noun may stand alone, and before a full name
// anywhere, with the names before it: "when Rovers coach Ana Ruiz left".
func (d *reader) nounBefore(first int, m mention, k data.Kind) (intro, bool) {
	head := m.first - 1
	if !d.isNounFor(k, d.words[head]) {
		return intro{}, false
	}
	for start := head; start >= first && head-start < nounWords; start-- {
		if start < head && leadsIn(d.words[start]) {
			return intro{first: start + 1, end: m.first, head: d.headAt(start+1, head)}, true
		}
		if start == first && (head == first || capital(d.words[start])) || d.isPeople(d.words[start]) {
			return intro{first: start, end: m.first, head: d.headAt(start, head)}, true
		}
		if start < head && !d.modifies(d.words[start]) {
			break
		}
	}
	if k != data.Person || m.end-m.first < 2 || allLower(d.words[m.first]) {
		return intro{}, false
	}
	start := head
	for start > first && head-start < nounWords && (lesser[d.words[start-1]] || capital(d.words[start-1]) && beginsName(d.words[start-1])) {
		start--
	}
	return intro{first: start, end: m.first, head: d.headAt(start, head)}, true
}

// nounWords is how many words a noun with what describes it has at most.
const nounWords = 6

// isNounFor reports whether a word is a noun for what is of a kind.
func (d *reader) isNounFor(k data.Kind, w string) bool {
	if k == data.Person {
		return d.isRoleNoun(w)
	}
	return d.aliases.bodies[k].nouns[strings.ToLower(w)] || k == data.Place && settlements[strings.ToLower(w)]
}

// settlements are nouns for places that names don't have in them.
var settlements = wordSet("city town village capital port suburb resort country kingdom nation archipelago")

// isPeople reports whether a word is an adjective of a country or a people.
func (d *reader) isPeople(w string) bool {
	if !capital(w) {
		return false
	}
	_, ok := d.aliases.demonyms[d.fold(w)]
	return ok
}

// leadsIn reports whether a word begins a noun phrase.
func leadsIn(w string) bool { return determiners[strings.ToLower(w)] }

var determiners = wordSet("the a an its his her their our this that 's ’s")

// modifies reports whether a word may stand between an article and a noun. Only
// what is plainly something else is none.
func (d *reader) modifies(w string) bool {
	return beginsName(w) && !function[strings.ToLower(w)]
}

// function words are in no noun phrase before its noun.
var function = wordSet("of for in on at to by with from as and or but if when while that which who whom whose than then so is are was were be been being has have had do does did will would can could may might must shall should not no it he she they we you i him them us me said says told asked after before since until because although though over under into about against between during through without within per via there here also just only even still yet")

// ahead is a phrase before a name with a comma behind it, and another behind
// the name: "The chief prosecutor, Loredana Bosio, said". A list of people has
// no such phrase.
func (d *reader) ahead(first int, m mention, end int, k data.Kind) (intro, bool) {
	comma := d.titleBegins(first, m.first) - 1 // "Its envoy, General Ana Ruiz,"
	if comma <= first || d.words[comma] != "," || m.end >= end || d.words[m.end] != "," {
		return intro{}, false
	}
	if m.end+1 < end && (d.words[m.end+1] == "and" || d.words[m.end+1] == "or") {
		return intro{}, false
	}
	for t := comma - 1; t >= first && comma-t <= mostDescribed && d.words[t] != ","; t-- {
		if !determiners[strings.ToLower(d.words[t])] || d.inPrepositional(first, t) {
			continue
		}
		in := intro{first: t + 1, end: comma}
		if head := d.headIn(t+1, comma, k); head >= 0 {
			in.head = d.headAt(t+1, head)
		} else if k != data.Person || !d.isRole(d.words[d.nounEnd(t+1, comma)]) {
			return intro{}, false
		}
		return in, true // "mission chief": a role, but no noun that means somebody alone
	}
	return intro{}, false
}

// inPrepositional reports whether the article at token t begins the second part
// of a phrase: "the leader of the opposition", "a spokesman for the army". The
// first part has its own article, or begins the sentence.
func (d *reader) inPrepositional(first, t int) bool {
	return t > first+1 && parting[d.words[t-1]] && allLower(d.words[t-2])
}

var parting = wordSet("of for at in with to on from")

// headIn is the noun that a phrase is about: the last one for its kind before
// "of" and its like, or -1.
func (d *reader) headIn(first, end int, k data.Kind) int {
	head := -1
	for t := first; t < end && !function[strings.ToLower(d.words[t])]; t++ {
		if d.isNounFor(k, d.words[t]) {
			head = t
		}
	}
	return head
}

// nounEnd is the last word of a phrase before "of" and its like.
func (d *reader) nounEnd(first, end int) int {
	t := first
	for t+1 < end && !function[d.words[t+1]] {
		t++
	}
	return t
}

// leadsUp reports whether token t may be part of a title that goes on behind
// it: a capital, a role, or a small word between two of these.
func (d *reader) leadsUp(first, t int) bool {
	w := d.words[t]
	if capital(w) && beginsName(w) {
		return t > first || d.model.Classes(w) != 0
	}
	if lesser[w] || d.model.Classes(w)&(1<<tagger.Title) != 0 {
		return true
	}
	switch w {
	case "’s", "'s", "of", "for", "-":
		return t > first && capital(d.words[t-1])
	}
	return false
}

// behind is the apposition behind a name.
func (d *reader) behind(m mention, end int, k data.Kind) (intro, bool) {
	t := m.end
	if t >= end || d.words[t] != "," {
		return intro{}, false
	}
	t++
	if t+1 < end && isNumber(d.words[t]) && d.words[t+1] == "," {
		t += 2
	}
	article := t < end && (d.words[t] == "the" || d.words[t] == "a" || d.words[t] == "an")
	if article {
		t++
	}
	start, role := t, -1
	for ; t < end && !stopsDescription(d.words[t]); t++ {
		if t-start >= mostDescribed {
			return intro{}, false
		}
		if role < 0 && t-start < roleWords && d.isRoleFor(k, d.words[t]) {
			role = t - start
		}
	}
	if role < 0 || t >= end || !article && (k != data.Person || role > 0 && !capital(d.words[start])) {
		return intro{}, false
	}
	in := intro{first: start, end: t, behind: true}
	if head := d.headIn(start, t, k); head >= 0 && (k == data.Person || !capital(d.words[head])) {
		in.head = d.headAt(start, head) // "the Red Sea" is no apposition of Hormuz, but another of a list
	}
	return in, k == data.Person || in.head != ""
}

// isRoleFor reports whether a word says what something of a kind is.
func (d *reader) isRoleFor(k data.Kind, w string) bool {
	if k == data.Person {
		return d.isRole(w) || d.isRoleNoun(w)
	}
	return d.isNounFor(k, w)
}

// roleWords is within how many words an apposition must say what its bearer
// is.
const roleWords = 4

// isRole reports whether a word is a title or a role that stands by itself:
// not the "St" of a place's name.
func (d *reader) isRole(w string) bool {
	return len(w) > 3 && d.model.Classes(w)&(1<<tagger.Title) != 0
}

func isNumber(w string) bool { return w != "" && strings.Trim(w, "0123456789") == "" }

func stopsDescription(w string) bool {
	switch w {
	case ",", ".", ";", ":", "(", ")", "—", "–", "“", "”", `"`, "who", "said", "says", "told":
		return true
	}
	return false
}

// described is tokens as text, if they are neither too many nor a mere courtesy.
func (d *reader) described(start, end int) string {
	if end <= start || end-start > mostDescribed || end-start == 1 && noRoles[strings.ToLower(d.words[start])] {
		return ""
	}
	s := d.text.Source[d.text.Tokens[start].Start:d.text.Tokens[end-1].End]
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}
