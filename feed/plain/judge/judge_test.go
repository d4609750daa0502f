package judge

import (
	"strings"
	"testing"
)

func TestLines(t *testing.T) {
	lines := Lines("Head\n\n  • One two\n      □ three\n1. four\n━━━━\n•\n\nHead\n", 0)
	want := []struct {
		text                   string
		indent, bullet, number int
		gap, repeated          bool
	}{
		{"Head", 0, 0, 0, true, false},
		{"One two", 2, 1, 0, true, false},
		{"three", 6, 2, 0, false, false},
		{"four", 0, 3, 1, false, false},
		{"Head", 0, 0, 0, true, true},
	}
	if len(lines) != len(want) {
		t.Fatalf("%d lines: %v", len(lines), lines)
	}
	for i, w := range want {
		l := lines[i]
		if l.Text != w.text || l.Indent != w.indent || l.Bullet != w.bullet || l.Number() != w.number || l.Gap != w.gap || l.Repeated() != w.repeated {
			t.Errorf("line %d is %+v, want %+v", i, l, w)
		}
	}
	if got := len(Lines(strings.Repeat("a\n", 10), 3)); got != 3 {
		t.Errorf("%d lines, want the 3 of the limit", got)
	}
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"one two-three don’t 4": 4, "谈判仍在继续": 3, "переговоры идут": 2, "— … !": 0, "किताब पढ़ो": 2,
	} {
		if got := countWords(text); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}

func TestSigns(t *testing.T) {
	for text, want := range map[string]bool{
		"Related Posts": true, "Leave a Reply": true, "Share": true, "[photo]": true, "© 2025 The Courier": true, "Sign in to your account": true,
		"What happened": false, "The crane fell.": false, "Oslo": false, "Comments by the minister were not well received in the capital": false,
	} {
		if got := newLine(text).Sign(); got != want {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// TestFeaturesStayInTheirGroups would fail where a value of one feature were
// counted as another.
func TestFeaturesStayInTheirGroups(t *testing.T) {
	texts := []string{"a", "A B C D", strings.Repeat("word, word. ", 50), "RELATED: YOU AND US", "1 2 3 4 5 6 7", "[x] | © http://a.example 2025 10:30 a.jpg", "“Quoted.”", "谈判仍在继续，特使。", "share share share share share"}
	var all []Line
	for range 3 {
		all = append(all, Lines(strings.Join(texts, "\n\n    • "), 0)...)
		all = append(all, Lines(strings.Join(texts, "\n"), 0)...)
	}
	for i, features := range Features(all, Learned()) {
		groups := map[int]int{}
		for _, f := range features {
			if f < 0 || f >= Size {
				t.Fatalf("feature %d of %q is out of range", f, all[i].Text)
			}
			groups[f/groupSize]++
		}
		for group, n := range groups {
			if n > 1 && group != fMarks/groupSize {
				t.Errorf("%q has %d features of group %d", all[i].Text, n, group)
			}
		}
	}
}

func TestScoresTellProseFromNavigation(t *testing.T) {
	prose := "The harbour was closed for a third day on Monday after a crane fell across the only channel, the port authority said."
	page := "  • Home\n  • News\n  • Sport\n\nSign in\n\n" + strings.Repeat(prose+"\n\n", 1) + prose[4:] + "\n\n" + prose[12:] + "\n\nShare this\n\n  • Facebook\n  • Twitter\n\n© 2025\n"
	lines := Lines(page, 0)
	for i, score := range Scores(lines, Learned()) {
		if long := lines[i].Words() > 10; long != (score > 0) {
			t.Errorf("%d for %q", score, lines[i].Text)
		}
	}
}

func BenchmarkScores(b *testing.B) {
	prose := "The harbour was closed for a third day on Monday after a crane fell across the only channel, the port authority said.\n\n"
	lines := Lines(strings.Repeat("  • Home\n  • News\n\n"+prose+prose, 50), 0)
	for b.Loop() {
		Scores(lines, Learned())
	}
}
