package search

import (
	"strings"
	"time"
	"unicode"

	"dateline/data"
)

// Completion is what the tab key may put into a query.
type Completion struct {
	Start   int      // byte range of the query that an option replaces, [Start,End)
	End     int      // where the cursor is
	Options []string // each ready to stand there, best first
}

// cursorTerm is the last term that was read.
type cursorTerm struct {
	field field // none for a word, or for a name that is none
	start int   // behind the minus sign
	value int   // behind the colon, or start
	end   int
}

// Complete offers what may follow at the cursor, a byte offset in the query:
// names of fields, the values of is: and has:, a few dates, and for all other
// fields what names gives for the beginning that is typed. names may be nil. A
// name with a space comes in quotes. What is behind the cursor isn't looked at.
func Complete(query string, cursor int, names func(f data.Field, beginning string) []string) Completion {
	cursor = min(max(cursor, 0), len(query))
	p := parser{source: query[:cursor], zone: time.UTC, typing: true, last: cursorTerm{end: -1}}
	p.branches(group{open: -1})
	at := p.last
	if at.end != cursor {
		at = cursorTerm{start: cursor, value: cursor}
	}
	c := Completion{Start: at.value, End: cursor}
	typed := query[at.value:cursor]
	switch {
	case at.field.name != "":
		typed = typed[quoteAt(typed, 0):]
		c.Options = at.field.values(typed, names)
		if at.value == at.start { // in the brackets of a field
			c.Options = append(c.Options, withColon(typed)...)
		}
	case at.value == at.start:
		c.Options = withColon(typed)
	}
	return c
}

// withColon gives the fields that begin so.
func withColon(typed string) []string {
	if typed == "" {
		return nil
	}
	options := offered(fields, typed)
	for i := range options {
		options[i] += ":"
	}
	return options
}

// offered gives the names of rows that begin so.
func offered(rows []field, typed string) []string {
	var options []string
	for _, f := range rows {
		if !f.alias && strings.HasPrefix(f.name, strings.ToLower(typed)) {
			options = append(options, f.name)
		}
	}
	return options
}

// values gives what may stand behind a field's colon.
func (f field) values(typed string, names func(data.Field, string) []string) []string {
	switch f.takes {
	case takesState, takesThing:
		return offered(f.takes.values(), typed)
	case takesDay:
		return offered(times, typed)
	}
	if names == nil {
		return nil
	}
	var options []string
	for _, n := range names(f.field, typed) {
		options = append(options, quote(n))
	}
	return options
}

// times are dates worth offering.
var times = []field{{name: "today"}, {name: "yesterday"}, {name: "7d"}, {name: "1m"}, {name: "1y"}, {name: "12h"}}

// quote puts a name in quotes where the language needs them. A name with a
// quote in it loses that: folding would drop it from the comparison anyway.
func quote(name string) string {
	name = strings.Map(func(r rune) rune {
		if quoteAt(string(r), 0) > 0 {
			return -1
		}
		return r
	}, name)
	switch {
	case name == "or", name == "OR", name == "|", strings.ContainsFunc(name, unicode.IsSpace),
		strings.HasPrefix(name, "-"), strings.ContainsAny(name, "()"):
		return `"` + name + `"`
	}
	return name
}
