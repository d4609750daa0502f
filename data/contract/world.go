package contract

import (
	"cmp"
	"context"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

// now is a Friday in the zone of the tests.
func now() time.Time { return time.Date(2025, 4, 25, 9, 30, 0, 0, zone) }

// zone is east of Greenwich, so that a day isn't a day in UTC.
var zone = time.FixedZone("UTC+3", 3*60*60)

// world is a small invented week: newest first by date the articles are ferry,
// comet, harbour, tides, envoy, twin-a, twin-b, strasse, and undated.
func world(t *testing.T) World {
	at := func(day, hour int) time.Time { return time.Date(2025, 4, day, hour, 0, 0, 0, zone) }
	w := World{
		Articles: []*data.Article{
			article("harbour", "Harbour board picks a builder", "Harbour Gazette", at(22, 8),
				"The Harbour Board chose Anna Lindqvist to build the quay in Kyiv Street.",
				"Lindqvist said the tariff would stay. The tariff is five crowns."),
			article("ferry", "Ferry to the outer islands reopens", "Harbour Gazette", at(24, 0),
				"The ferry runs again, said Anna Lindqvist in Lisbon.",
				"Ms Lindqvist thanked the crew. A cease-fire in the wage war holds."),
			article("comet", "A comet for patient people", "Orbit Weekly", at(23, 23),
				"Patience helps, says José Núñez of Lisbon, who saw the comet from Kiev.",
				"Nothing else moved."),
			article("envoy", "Who is the envoy?", "Dateline", at(12, 9),
				"Li Wei came to Kyiv. The envoy met Anna Lindqvist there; Li Wei left.",
				"Tariffs were not discussed."),
			article("tides", "Spring tide tables are out", "Coast & Tide", at(14, 9),
				"The tables are out. The “wage war” is a phrase of the Harbour Board’s."),
			article("twin-b", "Twins", "Dateline", at(10, 9), "Smith met Smith."),
			article("twin-a", "Twins", "Dateline", at(10, 9), "Smith left."),
			article("strasse", "Große Straße", "Gazette de l’Été", at(9, 9), "Counter-tariffs, and no one in particular."),
			article("undated", "Zeitlos", "Dateline", time.Time{}, "No day stands on this one, said Li Wei."),
		},
		Recognise: recognise,
		Version:   "contract 1",
		Problem:   data.Problem{Path: "broken.html", Cause: "it isn't text"},
		Path:      filepath.Join(t.TempDir(), "library.db"),
		Rules:     filepath.Join(t.TempDir(), "rules.toml"),
		Now:       now,
	}
	for _, a := range w.Articles {
		switch a.ID {
		case "harbour":
			a.Authors = []string{"Maria Holm", "José Núñez"}
			a.Links = []data.Link{{URL: "https://example.org/quay"}}
		case "comet":
			a.Pictures = []data.Picture{{URL: "https://example.org/comet.jpg", Alt: "A comet"}}
			a.Language = "en"
		case "strasse":
			a.Language = "de-AT"
			a.Pictures = []data.Picture{{Alt: "A street"}}
		}
	}
	return w
}

// detected is the language that the tests' recogniser finds. What an article
// says itself goes before it.
var detected = map[data.ID]string{"tides": "en-GB", "comet": "fr", "envoy": "enm"}

// article makes an article with a headline and paragraphs.
func article(id data.ID, title, source string, published time.Time, paragraphs ...string) *data.Article {
	a := &data.Article{ID: id, Title: title, Source: source, Published: published,
		Authors: []string{"A. Writer"}, URL: "https://example.org/" + string(id), Origin: string(id) + ".md"}
	for i, text := range append([]string{title}, paragraphs...) {
		if i > 0 {
			a.Text += "\n\n"
		}
		kind := data.Paragraph
		if i == 0 {
			kind = data.Headline
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(text)})
		a.Text += text
	}
	return a
}

// known is who the tests' recogniser knows, longest forms first.
var known = []data.LocalEntity{
	{Kind: data.Person, Name: "Anna Lindqvist", Join: "anna lindqvist", Aliases: []string{"Ms Lindqvist", "Lindqvist"}},
	{Kind: data.Person, Name: "José Núñez", Join: "jose nunez"},
	{Kind: data.Person, Name: "Li Wei", Join: "li wei", Description: "envoy"},
	{Kind: data.Person, Name: "Smith"}, // a lone surname joins nothing
	{Kind: data.Place, Name: "Kyiv", Join: "kyiv", Aliases: []string{"Kiev"}},
	{Kind: data.Place, Name: "Lisbon", Join: "lisbon"},
	{Kind: data.Organisation, Name: "Harbour Board", Join: "harbour board"},
}

// related is what articles tell of the ties of Kyiv. What the comet has, which is
// the newest, has more than are shown.
var related = map[data.ID][]data.Relation{
	"envoy":   {tie("capital", "Ukraine"), tie("seat", "Rada")},
	"harbour": {tie("seat", "Rada")},
	"comet":   append(many(), tie("capital", "Ukraine"), tie("country", "Ukraine")),
}

func tie(how, name string) data.Relation {
	return data.Relation{How: how, Kind: data.Place, Name: name}
}

// many is as many relations as an entity shows.
func many() []data.Relation {
	var all []data.Relation
	for name := 'A'; name < 'A'+12; name++ {
		all = append(all, tie("seat", string(name)))
	}
	return all
}

// recognise finds the known forms, and "The envoy" as a softer mention of Li
// Wei. Alias forms are reported only where they stand, as a recogniser would.
func recognise(_ context.Context, a *data.Article) data.Recognition {
	r := data.Recognition{Version: "contract 1", Language: detected[a.ID]}
	for _, k := range known {
		l := k
		l.Aliases = nil
		if k.Name == "Kyiv" {
			l.Related = related[a.ID]
		}
		taken := map[int]bool{}
		for _, form := range append([]string{k.Name}, k.Aliases...) {
			found := false
			for _, h := range search.Find(a.Text, form) {
				if taken[h.End] || a.Text[h.Start:h.End] != form {
					continue
				}
				found, taken[h.End] = true, true
				l.Mentions = append(l.Mentions, data.LocalMention{Start: h.Start, End: h.End, Why: data.Why{By: "list", Note: form}})
			}
			if found && form != k.Name {
				l.Aliases = append(l.Aliases, form)
			}
		}
		if at := strings.Index(a.Text, "The envoy"); k.Name == "Li Wei" && at >= 0 {
			l.Mentions = append(l.Mentions, data.LocalMention{Start: at, End: at + 9, Softer: true, Why: data.Why{By: "rule"}})
		}
		slices.SortFunc(l.Mentions, func(a, b data.LocalMention) int { return cmp.Compare(a.Start, b.Start) })
		if len(l.Mentions) > 0 {
			r.Entities = append(r.Entities, l)
		}
	}
	r.Quotes = quote(a, r.Entities)
	return r
}

// query parses a query that must be right.
func (r *run) query(source string) data.Query {
	r.t.Helper()
	q, err := search.Parse(source, now(), zone, false)
	r.ok(err)
	return q
}

// find gives what a query finds, exact and close parted by a bar.
func (r *run) find(source string, order data.Order) string {
	r.t.Helper()
	result, err := r.lib.Find(r.ctx, r.query(source), order)
	r.ok(err)
	if !result.Complete {
		r.t.Errorf("%s: the answer isn't complete", source)
	}
	r.first(source, order, result)
	var b strings.Builder
	for i, id := range result.IDs {
		if i == result.Exact {
			b.WriteString(" |")
		}
		b.WriteString(" " + string(id))
	}
	return strings.TrimSpace(b.String())
}

// first checks that the first articles that a query finds are those of all.
func (r *run) first(source string, order data.Order, all data.Result) {
	r.t.Helper()
	for _, most := range []int{2, len(all.IDs) + 1} {
		first, err := r.lib.First(r.ctx, r.query(source), order, most)
		r.ok(err)
		if want := all.IDs[:min(most, len(all.IDs))]; !slices.Equal(first.IDs, want) {
			r.t.Errorf("%s: the first %d are %v, want %v", source, most, first.IDs, want)
		}
		if first.Found != len(all.IDs) || all.Found != len(all.IDs) || first.Exact != all.Exact || !slices.Equal(first.Parts, all.Parts) {
			r.t.Errorf("%s: the first %d say %d found, %d exact, parts %v; all say %d, %d, %v", source, most,
				first.Found, first.Exact, first.Parts, all.Found, all.Exact, all.Parts)
		}
	}
}

// entity gives the entity of a kind and a name.
func (r *run) entity(kind data.Kind, name string) data.EntityCount {
	r.t.Helper()
	all, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)
	for _, e := range all {
		if e.Kind == kind && e.Name == name {
			return e
		}
	}
	r.t.Fatalf("there is no %s %s", kind, name)
	return data.EntityCount{}
}
