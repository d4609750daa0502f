package main

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"dateline/data/country"
	"dateline/feed/entity/place"
)

// row is a place to be written.
type row struct {
	lat, lon float64
	country  int
	kind     place.Kind
	capital  bool
	region   int
	weight   int
	name     string // of countries and regions
}

// world is all that goes into the file.
type world struct {
	cities []city
	rows   []row
	codes  []string
	keys   map[string][]int // rows by key
	others map[string]int   // weight of the heaviest that is left out, by key

	countryRow map[string]int // by ISO code
	regionRow  map[string]int // by GeoNames' code
	regionName map[string]int // by country's code, a stroke, and the name that is shown
	cityKeys   map[string][]int
	taken      []bool // cities that have a row

	countries, regions, features, cityRows int
}

func newWorld(cities []city) *world {
	return &world{cities: cities, keys: map[string][]int{}, others: map[string]int{}, countryRow: map[string]int{},
		regionRow: map[string]int{}, regionName: map[string]int{}, cityKeys: map[string][]int{}, taken: make([]bool, len(cities))}
}

// add writes a row down and answers with its number.
func (w *world) add(r row) int {
	w.rows = append(w.rows, r)
	return len(w.rows) - 1
}

// call makes a row known by a key, once.
func (w *world) call(n int, key string) {
	if key != "" && !slices.Contains(w.keys[key], n) {
		w.keys[key] = append(w.keys[key], n)
	}
}

// callAll makes a row known by names, by abbreviations only as they are
// written.
func (w *world) callAll(n int, field string) {
	for _, name := range each(field) {
		w.call(n, place.Key(name))
	}
}

func (w *world) people(n int, field string) {
	for _, word := range each(field) {
		w.call(n, place.PeopleKey(word))
	}
}

// scale is how well a place is known, in steps: four for each doubling of its
// people, eight for each doubling of its other names. Names in many languages
// tell the Cambridge of England from one as large.
func scale(population, names int) float64 {
	return 4*math.Log2(float64(max(population, 200))) + 8*math.Log2(float64(1+names))
}

func capped(weight float64) int { return int(min(max(weight, 1), place.Open-1)) }

// What a place's standing adds to its weight.
const (
	countryBonus = 30
	regionBonus  = 10
	knownBonus   = 14 // regions of a country whose regions news names alone
	capitalBonus = 14
	seatBonus    = 3
	namesOfState = 60 // other names that a country is taken to have
	namesOfPart  = 30 // and a region
)

func (w *world) addCountries() error {
	people := map[string]int{}
	for _, c := range w.cities {
		people[c.country] += c.population
	}
	err := list("country.txt", func(f []string) error {
		if len(f) != 4 {
			return fmt.Errorf("%d fields, want 4", len(f))
		}
		lat, lon, err := coordinates(f[1])
		if err != nil {
			return err
		}
		name := country.Name(f[0])
		if name == "" {
			return fmt.Errorf("%s has no name in data/country", f[0])
		}
		n := w.add(row{lat: lat, lon: lon, country: len(w.codes), kind: place.Country, region: place.NoRegion,
			weight: capped(scale(people[f[0]], namesOfState) + countryBonus), name: name})
		w.codes = append(w.codes, f[0])
		w.countryRow[f[0]] = n
		w.call(n, place.Key(name))
		w.callAll(n, f[2])
		w.people(n, f[3])
		return nil
	})
	w.countries = len(w.rows)
	return err
}

// ends are what GeoNames puts behind the names of regions, where news often
// does without.
var ends = [...]string{" Oblast", " Oblisi", " Krai", " Kray", " Republic", " Department", " Province", " Region",
	" State", " County", " Governorate", " District", " Voivodeship", " Municipality", " Regional State", " Rayon", " province"}

func (w *world) addRegions(all []region) error {
	type shown struct{ name, others, people string }
	known := map[string]shown{}
	err := list("region.txt", func(f []string) error {
		if len(f) != 5 {
			return fmt.Errorf("%d fields, want 5", len(f))
		}
		known[f[0]+"|"+f[1]] = shown{f[2], f[3], f[4]}
		return nil
	})
	if err != nil {
		return err
	}
	middles := w.middles()
	for _, r := range all {
		code, _, _ := strings.Cut(r.Code, ".")
		m := middles[r.Code]
		if _, ok := w.countryRow[code]; !ok || m.cities == 0 {
			continue
		}
		s, listed := known[code+"|"+r.Name]
		delete(known, code+"|"+r.Name)
		if !listed {
			s = shown{name: strings.Trim(r.Name, "'’ ")}
		}
		weight := scale(m.people, namesOfPart) + regionBonus
		if code == "US" || code == "CA" || code == "AU" || code == "GB" {
			weight += knownBonus
		}
		n := w.add(row{lat: m.lat, lon: m.lon, country: w.rows[w.countryRow[code]].country, kind: place.Region,
			region: place.NoRegion, weight: capped(weight), name: s.name})
		w.regionRow[r.Code], w.regionName[code+"/"+s.name] = n, n
		w.callRegion(n, s.name, r.Name)
		for _, other := range each(s.others) {
			if strings.Contains(other, ".") {
				w.call(n, place.ShortKey(other))
			} else {
				w.call(n, place.Key(other))
			}
		}
		w.people(n, s.people)
	}
	for name := range known {
		return fmt.Errorf("lists/region.txt: GeoNames has no region %s", name)
	}
	w.regions = len(w.rows) - w.countries
	return nil
}

// callRegion names a region with and without what it is.
func (w *world) callRegion(n int, names ...string) {
	for _, name := range names {
		w.call(n, place.Key(name))
		for _, end := range ends {
			if stem, ok := strings.CutSuffix(name, end); ok {
				w.call(n, place.Key(stem))
			}
		}
	}
}

// middle is where the people of a region live.
type middle struct {
	lat, lon       float64
	people, cities int
	total          float64
}

// middles finds where each region is: the mean of its places, by their people.
// No data at hand has its bounds.
func (w *world) middles() map[string]middle {
	all := map[string]middle{}
	for _, c := range w.cities {
		code := c.country + "." + c.admin
		m := all[code]
		// The root keeps one city from being all of its region.
		weight := math.Sqrt(float64(max(c.population, 100)))
		m.lat += weight * c.lat
		m.lon += weight * c.lon
		m.total += weight
		m.people += c.population
		m.cities++
		all[code] = m
	}
	for code, m := range all {
		m.lat, m.lon = m.lat/m.total, m.lon/m.total
		all[code] = m
	}
	return all
}

// featureWeight is what a step of how well a feature is known is worth.
const (
	featureBase   = 55
	featureWeight = 12
)

func (w *world) addFeatures() error {
	kind, headed := place.Kind(0), false
	err := list("feature.txt", func(f []string) error {
		if head, ok := strings.CutPrefix(f[0], "["); ok {
			if kind, headed = place.ParseKind(strings.TrimSuffix(head, "]")); !headed {
				return fmt.Errorf("no kind %s", f[0])
			}
			return nil
		}
		if len(f) != 4 || !headed {
			return fmt.Errorf("%d fields below a [kind], want 4", len(f))
		}
		return w.addFeature(kind, f)
	})
	w.features = len(w.rows) - w.countries - w.regions
	return err
}

func (w *world) addFeature(kind place.Kind, f []string) error {
	lat, lon, err := coordinates(f[1])
	if err != nil {
		return err
	}
	r := row{lat: lat, lon: lon, country: place.NoCountry, kind: kind, region: place.NoRegion}
	if f[2] != "" {
		n, ok := w.countryRow[f[2]]
		if !ok {
			return fmt.Errorf("no country %s", f[2])
		}
		r.country = w.rows[n].country
	}
	known := 5
	if f[3] != "" {
		if known, err = strconv.Atoi(f[3]); err != nil || known < 1 || known > 9 {
			return fmt.Errorf("%q: want 1 to 9", f[3])
		}
	}
	r.weight = featureBase + featureWeight*known
	n := w.add(r)
	w.callAll(n, f[0])
	return nil
}
