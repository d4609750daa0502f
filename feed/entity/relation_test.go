package entity

import (
	"strings"
	"testing"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

func TestDescriptions(t *testing.T) {
	r := recogniser(t)
	for _, c := range []struct{ text, name, want string }{
		{"Talks with US Middle East envoy Rachel Sandler went on.", "Rachel Sandler", "US Middle East envoy"},
		{"On Friday, Secretary of State Evelyn Marchbanks left.", "Evelyn Marchbanks", "Secretary of State"},
		{"“No,” said Tom Baines, the deputy director of the Kew Institute.", "Tom Baines", "deputy director of the Kew Institute"},
		{"Ana Ruiz, 34, a nurse from Leeds, said so.", "Ana Ruiz", "nurse from Leeds"},
		{"The Norwegian envoy Ana Ruiz left.", "Ana Ruiz", "Norwegian envoy"},
		{"The chief prosecutor, Ana Ruiz, left Leeds.", "Ana Ruiz", "chief prosecutor"},
		{"Its general secretary, Tom Baines, said so.", "Tom Baines", "general secretary"},
		{"The marine zoologist Ana Ruiz swam in Lake Tanganyika.", "Ana Ruiz", "marine zoologist"},
		{"The coach, Ana Ruiz, and Tom Baines went to Leeds.", "Ana Ruiz", ""},
		{"Ana Ruiz, a builder close to the party (which lost), said so.", "Ana Ruiz", "builder close to the party"},
		{"The Irish budget airline Ryanair cut flights to Oslo.", "Ryanair", "Irish budget airline"},
		{"Rosatom, the Russian state company, builds it.", "Rosatom", "Russian state company"},
		{"They met in Beira, a port city in central Mozambique, on Monday.", "Beira", "port city in central Mozambique"},
		{"Reuters, back in Oslo, said so.", "Reuters", ""},
		{"President Ana Ruiz left early.", "Ana Ruiz", "President"},
		{"President Ana Ruiz left early. The Malian president, Ana Ruiz, smiled.", "Ana Ruiz", "Malian president"},
		{"Mr Baines and Dr. Ana Ruiz left early.", "Ana Ruiz", ""},
		{"They saw former president Ana Ruiz leave.", "Ana Ruiz", "former president"},
		{"On Friday, Secretary of the Treasury Tom Baines left.", "Tom Baines", "Secretary of the Treasury"},
		{"Archbishop of Canterbury Ana Ruiz prayed.", "Ana Ruiz", "Archbishop of Canterbury"},
		{"Chief of the General Staff Tom Baines was in Minsk.", "Tom Baines", "Chief of the General Staff"},
		{"It came from the president’s Kenya envoy, General Tom Baines, who was in Leeds.", "Tom Baines", "Kenya envoy"},
		{"At the State Department, spokesperson Ana Ruiz smiled.", "Ana Ruiz", "spokesperson"},
		{"It rained when Rovers coach Ana Ruiz and the actor Tom Baines came.", "Ana Ruiz", "Rovers coach"},
		{"A spokesman for the army, Tom Baines, said so.", "Tom Baines", "spokesman for the army"},
		{"The fund’s mission chief for Kenya, Ana Ruiz, said so.", "Ana Ruiz", "mission chief for Kenya"},
		{"The Strait of Hormuz, the Sea of Azov and the South China Sea stay open.", "Strait of Hormuz", ""},
		{"Ana Ruiz, has gone to St Petersburg to see him, she said.", "Ana Ruiz", ""},
		{"Ana Ruiz, back from St Petersburg, spoke.", "Ana Ruiz", ""},
		{"Ana Ruiz left Leeds, the rain having stopped.", "Ana Ruiz", ""},
	} {
		if e := find(t, r.RecogniseText(c.text), c.name); e.Description != c.want {
			t.Errorf("%q: %s is %q, want %q", c.text, c.name, e.Description, c.want)
		}
	}
}

// TestRelations has what entities are tied to and kept apart from.
func TestRelations(t *testing.T) {
	r := recogniser(t)
	at := func(how, name string) data.Relation { return data.Relation{How: how, Kind: data.Place, Name: name} }
	for _, c := range []struct {
		text, name string
		want       []data.Relation
	}{
		{"Russian troops left. Russia said so, and a Russian envoy went home.", "Russia", []data.Relation{at("demonym", "Russian")}},
		{"The Kremlin denied it.", "Kremlin", []data.Relation{at("government", "Russia"), at("seat", "Moscow")}},
		{"The White House denied it.", "White House", []data.Relation{at("government", "United States"), at("seat", "Washington, D.C.")}},
		{"Downing Street denied it.", "Downing Street", []data.Relation{at("government", "United Kingdom"), at("seat", "London")}},
		{"The European Commission denied it.", "European Commission",
			[]data.Relation{{How: "government", Kind: data.Organisation, Name: "European Union"}, at("seat", "Brussels")}},
		{"They met in Brussels.", "Brussels", []data.Relation{at("capital", "Belgium"), {How: "government", Kind: data.Organisation, Name: "European Union"}}},
		{"They met in Tbilisi.", "Tbilisi", []data.Relation{at("capital", "Georgia")}},
		{"The Ukrainian president, Ana Ruiz, met Norway’s prime minister Bo Ek in Geneva.", "Ana Ruiz", []data.Relation{at("country", "Ukraine")}},
		{"The Ukrainian president, Ana Ruiz, met Norway’s prime minister Bo Ek in Geneva.", "Bo Ek", []data.Relation{at("country", "Norway")}},
		{"The coach of the Japanese side, Ana Ruiz, slept.", "Ana Ruiz", nil},
		{"Fans from Leeds were there.", "Leeds", nil},
		{"The Justice Department denied it.", "Justice Department", []data.Relation{at("country", "United States")}},
		{"The Department of Justice in Manila denied it.", "Justice Department", []data.Relation{at("country", "Philippines")}},
		{"Canada’s Conservative Party lost.", "Conservative Party", []data.Relation{at("country", "Canada")}},
		{"The Ministry of Defence denied it in Leeds, Britain.", "Ministry of Defence", []data.Relation{at("country", "United Kingdom")}},
		{"Kenya’s Ministry of Defence denied it. The Ministry of Defence paid.", "Ministry of Defence", []data.Relation{at("country", "Kenya")}},
		{"The FBI in London denied it.", "Federal Bureau of Investigation", []data.Relation{at("country", "United States")}},
	} {
		if d := cmp.Diff(c.want, find(t, r.RecogniseText(c.text), c.name).Related); d != "" {
			t.Errorf("%q: %s", c.text, d)
		}
	}
	lebanon := []data.LocalEntity{{Kind: data.Place, Name: "Tripoli", Location: &data.Location{Country: "LB"}, Related: []data.Relation{at("capital", "Libya")}},
		{Kind: data.Place, Name: "Tripoli", Location: &data.Location{Country: "LY"}, Related: []data.Relation{at("capital", "Libya")}}}
	r.lists().aliases.keepApart(lebanon)
	if len(lebanon[0].Related) != 0 || len(lebanon[1].Related) != 1 {
		t.Errorf("related: %v", lebanon)
	}
}

// TestListsNameTheSamePlaces checks that every country which the lists relate
// something to has demonyms, so that one spelling stands in all of them.
func TestListsNameTheSamePlaces(t *testing.T) {
	a, err := loadAliases()
	if err != nil {
		t.Fatal(err)
	}
	for key := range a.countries {
		if _, ok := a.names[key]; !ok && key != "european union" && key != "dominica" && key != "northern ireland" &&
			key != "vatican" && key != "republic of the congo" { // whose people share a word with others or have none
			t.Errorf("%q has no demonym", key)
		}
	}
	for city, land := range a.capitals {
		if !a.isCountry(land) {
			t.Errorf("%q is the capital of no country", city)
		}
	}
}

func TestListsSayWhereTheyAreWrong(t *testing.T) {
	a, err := loadAliases()
	if err != nil {
		t.Fatal(err)
	}
	for what, err := range map[string]error{
		"short names":       a.parseShort("[planet]\nMars: Red Planet\n"),
		"relations":         a.parseRelations("[owner]\nOslo: Norway\n"),
		"relations, line":   a.parseRelations("Oslo: Norway\n"),
		"relations, line 2": a.parseRelations("[capital]\nOslo\n"),
	} {
		if err == nil || !strings.Contains(err.Error(), what) {
			t.Errorf("got %v, want %s", err, what)
		}
	}
	if _, err := a.parseDemonyms("[country]\nNorway: Norse\nSweden: Norse\n"); err == nil || !strings.Contains(err.Error(), "line 3") {
		t.Errorf("got %v, want the line", err)
	}
	if _, err := parseNicknames("Robert Bob\n"); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("got %v, want the line", err)
	}
	if _, err := parseBodies("[planet]\nmoon: Moon\n"); err == nil || !strings.Contains(err.Error(), "planet") {
		t.Errorf("got %v, want the kind", err)
	}
}
