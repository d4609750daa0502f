// Package scope is the answer to a query, as the libraries work it out: which
// articles hold its terms, how well, in which order, and where in a text.
//
// A library numbers its articles and says how each single term matches them, in
// a Column. What follows from that for the whole query is the same for all
// libraries, and here.
package scope

import (
	"iter"
	"slices"
	"sync"
	"sync/atomic"

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
	parts      []part // what must all hold
	from       int    // chunk
	articles   int
	holders    []holders // by chunk

	mu    sync.Mutex
	lists [data.Relevance + 1][]uint32
	ranks []uint32 // of Relevance
	all   sync.Once
	keys  []uint32 // by number; see byNumber
}

// holders are the articles of a chunk that are in a scope.
type holders struct {
	docs []uint16 // numbers within the chunk, ascending
	keys []uint32 // see verdict.key
}

// Term is a term of the query with what it means in a library.
type Term struct {
	Term    data.Term
	Pattern search.Pattern
	Column  *Column // the library sets it
}

// NewTerm makes a term ready. It has no column yet.
func NewTerm(t data.Term) Term { return Term{Term: t, Pattern: search.Compile(t)} }

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

// Enough is how many articles must hold a query for matches that take longer to
// find, and say less, not to be looked for: a screenful.
const Enough = 20

// Match fills the scope. It has each term resolved, and calls combine, which
// calls Combine. Where few articles hold all of it, it has what is nearly
// written so resolved as well, and all combined again.
func (s *Scope) Match(resolve func(t *Term, nearly bool) error, combine func()) error {
	err := s.MatchWritten(func(t *Term) error { return resolve(t, false) }, combine)
	if err != nil || s.Count >= Enough {
		return err
	}
	return s.MatchWritten(func(t *Term) error { return resolve(t, true) }, combine)
}

// MatchWritten is Match without what is nearly written so.
func (s *Scope) MatchWritten(resolve func(t *Term) error, combine func()) error {
	for i := range s.Terms {
		if err := resolve(&s.Terms[i]); err != nil {
			return err
		}
	}
	combine()
	return nil
}

// Combine brings the columns of all terms together, from a chunk on and over the
// first n articles, of which alive says those that there are.
func (s *Scope) Combine(from, n int, alive func(number uint32) bool) {
	for i := range s.Terms {
		n = min(n, s.Terms[i].Column.Articles())
	}
	s.from, s.articles, s.holders = from, n, make([]holders, Chunks(n))
	var mu sync.Mutex
	s.Count, s.Exact = 0, 0
	s.each(s.parts, alive, func(sheets iter.Seq2[int, *sheet]) {
		count, exact := 0, 0
		for chunk, sh := range sheets {
			f := holders{slices.Clone(sh.left), make([]uint32, len(sh.left))}
			for i, doc := range sh.left {
				f.keys[i] = sh.verdict[doc].key()
				if sh.verdict[doc].member == Inside {
					exact++
				}
			}
			s.holders[chunk] = f
			count += len(sh.left)
		}
		mu.Lock()
		s.Count, s.Exact = s.Count+count, s.Exact+exact
		mu.Unlock()
	})
}

// each hands out the verdicts of parts over all articles, chunk by chunk, and
// two halves of many at the same time.
func (s *Scope) each(parts []part, alive func(number uint32) bool, take func(sheets iter.Seq2[int, *sheet])) {
	Spread(s.from, len(s.holders), func(from, to int) {
		take(func(yield func(int, *sheet) bool) {
			sh := sheets.Get().(*sheet)
			defer sheets.Put(sh)
			for chunk := from; chunk < to; chunk++ {
				if sh.judge(parts, s.articles, chunk, alive); len(sh.left) > 0 && !yield(chunk, sh) {
					return
				}
			}
		})
	})
}

// Has reports whether an article that there is is in the scope.
func (s *Scope) Has(number uint32) bool { return s.Everything || s.key(number) != 0 }

// key is that of an article, 0 for one outside.
func (s *Scope) key(number uint32) uint32 {
	if keys := s.byNumber(); int(number) < len(keys) {
		return keys[number]
	}
	return 0
}

// byNumber gives the keys of all articles. Who looks at the best ones only
// doesn't need them.
func (s *Scope) byNumber() []uint32 {
	s.all.Do(func() {
		s.keys = make([]uint32, s.articles)
		for chunk, f := range s.holders {
			for i, doc := range f.docs {
				s.keys[chunk<<ChunkBits|int(doc)] = f.keys[i]
			}
		}
	})
	return s.keys
}

// Parts counts the articles of each part of the query on its own.
func (s *Scope) Parts(alive func(number uint32) bool) []int {
	counts := make([]int, len(s.parts))
	for i := range s.parts {
		var count atomic.Int64
		s.each(s.parts[i:i+1], alive, func(sheets iter.Seq2[int, *sheet]) {
			for _, sh := range sheets {
				count.Add(int64(len(sh.left)))
			}
		})
		counts[i] = int(count.Load())
	}
	return counts
}
