package contract

import (
	"slices"
	"strings"
	"testing"

	"dateline/data"
)

// speech is what the tests' recogniser takes for direct speech, by article: the
// words, who says them, and the words that say so.
var speech = map[data.ID][]struct{ words, speaker, cue string }{
	"ferry":   {{"The ferry runs again", "Anna Lindqvist", "said Anna Lindqvist"}, {"A cease-fire in the wage war holds", "", ""}},
	"harbour": {{"the tariff would stay", "Anna Lindqvist", "Lindqvist said"}},
	"comet":   {{"Patience helps", "José Núñez", "says José Núñez"}},
	"tides":   {{"wage war", "Harbour Board", ""}},
	"undated": {{"No day stands on this one", "Li Wei", "said Li Wei"}},
}

// quote finds the speech of an article whose entities are found.
func quote(a *data.Article, found []data.LocalEntity) []data.LocalQuote {
	var quotes []data.LocalQuote
	for _, s := range speech[a.ID] {
		at := strings.Index(a.Text, s.words)
		q := data.LocalQuote{Start: at, End: at + len(s.words)}
		q.Speaker = slices.IndexFunc(found, func(l data.LocalEntity) bool { return l.Name == s.speaker })
		if s.cue != "" {
			q.CueStart = strings.Index(a.Text, s.cue)
			q.CueEnd = q.CueStart + len(s.cue)
		}
		quotes = append(quotes, q)
	}
	return quotes
}

func quotations(t *testing.T, r *run) {
	r.quoted("", "", data.Newest, "ferry: The ferry runs again; ferry: A cease-fire in the wage war holds; "+
		"comet: Patience helps; harbour: the tariff would stay; tides: wage war; undated: No day stands on this one")
	anna := r.entity(data.Person, "Anna Lindqvist").ID
	r.quoted(anna, "", data.Newest, "ferry: The ferry runs again; harbour: the tariff would stay")
	r.quoted(anna, "", data.Oldest, "harbour: the tariff would stay; ferry: The ferry runs again")
	r.quoted(anna, "tariff", data.Newest, "harbour: the tariff would stay")
	r.quoted(anna, "xyzzy", data.Newest, "")
	r.quoted("", "lisbon", data.Newest, "ferry: The ferry runs again; ferry: A cease-fire in the wage war holds; comet: Patience helps")
	r.quoted(r.entity(data.Organisation, "Harbour Board").ID, "", data.Newest, "tides: wage war")
	r.quoted(r.entity(data.Place, "Kyiv").ID, "", data.Newest, "")

	reading, err := r.lib.Read(r.ctx, "ferry", data.Query{})
	r.ok(err)
	all, err := r.lib.Quotations(r.ctx, "", r.query("lisbon"), data.Newest)
	r.ok(err)
	if len(reading.Quotes) != 2 || !slices.Equal(reading.Quotes, all[:2]) {
		t.Fatalf("the article's own quotations are %+v, want %+v", reading.Quotes, all[:2])
	}
	first, second := reading.Quotes[0], reading.Quotes[1]
	text := reading.Article.Text
	if text[first.Start:first.End] != first.Text || text[first.CueStart:first.CueEnd] != "said Anna Lindqvist" || first.Speaker != anna {
		t.Errorf("a quotation is %+v", first)
	}
	if second.Speaker != "" || second.CueStart != 0 || second.CueEnd != 0 {
		t.Errorf("one by nobody who is known is %+v", second)
	}
	r.restart()
	if again, err := r.lib.Quotations(r.ctx, "", r.query("lisbon"), data.Newest); err != nil || !slices.Equal(again, all) {
		t.Errorf("after a restart they are %+v (%v), want %+v", again, err, all)
	}
}

// quoted compares what somebody is quoted as saying as "article: words".
func (r *run) quoted(speaker data.EntityID, within string, order data.Order, want string) {
	r.t.Helper()
	got, err := r.lib.Quotations(r.ctx, speaker, r.query(within), order)
	r.ok(err)
	var found []string
	for _, q := range got {
		found = append(found, string(q.Article)+": "+q.Text)
		if text := r.text(q.Article)[q.Start:q.End]; text != q.Text {
			r.t.Errorf("%q stands where %q should", text, q.Text)
		}
	}
	if text := strings.Join(found, "; "); text != want {
		r.t.Errorf("%s within %q, %s: quoted\n%s\nwant\n%s", speaker, within, order, text, want)
	}
}
