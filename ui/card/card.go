// Package card is the view of one entity: what is known of it, and every mention
// of it in its sentence. Each of its lines that names something leads there.
package card

import (
	"slices"

	"dateline/data"
	"dateline/data/sentence"
	"dateline/ui/screen"
)

// Context is a mention in its sentence.
type Context struct {
	sentence.Context
	Mention data.Mention
}

// Article is an article that mentions the entity, with its mentions.
type Article struct {
	Row      data.Row
	Contexts []Context // softer mentions left out
}

// Contexts gives the mentions of an entity in an article, each in its sentence.
func Contexts(r data.Reading, of data.EntityID) []Context {
	sentences := sentence.Of(r.Article)
	var all []Context
	for _, mention := range r.Mentions {
		if mention.Entity == of && !mention.Softer {
			all = append(all, Context{sentences.Context(mention.Start, mention.End), mention})
		}
	}
	return all
}

// Quote is what the entity is quoted as saying, with where that was.
type Quote struct {
	data.Quotation
	Row data.Row
}

// Target is where a line leads: one of its fields is set.
type Target struct {
	Entity    data.EntityID  // of one that appears with this one
	Quotation data.Quotation // Article is empty for none
	At        data.Position  // of a mention; Article is empty for none
}

// Side is one of the two halves.
type Side uint8

// The sides.
const (
	Mentions Side = iota
	Facts
)

// Pane is a card. The zero value shows nothing yet.
type Pane struct {
	Side Side // the one that keys go to

	card     data.Card
	counted  bool   // all of card is known, not the entity alone
	told     string // who it is, or where
	tied     string // what it is tied to
	quotes   []Quote
	quoted   int // how many there are in all
	articles map[data.ID]Article
	asked    map[data.ID]bool // the articles that Missing has named
	ends     []int            // how many mentions there are up to the end of each article
	cursor   int              // the selected mention, by number
	top      int              // first line of the mentions shown
	h        int

	lines []line // of the facts
	jump  int    // the selected one of those that lead somewhere
	first int    // first line of the facts shown
	w     int
}

// Begin shows an entity before its card is known, told as in Set.
func (p *Pane) Begin(e data.Entity, told, tied string) {
	p.Set(data.Card{EntityCount: data.EntityCount{Entity: e}}, told, tied)
	p.counted = false
}

// Set shows a card, told in words: who or where it is, and what it is tied to.
// What is selected stays selected where it is still there.
func (p *Pane) Set(c data.Card, told, tied string) {
	at, selected := p.Selected(), p.card.ID == c.ID
	if !selected {
		*p = Pane{Side: p.Side, w: p.w, h: p.h}
	}
	p.counted = true
	p.card, p.told, p.tied, p.asked = c, told, tied, map[data.ID]bool{}
	if p.articles == nil {
		p.articles = map[data.ID]Article{}
	}
	p.ends = make([]int, len(c.Naming))
	n := 0
	for i, naming := range c.Naming {
		n += naming.Mentions
		p.ends[i] = n
	}
	p.arrange()
	if selected {
		p.Select(at)
	}
}

// Card is the one that is shown; its ID is empty before there is one.
func (p *Pane) Card() data.Card { return p.card }

// Quote shows what the entity is quoted as saying: the newest, of so many.
func (p *Pane) Quote(quotes []Quote, of int) {
	p.quotes, p.quoted = quotes, of
	p.arrange()
}

// Put makes the mentions of articles known.
func (p *Pane) Put(articles []Article) {
	at := p.Selected()
	for _, a := range articles {
		p.articles[a.Row.ID] = a
	}
	p.Select(at)
}

// Resize tells the pane how wide its facts and how high its halves are.
func (p *Pane) Resize(facts, mentions screen.Rect) {
	if p.w != facts.W {
		p.w = facts.W
		p.arrange()
	}
	p.h = mentions.H - mentionsHead
	p.follow()
}

// Len is how many mentions there are, and Index the number of the selected one,
// from 0.
func (p *Pane) Len() int {
	if len(p.ends) == 0 {
		return 0
	}
	return p.ends[len(p.ends)-1]
}

// Index is the number of the selected mention, from 0.
func (p *Pane) Index() int { return p.cursor }

// Move moves in a half by n mentions, or by n of the facts that lead somewhere.
func (p *Pane) Move(side Side, n int) {
	if side == Facts {
		p.jump = max(0, min(p.jump+n, p.jumps()-1))
		return
	}
	p.cursor = max(0, min(p.cursor+n, p.Len()-1))
	p.follow()
}

// Page is how many mentions a page has, about.
func (p *Pane) Page() int {
	if p.Side == Facts {
		return 5
	}
	first, _ := p.articleOf(p.cursor)
	lines, n := 0, 0
	for i := first; i < len(p.ends) && lines < p.h; i++ {
		lines += p.card.Naming[i].Mentions + between
		n += p.card.Naming[i].Mentions
	}
	return max(1, min(n, p.h-between))
}

// Select selects the mention at a place, or the first one behind it in its
// article, or of the article.
func (p *Pane) Select(at data.Position) {
	i := slices.IndexFunc(p.card.Naming, func(n data.Naming) bool { return n.Article == at.Article })
	if i < 0 {
		p.cursor = max(0, min(p.cursor, p.Len()-1))
		p.follow()
		return
	}
	first, last := p.ends[i]-p.card.Naming[i].Mentions, p.ends[i]-1
	k := 0
	if a, known := p.articles[at.Article]; known {
		k = slices.IndexFunc(a.Contexts, func(c Context) bool { return c.Mention.Start >= at.Offset })
	} else if p.cursor >= first { // it isn't known yet which it is
		k = p.cursor - first
	}
	p.cursor = max(first, min(first+max(k, 0), last))
	p.follow()
}

// Selected is where the selected mention is: its offset is -1 before that is
// known.
func (p *Pane) Selected() data.Position {
	if p.Len() == 0 {
		return data.Position{}
	}
	i, first := p.articleOf(p.cursor)
	at := data.Position{Article: p.card.Naming[i].Article, Offset: -1}
	if c, ok := p.context(i, p.cursor-first); ok {
		at.Offset = c.Mention.Start
	}
	return at
}

// Context is the selected mention in its sentence, once that is known.
func (p *Pane) Context() (Context, bool) {
	if p.Len() == 0 {
		return Context{}, false
	}
	i, first := p.articleOf(p.cursor)
	return p.context(i, p.cursor-first)
}

func (p *Pane) context(article, k int) (Context, bool) {
	if c := p.articles[p.card.Naming[article].Article].Contexts; k < len(c) {
		return c[k], true
	}
	return Context{}, false
}

// Target is where the selected line leads.
func (p *Pane) Target() Target {
	if p.Side == Facts {
		for _, l := range p.lines {
			if l.jump == p.jump {
				return l.target
			}
		}
		return Target{}
	}
	return Target{At: p.Selected()}
}

// articleOf is the index of the article that has a mention, and the number of
// its first one.
func (p *Pane) articleOf(mention int) (article, first int) {
	i, _ := slices.BinarySearch(p.ends, mention+1)
	return i, p.ends[i] - p.card.Naming[i].Mentions
}
