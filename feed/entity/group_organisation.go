package entity

import (
	"slices"
	"strings"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// indexOrganisation files an organisation under parts of its name, and of the
// other names that the table of aliases has for it.
func (g *grouping) indexOrganisation(x *group) {
	surface := g.d.surface(g.d.mentions[x.names[0].mentions[0]])
	g.fileOrganisation(x, x.words)
	g.initials[x.kind].add(initials(surface), x)
	if !x.names[0].listed {
		return
	}
	for _, form := range g.d.aliases.forms[data.Organisation][x.key] {
		words := strings.Fields(strings.ReplaceAll(form, "-", " "))
		if len(words) > 1 {
			g.fileOrganisation(x, words)
		}
	}
}

func (g *grouping) fileOrganisation(x *group, words []string) {
	g.stems.add(stem(words), x)
	whole, at := strings.Join(words, " "), 0
	for i := 1; i < len(words); i++ {
		at += len(words[i-1]) + 1
		g.begins.add(whole[:at-1], x)
		g.begins.add(stem(words[:i]), x)
		g.ends.add(whole[at:], x)
	}
	if len(words) > 1 {
		for _, w := range words {
			g.holds.add(w, x)
		}
	}
}

// findOrganisation finds the long name of an acronym or of a part.
func (g *grouping) findOrganisation(n *name) *group {
	if n.listed {
		return nil
	}
	if x := g.findAcronym(n); x != nil {
		return x
	}
	if x := g.stems.only(stem(n.words)); x != nil {
		return x
	}
	if g.d.model.Classes(n.words...)&(1<<tagger.Country|1<<tagger.Demonym|1<<tagger.Region) == 0 {
		if x := g.findBeginning(n); x != nil {
			return x
		}
		if x := g.ends.only(n.key); x != nil && !g.known(n) {
			return x
		}
	}
	return g.findHead(n)
}

// findAcronym finds the one name that an acronym stands for.
func (g *grouping) findAcronym(n *name) *group {
	letters := acronymOf(g.d.surface(g.d.mentions[n.mentions[0]]))
	if letters == "" {
		return nil
	}
	if found := g.initials[n.kind][letters]; len(found) > 0 {
		return only(found)
	}
	if len(letters) < 3 || len(g.groups) > mostCompared {
		return nil
	}
	var found []*group
	for _, x := range g.groups {
		if x.kind == n.kind && len(x.words) > 1 && x.words[0][0] == letters[0] && spellsOut(letters, strings.Fields(strings.ReplaceAll(x.key, "-", " "))) {
			found = append(found, x)
		}
	}
	return only(found)
}

// findBeginning finds the long name that begins with this one, unless that is
// a word for many or an organisation of its own: "Bank" isn't short for one
// bank, nor Apple for Apple Music.
func (g *grouping) findBeginning(n *name) *group {
	x := g.begins.only(n.key)
	if x == nil {
		x = g.begins.only(stem(n.words))
	}
	if x == nil || g.d.model.Classes(n.words...)&(1<<tagger.OrgWord) != 0 {
		return nil
	}
	if g.known(n) && !g.sameBusiness(x, len(n.words)) {
		return nil
	}
	return x
}

// known reports whether the lists have a name as an organisation of its own.
func (g *grouping) known(n *name) bool {
	words := strings.Fields(g.d.surface(g.d.mentions[n.mentions[0]]))
	return g.d.model.Classes(words...)&(1<<tagger.Org) != 0
}

// sameBusiness reports whether what follows the first words of a name only
// says what sort of business it is: the Volkswagen Group is Volkswagen.
func (g *grouping) sameBusiness(x *group, from int) bool {
	for _, w := range x.words[min(from, len(x.words)):] {
		if !businesses[w] && !companyForms[w] {
			return false
		}
	}
	return true
}

var businesses = wordSet("group motor motors airlines airways bank aerospace party movement newspaper magazine agency network")

// heads are words for bodies that an article calls by the word alone once it
// has named them: the Commission, the Court.
var heads = wordSet("commission council court parliament assembly senate congress committee party church army navy ministry department university college institute institution academy bank fund foundation union league federation association society organization organisation agency authority bureau office observatory tribunal chamber board brotherhood front movement alliance coalition group club company corporation hospital school museum orchestra philharmonic bundesbank network service force forces police guard corps brigade times post tribune herald journal guild trust centre center laboratory conference exchange order")

// findHead finds the one organisation of the text whose name has a word for
// such a body, where that word stands alone.
func (g *grouping) findHead(n *name) *group {
	if len(n.words) != 1 || !heads[n.key] {
		return nil
	}
	return g.holds.only(n.key)
}

// stem is words without the endings that tell members from a party and an
// adjective from a noun, without words for what it is: Social Democrats and
// Social Democratic Party, Zimbabwe Students Union and Students' Union.
func stem(words []string) string {
	kept := make([]string, 0, len(words))
	for _, w := range words {
		w = strings.TrimSuffix(strings.TrimSuffix(strings.TrimSuffix(w, "'"), "'s"), "'")
		switch {
		case w == "party" || smallWords[w]:
			continue
		case strings.HasSuffix(w, "ocratic"), strings.HasSuffix(w, "ocrats"):
			w = strings.TrimRight(strings.TrimSuffix(w, "ic"), "s")
		case len(w) > longWord && strings.HasSuffix(w, "s") && !strings.HasSuffix(w, "ss"):
			w = w[:len(w)-1]
		}
		kept = append(kept, w)
	}
	if slices.Contains(ministries, firstOf(kept)) || len(kept) > 0 && slices.Contains(ministries, kept[len(kept)-1]) {
		kept = slices.DeleteFunc(kept, func(w string) bool { return w == "affair" })
		slices.Sort(kept)
	}
	return strings.Join(kept, " ")
}

// ministries are bodies whose name is turned round as often as not: Ministry of
// Health and Health Ministry.
var ministries = []string{"ministry", "department", "university"}

func firstOf(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[0]
}
