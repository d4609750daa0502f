package store

import (
	"encoding/json"
	"math"

	"dateline/data"
	"dateline/data/related"
)

// about is what is told of an entity beside its names. The description and the
// location are those of the newest article that has one; a description of one
// word stands only where none says more.
type about struct {
	Description string         `json:"description,omitempty"`
	Described   int64          `json:"described,omitempty"` // Unix milliseconds, as below
	Related     related.Counts `json:"related,omitempty"`
	Location    *data.Location `json:"location,omitempty"`
	LocatedAt   int64          `json:"located_at,omitempty"`
}

// undated is the date of an article without one: before all others.
const undated = math.MinInt64

func (a *about) empty() bool {
	return a.Description == "" && len(a.Related) == 0 && a.Location == nil
}

// take takes the description and the location over where they are newer. Of articles of one moment the
// smaller answer counts, so that the order in which they are read doesn't.
func (a *about) take(l *data.LocalEntity, at int64) {
	if l.Description != "" && (a.Description == "" || a.describedBetter(l.Description, at)) {
		a.Description, a.Described = l.Description, at
	}
	if l.Location != nil && (a.Location == nil || at > a.LocatedAt || at == a.LocatedAt && before(*l.Location, *a.Location)) {
		a.Location, a.LocatedAt = l.Location, at
	}
}

// describedBetter reports whether a description of an article of a date takes the
// place of the one that is there: it says more, or no less and is newer.
func (a *about) describedBetter(description string, at int64) bool {
	if data.Terse(description) != data.Terse(a.Description) {
		return data.Terse(a.Description)
	}
	return at > a.Described || at == a.Described && description < a.Description
}

// from reports whether one of these may be of an article of a date.
func (a *about) from(at int64) bool {
	return a.Description != "" && a.Described == at || a.Location != nil && a.LocatedAt == at
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

func (a *about) text() (string, error) {
	if a.empty() {
		return "", nil
	}
	b, err := json.Marshal(a)
	return string(b), err
}

func readAbout(text string) (a about, err error) {
	if text != "" {
		err = json.Unmarshal([]byte(text), &a)
	}
	return a, err
}
