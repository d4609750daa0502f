package rules

import (
	"cmp"
	"slices"

	"dateline/data"
	"dateline/data/search"
)

// Apply answers with what is found in an article once all rules are applied, in
// their order. Each sees what those before it have made: after a merger of A
// into B a rule about B holds for both, and one about A finds no one.
//
// Nothing of r is changed; where no rule is about anything in it, the answer is
// r itself.
func (s *Set) Apply(a *data.Article, r data.Recognition) data.Recognition {
	if len(s.rules) == 0 {
		return r
	}
	d := draft{set: s, article: a, found: s.marks.find(a)}
	for _, o := range d.found {
		d.plan(o.rule)
	}
	folded := make([]string, len(r.Entities))
	for i, e := range r.Entities {
		folded[i] = search.Fold(e.Name)
		d.planFor(e.Kind, folded[i], e.Join)
	}
	if len(d.planned) == 0 {
		return r
	}
	d.begin(r, folded)
	for len(d.planned) > 0 {
		d.at, d.planned = d.planned[0], d.planned[1:]
		d.apply(&s.rules[d.at])
		d.sweep()
	}
	return d.finish(r)
}

// draft is an article's entities while rules are applied to them.
type draft struct {
	set     *Set
	article *data.Article
	found   []occurrence // of marked texts
	planned []int32      // rules to apply, ascending
	at      int32        // the rule being applied
	all     []entity     // those of the recognition first, then new ones
	quotes  []data.LocalQuote
}

// entity is one of the draft. Its slices are the draft's own once they were
// changed.
type entity struct {
	data.LocalEntity
	folded string // Name
	known  alike  // for which rules are planned
	into   int    // another that it was united with, -1 for none
	gone   bool   // united, or without mentions
}

// plan has a rule applied when its turn comes. One whose turn has passed isn't
// applied again: rules compose in their order.
func (d *draft) plan(rule int32) {
	if at, there := slices.BinarySearch(d.planned, rule); !there {
		d.planned = slices.Insert(d.planned, at, rule)
	}
}

// planFor plans the rules that are about a name or a join, and still to come.
func (d *draft) planFor(kind data.Kind, folded, join string) {
	d.planAll(d.set.byName[name{kind, folded}])
	if join != folded {
		d.planAll(d.set.byName[name{kind, join}])
	}
	if join == "" {
		d.planAll(d.set.byLone[name{kind, folded}])
	}
}

func (d *draft) planAll(rules []int32) {
	from := 0
	if d.all != nil {
		from, _ = slices.BinarySearch(rules, d.at+1)
	}
	for _, rule := range rules[from:] {
		d.plan(rule)
	}
}

func (d *draft) begin(r data.Recognition, folded []string) {
	d.all = make([]entity, len(r.Entities), len(r.Entities)+4)
	for i, e := range r.Entities {
		e.Aliases, e.Related = slices.Clip(e.Aliases), slices.Clip(e.Related)
		e.Mentions = slices.Clone(e.Mentions)
		d.all[i] = entity{LocalEntity: e, folded: folded[i], known: alike{folded[i], e.Join}, into: -1}
	}
	d.quotes = slices.Clone(r.Quotes)
	for i := range d.quotes {
		if d.quotes[i].Speaker >= len(d.all) {
			d.quotes[i].Speaker = -1
		}
	}
	d.sweep()
}

// sweep takes entities without mentions out.
func (d *draft) sweep() {
	for i := range d.all {
		if len(d.all[i].Mentions) == 0 {
			d.all[i].gone = true
		}
	}
}

// owner follows what an entity was united with.
func (d *draft) owner(i int) int {
	for d.all[i].into >= 0 {
		i = d.all[i].into
	}
	return i
}

// finish answers with the recognition that the draft has become.
func (d *draft) finish(r data.Recognition) data.Recognition {
	order := make([]int, 0, len(d.all))
	for i := range d.all {
		e := &d.all[i]
		if e.gone || len(e.Mentions) == 0 {
			continue
		}
		slices.SortFunc(e.Mentions, func(a, b data.LocalMention) int {
			return cmp.Or(cmp.Compare(a.Start, b.Start), cmp.Compare(a.End, b.End))
		})
		order = append(order, i)
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(d.all[a].first(), d.all[b].first()) })
	place := make([]int, len(d.all))
	for i := range place {
		place[i] = -1
	}
	r.Entities = make([]data.LocalEntity, len(order))
	for n, i := range order {
		r.Entities[n], place[i] = d.all[i].LocalEntity, n
	}
	r.Quotes = d.quotes
	for i := range r.Quotes {
		if q := &r.Quotes[i]; q.Speaker >= 0 {
			q.Speaker = place[d.owner(q.Speaker)]
		}
	}
	return r
}
