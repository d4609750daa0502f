package contract

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"dateline/data"
)

func reading(t *testing.T, r *run) {
	got, err := r.lib.Read(r.ctx, "envoy", data.Query{})
	r.ok(err)
	if got.Article.Text != r.text("envoy") || got.Row.ID != "envoy" || !got.Recognised || !got.Complete {
		t.Errorf("reading %+v", got)
	}
	var texts []string
	for i, m := range got.Mentions {
		texts = append(texts, got.Article.Text[m.Start:m.End])
		if i > 0 && m.Start < got.Mentions[i-1].Start {
			t.Error("mentions aren't ordered")
		}
		if m.Softer != (texts[i] == "The envoy") {
			t.Errorf("%s is softer: %v", texts[i], m.Softer)
		}
		if m.Why.By == "" || m.Entity == "" {
			t.Errorf("mention %+v lacks its evidence or its entity", m)
		}
	}
	if want := []string{"Li Wei", "Kyiv", "The envoy", "Anna Lindqvist", "Li Wei"}; !slices.Equal(texts, want) {
		t.Errorf("mentions %q, want %q", texts, want)
	}
	r.counts("", got.Entities, "Li Wei 2 3 2, Kyiv 1 3 3, Anna Lindqvist 1 5 3")

	// Counts are those of the articles that match.
	got, err = r.lib.Read(r.ctx, "envoy", r.query("lisbon"))
	r.ok(err)
	r.counts("lisbon", got.Entities, "Li Wei 2 0 0, Kyiv 1 1 1, Anna Lindqvist 1 2 1")
}

func entities(t *testing.T, r *run) {
	all, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)
	r.counts("all", all, "Anna Lindqvist 0 5 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1")
	some, err := r.lib.Entities(r.ctx, r.query("lisbon"))
	r.ok(err)
	r.counts("lisbon", some, "Lisbon 0 2 2, Anna Lindqvist 0 2 1, José Núñez 0 1 1, Kyiv 0 1 1")
	lindqvist := r.entity(data.Person, "Anna Lindqvist")
	if want := []string{"Lindqvist", "Ms Lindqvist"}; !slices.Equal(lindqvist.Aliases, want) {
		t.Errorf("aliases %q, want %q", lindqvist.Aliases, want)
	}
	if want := r.article("ferry").Published.Unix(); lindqvist.Last != want {
		t.Errorf("last mentioned %d, want %d", lindqvist.Last, want)
	}
	if e := r.entity(data.Person, "Li Wei"); e.Description != "envoy" {
		t.Errorf("Li Wei is %q", e.Description)
	}
	one, err := r.lib.Entity(r.ctx, lindqvist.ID, r.query("tariff"))
	r.ok(err)
	if one.All != 3 || one.Articles != 2 || one.Here != 0 || one.First != -1 || one.Name != "Anna Lindqvist" {
		t.Errorf("over tariff she is %+v", one)
	}
	if n := len(one.Days); n != data.DaysShown || one.Days[n-1] == 0 {
		t.Errorf("over tariff her days are %v: the last is that of the newest mention", one.Days)
	}
	one, err = r.lib.Entity(r.ctx, lindqvist.ID, r.query("xyzzy"))
	r.ok(err)
	if one.All != 0 || one.Articles != 0 || one.Last != 0 || one.Days != nil {
		t.Errorf("over nothing she is %+v", one)
	}
}

// counts compares entities as "name here all articles".
func (r *run) counts(what string, got []data.EntityCount, want string) {
	r.t.Helper()
	if text := listed(got); text != want {
		r.t.Errorf("%s: entities\n%s\nwant\n%s", what, text, want)
	}
}

func listed(all []data.EntityCount) string {
	parts := make([]string, len(all))
	for i, e := range all {
		parts[i] = describe(e)
	}
	return strings.Join(parts, ", ")
}

// relations: those of all articles, the most frequent first and then by name,
// and not more than a screen has room for.
func relations(t *testing.T, r *run) {
	all := r.entity(data.Place, "Kyiv").Related
	want := append([]data.Relation{tie("seat", "Rada"), tie("capital", "Ukraine")}, many()[:10]...)
	if !slices.Equal(all, want) {
		t.Errorf("Kyiv's relations are\n%v, want\n%v", all, want)
	}
	reading, err := r.lib.Read(r.ctx, "harbour", r.query("tariff"))
	r.ok(err)
	for _, e := range reading.Entities {
		if e.Name == "Kyiv" && !slices.Equal(e.Related, want) {
			t.Errorf("in an article Kyiv's relations are\n%v, want\n%v", e.Related, want)
		}
	}
	if e := r.entity(data.Place, "Lisbon"); e.Related != nil {
		t.Errorf("Lisbon's relations are %v", e.Related)
	}
	r.restart()
	if again := r.entity(data.Place, "Kyiv").Related; !slices.Equal(again, want) {
		t.Errorf("after a restart Kyiv's relations are\n%v, want\n%v", again, want)
	}
}

// joining: a full name is one entity everywhere, a lone surname one an article.
func joining(t *testing.T, r *run) {
	entityOf := func(id data.ID) data.EntityID {
		got, err := r.lib.Read(r.ctx, id, data.Query{})
		r.ok(err)
		return got.Mentions[0].Entity
	}
	if entityOf("twin-a") == entityOf("twin-b") {
		t.Error("two lone surnames were joined over articles")
	}
	comet, err := r.lib.Read(r.ctx, "comet", data.Query{})
	r.ok(err)
	kyiv := r.entity(data.Place, "Kyiv")
	if last := comet.Mentions[len(comet.Mentions)-1]; last.Entity != kyiv.ID {
		t.Error("Kiev in one article isn't Kyiv in another")
	}
}

func next(t *testing.T, r *run) {
	id := r.entity(data.Person, "Anna Lindqvist").ID
	r.walk(id, "", data.Newest, "ferry harbour envoy")
	r.walk(id, "", data.Oldest, "envoy harbour ferry")
	r.walk(id, "", data.ByTitle, "ferry harbour envoy")
	p, err := r.lib.Next(r.ctx, id, "ferry", data.Query{}, data.Newest, false)
	r.ok(err)
	if want := r.index("harbour", "Anna Lindqvist", 0); p.Article != "harbour" || p.Offset != want {
		t.Errorf("on to %+v, want its first mention at %d", p, want)
	}
	p, err = r.lib.Next(r.ctx, id, "envoy", data.Query{}, data.Newest, true)
	r.ok(err)
	if want := r.index("harbour", "Lindqvist", 1); p.Article != "harbour" || p.Offset != want {
		t.Errorf("back to %+v, want its last mention at %d", p, want)
	}
	// An article without the entity has its place all the same.
	p, err = r.lib.Next(r.ctx, id, "tides", data.Query{}, data.Newest, false)
	r.ok(err)
	if p.Article != "envoy" {
		t.Errorf("from tides on to %+v", p)
	}
	// Softer mentions aren't stopped at: the last of Li Wei is the name.
	p, err = r.lib.Next(r.ctx, r.entity(data.Person, "Li Wei").ID, "undated", data.Query{}, data.Newest, true)
	r.ok(err)
	if want := r.index("envoy", "Li Wei", 1); p.Offset != want {
		t.Errorf("back to %d, want %d", p.Offset, want)
	}
}

func nextWithin(t *testing.T, r *run) {
	id := r.entity(data.Person, "Anna Lindqvist").ID
	r.walk(id, "tariff", data.Newest, "harbour envoy")
	r.walk(id, "xyzzy", data.Newest, "")
	r.walk(r.entity(data.Place, "Kyiv").ID, "kiev", data.Newest, "comet harbour envoy")
	// From an article that doesn't match, on from its place.
	p, err := r.lib.Next(r.ctx, id, "ferry", r.query("tariff"), data.Newest, false)
	r.ok(err)
	if p.Article != "harbour" {
		t.Errorf("on to %+v", p)
	}
}

func nextByRelevance(t *testing.T, r *run) {
	id := r.entity(data.Person, "Anna Lindqvist").ID
	for _, query := range []string{"tariff", "lindqvist", "the", ""} {
		var want []data.ID
		result, err := r.lib.Find(r.ctx, r.query(query), data.Relevance)
		r.ok(err)
		for _, article := range result.IDs {
			if slices.Contains([]data.ID{"ferry", "harbour", "envoy"}, article) {
				want = append(want, article)
			}
		}
		r.walk(id, query, data.Relevance, join(want))
	}
}

// walk steps through all articles of an entity, forward and back, and around.
func (r *run) walk(id data.EntityID, within string, order data.Order, want string) {
	r.t.Helper()
	forward, backward := r.steps(id, within, order, false), r.steps(id, within, order, true)
	slices.Reverse(backward)
	if join(forward) != want || join(backward) != want {
		r.t.Errorf("%q %s: on through %v, back through %v (turned round), want %s", within, order, forward, backward, want)
	}
}

// steps starts from the end of the list, the empty id, and goes on until there
// is no further mention.
func (r *run) steps(id data.EntityID, within string, order data.Order, back bool) []data.ID {
	r.t.Helper()
	var seen []data.ID
	for from := data.ID(""); len(seen) <= len(r.w.Articles); {
		p, err := r.lib.Next(r.ctx, id, from, r.query(within), order, back)
		if errors.Is(err, data.ErrNoMention) {
			return seen
		}
		r.ok(err)
		seen = append(seen, p.Article)
		from = p.Article
	}
	r.t.Error("the steps go round in a circle")
	return seen
}
