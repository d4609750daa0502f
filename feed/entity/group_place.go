package entity

import (
	"strings"

	"dateline/feed/entity/tagger"
)

// landWords say what a place is and may be left out: "the Pacific Ocean" is
// "the Pacific". A city and the state around it may bear one name, so that
// words for these aren't among them unless no city has it.
var landWords = wordSet("ocean sea gulf bay strait channel canal river lake island islands peninsula mountains mountain hills desert valley crater plateau forest delta basin archipelago state province region district prefecture oblast governorate voivodeship canton territory city airport bridge square theatre theater cathedral mosque stadium")

// landBefore does the same before a name: "the island of Lesbos".
var landBefore = [...]string{"island of ", "isle of ", "city of ", "town of ", "village of ", "kingdom of ", "state of ", "province of ", "republic of ", "region of ", "lake ", "mount ", "cape "}

// divisions are the words for parts of a state, which may bear the part's own
// name alone: Rakhine State.
var divisions = wordSet("state province region prefecture oblast governorate voivodeship canton territory")

// indexPlace files a place under its name without the word for what it is and
// under its initials.
func (g *grouping) indexPlace(x *group) {
	surface := strings.Fields(g.d.surface(g.d.mentions[x.names[0].mentions[0]]))
	if len(surface) > 1 {
		g.initials[x.kind].add(initials(strings.Join(surface, " ")), x)
	}
	if n := len(x.words); n > 1 && n == len(surface) && landWords[x.words[n-1]] && !g.otherPlace(surface[:n-1], x.words[n-1]) {
		g.places.add(strings.Join(x.words[:n-1], " "), x)
	}
	for _, before := range landBefore {
		if rest, ok := strings.CutPrefix(x.key, before); ok {
			g.places.add(rest, x)
		}
	}
}

// otherPlace reports whether words are a place of their own without the word
// behind them: Mexico isn't short for Mexico City.
func (g *grouping) otherPlace(words []string, behind string) bool {
	others := uint16(1<<tagger.Country | 1<<tagger.CityBig | 1<<tagger.CityMid | 1<<tagger.Region)
	if divisions[behind] {
		others &^= 1 << tagger.Region
	}
	return g.d.model.Classes(words...)&others != 0
}

// findPlace finds a place whose name is longer, or which is written otherwise.
func (g *grouping) findPlace(n *name) *group {
	if x := g.places.only(n.key); x != nil {
		return x
	}
	if n.listed {
		return nil
	}
	if allCapitals(g.d.surface(g.d.mentions[n.mentions[0]])) {
		if x := g.initials[n.kind].only(n.key); x != nil {
			return x
		}
	}
	return g.misspelt(n)
}

// misspelt finds the place of which a name that no list has is a slip of the
// pen: Nigera, where Nigeria is in the text.
func (g *grouping) misspelt(n *name) *group {
	words := strings.Fields(g.d.surface(g.d.mentions[n.mentions[0]]))
	if len(g.groups) > mostCompared || g.d.model.Classes(words...)&placeNames != 0 {
		return nil
	}
	var found []*group
	for _, x := range g.groups {
		if x.kind == n.kind && slip(n.key, x.key) {
			found = append(found, x)
		}
	}
	return only(found)
}
