package entity

import (
	"slices"
	"strings"

	"dateline/data"
)

// elsewhere is the country that the text puts an organisation in, where the
// lists have one of that name in another: the Philippine Department of Justice
// isn't that of the United States.
func (d *reader) elsewhere(g *group) (string, bool) {
	known := d.aliases.related[keyed{g.kind, g.key}]
	if g.kind != data.Organisation || len(known) == 0 || known[0].Kind != data.Place {
		return "", false
	}
	home := d.aliases.joined(data.Place, known[0].Name)
	for _, n := range g.names {
		if !slices.ContainsFunc(strings.Fields(n.form), func(w string) bool { return heads[w] || w == "house" }) {
			continue // an acronym, or a name that nobody else bears
		}
		for _, i := range n.mentions {
			if land := d.landBeside(d.mentions[i]); land != "" && land != home {
				if name, shown := d.aliases.names[land]; shown {
					return name, true
				}
			}
		}
	}
	return "", false
}

// landBeside is the folded name of the country by whose people, possessive, "of"
// or "in" a mention stands: "Manila's", "Philippine", "of the Philippines", "in
// Manila". It is empty where there is none.
func (d *reader) landBeside(m mention) string {
	first, end := d.sentenceOf(m)
	t := m.first - 1
	owns := t > first && (d.words[t] == "'s" || d.words[t] == "’s")
	if owns {
		t--
	}
	if t >= first {
		if land, ok := d.aliases.demonyms[d.fold(d.words[t])]; ok && !owns && capital(d.words[t]) {
			return land
		}
		if owns {
			return d.landOf(t, t+1)
		}
	}
	if m.end+1 >= end || d.words[m.end] != "of" && d.words[m.end] != "in" {
		return ""
	}
	if t = m.end + 1; d.words[t] == "the" {
		t++
	}
	for stop := min(t+3, end); stop > t; stop-- {
		if land := d.landOf(t, stop); land != "" {
			return land
		}
	}
	return ""
}

// landOf is the folded name of the country that tokens name, or whose capital.
func (d *reader) landOf(first, end int) string {
	if first >= end || !capital(d.words[first]) {
		return ""
	}
	key, _ := d.keyOf(data.Place, d.form(first, end))
	if land, ok := d.aliases.capitals[key]; ok {
		return land
	}
	if d.aliases.isCountry(key) {
		return key
	}
	return ""
}
