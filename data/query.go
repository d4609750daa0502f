package data

import (
	"fmt"
	"slices"
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
	AfterField  // published at this time or later
	BeforeField // published before this time
	UnreadField
	ReadField
	StarredField
	TextField     // the canonical text alone
	AuthorField   // Article.Authors
	EntityField   // someone or something named, of any kind
	LanguageField // Term.Text is a BCP 47 tag; en has en-GB too
	HasLinkField
	HasPictureField
	FeedIDField // Term.Text is a FeedID; written feed:=0a1b2c3d4e5f
)

// Term is one condition of a query.
type Term struct {
	Field  Field
	Text   string    // as typed, without quotes; empty for days, is: and has:
	Phrase bool      // words next to one another, in this order
	Prefix bool      // the last word may go on: it is still being typed
	Not    bool      // must not occur
	Day    time.Time // AfterField, BeforeField: midnight in the reader's zone, or a minute of today's
	Start  int       // byte range in Query.Source, [Start,End)
	End    int
}

// Op says how the parts of an expression are joined.
type Op uint8

// The operators.
const (
	And  Op = iota // all of Args; without any it holds everywhere
	Or             // at least one of Args; without any it holds nowhere
	Leaf           // Term
)

// Expr is a query or a part of one. Its zero value holds everywhere.
//
// Only terms are negated: -(a or b) is the And of -a and -b.
type Expr struct {
	Op    Op
	Args  []Expr // And, Or
	Term  Term   // Leaf
	Start int    // byte range in Query.Source, brackets, field and sign included
	End   int
}

// Only is the expression of one term.
func Only(t Term) Expr { return Expr{Op: Leaf, Term: t, Start: t.Start, End: t.End} }

// appendTerms adds the terms of an expression, in the order of the source.
func (e Expr) appendTerms(terms []Term) []Term {
	if e.Op == Leaf {
		return append(terms, e.Term)
	}
	for _, arg := range e.Args {
		terms = arg.appendTerms(terms)
	}
	return terms
}

// Query is what to look for. The zero query matches everything.
type Query struct {
	Source string // as typed
	Root   Expr
}

// Empty reports whether everything matches.
func (q Query) Empty() bool { return q.Root.Op == And && len(q.Root.Args) == 0 }

// AsksMarks reports whether what matches changes with what is read and starred.
func (q Query) AsksMarks() bool {
	return slices.ContainsFunc(q.Terms(), func(t Term) bool {
		return t.Field == UnreadField || t.Field == ReadField || t.Field == StarredField
	})
}

// Terms are the conditions of a query, in the order of the source.
func (q Query) Terms() []Term { return q.Root.appendTerms(nil) }

// Parts are what must all hold: Result.Parts counts the articles of each.
func (q Query) Parts() []Expr {
	if q.Root.Op == And {
		return q.Root.Args
	}
	return []Expr{q.Root}
}

// And is what both queries match. Its source is that of both, the other one's in
// brackets where it has an or that they keep together.
func (q Query) And(other Query) Query {
	if q.Empty() {
		return other
	}
	if other.Empty() {
		return q
	}
	before, behind := q.Source+" ", ""
	if len(other.Root.Args) == 1 && other.Root.Args[0].Op == Or || other.Root.Op == Or {
		before, behind = before+"(", ")"
	}
	parts := append([]Expr(nil), q.Parts()...)
	for _, part := range other.Parts() {
		parts = append(parts, part.moved(len(before)))
	}
	return Query{
		Source: before + other.Source + behind,
		Root:   Expr{Args: parts, Start: parts[0].Start, End: parts[len(parts)-1].End},
	}
}

// moved is an expression that stands n bytes further on.
func (e Expr) moved(n int) Expr {
	e.Start, e.End = e.Start+n, e.End+n
	if e.Op == Leaf {
		e.Term.Start, e.Term.End = e.Term.Start+n, e.Term.End+n
		return e
	}
	args := make([]Expr, len(e.Args))
	for i, arg := range e.Args {
		args[i] = arg.moved(n)
	}
	e.Args = args
	return e
}

// QueryError is a query that can't be understood.
type QueryError struct {
	Start int // byte range in the query's source that is wrong
	End   int
	At    int    // the same place as Start in characters, as a reader counts them from 1
	Cause string // "2025 has no month 31; dates are year-month-day"
}

// Error is the cause with the place.
func (e *QueryError) Error() string {
	return fmt.Sprintf("query, character %d: %s", e.At, e.Cause)
}
