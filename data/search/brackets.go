package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// group is what holds inside of brackets.
type group struct {
	open  int   // where its bracket stands, -1 at the top
	field field // of the terms that name none themselves
	not   bool  // there is a minus sign before it, or before one around it
	depth int
}

// branches reads what stands at the top, or in the brackets of g up to their
// end: parts side by side, with or between them.
func (p *parser) branches(g group) [][]data.Expr {
	var done [][]data.Expr
	var here []data.Expr
	or, orStart, written := "", 0, false // the last or, and whether anything stands behind it
	for p.skipSpace(); p.at < len(p.source); p.skipSpace() {
		start := p.at
		if p.source[start] == ')' {
			if g.open >= 0 {
				break
			}
			p.at++
			p.fail(start, p.at, "this bracket closes none: take it out, or put a ( before it")
			continue
		}
		if size := p.or(written); size > 0 {
			p.at += size
			or, orStart = p.source[start:p.at], start
			if !written {
				p.fail(start, p.at, "%s needs something before it; in quotes it is a word", or)
			}
			done, here, written = closed(done, here), nil, false
			continue
		}
		written = true
		here = append(here, p.part(g)...)
	}
	if or != "" && !written && !p.unfinished() {
		p.fail(orStart, orStart+len(or), "%s needs something after it; in quotes it is a word", or)
	}
	return closed(done, here)
}

// closed adds a branch that has anything in it.
func closed(done [][]data.Expr, branch []data.Expr) [][]data.Expr {
	if len(branch) == 0 {
		return done
	}
	return append(done, branch)
}

// or is the length of an or that stands here, else 0. One that is typed last
// may still become a word, which only matters where nothing stands before it.
func (p *parser) or(after bool) int {
	for _, word := range [...]string{"or", "OR", "|"} {
		end := p.at + len(word)
		if end > len(p.source) || p.source[p.at:end] != word {
			continue
		}
		if end == len(p.source) {
			if p.typing && !after {
				return 0
			}
			return len(word)
		}
		if r, _ := utf8.DecodeRuneInString(p.source[end:]); unicode.IsSpace(r) || r == ')' || r == '(' {
			return len(word)
		}
	}
	return 0
}

// bracketed reads a group, whose bracket stands at p.at. start is where its
// field or its sign stands.
func (p *parser) bracketed(g group, start int) []data.Expr {
	if g.depth++; g.depth > maxDepth {
		p.fail(p.at, p.at+1, "brackets go %d deep at most", maxDepth)
		p.at = len(p.source)
		return nil
	}
	g.open = p.at
	p.at++
	inside := p.at
	branches := p.branches(g)
	empty := strings.TrimSpace(p.source[inside:p.at]) == ""
	switch {
	case p.at < len(p.source):
		p.at++
	case !p.typing:
		p.fail(g.open, g.open+1, "this bracket isn't closed: put a ) where it ends")
	}
	if len(branches) == 0 {
		if empty && !p.unfinished() {
			p.fail(g.open, p.at, "there is nothing in these brackets")
		}
		return nil
	}
	e := either(branches, g.not)
	e.Start, e.End = start, p.at
	return []data.Expr{e}
}

// either joins branches, of which one is enough. Negated, all must hold, and of
// each one part is enough (De Morgan's laws); the terms are negated already.
func either(branches [][]data.Expr, not bool) data.Expr {
	and, or := data.And, data.Or
	if not {
		and, or = or, and
	}
	var args []data.Expr
	for _, branch := range branches {
		args = append(args, join(and, branch))
	}
	return join(or, args)
}

func join(op data.Op, args []data.Expr) data.Expr {
	if len(args) == 1 {
		return args[0]
	}
	return span(data.Expr{Op: op, Args: args})
}

// span gives an expression the range of its parts.
func span(e data.Expr) data.Expr {
	e.Start, e.End = e.Args[0].Start, e.Args[len(e.Args)-1].End
	return e
}
