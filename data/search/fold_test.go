package search_test

import (
	"testing"

	"dateline/data/search"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"Kyiv", "kyiv"},
		{"Jonas Gahr Støre", "jonas gahr store"},
		{"Łódź", "lodz"},
		{"Straße GROẞ", "strasse gross"},
		{"İstanbul Kadıköy", "istanbul kadikoy"},
		{"Æsir, Œuvre, Þór", "aesir, oeuvre, thor"},
		{"São Tomé e Príncipe", "sao tome e principe"},
		{"Việt Nam", "viet nam"},
		{"e\u0301te\u0301", "ete"},
		{"“Vladimir, STOP!” ‘so’ d’État", "\"vladimir, stop!\" 'so' d'etat"},
		{"2019–2025 — end‑able", "2019-2025 - end-able"},
		{"a\n\nb\t c\u00a0 d", "a b c d"},
		{" a ", " a "},
		{"Київ, Йосип, Ёлка", "київ, йосип, ёлка"},
		{"и\u0306 а\u0301", "й а"},
		{"Ὀδυσσεύς ΆΛΦΑ", "οδυσσευσ αλφα"},
		{"ＡＢＣ１２", "abc12"},
		{"ﬁnal oﬀer", "final offer"},
		{"co\u00adop\u200b x", "coop x"},
		{"شَعْب", "شعب"},
		{"北京 がぎ", "北京 がぎ"},
		{"हिन्दी", "हिन्दी"},
		{"wait…", "wait..."},
		{"", ""},
		{"\xff\xfe", "\ufffd\ufffd"},
	} {
		if got := search.Fold(c.in); got != c.want {
			t.Errorf("Fold(%q) = %q, want %q", c.in, got, c.want)
		}
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct {
		in   string
		want []string
	}{
		{"This week’s 30-day truce", []string{"this", "week", "s", "30", "day", "truce"}},
		{"U.S. €5 100%", []string{"u", "s", "5", "100"}},
		{"北京abc ไทย", []string{"北", "京", "abc", "ไ", "ท", "ย"}},
		{"हिन्दी समाचार", []string{"हिन्दी", "समाचार"}},
		{" — ", nil},
	} {
		text := search.NewText(c.in)
		var got []string
		for w := range text.Words() {
			got = append(got, string(text.Folded()[w.Start:w.End]))
		}
		if !equal(got, c.want) || !equal(search.Split(search.Fold(c.in)), c.want) {
			t.Errorf("words of %q = %q, want %q", c.in, got, c.want)
		}
	}
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
