package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"sort"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/data/store"
	"dateline/feed/entity/rules"
)

// zone and today are fixed, so that screens are the same on every machine.
var (
	zone  = time.FixedZone("CEST", 2*3600)
	today = time.Date(2025, 4, 25, 9, 30, 0, 0, zone)
)

func clock() time.Time { return today }

// names is a recogniser for the tests: it knows the names of their articles.
type names struct{}

var known = []struct {
	kind  data.Kind
	forms []string // the longest first
}{
	{data.Person, []string{"Marta Lindqvist", "Lindqvist"}},
	{data.Person, []string{"Tomás Iriarte", "Iriarte"}},
	{data.Person, []string{"Li Wei"}},
	{data.Place, []string{"Lisbon"}},
	{data.Place, []string{"Reykjavík"}},
	{data.Place, []string{"Norway"}},
	{data.Organisation, []string{"Harbour Board"}},
	{data.Organisation, []string{"Coast Guard"}},
}

func (names) Version() string { return "test-1" }

func (names) Recognise(_ context.Context, a *data.Article) data.Recognition {
	r := data.Recognition{Version: "test-1", Language: a.Language}
	for _, k := range known {
		e := data.LocalEntity{Kind: k.kind, Name: k.forms[0], Join: strings.ToLower(k.forms[0]), Aliases: k.forms[1:]}
		for at := 0; at < len(a.Text); at++ {
			for _, f := range k.forms {
				if strings.HasPrefix(a.Text[at:], f) {
					e.Mentions = append(e.Mentions, data.LocalMention{Start: at, End: at + len(f), Why: data.Why{By: "list"}})
					at += len(f) - 1
					break
				}
			}
		}
		if len(e.Mentions) > 0 {
			r.Entities = append(r.Entities, e)
		}
	}
	sort.SliceStable(r.Entities, func(i, j int) bool { return r.Entities[i].Mentions[0].Start < r.Entities[j].Mentions[0].Start })
	r.Quotes = said(a.Text, r.Entities)
	return r
}

// said finds what "said" and a known name follow.
func said(text string, entities []data.LocalEntity) (quotes []data.LocalQuote) {
	for at := 0; ; {
		open := strings.Index(text[at:], "“")
		if open < 0 {
			return quotes
		}
		start := at + open + len("“")
		end := start + strings.Index(text[start:], "”")
		at = end
		for i, e := range entities {
			for _, m := range e.Mentions {
				if m.Start == end+len("” said ") && text[end:m.Start] == "” said " {
					quotes = append(quotes, data.LocalQuote{Start: start, End: end, Speaker: i, CueStart: m.Start - len("said "), CueEnd: m.End})
				}
			}
		}
	}
}

// compose makes an article of a small form: a title, then blocks parted by
// blank lines. "# " begins a heading, "> " a quotation, "- " an item; a link is
// [text](address).
func compose(id data.ID, day int, source, title string, blocks ...string) *data.Article {
	a := &data.Article{
		ID: id, Title: title, Source: source, Published: time.Date(2025, 4, day, 0, 0, 0, 0, zone),
		URL: "https://example.org/" + string(id),
	}
	for _, b := range blocks {
		kind := data.Paragraph
		switch {
		case strings.HasPrefix(b, "# "):
			kind, b = data.Heading, b[2:]
		case strings.HasPrefix(b, "> "):
			kind, b = data.Quote, b[2:]
		case strings.HasPrefix(b, "- "):
			kind, b = data.Item, b[2:]
		}
		if a.Text != "" {
			a.Text += "\n\n"
		}
		block := data.Block{Kind: kind, Start: len(a.Text), Level: 1}
		for {
			before, rest, ok := strings.Cut(b, "[")
			text, after, ok2 := strings.Cut(rest, "](")
			url, after2, ok3 := strings.Cut(after, ")")
			if !ok || !ok2 || !ok3 {
				break
			}
			start := len(a.Text) + len(before)
			block.Inlines = append(block.Inlines, data.Inline{Kind: data.Anchor, Start: start, End: start + len(text), Link: len(a.Links)})
			a.Links = append(a.Links, data.Link{URL: url})
			a.Text += before + text
			b = after2
		}
		a.Text += b
		block.End = len(a.Text)
		a.Blocks = append(a.Blocks, block)
	}
	return a
}

// stories are the tests' own news, all of it invented.
func stories() []*data.Article {
	filler := "The tide was out, the quay was dry, and nothing that anybody said changed what the chart showed for the week. "
	return []*data.Article{
		compose("a1", 24, "Harbour Gazette", "Ferry to the outer islands reopens",
			"Marta Lindqvist opened the ferry line to the outer islands on Thursday, two years after the storm that closed it. Norway paid for half of the new boat, the Harbour Board for the rest.",
			"“It floats,” said Lindqvist. The [timetable](https://example.org/timetable) is out, and the [fares](https://example.org/fares) are as they were.",
			"# What it costs",
			strings.Repeat(filler, 6),
			"> We waited for this boat longer than for any other.",
			strings.Repeat(filler, 4),
			"Tomás Iriarte of the Coast Guard called the line safe. Lindqvist and Iriarte will both be on the first boat."),
		compose("a2", 23, "Coast & Tide", "Spring tide tables are out",
			"The tables for Lisbon and Reykjavík were printed on Wednesday.", "- Lisbon: high water at noon.", "- Reykjavík: high water at six."),
		compose("a3", 22, "Harbour Gazette", "Harbour Board picks a builder for the new quay, and says in so many words why it took a year",
			"The Harbour Board has chosen a builder. Marta Lindqvist, who leads it, signed on Tuesday.", "Iriarte was not there."),
		compose("a4", 21, "Orbit Weekly", "A comet for patient people", strings.Repeat("No names stand in this piece. ", 8)),
		compose("a5", 20, "Orbit Weekly", "Li Wei in Lisbon", "Li Wei spoke in Lisbon about tides and tariffs. Marta Lindqvist listened."),
	}
}

// newLibrary is the library that the program itself uses, with the articles in
// it recognised, and what lasts kept in memory.
func newLibrary(t testing.TB, articles ...*data.Article) *memory.Library {
	t.Helper()
	l := memory.New(memory.Config{
		Recogniser: names{},
		Open:       func() (memory.Keeper, []data.Problem) { return store.Memory(clock), nil },
		Correct: func() data.Corrector {
			return rules.Open(filepath.Join(t.TempDir(), "rules.toml"), joinOf)
		},
	})
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Errorf("closing the library: %v", err)
		}
	})
	l.Add(articles...)
	l.Done()
	if err := l.Wait(context.Background(), true); err != nil {
		t.Fatal(err)
	}
	return l
}

// joinOf is the join that the tests' recogniser gives a name.
func joinOf(_ data.Kind, name string) string { return strings.ToLower(name) }

// manyStories makes n more articles, each naming two of the known.
func manyStories(n int) []*data.Article {
	out := make([]*data.Article, n)
	for i := range out {
		a, b := known[i%len(known)].forms[0], known[(i/3+1)%len(known)].forms[0]
		text := fmt.Sprintf("%s met %s on day %d. ", a, b, i) + strings.Repeat("The wind turned and the boats came in one by one under a low sky. ", 30) + "At last " + a + " went home."
		out[i] = compose(data.ID(fmt.Sprintf("m%04d", i)), 1+i%19, "Wire", fmt.Sprintf("%s and %s, part %d", a, b, i), text, strings.Repeat(text, 2))
	}
	return out
}
