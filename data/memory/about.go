package memory

import "dateline/data"

// about is what is told of an entity beside its names. The description and the
// location are those of the newest article that has one; a description of one
// word stands only where none says more.
type about struct {
	entity      uint32 // of what one article tells
	description string
	related     []data.Relation // of an entity, those of all articles; see related.Counts
	location    *data.Location
	dates       [2]int64 // of what all tell: dates of the articles that the parts are from
}

// tell notes what an article tells of an entity.
func (w *who) tell(d *doc, e *entity, number uint32, published int64, l data.LocalEntity) {
	if l.Description == "" && len(l.Related) == 0 && l.Location == nil {
		return
	}
	a := about{entity: number, description: l.Description, related: l.Related, location: l.Location}
	d.about = append(d.about, a)
	e.about.take(a, published)
	e.relate(l.Related, 1)
}

// relate adds relations that an article tells, or with -1 no longer does.
func (e *entity) relate(told []data.Relation, sign int) {
	if len(told) > 0 {
		e.related = e.related.Add(told, sign)
		e.about.related = e.related.Shown()
	}
}

// take takes the description and the location over where they are newer. Of articles of one moment the
// smaller answer counts, so that the order in which they are read doesn't.
func (a *about) take(b about, published int64) {
	newer := func(part int, had, has, smaller bool) bool {
		take := has && (!had || published > a.dates[part] || published == a.dates[part] && smaller)
		if take {
			a.dates[part] = published
		}
		return take
	}
	if data.Terse(a.description) && b.description != "" && !data.Terse(b.description) {
		a.description = "" // which says less
	}
	terser := data.Terse(b.description) && a.description != "" && !data.Terse(a.description)
	if newer(0, a.description != "", b.description != "" && !terser, b.description < a.description) {
		a.description = b.description
	}
	if newer(1, a.location != nil, b.location != nil, a.location != nil && b.location != nil && before(*b.location, *a.location)) {
		a.location = b.location
	}
}

// before orders places of one name.
func before(a, b data.Location) bool {
	if a.Country != b.Country {
		return a.Country < b.Country
	}
	if a.Region != b.Region {
		return a.Region < b.Region
	}
	return a.Lat < b.Lat || a.Lat == b.Lat && a.Lon < b.Lon
}

// retell makes again what is told of entities of which an article was forgotten.
func (w *who) retell(s *shelf) {
	stale := false
	for _, e := range w.entities {
		if e.stale {
			e.about, stale = about{related: e.about.related}, true
		}
	}
	if !stale {
		return
	}
	for n, d := range s.docs {
		for _, a := range d.about {
			if e := w.entities[a.entity]; e.stale {
				e.about.take(a, s.published[n])
			}
		}
	}
	for _, e := range w.entities {
		e.stale = false
	}
}
