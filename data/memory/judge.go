package memory

import (
	"math"

	"dateline/data"
	"dateline/data/search"
)

// node is a part of a query with its terms resolved.
type node struct {
	op   data.Op
	args []node
	term *resolved // of a leaf
}

// node makes a part of a query ready, and its terms ready to be resolved. Only
// match calls it: the terms must be in their last place before a node points
// at one.
func (s *scope) node(e data.Expr, next *int) node {
	n := node{op: e.Op}
	if e.Op == data.Leaf {
		n.term = &s.terms[*next]
		*next++
		return n
	}
	for _, arg := range e.Args {
		n.args = append(n.args, s.node(arg, next))
	}
	return n
}

// verdict is how a part of a query, or all of it, holds in one document.
type verdict struct {
	member membership
	cost   int   // tiers short of exact, summed over the terms; of the best where one is enough
	score  int32 // relevance, in units of search.Weight, summed over the terms
}

// better reports whether v is a better match than o, word for word.
func (v verdict) better(o verdict) bool {
	return v.member > o.member || v.member == o.member && v.cost < o.cost
}

// judge decides about one document.
func (n *node) judge(doc int) verdict {
	switch n.op {
	case data.Leaf:
		return n.term.judge(doc)
	case data.Or:
		return either(n.args, doc)
	}
	return all(n.args, doc)
}

// judge is for one term. One that must not occur only looks at whole words, and
// says nothing of how well an article matches.
func (r *resolved) judge(doc int) verdict {
	tier := r.column.tier[doc]
	switch {
	case r.term.Not && tier == search.Exact:
		return verdict{}
	case r.term.Not:
		return verdict{member: inside}
	case tier == search.None:
		return verdict{}
	case tier == search.Close:
		return verdict{near, int(search.Exact - search.Close), r.column.score[doc]}
	}
	return verdict{inside, int(search.Exact - tier), r.column.score[doc]}
}

// all is for parts that must hold together: as well as the worst of them.
func all(parts []node, doc int) verdict {
	v := verdict{member: inside}
	for i := range parts {
		one := parts[i].judge(doc)
		if one.member == outside {
			return verdict{}
		}
		v.member = min(v.member, one.member)
		v.cost += one.cost
		v.score += one.score
	}
	return v
}

// either is for parts of which one is enough: as well as the best of them, and
// more relevant for each that holds.
func either(parts []node, doc int) verdict {
	var best verdict
	score := int32(0)
	for i := range parts {
		one := parts[i].judge(doc)
		score += one.score
		if one.better(best) {
			best = one
		}
	}
	best.score = score
	return best
}

// narrow keeps of a scope the documents in which a term holds as well: as judge
// does for each, without asking for each what the term is.
func (s *scope) narrow(r *resolved) {
	if r.term.Not {
		for doc, tier := range r.column.tier {
			if tier == search.Exact {
				s.member[doc] = outside
			}
		}
		return
	}
	for doc, tier := range r.column.tier {
		switch {
		case tier == search.None:
			s.member[doc] = outside
		case s.member[doc] != outside:
			if tier == search.Close {
				s.member[doc] = near
			}
			s.cost[doc] = uint8(min(int(s.cost[doc])+int(search.Exact-tier), math.MaxUint8))
			s.score[doc] += r.column.score[doc]
		}
	}
}

// narrowBy keeps of a scope the documents in which a part holds as well.
func (s *scope) narrowBy(part *node) {
	for doc, m := range s.member {
		if m == outside {
			continue
		}
		v := part.judge(doc)
		s.member[doc] = min(m, v.member)
		s.cost[doc] = uint8(min(int(s.cost[doc])+v.cost, math.MaxUint8))
		s.score[doc] += v.score
	}
}
