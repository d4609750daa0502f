package related_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline/data"
	"dateline/data/related"
)

func tie(how, name string) data.Relation {
	return data.Relation{How: how, Kind: data.Place, Name: name}
}

func TestUnion(t *testing.T) {
	a, b, c := tie("seat", "Alpha"), tie("seat", "Beta"), tie("capital", "Beta")
	for _, test := range []struct {
		told, gone [][]data.Relation
		want       []data.Relation
	}{
		{nil, nil, nil},
		{[][]data.Relation{{b}, {a}}, nil, []data.Relation{a, b}},
		{[][]data.Relation{{b, a}, nil, {b}}, nil, []data.Relation{b, a}},
		{[][]data.Relation{{b}, {c}}, nil, []data.Relation{c, b}},
		{[][]data.Relation{{b}, {a, b}}, [][]data.Relation{{b}}, []data.Relation{a, b}},
		{[][]data.Relation{{b}, {a}}, [][]data.Relation{{b}, {c}}, []data.Relation{a}},
		{[][]data.Relation{{a}}, [][]data.Relation{{a}}, nil},
	} {
		var counts related.Counts
		for _, told := range test.told {
			counts = counts.Add(told, 1)
		}
		for _, gone := range test.gone {
			counts = counts.Add(gone, -1)
		}
		if got := counts.Shown(); !slices.Equal(got, test.want) {
			t.Errorf("told %v, gone %v: %v, want %v", test.told, test.gone, got, test.want)
		}
	}
}

func TestMost(t *testing.T) {
	var counts related.Counts
	for i := range 2 * related.Most {
		counts = counts.Add([]data.Relation{tie("seat", fmt.Sprintf("%02d", i))}, 1)
	}
	counts = counts.Add([]data.Relation{tie("seat", "20")}, 1)
	got := counts.Shown()
	if len(got) != related.Most || got[0].Name != "20" || got[1].Name != "00" {
		t.Errorf("%v", got)
	}
}
