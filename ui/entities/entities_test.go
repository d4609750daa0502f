package entities

import (
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/screen"
)

func count(id string, kind data.Kind, here, all, first int) data.EntityCount {
	return data.EntityCount{Entity: data.Entity{ID: data.EntityID(id), Name: id, Kind: kind}, Here: here, All: all, First: first}
}

func filled() *Pane {
	p := &Pane{}
	p.Resize(27, 20)
	p.Set([]data.EntityCount{
		count("Kyiv", data.Place, 4, 23, 10), count("Ann Bo", data.Person, 1, 900, 50),
		count("Zoe Yi", data.Person, 3, 12, 90), count("NATO", data.Organisation, 1, 1077, 70),
	})
	return p
}

func draw(p *Pane, w, h int) string {
	var c screen.Canvas
	c.Resize(w, h)
	p.Draw(&c, screen.Rect{W: w, H: h}, true)
	return c.Plain()
}

func TestOrders(t *testing.T) {
	for order, want := range map[Order]string{ByCount: "Zoe Yi Ann Bo", ByPlace: "Ann Bo Zoe Yi", ByName: "Ann Bo Zoe Yi"} {
		p := filled()
		p.SetOrder(order)
		got := draw(p, 27, 20)
		first, second := want[:6], want[7:]
		if strings.Index(got, first) > strings.Index(got, second) {
			t.Errorf("%s:\n%s", order, got)
		}
	}
}

func TestColumns(t *testing.T) {
	got := draw(filled(), 27, 20)
	for _, want := range []string{"◆ People 2", "▲ Places 1", "■ Organisations 1", "  NATO             1  1,077", "▌ Zoe Yi           3     12"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q isn't in\n%s", want, got)
		}
	}
	if got := draw(filled(), 23, 20); strings.Contains(got, "1,077") {
		t.Errorf("a narrow pane has the second column:\n%s", got)
	}
}

func TestMoveSkipsHeadings(t *testing.T) {
	p := filled()
	p.MoveTo(0)
	var seen []string
	for range 6 {
		e, ok := p.Selected()
		if !ok {
			t.Fatal("the cursor is on no entity")
		}
		seen = append(seen, e.Name)
		p.Move(1)
	}
	if got := strings.Join(seen, ","); got != "Zoe Yi,Ann Bo,Kyiv,NATO,NATO,NATO" {
		t.Errorf("went through %s", got)
	}
}

func TestFilterAndChoose(t *testing.T) {
	p := filled()
	p.Choose("Kyiv")
	p.Filter(func(e data.EntityCount) bool { return e.Kind == data.Person })
	if p.Len() != 2 {
		t.Errorf("%d entities pass, want 2", p.Len())
	}
	if e, ok := p.Selected(); !ok || e.Kind != data.Person {
		t.Errorf("the cursor is on %v", e)
	}
	p.Filter(nil)
	p.Choose("NATO")
	if e, _ := p.Selected(); e.ID != "NATO" {
		t.Errorf("the cursor is on %s", e.ID)
	}
	if _, ok := (&Pane{}).Selected(); ok {
		t.Error("an empty pane has a selection")
	}
}

func TestMoreThanFits(t *testing.T) {
	p := filled()
	p.Resize(27, 6)
	p.MoveTo(0)
	if got := draw(p, 27, 6); !strings.Contains(got, "2 more") && !strings.Contains(got, "NATO") {
		t.Errorf("the rest isn't told:\n%s", got)
	}
	for h := range 12 {
		p.Resize(27, h)
		for i := range 12 {
			p.MoveTo(i)
			draw(p, 27, h)
		}
	}
}
