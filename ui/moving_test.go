package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestMovingOnWhileAnArticleComes: the cursor stays where the reader has moved
// it, when the article that it rested on before comes late.
func TestMovingOnWhileAnArticleComes(t *testing.T) {
	d := start(t, 140, 40)
	d.m.list.MoveTo(1)
	late := d.m.open(d.m.list.Selected(), landing())
	d.m.list.MoveTo(3)
	rest := d.m.moved()
	d.run(late)
	if got := d.m.list.Index(); got != 3 {
		t.Fatalf("the cursor went back to %d", got)
	}
	if d.run(rest); d.m.reader.ID() != d.m.list.Selected() {
		t.Errorf("%s is shown, the cursor is on %s", d.m.reader.ID(), d.m.list.Selected())
	}
}

// TestResultStaysInSight when the window gets lower.
func TestResultStaysInSight(t *testing.T) {
	d := drive(t, 140, 60, newLibrary(t, manyStories(30)...)).press("S").enter("boats").press("down down down down down down")
	row, _ := d.m.search.row()
	d.want("▌ " + row.Title)
	d.send(tea.WindowSizeMsg{Width: 60, Height: 16})
	d.want("▌ " + row.Title)
}

// TestSavedIsToldOnOneLine: the search view has room for it beside the keys.
func TestSavedIsToldOnOneLine(t *testing.T) {
	l := followed(t)
	d := drive(t, 100, 30, l).press("S").enter("harbour").press("ctrl+s")
	d.enter("Harbour").press("enter").wantStatus("Saved as “Harbour”. It is in the palette.")
}
