package ui

import (
	"testing"

	"dateline/data"
)

func TestRelated(t *testing.T) {
	e := data.Entity{Related: []data.Relation{{How: "government", Kind: data.Place, Name: "Russia"}, {How: "seat", Kind: data.Place, Name: "Moscow"}}}
	if got, want := related(e), "government of Russia · in Moscow"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	e.Related = []data.Relation{{How: "capital", Kind: data.Place, Name: "Ukraine"}, {How: "demonym", Name: "Kyivan"}, {How: "country", Name: "Ukraine"}}
	if got, want := related(e), "capital of Ukraine · “Kyivan” · Ukraine"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := related(data.Entity{}); got != "" {
		t.Errorf("%q of nothing", got)
	}
}

func TestTold(t *testing.T) {
	place := func(name string, l *data.Location) data.Entity {
		return data.Entity{Kind: data.Place, Name: name, Location: l}
	}
	for _, c := range []struct {
		e    data.Entity
		want string
	}{
		{data.Entity{Kind: data.Person, Description: "US Middle East envoy"}, "US Middle East envoy"},
		{data.Entity{Kind: data.Organisation}, ""},
		{place("St. Petersburg", &data.Location{Country: "US", Region: "Florida"}), "Florida, United States"},
		{place("Kyiv", &data.Location{Country: "UA"}), "Ukraine"},
		{data.Entity{Kind: data.Place, Name: "Kyiv", Location: &data.Location{Country: "UA"},
			Related: []data.Relation{{How: "capital", Kind: data.Place, Name: "Ukraine"}}}, ""},
		{place("Ukraine", &data.Location{Country: "UA"}), ""},
		{place("Black Sea", &data.Location{}), ""},
		{place("Springfield", nil), "Where is not known"},
	} {
		if got := told(c.e); got != c.want {
			t.Errorf("%s: %q, want %q", c.e.Name, got, c.want)
		}
	}
}
