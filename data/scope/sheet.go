package scope

import (
	"sync"

	"dateline/data"
	"dateline/data/search"
)

// sheet is where it is worked out which articles of a chunk hold all parts of a
// query: term by term, over those that are left.
type sheet struct {
	left    []uint16 // ascending
	verdict [ChunkSize]verdict
	how     [][]uint16 // of terms that are looked at article by article
}

var sheets = sync.Pool{New: func() any { return &sheet{left: make([]uint16, 0, ChunkSize)} }}

// judge leaves the articles of a chunk that hold all parts, with their verdicts.
func (sh *sheet) judge(parts []part, articles, chunk int, alive func(number uint32) bool) {
	base := uint32(chunk) << ChunkBits
	begun := -1
	for i := range parts {
		if parts[i].begins() && (begun < 0 || len(parts[i].piece(chunk).docs) < len(parts[begun].piece(chunk).docs)) {
			begun = i
		}
	}
	sh.left = sh.left[:0]
	if begun >= 0 {
		sh.begin(&parts[begun], chunk, alive)
	} else {
		for doc := range uint16(min(ChunkSize, articles-int(base))) {
			if alive(base | uint32(doc)) {
				sh.left = append(sh.left, doc)
				sh.verdict[doc] = verdict{member: Inside}
			}
		}
	}
	for i := range parts {
		switch p := &parts[i]; {
		case i == begun || len(sh.left) == 0:
		case p.op != data.Leaf:
			sh.narrowBy(p, chunk)
		case p.term.Column.holds != nil:
			sh.filter(p.term, base)
		default:
			sh.narrow(p, chunk)
		}
	}
}

// piece is what a leaf's column has of a chunk.
func (p *part) piece(chunk int) piece { return p.term.Column.pieces[chunk] }

// begin takes the articles in which a term holds.
func (sh *sheet) begin(p *part, chunk int, alive func(number uint32) bool) {
	column, base, piece := p.term.Column, uint32(chunk)<<ChunkBits, p.piece(chunk)
	for i, doc := range piece.docs {
		if !alive(base | uint32(doc)) {
			continue
		}
		how := piece.how[i]
		sh.left = append(sh.left, doc)
		sh.verdict[doc] = verdict{column.score(how), short(tierOf(how)), members[tierOf(how)]}
	}
}

// narrow keeps the articles in which a term holds as well. Common words are as
// hard to foresee as a coin: it takes all steps for each article, and notes it or
// not by counting on or not.
func (sh *sheet) narrow(p *part, chunk int) {
	sh.spread(p, chunk)
	column, not, hows, n := p.term.Column, p.term.Term.Not, sh.how[p.leaf], 0
	for _, doc := range sh.left {
		how := hows[doc]
		tier := tierOf(how)
		sh.left[n] = doc
		if not {
			if tier != search.Exact {
				n++
			}
			continue
		}
		v := &sh.verdict[doc]
		v.member = min(v.member, members[tier])
		v.cost = costs(v.cost, short(tier))
		v.score += column.score(how)
		if tier != search.None {
			n++
		}
	}
	sh.left = sh.left[:n]
}

// filter keeps the articles for which a filter holds, or with not those for
// which it doesn't.
func (sh *sheet) filter(t *Term, base uint32) {
	left := sh.left[:0]
	for _, doc := range sh.left {
		if t.Column.holds(base|uint32(doc)) != t.Term.Not {
			left = append(left, doc)
		}
	}
	sh.left = left
}

// narrowBy keeps the articles in which a part of several terms holds as well.
func (sh *sheet) narrowBy(p *part, chunk int) {
	base := uint32(chunk) << ChunkBits
	p.leaves(func(leaf *part) { sh.spread(leaf, chunk) })
	left := sh.left[:0]
	for _, doc := range sh.left {
		one := p.judge(func(leaf *part) (search.Tier, int32) {
			column := leaf.term.Column
			if column.holds == nil {
				how := sh.how[leaf.leaf][doc]
				return tierOf(how), column.score(how)
			}
			if column.holds(base | uint32(doc)) {
				return search.Exact, 0
			}
			return search.None, 0
		})
		if one.member == Outside {
			continue
		}
		v := &sh.verdict[doc]
		v.member = min(v.member, one.member)
		v.cost = costs(v.cost, one.cost)
		v.score += one.score
		left = append(left, doc)
	}
	sh.left = left
}

// spread has how a term matches the articles of a chunk at hand, by article.
func (sh *sheet) spread(leaf *part, chunk int) {
	if leaf.term.Column.holds != nil {
		return
	}
	for len(sh.how) <= leaf.leaf {
		sh.how = append(sh.how, nil)
	}
	if sh.how[leaf.leaf] == nil {
		sh.how[leaf.leaf] = make([]uint16, ChunkSize)
	}
	how := sh.how[leaf.leaf]
	clear(how)
	piece := leaf.piece(chunk)
	for i, doc := range piece.docs {
		how[doc] = piece.how[i]
	}
}
