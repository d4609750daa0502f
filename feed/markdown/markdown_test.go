package markdown

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/block"
	"dateline/feed/block/blocktest"
)

func TestParseBlocks(t *testing.T) {
	tests := []struct{ name, in, want string }{
		{"headline and paragraphs", "# The *talks* go on\n\nOne\nline.\n\nTwo.\n", `
headline: The talks go on [emphasis talks]
paragraph: One line.
paragraph: Two.`},
		{"headings", "Text.\n\n# One\n\n### Three\n\nTwo\n---\n", `
paragraph: Text.
heading 1: One
heading 3: Three
heading 2: Two`},
		{"inlines", "A **bold *and* both** `code  x` [link _in_](https://a.example/) end.", `
paragraph: A bold and both code x link in end. [strong bold and both] [emphasis and] [code code x] [link link in → https://a.example/] [emphasis in]`},
		{"same address twice", "[a](https://a.example) [b](https://b.example) [c](https://a.example)", `
paragraph: a b c [link a → https://a.example] [link b → https://b.example] [link c → https://a.example]`},
		{"bare and angled addresses", "See https://a.example/x_y. And <https://b.example>.", `
paragraph: See https://a.example/x_y. And https://b.example. [link https://a.example/x_y → https://a.example/x_y] [link https://b.example → https://b.example]`},
		{"unsafe links", "[a](javascript:alert) [b](/relative) [c](data:x)", `
paragraph: a b c`},
		{"references", "A [link][x].\n\n[x]: https://a.example\n", `
paragraph: A link. [link link → https://a.example]`},
		{"quotes", "> One.\n> > Two.\n>\n> Three.\n\nEnd.", `
quote 1: One.
quote 2: Two.
quote 1: Three.
paragraph: End.`},
		{"lists", "- a\n- b\n  1. c\n  2. d\n\n     more\n- e\n", `
item 1: a
item 1: b
item 2 #1: c
item 2 #2: d
paragraph: more
item 1: e`},
		{"list from a number", "7. g\n8. h\n", `
item 1 #7: g
item 1 #8: h`},
		{"code", "```go\nfunc f() {\n\treturn\n}\n```\n\n    a\n      b\n", `
code (go): func f() {⏎    return⏎}
code: a⏎  b`},
		{"table", "| A | **B** |\n|---|:-:|\n| 1 | 2 |\n|  | 4 |\n", `
table: A⇥B⏎1⇥2⏎⇥4 [strong B]`},
		{"rule between, not at the ends", "---\n\na\n\n***\n\n***\n\nb\n\n---\n", `
paragraph: a
rule: 
paragraph: b`},
		{"strike-through is plain", "a ~~b~~ c", `
paragraph: a b c`},
		{"entities and escapes", "a &amp; b &lt;c&gt; \\*d\\* &eacute; AT&T &nosuch; x&nbsp;y", `
paragraph: a & b <c> *d* é AT&T &nosuch; x y`},
		{"entity-encoded escapes", "a&#27;[31mb&#x1b;]0;t&#7;c &#x9b;31md &#x202e;e&#8203;f", `
paragraph: abc ›31md ef`},
		{"HTML", "<div>One <b>two</b></div>\n<script>three</script>\n\nFour <i>five</i><br>six", `
paragraph: One two [strong two]
paragraph: Four five six`},
		{"picture with a caption", "![Alt](a.jpg)\n*A yard in the capital. Photo: Jane Doe/Agency*\n\n![Only this text](b.jpg)", `
caption: A yard in the capital.
credit: Photo: Jane Doe/Agency
caption: Only this text`},
		{"accent in another element", "e<b>\u0301</b>x and *caf*&#x301;", `
paragraph: éx and caf́`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Parse([]byte(tt.in), time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, a)
			if diff := cmp.Diff(strings.TrimPrefix(tt.want, "\n")+"\n", blocktest.Dump(a)); diff != "" {
				t.Errorf("blocks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestParseFrontMatter(t *testing.T) {
	published := time.Date(2025, 4, 24, 0, 0, 0, 0, time.UTC)
	full := &data.Article{
		Title: "The talks go on", Source: "Dateline", After: "ABC News, 24 Apr 2025", Authors: []string{"Jane Doe", "John Roe"},
		URL: "https://a.example/talks", Published: published, Language: "en", Text: "The talks go on\n\nNo date is set.\n\nText.",
		Blocks: []data.Block{{Kind: data.Headline, End: 15}, {Kind: data.Deck, Start: 17, End: 32}, {Start: 34, End: 39}},
	}
	tests := []struct {
		name, in string
		want     *data.Article
	}{
		{"all keys", "---\ntitle: The talks go on\nsource: Dateline\nafter: ABC News, 24 Apr 2025\ndate: 2025-04-24\nbyline: By Jane Doe and John Roe\nlink: https://a.example/talks\ndeck: No date is set.\nlang: en\n---\n\n# The talks go on\n\nText.\n", full},
		{"other names", "---\nTitle: 'The talks go on'\nsource: Dateline\nafter: ABC News, 24 Apr 2025\npublished: April 24, 2025\nauthors:\n  - Jane Doe\n  - name: John Roe\nurl: https://a.example/talks\ndescription: >\n  No date\n  is set.\nlanguage: en\n...\nText.\n", full},
		{"not YAML", "---\ntitle: Talks: they go on\ndate: 2025-04-24\nlink: javascript:x\n---\nText.", &data.Article{
			Title: "Talks: they go on", Published: published, Text: "Talks: they go on\n\nText.",
			Blocks: []data.Block{{Kind: data.Headline, End: 17}, {Start: 19, End: 24}}}},
		{"no front matter but a rule", "---\n\nText: more.\n\n---\n", &data.Article{
			Title: "Text: more", Text: "Text: more.", Blocks: []data.Block{{End: 11}}}},
		{"windows, with a mark", "\ufeff---\r\ntitle: A\r\n---\r\nText.\r\n", &data.Article{
			Title: "A", Text: "A\n\nText.", Blocks: []data.Block{{Kind: data.Headline, End: 1}, {Start: 3, End: 8}}}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, err := Parse([]byte(tt.in), time.UTC)
			if err != nil {
				t.Fatal(err)
			}
			blocktest.Check(t, got)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("article (-want +got):\n%s", diff)
			}
		})
	}
}

func TestTitle(t *testing.T) {
	tests := []struct{ in, want string }{
		{"# Head *line*\n\nText.", "Head line"},
		{"The talks in the capital went on. More was said.", "The talks in the capital went on"},
		{"U.S. envoys met Gen. Roe on Friday. More was said.", "U.S. envoys met Gen. Roe on Friday"},
		{"Despite " + strings.Repeat("negotiations ", 20) + "ended.", "Despite" + strings.Repeat(" negotiations", 6) + "…"},
		{"> “Will they talk?” she asked.", "“Will they talk?” she asked"},
	}
	for _, tt := range tests {
		a, err := Parse([]byte(tt.in), time.UTC)
		if err != nil || a.Title != tt.want {
			t.Errorf("title of %.40q is %q, %v, want %q", tt.in, a.Title, err, tt.want)
		}
	}
}

func TestNoText(t *testing.T) {
	for _, in := range []string{"", "\n\n", "---\n", "<!-- x -->", "[x]: https://a.example"} {
		if a, err := Parse([]byte(in), time.UTC); !errors.Is(err, ErrNoText) {
			t.Errorf("Parse(%q) = %v, %v", in, a, err)
		}
	}
}

func TestPublished(t *testing.T) {
	for in, want := range map[string]string{
		"---\ntitle: x\ndate: 2025-04-24\n---\n": "2025-04-24",
		"---\npublished: \"24 April 2025\"\n":    "2025-04-24",
		"title: x\ndate: 2025-04-24\n":           "",
		"---\ntitle: x\n---\n":                   "",
	} {
		got, ok := Published([]byte(in), time.UTC)
		if ok != (want != "") || ok && got.Format(time.DateOnly) != want {
			t.Errorf("Published(%q) = %v, %v", in, got, ok)
		}
	}
}

// hostile is input that takes an unguarded parser minutes or gigabytes.
func hostile(size int) map[string]string {
	fill := func(piece string) string { return strings.Repeat(piece, size/len(piece)) }
	table := "|" + strings.Repeat("a|", 60) + "\n|" + strings.Repeat("-|", 60) + "\n"
	return map[string]string{
		"emphasis":          fill("*a_ "),
		"emphasis lines":    fill("*a_ \n"),
		"emphasis blocks":   fill(strings.Repeat("*a_ ", 150) + "\n\n"),
		"brackets":          fill("["),
		"links":             fill("[a]("),
		"images":            fill("![a]"),
		"backticks":         fill("`a ``b ```c "),
		"tags":              fill("<a "),
		"comments":          fill("<!-- "),
		"quotes":            fill(">"),
		"quote lines":       fill(strings.Repeat("> ", 80) + "a\n"),
		"lists":             fill("- "),
		"list items":        fill("-\n"),
		"indents":           fill(strings.Repeat(" ", 990) + "- a\n"),
		"table":             table + fill("|\n"),
		"wide table":        "|" + fill("a|") + "\n|" + fill("-|") + "\n",
		"one word":          fill("a"),
		"paragraphs":        fill("a\n\n"),
		"headings":          fill("# a\n"),
		"definitions":       fill("[a]: b\n"),
		"brackets in lines": fill("[\n"),
		"entities":          fill("&#27;[31m"),
		"addresses":         fill("http://"),
		"no scheme":         fill("x://)"),
		"HTML":              "<div>" + fill("<b><i>"),
		"fences":            fill("```\n"),
		"front matter":      "---\na: " + fill("[") + "\n---\n",
		"aliases":           "---\na: &a [x]\nb: &b " + fill("[*a,") + "\n---\n",
		"marks":             "a" + fill("\u0335"),
		"invalid":           fill("\xff"),
	}
}

// TestHostileInputEndsSoon would not end for minutes without the guards. Its
// bound is wide, for slow machines; BenchmarkHostile measures.
func TestHostileInputEndsSoon(t *testing.T) {
	size := 2 << 20
	if testing.Short() {
		size >>= 4 // the race detector makes all of it some ten times slower
	}
	for name, in := range hostile(size) {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			a, err := Parse([]byte(in), time.UTC)
			took := time.Since(start)
			t.Logf("%v", took)
			if took > time.Minute {
				t.Errorf("took %v", took)
			}
			if err == nil && len(a.Text) > 2*block.MaxText {
				t.Errorf("%d bytes of text", len(a.Text))
			}
		})
	}
}

func TestNestedQuotesKeepTheirText(t *testing.T) {
	a, err := Parse([]byte(strings.Repeat("> ", 80)+"deep\n"), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := blocktest.Dump(a), "quote 6: deep\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLongTextIsCutWithASign(t *testing.T) {
	a, err := Parse([]byte(strings.Repeat("word ", block.MaxText/4)), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	blocktest.Check(t, a)
	if !strings.HasSuffix(a.Text, block.Rest) {
		t.Errorf("it ends in %q", a.Text[len(a.Text)-80:])
	}
}

func FuzzParse(f *testing.F) {
	for _, in := range hostile(200) {
		f.Add(in)
	}
	f.Add("---\ntitle: x\n---\n# x\n\n> - a\n>   1. *b* [c](https://d.example)\n\n| a | b |\n|---|---|\n| c | d |\n")
	f.Add("![a](b)\n*c. Photo: d*\n\n<table><tr><td>a<td>b<tr><td>c<td>d</table>\n\n```x\n\tcode\n```")
	f.Fuzz(func(t *testing.T, in string) {
		a, err := Parse([]byte(in), time.UTC)
		if err == nil {
			blocktest.Check(t, a)
		}
	})
}

// sample is an article of 500 words as the generators and people write it.
func sample() string {
	var b strings.Builder
	b.WriteString("---\ntitle: The talks go on\nsource: Dateline\ndate: 2025-04-24\nbyline: Jane Doe\n---\n\n")
	for i := range 10 {
		b.WriteString("The envoy met the **president** in the capital on Friday, officials said, and “a lot of progress” was made on the [plan](https://a.example/plan) that both sides have seen. ")
		b.WriteString("No date is set for the next round, though *both* delegations expect it within the month, in a place that neither of them named.\n\n")
		if i%4 == 3 {
			b.WriteString("## What comes next\n\n- one thing\n- another thing\n\n")
		}
	}
	return b.String()
}

func BenchmarkParse(b *testing.B) {
	in := []byte(sample())
	b.SetBytes(int64(len(in)))
	for b.Loop() {
		if _, err := Parse(in, time.UTC); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkHostile parses the largest file that is opened, of each kind.
func BenchmarkHostile(b *testing.B) {
	for name, in := range hostile(16 << 20) {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				_, _ = Parse([]byte(in), time.UTC)
			}
		})
	}
}

// BenchmarkEmphasis is 200,000 signs in one paragraph.
func BenchmarkEmphasis(b *testing.B) {
	in := []byte(strings.Repeat("*a_ ", 200_000))
	for b.Loop() {
		_, _ = Parse(in, time.UTC)
	}
}
