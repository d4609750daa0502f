package search_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/search"
)

func TestPatternHits(t *testing.T) {
	for _, c := range []struct {
		term data.Term
		text string
		tier search.Tier
		want string
	}{
		{data.Term{Text: "war"}, "war, warm, toward", search.Exact, "[war], [war]m, toward"},
		{data.Term{Text: "war"}, "toward warm", search.Prefix, "toward [war]m"},
		{data.Term{Text: "war"}, "toward", search.Substring, "to[war]d"},
		{data.Term{Text: "ar"}, "toward", search.None, "toward"},
		{data.Term{Text: "京"}, "北京", search.Exact, "北[京]"},
		{data.Term{Text: "北京"}, "去北京了", search.Exact, "去[北京]了"},
		{data.Term{Text: "北京"}, "TV北京", search.Exact, "TV[北京]"},
		{data.Term{Text: "tv北"}, "北TV北京", search.Exact, "北[TV北]京"},
		{data.Term{Text: "STORE"}, "Støre’s", search.Exact, "[Støre]’s"},
		{data.Term{Text: "peace deal", Phrase: true}, "a Peace\n\ndeal; peace, deal; peace dealer", search.Exact, "a [Peace\n\ndeal]; [peace, deal]; peace dealer"},
		{data.Term{Text: "peace de", Phrase: true, Prefix: true}, "peace deal", search.Prefix, "[peace de]al"},
		{data.Term{Text: "peace de ", Phrase: true, Prefix: true}, "peace deal", search.None, "peace deal"},
		{data.Term{Text: "U.S.", Prefix: true}, "a U. super, the U.S. so", search.Exact, "a U. super, the [U.S]. so"},
		{data.Term{Text: "U.S", Prefix: true, Not: true}, "a U. super", search.None, "a U. super"}, // -U.S: a whole word
		{data.Term{Text: "war", Phrase: true}, "warm toward", search.None, "warm toward"},
		{data.Term{Text: "week’s"}, "this week's end", search.Exact, "this [week's] end"},
		{data.Term{Text: "ceasef"}, "the cease-fire", search.Close, "the [cease-fire]"},
		{data.Term{Text: "cease-fire"}, "the ceasefire", search.None, "the ceasefire"},
		{data.Term{Text: "$"}, "$", search.None, "$"},
	} {
		tier, hits := search.Compile(c.term).Hits(search.NewText(c.text))
		got := c.text
		for _, h := range slices.Backward(hits) {
			got = got[:h.Start] + "[" + got[h.Start:h.End] + "]" + got[h.End:]
		}
		if tier != c.tier || got != c.want {
			t.Errorf("%q in %q: %d %q, want %d %q", c.term.Text, c.text, tier, got, c.tier, c.want)
		}
	}
}

func TestFuzzyLetsNoJunkThrough(t *testing.T) {
	for _, c := range []struct {
		asked, title string
		want         string
	}{
		{"putsig", "Putin signals he will go on", "[Put]in [sig]nals he will go on"},
		{"witkof", "Who is Steve Witkoff?", "Who is Steve [Witkof]f?"},
		{"wtkff", "Who is Steve Witkoff?", "Who is Steve [W]i[tk]o[ff]?"},
		{"stre", "Støre in Kyiv", "[St]ø[re] in Kyiv"},
		{"tariff", "The ferry runs again", ""},
		{"sumy", "Summary of the strategy", ""},
		{"pn", "Putin now", ""},
		{"end", "Every new day", ""},
		{"", "x", ""},
	} {
		got := ""
		if hits := search.NewText(c.title).Fuzzy(c.asked); hits != nil {
			got = c.title
			for _, h := range slices.Backward(hits) {
				got = got[:h.Start] + "[" + got[h.Start:h.End] + "]" + got[h.End:]
			}
		}
		if got != c.want {
			t.Errorf("%q in %q: %q, want %q", c.asked, c.title, got, c.want)
		}
	}
}

func TestSnippet(t *testing.T) {
	const text = "Headline of it\n\nThe first words come here. Then a truce\n\tof thirty days was named, " +
		"and Kyiv said that a truce is no peace. At the end there is nothing."
	for _, c := range []struct {
		words string
		width int
		want  string
	}{
		{"truce", 40, "…Then a [truce] of thirty days was named,…"},
		{"truce kyiv", 44, "…a [truce] of thirty days was named, and [Kyiv]…"},
		{"nothing", 30, "…At the end there is [nothing]."},
		{"first", 24, "The [first] words come…"},
		{"absent", 30, "The first words come here.…"},
		{"headline", 12, "The first…"},
		{"words", 3, "…[w]…"},
	} {
		var found []search.Found
		for i, w := range strings.Fields(c.words) {
			for _, h := range search.Find(text, w) {
				found = append(found, search.Found{Hit: h, Term: i})
			}
		}
		slices.SortFunc(found, func(a, b search.Found) int { return a.Start - b.Start })
		line, marks := search.Snippet(text, strings.Index(text, "The"), found, c.width)
		got := line
		for _, m := range slices.Backward(marks) {
			got = got[:m.Start] + "[" + got[m.Start:m.End] + "]" + got[m.End:]
		}
		if got != c.want {
			t.Errorf("%s in %d: %q, want %q", c.words, c.width, got, c.want)
		}
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("The first words come here. Then a truce", "truce", 20, 0)
	f.Add("北京去了北京 e\u0301e\u0301", "京", 5, 3)
	f.Add("averyverylongwordindeed", "long", 6, 0)
	f.Fuzz(func(t *testing.T, text, needle string, width, from int) {
		if !utf8.ValidString(text) || from < 0 || from > len(text) || from < len(text) && !utf8.RuneStart(text[from]) || width > 1000 {
			return
		}
		var found []search.Found
		for _, h := range search.Find(text, needle) {
			found = append(found, search.Found{Hit: h})
		}
		line, marks := search.Snippet(text, from, found, width)
		if !utf8.ValidString(line) || strings.ContainsAny(line, "\n\t") {
			t.Fatalf("snippet %q", line)
		}
		last := 0
		for _, m := range marks {
			if m.Start < last || m.End <= m.Start || m.End > len(line) || !utf8.ValidString(line[m.Start:m.End]) {
				t.Fatalf("marks %v of %q", marks, line)
			}
			last = m.End
		}
	})
}

func TestRankingInWholeNumbers(t *testing.T) {
	if a, b := search.Weight(1, 1000), search.Weight(500, 1000); a <= b || b <= 0 {
		t.Errorf("a rare word weighs %d, a common one %d", a, b)
	}
	for df := 0; df < 2000; df++ {
		if search.Weight(df, 1000) < 0 || search.Weight(df+1, 1000) > search.Weight(df, 1000) {
			t.Fatalf("weight goes up at %d", df)
		}
	}
	if a, b := search.Frequency(1, search.Norm(100, 500)), search.Frequency(1, search.Norm(1000, 500)); a <= b {
		t.Errorf("once in a short text counts %d, in a long one %d", a, b)
	}
	if a, b := search.Frequency(10, search.Norm(500, 500)), search.Frequency(1, search.Norm(500, 500)); a <= b || a > 256*22/10 {
		t.Errorf("ten times count %d, once %d", a, b)
	}
	if got := search.Frequency(1_000_000, search.Norm(1_000_000, 0)); got < 0 {
		t.Errorf("a huge text counts %d", got)
	}
}
