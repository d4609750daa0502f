package library

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/scope"
	"dateline/data/store"
	"dateline/data/tally"
)

// MostEntities is how many entities an answer has at most: the most mentioned
// ones. Beyond are those that hardly anyone would look for in a list.
const MostEntities = 2000

// shown keeps entities as they were read last.
type shown struct {
	mu   sync.Mutex
	kept map[uint32]*store.Named
}

const keptEntities = 6000

func (s *shown) forget() {
	s.mu.Lock()
	s.kept = nil
	s.mu.Unlock()
}

// entity gives an entity by its number.
func (l *Library) entity(ctx context.Context, number uint32) (*store.Named, error) {
	s := &l.shown
	s.mu.Lock()
	known := s.kept[number]
	s.mu.Unlock()
	if known != nil {
		return known, nil
	}
	found, err := l.store.Entity(ctx, number)
	if err != nil {
		return nil, err
	}
	if found == nil {
		return nil, data.ErrNoEntity
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept == nil || len(s.kept) >= keptEntities {
		s.kept = map[uint32]*store.Named{}
	}
	s.kept[number] = found
	return found, nil
}

// exact reports whether the counts that are stored with entities are those of
// the articles in the lists: nothing is counted that isn't listed. While rows
// are still being loaded they are the best there is.
func (l *Library) exact() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.shelf.concealed == 0 && len(l.shelf.gone) == 0
}

// counted counts an entity over a scope.
func (l *Library) counted(ctx context.Context, number uint32, s *scope.Scope) (data.EntityCount, error) {
	e, err := l.entity(ctx, number)
	if err != nil {
		return data.EntityCount{}, err
	}
	if s.Everything && l.exact() {
		c := data.EntityCount{Entity: e.Entity, First: -1, All: e.Mentions, Articles: e.Articles}
		if e.Dated {
			c.Last = tally.Seconds(e.Last)
		}
		return c, nil
	}
	posts, err := l.postsIn(ctx, number, s)
	if err != nil {
		return data.EntityCount{}, err
	}
	return l.sum(e, posts), nil
}

// sum counts an entity over the articles that mention it.
func (l *Library) sum(e *store.Named, posts []post) data.EntityCount {
	l.mu.RLock()
	defer l.mu.RUnlock()
	c := data.EntityCount{Entity: e.Entity, First: -1, Articles: len(posts)}
	newest := int64(undated)
	for _, p := range posts {
		c.All += p.count
		newest = max(newest, l.shelf.published[p.number])
	}
	c.Last = tally.Seconds(newest)
	return c
}

// post is an article that mentions an entity, and how often.
type post struct {
	number uint32
	count  int
}

// posts gives all articles that mention an entity.
func (l *Library) posts(ctx context.Context, entity uint32) ([]post, error) {
	l.mu.RLock()
	n := uint32(len(l.shelf.flags))
	l.mu.RUnlock()
	var posts []post
	err := l.store.Posts(ctx, 0, n>>posting.Bits, entity, func(chunk uint32, docs []byte) {
		posting.EachPost(docs, func(p posting.Post) {
			if number := posting.Number(chunk, p.Doc); number < n && p.Count > 0 {
				posts = append(posts, post{number, p.Count})
			}
		})
	})
	if err != nil {
		return nil, err
	}
	return posts, ctx.Err()
}

// postsIn gives the articles of a scope that mention an entity.
func (l *Library) postsIn(ctx context.Context, entity uint32, s *scope.Scope) ([]post, error) {
	posts, err := l.posts(ctx, entity)
	if err != nil {
		return nil, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	return slices.DeleteFunc(posts, func(p post) bool { return !l.shelf.has(p.number) || !s.Has(p.number) }), nil
}

// Entities answers with the entities of all articles that match within, most
// mentioned first; of those alike the one in more articles, then by name. A
// large library leaves out those beyond MostEntities.
func (l *Library) Entities(ctx context.Context, within data.Query) ([]data.EntityCount, error) {
	if err := l.ask(ctx); err != nil {
		return nil, err
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return nil, err
	}
	var totals []total
	if s.Everything && l.exact() {
		totals, err = l.allTotals(ctx)
	} else {
		totals, err = l.totals(ctx, s)
	}
	if err != nil {
		return nil, err
	}
	counts := make([]data.EntityCount, 0, len(totals))
	for i, t := range totals {
		if i%64 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		e, err := l.entity(ctx, t.entity)
		if errors.Is(err, data.ErrNoEntity) {
			continue
		}
		if err != nil {
			return nil, err
		}
		counts = append(counts, data.EntityCount{Entity: e.Entity, First: -1, All: t.mentions, Articles: t.articles, Last: tally.Seconds(t.last)})
	}
	tally.ByMentions(counts)
	return counts, ctx.Err()
}

// total is an entity counted over a scope.
type total struct {
	entity             uint32
	mentions, articles int
	last               int64 // Unix milliseconds, undated where there is none
}

// allTotals gives the most mentioned entities of the library.
func (l *Library) allTotals(ctx context.Context) ([]total, error) {
	numbers, err := l.store.MostMentioned(ctx, MostEntities)
	if err != nil {
		return nil, err
	}
	totals := make([]total, 0, len(numbers))
	for _, number := range numbers {
		e, err := l.entity(ctx, number)
		if err != nil {
			return nil, err
		}
		t := total{number, e.Mentions, e.Articles, undated}
		if e.Dated {
			t.last = e.Last
		}
		totals = append(totals, t)
	}
	return totals, nil
}

// totals counts the entities of a scope, and gives the most mentioned of them,
// at most MostEntities.
func (l *Library) totals(ctx context.Context, s *scope.Scope) ([]total, error) {
	l.mu.RLock()
	wanted := make([]bool, len(l.shelf.flags))
	for n := range wanted {
		wanted[n] = l.shelf.has(uint32(n)) && s.Has(uint32(n))
	}
	l.mu.RUnlock()
	counts, err := l.totalsOf(ctx, wanted)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(counts, func(a, b total) int {
		return cmp.Or(cmp.Compare(b.mentions, a.mentions), cmp.Compare(b.articles, a.articles), cmp.Compare(a.entity, b.entity))
	})
	return slices.Clone(counts[:min(len(counts), MostEntities)]), nil
}

// totalsOf counts the entities of the articles that are wanted, by number.
func (l *Library) totalsOf(ctx context.Context, wanted []bool) ([]total, error) {
	highest, err := l.store.LastEntity(ctx)
	if err != nil {
		return nil, err
	}
	l.mu.RLock()
	published := l.shelf.published
	l.mu.RUnlock()
	counts := make([]total, highest+1)
	note := func(n uint32, name posting.Name) {
		if name.Entity > highest {
			return // it came while the question was on its way
		}
		t := &counts[name.Entity]
		if t.articles == 0 {
			t.entity, t.last = name.Entity, undated
		}
		t.mentions += name.Count
		t.articles++
		t.last = max(t.last, published[n])
	}
	for from, to := range spans(wanted) {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		err := l.store.NamedIn(ctx, from, to, func(block uint32, list []byte) {
			posting.EachNames(block, list, func(n uint32) bool { return int(n) < len(wanted) && wanted[n] }, note)
		})
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(counts, func(t total) bool { return t.articles == 0 }), nil
}

// spans gives the runs of blocks that have an article which is wanted.
func spans(wanted []bool) func(yield func(from, to uint32) bool) {
	const atOnce = 128 // blocks, so that a question can be dropped in between
	return func(yield func(from, to uint32) bool) {
		from, to, open := uint32(0), uint32(0), false
		for n := range wanted {
			if !wanted[n] {
				continue
			}
			block := posting.Block(uint32(n))
			if open && (block > to+1 || block-from >= atOnce) {
				if !yield(from, to) {
					return
				}
				open = false
			}
			if !open {
				from, open = block, true
			}
			to = block
		}
		if open {
			yield(from, to)
		}
	}
}

// Entity answers with one entity counted over the articles that match within.
// The error is data.ErrNoEntity for an id that no article mentions.
func (l *Library) Entity(ctx context.Context, id data.EntityID, within data.Query) (data.EntityCount, error) {
	if err := l.ask(ctx); err != nil {
		return data.EntityCount{}, err
	}
	number, err := l.entityNumber(ctx, id)
	if err != nil {
		return data.EntityCount{}, err
	}
	s, err := l.scope(ctx, within)
	if err != nil {
		return data.EntityCount{}, err
	}
	c, _, err := l.countedByDay(ctx, number, s)
	return c, err
}

// countedByDay counts an entity over a scope, with its days, and gives the
// articles of the scope that mention it.
func (l *Library) countedByDay(ctx context.Context, number uint32, s *scope.Scope) (data.EntityCount, []post, error) {
	e, err := l.entity(ctx, number)
	if err != nil {
		return data.EntityCount{}, nil, err
	}
	posts, err := l.postsIn(ctx, number, s)
	if err != nil {
		return data.EntityCount{}, nil, err
	}
	c := l.sum(e, posts)
	c.Days, err = l.days(ctx, posts, c.Last)
	return c, posts, err
}

func (l *Library) entityNumber(ctx context.Context, id data.EntityID) (uint32, error) {
	number, err := l.store.EntityNumber(ctx, id)
	if err == nil && number == 0 {
		err = data.ErrNoEntity
	}
	return number, err
}

// days counts an entity's mentions on each day up to that of last, by the days
// that the articles of its posts are dated with.
func (l *Library) days(ctx context.Context, posts []post, last int64) ([]int, error) {
	if last == 0 {
		return nil, nil
	}
	const day = 24 * 60 * 60
	var recent []uint32
	counts := map[data.ID]int{}
	l.mu.RLock()
	for _, p := range posts {
		at := l.shelf.published[p.number]
		// In whatever zone an article is dated, a day more is enough.
		if at != undated && tally.Seconds(at) >= last-(data.DaysShown+2)*day {
			recent = append(recent, p.number)
			counts[l.shelf.ids.all[p.number]] = p.count
		}
	}
	l.mu.RUnlock()
	cards, err := l.store.Cards(ctx, recent)
	if err != nil {
		return nil, err
	}
	return tally.Days(last, func(note func(time.Time, int)) {
		for _, c := range cards {
			note(c.Row.Published, counts[c.Row.ID])
		}
	}), nil
}
