package article

import (
	"context"
	"strconv"
	"strings"
	"sync"

	"dateline/data"
)

// Setting is an article being set at one measure. What is set once is kept:
// ask for the screen around a place first, and for the whole behind it.
//
// Its methods are safe for concurrent use. None waits for another longer than
// a part of a block takes, so that a jump is answered while the whole is set.
type Setting struct {
	article *data.Article
	options Options
	skip    int   // the headline's block, which isn't set; -1 for none
	numbers []int // for each block of a numbered list, its widest number's width

	mu      sync.Mutex
	galleys []*galley
}

// New prepares an article to be set. It does no work yet that grows with the
// article's text.
func New(a *data.Article, o Options) *Setting {
	s := &Setting{article: a, options: o, skip: -1, galleys: make([]*galley, len(a.Blocks))}
	if i := headline(a); i >= 0 && !o.Headline {
		s.skip = i
	}
	s.numbers = numerals(a.Blocks)
	return s
}

// headline is the block that is the article's headline, or -1.
func headline(a *data.Article) int {
	for i, b := range a.Blocks {
		if b.Kind == data.Headline {
			return i
		}
	}
	return -1
}

// numerals is for each item of a numbered list the width of the list's widest
// number, so that the texts of all stand in line.
func numerals(blocks []data.Block) []int {
	widths := make([]int, len(blocks))
	for i := 0; i < len(blocks); {
		j, most := i, 0
		for ; j < len(blocks) && sameList(blocks[i], blocks[j]); j++ {
			most = max(most, len(strconv.Itoa(blocks[j].Ordinal)))
		}
		for k := i; k < j; k++ {
			widths[k] = most
		}
		i = max(j, i+1)
	}
	return widths
}

func sameList(a, b data.Block) bool {
	return a.Kind == data.Item && b.Kind == data.Item && a.Level == b.Level && a.Ordinal > 0 && b.Ordinal > 0
}

// Whole sets all of the article. The error is the context's; what was set by
// then is kept for the next call.
func (s *Setting) Whole(ctx context.Context) (*Page, error) {
	c := s.compose(ctx)
	for at, ok := s.after(place{block: -1}); ok; at, ok = s.after(at) {
		if err := c.below(at); err != nil {
			return nil, err
		}
	}
	return newPage(append(c.lines(), s.appendix()...), true), nil
}

// Around sets the lines around a canonical offset: the part of the block that
// has it, and at least rows lines above and below where the article has them.
// The error is the context's.
func (s *Setting) Around(ctx context.Context, offset, rows int) (*Page, error) {
	c := s.compose(ctx)
	first, ok := s.find(offset)
	if !ok {
		return newPage(nil, true), nil
	}
	if err := c.below(first); err != nil {
		return nil, err
	}
	at, more := s.after(first)
	for enough := c.down + rows; more && c.down < enough; at, more = s.after(at) {
		if err := c.below(at); err != nil {
			return nil, err
		}
	}
	at, above := s.before(first)
	for ; above && c.up < rows; at, above = s.before(at) {
		if err := c.above(at); err != nil {
			return nil, err
		}
	}
	lines := c.lines()
	if !more {
		lines = append(lines, s.appendix()...)
	}
	return newPage(lines, !more && !above), nil
}

// Headline sets the headline alone, for the reader pane to draw: nil where the
// article has no such block.
func (s *Setting) Headline(ctx context.Context) (*Page, error) {
	i := headline(s.article)
	if i < 0 {
		return nil, nil
	}
	c := s.compose(ctx)
	for at := (place{i, 0}); s.has(at); at.part++ {
		if err := c.below(at); err != nil {
			return nil, err
		}
	}
	return newPage(c.lines(), true), nil
}

// place is a part of a block.
type place struct{ block, part int }

// galley is a block's; s.mu is held.
func (s *Setting) galley(block int) *galley {
	if s.galleys[block] == nil {
		s.galleys[block] = newGalley(s.article, block, s.options, s.numbers[block])
	}
	return s.galleys[block]
}

// part reports whether a block has this part, breaking it so far; s.mu is held.
func (s *Setting) part(block, part int) bool {
	g := s.galley(block)
	for part >= len(g.parts) {
		if !g.grow() {
			return false
		}
	}
	return true
}

// has reports whether there is such a place.
func (s *Setting) has(at place) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.part(at.block, at.part)
}

// render makes the lines of a place.
func (s *Setting) render(at place, p *press) []Line {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.galley(at.block).render(at.part, p)
}

// after is the place after another.
func (s *Setting) after(at place) (place, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.block >= 0 && s.part(at.block, at.part+1) {
		return place{at.block, at.part + 1}, true
	}
	for b := at.block + 1; b < len(s.galleys); b++ {
		if b != s.skip && s.part(b, 0) {
			return place{b, 0}, true
		}
	}
	return place{}, false
}

// before is the place before another.
func (s *Setting) before(at place) (place, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if at.part > 0 {
		return place{at.block, at.part - 1}, true
	}
	return s.lastBefore(at.block)
}

// lastBefore is the last place before a block; s.mu is held.
func (s *Setting) lastBefore(block int) (place, bool) {
	for b := block - 1; b >= 0; b-- {
		if b == s.skip {
			continue
		}
		g := s.galley(b)
		for g.grow() {
		}
		if n := len(g.parts); n > 0 {
			return place{b, n - 1}, true
		}
	}
	return place{}, false
}

// find is the place that shows an offset, or the next text after it, or the
// last place.
func (s *Setting) find(offset int) (place, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for b := range s.galleys {
		if b == s.skip || s.article.Blocks[b].End <= offset {
			continue
		}
		for p := 0; s.part(b, p); p++ {
			if s.galleys[b].parts[p].end > offset {
				return place{b, p}, true
			}
		}
	}
	return s.lastBefore(len(s.galleys))
}

// gap are the blank lines before a place: one between blocks; none after a
// heading, between the items of a list, and between a caption and its credit.
func (s *Setting) gap(above, below place) []Line {
	if above.block == below.block {
		return nil
	}
	a, b := s.article.Blocks[above.block], s.article.Blocks[below.block]
	switch {
	case a.Kind == data.Heading, a.Kind == data.Item && b.Kind == data.Item, a.Kind == data.Caption && b.Kind == data.Credit:
		return nil
	case a.Kind == data.Quote && b.Kind == data.Quote:
		bars := newForm(a, s.options, 0).before
		if least := newForm(b, s.options, 0).before; len(least) < len(bars) {
			bars = least
		}
		bar := Segment{Text: strings.TrimRight(bars, " "), Start: -1, Style: Quote | Decoration}
		return []Line{newLine([]Segment{bar}, below.block)}
	}
	return []Line{{Block: below.block}}
}
