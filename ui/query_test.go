package ui

import (
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/screen"
)

func TestChipsSayWhatWasUnderstood(t *testing.T) {
	for query, want := range map[string]string{
		"reykjavik or ferry ":                "▲ Reykjavík or ferry",
		"iriarte ":                           "◆ Tomás Iriarte",    // who is called so
		"-iriarte tide ":                     "not iriarte   tide", // what is left out is the word
		`person:(lindqvist or "li wei") `:    "◆ lindqvist or ◆ li wei",
		"tide (lisbon (ferry or comet)) ":    "tide   ▲ Lisbon and (ferry or comet)",
		"-(ferry or comet) ":                 "not ferry and not comet",
		"ferry tide or comet ":               "(ferry and tide) or comet",
		"text:tide author:li entity:norway ": "text tide   by li   name norway",
		"lang:en has:link has:picture ":      "language en   has a link   has a picture",
		"after:12h before:today ":            "since 24 Apr 21:30   before 25 Apr 2025",
		"source:wire after:7d ":              "from wire   since 18 Apr 2025",
	} {
		d := start(t, 140, 40)
		d.press("S").enter(query)
		line := strings.Split(d.screen(), "\n")[3]
		line, _, _ = strings.Cut(line, "│")
		if got := strings.TrimSpace(line); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
}

func TestMistakesArePointedAt(t *testing.T) {
	d := start(t, 140, 40)
	d.press("S").enter("tide (ferry or) x")
	pointed(t, d, "or)")
	d.want("or needs something after it; in quotes it is a word")

	d = start(t, 140, 40)
	d.press("S").enter("tide persn:li")
	pointed(t, d, "persn:")
	d.want("there is no field persn:; did you mean person:?")

	d = start(t, 140, 40)
	d.press("1 /").enter("txet:x y")
	pointed(t, d, "txet:")
	d.want("there is no field txet:;", "you mean text:?")
}

// pointed fails unless an arrow stands below the beginning of a text.
func pointed(t *testing.T, d *driver, text string) {
	t.Helper()
	lines := strings.Split(d.screen(), "\n")
	before, _, found := strings.Cut(lines[2], text)
	above, _, arrow := strings.Cut(lines[3], "↑")
	if !found || !arrow || screen.Width(before) != screen.Width(above) {
		t.Errorf("no arrow below %s:\n%s\n%s", text, lines[2], lines[3])
	}
}

// TestTheListKeepsItsBase: an or in the list's field stays within its base.
func TestTheListKeepsItsBase(t *testing.T) {
	d := start(t, 140, 40)
	d.press("1 m g u") // the ferry is read
	d.press("/").enter("ferry or tide").press("enter")
	if got := d.m.scope.query.Source; got != "is:unread (ferry or tide)" {
		t.Errorf("the list asks for %s", got)
	}
	if got := d.m.list.Len(); got != 2 {
		t.Errorf("%d articles are unread and of a ferry or a tide:\n%s", got, d.screen())
	}
	for source, want := range map[string][2]string{
		"is:unread (ferry or tide)":      {"is:unread", "ferry or tide"},
		"is:unread or ferry":             {"", "is:unread or ferry"},
		"is:unread":                      {"is:unread", ""},
		"is:starred (a or b) (c or d)":   {"is:starred", "(a or b) (c or d)"},
		"is:unreadable":                  {"", "is:unreadable"},
		"feed:=0123456789ab (a or b)":    {"feed:=0123456789ab", "a or b"},
		"feed:=0123456789ab or x":        {"", "feed:=0123456789ab or x"},
		"ferry or is:unread":             {"", "ferry or is:unread"},
		"feed:=0123456789ab is:unread":   {"feed:=0123456789ab is:unread", ""},
		"feed:=0123456789ab is:unread a": {"feed:=0123456789ab is:unread", "a"},
		"is:starred is:unread a b":       {"is:starred is:unread", "a b"},
		"is:starred is:unread or b":      {"", "is:starred is:unread or b"},
		"is:starred -is:unread":          {"is:starred", "-is:unread"},
		`is:unread person:(lind or wei)`: {"is:unread", "person:(lind or wei)"},
	} {
		if base, filter := d.m.splitScope(source); base != want[0] || filter != want[1] {
			t.Errorf("%s is %q and %q, want %q", source, base, filter, want)
		}
	}
}

func TestSearchesAreSaved(t *testing.T) {
	d := start(t, 140, 40)
	d.press("S").enter("person:(lindqvist or iriarte) tide").press("ctrl+s").want("Save this search")
	d.enter("Quay people").want("Save as “Quay people”").press("enter")
	d.wantStatus("Saved as “Quay people”").want("Dateline  Search")
	d.press("esc").press(":").enter("quay").want("Saved searches", "Quay people")
	d.press("enter").want("Quay people")
	if got := d.m.scope.source(); got != "person:(lindqvist or iriarte) tide" || d.m.listOrder() != data.Newest {
		t.Errorf("the list has %s, %s", got, d.m.listOrder())
	}
	if d.m.list.Len() == 0 {
		t.Errorf("the saved search finds nothing:\n%s", d.screen())
	}

	// Under the same name another takes its place.
	d.press("/").enter(" ferry").press("enter")
	d.press(":").enter("save search").press("enter").enter("quay people").want("Replace “Quay people”").press("enter")
	if len(d.m.saved) != 1 || d.m.saved[0].Query != "person:(lindqvist or iriarte) tide ferry" {
		t.Errorf("saved are %v", d.m.saved)
	}
	d.press(":").enter("remove a saved").press("enter").want("Remove a saved search").press("a")
	d.wantStatus("Removed “quay people”, which was person:(lindqvist or iriarte) tide ferry")
	d.press(":").enter("open a saved").press("enter").wantStatus("No search is saved.")
}

func TestNothingIsSavedWithoutASearch(t *testing.T) {
	d := start(t, 140, 40)
	d.press(":").enter("save search").press("enter").wantStatus("There is no search to save")
	d.press("S").enter("ferry (").press("ctrl+s").wantStatus("× query, character 7: this bracket isn't closed")
}

func TestCompletingOffersWhatThereIs(t *testing.T) {
	for typed, want := range map[string]string{
		"source:ha":        `source:"Harbour Gazette" `,
		"x (entity:rey":    "x (entity:Reykjavík ",
		"person:(x or iri": `person:(x or "Tomás Iriarte" `,
		"has:p":            "has:picture ",
		"lang:":            "lang:en ",
		"after:y":          "after:yesterday ",
		"aut":              "author:",
	} {
		articles := stories()
		articles[0].Language = "en"
		d := drive(t, 140, 40, newLibrary(t, articles...))
		d.press("S").enter(typed).press("tab")
		if got := d.m.search.field.Value(); got != want {
			t.Errorf("%s goes on to %q, want %q", typed, got, want)
		}
	}
}
