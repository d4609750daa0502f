package token

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// cut shows a text's tokens parted by spaces and its sentences by " | ".
func cut(text string) string {
	t := &Text{Apart: func(l, r string) bool { return l == "Russia" && r == "Ukraine" || l == "U.S." }}
	t.Reset(text)
	t.Add(0, len(text))
	var out []string
	for i := range t.Ends {
		var words []string
		for _, k := range t.Sentence(i) {
			words = append(words, t.Word(k))
		}
		out = append(out, strings.Join(words, " "))
	}
	return strings.Join(out, " | ")
}

func TestTokens(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"", ""},
		{"  \n \t ", ""},
		{"She left. He stayed.", "She left . | He stayed ."},
		{"Gen. Ana Ruiz met Mr. Li.", "Gen. Ana Ruiz met Mr. Li ."},
		{"the U.S. Army", "the U.S. Army"},
		{"J. K. Olsen", "J. K. Olsen"},
		{"Kenya’s plan, Saints' win", "Kenya ’s plan , Saints ' win"},
		{"It doesn't. “Go!” she said.", "It does n't . | “ Go ! ” she said ."},
		{"“It’s over.” Next", "“ It ’s over . ” | Next"},
		{"a Moscow-based, U.S.-backed firm", "a Moscow - based , U.S. - backed firm"},
		{"a U.S.-wide ban", "a U.S. - wide ban"},
		{"Russia-Ukraine and Baden-Baden", "Russia - Ukraine and Baden-Baden"},
		{"talks—again—in Rome/Bari", "talks — again — in Rome / Bari"},
		{"at 10:30 [12] (AFP)", "at 10:30 [ 12 ] ( AFP )"},
		{"5,000 men,women", "5,000 men , women"},
		{"see https://example.org/a/b-c now", "see https://example.org/a/b-c now"},
		{"wait... what", "wait ... what"},
		{"@press #Oslo @ 5", "@press #Oslo @ 5"},
		{"one\ntwo", "one | two"},
		{"March\tOslo\nMay\t\tBari", "March | Oslo | May | Bari"},
		{"to Kaveri Pvt. Ltd. and Jn. Alcide", "to Kaveri Pvt. Ltd. and Jn. Alcide"},
		{"in Wheeling, W.Va. Pasta of Bello S.p.A. sells", "in Wheeling , W.Va. Pasta of Bello S.p.A. sells"},
		{"Alpha. beta", "Alpha . beta"},
		{"'s only", "'s only"},
	} {
		if got := cut(c.text); got != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestOffsetsCoverEveryWord(t *testing.T) {
	const text = "Zoë’s—ÅLESUND-based—team (“No”)…"
	x := &Text{}
	x.Reset(text)
	x.Add(0, len(text))
	var joined strings.Builder
	for _, k := range x.Tokens {
		joined.WriteString(x.Word(k))
	}
	if joined.String() != strings.ReplaceAll(text, " ", "") {
		t.Errorf("tokens join to %q", joined.String())
	}
}

func TestHostileTextIsLinear(t *testing.T) {
	for name, text := range map[string]string{
		"one token":      strings.Repeat("a", 1<<20),
		"slashes":        strings.Repeat("a/", 1<<19),
		"hyphens":        strings.Repeat("A-", 1<<19),
		"quotes":         strings.Repeat("'", 1<<20),
		"stops":          strings.Repeat(".", 1<<20),
		"no full stop":   strings.Repeat("word ", 200_000),
		"invalid":        strings.Repeat("\xff\xfe", 1<<19),
		"combining":      strings.Repeat("\u0301", 1<<19),
		"colons":         strings.Repeat("a:", 1<<19),
		"trailing marks": "x" + strings.Repeat("!.", 1<<19),
	} {
		start := time.Now()
		x := &Text{}
		x.Reset(text)
		x.Add(0, len(text))
		if d := time.Since(start); d > time.Minute {
			t.Errorf("%s took %v", name, d)
		}
		for i := range x.Ends {
			if n := len(x.Sentence(i)); n > SentenceTokens {
				t.Errorf("%s: sentence of %d tokens", name, n)
			}
		}
	}
}

func FuzzTokens(f *testing.F) {
	for _, s := range []string{"She left. He stayed.", "a—b's \xff", "U.S.-led", "...", "(\"'"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		x := &Text{Apart: func(string, string) bool { return true }}
		x.Reset(text)
		x.Add(0, len(text))
		at := 0
		for _, k := range x.Tokens {
			if k.Start < at || k.End <= k.Start || k.End > len(text) {
				t.Fatalf("token %v after %d", k, at)
			}
			at = k.End
			if utf8.ValidString(text) && !utf8.ValidString(x.Word(k)) {
				t.Fatalf("token %q cuts a character", x.Word(k))
			}
		}
		if n := len(x.Ends); len(x.Tokens) > 0 && (n == 0 || x.Ends[n-1] != len(x.Tokens)) {
			t.Fatalf("tokens outside sentences: %v of %d", x.Ends, len(x.Tokens))
		}
	})
}
