package contract

import (
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/search"
)

// table checks what queries find, newest first.
func table(t *testing.T, r *run, cases [][2]string) {
	t.Helper()
	for _, c := range cases {
		if got := r.find(c[0], data.Newest); got != c[1] {
			t.Errorf("%-28s found %s\n%*swant %s", c[0], got, 35, "", c[1])
		}
	}
}

const everything = "ferry comet harbour tides envoy twin-a twin-b strasse undated"

func lists(t *testing.T, r *run) {
	table(t, r, [][2]string{{"", everything}, {"   ", everything}})
}

func orders(t *testing.T, r *run) {
	for order, want := range map[data.Order]string{
		data.Newest:    everything,
		data.Relevance: everything,
		data.Oldest:    "strasse twin-a twin-b envoy tides harbour comet ferry undated",
		data.BySource:  "tides envoy twin-a twin-b undated strasse ferry harbour comet",
		data.ByTitle:   "comet ferry strasse harbour tides twin-a twin-b envoy undated",
	} {
		if got := r.find("", order); got != want {
			t.Errorf("%s: %s\nwant %s", order, got, want)
		}
	}
}

func words(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"tariff", "harbour envoy strasse"},
		{"TARIFF", "harbour envoy strasse"},
		{"lindqvist lisbon", "ferry"},
		{"lisbon lindqvist", "ferry"},
		{"nunez", "comet"},
		{"Núñez", "comet"},
		{"strasse", "strasse"},
		{"ete", "strasse"},
		{"gazette", "ferry harbour strasse"},
		{"tariff -quay", "envoy strasse"},
		{"-tariff -the -li", "twin-a twin-b strasse"},
		{"board’s", "tides"},
		{"wage-war", "ferry tides"},
	})
}

func tiers(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"patien", "comet"},                  // a beginning
		{"atienc", "comet"},                  // an inside
		{"-tarif", everything},               // what must not occur is a whole word
		{"lndqvst", "| ferry harbour envoy"}, // letters left out of a name
		{"outisl", "| ferry"},                // skipping through a title
		{"kiev", "comet | harbour envoy"},    // another name of the same place
		{"ceasefire", "| ferry"},             // a compound
		{"xyzzy", ""},
	})
}

func phrases(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{`"wage war"`, "ferry tides"},
		{`"war wage"`, ""},
		{`"tariff"`, "harbour"},
		{`"counter tariffs"`, "strasse"},
		{`"is out"`, ""},
		{`"the wage"`, "ferry tides"}, // punctuation doesn't part a phrase,
		{`-"wage war" the`, "comet harbour envoy"},
		{`"A comet"`, "comet"},
	})
}

func fields(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"person:lindqvist", "ferry harbour envoy"},
		{`person:"anna lindqvist"`, "ferry harbour envoy"},
		{"person:anna place:lisbon", "ferry"},
		{"place:kiev", "comet harbour envoy"},
		{"place:lindqvist", ""},
		{"person:lind", "| ferry harbour envoy"},
		{"person:lndqvist", "| ferry harbour envoy"},
		{`org:"harbour board"`, "harbour tides"},
		{"-person:lindqvist the", "comet tides"},
		{"title:tide", "tides"},
		{"title:tariff", ""},
		{"title:twins", "twin-a twin-b"},
		{"source:gazette", "ferry harbour strasse"},
		{"feed:orbit", "comet"},
		{`source:"harbour gazette" tariff`, "harbour"},
	})
}

func days(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"after:2025-04-24", "ferry"}, // its own midnight counts
		{"after:2025-04-23", "ferry comet"},
		{"before:2025-04-24 after:2025-04-22", "comet harbour"},
		{"before:2025-04-10", "strasse"},
		{"before:2025-04-11", "twin-a twin-b strasse"},
		{"after:2025-05", ""},
	})
}

func states(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry", "comet")
	r.apply(data.AddStar, "comet", "tides")
	table(t, r, [][2]string{
		{"is:read", "ferry comet"},
		{"is:unread", "harbour tides envoy twin-a twin-b strasse undated"},
		{"is:starred", "comet tides"},
		{"is:starred is:unread", "tides"},
		{"-is:starred is:read", "ferry"},
	})
}

func nothing(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry")
	q := r.query("tariff lisbon -the is:unread xyzzy")
	result, err := r.lib.Find(r.ctx, q, data.Newest)
	r.ok(err)
	if want := []int{3, 2, 4, 8, 0}; len(result.IDs) > 0 || !slices.Equal(result.Parts, want) {
		t.Errorf("found %v, and by parts %v, want %v", result.IDs, result.Parts, want)
	}
	result, err = r.lib.Find(r.ctx, r.query("tariff"), data.Newest)
	r.ok(err)
	if result.Parts != nil {
		t.Errorf("parts %v beside %v", result.Parts, result.IDs)
	}
}

func relevance(t *testing.T, r *run) {
	for query, want := range map[string]string{
		"tariff":    "harbour envoy strasse", // the word, twice, before what begins with it
		"tide":      "tides",
		"twins":     "twin-a twin-b",
		"comet":     "comet",
		"harbour":   "harbour ferry tides", // in the title, in the source, in the text
		"kiev":      "comet | envoy harbour",
		"is:unread": everything,
	} {
		got := r.find(query, data.Relevance)
		if query == "kiev" || query == "harbour" || query == "tariff" {
			// The first is what matters; the rest is a matter of taste.
			got, want = strings.Fields(got)[0], strings.Fields(want)[0]
		}
		if got != want {
			t.Errorf("%s found %s, want %s", query, got, want)
		}
	}
}

func rows(t *testing.T, r *run) {
	got, err := r.lib.Rows(r.ctx, []data.ID{"twin-a", "nowhere", "comet"})
	r.ok(err)
	if len(got) != 2 || got[0].ID != "twin-a" || got[1].ID != "comet" {
		t.Fatalf("rows %+v", got)
	}
	row, a := got[1], r.w.Articles[2]
	if row.Title != a.Title || row.Source != "Orbit Weekly" || !row.Published.Equal(a.Published) ||
		row.URL != a.URL || !slices.Equal(row.Authors, a.Authors) || row.Words != a.Words() || row.Read || row.Starred {
		t.Errorf("row %+v", row)
	}
}

// marked puts brackets around the marks of a line.
func marked(line string, marks []data.Hit) string {
	for _, m := range slices.Backward(marks) {
		line = line[:m.Start] + "[" + line[m.Start:m.End] + "]" + line[m.End:]
	}
	return line
}

func snippets(t *testing.T, r *run) {
	for _, c := range []struct {
		query      string
		id         data.ID
		width      int
		text       string
		title      string
		firstIsAt  string
		firstIndex int
	}{
		{"tariff", "harbour", 40, "…the [tariff] would stay. The [tariff] is…", "Harbour board picks a builder", "tariff", 0},
		{"comet", "comet", 30, "…who saw the [comet] from Kiev.…", "A [comet] for patient people", "comet", 1},
		{"nunez lisbon", "comet", 60, "…says José [Núñez] of [Lisbon], who saw the comet from Kiev.…", "A comet for patient people", "Núñez", 0},
		{"is:unread", "comet", 30, "Patience helps, says José…", "A comet for patient people", "", 0},
		{"title:twins", "twin-a", 30, "Smith left.", "[Twins]", "Twins", 0},
		{"place:kyiv", "comet", 30, "…saw the comet from [Kiev].…", "A comet for patient people", "Kiev", 0},
	} {
		got, err := r.lib.Snippets(r.ctx, r.query(c.query), []data.ID{"nowhere", c.id}, c.width)
		r.ok(err)
		if len(got) != 1 || got[0].ID != c.id {
			t.Errorf("%s: snippets %+v", c.query, got)
			continue
		}
		s := got[0]
		if text := marked(s.Text, s.Marks); !sameSnippet(text, c.text) {
			t.Errorf("%s: snippet %q, want like %q", c.query, text, c.text)
		}
		if title := marked(r.title(c.id), s.Title); title != c.title {
			t.Errorf("%s: title %q, want %q", c.query, title, c.title)
		}
		text, first := r.text(c.id), -1
		for range c.firstIndex + 1 {
			if c.firstIsAt != "" {
				first += 1 + strings.Index(text[first+1:], c.firstIsAt)
			}
		}
		if s.First != first {
			t.Errorf("%s: first hit at %d, want %d", c.query, s.First, first)
		}
	}
}

// sameSnippet compares what is marked and what stands around it, but not how
// much stands around it: that is an implementation's taste.
func sameSnippet(got, want string) bool {
	trim := func(s string) string { return strings.Trim(s, "…") }
	return got == want || strings.Contains(trim(want), trim(got)) || strings.Contains(trim(got), trim(want)) ||
		strings.Count(got, "[") == strings.Count(want, "[") && strings.Count(want, "[") > 0 && overlap(got, want)
}

func overlap(a, b string) bool {
	i, j := strings.Index(a, "["), strings.Index(b, "[")
	k, l := strings.LastIndex(a, "]"), strings.LastIndex(b, "]")
	return a[i:k] == b[j:l]
}

func (r *run) article(id data.ID) *data.Article {
	for _, a := range r.w.Articles {
		if a.ID == id {
			return a
		}
	}
	r.t.Fatalf("the world has no %s", id)
	return nil
}

func (r *run) text(id data.ID) string  { return r.article(id).Text }
func (r *run) title(id data.ID) string { return r.article(id).Title }

func hits(t *testing.T, r *run) {
	for _, c := range []struct {
		query string
		id    data.ID
		want  string
	}{
		{"tariff", "harbour", "tariff, tariff"},
		{"tariff", "strasse", "tariff"},
		{"lindqvist the", "ferry", "the, The, the, Lindqvist, Lindqvist, the"},
		{`"wage war"`, "tides", "wage war"},
		{"person:lindqvist", "ferry", "Anna Lindqvist, Ms Lindqvist"},
		{"kyiv", "comet", "Kiev"},
		{"cease-fire", "ferry", "cease-fire"},
		{"title:comet", "comet", "comet"},
		{"-tariff is:unread", "harbour", ""},
		{`"a comet" comet`, "comet", "A comet, comet"},
		{"", "harbour", ""},
	} {
		got, err := r.lib.Hits(r.ctx, r.query(c.query), c.id)
		r.ok(err)
		var found []string
		last := 0
		for _, h := range got {
			if h.Start < last {
				t.Errorf("%s: hits %v overlap or aren't ordered", c.query, got)
			}
			last = h.End
			found = append(found, r.text(c.id)[h.Start:h.End])
		}
		want := []string{}
		if c.want != "" {
			want = strings.Split(c.want, ", ")
		}
		if sortedJoin(found) != sortedJoin(want) {
			t.Errorf("%s in %s: %q, want %q", c.query, c.id, found, want)
		}
	}
}

func sortedJoin(s []string) string {
	s = slices.Clone(s)
	for i := range s {
		s[i] = search.Fold(s[i])
	}
	slices.Sort(s)
	return strings.Join(s, ", ")
}
