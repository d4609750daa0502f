package ui

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"
)

// TestClicksCloseFields: a click beside an open field closes it, wherever it
// goes, keeps what it found, and leaves nothing narrowed that can't be seen.
func TestClicksCloseFields(t *testing.T) {
	at := func(d *driver, text string) (x, y int) {
		t.Helper()
		for y, line := range strings.Split(d.screen(), "\n") {
			if before, _, ok := strings.Cut(line, text); ok {
				return len([]rune(before)), y
			}
		}
		t.Fatalf("%q isn't on the screen:\n%s", text, d.screen())
		return 0, 0
	}

	d := start(t, 140, 40).press("3 /").enter("iri").want("Tomás Iriarte")
	x, y := at(d, "Harbour Board picks")
	if d.click(x, y); d.m.edit != noField || !strings.Contains(sidebar(d), "Lindqvist") {
		t.Errorf("the names stay narrowed:\n%s", d.screen())
	}
	d.press("3 /").enter("iri")
	x, y = at(d, "▌ Tomás Iriarte ")
	d.click(x+3, y).wantStatus("◆ Tomás Iriarte")
	if !strings.Contains(sidebar(d), "Lindqvist") {
		t.Errorf("the names stay narrowed:\n%s", d.screen())
	}

	d = start(t, 140, 40).press("1 /").enter("lisb")
	x, y = at(d, "Spring tide tables")
	d.click(x, y).want("/ lisb")
	if row, _ := d.m.list.Row(); row.Title != "Spring tide tables are out" || d.m.edit != noField || d.m.reader.ID() != row.ID {
		t.Errorf("%q is selected, %s shown:\n%s", row.Title, d.m.reader.ID(), d.screen())
	}
	d.press("/")
	if d.click(8, 2); d.m.edit != filterField {
		t.Error("a click into the field closes it")
	}

	d = start(t, 140, 40).press("2 /").enter("the quay was dry")
	if d.click(60, 12).wantStatus("/ the quay was dry  1 of 10 here"); d.m.edit != noField {
		t.Error("the field stays open")
	}

	d = start(t, 60, 20).press("1 /").enter("lisb")
	if d.click(14, 0).press("j"); d.m.edit != noField || d.m.scope.filter != "lisb" {
		t.Errorf("behind another pane the field takes keys: %q", d.m.scope.filter)
	}
}

// TestWheelScrollsHelp as it does any overlay.
func TestWheelScrollsHelp(t *testing.T) {
	d := start(t, 60, 20).press("?").want("n  N ")
	d.send(tea.MouseWheelMsg(tea.Mouse{X: 20, Y: 8, Button: tea.MouseWheelDown}))
	if strings.Contains(d.screen(), "n  N ") {
		t.Errorf("help stays:\n%s", d.screen())
	}
	d.send(tea.MouseWheelMsg(tea.Mouse{X: 20, Y: 8, Button: tea.MouseWheelUp}))
	d.want("n  N ")
}
