package scope

import (
	"math"

	"dateline/data"
	"dateline/data/search"
)

// part is a part of a query.
type part struct {
	op   data.Op
	args []part
	term *Term // of a leaf
	leaf int   // its number among the terms
}

// part makes a part of a query ready. Only New calls it: the terms must be in
// their last place before a part points at one.
func (s *Scope) part(e data.Expr, next *int) part {
	p := part{op: e.Op}
	if e.Op == data.Leaf {
		p.term, p.leaf = &s.Terms[*next], *next
		*next++
		return p
	}
	for _, arg := range e.Args {
		p.args = append(p.args, s.part(arg, next))
	}
	return p
}

// begins reports whether the articles of a part's column are all that it may
// hold in.
func (p *part) begins() bool {
	return p.op == data.Leaf && !p.term.Term.Not && p.term.Column.holds == nil
}

// leaves calls each for every leaf of a part.
func (p *part) leaves(each func(leaf *part)) {
	if p.op == data.Leaf {
		each(p)
	}
	for i := range p.args {
		p.args[i].leaves(each)
	}
}

// verdict is how a part of a query, or all of it, holds in one article.
type verdict struct {
	score  int32 // relevance, in units of search.Weight, summed over the terms
	cost   int16 // tiers short of exact, summed over the terms; of the best where one is enough
	member Membership
}

// better reports whether v is a better match than o, word for word.
func (v verdict) better(o verdict) bool {
	return v.member > o.member || v.member == o.member && v.cost < o.cost
}

// matched tells how a term matches an article.
type matched func(leaf *part) (tier search.Tier, score int32)

// judge decides about one article.
func (p *part) judge(how matched) verdict {
	switch p.op {
	case data.Leaf:
		tier, score := how(p)
		return p.term.judge(tier, score)
	case data.Or:
		return either(p.args, how)
	}
	return all(p.args, how)
}

// judge is for one term. One that must not occur only looks at whole words, and
// says nothing of how well an article matches.
func (t *Term) judge(tier search.Tier, score int32) verdict {
	switch {
	case t.Term.Not && tier == search.Exact:
		return verdict{}
	case t.Term.Not:
		return verdict{member: Inside}
	case tier == search.None:
		return verdict{}
	}
	return verdict{score, short(tier), members[tier]}
}

// short is by how many tiers a match is short of exact.
func short(tier search.Tier) int16 { return int16(search.Exact - tier) }

// members tells what a tier makes of an article.
var members = [...]Membership{
	search.None: Outside, search.Close: Near, search.Substring: Inside, search.Prefix: Inside, search.Exact: Inside,
}

// all is for parts that must hold together: as well as the worst of them.
func all(parts []part, how matched) verdict {
	v := verdict{member: Inside}
	for i := range parts {
		one := parts[i].judge(how)
		if one.member == Outside {
			return verdict{}
		}
		v.member = min(v.member, one.member)
		v.cost = costs(v.cost, one.cost)
		v.score += one.score
	}
	return v
}

// costs adds up what parts cost, up to the most that a key has room for.
func costs(a, b int16) int16 { return min(a+b, math.MaxUint8) }

// either is for parts of which one is enough: as well as the best of them, and
// more relevant for each that holds.
func either(parts []part, how matched) verdict {
	var best verdict
	score := int32(0)
	for i := range parts {
		one := parts[i].judge(how)
		score += one.score
		if one.better(best) {
			best = one
		}
	}
	best.score = score
	return best
}

// key is how well an article matches as a number, less for one that matches
// better: exact before close, then word for word, then by relevance. It is 0 for
// an article outside.
func (v verdict) key() uint32 {
	const most = 1<<22 - 1
	if v.member == Outside {
		return 0
	}
	score := most - uint32(min(max(v.score>>grain, 0), most-1))
	return uint32(Inside-v.member)<<30 | uint32(v.cost)<<22 | score
}

// membership is that of a key.
func membership(key uint32) Membership {
	if key == 0 {
		return Outside
	}
	return Inside - Membership(key>>30)
}
