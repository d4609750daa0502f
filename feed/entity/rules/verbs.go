package rules

import (
	"cmp"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/search"
)

// matching gives those of a rule's kind that go by a name, in the order in
// which the text names them.
func (d *draft) matching(r *rule, names ...alike) []int {
	var found []int
	for i := range d.all {
		e := &d.all[i]
		if !e.gone && e.Kind == r.Kind && slices.ContainsFunc(names, func(a alike) bool { return a.is(e.folded, e.Join) }) {
			found = append(found, i)
		}
	}
	slices.SortStableFunc(found, func(a, b int) int { return cmp.Compare(d.all[a].first(), d.all[b].first()) })
	return found
}

// first is where the text first names an entity; nominals don't count but where
// there is nothing else.
func (e *entity) first() int {
	first := e.Mentions[0]
	for _, m := range e.Mentions {
		if m.Softer == first.Softer && m.Start < first.Start || first.Softer && !m.Softer {
			first = m
		}
	}
	return first.Start
}

// apply does what a rule says.
func (d *draft) apply(r *rule) {
	switch r.Verb {
	case data.Merge:
		d.merge(r)
	case data.Split:
		d.splitOff(r)
	case data.Rename:
		d.each(r, func(e *entity) {
			e.rename(r.To)
			if e.Join == "" {
				e.Join = r.join
			}
		})
	case data.ChangeKind:
		d.each(r, func(e *entity) {
			e.Kind, e.Join, e.known = r.ToKind, r.join, alike{}
			if e.Kind != data.Place {
				e.Location = nil
			}
		})
	case data.NotEntity:
		for _, i := range d.matching(r, r.about[0]) {
			d.deny(i, r)
		}
	case data.AddAlias, data.MarkText:
		d.mark(r)
	}
}

// each changes all that go by a rule's name.
func (d *draft) each(r *rule, change func(e *entity)) {
	for _, i := range d.matching(r, r.about[0]) {
		if e := &d.all[i]; !e.gone { // not united with one before it
			change(e)
			note(r, e.Mentions)
			d.settle(i)
		}
	}
}

// merge unites all that go by any of a rule's names. One that does alone gets
// the name and the join all the same, so that it is one over all articles.
func (d *draft) merge(r *rule) {
	targets := d.matching(r, r.about...)
	if len(targets) == 0 {
		return
	}
	into := targets[0]
	for _, i := range targets {
		if r.about[0].is(d.all[i].folded, d.all[i].Join) {
			into = i
			break
		}
	}
	for _, i := range targets {
		if e := &d.all[i]; !r.about[0].is(e.folded, e.Join) {
			note(r, e.Mentions)
		}
		if i != into {
			d.unite(into, i)
		}
	}
	e := &d.all[into]
	e.rename(r.Name)
	e.Join = r.join
	d.settle(into)
}

// splitOff makes the mentions that are written in one form an entity of their
// own.
func (d *draft) splitOff(r *rule) {
	for _, i := range d.matching(r, r.about[0]) {
		leaving := d.take(i, r.form)
		if len(leaving) == 0 {
			continue
		}
		e := &d.all[i]
		e.Aliases = without(e.Aliases, r.form)
		if formOf(e.Name) == r.form {
			e.Name, e.folded = r.Name, r.about[0].folded
		}
		join := r.join
		if join == e.Join {
			join += "′"
		}
		note(r, leaving)
		at := d.join(data.LocalEntity{Kind: r.Kind, Name: r.Form, Join: join})
		d.all[at].Mentions = append(d.all[at].Mentions, leaving...)
		d.speak(i, at, leaving)
		d.settle(at)
	}
}

// speak gives a quotation to who was split off, where the words that tell who
// speaks have one of the mentions that left.
func (d *draft) speak(from, to int, leaving []data.LocalMention) {
	for i := range d.quotes {
		q := &d.quotes[i]
		if q.Speaker >= 0 && d.owner(q.Speaker) == from && slices.ContainsFunc(leaving, func(m data.LocalMention) bool {
			return q.CueStart <= m.Start && m.End <= q.CueEnd
		}) {
			q.Speaker = to
		}
	}
}

// deny takes an entity's mentions away, or those in one form.
func (d *draft) deny(i int, r *rule) {
	if r.form == "" {
		d.all[i].Mentions = nil
		return
	}
	d.take(i, r.form)
	d.all[i].Aliases = without(d.all[i].Aliases, r.form)
}

// mark makes mentions of a text wherever no longer name covers it.
func (d *draft) mark(r *rule) {
	at := -1
	if known := d.matching(r, r.about[0]); len(known) > 0 {
		at = known[0]
		if d.all[at].Join == "" { // what a rule names is one over all articles
			d.all[at].Join = r.join
			d.settle(at)
			at = d.owner(at)
		}
	}
	for _, o := range d.found {
		if o.rule != d.at || !d.clear(o, at) {
			continue
		}
		if at < 0 {
			at = d.join(data.LocalEntity{Kind: r.Kind, Name: r.Name, Join: r.join})
		}
		e := &d.all[at]
		e.Mentions = append(e.Mentions, data.LocalMention{Start: o.start, End: o.end, Why: data.Why{By: "rule", Note: r.words}})
		if r.Verb == data.AddAlias {
			e.alias(r.Form)
		}
	}
	if at >= 0 {
		d.settle(at)
	}
}

// clear makes room for a mention, and reports whether there is any: not where
// a longer name stands, nor where the entity is named already. Nominals give
// way to names.
func (d *draft) clear(o occurrence, to int) bool {
	for i := range d.all {
		for _, m := range d.all[i].Mentions {
			if m.End <= o.start || o.end <= m.Start || m.Softer {
				continue
			}
			same := m.Start == o.start && m.End == o.end
			if same && i == to || !same && m.End-m.Start >= o.end-o.start {
				return false
			}
		}
	}
	for i := range d.all {
		d.all[i].Mentions = slices.DeleteFunc(d.all[i].Mentions, func(m data.LocalMention) bool {
			return m.Start < o.end && o.start < m.End
		})
	}
	return true
}

// take takes the mentions that are written in a form from an entity.
func (d *draft) take(i int, form string) (taken []data.LocalMention) {
	e := &d.all[i]
	e.Mentions = slices.DeleteFunc(e.Mentions, func(m data.LocalMention) bool {
		if m.Softer || m.Start < 0 || m.End > len(d.article.Text) || m.Start > m.End || formOf(d.article.Text[m.Start:m.End]) != form {
			return false
		}
		taken = append(taken, m)
		return true
	})
	return taken
}

// formOf is a form as it is compared: folded, without "the".
func formOf(s string) string { return strings.TrimPrefix(strings.TrimSpace(search.Fold(s)), "the ") }

// without leaves a form out of aliases.
func without(aliases []string, form string) []string {
	return slices.DeleteFunc(slices.Clone(aliases), func(s string) bool { return formOf(s) == form })
}

// join answers with the entity of the same kind and join, or adds this one.
func (d *draft) join(l data.LocalEntity) int {
	for i := range d.all {
		if e := &d.all[i]; !e.gone && e.Kind == l.Kind && e.Join == l.Join {
			return i
		}
	}
	d.all = append(d.all, entity{LocalEntity: l, folded: search.Fold(l.Name), into: -1})
	return len(d.all) - 1
}

// settle follows a change of an entity's kind, name or join: it is united with
// one that has the same, and rules to come may be about it.
func (d *draft) settle(i int) {
	e := &d.all[i]
	for other := range d.all {
		if o := &d.all[other]; other != i && !o.gone && o.Kind == e.Kind && o.Join == e.Join && e.Join != "" {
			d.unite(i, other)
		}
	}
	if now := (alike{e.folded, e.Join}); now != e.known {
		e.known = now
		d.planFor(e.Kind, e.folded, e.Join)
	}
}

// unite makes one entity of two, with the name and the join of the first.
func (d *draft) unite(into, from int) {
	a, b := &d.all[into], &d.all[from]
	a.Mentions = append(a.Mentions, b.Mentions...)
	a.alias(b.Name)
	for _, alias := range b.Aliases {
		a.alias(alias)
	}
	for _, related := range b.Related {
		if !slices.Contains(a.Related, related) {
			a.Related = append(a.Related, related)
		}
	}
	if a.Description == "" {
		a.Description = b.Description
	}
	if a.Location == nil {
		a.Location = b.Location
	}
	b.Mentions, b.gone, b.into = nil, true, into
}

// rename gives an entity another name; the one it had becomes an alias.
func (e *entity) rename(to string) {
	if e.Name == to {
		return
	}
	old := e.Name
	e.Aliases = slices.DeleteFunc(slices.Clone(e.Aliases), func(s string) bool { return s == to })
	e.Name, e.folded = to, search.Fold(to)
	e.alias(old)
}

// alias adds another form, once.
func (e *entity) alias(s string) {
	if s != e.Name && !slices.Contains(e.Aliases, s) {
		e.Aliases = append(slices.Clip(e.Aliases), s)
	}
}

// note puts a rule into the evidence of mentions.
func note(r *rule, mentions []data.LocalMention) {
	for i := range mentions {
		why := &mentions[i].Why
		if why.Rules != "" {
			why.Rules += "; "
		}
		why.Rules += r.String()
	}
}
