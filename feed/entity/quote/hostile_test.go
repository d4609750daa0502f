package quote_test

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/entity/measure"
	"dateline/feed/entity/quote"
	"dateline/feed/entity/token"
)

// check fails unless quotations are apart, ordered, in the text, and by someone
// who is there.
func check(t *testing.T, text string, entities []data.LocalEntity, quotes []data.LocalQuote) {
	t.Helper()
	at, valid := 0, utf8.ValidString(text)
	for _, q := range quotes {
		if q.Start < at || q.End <= q.Start || q.End > len(text) {
			t.Fatalf("a quotation [%d,%d) after %d in %d bytes", q.Start, q.End, at, len(text))
		}
		at = q.End
		if q.Speaker < -1 || q.Speaker >= len(entities) {
			t.Fatalf("a quotation by %d of %d", q.Speaker, len(entities))
		}
		if q.CueStart < 0 || q.CueEnd < q.CueStart || q.CueEnd > len(text) {
			t.Fatalf("a cue [%d,%d) in %d bytes", q.CueStart, q.CueEnd, len(text))
		}
		if valid && !utf8.ValidString(text[q.Start:q.End]) {
			t.Fatalf("a quotation cuts a letter: %q", text[q.Start:q.End])
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, seed := range []string{
		`“We go,” said Anna Ruiz, the director. “We stay.”`,
		"'It's ours,' she said.\n\"A\n\"B\" said Hardie: „C“ «D» »E«",
		"RUIZ: We go.\nHARDIE: We stay.\nRUIZ: Anna Ruiz.\n> x",
		"“‘“‘\"'",
		"The Met Office, according to a spokesman, said: \xff“\xe2\x80",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, passages, entities := parts(text)
		for kind := data.Paragraph; kind <= data.Rule; kind++ {
			passages[0].Kind = kind
			check(t, text, entities, quote.Find(tokens, passages, entities))
		}
	})
}

// TestHostile takes no longer a byte than other text would on a slow machine.
func TestHostile(t *testing.T) {
	const most = 30 * time.Second // a twentieth of a second is usual
	size := 2_000_000
	if testing.Short() { // as under the race detector, where all takes ten times as long
		size /= 10
	}
	for name, unit := range map[string]string{
		"opening":    "“",
		"closing":    "”",
		"typed":      `"`,
		"single":     "'",
		"all marks":  "“‘«»„\"'’”",
		"apart":      `" `,
		"empty":      `“” `,
		"words":      `“a `,
		"said":       `“A,” said Anna Ruiz. `,
		"pronouns":   `“A,” she said. `,
		"roles":      `“A,” the spokesman said. The company said: “B.” `,
		"verbs":      "said ",
		"commas":     "Anna Ruiz, ",
		"colons":     "Anna Ruiz: ",
		"lines":      "“A\n",
		"introduced": "Ruiz, who said:\n“A.”\n",
		"turns":      "RUIZ: A\nHARDIE: B\n",
		"strangers":  "QX: A\nWY: B\n",
	} {
		text := strings.Repeat(unit, size/len(unit))
		tokens, passages, entities := parts(text)
		from := time.Now()
		quotes := quote.Find(tokens, passages, entities)
		if took := time.Since(from); took > most {
			t.Errorf("%s: %d bytes take %s", name, len(text), took)
		}
		t.Logf("%-10s %4d ms", name, time.Since(from).Milliseconds())
		check(t, text, entities, quotes)
	}
}

// BenchmarkFind finds the quotations of ordinary news, and of the known
// articles, of which nearly every line has some. All names are given.
func BenchmarkFind(b *testing.B) {
	texts, err := measure.Folder("../testdata/articles")
	if err != nil {
		b.Fatal(err)
	}
	var news, quoted strings.Builder
	for _, t := range texts {
		news.WriteString(t.Text + "\n")
	}
	for _, m := range folder(b, "known") {
		quoted.WriteString(m.article.Text + "\n")
	}
	b.Run("news", func(b *testing.B) { benchmark(b, news.String()) })
	b.Run("quoted", func(b *testing.B) { benchmark(b, quoted.String()) })
}

func benchmark(b *testing.B, text string) {
	words := len(strings.Fields(text))
	tokens, passages, _ := parts(text)
	entities := nobodyElse(tokens)
	b.ReportAllocs()
	for b.Loop() {
		quote.Find(tokens, passages, entities)
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(words)*1000, "µs/1000words")
}

// nobodyElse takes every run of capitals for a person, so that there are more
// names to look at than the recogniser finds.
func nobodyElse(text *token.Text) []data.LocalEntity {
	byName := map[string]int{}
	var out []data.LocalEntity
	for i := 0; i < len(text.Tokens); i++ {
		from := i
		for i < len(text.Tokens) && strings.Contains("ABCDEFGHIJKLMNOPQRSTUVWXYZ", text.Word(text.Tokens[i])[:1]) {
			i++
		}
		if i == from {
			continue
		}
		m := data.LocalMention{Start: text.Tokens[from].Start, End: text.Tokens[i-1].End}
		name := text.Source[m.Start:m.End]
		k, known := byName[name]
		if !known {
			k = len(out)
			byName[name] = k
			out = append(out, data.LocalEntity{Kind: data.Person, Name: name})
		}
		out[k].Mentions = append(out[k].Mentions, m)
	}
	return out
}
