package search

import "dateline/data"

// field is one name before a colon in the query language.
type field struct {
	name  string
	field data.Field
	alias bool // understood, but neither offered nor listed
}

// fields are the names of the query language, in the order in which they are
// offered. A new field is one row here and its matching in the library.
var fields = []field{
	{"person", data.PersonField, false},
	{"place", data.PlaceField, false},
	{"org", data.OrgField, false},
	{"title", data.TitleField, false},
	{"source", data.SourceField, false},
	{"feed", data.SourceField, false},
	{"after", data.AfterField, false},
	{"before", data.BeforeField, false},
	{"organisation", data.OrgField, true},
	{"organization", data.OrgField, true},
}

// states are the values of is:.
var states = []field{
	{"unread", data.UnreadField, false},
	{"read", data.ReadField, false},
	{"starred", data.StarredField, false},
}

// fieldNames lists what may stand before a colon, for messages.
const fieldNames = "person, place, org, title, source, after, before, is"

func lookUp(rows []field, name string) (data.Field, bool) {
	for _, f := range rows {
		if f.name == name {
			return f.field, true
		}
	}
	return 0, false
}

// nearest is the name that a mistyped one most likely means: one or two
// letters away, two only in longer names.
func nearest(rows []field, name string) (string, bool) {
	best, found := 3, ""
	for _, f := range append(rows, field{name: "is"}) {
		allowed := 1
		if len(f.name) > 4 {
			allowed = 2
		}
		if len(f.name) < 3 {
			allowed = 0
		}
		if d := distance(f.name, name); d <= allowed && d < best {
			best, found = d, f.name
		}
	}
	return found, found != ""
}

// distance is the number of letters to put in, take out or change to make one
// word of another (Levenshtein).
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
