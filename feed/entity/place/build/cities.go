package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"dateline/feed/entity/place"
)

// From how many people on a place has a row: everywhere, in countries whose
// small towns English news names, and where wars are told village by village.
const (
	leastPeople   = 15_000
	leastEnglish  = 5_000
	leastConflict = 3_000
)

var least = map[string]int{
	"US": leastEnglish, "GB": leastEnglish, "CA": leastEnglish, "AU": leastEnglish, "IE": leastEnglish, "NZ": leastEnglish,
	"UA": leastConflict, "IL": leastConflict, "PS": leastConflict, "LB": leastConflict, "SY": leastConflict,
	"GE": leastConflict, "AM": leastConflict, "AZ": leastConflict, "MD": leastConflict,
}

// wanted reports whether a city has a row. Parts of cities are named like
// other places too often, so only large ones do.
func (c city) wanted() bool {
	switch c.code {
	case "PPLC", "PPLA":
		return true
	case "PPLX":
		return c.population >= 100_000
	case "PPLH", "PPLQ", "PPLW", "PPLCH":
		return false
	}
	bound, ok := least[c.country]
	if !ok {
		bound = leastPeople
	}
	return c.population >= bound
}

func (c city) weight() int {
	weight := scale(c.population, c.languages)
	switch c.code {
	case "PPLC":
		weight += capitalBonus
	case "PPLA":
		weight += seatBonus
	}
	return capped(weight)
}

func (w *world) addCities() error {
	before := len(w.rows)
	renamed := map[string]bool{} // whatever our list gives another name has a row
	if err := list("alias.txt", func(f []string) error { renamed[f[0]+"|"+f[1]] = true; return nil }); err != nil {
		return err
	}
	for i, c := range w.cities {
		if _, ok := w.countryRow[c.country]; ok && (c.wanted() || renamed[c.country+"|"+c.name]) {
			w.addCity(i)
		}
	}
	w.cityRows = len(w.rows) - before
	if len(w.rows) >= place.NoRegion {
		return fmt.Errorf("%d places are more than the file can number", len(w.rows))
	}
	return nil
}

func (w *world) addCity(i int) {
	c := w.cities[i]
	r := row{lat: c.lat, lon: c.lon, country: w.rows[w.countryRow[c.country]].country, kind: place.City,
		capital: c.code == "PPLC", region: place.NoRegion, weight: c.weight()}
	if n, ok := w.regionRow[c.country+"."+c.admin]; ok {
		r.region = n
	}
	n := w.add(r)
	w.taken[i] = true
	for _, name := range [...]string{c.name, c.ascii} {
		key := place.Key(name)
		w.call(n, key)
		if stem, ok := strings.CutSuffix(key, " city"); ok && c.country != "US" && !w.isCountry(stem) {
			w.call(n, stem)
		}
		w.cityKeys[c.country+"|"+key] = append(w.cityKeys[c.country+"|"+key], n)
	}
}

// isCountry reports whether a key is the name of a country: Mexico isn't short
// for Mexico City.
func (w *world) isCountry(key string) bool {
	return slices.ContainsFunc(w.keys[key], func(n int) bool { return w.rows[n].kind == place.Country })
}

// addAliases gives cities their other names, each to the best known of its
// name.
func (w *world) addAliases() error {
	return list("alias.txt", func(f []string) error {
		if len(f) != 3 {
			return fmt.Errorf("%d fields, want 3", len(f))
		}
		n, err := w.best(f[0], f[1])
		if err != nil {
			return err
		}
		w.callAll(n, f[2])
		return nil
	})
}

// best is the best known city of a name in a country.
func (w *world) best(code, name string) (int, error) {
	best := -1
	for _, n := range w.cityKeys[code+"|"+place.Key(name)] {
		if best < 0 || w.rows[n].weight > w.rows[best].weight {
			best = n
		}
	}
	if best < 0 {
		return 0, fmt.Errorf("no city %s in %s", name, code)
	}
	return best, nil
}

// addFame adds to the weight of cities.
func (w *world) addFame() error {
	return list("fame.txt", func(f []string) error {
		if len(f) != 3 {
			return fmt.Errorf("%d fields, want 3", len(f))
		}
		n, err := w.best(f[0], f[1])
		if err != nil {
			return err
		}
		more, err := strconv.Atoi(f[2])
		w.rows[n].weight = min(w.rows[n].weight+more, place.Open-1)
		return err
	})
}

// addCues makes words known that tell a country or a region.
func (w *world) addCues() error {
	return list("cue.txt", func(f []string) error {
		if len(f) != 2 {
			return fmt.Errorf("%d fields, want 2", len(f))
		}
		n, ok := w.countryRow[f[0]]
		if !ok {
			n, ok = w.regionName[f[0]]
		}
		if !ok {
			return fmt.Errorf("no country and no region %s", f[0])
		}
		for _, word := range each(f[1]) {
			w.call(n, place.CueKey(word))
		}
		return nil
	})
}

// countOthers notes for each name how well known the best known place is that
// has no row: a name that many villages bear says little.
func (w *world) countOthers() error {
	for i, c := range w.cities {
		key := place.Key(c.name)
		if w.taken[i] || len(w.keys[key]) == 0 {
			continue
		}
		w.others[key] = max(w.others[key], min(c.weight(), place.Open-1))
	}
	return nil
}

// openNames marks the names that prominence never decides.
func (w *world) openNames() error {
	return list("open.txt", func(f []string) error {
		key := place.Key(f[0])
		if len(w.keys[key]) < 2 {
			return fmt.Errorf("%s is the name of no two places", f[0])
		}
		w.others[key] = place.Open
		return nil
	})
}
