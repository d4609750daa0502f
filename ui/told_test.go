package ui

import (
	"testing"

	"dateline/data"
)

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
		{place("Ukraine", &data.Location{Country: "UA"}), ""},
		{place("Black Sea", &data.Location{}), ""},
		{place("Springfield", nil), "Where is not known"},
	} {
		if got := told(c.e); got != c.want {
			t.Errorf("%s: %q, want %q", c.e.Name, got, c.want)
		}
	}
}
