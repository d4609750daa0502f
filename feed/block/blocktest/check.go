// Package blocktest checks articles in the tests of every format.
package blocktest

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"dateline/data"
	"dateline/data/clean"
)

// Check fails the test where an article breaks one of the promises that
// data.Article makes.
func Check(t testing.TB, a *data.Article) {
	t.Helper()
	if err := broken(a); err != nil {
		t.Fatalf("%v\nin %.500q", err, a.Text)
	}
}

// Dump is an article as tests compare it: one line a block, with its kind,
// level, number and text, and its inlines in brackets behind it.
func Dump(a *data.Article) string {
	var out strings.Builder
	for _, b := range a.Blocks {
		out.WriteString(b.Kind.String())
		if b.Level > 0 {
			fmt.Fprintf(&out, " %d", b.Level)
		}
		if b.Ordinal > 0 {
			fmt.Fprintf(&out, " #%d", b.Ordinal)
		}
		if b.Lang != "" {
			fmt.Fprintf(&out, " (%s)", b.Lang)
		}
		fmt.Fprintf(&out, ": %s", strings.NewReplacer("\n", "⏎", "\t", "⇥").Replace(a.Text[b.Start:b.End]))
		for _, in := range b.Inlines {
			fmt.Fprintf(&out, " [%s %s", in.Kind, a.Text[in.Start:in.End])
			if in.Kind == data.Anchor {
				fmt.Fprintf(&out, " → %s", a.Links[in.Link].URL)
			}
			out.WriteString("]")
		}
		out.WriteString("\n")
	}
	return out.String()
}

// broken is the first promise that an article breaks.
func broken(a *data.Article) error {
	var texts []string
	at := 0
	for i, b := range a.Blocks {
		if i > 0 {
			at += len("\n\n")
		}
		if b.Start != at || b.End < b.Start || b.End > len(a.Text) {
			return fmt.Errorf("block %d is at [%d,%d), and the last one ended before %d", i, b.Start, b.End, at)
		}
		at = b.End
		texts = append(texts, a.Text[b.Start:b.End])
		if err := brokenBlock(a, b); err != nil {
			return fmt.Errorf("block %d, a %s: %w", i, b.Kind, err)
		}
	}
	if strings.Join(texts, "\n\n") != a.Text {
		return fmt.Errorf("the text isn't the blocks joined by blank lines")
	}
	if !utf8.ValidString(a.Text) || !norm.NFC.IsNormalString(a.Text) {
		return fmt.Errorf("the text isn't UTF-8 in NFC")
	}
	return brokenMeta(a)
}

func brokenMeta(a *data.Article) error {
	for _, s := range append([]string{a.Title, a.Source, a.After, a.Language}, a.Authors...) {
		if clean.Line(s, 0) != s {
			return fmt.Errorf("%q isn't a clean line", s)
		}
	}
	if a.Title == "" && a.Text != "" {
		return fmt.Errorf("there is no title")
	}
	seen := map[string]bool{}
	for _, l := range append([]data.Link{{URL: a.URL}}, a.Links...) {
		if l.URL == "" {
			continue
		}
		if again, ok := clean.Link(l.URL, ""); !ok || again != l.URL {
			return fmt.Errorf("%q isn't a safe address", l.URL)
		}
	}
	for _, p := range a.Pictures {
		if again, ok := clean.Link(p.URL, ""); p.URL != "" && (!ok || again != p.URL) {
			return fmt.Errorf("%q isn't a safe address", p.URL)
		}
		if clean.Line(p.Alt, 0) != p.Alt {
			return fmt.Errorf("%q isn't a clean line", p.Alt)
		}
	}
	for _, l := range a.Links {
		if seen[l.URL] {
			return fmt.Errorf("%q is there twice", l.URL)
		}
		seen[l.URL] = true
	}
	return nil
}

func brokenBlock(a *data.Article, b data.Block) error {
	text := a.Text[b.Start:b.End]
	safe := text
	if b.Kind == data.Table {
		safe = strings.ReplaceAll(safe, "\t", " ")
	}
	if clean.Text(safe) != safe {
		return fmt.Errorf("its text isn't clean: %q", text)
	}
	switch b.Kind {
	case data.Code, data.Table:
	case data.Rule:
		if text != "" {
			return fmt.Errorf("it has text")
		}
		return nil
	default:
		if strings.Join(strings.Fields(text), " ") != text {
			return fmt.Errorf("its white space isn't single spaces: %q", text)
		}
	}
	if strings.TrimSpace(text) == "" {
		return fmt.Errorf("it is empty")
	}
	return brokenInlines(a, b)
}

// brokenInlines checks that inlines are in their block, in order, and nest.
func brokenInlines(a *data.Article, b data.Block) error {
	var open []data.Inline
	last := b.Start
	for _, in := range b.Inlines {
		if in.Start < last || in.End <= in.Start || in.End > b.End {
			return fmt.Errorf("an inline is at [%d,%d)", in.Start, in.End)
		}
		if !utf8.RuneStart(a.Text[in.Start]) || in.End < len(a.Text) && !utf8.RuneStart(a.Text[in.End]) {
			return fmt.Errorf("an inline parts a character")
		}
		last = in.Start
		for len(open) > 0 && open[len(open)-1].End <= in.Start {
			open = open[:len(open)-1]
		}
		if len(open) > 0 && open[len(open)-1].End < in.End {
			return fmt.Errorf("inlines cross")
		}
		open = append(open, in)
		if in.Kind == data.Anchor && (in.Link < 0 || in.Link >= len(a.Links)) {
			return fmt.Errorf("a link has no address")
		}
	}
	return nil
}
