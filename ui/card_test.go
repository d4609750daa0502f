package ui

import (
	"context"
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
)

// body is the screen without its first line, whose counts change with reading.
func (d *driver) body() string {
	_, body, _ := strings.Cut(d.screen(), "\n")
	return body
}

// TestCardLeadsOn: each line of a card leads somewhere, and back leads to the
// card as it was.
func TestCardLeadsOn(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n c").want("Dateline  Card", "► Mentions in context", "5, newest first", "Appears with", "“It floats”")
	d.wantStatus("◆ Marta Lindqvist  1 of 5 · 3 articles")
	d.press("G").wantStatus("◆ Marta Lindqvist  5 of 5")
	card := d.body()
	d.press("enter").want("► Li Wei in Lisbon").wantStatus("◆ Marta Lindqvist  1 of 1 here · 5 in 3 articles")
	if m := d.m.reader.Mention(); m < 0 {
		t.Error("no mention is the current one")
	}
	d.press("H")
	if got := d.body(); got != card {
		t.Errorf("back shows\n%s\nwant\n%s", got, card)
	}
	d.press("L").want("► Li Wei in Lisbon")
	d.press("H tab j").want("► Marta Lindqvist")
	with := d.m.card.pane.Target().Entity
	if d.press("enter"); d.m.card == nil || d.m.card.entity.ID != with {
		t.Fatalf("the card is that of %+v, want %s", d.m.card, with)
	}
	d.press("H").wantStatus("◆ Marta Lindqvist")
	d.press("tab").want("► Marta Lindqvist").press("G enter").want("► Ferry").wantStatus("“ Marta Lindqvist  1 of 1 here")
	d.press("H esc").want("Harbour Gazette")
	if d.m.card != nil {
		t.Error("esc leaves the card open")
	}
}

// TestSearchOnCard: a search that is left, and what is not for a card, lead back
// to it.
func TestSearchOnCard(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n c j")
	card := d.body()
	d.press("S").enter("comet").want("Dateline  Search").press("esc")
	if got := d.body(); got != card {
		t.Errorf("a search that is left shows\n%s\nwant\n%s", got, card)
	}
	d.press(":").enter("card").press("esc")
	if got := d.body(); got != card {
		t.Errorf("a palette that is left shows\n%s\nwant\n%s", got, card)
	}
	d.press("M").wantStatus("M works in the list").press("/").wantStatus("/ works")
	d.press("g a")
	if d.m.card != nil {
		t.Error("the list of all leaves the card open")
	}
}

// TestCardBegins: a card is that of whom keys are about, and begins where the
// reader is.
func TestCardBegins(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n n c").wantStatus("◆ Marta Lindqvist  2 of 5")
	d.press("q 3").want("► Entities")
	e, _ := d.m.entities.Selected()
	d.press("j c")
	if now, _ := d.m.entities.Selected(); d.m.card == nil || d.m.card.entity.ID != now.ID || now.ID == e.ID {
		t.Errorf("the card isn't that of %s, which the cursor is on", now.Name)
	}
	d.press("c q").want("► Entities")
}

// TestCardIsCorrected: what is corrected on a card is seen on it, and taken back.
func TestCardIsCorrected(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n c e r").enter(" II").press("enter").want("Card", "Marta Lindqvist II").wantStatus("Marta Lindqvist is shown as Marta Lindqvist II")
	d.press("u").want("Card", "◆ Marta Lindqvist  ").press("j").wantStatus("◆ Marta Lindqvist  2 of 5")
	d.press("w").wantStatus("“Lindqvist” is read as a person").press("k")
	d.press("e k j enter").want("Card").press("j")
	if e := d.m.card.entity; e.Name != "Marta Lindqvist" || e.Kind.String() == "person" {
		t.Errorf("as another kind the card is that of %+v", e)
	}
	d.press("u e x").wantStatus("")
	if d.m.card != nil {
		t.Errorf("the card of what is no name any more stays:\n%s", d.screen())
	}
	d.press("u c").want("Card", "Marta Lindqvist")
}

// TestCardByMouse: a click selects a line, and the second goes where it leads.
func TestCardByMouse(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n c")
	line := func(text string) int {
		for y, l := range strings.Split(d.screen(), "\n") {
			if strings.Contains(l, text) {
				return y
			}
		}
		t.Fatalf("%q isn't on the screen:\n%s", text, d.screen())
		return 0
	}
	d.click(60, line("Marta Lindqvist listened")).wantStatus("◆ Marta Lindqvist  5 of 5")
	d.click(5, line("Harbour Board  ")).want("► Marta Lindqvist")
	d.send(tea.MouseWheelMsg(tea.Mouse{X: 5, Y: 20, Button: tea.MouseWheelDown}))
	d.click(60, line("Marta Lindqvist listened")).want("► Mentions")
	d.click(60, line("Marta Lindqvist listened")).want("► Li Wei in Lisbon")
	d.press("H").want("Card").click(5, line("Harbour Board  ")).click(5, line("Harbour Board  ")).wantStatus("■ Harbour Board")
}

// TestCardAtEverySize: a card is drawn whole in windows of all sizes, and shows
// where keys go.
func TestCardAtEverySize(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter n c G")
	for w := 36; w < 220; w += 7 {
		for h := 8; h < 60; h += 5 {
			d.send(tea.WindowSizeMsg{Width: w, Height: h})
			if w < minWidth || h < minHeight {
				continue
			}
			d.want("►", "▌")
			d.press("tab").want("►", "▌").press("tab")
		}
	}
}

// slowCard is a library that takes its time to know an entity.
type slowCard struct {
	Library
	wait chan bool
}

func (l slowCard) Card(ctx context.Context, id data.EntityID, within data.Query, order data.Order) (data.Card, error) {
	<-l.wait
	return l.Library.Card(ctx, id, within, order)
}

// TestCardIsNeverBlank: before its mentions are known a card tells who it is of,
// and what is going on.
func TestCardIsNeverBlank(t *testing.T) {
	l := slowCard{newLibrary(t, stories()...), make(chan bool)}
	d := drive(t, 100, 30, l)
	d.press("enter n")
	_, cmd := d.m.Update(tea.KeyPressMsg(tea.Key{Code: 'c', Text: "c"}))
	d.want("◆ Marta Lindqvist", "also", "Looking for the mentions…").wantStatus("◆ Marta Lindqvist")
	if strings.Contains(d.screen(), "0 in") {
		t.Errorf("nothing is counted yet:\n%s", d.screen())
	}
	go close(l.wait)
	d.run(cmd)
	d.want("5 in 3 articles", "Marta Lindqvist listened").press("n n N").wantStatus("◆ Marta Lindqvist  2 of 5")
}
