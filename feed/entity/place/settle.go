// Package place finds where the places of an article are. Its gazetteer holds
// countries, first-level regions, some 33,000 cities, and seas, rivers,
// mountains, islands and well-known sites, each under the names that news uses.
// A name that several places bear is decided by the words around it ("Paris,
// Texas", "the Georgian capital"), then by what else the article speaks of, and
// then by how well known they are; a name that stays unsure has no location.
//
// Weights and sums are integers, so that every machine decides alike.
package place

import (
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/country"
)

// Settle gives the places among the entities of a text their locations, and
// answers with all entities in the order in which they are first named. Where
// the text names two places by one name, they come apart. A place that isn't
// the one its name means by itself gets a Join of its own, which names its
// region or country. What found holds isn't changed.
func (g *Gazetteer) Settle(text string, found []data.LocalEntity) []data.LocalEntity {
	if !slices.ContainsFunc(found, func(e data.LocalEntity) bool { return e.Kind == data.Place }) {
		return found
	}
	a := g.read(text, found)
	defer a.done()
	a.decide()
	out := slices.Clone(found)
	for _, r := range a.refs {
		parts := a.part(r)
		out[r.entity] = a.entity(r, found[r.entity], parts[0], len(parts) > 1)
		for _, p := range parts[1:] {
			out = append(out, a.entity(r, found[r.entity], p, true))
		}
	}
	if len(out) > len(found) {
		slices.SortStableFunc(out, func(x, y data.LocalEntity) int { return first(x) - first(y) })
	}
	return out
}

func first(e data.LocalEntity) int {
	if len(e.Mentions) == 0 {
		return 0
	}
	return e.Mentions[0].Start
}

// part is the mentions of a ref that are of one place.
type part struct {
	where    int
	mentions []data.LocalMention
}

// part parts a ref's mentions by place. One that nothing is said of is of the
// place named last.
func (a *article) part(r *ref) []part {
	last := r.where
	apart := slices.ContainsFunc(r.mentions, func(m mention) bool { return m.where != undecided && m.where != last })
	var parts []part
	for _, m := range r.mentions {
		if m.where != undecided && (last == undecided || !a.g.family(m.where, last)) {
			last = m.where
		} else if apart {
			last = a.spelled(r, m, last)
		}
		at := slices.IndexFunc(parts, func(p part) bool { return p.where == last })
		if at < 0 {
			at = len(parts)
			parts = append(parts, part{where: last})
		}
		parts[at].mentions = append(parts[at].mentions, *m.of)
	}
	if len(parts) == 0 {
		parts = []part{{where: r.where}}
	}
	return parts
}

// spelled is the place last named, or if a mention's spelling is none of its
// names, the one of the ref that it is: Odesa isn't in Texas.
func (a *article) spelled(r *ref, m mention, last int) int {
	own := rowsOf(a.find(a.text[m.of.Start:m.of.End]).entry)
	if m.of.Softer || m.where != undecided || slices.Contains(own, last) {
		return last
	}
	for _, other := range r.mentions {
		if other.where != undecided && slices.Contains(own, other.where) {
			return other.where
		}
	}
	return last
}

// entity is an entity with what was decided of a part of its mentions.
func (a *article) entity(r *ref, e data.LocalEntity, p part, parted bool) data.LocalEntity {
	e.Location = nil
	if p.where == undecided {
		return e
	}
	e.Location = a.g.location(p.where, e.Name)
	meant := a.isMeant(r, r.name, p.where) || a.isMeant(r, e.Name, p.where)
	if parted {
		e.Mentions = p.mentions
		e.Name, e.Aliases = a.forms(p.mentions)
		meant = meant && a.g.own(r.name) == p.where
	}
	if meant || e.Join == "" {
		return e
	}
	if !parted {
		e.Name, e.Aliases = a.forms(e.Mentions)
	}
	e.Join = Key(e.Name) + ", " + Key(a.g.around(p.where))
	return e
}

// isMeant reports whether a name by itself means a row, or nothing else.
func (a *article) isMeant(r *ref, name string, n int) bool {
	own := a.g.own(name)
	if own == undecided {
		return !r.open && len(r.rows) == 1
	}
	return own == n || a.g.family(own, n)
}

// own is the row that a name means by itself.
func (g *Gazetteer) own(name string) int {
	e, ok := g.lookup(Key(name))
	if !ok {
		return undecided
	}
	r := &ref{}
	r.add(g, finding{entry: e})
	return (&article{g: g}).byProminence(r, ample)
}

// called reports whether a name is one of row n.
func (g *Gazetteer) called(n int, name string) bool {
	e, _ := g.lookup(Key(name))
	return slices.Contains(rowsOf(e), n)
}

// around is what tells a row from others of its name: its region, else its
// country, else what it is.
func (g *Gazetteer) around(n int) string {
	if region := g.region(n); region != NoRegion {
		return g.name(region)
	}
	if code := g.code(n); code != "" && g.kind(n) != Country {
		return country.Name(code)
	}
	return g.kind(n).String()
}

// forms are the names that mentions are written with: the longest, which is
// shown, and the others.
func (a *article) forms(mentions []data.LocalMention) (name string, others []string) {
	for _, m := range mentions {
		form := strings.Join(strings.Fields(a.text[m.Start:m.End]), " ")
		if len(form) > 4 && strings.EqualFold(form[:4], "the ") {
			form = form[4:]
		}
		if form = strings.ToValidUTF8(form, "\uFFFD"); !m.Softer && !slices.Contains(others, form) {
			others = append(others, form)
		}
	}
	longest := 0
	for i, form := range others {
		if len(form) > len(others[longest]) {
			longest = i
		}
	}
	if len(others) == 0 {
		return "", nil
	}
	name = others[longest]
	return name, slices.Delete(others, longest, longest+1)
}

// location is a row's place on the globe. A region that is named like the city
// tells nothing.
func (g *Gazetteer) location(n int, name string) *data.Location {
	l := &data.Location{Country: g.code(n), Lat: float64(g.lat(n)) / Degree, Lon: float64(g.lon(n)) / Degree}
	if region := g.region(n); region != NoRegion && !g.capital(n) && !g.called(region, name) {
		l.Region = g.name(region)
	}
	return l
}
