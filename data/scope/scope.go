// Package scope is the answer to a query, as the libraries work it out: which
// articles hold its terms, how well, in which order, and where in a text.
//
// A library numbers its articles and says how each single term matches them, in
// a Column. What follows from that for the whole query is the same for all
// libraries, and here.
package scope

import (
	"slices"
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// Membership says whether an article is in a scope.
type Membership uint8

// From worse to better.
const (
	Outside Membership = iota
	Near               // close, not exact
	Inside
)

// Scope is the answer to a query. It holds for one generation of a library and
// isn't changed after Match, but for the lists that are made when first asked
// for. Its methods are safe for concurrent use then.
type Scope struct {
	Everything bool // an empty query: all articles
	Terms      []Term
	Count      int // articles in it
	Exact      int // those of them that aren't only close

	generation uint64
	titles     search.Titles
	parts      []part       // what must all hold
	member     []Membership // by number
	cost       []uint8      // see verdict
	score      []int32      // relevance, in units of search.Weight
	shared     bool         // score is that of the only term's column

	mu    sync.Mutex
	lists [data.Relevance + 1][]uint32
	ranks []uint32 // of Relevance
}

// Term is a term of the query with what it means in a library.
type Term struct {
	Term    data.Term
	Pattern search.Pattern
	Column  *Column // the library sets it
}

// NewTerm makes a term ready. It has no column yet.
func NewTerm(t data.Term) Term { return Term{Term: t, Pattern: search.Compile(t)} }

// Column is how a term matches each article, by number.
type Column struct {
	Tier     []search.Tier
	Score    []int32  // share of the relevance, in units of search.Weight
	Entities []uint32 // those whose articles it matches, sorted
}

// NewColumn makes a column of n articles that the term doesn't match.
func NewColumn(n int) *Column {
	return &Column{Tier: make([]search.Tier, n), Score: make([]int32, n)}
}

// Raise notes that an article matches at least as well as a tier says.
func (c *Column) Raise(number uint32, tier search.Tier) {
	c.Tier[number] = max(c.Tier[number], tier)
}

// Everything is the scope of an empty query in a library of so many articles.
func Everything(generation uint64, alive int) *Scope {
	return &Scope{generation: generation, Everything: true, Count: alive, Exact: alive}
}

// New makes the scope of a query ready for Match.
func New(generation uint64, q data.Query) *Scope {
	s := &Scope{generation: generation, titles: search.NewTitles(q)}
	for _, t := range q.Terms() {
		s.Terms = append(s.Terms, NewTerm(t))
	}
	next := 0
	for _, e := range q.Parts() {
		s.parts = append(s.parts, s.part(e, &next))
	}
	return s
}

// enough is how many articles must hold a query for matches that take longer to
// find, and say less, not to be looked for: a screenful.
const enough = 20

// Match fills the scope. It has each term resolved, and calls combine, which
// calls Combine. Where few articles hold all of it, it has what is nearly
// written so resolved as well, and all combined again.
func (s *Scope) Match(resolve func(t *Term, nearly bool) error, combine func()) error {
	for _, nearly := range []bool{false, true} {
		for i := range s.Terms {
			if err := resolve(&s.Terms[i], nearly); err != nil {
				return err
			}
		}
		combine()
		if s.Count >= enough {
			return nil
		}
	}
	return nil
}

// Combine brings the columns of all terms together, over the first n articles,
// of which alive says those that there are. It goes part by part, which is
// quicker than article by article.
func (s *Scope) Combine(n int, alive func(number uint32) bool) {
	for i := range s.Terms {
		n = min(n, len(s.Terms[i].Column.Tier))
	}
	if len(s.member) == n { // the second time, and nobody has it yet
		clear(s.member)
		clear(s.cost)
	} else {
		s.member, s.cost = make([]Membership, n), make([]uint8, n)
	}
	begun := slices.IndexFunc(s.parts, func(p part) bool { return p.op == data.Leaf && !p.term.Term.Not })
	if s.shared = begun == 0 && len(s.parts) == 1; s.shared {
		s.score = s.parts[0].term.Column.Score
	} else {
		s.score = make([]int32, n)
	}
	if begun >= 0 {
		s.begin(s.parts[begun].term, alive)
	} else {
		for number := range s.member {
			if alive(uint32(number)) {
				s.member[number] = Inside
			}
		}
	}
	for i := range s.parts {
		switch p := &s.parts[i]; {
		case i == begun:
		case p.op == data.Leaf:
			s.narrow(p.term)
		default:
			s.narrowBy(p)
		}
	}
	var counts [Inside + 1]int
	for _, m := range s.member {
		counts[m]++
	}
	s.Count, s.Exact = counts[Near]+counts[Inside], counts[Inside]
}

// Has reports whether an article that there is is in the scope.
func (s *Scope) Has(number uint32) bool {
	return s.Everything || int(number) < len(s.member) && s.member[number] != Outside
}

// Parts counts the articles of each part of the query on its own.
func (s *Scope) Parts(alive func(number uint32) bool) []int {
	counts := make([]int, len(s.parts))
	for i := range s.parts {
		for number := range s.member {
			if s.parts[i].judge(number).member != Outside && alive(uint32(number)) {
				counts[i]++
			}
		}
	}
	return counts
}
