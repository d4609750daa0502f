package reader

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/screen"
)

// names are the entities of the tests, each with its kind.
var names = map[string]data.Kind{"Li Wei": data.Person, "Lisbon": data.Place, "Harbour Board": data.Organisation, "李伟": data.Person}

// open shows an article made of blocks, the first of them its headline, in a
// pane w by h. Every name of names in it is a mention of the entity so called.
func open(t *testing.T, w, h int, blocks ...string) *Pane {
	t.Helper()
	a := &data.Article{ID: "a", Title: blocks[0], Source: "Wire", Published: time.Date(2025, 4, 24, 0, 0, 0, 0, time.UTC)}
	for i, b := range blocks {
		if i > 0 {
			a.Text += "\n\n"
		}
		kind := data.Paragraph
		if i == 0 {
			kind = data.Headline
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: kind, Start: len(a.Text), End: len(a.Text) + len(b)})
		a.Text += b
	}
	r := data.Reading{Article: a, Row: data.Row{ID: a.ID, Title: a.Title, Source: a.Source, Published: a.Published, Words: 300}, Recognised: true}
	for at := range a.Text {
		for name, kind := range names {
			if strings.HasPrefix(a.Text[at:], name) {
				r.Mentions = append(r.Mentions, data.Mention{Start: at, End: at + len(name), Entity: data.EntityID(name), Kind: kind})
			}
		}
	}
	p := &Pane{}
	p.Resize(w, h)
	p.Show(r, layout(t, a, w), 0)
	return p
}

func layout(t *testing.T, a *data.Article, w int) *article.Page {
	t.Helper()
	page, err := article.Layout(context.Background(), a, article.Options{Width: Measure(w)})
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// draw draws a pane and answers with the canvas and the cursor.
func draw(p *Pane) (c *screen.Canvas, x, y int) {
	c = &screen.Canvas{}
	c.Resize(p.w, p.h)
	now := time.Date(2025, 4, 25, 9, 0, 0, 0, time.UTC)
	x, y = p.Draw(c, screen.Rect{W: p.w, H: p.h}, Look{Focus: true, Sign: true, Now: now})
	return c, x, y
}

// styleOf is the style of the n-th occurrence of a text on the canvas.
func styleOf(t *testing.T, c *screen.Canvas, text string, n int) (st screen.Style, x, y int) {
	t.Helper()
	for y := range c.H {
		row := ""
		var at []int
		for x := range c.W {
			for range len(c.At(x, y).Text) {
				at = append(at, x)
			}
			row += c.At(x, y).Text
		}
		for from := 0; ; n-- {
			i := strings.Index(row[from:], text)
			if i < 0 {
				break
			}
			if n == 0 {
				return c.At(at[from+i], y).Style, at[from+i], y
			}
			from += i + len(text)
		}
	}
	t.Fatalf("%q isn't on the screen:\n%s", text, c.Plain())
	return st, 0, 0
}

const wei, lisbon, board = data.EntityID("Li Wei"), data.EntityID("Lisbon"), data.EntityID("Harbour Board")

// TestRanks checks the four ranks of mentions, and what is left of them with
// each choice of marks.
func TestRanks(t *testing.T) {
	plain := screen.Style{Fg: screen.Text}
	quiet := func(k data.Kind) screen.Style {
		return screen.Style{Fg: screen.Kind(k), Under: screen.KindUnder(k), Line: screen.KindLine(k)}
	}
	behind := func(k data.Kind) screen.Style {
		return screen.Style{Fg: screen.Text, Under: screen.KindUnder(k), Line: screen.KindLine(k), Back: true}
	}
	strong := func(k data.Kind) screen.Style {
		return screen.Style{Fg: screen.Kind(k), Bold: true, Under: screen.KindUnder(k), Line: screen.Kind(k)}
	}
	for _, c := range []struct {
		name               string
		marks              Marks
		chosen             data.EntityID
		step               bool
		first, second      screen.Style // of Li Wei in the text
		lisbon, board, any screen.Style
	}{
		{"nothing chosen", AllMarks, "", false, quiet(data.Person), quiet(data.Person), quiet(data.Place), quiet(data.Organisation), plain},
		{"another chosen", AllMarks, lisbon, false, behind(data.Person), behind(data.Person), strong(data.Place), behind(data.Organisation), plain},
		{"chosen", AllMarks, wei, false, strong(data.Person), strong(data.Person), behind(data.Place), behind(data.Organisation), plain},
		{"current", AllMarks, wei, true, currentStyle, strong(data.Person), behind(data.Place), behind(data.Organisation), plain},
		{"only the chosen", ChosenMarks, wei, false, strong(data.Person), strong(data.Person), plain, plain, plain},
		{"only the chosen, current", ChosenMarks, wei, true, currentStyle, strong(data.Person), plain, plain, plain},
		{"none", NoMarks, wei, false, plain, plain, plain, plain, plain},
		{"none but the current", NoMarks, wei, true, currentStyle, plain, plain, plain, plain},
	} {
		p := open(t, 60, 12, "Tides", "Li Wei came to Lisbon.", "The Harbour Board met Li Wei.")
		p.Marks = c.marks
		p.Choose(c.chosen)
		if c.step && !p.First(false) {
			t.Fatalf("%s: no first mention", c.name)
		}
		canvas, _, _ := draw(p)
		for _, want := range []struct {
			text  string
			n     int
			style screen.Style
		}{{"Li Wei", 0, c.first}, {"Li Wei", 1, c.second}, {"Lisbon", 0, c.lisbon}, {"Harbour", 0, c.board}, {"came", 0, c.any}} {
			if got, _, _ := styleOf(t, canvas, want.text, want.n); got != want.style {
				t.Errorf("%s: %q is %+v, want %+v", c.name, want.text, got, want.style)
			}
		}
	}
}

// TestSofter checks that a softer mention is marked in its own way, not counted
// and not stepped through.
func TestSofter(t *testing.T) {
	p := open(t, 60, 12, "Tides", "Li Wei came. The envoy left.", "Li Wei stayed.")
	at := strings.Index(p.reading.Article.Text, "The envoy")
	m := p.reading.Mentions
	p.reading.Mentions = []data.Mention{m[0], {Start: at, End: at + 9, Entity: wei, Softer: true}, m[1]}
	p.Choose(wei)
	canvas, _, _ := draw(p)
	if got, _, _ := styleOf(t, canvas, "The envoy", 0); got != (screen.Style{Fg: screen.Person, Italic: true, Under: screen.Solid, Line: screen.PersonLine}) {
		t.Errorf("it is %+v", got)
	}
	p.Choose("")
	canvas, _, _ = draw(p)
	if got, _, _ := styleOf(t, canvas, "The envoy", 0); got != (screen.Style{Fg: screen.Text, Italic: true, Under: screen.Solid, Line: screen.PersonLine, Back: true}) {
		t.Errorf("where nothing is chosen it is %+v", got)
	}
	p.Choose(wei)
	if p.First(false); !p.Step(false, false) || p.Mention() != m[1].Start {
		t.Errorf("stepped to %d, not over the softer mention to %d", p.Mention(), m[1].Start)
	}
	if n, of := p.Number(); n != 2 || of != 2 || p.Uncounted() != 1 {
		t.Errorf("%d of %d", n, of)
	}
	p.SetSofter(true)
	if p.First(false); !p.Step(false, false) || p.Mention() != at {
		t.Errorf("stepped to %d, not to the softer mention at %d", p.Mention(), at)
	}
	if n, of := p.Number(); n != 2 || of != 3 || p.Uncounted() != 0 {
		t.Errorf("%d of %d", n, of)
	}
}

// TestHere checks that the gutter's sign and the cursor stand at the current
// mention, and that the sign goes to the first line of one that is wrapped.
func TestHere(t *testing.T) {
	p := open(t, 22, 12, "Tides", "Then, the Harbour Board met Li Wei.")
	p.Choose(board)
	p.First(false)
	canvas, x, y := draw(p)
	style, wantX, wantY := styleOf(t, canvas, "Harbour", 0)
	if x != wantX || y != wantY || style != currentStyle {
		t.Errorf("the cursor is at %d,%d, the mention at %d,%d in %+v", x, y, wantX, wantY, style)
	}
	if canvas.At(0, y).Text != "►" || canvas.At(0, y+1).Text == "►" {
		t.Errorf("the sign isn't beside its first line:\n%s", canvas.Plain())
	}
	if style, _, below := styleOf(t, canvas, "Board", 0); below != wantY+1 || style != currentStyle {
		t.Errorf("its second line is %+v at line %d", style, below)
	}
}

// TestHeadline checks that names in a headline are mentions like any other: as
// long as it is whole they are marked and stepped to.
func TestHeadline(t *testing.T) {
	p := open(t, 30, 12, "Now Li Wei speaks about the tides and the tariffs of Lisbon", strings.Repeat("Nothing here. ", 60)+"Li Wei left.")
	p.Choose(lisbon)
	p.First(false)
	canvas, x, y := draw(p)
	style, wantX, wantY := styleOf(t, canvas, "Lisbon", 0)
	if style != currentStyle || x != wantX || y != wantY || canvas.At(0, y).Text != "►" {
		t.Errorf("Lisbon is %+v at %d,%d, the cursor at %d,%d\n%s", style, wantX, wantY, x, y, canvas.Plain())
	}
	p.Choose(wei)
	p.First(true)
	canvas, _, _ = draw(p)
	if p.top == 0 || strings.Count(canvas.Plain(), "Li Wei") < 2 {
		t.Fatalf("the last mention isn't shown below the title:\n%s", canvas.Plain())
	}
	if p.Step(true, false); p.Mention() != len("Now ") || p.top != 0 {
		t.Errorf("back in the headline: mention at %d, top %d", p.Mention(), p.top)
	}
	canvas, x, y = draw(p)
	if _, wantX, _ := styleOf(t, canvas, "Li Wei", 0); x != wantX || y != 0 {
		t.Errorf("the cursor is at %d,%d, the mention at %d,0\n%s", x, y, wantX, canvas.Plain())
	}
}

// TestSticky checks that the title stays on one line once it is scrolled, with
// a blank below it, and that progress tells where one is.
func TestSticky(t *testing.T) {
	lines := make([]string, 41)
	lines[0] = "A headline that takes more than the one line it keeps"
	for i := range lines[1:] {
		lines[1+i] = fmt.Sprintf("Line %d.", i)
	}
	p := open(t, 40, 12, lines...)
	for _, c := range []struct {
		scroll   int
		progress string
	}{{0, "top"}, {30, "50%"}, {1000, "end"}, {-1000, "top"}} {
		p.Scroll(c.scroll)
		canvas, _, _ := draw(p)
		first := strings.Split(canvas.Plain(), "\n")[0]
		if !strings.Contains(first, "A headline") || !strings.HasSuffix(first, c.progress) {
			t.Errorf("scrolled by %d the first line is %q, want %s in it", c.scroll, first, c.progress)
		}
		if second := strings.Split(canvas.Plain(), "\n")[1]; p.top > 0 && second != "" {
			t.Errorf("scrolled by %d the second line is %q", c.scroll, second)
		}
	}
	short := open(t, 40, 12, "Short", "One line.")
	if canvas, _, _ := draw(short); !strings.HasSuffix(strings.Split(canvas.Plain(), "\n")[0], "all") {
		t.Errorf("a short article isn't all there:\n%s", canvas.Plain())
	}
}

// TestHits checks that hits take the place of mentions, and how stepping wraps.
func TestHits(t *testing.T) {
	p := open(t, 60, 12, "Tides", "Li Wei and the tide in Lisbon.", "A tide is a tide.")
	text := p.reading.Article.Text
	var hits []data.Hit
	for at := strings.Index(text, "tide"); at >= 0; {
		hits = append(hits, data.Hit{Start: at, End: at + 4})
		next := strings.Index(text[at+4:], "tide")
		if next < 0 {
			break
		}
		at += 4 + next
	}
	p.Choose(wei)
	p.First(false)
	p.SetHits(hits, hits[1].Start)
	canvas, x, y := draw(p)
	hit := screen.Style{Fg: screen.Text, Bold: true, Under: screen.Solid, Line: screen.Accent}
	for n, want := range []screen.Style{hit, currentStyle, hit} {
		if got, _, _ := styleOf(t, canvas, "tide", n); got != want {
			t.Errorf("hit %d is %+v, want %+v", n, got, want)
		}
	}
	if _, wantX, wantY := styleOf(t, canvas, "tide", 1); x != wantX || y != wantY {
		t.Errorf("the cursor is at %d,%d, the hit at %d,%d", x, y, wantX, wantY)
	}
	if got, _, _ := styleOf(t, canvas, "Li Wei", 0); got.Fg != screen.Text || got.Bold || !got.Back {
		t.Errorf("the current mention doesn't step back: %+v", got)
	}
	if p.StepHit(false) || !p.StepHit(false) || !p.StepHit(true) {
		t.Error("it wraps elsewhere than from the last hit to the first and back")
	}
	if n, of := p.Hit(); n != 3 || of != 3 {
		t.Errorf("%d of %d", n, of)
	}
	p.SetHits(nil, 0)
	if canvas, _, _ = draw(p); p.Mention() < 0 {
		t.Error("the mention is lost")
	}
	if got, _, _ := styleOf(t, canvas, "Li Wei", 0); got != currentStyle {
		t.Errorf("the mention isn't current again: %+v", got)
	}
}

// TestTicks checks what the scroll bar marks: the chosen entity's mentions, or
// the hits.
func TestTicks(t *testing.T) {
	p := open(t, 60, 12, "Tides", "Li Wei came.", "Lisbon.", "Li Wei left.")
	if _, _, ticks := p.Track(); len(ticks) != 0 {
		t.Errorf("ticks without a choice: %v", ticks)
	}
	p.Choose(wei)
	p.First(false)
	current, other := screen.Style{Fg: screen.Text, Bold: true}, screen.Style{Fg: screen.Person}
	for step, want := range []map[int]screen.Style{{2: current, 6: other}, {2: other, 6: current}} {
		total, _, ticks := p.Track()
		if total != 7 || fmt.Sprint(ticks) != fmt.Sprint(want) {
			t.Errorf("step %d: %d lines, ticks %v, want %v", step, total, ticks, want)
		}
		p.Step(false, false)
	}
	at := strings.Index(p.reading.Article.Text, "Lisbon")
	p.SetHits([]data.Hit{{Start: at, End: at + 6}}, 0)
	if _, _, ticks := p.Track(); fmt.Sprint(ticks) != fmt.Sprint(map[int]screen.Style{4: current}) {
		t.Errorf("ticks of a hit: %v", ticks)
	}
}

// TestAt checks that the mouse finds what stands under it, wide cells included.
func TestAt(t *testing.T) {
	p := open(t, 40, 8, "Tides", "東京 李伟 and Lisbon, then 李伟.", strings.Repeat("Nothing. ", 60))
	r := screen.Rect{X: 0, Y: 0, W: p.w, H: p.h}
	canvas, _, _ := draw(p)
	for y := range p.h {
		for x := range p.w {
			m, ok := p.At(r, x, y)
			style := canvas.At(x, y).Style
			if marked := style.Under != screen.NoLine; marked != ok {
				t.Errorf("%d,%d %q: a mention is %v there, a mark %v", x, y, canvas.At(x, y).Text, ok, marked)
			}
			if ok && style.Fg != screen.Kind(m.Kind) {
				t.Errorf("%d,%d is %s", x, y, m.Entity)
			}
		}
	}
	p.Scroll(3)
	canvas, _, _ = draw(p)
	if m, ok := p.At(r, 2, 2); ok {
		t.Errorf("%s at the top of\n%s", m.Entity, canvas.Plain())
	}
}

// TestMarksChangeNoText marks every stretch of difficult texts in turn: what is
// marked may change how text looks, and never the text or where it stands.
func TestMarksChangeNoText(t *testing.T) {
	text := "e\u0301te\u0301 की क्ष राष्ट्रपति น้ำ 👍🏽 🇳🇴🇸🇪 東京 می\u200cخواهم ش\u064eّ한글 x\u0327\u0301y"
	p := open(t, 60, 8, "Marks", text)
	plain, _, _ := draw(p)
	start := strings.Index(p.reading.Article.Text, text)
	for from := range text {
		for to := range text {
			if to <= from {
				continue
			}
			p.SetHits([]data.Hit{{Start: start + from, End: start + to}}, 0)
			if marked, _, _ := draw(p); strings.ReplaceAll(marked.Plain(), "►", " ") != strings.ReplaceAll(plain.Plain(), "►", " ") {
				t.Fatalf("%q marked:\n%s\nnot marked:\n%s", text[from:to], marked.Plain(), plain.Plain())
			}
		}
	}
}

// TestResize checks that the text at the top stays there when it is set anew,
// and that no size is too small.
func TestResize(t *testing.T) {
	words := make([]string, 400)
	for i := range words {
		words[i] = fmt.Sprintf("w%03d", i)
	}
	p := open(t, 60, 12, "Tides", strings.Join(words, " "))
	p.Scroll(20)
	top := p.Top()
	for _, w := range []int{30, 80, 1, 0, 2, 44, 60} {
		for _, h := range []int{12, 1, 0, 3} {
			p.Resize(w, h)
			p.SetPage(layout(t, p.reading.Article, w))
			draw(p)
		}
	}
	p.Resize(60, 12)
	p.SetPage(layout(t, p.reading.Article, 60))
	p.SetTop(top)
	p.Resize(44, 12)
	p.SetPage(layout(t, p.reading.Article, 44))
	line := p.page.Lines[p.top-p.above()]
	if start, end, ok := line.Span(); !ok || top < start || top >= end {
		t.Errorf("offset %d was at the top, now it is %d to %d", top, start, end)
	}
}

// TestScrollingGoesOn scrolls beyond what is set of a long article as yet: no
// key is lost, and what is known isn't taken for the end.
func TestScrollingGoesOn(t *testing.T) {
	blocks := []string{"Tides"}
	for i := range 200 {
		blocks = append(blocks, fmt.Sprintf("Paragraph %03d", i))
	}
	p := open(t, 60, 12, blocks...)
	whole := p.page
	part, err := article.New(p.reading.Article, article.Options{Width: Measure(60)}).Around(context.Background(), 0, 24)
	if err != nil || part.Complete {
		t.Fatalf("the part is complete, %v", err)
	}
	p.Show(p.reading, part, 0)
	for range 6 {
		if !p.Page(1) || p.AtEnd() {
			t.Fatal("the part's end is the end")
		}
	}
	if p.Scroll(-2); p.top > p.total() {
		t.Fatalf("line %d of %d", p.top, p.total())
	}
	p.SetPage(whole)
	if want := 6*(12-3) - 2 + 1; p.top != want { // at the top a page is a line longer
		t.Errorf("line %d is at the top, want %d", p.top, want)
	}
	p.Show(p.reading, part, 0)
	p.Scroll(1 << 30)
	if p.SetPage(whole); !p.AtEnd() {
		t.Error("the end isn't shown")
	}
	p.Show(p.reading, part, 0)
	p.Scroll(1 << 30)
	p.Show(p.reading, whole, 0)
	if p.top != 0 {
		t.Errorf("another article begins at line %d", p.top)
	}
}

// TestNothing checks that an empty pane can be asked anything.
func TestNothing(t *testing.T) {
	var p Pane
	p.Resize(40, 10)
	p.Choose(wei)
	if p.Step(false, true) || p.First(true) || p.GoTo(3) || p.StepHit(false) || p.ID() != "" || p.Top() != 0 {
		t.Error("an empty pane has something")
	}
	if _, ok := p.Nearest(); ok {
		t.Error("an empty pane has a mention")
	}
	p.Scroll(5)
	p.Page(1)
	draw(&p)
}
