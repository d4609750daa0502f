// Package country has the English names of the world's countries and
// territories, as news writes them.
package country

import (
	_ "embed"
	"strings"

	"dateline/data"
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

// Of says in words in which region and country a location is: "Florida, United
// States". It is empty where neither is known, as of a sea.
func Of(l *data.Location) string {
	if l == nil {
		return ""
	}
	name := Name(l.Country)
	if l.Region == "" || name == "" {
		return l.Region + name
	}
	return l.Region + ", " + name
}
