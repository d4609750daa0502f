package list

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/screen"
)

var now = time.Date(2025, 4, 25, 9, 0, 0, 0, time.UTC)

// filled is a pane of n articles with titles of one line.
func filled(n int) (*Pane, []data.ID) {
	p := &Pane{}
	ids, rows := make([]data.ID, n), make([]data.Row, n)
	for i := range ids {
		ids[i] = data.ID(fmt.Sprintf("%04d", i))
		rows[i] = data.Row{ID: ids[i], Title: fmt.Sprintf("Title %d", i), Source: "Wire", Published: now.AddDate(0, 0, -i)}
	}
	p.Resize(30, 12)
	p.Set(data.Result{IDs: ids, Exact: n})
	p.Put(rows)
	return p, ids
}

func draw(p *Pane) string {
	var c screen.Canvas
	c.Resize(30, 12)
	p.Draw(&c, screen.Rect{W: 30, H: 12}, true, now)
	return c.Plain()
}

func TestSelectionStaysWithItsArticle(t *testing.T) {
	p, ids := filled(20)
	p.MoveTo(7)
	line := strings.Index(draw(p), "▌")
	more := append([]data.ID{"new1", "new2"}, ids...)
	p.Set(data.Result{IDs: more, Exact: len(more)})
	if p.Selected() != ids[7] {
		t.Errorf("selected %s, want %s", p.Selected(), ids[7])
	}
	if got := strings.Index(draw(p), "▌"); got != line {
		t.Errorf("the selected row moved on the screen")
	}
	p.Set(data.Result{IDs: ids[8:]})
	if p.Selected() == "" {
		t.Error("nothing is selected after the article went")
	}
	p.Set(data.Result{})
	if p.Selected() != "" || p.Index() != 0 {
		t.Error("an empty list has a selection")
	}
}

func TestTheCursorIsAlwaysShown(t *testing.T) {
	p, _ := filled(50)
	for _, move := range []func(){
		func() { p.Move(1) }, func() { p.Page(1) }, func() { p.Page(-0.5) }, func() { p.MoveTo(49) },
		func() { p.Move(-1) }, func() { p.Scroll(-3) }, func() { p.Scroll(100) }, func() { p.MoveTo(0) },
	} {
		for range 9 {
			move()
			row, _ := p.Row()
			if !strings.Contains(draw(p), row.Title+"\n") && !strings.Contains(draw(p), row.Title+" ") {
				t.Fatalf("%q isn't shown:\n%s", row.Title, draw(p))
			}
		}
	}
}

func TestLongTitles(t *testing.T) {
	p, ids := filled(3)
	p.Put([]data.Row{{ID: ids[1], Title: strings.Repeat("many words ", 20), Source: "A source with a long name", Published: now, Starred: true, Read: true}})
	got := draw(p)
	for _, want := range []string{"   many words many words many\n", "words many wo", "…", "* 09:00"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q isn't in\n%s", want, got)
		}
	}
}

func TestAtFindsWhatIsDrawn(t *testing.T) {
	p, ids := filled(20)
	p.MoveTo(10)
	lines := strings.Split(draw(p), "\n")
	for y, line := range lines {
		var n int
		if i := strings.Index(line, "Title "); i >= 0 {
			if _, err := fmt.Sscanf(line[i:], "Title %d", &n); err != nil {
				t.Fatal(err)
			}
			if id, ok := p.At(y); !ok || id != ids[n] {
				t.Errorf("line %d is %q, At says %s", y, line, id)
			}
		}
	}
}

func TestMissingIsAWindow(t *testing.T) {
	p := &Pane{}
	ids := make([]data.ID, 100_000)
	for i := range ids {
		ids[i] = data.ID(fmt.Sprint(i))
	}
	p.Resize(30, 30)
	p.Set(data.Result{IDs: ids})
	p.MoveTo(50_000)
	if n := len(p.Missing()); n == 0 || n > 300 {
		t.Errorf("%d rows are asked for", n)
	}
}

func TestMarksInTitles(t *testing.T) {
	p, ids := filled(1)
	p.Put([]data.Row{{ID: ids[0], Title: "Ferry to the outer islands reopens", Source: "Wire"}})
	q, err := search.Parse("outer reopen", now, time.UTC, true)
	if err != nil {
		t.Fatal(err)
	}
	p.Mark(search.NewTitles(q))
	var c screen.Canvas
	c.Resize(30, 12)
	p.Draw(&c, screen.Rect{W: 30, H: 12}, true, now)
	marked := ""
	for y := range 2 {
		for x := range 30 {
			if cell := c.At(x, y); cell.Style.Under == screen.Solid {
				marked += cell.Text
			}
		}
	}
	if marked != "outerreopen" {
		t.Errorf("marked %q", marked)
	}
}

func BenchmarkDraw(b *testing.B) {
	p, _ := filled(1000)
	var c screen.Canvas
	for b.Loop() {
		c.Resize(34, 36)
		p.Draw(&c, screen.Rect{W: 34, H: 36}, true, now)
	}
}
