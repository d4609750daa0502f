package contract

import (
	"slices"
	"strings"
	"testing"

	"dateline/data"
)

func newerFields(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"text:tariff", "harbour envoy strasse"},
		{"text:gazette", ""},            // a source
		{"text:twins", "twin-a twin-b"}, // a headline is of the text
		{`text:"wage war"`, "ferry tides"},
		{"author:holm", "harbour"},
		{"author:nunez", "harbour"},
		{`author:"maria holm"`, "harbour"},
		{`author:"holm jose"`, ""}, // the words of two
		{"author:núñ", "harbour"},
		{"-author:writer", "harbour"},
		{"holm", ""}, // authors are looked at on demand alone
		{"nunez", "comet"},
		{"entity:lindqvist", "ferry harbour envoy"},
		{`entity:"harbour board"`, "harbour tides"},
		{"entity:kiev", "comet harbour envoy"},
		{"-entity:lindqvist -entity:smith the", "comet tides"},
		{"lang:en", "comet tides"},
		{"lang:EN-gb", "tides"},
		{"lang:de", "strasse"},
		{"lang:fr", ""},
		{"lang:enm", "envoy"},
		{"-lang:en -lang:de the", "ferry harbour envoy"},
		{"has:link", "harbour"},
		{"has:picture", "comet strasse"},
		{"-has:picture -has:link tariff", "envoy"},
	})
}

func alternatives(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"comet or ferry", "ferry comet"},
		{"comet OR tide | twins", "comet tides twin-a twin-b"},
		{"tariff lisbon or comet", "comet"}, // nothing has both words of the first
		{"comet or lisbon tariff", "comet"}, // nor of the last
		{"lisbon crew or tariff quay", "ferry harbour"},
		{"comet or -the", "comet twin-a twin-b strasse undated"},
		{"xyzzy or comet", "comet"},
		{"xyzzy or plugh", ""},
		{"kiev or ferry", "ferry comet | harbour envoy"}, // close in one, not at all in the other
		{"lndqvist or ferry", "ferry | harbour envoy"},   // close in one and whole in the other
		{"is:unread or tariff", everything},
		{`"or" or comet`, "comet"},
	})
	for query, first := range map[string]string{
		"patien or strasse": "strasse", // a word before what begins with one
		"tariff or quay":    "harbour", // which has both
	} {
		if got, _, _ := strings.Cut(r.find(query, data.Relevance), " "); got != first {
			t.Errorf("%s found %s first, want %s", query, got, first)
		}
	}
}

func brackets(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"lisbon (comet or ferry)", "ferry comet"},
		{"(comet or ferry) lisbon -patience", "ferry"},
		{"tariff -(quay or envoy)", "strasse"},
		{"tariff -(quay crowns)", "envoy strasse"},
		{"the -(tariff or lindqvist)", "comet tides"},
		{"the -(lindqvist -quay)", "comet harbour tides"},
		{"-(-tariff)", "harbour envoy strasse"},
		{"((lisbon)) ((comet))", "comet"},
		{"(tariff quay) or (lisbon (crew or comet))", "ferry comet harbour"},
		{"(has:picture or has:link) lang:(en or de)", "comet strasse"},
		{"(after:2025-04-23 or before:2025-04-10) is:unread", "ferry comet strasse"},
	})
}

func fieldGroups(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry")
	r.apply(data.AddStar, "comet")
	table(t, r, [][2]string{
		{"person:(lindqvist or nunez)", "ferry comet harbour envoy"},
		{`person:(lindqvist "li wei")`, "envoy"},
		{"-person:(lindqvist or nunez) the", "tides"},
		{"place:(kyiv -lisbon)", "harbour envoy"},
		{"title:(comet or twins)", "comet twin-a twin-b"},
		{"title:(tide text:board)", "tides"},
		{"source:(gazette or orbit) the", "ferry comet harbour"},
		{"is:(read or starred)", "ferry comet"},
		{"is:(unread -starred) lisbon", ""},
		{"after:(2025-04-24) or title:ferry", "ferry"},
	})
}

// oneFeed: none of the articles came from a feed that is followed.
func oneFeed(t *testing.T, r *run) {
	table(t, r, [][2]string{
		{"feed:=0123456789ab", ""},
		{"-feed:=0123456789ab lisbon", "ferry comet"},
		{"feed:=0123456789ab or twins", "twin-a twin-b"},
	})
}

func parts(t *testing.T, r *run) {
	for query, want := range map[string][]int{
		"xyzzy (tariff or comet) -the":      {0, 4, 4},
		"xyzzy or plugh":                    {0},
		"xyzzy person:(lindqvist or smith)": {0, 5},
		"xyzzy -(the or li)":                {0, 3},
		"lisbon tariff":                     {2, 3},
	} {
		result, err := r.lib.Find(r.ctx, r.query(query), data.Newest)
		r.ok(err)
		if len(result.IDs) > 0 || !slices.Equal(result.Parts, want) {
			t.Errorf("%s found %v, and by parts %v, want %v", query, result.IDs, result.Parts, want)
		}
	}
}

func hitsOfAlternatives(t *testing.T, r *run) {
	for _, c := range []struct {
		query string
		id    data.ID
		want  string
		title string
	}{
		{"tariff or quay", "harbour", "quay, tariff, tariff", "Harbour board picks a builder"},
		{"comet (lisbon or kyiv)", "comet", "Comet, Lisbon, Comet, Kiev", "A [comet] for patient people"},
		{"person:(lindqvist or nunez)", "comet", "José Núñez", "A comet for patient people"},
		{"comet -(ferry or tariff)", "comet", "comet, comet", "A [comet] for patient people"},
		{"text:comet -title:ferry", "comet", "comet, comet", "A comet for patient people"},
		{"entity:lindqvist or title:ferry", "ferry", "Ferry, Anna Lindqvist, Ms Lindqvist", "[Ferry] to the outer islands reopens"},
		{"lang:en or has:picture", "comet", "", "A comet for patient people"},
		{"-(-comet)", "comet", "comet, comet", "A [comet] for patient people"},
	} {
		q := r.query(c.query)
		found, err := r.lib.Hits(r.ctx, q, c.id)
		r.ok(err)
		got := []string{}
		for _, h := range found {
			got = append(got, r.text(c.id)[h.Start:h.End])
		}
		want := []string{}
		if c.want != "" {
			want = strings.Split(c.want, ", ")
		}
		if sortedJoin(got) != sortedJoin(want) {
			t.Errorf("%s in %s: %q, want %q", c.query, c.id, got, want)
		}
		snippets, err := r.lib.Snippets(r.ctx, q, []data.ID{c.id}, 60)
		r.ok(err)
		if title := marked(r.title(c.id), snippets[0].Title); title != c.title {
			t.Errorf("%s: title %q, want %q", c.query, title, c.title)
		}
	}
}
