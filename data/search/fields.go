package search

import (
	"fmt"
	"strings"

	"dateline/data"
)

// field is one name before a colon in the query language.
type field struct {
	name  string
	field data.Field
	takes taking
	alias bool // understood, but neither offered nor listed
}

// taking is what stands behind a field's colon.
type taking uint8

const (
	takesWords taking = iota
	takesName
	takesDay
	takesLanguage
	takesState // one of states
	takesThing // one of things
)

// needs says what is missing behind a colon.
func (t taking) needs() string {
	switch t {
	case takesName:
		return "a name after it"
	case takesDay:
		return "a date, as 2025-04-24, after it"
	case takesLanguage:
		return "a language, as en, after it"
	case takesState, takesThing:
		return list(t.values(), "or")
	}
	return "a word after it"
}

// values are those of a field that takes one of a few, else nil.
func (t taking) values() []field {
	switch t {
	case takesState:
		return states
	case takesThing:
		return things
	}
	return nil
}

// fields are the names of the query language, in the order in which they are
// offered. A new field is one row here and its matching in the library.
var fields = []field{
	{"person", data.PersonField, takesName, false},
	{"place", data.PlaceField, takesName, false},
	{"org", data.OrgField, takesName, false},
	{"entity", data.EntityField, takesName, false},
	{"title", data.TitleField, takesWords, false},
	{"text", data.TextField, takesWords, false},
	{"source", data.SourceField, takesName, false},
	{"feed", data.SourceField, takesName, false},
	{"author", data.AuthorField, takesName, false},
	{"lang", data.LanguageField, takesLanguage, false},
	{"after", data.AfterField, takesDay, false},
	{"before", data.BeforeField, takesDay, false},
	{"is", 0, takesState, false},
	{"has", 0, takesThing, false},
	{"organisation", data.OrgField, takesName, true},
	{"organization", data.OrgField, takesName, true},
	{"language", data.LanguageField, takesLanguage, true},
}

// states are the values of is:.
var states = []field{
	{name: "unread", field: data.UnreadField},
	{name: "read", field: data.ReadField},
	{name: "starred", field: data.StarredField},
}

// things are the values of has:.
var things = []field{
	{name: "link", field: data.HasLinkField},
	{name: "picture", field: data.HasPictureField},
	{name: "links", field: data.HasLinkField, alias: true},
	{name: "pictures", field: data.HasPictureField, alias: true},
}

func lookUp(rows []field, name string) (field, bool) {
	for _, f := range rows {
		if f.name == name {
			return f, true
		}
	}
	return field{}, false
}

// list names rows in a sentence: "unread, read and starred".
func list(rows []field, last string) string {
	var names []string
	for _, f := range rows {
		if !f.alias {
			names = append(names, f.name)
		}
	}
	if n := len(names) - 1; last != "" && n > 0 {
		return fmt.Sprintf("%s %s %s", strings.Join(names[:n], ", "), last, names[n])
	}
	return strings.Join(names, ", ")
}

// begins reports whether a name of rows begins so.
func begins(rows []field, typed string) bool {
	for _, f := range rows {
		if strings.HasPrefix(f.name, typed) {
			return true
		}
	}
	return false
}

// nearest is the name that a mistyped one most likely means: one or two
// letters away, two only in names of more than four letters. A word with a
// capital may begin a headline, so that it isn't taken for a short name.
func nearest(typed string, capital bool) (string, bool) {
	best, found := 3, ""
	for _, f := range fields {
		allowed := 2
		switch {
		case len(f.name) < 3:
			allowed = 0
		case len(f.name) <= 4 && capital:
			allowed = 0
		case len(f.name) <= 4:
			allowed = 1
		}
		if d := distance(f.name, typed); d <= allowed && d < best {
			best, found = d, f.name
		}
	}
	return found, found != ""
}

// distance is the number of letters to put in, take out, change or swap with the
// next to make one word of another (optimal string alignment).
func distance(a, b string) int {
	two, one, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		two, one, row = one, row, two
		row[0] = i + 1
		for j := range len(b) {
			row[j+1] = 1 + min(one[j], one[j+1], row[j])
			if a[i] == b[j] {
				row[j+1] = one[j]
			}
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], 1+two[j-1])
			}
		}
	}
	return row[len(b)]
}
