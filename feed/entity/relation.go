package entity

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/country"
)

//go:embed lists/relation.txt
var relationFile string

// relations says what stands for a country, by kind and folded name.
type relations struct {
	related   map[keyed][]data.Relation
	asking    map[string]string // names that count only where their country is in the text: the country
	capitals  map[string]string // from the folded name of a capital to that of its country
	countries map[string]bool   // folded names
}

// parseRelations reads lines of a name, a colon and what it is related to,
// below the [heading] that says how.
func (a *aliases) parseRelations(file string) error {
	lines, err := sections("relations", file)
	if err != nil {
		return err
	}
	a.relations = relations{map[keyed][]data.Relation{}, map[string]string{}, map[string]string{}, map[string]bool{}}
	for _, l := range lines {
		to := strings.Split(l.rest, ";")
		land := strings.TrimSpace(to[0])
		key := a.joined(data.Place, land)
		a.countries[key] = true
		name, asking := strings.CutSuffix(l.name, "?")
		if asking && l.heading != "capital" {
			a.asking[fold(name)] = key
		}
		switch l.heading {
		case "capital":
			city := a.joined(data.Place, name)
			a.capitals[city] = key
			if asking {
				a.asking[city] = key
			}
			a.relate(data.Place, name, data.Relation{How: l.heading, Kind: data.Place, Name: land})
		case "government", "country":
			for _, k := range data.Kinds[data.Place:] {
				a.relate(k, name, data.Relation{How: l.heading, Kind: a.kindOf(land), Name: land})
				if len(to) > 1 {
					a.relate(k, name, data.Relation{How: "seat", Kind: data.Place, Name: strings.TrimSpace(to[1])})
				}
			}
		default:
			return fmt.Errorf("relations, line %d: no relation %q; there are capital, government and country", l.number, l.heading)
		}
	}
	return nil
}

// kindOf is the kind of what governs: the European Union is no place.
func (a *aliases) kindOf(name string) data.Kind {
	if _, ok := a.of(data.Organisation, fold(name)); ok {
		return data.Organisation
	}
	return data.Place
}

func (a *aliases) relate(k data.Kind, name string, r data.Relation) {
	key := keyed{k, a.joined(k, name)}
	if !slices.Contains(a.related[key], r) {
		a.related[key] = append(a.related[key], r)
	}
}

// american is the listed name of an American body that is written with its
// country: U.S. Securities and Exchange Commission. The lists have the bodies of
// other countries with theirs.
func (a *aliases) american(form string) (string, bool) {
	rest, ok := strings.CutPrefix(form, "us ")
	if !ok || !strings.Contains(rest, " ") {
		return "", false
	}
	j, ok := a.of(data.Organisation, rest)
	if !ok {
		return "", false
	}
	related := a.related[keyed{data.Organisation, j}]
	return j, len(related) == 0 || related[0].Name == "United States"
}

// isCountry reports whether a folded name is that of a country.
func (a *aliases) isCountry(key string) bool { return a.countries[key] }

// peoplesOf are the demonyms that the text has, as it writes them, by the
// folded name of their place; the commonest first.
func (d *reader) peoplesOf() map[string][]string {
	counts := map[string]int{}
	out := map[string][]string{}
	for t, w := range d.words {
		if !capital(w) {
			continue
		}
		place, ok := d.aliases.demonyms[d.fold(w)]
		if t+1 < len(d.words) && capital(d.words[t+1]) && d.aliases.twoWords[d.fold(w)] {
			if two := w + " " + d.words[t+1]; d.aliases.demonyms[d.fold(two)] != "" {
				place, ok, w = d.aliases.demonyms[d.fold(two)], true, two
			}
		}
		if !ok || d.aliases.joined(data.Place, w) == place {
			continue
		}
		if counts[w]++; counts[w] == 1 {
			out[place] = append(out[place], w)
		}
	}
	for _, words := range out {
		slices.SortStableFunc(words, func(a, b string) int { return counts[b] - counts[a] })
	}
	return out
}

// relate gives the entities of a text what they are related to and kept apart
// from: a country the demonyms that the text has of it, whom it introduces with
// a demonym, a possessive or "of" the country, and what stands for a government what the list says.
func (d *reader) relate(groups []*group, intros [][]intro, entities []data.LocalEntity) {
	peoples := d.peoplesOf()
	named := map[string]bool{}
	for _, g := range groups {
		named[g.key] = named[g.key] || g.kind == data.Place
	}
	for i, g := range groups {
		e := &entities[i]
		if g.kind == data.Place {
			for _, w := range peoples[g.key] {
				e.Related = append(e.Related, data.Relation{How: "demonym", Kind: data.Place, Name: w})
			}
		}
		land := d.aliases.asking[g.key]
		switch other, ok := d.elsewhere(g); {
		case ok:
			e.Join = "" // of its name, but another
			e.Related = append(e.Related, data.Relation{How: "country", Kind: data.Place, Name: other})
		case land == "" || named[land] || len(peoples[land]) > 0:
			e.Related = append(e.Related, d.aliases.related[keyed{g.kind, g.key}]...)
		}
		d.relateIntroduced(e, intros[i])
	}
}

// relateIntroduced relates whom a text introduces with a country's demonym or
// possessive to that country: the Russian president, Norway's prime minister.
func (d *reader) relateIntroduced(e *data.LocalEntity, intros []intro) {
	if e.Kind == data.Place {
		return
	}
	for _, in := range intros {
		if in.behind {
			continue
		}
		for t := in.first; t < in.end && (!function[d.words[t]] || d.words[t] == "of"); t++ {
			if t > in.first && d.words[t-1] == "of" && (d.isPeople(d.words[t]) || leadsIn(d.words[t])) {
				break // the coach of the Japanese side isn't of Japan
			}
			name, ok := d.countryAt(t, in.end)
			r := data.Relation{How: "country", Kind: data.Place, Name: name}
			if ok && !slices.Contains(e.Related, r) {
				e.Related = append(e.Related, r)
			}
		}
	}
}

// countryAt is the country, as it is shown, that a token is the demonym of or
// names in the possessive.
func (d *reader) countryAt(t, end int) (string, bool) {
	w := d.words[t]
	if !capital(w) {
		return "", false
	}
	key, ok := d.aliases.demonyms[d.fold(w)]
	if !ok {
		key, ok = d.keyOf(data.Place, d.fold(w))
		if !ok {
			ok = d.aliases.isCountry(key)
		}
		clitic := t+1 < end && (d.words[t+1] == "'s" || d.words[t+1] == "’s")
		if !clitic && !allCapitals(w) && (t == 0 || d.words[t-1] != "of") {
			return "", false
		}
	}
	if !ok || !d.aliases.isCountry(key) {
		return "", false
	}
	name, shown := d.aliases.names[key]
	return name, shown
}

// keepApart takes from places that lie in another country the relation that
// only their name told: of Tripoli in Lebanon, that it is Libya's capital.
func (a *aliases) keepApart(entities []data.LocalEntity) {
	for i := range entities {
		e := &entities[i]
		if e.Location == nil || e.Location.Country == "" {
			continue
		}
		where := a.joined(data.Place, country.Name(e.Location.Country))
		e.Related = slices.DeleteFunc(e.Related, func(r data.Relation) bool {
			return r.How == "capital" && a.joined(data.Place, r.Name) != where
		})
	}
}
