package article

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline/data"
)

// one is an article of one block.
func one(kind data.BlockKind, text string) *data.Article {
	return &data.Article{Text: text, Blocks: []data.Block{{Kind: kind, End: len(text), Level: 1}}}
}

func layout(t testing.TB, a *data.Article, width int) *Page {
	t.Helper()
	p, err := Layout(context.Background(), a, Options{Width: width})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestCells(t *testing.T) {
	for _, c := range []struct {
		name  string
		kind  data.BlockKind
		text  string
		width int
		part  string
		want  []Span
	}{
		{"one line", data.Paragraph, "In Kyiv, early", 20, "Kyiv", []Span{{0, 3, 7}}},
		{"wrapped", data.Paragraph, "He said Jonas Gahr Støre came", 13, "Jonas Gahr Støre", []Span{{0, 8, 13}, {1, 0, 10}}},
		{"item", data.Item, "Jonas Gahr Støre", 10, "Gahr Støre", []Span{{1, 2, 6}, {2, 2, 7}}},
		{"quotation", data.Quote, "Weber said so", 20, "Weber", []Span{{0, 2, 7}}},
		{"wide", data.Paragraph, "在北京，他", 20, "北京", []Span{{0, 2, 6}}},
		{"wide, wrapped", data.Paragraph, "在北京，他", 4, "北京", []Span{{0, 2, 4}, {1, 0, 2}}},
		{"combining", data.Paragraph, "a Jose\u0301 b", 20, "Jose\u0301", []Span{{0, 2, 6}}},
		{"within a cluster", data.Paragraph, "a Jose\u0301 b", 20, "\u0301", []Span{{0, 5, 6}}},
		{"behind a cluster", data.Paragraph, "a Jose\u0301 b", 20, " b", []Span{{0, 6, 8}}},
		{"Hebrew", data.Paragraph, "שר החוץ אמר", 20, "החוץ", []Span{{0, 3, 7}}},
		{"code", data.Code, "a\nif b", 20, "b", []Span{{1, 5, 6}}},
		{"second cell of a table", data.Table, "Who\tWhere\nWeber\tLisbon", 20, "Lisbon", []Span{{2, 7, 13}}},
		{"wrapped cell of a table", data.Table, "A\tB\nx\tone two three", 12, "three", []Span{{3, 3, 8}}},
		{"white space at the break", data.Paragraph, "aaa bbb", 4, " ", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := layout(t, one(c.kind, c.text), c.width)
			at := strings.Index(c.text, c.part)
			if diff := cmp.Diff(c.want, p.Cells(at, at+len(c.part))); diff != "" {
				t.Errorf("-want +got:\n%s%s", diff, p.Plain())
			}
		})
	}
}

// TestCellsOfStyledText finds a name that goes through strong text and a link:
// one stretch of cells, but for the link's number within it.
func TestCellsOfStyledText(t *testing.T) {
	a := one(data.Paragraph, "So Jonas Gahr Støre said")
	a.Links = []data.Link{{URL: "https://example.org/"}}
	a.Blocks[0].Inlines = []data.Inline{{Kind: data.Strong, Start: 3, End: 8}, {Kind: data.Anchor, Start: 9, End: 13}}
	p := layout(t, a, 40)
	if want := "So Jonas Gahr[1] Støre said\n"; p.Plain() != want {
		t.Fatalf("%q, want %q", p.Plain(), want)
	}
	if diff := cmp.Diff([]Span{{0, 3, 13}, {0, 16, 22}}, p.Cells(3, 20)); diff != "" {
		t.Error("-want +got:\n", diff)
	}
	for col, want := range map[int]int{8: 0, 9: 1, 14: 1, 16: 0, 100: 0} {
		if got := p.LinkAt(0, col); got != want {
			t.Errorf("link at column %d: %d, want %d", col, got, want)
		}
	}
}

func TestOffsetAt(t *testing.T) {
	p := layout(t, one(data.Item, "在 Jose\u0301 b"), 20)
	for _, c := range []struct {
		line, col, want int
		ok              bool
	}{
		{0, 0, 0, false}, {0, 1, 0, false}, // the bullet
		{0, 2, 0, true}, {0, 3, 0, true}, {0, 4, 3, true},
		{0, 8, 7, true}, {0, 9, 10, true}, {0, 10, 11, true},
		{0, 11, 0, false}, {0, -1, 0, false}, {1, 0, 0, false}, {-1, 0, 0, false},
	} {
		if got, ok := p.OffsetAt(c.line, c.col); got != c.want || ok != c.ok {
			t.Errorf("line %d, column %d: %d %v, want %d %v", c.line, c.col, got, ok, c.want, c.ok)
		}
	}
}

// TestOffsetAtIsCells checks on every sample that each cell that shows text
// leads to an offset whose cells have that cell.
func TestOffsetAtIsCells(t *testing.T) {
	for name, a := range samples(t) {
		t.Run(name, func(t *testing.T) {
			for _, width := range []int{7, 24, 66} {
				checkCells(t, layout(t, a, width))
			}
		})
	}
}

func checkCells(t testing.TB, p *Page) {
	t.Helper()
	for i, l := range p.Lines {
		for col := range l.Width {
			at, ok := p.OffsetAt(i, col)
			if !ok {
				continue
			}
			spans := p.Cells(at, at+1)
			if len(spans) != 1 || spans[0].Line != i || col < spans[0].From || col >= spans[0].To {
				t.Fatalf("line %d, column %d shows %d, whose cells are %v: %q", i, col, at, spans, l)
			}
			if got := p.LineAt(at); got != i {
				t.Fatalf("offset %d is shown on line %d, not %d", at, i, got)
			}
		}
	}
}

// TestTopOffset checks that setting an article anew keeps the text at the top.
func TestTopOffset(t *testing.T) {
	a := readSample(t, "testdata/every-kind.txt")
	wide, narrow := layout(t, a, 76), layout(t, a, 31)
	for i := range wide.Lines {
		top := wide.TopOffset(i)
		start, end, ok := narrow.Lines[narrow.LineAt(top)].Span()
		if !ok || top < start || top >= end {
			t.Errorf("line %d has %d at the top; set anew it is [%d,%d)", i, top, start, end)
		}
		if back := narrow.TopOffset(narrow.LineAt(top)); back > top {
			t.Errorf("line %d: offset %d became %d", i, top, back)
		}
	}
}

func TestLineAtOutside(t *testing.T) {
	a := readSample(t, "testdata/every-kind.txt")
	p := layout(t, a, 66)
	if got := p.LineAt(0); got != 0 {
		t.Errorf("the headline, which isn't set: line %d", got)
	}
	if got := p.LineAt(len(a.Text) + 100); got != len(p.Lines)-1 {
		t.Errorf("behind the end: line %d of %d", got, len(p.Lines))
	}
	empty := layout(t, &data.Article{}, 66)
	if empty.LineAt(5) != 0 || empty.TopOffset(3) != 0 || len(empty.Cells(0, 9)) != 0 || len(empty.Lines) != 0 {
		t.Errorf("an empty article: %v", empty)
	}
}

// TestAround checks that the screen around any place is what the whole page
// has there.
func TestAround(t *testing.T) {
	long := prose(3000)
	one := prose(9000)
	one.Blocks = []data.Block{{End: len(one.Text)}}
	for name, a := range map[string]*data.Article{"every kind": readSample(t, "testdata/every-kind.txt"), "many blocks": long, "one block": one} {
		t.Run(name, func(t *testing.T) {
			whole := layout(t, a, 66)
			for at := 0; at <= len(a.Text); at += max(1, len(a.Text)/23) {
				p, err := New(a, Options{Width: 66}).Around(context.Background(), at, 20)
				if err != nil {
					t.Fatal(err)
				}
				checkAround(t, whole, p, at)
			}
		})
	}
}

func checkAround(t *testing.T, whole, p *Page, at int) {
	t.Helper()
	there, here := whole.LineAt(at), p.LineAt(at)
	if first := there - here; diffLines(whole.Lines[first:first+len(p.Lines)], p.Lines) != "" {
		t.Fatalf("around %d: %s", at, diffLines(whole.Lines[first:first+len(p.Lines)], p.Lines))
	}
	if here < min(20, there) || len(p.Lines)-here < min(20, len(whole.Lines)-there) {
		t.Errorf("around %d: line %d of %d, in the whole %d of %d", at, here, len(p.Lines), there, len(whole.Lines))
	}
	if p.Complete != (len(p.Lines) == len(whole.Lines)) {
		t.Errorf("around %d: complete is %v with %d of %d lines", at, p.Complete, len(p.Lines), len(whole.Lines))
	}
}

func diffLines(want, got []Line) string { return cmp.Diff(want, got, cmpopts.EquateEmpty()) }

func TestHeadline(t *testing.T) {
	a := readSample(t, "testdata/every-kind.txt")
	p, err := New(a, Options{Width: 20}).Headline(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if want := "Harbour board picks\na builder for the\nnew quay\n"; p.Plain() != want {
		t.Errorf("%q, want %q", p.Plain(), want)
	}
	if p, err := New(one(data.Paragraph, "x"), Options{Width: 20}).Headline(context.Background()); p != nil || err != nil {
		t.Errorf("without a headline: %v, %v", p, err)
	}
}

// TestCancelled checks that setting ends with its context, and that what was
// set by then is used the next time.
func TestCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	s := New(prose(500), Options{Width: 66})
	if _, err := s.Whole(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("Whole: %v", err)
	}
	if _, err := s.Around(ctx, 0, 10); !errors.Is(err, context.Canceled) {
		t.Errorf("Around: %v", err)
	}
	if p, err := s.Whole(context.Background()); err != nil || diffLines(layout(t, s.article, 66).Lines, p.Lines) != "" {
		t.Errorf("after that: %v", err)
	}
}

// TestSettingIsShared has one setting used by many at once.
func TestSettingIsShared(t *testing.T) {
	s := New(prose(2000), Options{Width: 66})
	want := layout(t, s.article, 66)
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			if i%2 == 0 {
				if p, err := s.Around(context.Background(), 1000*i, 30); err != nil || len(p.Lines) < 30 {
					t.Errorf("around %d: %v", 1000*i, err)
				}
				return
			}
			if p, err := s.Whole(context.Background()); err != nil || diffLines(want.Lines, p.Lines) != "" {
				t.Errorf("whole: %v", err)
			}
		})
	}
	wg.Wait()
}

// TestDeadline checks that a block which is much to render is there in time:
// what Glamour hasn't reached is set without it, looking the same.
func TestDeadline(t *testing.T) {
	size := 1 << 20
	if testing.Short() {
		size >>= 3 // the race detector makes all of it some ten times slower
	}
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	emphasis := fill("a ")
	marked := one(data.Paragraph, emphasis)
	for at := 0; at < len(emphasis); at += 2 {
		marked.Blocks[0].Inlines = append(marked.Blocks[0].Inlines,
			data.Inline{Kind: data.Emphasis, Start: at, End: len(emphasis)})
	}
	for name, a := range map[string]*data.Article{
		"a word":              one(data.Paragraph, fill("x")),
		"a letter":            one(data.Paragraph, "x"+fill("\u0301")),
		"ideographs":          one(data.Quote, fill("京")),
		"emphasis in itself":  marked,
		"a table of one cell": one(data.Table, fill("cell ")),
		"a table of columns":  one(data.Table, fill("cell\t")),
		"a table of rows":     one(data.Table, fill("a\tb\n")),
		"a line of code":      one(data.Code, fill("x = y; ")),
		"lines of code":       one(data.Code, fill("\n")+"x"),
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			p := layout(t, a, 66)
			if took := time.Since(began); took > time.Minute {
				t.Errorf("%v for %d lines", took, len(p.Lines))
			}
			checkPage(t, a, Options{Width: 66}, p)
		})
	}
}

// TestLinkWithinACharacter: a link whose bounds fall into a character is that of
// all of it.
func TestLinkWithinACharacter(t *testing.T) {
	const text = "東京へ"
	for from := range len(text) {
		for to := from + 1; to <= len(text); to++ {
			a := &data.Article{Text: text, Links: []data.Link{{URL: "https://example.org/"}}, Blocks: []data.Block{{
				Kind: data.Paragraph, End: len(text), Inlines: []data.Inline{{Kind: data.Anchor, Start: from, End: to}},
			}}}
			for width := 2; width < 20; width++ {
				o := Options{Width: width}
				p, err := Layout(t.Context(), a, o)
				if err != nil {
					t.Fatal(err)
				}
				checkPage(t, a, o, p)
			}
		}
	}
}
