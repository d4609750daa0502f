package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestLinksFromAnyPane: f is about the article under the cursor, also where that
// isn't shown yet, and says so where it has no links.
func TestLinksFromAnyPane(t *testing.T) {
	d := start(t, 140, 40)
	d.press("f").want("─ Links ", "https://example.org/fares").press("esc")
	d.press("3 f").want("─ Links ").press("esc")
	d.press("1 j f").wantStatus("No links in this article.")

	// The cursor moves on, and f comes before it rests.
	d = start(t, 140, 40)
	d.press("j")
	d.m.list.Move(-1)
	d.m.resting = true
	d.press("f").want("─ Links ", "https://example.org/fares")

	// The list holds others than the one that is shown.
	d = start(t, 140, 40)
	d.press("enter 1 U f").wantStatus("No links in this article.")
	if d.m.reader.ID() != d.m.list.Selected() {
		t.Error("f was about another article than the one under the cursor")
	}
	d.press("g * f").wantStatus("There is no article here.")
}

// TestKeysThatDoNothingSaySo names where a key works, or that it is none.
func TestKeysThatDoNothingSaySo(t *testing.T) {
	d := start(t, 140, 40)
	d.press("2 U").wantStatus("U works in the list: unread only, or all.")
	d.press("1 v").wantStatus("v works in the reader: marks: all, chosen, none.")
	d.press("i").wantStatus("i works among the entities: of this article, or of all.")
	d.press("%").wantStatus("% does nothing here; ? lists the keys.")
	d.press("g %").wantStatus("g % does nothing here; ? lists the keys.")
	if d.press("g esc"); d.m.note.text != "" {
		t.Errorf("esc out of two keys says %q", d.m.note.text)
	}
	d.send(tea.KeyPressMsg(tea.Key{Code: tea.KeyF5}))
	d.wantStatus("f5 does nothing here")
}

// TestKeysWithNothingToActOn say that there is nothing, in every pane.
func TestKeysWithNothingToActOn(t *testing.T) {
	d := start(t, 140, 40)
	d.press("g *")
	for _, key := range []string{"s", "m", "X", "o", "y", "t", "D", "|", "f", "enter"} {
		d.press(key).wantStatus("There is no article here.")
	}
	d.press("A").wantStatus("There is nothing here to change.").press("M").wantStatus("There is nothing here to change.")

	d = drive(t, 140, 40, newLibrary(t)).press("2")
	for _, key := range []string{"s", "/", "f", "|"} {
		d.press(key).wantStatus("There is no article here.")
	}
	d.press("3 enter").wantStatus("There is no name here.").press("e x").wantStatus("No article is open.")
	if d.press("1 esc").wantStatus("q quits."); d.quit {
		t.Error("esc quit")
	}
}

// TestEmptyListOffersWhatItCan: no key that needs an article, and esc takes the
// filter away at once, whatever is chosen beside it.
func TestEmptyListOffersWhatItCan(t *testing.T) {
	d := start(t, 60, 20).press("enter n 1 /").enter("qqz").press("enter").want("esc  without what is typed")
	if s := d.status(); strings.Contains(s, "open") || strings.Contains(s, "star") {
		t.Errorf("%q offers what there is no article for", s)
	}
	if d.press("esc"); d.m.scope.filter != "" || d.m.chosen.ID == "" {
		t.Errorf("esc took another step:\n%s", d.screen())
	}
}

// TestNoNamesAnywhere is told of the articles of the list, where their names are
// asked for, and not of the shown one.
func TestNoNamesAnywhere(t *testing.T) {
	d := start(t, 140, 40).press("A g u 3 i").want("No names in the articles")
	d.press("e x").wantStatus("No names in the articles of the list.")
}
