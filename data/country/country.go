// Package country has the English names of the world's countries and
// territories, as news writes them.
package country

import (
	_ "embed"
	"strings"
)

// names has a line for each: its code, a space and its name.
//
//go:embed names.txt
var names string

// Name is the name of a country by its ISO 3166-1 alpha-2 code in capitals (XK
// is Kosovo), or nothing where there is none of this code.
func Name(code string) string {
	if len(code) != 2 {
		return ""
	}
	rest := names
	if !strings.HasPrefix(rest, code+" ") {
		at := strings.Index(rest, "\n"+code+" ")
		if at < 0 {
			return ""
		}
		rest = rest[at+1:]
	}
	name, _, _ := strings.Cut(rest[3:], "\n")
	return name
}

// Where says in words where something is: "Florida, United States". Either may
// be empty.
func Where(region, code string) string {
	name := Name(code)
	if region == "" || name == "" {
		return region + name
	}
	return region + ", " + name
}
