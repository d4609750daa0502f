package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/feed/entity/place"
)

// line is a line of GeoNames' files of places.
func line(name, others, lat, lon, code, country, admin, people string) string {
	return strings.Join([]string{"1", name, name, others, lat, lon, "P", code, country, "", admin, "", "", "", people, "", "9", "", "2020-01-01"}, "\t")
}

func TestReadCities(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cities500.txt")
	text := line("Upper Ash", "Haut Ash,Asch", "51.5", "-0.12", "PPLC", "GB", "ENG", "20000") + "\n" +
		line("Nether Ash", "", "51.6", "-0.13", "PPL", "GB", "ENG", "") + "\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := readCities(path)
	if err != nil {
		t.Fatal(err)
	}
	want := []city{
		{"Upper Ash", "Upper Ash", 2, 51.5, -0.12, "PPLC", "GB", "ENG", 20_000},
		{"Nether Ash", "Nether Ash", 0, 51.6, -0.13, "PPL", "GB", "ENG", 0},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
	for _, bad := range []string{"too\tfew", line("A", "", "x", "1", "PPL", "GB", "", "1"), line("A", "", "1", "y", "PPL", "GB", "", "1"), line("A", "", "1", "1", "PPL", "GB", "", "z")} {
		if _, err := parseCity(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
	if _, err := readCities(path + "x"); err == nil || !strings.Contains(err.Error(), "install") {
		t.Errorf("without the file: %v", err)
	}
}

func TestWanted(t *testing.T) {
	for _, c := range []struct {
		c    city
		want bool
	}{
		{city{code: "PPL", country: "FR", population: 15_000}, true},
		{city{code: "PPL", country: "FR", population: 14_999}, false},
		{city{code: "PPL", country: "US", population: 5_000}, true},
		{city{code: "PPL", country: "UA", population: 3_000}, true},
		{city{code: "PPLC", country: "TV", population: 900}, true},
		{city{code: "PPLX", country: "FR", population: 50_000}, false},
		{city{code: "PPLX", country: "FR", population: 150_000}, true},
		{city{code: "PPLH", country: "FR", population: 150_000}, false},
	} {
		if got := c.c.wanted(); got != c.want {
			t.Errorf("%+v: %v", c.c, got)
		}
	}
}

// TestFameOutweighsSize holds that names in many languages tell a place that
// is known from one that is as large.
func TestFameOutweighsSize(t *testing.T) {
	known := city{code: "PPL", population: 145_000, languages: 54}
	large := city{code: "PPL", population: 300_000, languages: 10}
	if known.weight() <= large.weight() {
		t.Errorf("%d and %d", known.weight(), large.weight())
	}
}

// TestLists reads our lists with cities of nowhere: each line has its fields,
// and coordinates are on the globe.
func TestLists(t *testing.T) {
	w := newWorld(nil)
	if err := w.addCountries(); err != nil {
		t.Error(err)
	}
	if err := w.addFeatures(); err != nil {
		t.Error(err)
	}
	if w.countries < 240 || w.features < 500 {
		t.Errorf("%d countries, %d features", w.countries, w.features)
	}
	others := 0
	for _, name := range []string{"alias.txt", "country.txt", "region.txt"} {
		if err := list(name, func(f []string) error {
			others += len(each(f[len(f)-1])) + len(each(f[len(f)-2]))
			return nil
		}); err != nil {
			t.Error(err)
		}
	}
	if others < 300 {
		t.Errorf("%d other names, want 300 at least", others)
	}
	seen := map[string]string{}
	for key, rows := range w.keys {
		if len(rows) > 1 && !strings.HasPrefix(key, "\x01") {
			seen[key] = "twice"
		}
	}
	t.Logf("%d names of several countries and features", len(seen))
}

func TestCoordinates(t *testing.T) {
	if lat, lon, err := coordinates("50.45 30.52"); err != nil || lat != 50.45 || lon != 30.52 {
		t.Error(lat, lon, err)
	}
	for _, bad := range []string{"", "50", "x y", "91 0", "0 181"} {
		if _, _, err := coordinates(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

// TestFile writes a small world; that it is read again, place's own tests hold
// on the whole one.
func TestFile(t *testing.T) {
	w := newWorld(nil)
	if err := w.addCountries(); err != nil {
		t.Fatal(err)
	}
	a, err := w.file()
	if err != nil {
		t.Fatal(err)
	}
	b, err := w.file()
	if err != nil || string(a) != string(b) || !strings.HasPrefix(string(a), place.Magic) {
		t.Errorf("the same world gives %d and %d bytes, %v", len(a), len(b), err)
	}
	w.call(0, strings.Repeat("a", 300))
	if _, err := w.file(); err == nil {
		t.Error("a key of 300 bytes is written")
	}
}
