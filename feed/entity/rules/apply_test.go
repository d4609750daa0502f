package rules

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"

	"dateline/data"
)

func TestApply(t *testing.T) {
	for name, c := range map[string]struct {
		text  []string
		rules []data.Correction
		want  string
	}{
		"merge": {
			[]string{"@Jonas_Gahr_Støre met @Jonas_Store and @Jonas_Gahr_Støre=Støre in ^Oslo"},
			[]data.Correction{merge(person, "Jonas Gahr Støre", "Jonas Store")},
			"@Jonas Gahr Støre/jonas gahr store: Jonas Gahr Støre, Jonas Store, Støre\n^Oslo/oslo: Oslo",
		},
		"merge joins a lone surname over articles": {
			[]string{"@Witkoff left"}, []data.Correction{merge(person, "Steve Witkoff", "Witkoff")},
			"@Steve Witkoff/steve witkoff: Witkoff",
		},
		"merge gives who is kept a join": {
			[]string{"@Smith left"}, []data.Correction{merge(person, "Smith", "J. Smith")},
			"@Smith/smith: Smith",
		},
		"merge is of one kind": {
			[]string{"@Amazon_River and #Amazon"}, []data.Correction{merge(org, "Amazon", "Amazon River")},
			"@Amazon River/amazon river: Amazon River\n#Amazon/amazon: Amazon",
		},
		"split": {
			[]string{"@Don_Trump and @Don_Trump=Trump_Jr"}, []data.Correction{split(person, "Don Trump", "Trump Jr")},
			"@Don Trump/don trump: Don Trump\n@Trump Jr/trump jr: Trump Jr",
		},
		"split of what joins by the lists": {
			[]string{"^Kyiv and ^Kyiv=Kiev"}, []data.Correction{split(place, "Kyiv", "Kiev")},
			"^Kyiv/kyiv: Kyiv\n^Kiev/kiev: Kiev",
		},
		"split takes a form in capitals": {
			[]string{"^Kyiv=KIEV", "^Kyiv"}, []data.Correction{split(place, "Kyiv", "Kiev")},
			"^Kiev/kiev: KIEV\n^Kyiv/kyiv: Kyiv",
		},
		"split where the form is the article's name": {
			[]string{"^Kiev stands"}, []data.Correction{split(place, "Kyiv", "Kiev")},
			"^Kiev/kiev: Kiev",
		},
		"rename": {
			[]string{"@Li_Wei and @Li_Wei=Wei"}, []data.Correction{rename(person, "Li Wei", "Wei Li")},
			"@Wei Li/li wei: Li Wei, Wei",
		},
		"rename twice, by either name": {
			[]string{"@Li_Wei"}, []data.Correction{rename(person, "Li Wei", "Wei Li"), rename(person, "Wei Li", "Wei"), rename(person, "Li Wei", "Ms Li")},
			"@Ms Li/li wei: Li Wei",
		},
		"rename there and back": {
			[]string{"@Li_Wei"}, []data.Correction{rename(person, "Li Wei", "Wei Li"), rename(person, "Wei Li", "Li Wei")},
			"@Li Wei/li wei: Li Wei",
		},
		"kind": {
			[]string{"^Amazon and #Amazon sell"}, []data.Correction{rekind(place, "Amazon", org)},
			"#Amazon/amazon: Amazon, Amazon",
		},
		"kind of a lone name": {
			[]string{"@Orbit writes"}, []data.Correction{rekind(person, "Orbit", org)},
			"#Orbit/orbit: Orbit",
		},
		"not": {
			[]string{"^Reading is fun in ^Leeds"}, []data.Correction{not(place, "Reading", "")},
			"^Leeds/leeds: Leeds",
		},
		"not in one form": {
			[]string{"#Reading_University and #Reading_University=Reading"}, []data.Correction{not(org, "Reading University", "Reading")},
			"#Reading University/reading university: Reading University",
		},
		"alias": {
			[]string{"#European_Bank spoke. The bank’s rates, said the bank"}, []data.Correction{alias(org, "European Bank", "bank")},
			"#European Bank/european bank: European Bank, bank, bank",
		},
		"alias where the name isn't": {
			[]string{"The old bank spoke"}, []data.Correction{alias(org, "European Bank", "bank")},
			"#European Bank/european bank: bank",
		},
		"alias takes a name over": {
			[]string{"@Witkoff left"}, []data.Correction{alias(person, "Steve Witkoff", "Witkoff")},
			"@Steve Witkoff/steve witkoff: Witkoff",
		},
		"mark": {
			[]string{"The Harbour Board met; HARBOUR BOARD; harbour board.", "© Harbour Board"},
			[]data.Correction{marking(org, "Harbour Board")},
			"#Harbour Board/harbour board: Harbour Board, HARBOUR BOARD",
		},
		"mark whole words only": {
			[]string{"Boards, Board-led, O’Board, Board’s, Board’n, Boardö"}, []data.Correction{marking(org, "Board")},
			"#Board/board: Board, Board",
		},
		"mark in a script without spaces": {
			[]string{"今日東京都で"}, []data.Correction{marking(place, "東京")}, "^東京/東京: 東京",
		},
		"a longer name covers a mark": {
			[]string{"#Harbour_Board met; Harbour rose"}, []data.Correction{marking(place, "Harbour")},
			"#Harbour Board/harbour board: Harbour Board\n^Harbour/harbour: Harbour",
		},
		"a mark covers a shorter name": {
			[]string{"^Lisbon Ferries sank"}, []data.Correction{marking(org, "Lisbon Ferries")},
			"#Lisbon Ferries/lisbon ferries: Lisbon Ferries",
		},
		"marks, the shorter first": {
			[]string{"Harbour Board"}, []data.Correction{marking(place, "Harbour"), marking(org, "Harbour Board")},
			"#Harbour Board/harbour board: Harbour Board",
		},
		"chain of mergers": {
			[]string{"@Ann_A, @Ben_B, @Cem_C"}, []data.Correction{merge(person, "Ben B", "Ann A"), merge(person, "Cem C", "Ben B")},
			"@Cem C/cem c: Ann A, Ben B, Cem C",
		},
		"circle of mergers": {
			[]string{"@Ann_A and @Ben_B"}, []data.Correction{merge(person, "Ben B", "Ann A"), merge(person, "Ann A", "Ben B")},
			"@Ann A/ann a: Ann A, Ben B",
		},
		"order: not, then merge": {
			[]string{"@Ann_A and @Ben_B"}, []data.Correction{not(person, "Ann A", ""), merge(person, "Ben B", "Ann A")},
			"@Ben B/ben b: Ben B",
		},
		"order: merge, then not": {
			[]string{"@Ann_A and @Ben_B"}, []data.Correction{merge(person, "Ben B", "Ann A"), not(person, "Ann A", "")},
			"@Ben B/ben b: Ann A, Ben B",
		},
		"order: kind, then a rule of the new kind": {
			[]string{"^Orbit"}, []data.Correction{rekind(place, "Orbit", org), rename(org, "Orbit", "Orbit Weekly")},
			"#Orbit Weekly/orbit: Orbit",
		},
		"order: not, then mark": {
			[]string{"^Orbit"}, []data.Correction{not(place, "Orbit", ""), marking(org, "Orbit")},
			"#Orbit/orbit: Orbit",
		},
	} {
		t.Run(name, func(t *testing.T) {
			a, r := found(c.text...)
			before := clone(r)
			got := show(a, Compile(c.rules, key).Apply(a, r))
			if got != c.want {
				t.Errorf("got\n%s\nwant\n%s", got, c.want)
			}
			if diff := gocmp.Diff(before, r); diff != "" {
				t.Errorf("what was found has changed:\n%s", diff)
			}
		})
	}
}

// clone copies all that a recognition has.
func clone(r data.Recognition) data.Recognition {
	r.Entities = slices.Clone(r.Entities)
	for i := range r.Entities {
		e := &r.Entities[i]
		e.Mentions, e.Aliases, e.Related = slices.Clone(e.Mentions), slices.Clone(e.Aliases), slices.Clone(e.Related)
	}
	r.Quotes = slices.Clone(r.Quotes)
	return r
}

func TestEvidence(t *testing.T) {
	a, r := found("@Ann_A met the Board in ^Oslo")
	r = Compile([]data.Correction{merge(person, "Ben B", "Ann A"), rename(person, "Ben B", "Ben"), marking(org, "Board")}, key).Apply(a, r)
	var got []string
	for _, e := range r.Entities {
		got = append(got, fmt.Sprintf("%s: %s %s %d %s", e.Name, e.Mentions[0].Why.By, e.Mentions[0].Why.Note, e.Mentions[0].Why.Score, e.Mentions[0].Why.Rules))
	}
	want := []string{
		"Ben: tagger  7 “Ann A” is Ben B; Ben B is shown as Ben",
		"Board: rule your rule: “Board” is an organisation 0 ",
		"Oslo: tagger  7 ",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

// TestUniting: description, relations and place are those of who is kept, else
// of the other; Description isn't lost.
func TestUniting(t *testing.T) {
	a, r := found("^Kyiv and ^Kyjiw")
	seat := data.Relation{How: "capital", Kind: place, Name: "Ukraine"}
	r.Entities[1].Description, r.Entities[1].Location, r.Entities[1].Related = "capital", &data.Location{Country: "UA"}, []data.Relation{seat}
	r.Entities[0].Related = []data.Relation{seat}
	got := Compile([]data.Correction{merge(place, "Kyiv", "Kyjiw")}, key).Apply(a, r).Entities
	if len(got) != 1 || got[0].Description != "capital" || got[0].Location == nil || len(got[0].Related) != 1 || !slices.Equal(got[0].Aliases, []string{"Kyjiw"}) {
		t.Errorf("became %+v", got)
	}
	got = Compile([]data.Correction{rekind(place, "Kyjiw", org)}, key).Apply(a, r).Entities
	if got[1].Location != nil {
		t.Error("an organisation has coordinates")
	}
}

func TestQuotationsKeepTheirSpeakers(t *testing.T) {
	a, r := found("“Go,” said @Ann_A. “Stay,” said @Ann_A=Anna. “Why,” said @Ben_B.")
	for i, e := range []int{0, 0, 1} {
		m := r.Entities[e].Mentions[i%2]
		if i == 2 {
			m = r.Entities[1].Mentions[0]
		}
		r.Quotes = append(r.Quotes, data.LocalQuote{Speaker: e, CueStart: m.Start - 5, CueEnd: m.End})
	}
	for name, c := range map[string]struct {
		rules []data.Correction
		want  string
	}{
		"none":  {nil, "Ann A, Ann A, Ben B"},
		"merge": {[]data.Correction{merge(person, "Ben B", "Ann A")}, "Ben B, Ben B, Ben B"},
		"split": {[]data.Correction{split(person, "Ann A", "Anna")}, "Ann A, Anna, Ben B"},
		"not":   {[]data.Correction{not(person, "Ann A", "")}, "-, -, Ben B"},
	} {
		got := Compile(c.rules, key).Apply(a, r)
		var who []string
		for _, q := range got.Quotes {
			if q.Speaker < 0 {
				who = append(who, "-")
				continue
			}
			who = append(who, got.Entities[q.Speaker].Name)
		}
		if s := strings.Join(who, ", "); s != c.want {
			t.Errorf("%s: %s, want %s", name, s, c.want)
		}
	}
}

// TestSofter: a nominal gives way to a marked name, and has no form to split.
func TestSofter(t *testing.T) {
	a, r := found("@Li_Wei, the Harbour Board’s envoy")
	at := strings.Index(a.Text, "the Harbour")
	r.Entities[0].Mentions = append(r.Entities[0].Mentions, data.LocalMention{Start: at, End: len(a.Text), Softer: true})
	got := show(a, Compile([]data.Correction{marking(org, "Harbour Board")}, key).Apply(a, r))
	if want := "@Li Wei/li wei: Li Wei\n#Harbour Board/harbour board: Harbour Board"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestBrokenRangesAreNoPanic(t *testing.T) {
	a, r := found("^Kyiv")
	r.Entities[0].Mentions = append(r.Entities[0].Mentions, data.LocalMention{Start: -5, End: 900}, data.LocalMention{Start: 4, End: 2})
	r.Quotes = []data.LocalQuote{{Speaker: 77}, {Speaker: -4}}
	for _, c := range []data.Correction{split(place, "Kyiv", "Kiev"), not(place, "Kyiv", "Kiev"), marking(org, "Kyiv"), merge(place, "A", "Kyiv")} {
		Compile([]data.Correction{c}, key).Apply(a, r)
	}
}

func TestNothingToDoIsTheSame(t *testing.T) {
	a, r := found("^Kyiv")
	got := Compile([]data.Correction{not(person, "Kyiv", ""), marking(org, "Nowhere")}, key).Apply(a, r)
	if &got.Entities[0] != &r.Entities[0] {
		t.Error("a copy was made for nothing")
	}
}

func TestVersion(t *testing.T) {
	one := Compile([]data.Correction{not(person, "A", "")}, key)
	if one.Version() == "" || one.Version() != Compile([]data.Correction{not(person, "A", "")}, key).Version() {
		t.Error("the same rules have two versions")
	}
	two := Compile([]data.Correction{not(person, "A", ""), not(place, "A", "")}, key)
	other := Compile([]data.Correction{not(place, "A", ""), not(person, "A", "")}, key)
	if two.Version() == one.Version() || two.Version() == other.Version() || Compile(nil, key).Version() != "" {
		t.Error("other rules or another order have the same version")
	}
}
