package ui

import (
	"fmt"
	"strings"
	"testing"

	"dateline/data"
)

func TestQuotations(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n Q").want("Marta Lindqvist: 1 quotation", "Ferry to the outer islands reopens, ", "“It floats”")
	d.press("esc space space")
	before := d.m.here()
	d.press("Q enter").wantStatus("“ Marta Lindqvist  1 of 1 here")
	r := d.m.reader.Reading()
	if at := d.m.reader.HitOffset(); at < 0 || !strings.HasPrefix(r.Article.Text[at:], "It floats") {
		t.Errorf("the current hit is at %d", at)
	}
	d.press("esc").wantStatus("◆ Marta Lindqvist")
	d.press("H")
	if d.m.here() != before {
		t.Errorf("back is at %+v, want %+v", d.m.here(), before)
	}
}

func TestQuotationsOfAnotherArticle(t *testing.T) {
	d := start(t, 140, 40)
	d.press("J J 3")
	for e, _ := d.m.entities.Selected(); e.Name != "Marta Lindqvist"; e, _ = d.m.entities.Selected() {
		d.press("j")
	}
	d.press("Q enter").want("► Ferry to the outer islands").wantStatus("“ Marta Lindqvist  1 of 1 here")
	d.press("n").wantStatus("“ Marta Lindqvist  1 of 1 here") // around, within the article
	d.press("H H").want("► Harbour Board picks")
}

func TestNoQuotations(t *testing.T) {
	d := start(t, 140, 40)
	d.press("J 3 Q").wantStatus("Nothing quotes Lisbon here.")
	d.press("J J").press("2 Q").wantStatus("No name is chosen.")
}

// TestManyQuotations lists the first of them, and says so.
func TestManyQuotations(t *testing.T) {
	text := strings.Repeat("“It floats,” said Lindqvist. ", mostQuotations+20)
	d := drive(t, 100, 30, newLibrary(t, compose("many", 3, "Wire", "Marta Lindqvist", "Marta Lindqvist spoke.", text)))
	d.press("enter n Q").want(fmt.Sprintf("Marta Lindqvist: %d quotations, the first %d", mostQuotations+20, mostQuotations))
	if n := len(d.m.reader.Reading().Quotes); n != mostQuotations+20 {
		t.Errorf("the article has %d", n)
	}
	d.press("enter")
	if got := d.m.quotedHere(data.EntityID("no one")); got != nil {
		t.Errorf("no one is quoted at %v", got)
	}
}
