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
}

// part makes a part of a query ready. Only New calls it: the terms must be in
// their last place before a part points at one.
func (s *Scope) part(e data.Expr, next *int) part {
	p := part{op: e.Op}
	if e.Op == data.Leaf {
		p.term = &s.Terms[*next]
		*next++
		return p
	}
	for _, arg := range e.Args {
		p.args = append(p.args, s.part(arg, next))
	}
	return p
}

// verdict is how a part of a query, or all of it, holds in one article.
type verdict struct {
	member Membership
	cost   int   // tiers short of exact, summed over the terms; of the best where one is enough
	score  int32 // relevance, in units of search.Weight, summed over the terms
}

// better reports whether v is a better match than o, word for word.
func (v verdict) better(o verdict) bool {
	return v.member > o.member || v.member == o.member && v.cost < o.cost
}

// judge decides about one article.
func (p *part) judge(number int) verdict {
	switch p.op {
	case data.Leaf:
		return p.term.judge(number)
	case data.Or:
		return either(p.args, number)
	}
	return all(p.args, number)
}

// judge is for one term. One that must not occur only looks at whole words, and
// says nothing of how well an article matches.
func (t *Term) judge(number int) verdict {
	tier := t.Column.Tier[number]
	switch {
	case t.Term.Not && tier == search.Exact:
		return verdict{}
	case t.Term.Not:
		return verdict{member: Inside}
	case tier == search.None:
		return verdict{}
	case tier == search.Close:
		return verdict{Near, int(search.Exact - search.Close), t.Column.Score[number]}
	}
	return verdict{Inside, int(search.Exact - tier), t.Column.Score[number]}
}

// all is for parts that must hold together: as well as the worst of them.
func all(parts []part, number int) verdict {
	v := verdict{member: Inside}
	for i := range parts {
		one := parts[i].judge(number)
		if one.member == Outside {
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
func either(parts []part, number int) verdict {
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

// members tells what a tier makes of an article.
var members = [...]Membership{
	search.None: Outside, search.Close: Near, search.Substring: Inside, search.Prefix: Inside, search.Exact: Inside,
}

// begin fills a scope with the articles in which a term holds.
func (s *Scope) begin(t *Term, alive func(number uint32) bool) {
	Spread(len(s.member), func(from, to int) {
		for number := from; number < to; number++ {
			tier := t.Column.Tier[number]
			if tier == search.None || !alive(uint32(number)) {
				continue
			}
			s.member[number] = members[tier]
			s.cost[number] = uint8(search.Exact - tier)
			if !s.shared {
				s.score[number] = t.Column.Score[number]
			}
		}
	})
}

// narrow keeps of a scope the articles in which a term holds as well: as judge
// does for each, without asking for each what the term is.
func (s *Scope) narrow(t *Term) {
	Spread(len(s.member), func(from, to int) { s.narrowIn(t, from, to) })
}

func (s *Scope) narrowIn(t *Term, from, to int) {
	for number := from; number < to; number++ {
		switch tier := t.Column.Tier[number]; {
		case t.Term.Not:
			if tier == search.Exact {
				s.member[number] = Outside
			}
		case tier == search.None:
			s.member[number] = Outside
		case s.member[number] != Outside:
			if tier == search.Close {
				s.member[number] = Near
			}
			s.cost[number] = uint8(min(int(s.cost[number])+int(search.Exact-tier), math.MaxUint8))
			s.score[number] += t.Column.Score[number]
		}
	}
}

// narrowBy keeps of a scope the articles in which a part holds as well.
func (s *Scope) narrowBy(p *part) {
	for number, m := range s.member {
		if m == Outside {
			continue
		}
		v := p.judge(number)
		s.member[number] = min(m, v.member)
		s.cost[number] = uint8(min(int(s.cost[number])+v.cost, math.MaxUint8))
		s.score[number] += v.score
	}
}
