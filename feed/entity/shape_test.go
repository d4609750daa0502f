package entity

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestShapes has, for each rule on a name's own words and on what stands
// beside it, a text and all its entities.
func TestShapes(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct {
		rule, text string
		want       []string
	}{
		{"the cells of a table", "When\tWhere\nMarch\tUkraine\nApril\tOslo\nMay\tNorway", []string{"place Norway ×1", "place Oslo ×1", "place Ukraine ×1"}},
		{"a month alone", "March was wet in Leeds. Since April, Leeds has been dry.", []string{"place Leeds ×2"}},
		{"a month that is a name", "Theresa May came to Leeds in May.", []string{"person Theresa May ×1", "place Leeds ×1"}},
		{"a bank in one word", "Sanctions on Vostokselbank, Russia’s bank for farmers, stay.", []string{"organisation Vostokselbank ×1", "place Russia ×1"}},
		{"a town like a bank", "She was born in Burbank and lives in Oslo.", []string{"place Burbank ×1", "place Oslo ×1"}},
		{"a name behind a calling", "The ship bears the name of the explorer Fridtjof Nansen and sails from Oslo.", []string{"person Fridtjof Nansen ×1", "place Oslo ×1"}},
		{"a place behind a word for places", "The bus to the village of Hope was late. A man from the port of Zeewijk waved.", []string{"place Hope ×1", "place Zeewijk ×1"}},
		{"a treaty", "The North Atlantic Treaty was signed in Washington. Ships of the North Atlantic are in it.", []string{"place North Atlantic ×1", "place Washington ×1"}},
		{"a direction and a common word", "Storms hit eastern Ohio and Idjwi island.", []string{"place Idjwi ×1", "place Ohio ×1"}},
		{"an institution's last word", "The dead were brought to the Al-Nasr Hospital in Gaza.", []string{"organisation Al-Nasr Hospital ×1", "place Gaza ×1"}},
		{"a clitic in a name", "The sale at Sotheby’s in London was called off, and Sotheby's gave no reason.", []string{"organisation Sotheby’s ×2", "place London ×1"}},
		{"an acronym in brackets", "The Norwegian Institute for Coastal Research (NICR) sent two boats to Zvornik.", []string{"organisation Norwegian Institute for Coastal Research ×2", "place Zvornik ×1"}},
		{"what a place is", "Ships leave the Isthmus of Perekop for the Cape of Good Hope.", []string{"place Cape of Good Hope ×1", "place Isthmus of Perekop ×1"}},
		{"an agency", "It follows a report of Bloomberg.", []string{"organisation Bloomberg ×1"}},
		{"a man of an agency's name", "Edwin Bloomberg left the shop in Leeds to his son. Mr Bloomberg died in Oslo.", []string{"person Edwin Bloomberg ×2", "place Leeds ×1", "place Oslo ×1"}},
		{"a pair and a listed pair", "Fighting spread from Oslo and Bergen to Trinidad and Tobago.", []string{"place Bergen ×1", "place Oslo ×1", "place Trinidad and Tobago ×1"}},
	} {
		if d := cmp.Diff(c.want, entitiesOf(t, r, article(c.text))); d != "" {
			t.Errorf("%s: %s", c.rule, d)
		}
	}
}

// TestShownNames has forms of listed names with the one name that is shown.
func TestShownNames(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct {
		text, name string
		aliases    []string
	}{
		{"Officials in the US agreed.", "United States", []string{"US"}},
		{"The U.S. said no, and the United States meant it.", "United States", []string{"U.S."}},
		{"He flew to St. Petersburg on Friday.", "St Petersburg", []string{"St. Petersburg"}},
		{"Ships left the Crimean peninsula, and Crimea was dark.", "Crimea", []string{"Crimean peninsula"}},
		{"Talks at the UN in Geneva failed.", "United Nations", []string{"UN"}},
		{"Guests came from Oslo.", "Oslo", nil},
	} {
		e := find(t, r.RecogniseText(c.text), c.name)
		if !slices.Equal(e.Aliases, c.aliases) {
			t.Errorf("%q: %s goes by %q, want %q", c.text, e.Name, e.Aliases, c.aliases)
		}
	}
}

// TestSeatsOfGovernmentAreFound wants every mention, in items and headlines
// and behind the article at a sentence's beginning.
func TestSeatsOfGovernmentAreFound(t *testing.T) {
	r := recogniser(t)
	a := article("headline: Kremlin and White House agree on a date", "The Kremlin put it at thirty days. The White House did not.",
		"item: the Kremlin, which waits", "item: flexibility alone will not move the Kremlin;", "item: the White House.", "table: Who\tKremlin\tWhite House")
	want := map[string]int{"Kremlin": 5, "White House": 4}
	for _, e := range r.Recognise(context.Background(), a).Entities {
		if n, ok := want[e.Name]; !ok || len(e.Mentions) != n {
			t.Errorf("%s %s has %d mentions, want %d", e.Kind, e.Name, len(e.Mentions), n)
		}
		delete(want, e.Name)
	}
	if len(want) > 0 {
		t.Errorf("not found: %v", want)
	}
}

func TestShortens(t *testing.T) {
	for _, c := range []struct {
		acronym, name string
		want          bool
	}{
		{"WHO", "World Health Organization", true}, {"EUFOR", "European Union Force in Bosnia", false}, {"FRC", "Foundation for Rural Clinics", true},
		{"ILO", "International Labour Office", true}, {"AFP", "World Health Organization", false}, {"W", "World", false}, {"R2D", "Rural Development", false},
		{"USA", "European Union", false}, {"Who", "World Health Organization", false},
	} {
		if got := shortens(c.acronym, strings.Fields(c.name)); got != c.want {
			t.Errorf("%s for %s: %v, want %v", c.acronym, c.name, got, c.want)
		}
	}
}
