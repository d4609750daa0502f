package edition

import (
	"strings"
	"testing"
)

// people are named in full first and by surname after that.
var people = []string{
	"Donald Trump", "Vladimir Putin", "Marco Rubio", "Steve Witkoff", "Keith Kellogg",
	"Jonas Gahr Støre", "Volodymyr Zelenskyy", "Sergei Lavrov", "Scott Bessent",
	"Tammy Bruce", "John Hardie", "Marc Fogel",
}

var places = []string{
	"Kyiv", "Moscow", "Sumy", "Crimea", "St Petersburg", "London", "Washington",
	"Oslo", "Norway", "Saudi Arabia", "Black Sea", "Oval Office",
}

// TestNamesComeBack holds the edition to what it is for: a reader who steps
// from mention to mention must have somewhere to go.
func TestNamesComeBack(t *testing.T) {
	all := pieces(t)
	named := make([]map[string]bool, len(all))
	count := map[string]int{}
	for i, p := range all {
		named[i] = map[string]bool{}
		for _, name := range append(append([]string{}, people...), places...) {
			if strings.Contains(p.prose(), name) {
				named[i][name] = true
				count[name]++
			}
		}
	}
	for i, p := range all {
		best := 0
		for j := range all {
			if i != j {
				best = max(best, common(named[i], named[j]))
			}
		}
		if best < 2 {
			t.Errorf("%s shares %d names with the piece nearest to it, want at least 2", p.slug, best)
		}
	}
	for name, n := range count {
		if n < 2 {
			t.Errorf("%s is named in one piece only", name)
		}
	}
	for _, name := range []string{"Donald Trump", "Vladimir Putin", "Steve Witkoff", "Kyiv", "Moscow"} {
		if count[name] < 14 {
			t.Errorf("%s is named in %d pieces, want at least 14", name, count[name])
		}
	}
}

func common(a, b map[string]bool) int {
	n := 0
	for name := range a {
		if b[name] {
			n++
		}
	}
	return n
}

// TestFullNameFirst: a surname alone means someone only once he has been
// introduced.
func TestFullNameFirst(t *testing.T) {
	for _, p := range pieces(t) {
		for _, name := range people {
			surname := name[strings.LastIndexByte(name, ' ')+1:]
			at := strings.Index(p.prose(), surname)
			if at < 0 {
				continue
			}
			if full := strings.Index(p.prose(), name); full < 0 || full+len(name)-len(surname) != at {
				t.Errorf("%s: %s comes before %s", p.slug, surname, name)
			}
		}
	}
}

// TestNewestOpensWell: the newest piece is what a new reader sees first, so
// the people and places of the story are all in it.
func TestNewestOpensWell(t *testing.T) {
	all := pieces(t)
	newest := all[0]
	for _, p := range all {
		if p.Date.After(newest.Date) {
			newest = p
		}
	}
	if newest.slug != "this-war-is-end-able" {
		t.Errorf("the newest piece is %s", newest.slug)
	}
	for _, name := range []string{"Kyiv", "Moscow", "Trump", "Putin", "Rubio", "Witkoff"} {
		if n := strings.Count(newest.prose(), name); n < 2 {
			t.Errorf("%s names %s %d times, want at least twice", newest.slug, name, n)
		}
	}
}
