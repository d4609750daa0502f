package entity

import (
	"strings"

	"dateline/data"
)

// indexPerson files a full name under its parts.
func (g *grouping) indexPerson(x *group) {
	w := x.words
	for len(w) > 1 && generations[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	x.sex = g.d.sexOf(x)
	g.fileNicknames(x)
	if len(w) < 2 {
		return
	}
	last := w[len(w)-1]
	g.last.add(last, x)
	g.sounds.add(sound(last), x)
	g.first.add(w[0], x)
	if len(w) == 2 {
		return
	}
	whole, at := strings.Join(w, " "), len(w[0])
	for i := 1; i < len(w)-1; i++ {
		g.parts.add(whole[at+1:], x)
		at += 1 + len(w[i])
		g.parts.add(whole[:at], x)
	}
}

// fileNicknames files a person under the nicknames in quotes within the names.
func (g *grouping) fileNicknames(x *group) {
	if x.kind == data.Person {
		for _, nick := range g.d.nicknamesOf(x) {
			g.first.add(nick, x)
		}
	}
}

// findPerson finds whose name a person's name is. Where two could be meant
// it is left alone: a wrong merge is worse than a missed one.
func (g *grouping) findPerson(n *name) *group {
	switch len(n.words) {
	case 0:
		return nil
	case 1:
		return g.findSingle(n)
	}
	if x := g.parts.only(n.key); x != nil {
		return x
	}
	if x := g.turned(n.words); x != nil {
		return x
	}
	if rest := withoutParticles(n.words); len(rest) == 1 {
		if x := g.last.only(rest[0]); x != nil {
			return x
		}
	}
	return g.findFull(n)
}

// turned finds the same full name with the family name at its other end, as
// Hungary and East Asia write it and the world's newsrooms do or don't: Orbán
// Viktor and Viktor Orban.
func (g *grouping) turned(words []string) *group {
	last := len(words) - 1
	if x := g.byKey[keyed{data.Person, words[last] + " " + strings.Join(words[:last], " ")}]; x != nil {
		return x
	}
	return g.byKey[keyed{data.Person, strings.Join(words[1:], " ") + " " + words[0]}]
}

// findSingle finds the one bearer of a family name, a first name or a nickname.
func (g *grouping) findSingle(n *name) *group {
	if n.listed {
		return g.findListed(n)
	}
	if bearers := g.last[n.key]; len(bearers) > 0 {
		return only(bearers)
	}
	if x := g.first.only(n.key); x != nil {
		return x
	}
	if len(g.first[n.key]) > 0 {
		return nil
	}
	if len(n.key) >= longWord {
		if x := g.sounds.only(sound(n.key)); x != nil {
			return x
		}
	}
	if len(g.last) > mostCompared {
		return nil
	}
	var found []*group
	for last, bearers := range g.last {
		if slip(n.key, last) {
			found = append(found, bearers...)
		}
	}
	return only(found)
}

// findListed finds whose first name a name is that the world knows somebody
// else by, who isn't in the text: Boris, where Boris Becker is.
func (g *grouping) findListed(n *name) *group {
	if !g.d.aliases.given[n.form] {
		return nil // known by the family name, and the full name isn't in the text
	}
	return g.first.only(n.form)
}

// findFull finds a full name that differs in middle names, in the short form of
// the first name or in spelling alone: "George Bush" is "George W. Bush" if no
// other George Bush is in the text.
func (g *grouping) findFull(n *name) *group {
	w := n.words
	var found, alike []*group
	for _, x := range g.sounds[sound(w[len(w)-1])] {
		if x.key == n.key {
			return x
		}
		if g.sameFirst(x.words[0], w[0]) && middlesAgree(x.words, w) {
			found = append(found, x)
		}
	}
	if len(found) > 0 {
		return only(found)
	}
	for _, x := range g.first[w[0]] {
		if len(x.words) == len(w) && slip(x.words[len(x.words)-1], w[len(w)-1]) {
			alike = append(alike, x)
		}
	}
	return only(alike)
}

// sameFirst reports whether two first names are one: spelled otherwise, or one
// short for the other. Names of different sexes aren't, however near they are.
func (g *grouping) sameFirst(a, b string) bool {
	if a == b || g.d.aliases.sameNick(a, b) {
		return true
	}
	if sa, sb := firstSex(a), firstSex(b); sa != unknownSex && sb != unknownSex && sa != sb {
		return false
	}
	return len(a) >= longWord && sound(a) == sound(b)
}

// middlesAgree reports whether what stands between first and family name is the
// same or left out in one of them.
func middlesAgree(a, b []string) bool {
	a, b = a[1:len(a)-1], b[1:len(b)-1]
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i][0] != b[i][0] || len(a[i]) > 1 && len(b[i]) > 1 && sound(a[i]) != sound(b[i]) {
			return false
		}
	}
	return true
}
