package command_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// shared is what the libraries, in memory and on disk, have in common.
var shared = []string{
	"data", "data/clean", "data/search", "data/scope", "data/tally", "data/late", "data/courtesy",
	"data/lifetime", "data/recognition", "data/change", "data/related", "data/posting",
}

// mayImport is the table of rooms, the innermost that holds a package counts:
// what its packages may import of this module beside their own subpackages.
// Tests may import more: see forTests.
var mayImport = map[string][]string{
	"data":             {},
	"data/clean":       {"data"},
	"data/search":      {"data", "data/clean"},
	"data/country":     {"data"},
	"data/sentence":    {"data"},
	"data/events":      {"data"},
	"data/posting":     {"data/search"},
	"data/store":       {"data", "data/clean", "data/search", "data/posting", "data/related"},
	"data/related":     {"data"},
	"data/library":     append([]string{"data/store"}, shared...),
	"data/contract":    {"data", "data/clean", "data/search"},
	"data/edition":     {"data"},
	"data/memory":      shared,
	"data/scope":       {"data", "data/search"},
	"data/tally":       {"data"},
	"data/late":        {"data"},
	"data/courtesy":    {},
	"data/lifetime":    {"data", "data/events"},
	"data/recognition": {"data"},
	"data/change":      {"data"},
	"data/corpora":     {},
	"feed":             {"data", "data/clean", "data/country", "data/search", "data/sentence"},
	"ui":               {"data", "data/clean", "data/country", "data/search", "data/sentence"},
}

// forTests is what tests may import beside that: the corpora, and the library
// itself with the reader's rules, since a screen is tested on the real one.
var forTests = []string{"data/corpora", "data/contract", "data/library", "data/memory", "data/store", "feed/entity/rules"}

// TestImportDirections checks every file of the module against mayImport: the
// domain types know the standard library alone, the screen and the feeds don't
// know one another, and neither knows the store. The main function knows all.
func TestImportDirections(t *testing.T) {
	root, files := filepath.Join("..", ".."), 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() && entry.Name() == "testdata" {
			return fs.SkipDir
		}
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") {
			return err
		}
		name, err := filepath.Rel(root, file)
		if err != nil || name == "main.go" {
			return err
		}
		files++
		return checkImports(t, filepath.ToSlash(name), file)
	})
	if err != nil || files == 0 {
		t.Errorf("%d files: %v", files, err)
	}
}

// checkImports checks the imports of one file, called name in the module.
func checkImports(t *testing.T, name, file string) error {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		return err
	}
	own, test := path.Dir(name), strings.HasSuffix(name, "_test.go")
	room := own
	for mayImport[room] == nil && room != "." {
		room = path.Dir(room)
	}
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return err
		}
		inside, ours := strings.CutPrefix(imported, "dateline/")
		if !ours {
			if own == "data" && !test && strings.Contains(imported, ".") {
				t.Errorf("%s imports %s: package data has the standard library alone", name, imported)
			}
			continue
		}
		allowed := inside == own || within(inside, room) && room != "data" || test && slices.Contains(forTests, inside)
		for _, other := range mayImport[room] {
			allowed = allowed || inside == other
		}
		if !allowed {
			t.Errorf("%s imports %s: %s may import %v and what is in it", name, inside, room, mayImport[room])
		}
	}
	return nil
}

// within reports whether a package is a room or stands in it.
func within(pkg, room string) bool { return pkg == room || strings.HasPrefix(pkg, room+"/") }
