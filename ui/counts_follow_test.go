package ui

import (
	"regexp"
	"testing"
)

// TestCountsFollowTheList: how often names are in all is of the list's articles,
// also where the article that is shown stays.
func TestCountsFollowTheList(t *testing.T) {
	d := start(t, 140, 40).press("enter n").wantStatus("◆ Marta Lindqvist  1 of 3 here · 5 in 3 articles")
	row := func(want string) {
		t.Helper()
		if !regexp.MustCompile(`Marta Lindqvist\s+` + want + `\s`).MatchString(sidebar(d)) {
			t.Errorf("Marta Lindqvist isn't counted %s:\n%s", want, d.screen())
		}
	}
	row(`3\s+5`)
	d.press("1 /").enter("ferry").press("enter")
	row(`3\s+3`)
	d.press("esc esc esc")
	row(`3\s+5`)
	d.press("m 3 i g u")
	row("5")
	d.press("s g *").press("3")
	row("3")
}
