package data

import (
	"fmt"
	"time"
)

// Field is what a term of a query looks at.
type Field uint8

// The fields of the query language.
const (
	AnyField Field = iota // text, title, source and names
	PersonField
	PlaceField
	OrgField
	TitleField
	SourceField
	AfterField  // published on this day or later
	BeforeField // published before this day
	UnreadField
	ReadField
	StarredField
)

// Term is one part of a query.
type Term struct {
	Field  Field
	Text   string    // as typed, without quotes; empty for days and is:
	Phrase bool      // words next to one another, in this order
	Prefix bool      // the last word may go on: it is still being typed
	Not    bool      // must not occur
	Day    time.Time // AfterField, BeforeField: midnight in the reader's zone
	Start  int       // byte range in Query.Source, [Start,End)
	End    int
}

// Query is what to look for: every term must hold.
type Query struct {
	Source string // as typed
	Terms  []Term
}

// Empty reports whether everything matches.
func (q Query) Empty() bool { return len(q.Terms) == 0 }

// QueryError is a query that can't be understood.
type QueryError struct {
	Start int // byte range in the query's source that is wrong
	End   int
	Cause string // "2025 has no month 31; dates are year-month-day"
}

// Error is the cause with the place.
func (e *QueryError) Error() string {
	return fmt.Sprintf("query, character %d: %s", e.Start+1, e.Cause)
}
