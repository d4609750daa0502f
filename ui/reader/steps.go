package reader

import (
	"sort"

	"dateline/data"
)

// Choose makes an entity the chosen one; empty chooses none.
func (p *Pane) Choose(id data.EntityID) {
	if id != p.chosen {
		p.chosen, p.current, p.ticks = id, -1, nil
	}
}

// Mention is the offset of the current mention, -1 for none.
func (p *Pane) Mention() int {
	if p.current < 0 || p.current >= len(p.reading.Mentions) {
		return -1
	}
	return p.reading.Mentions[p.current].Start
}

// SetMention makes the mention at an offset the current one, without moving
// the text.
func (p *Pane) SetMention(offset int) {
	p.current, p.ticks = -1, nil
	if i := p.from(offset); offset >= 0 && i < len(p.reading.Mentions) && p.reading.Mentions[i].Start == offset {
		p.current = i
	}
}

// from is the first mention that starts at an offset or behind it.
func (p *Pane) from(offset int) int {
	return sort.Search(len(p.reading.Mentions), func(i int) bool { return p.reading.Mentions[i].Start >= offset })
}

// Step goes to the next mention, or with back to the previous one, of the
// chosen entity, or of any with any; it reports false at the article's end.
func (p *Pane) Step(back, any bool) bool {
	i := p.current
	if i < 0 {
		i = p.from(p.Top())
		if !back {
			i--
		}
	}
	d := 1
	if back {
		d = -1
	}
	for i += d; i >= 0 && i < len(p.reading.Mentions); i += d {
		if m := p.reading.Mentions[i]; p.counts(m) && (any || m.Entity == p.chosen) {
			p.goTo(i)
			return true
		}
	}
	return false
}

// First goes to the first mention of the chosen entity, or with back the last.
func (p *Pane) First(back bool) bool {
	p.current = -1
	n := len(p.reading.Mentions)
	for k := range n {
		i := k
		if back {
			i = n - 1 - k
		}
		if m := p.reading.Mentions[i]; p.counts(m) && m.Entity == p.chosen {
			p.goTo(i)
			return true
		}
	}
	return false
}

func (p *Pane) goTo(i int) {
	p.current, p.ticks = i, nil
	p.chosen = p.reading.Mentions[i].Entity
	p.reveal(p.reading.Mentions[i].Start)
}

// GoTo makes the mention at an offset current and brings it onto the screen.
func (p *Pane) GoTo(offset int) bool {
	p.SetMention(offset)
	if p.current < 0 {
		return false
	}
	p.goTo(p.current)
	return true
}

// Nearest is the current mention, else the first on the screen.
func (p *Pane) Nearest() (data.Mention, bool) {
	if p.current >= 0 && p.current < len(p.reading.Mentions) {
		return p.reading.Mentions[p.current], true
	}
	for _, m := range p.reading.Mentions[p.from(p.Top()):] {
		if p.counts(m) {
			return m, true
		}
	}
	return data.Mention{}, false
}

// Number tells which of the chosen entity's mentions is the current one, from
// 1, 0 for none, and how many there are here.
func (p *Pane) Number() (n, of int) {
	for i, m := range p.reading.Mentions {
		if !p.counts(m) || m.Entity != p.chosen {
			continue
		}
		of++
		if i == p.current {
			n = of
		}
	}
	return n, of
}

// counts reports whether a mention is stepped to and counted.
func (p *Pane) counts(m data.Mention) bool { return p.Softer || !m.Softer }

// Uncounted is how many softer mentions of the chosen entity aren't counted.
func (p *Pane) Uncounted() int {
	n := 0
	for _, m := range p.reading.Mentions {
		if m.Entity == p.chosen && !p.counts(m) {
			n++
		}
	}
	return n
}

// SetSofter says whether softer mentions are stepped to and counted.
func (p *Pane) SetSofter(on bool) { p.Softer, p.ticks = on, nil }

// SetHits marks what was found; the current hit becomes the first at or behind
// an offset, or the first of all, and comes onto the screen.
func (p *Pane) SetHits(hits []data.Hit, from int) {
	p.hits, p.hit, p.ticks = hits, -1, nil
	if len(hits) == 0 {
		return
	}
	p.hit = sort.Search(len(hits), func(i int) bool { return hits[i].Start >= from }) % len(hits)
	p.reveal(hits[p.hit].Start)
}

// StepHit goes to the next hit, or with back to the previous one, and reports
// whether it went past the article's end to do so.
func (p *Pane) StepHit(back bool) (wrapped bool) {
	if len(p.hits) == 0 {
		return false
	}
	d := 1
	if back {
		d = -1
	}
	next := (p.hit + d + len(p.hits)) % len(p.hits)
	wrapped = (next < p.hit) != back && len(p.hits) > 1
	p.hit, p.ticks = next, nil
	p.reveal(p.hits[next].Start)
	return wrapped
}

// ToHit makes the hit at an offset the current one, without moving.
func (p *Pane) ToHit(offset int) {
	for i, h := range p.hits {
		if h.Start == offset {
			p.hit, p.ticks = i, nil
		}
	}
}

// Hit tells which hit is the current one, from 1, and how many there are.
func (p *Pane) Hit() (n, of int) { return p.hit + 1, len(p.hits) }

// CurrentHit is the current hit; where there is none, an empty one.
func (p *Pane) CurrentHit() data.Hit {
	if p.hit < 0 || p.hit >= len(p.hits) {
		return data.Hit{}
	}
	return p.hits[p.hit]
}

// HitOffset is the offset of the current hit, -1 for none.
func (p *Pane) HitOffset() int {
	if p.hit < 0 || p.hit >= len(p.hits) {
		return -1
	}
	return p.hits[p.hit].Start
}
