package story

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline/data"
	"dateline/feed/block/blocktest"
	"dateline/feed/wire"
)

func slot(text string) wire.Slot {
	var s wire.Slot
	s.Set(wire.Own, wire.Text{HTML: text})
	return s
}

func TestDates(t *testing.T) {
	oslo := time.FixedZone("Oslo", 2*3600)
	tests := []struct{ in, want string }{
		{"Mon, 28 Apr 2025 10:30:00 GMT", "2025-04-28T10:30:00Z"},
		{"Mon, 28 Apr 2025 10:30:00 +0100", "2025-04-28T10:30:00+01:00"},
		{"Mon, 8 Apr 2025 10:30:00 EDT", "2025-04-08T10:30:00-04:00"},
		{"28 Apr 25 10:30 PST", "2025-04-28T10:30:00-08:00"},
		{"Mon, 28 April 2025 10:30:00 EST", "2025-04-28T10:30:00-05:00"},
		{"Seg, 28 Abr 2025 19:42:40 -0300", "2025-04-28T19:42:40-03:00"},
		{"lun., 28 avr. 2025 10:30:00 +0200", "2025-04-28T10:30:00+02:00"},
		{"2025-04-28T10:30:00Z", "2025-04-28T10:30:00Z"},
		{"2025-04-28T10:30:00.123456+02:00", "2025-04-28T10:30:00+02:00"},
		{"2025-04-28T10:30+02:00", "2025-04-28T10:30:00+02:00"},
		{"2025-04-28T10:30:00", "2025-04-28T10:30:00+02:00"},
		{"20250428T103000Z", "2025-04-28T10:30:00Z"},
		{"2025/4/8 14:33:00", "2025-04-08T14:33:00+02:00"},
		{"2025-04", "2025-04-01T00:00:00+02:00"},
		{"2025", "2025-01-01T00:00:00+02:00"},
		{" \n2025-04-28 ", "2025-04-28T00:00:00+02:00"},
		{"1745829000", "2025-04-28T10:30:00+02:00"}, {"1745829000123", "2025-04-28T10:30:00+02:00"},
		{"123456", ""}, {"2033010203", ""}, {"999999999999", ""},
		{"yesterday", ""}, {"", ""}, {"2025-13-45", ""}, {"Mon, 31 Feb 2025 10:00:00 GMT", ""}, {strings.Repeat("2", 100), ""},
	}
	for _, tt := range tests {
		got := date(tt.in, oslo)
		if tt.want == "" {
			if !got.IsZero() {
				t.Errorf("%q is %v", tt.in, got)
			}
			continue
		}
		if s := got.Format(time.RFC3339); s != tt.want {
			t.Errorf("%q is %s, want %s", tt.in, s, tt.want)
		}
	}
}

func TestPeople(t *testing.T) {
	tests := []struct {
		in   wire.Person
		want data.Author
	}{
		{wire.Person{Whole: "Liv Dahl"}, data.Author{Name: "Liv Dahl"}},
		{wire.Person{Whole: "liv@a.example (Liv Dahl)"}, data.Author{Name: "Liv Dahl", Email: "liv@a.example"}},
		{wire.Person{Whole: "Liv Dahl <liv@a.example>"}, data.Author{Name: "Liv Dahl", Email: "liv@a.example"}},
		{wire.Person{Whole: "Liv Dahl (mailto:liv+news@a.example)"}, data.Author{Name: "Liv Dahl", Email: "liv+news@a.example"}},
		{wire.Person{Whole: "liv@a.example"}, data.Author{Email: "liv@a.example"}},
		{wire.Person{Whole: "Liv @dahl"}, data.Author{Name: "Liv @dahl"}},
		{wire.Person{Whole: "L&iacute;v <b>Dahl</b>\x1b[1m"}, data.Author{Name: "Lív Dahl"}},
		{wire.Person{Name: "Liv", Email: "e", URL: "javascript:x"}, data.Author{Name: "Liv", Email: "e"}},
	}
	for _, tt := range tests {
		if got := person(tt.in); got != tt.want {
			t.Errorf("%+v became %+v, want %+v", tt.in, got, tt.want)
		}
	}
	all := []wire.Person{{Name: "a"}, {Name: "publisher", Rank: wire.Last}, {Name: "a"}, {Name: "b and c"}}
	if diff := cmp.Diff([]string{"a", "b", "c"}, names(people(all))); diff != "" {
		t.Errorf("names (-want +got):\n%s", diff)
	}
}

// TestCompose: which of its texts an article is made of.
func TestCompose(t *testing.T) {
	tests := []struct{ name, title, summary, body, want string }{
		{"body", "T", "<p>s</p>", "<p>b</p>", "headline: T\nparagraph: b"},
		{"summary alone", "T", "<p>s</p>", "", "headline: T\nparagraph: s"},
		{"a body with nothing in it", "T", "<p>s</p>", "<div><img></div>", "headline: T\nparagraph: s"},
		{"no title", "", "", "<p>First one. Second.</p>", "paragraph: First one. Second."},
		{"title alone", "T", "", "", "headline: T"},
	}
	for _, tt := range tests {
		f := &wire.Feed{}
		i := &wire.Item{}
		i.Title, i.Summary, i.Body = slot(tt.title), slot(tt.summary), slot(tt.body)
		f.Add(i)
		_, entries := Feed(f, Options{})
		Compose(&entries[0])
		a := entries[0].Article
		blocktest.Check(t, a)
		if got := strings.TrimSpace(blocktest.Dump(a)); got != tt.want || a.Title == "" {
			t.Errorf("%s: %q with the title %q, want %q", tt.name, got, a.Title, tt.want)
		}
	}
}

// TestSafeAtTheDoor: no control and no dangerous address is in any field.
func TestSafeAtTheDoor(t *testing.T) {
	const bad = "x\x1b]0;y\a\u202e&#27;[31m&#x202e;\r"
	f := &wire.Feed{Format: bad}
	common := wire.Common{
		GUID: slot(bad), Title: slot(bad), Summary: slot(bad), Link: slot("javascript:" + bad), Language: bad, Rights: slot(bad), Picture: slot(bad),
		Links: []wire.Link{{URL: bad}}, Authors: []wire.Person{{Name: bad, Email: bad, URL: bad}}, Categories: []string{bad},
		Files: []wire.File{{URL: "https://a.example/", Type: bad, Title: bad, Length: bad}}, Published: slot(bad), Updated: slot(bad),
	}
	f.Common, f.Generator = common, slot(bad)
	f.Add(&wire.Item{Common: common, Body: slot(bad), Comments: slot(bad), Source: slot(bad)})
	feed, entries := Feed(f, Options{})
	Compose(&entries[0])
	shown := cmp.Diff(data.Feed{}, *feed) + cmp.Diff(data.Entry{}, entries[0])
	for _, c := range []string{"\\x1b", "\x1b", "\u202e", "\\u202e", "\\a", "\\r", "javascript:"} {
		if strings.Contains(shown, c) {
			t.Errorf("%q is in\n%s", c, shown)
		}
	}
	if entries[0].Enclosures[0].URL == "" || feed.Title == "" {
		t.Errorf("what may stay is gone:\n%s", shown)
	}
}
