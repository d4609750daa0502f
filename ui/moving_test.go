package ui

import "testing"

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
