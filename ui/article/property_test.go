package article

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
)

// failer is a test of the testing package or of rapid.
type failer interface {
	Helper()
	Fatalf(format string, args ...any)
}

// checkPage checks what must hold for every page of an article.
func checkPage(t failer, a *data.Article, o Options, p *Page) {
	t.Helper()
	for i, l := range p.Lines {
		if l.Width > o.width() {
			t.Fatalf("width %d: line %d has %d cells: %q", o.Width, i, l.Width, l)
		}
		if w := Cells(l.String()); w > o.width() {
			t.Fatalf("width %d: line %d measures %d cells in one piece: %q", o.Width, i, w, l)
		}
		if l.Block < 0 || l.Block >= len(a.Blocks) {
			t.Fatalf("line %d: block %d", i, l.Block)
		}
		for _, s := range l.Segments {
			checkSegment(t, a, s)
		}
	}
	checkComplete(t, a, o, p)
}

func checkSegment(t failer, a *data.Article, s Segment) {
	t.Helper()
	if s.Text == "" || !utf8.ValidString(s.Text) {
		t.Fatalf("segment %q", s.Text)
	}
	if strings.ContainsFunc(s.Text, func(r rune) bool {
		return unicode.IsControl(r) || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
	}) {
		t.Fatalf("control character in %q", s.Text)
	}
	if s.Start >= 0 && a.Text[s.Start:s.Start+len(s.Text)] != s.Text {
		t.Fatalf("segment %q isn't the text at %d: %q", s.Text, s.Start, a.Text[s.Start:][:len(s.Text)])
	}
	if (s.Start < 0) != s.Style.Has(Decoration) {
		t.Fatalf("segment %q at %d has style %b", s.Text, s.Start, s.Style)
	}
	if s.Link < 0 || s.Link > len(a.Links) {
		t.Fatalf("segment %q has link %d of %d", s.Text, s.Link, len(a.Links))
	}
}

// checkComplete checks that each byte of the blocks' text is shown once, white
// space and what may not be shown apart, and that cells are found for it.
func checkComplete(t failer, a *data.Article, o Options, p *Page) {
	t.Helper()
	shown := make([]int, len(a.Text))
	for _, l := range p.Lines {
		for _, s := range l.Segments {
			if s.Start >= 0 {
				for i := range len(s.Text) {
					shown[s.Start+i]++
				}
			}
		}
	}
	skip := headline(a)
	for b, block := range a.Blocks {
		if b == skip && !o.Headline || block.Kind == data.Rule {
			continue
		}
		block = bounded(a, block)
		for at := block.Start; at < block.End; {
			r, k := utf8.DecodeRuneInString(a.Text[at:block.End])
			if !isSpace(r) && !hidden(a.Text[at:block.End]) && slices.Min(shown[at:at+k]) < 1 {
				t.Fatalf("width %d: %s block %d: %q at %d isn't shown:\n%s", o.Width, block.Kind, b, a.Text[at:at+k], at, p.Plain())
			}
			at += k
		}
	}
}

func TestSamples(t *testing.T) {
	for name, a := range samples(t) {
		t.Run(name, func(t *testing.T) {
			for width := 1; width <= 300; width += 1 + width/40 {
				for _, o := range []Options{{Width: width}, {Width: width, Headline: true, ASCII: true}} {
					p, err := Layout(context.Background(), a, o)
					if err != nil {
						t.Fatal(err)
					}
					checkPage(t, a, o, p)
				}
			}
		})
	}
}

// TestGlamour checks that Glamour did render every part, and that going without
// it would show the same text.
func TestGlamour(t *testing.T) {
	for name, a := range samples(t) {
		t.Run(name, func(t *testing.T) {
			for _, width := range []int{4, 20, 50, 66, 200} {
				s := New(a, Options{Width: width, Headline: true})
				for b := range a.Blocks {
					for part := 0; s.part(b, part); part++ {
						checkGlamour(t, s, b, part)
					}
				}
			}
		})
	}
}

func checkGlamour(t *testing.T, s *Setting, block, part int) {
	t.Helper()
	g := s.galley(block)
	lines, ok := g.glamour(part, newPress(s.options))
	if !ok {
		t.Fatalf("width %d: Glamour failed on part %d of %s block %d", s.options.Width, part, g.form.kind, block)
	}
	g.spent = blockTime
	plain := g.print(part, nil)
	if len(lines) != len(plain) {
		t.Fatalf("width %d: %s block %d: %d lines, %d without Glamour", s.options.Width, g.form.kind, block, len(lines), len(plain))
	}
	for i := range lines {
		with, without := newLine(trim(lines[i]), block), newLine(trim(plain[i]), block)
		if diff := cmp.Diff(without, with); diff != "" {
			t.Fatalf("width %d: %s block %d, -without Glamour +with:\n%s", s.options.Width, g.form.kind, block, diff)
		}
	}
}
