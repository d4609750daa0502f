package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// Completion is what the tab key may put into a query.
type Completion struct {
	Start   int      // byte range of the query that an option replaces, [Start,End)
	End     int      // where the cursor is
	Options []string // each ready to stand there, best first
}

// Complete offers what may follow at the cursor, a byte offset in the query:
// names of fields, the values of is:, and for person:, place:, org:, title:
// and feed: what names gives for the beginning that is typed. names may be
// nil. A name with a space comes in quotes.
func Complete(query string, cursor int, names func(f data.Field, beginning string) []string) Completion {
	cursor = min(max(cursor, 0), len(query))
	start := termStart(query, cursor)
	if start < cursor && query[start] == '-' {
		start++
	}
	typed := query[start:cursor]
	name, value, isField := strings.Cut(typed, ":")
	if !isField {
		return Completion{start, cursor, fieldsFrom(typed)}
	}
	c := Completion{Start: start + len(name) + 1, End: cursor}
	name = strings.ToLower(name)
	if name == "is" {
		c.Options = statesFrom(value)
		return c
	}
	f, known := lookUp(fields, name)
	if !known || names == nil || f == data.AfterField || f == data.BeforeField {
		return c
	}
	value = value[quoteAt(value, 0):]
	for _, n := range names(f, value) {
		c.Options = append(c.Options, quote(n))
	}
	return c
}

// termStart is where the term begins in which the cursor stands.
func termStart(query string, cursor int) int {
	start, quoted := 0, false
	for at := 0; at < cursor; {
		r, size := utf8.DecodeRuneInString(query[at:])
		switch {
		case quoteAt(query, at) > 0:
			quoted = !quoted
		case unicode.IsSpace(r) && !quoted:
			start = at + size
		}
		at += size
	}
	return min(start, cursor)
}

func fieldsFrom(typed string) []string {
	var options []string
	if typed == "" {
		return nil
	}
	typed = strings.ToLower(typed)
	for _, f := range append(fields[:len(fields):len(fields)], field{name: "is"}) {
		if !f.alias && strings.HasPrefix(f.name, typed) {
			options = append(options, f.name+":")
		}
	}
	return options
}

func statesFrom(typed string) []string {
	var options []string
	for _, s := range states {
		if strings.HasPrefix(s.name, strings.ToLower(typed)) {
			options = append(options, s.name)
		}
	}
	return options
}

// quote puts a name in quotes where the language needs them. A name with a
// quote in it loses that: folding would drop it from the comparison anyway.
func quote(name string) string {
	name = strings.Map(func(r rune) rune {
		if quoteAt(string(r), 0) > 0 {
			return -1
		}
		return r
	}, name)
	if strings.ContainsFunc(name, unicode.IsSpace) || strings.HasPrefix(name, "-") {
		return `"` + name + `"`
	}
	return name
}
