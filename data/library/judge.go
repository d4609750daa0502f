package library

import (
	"dateline/data"
	"dateline/data/search"
)

// membership says whether an article is in a scope.
type membership uint8

const (
	outside membership = iota
	near               // close, not exact
	inside
)

// node is a part of a query with its terms resolved.
type node struct {
	op   data.Op
	args []node
	term *resolved // of a leaf
}

// verdict is how a part of a query, or all of it, holds in one article.
type verdict struct {
	member membership
	cost   int   // tiers short of exact, summed over the terms; of the best where one is enough
	score  int32 // relevance, in units of search.Weight, summed over the terms
}

// better reports whether v is a better match than o, word for word.
func (v verdict) better(o verdict) bool {
	return v.member > o.member || v.member == o.member && v.cost < o.cost
}

// judge decides about one article.
func (n *node) judge(number int) verdict {
	switch n.op {
	case data.Leaf:
		return n.term.judge(number)
	case data.Or:
		return either(n.args, number)
	}
	return all(n.args, number)
}

// judge is for one term. One that must not occur only looks at whole words, and
// says nothing of how well an article matches.
func (r *resolved) judge(number int) verdict {
	tier := r.column.tier[number]
	switch {
	case r.term.Not && tier == search.Exact:
		return verdict{}
	case r.term.Not:
		return verdict{member: inside}
	case tier == search.None:
		return verdict{}
	case tier == search.Close:
		return verdict{near, int(search.Exact - search.Close), r.column.score[number]}
	}
	return verdict{inside, int(search.Exact - tier), r.column.score[number]}
}

// all is for parts that must hold together: as well as the worst of them.
func all(parts []node, number int) verdict {
	v := verdict{member: inside}
	for i := range parts {
		one := parts[i].judge(number)
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
func either(parts []node, number int) verdict {
	var best verdict
	score := int32(0)
	for i := range parts {
		one := parts[i].judge(number)
		score += one.score
		if one.better(best) {
			best = one
		}
	}
	best.score = score
	return best
}
