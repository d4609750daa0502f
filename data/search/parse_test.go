package search_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

// east is a zone where midnight isn't midnight in UTC.
var east = time.FixedZone("east", 3*60*60)

// now is a Friday morning.
var now = time.Date(2025, 4, 25, 1, 30, 0, 0, east)

var fieldNames = map[data.Field]string{
	data.AnyField: "", data.PersonField: "person:", data.PlaceField: "place:", data.OrgField: "org:",
	data.TitleField: "title:", data.SourceField: "source:", data.AfterField: "after:", data.BeforeField: "before:",
	data.UnreadField: "unread", data.ReadField: "read", data.StarredField: "starred",
	data.TextField: "text:", data.AuthorField: "author:", data.EntityField: "entity:", data.LanguageField: "lang:",
	data.HasLinkField: "link", data.HasPictureField: "picture", data.FeedIDField: "feed:=",
}

// canon writes a query in one way: ~ for a word that may go on, quotes for a
// phrase, brackets around all that is joined.
func canon(q data.Query) string {
	var parts []string
	for _, part := range q.Parts() {
		parts = append(parts, canonPart(part))
	}
	return strings.Join(parts, " ")
}

func canonPart(e data.Expr) string {
	if e.Op == data.Leaf {
		return canonTerm(e.Term)
	}
	var args []string
	for _, arg := range e.Args {
		args = append(args, canonPart(arg))
	}
	return "(" + strings.Join(args, map[data.Op]string{data.And: " ", data.Or: " or "}[e.Op]) + ")"
}

func canonTerm(t data.Term) string {
	s := fieldNames[t.Field]
	if t.Not {
		s = "-" + s
	}
	if !t.Day.IsZero() {
		s += t.Day.Format("2006-01-02T15:04Z07")
	}
	if t.Phrase {
		s += `"` + t.Text + `"`
	} else {
		s += t.Text
	}
	if t.Prefix {
		s += "~"
	}
	return s
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"", ""},
		{"  ", ""},
		{"kyiv ceasef", "kyiv ceasef"},
		{" Kyiv\u00a0Lisbon ", "Kyiv Lisbon"},
		{`"end-able war" -sport`, `"end-able war" -sport`},
		{`“curly quotes” -„low”`, `"curly quotes" -"low"`},
		{`person:"Li Wei" place:lisbon`, `person:"Li Wei" place:lisbon`},
		{"org:nato organisation:nato organization:nato", "org:nato org:nato org:nato"},
		{"source:bbc feed:bbc -feed:rt", "source:bbc source:bbc -source:rt"},
		{"TITLE:Tide", "title:Tide"},
		{"after:2025-04-10", "after:2025-04-10T00:00+03"},
		{"before:2025-4-1", "before:2025-04-01T00:00+03"},
		{"after:2025-04 before:2026", "after:2025-04-01T00:00+03 before:2026-01-01T00:00+03"},
		{"after:today before:yesterday", "after:2025-04-25T00:00+03 before:2025-04-24T00:00+03"},
		{"after:7d after:2w", "after:2025-04-18T00:00+03 after:2025-04-11T00:00+03"},
		{"after:2024-02-29", "after:2024-02-29T00:00+03"},
		{"is:unread is:READ -is:starred", "unread read -starred"},
		// Text with a colon or a dash is text.
		{"10:30", "10:30"},
		{"https://example.org/a", "https://example.org/a"},
		{"Trump: a portrait", "Trump: a portrait"},
		{"Trump:Putin", "Trump:Putin"},
		{"Johnson & Johnson – really", "Johnson Johnson really"},
		{"cease-fire", "cease-fire"},
		{`say"so`, `say"so`},
	} {
		q, err := search.Parse(c.source, now, east, false)
		if err != nil || canon(q) != c.want {
			t.Errorf("Parse(%q) = %s, %v; want %s", c.source, canon(q), err, c.want)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct{ source, at, cause, rest string }{
		{"tariff after:2025-31-04", "2025-31-04", "2025 has no month 31; dates are year-month-day", "tariff"},
		{"after:2025-04-31 x", "2025-04-31", "April 2025 has no day 31; dates are year-month-day", "x"},
		{"before:2025-00-01", "2025-00-01", "2025 has no month 0; dates are year-month-day", ""},
		{"before:2025-01-00", "2025-01-00", "January 2025 has no day 0; dates are year-month-day", ""},
		{"before:monday x", "monday", "“monday” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", "x"},
		{"after:24.4.2025", "24.4.2025", "“24.4.2025” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", ""},
		{"after:2025-04-24-1", "2025-04-24-1", "“2025-04-24-1” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", ""},
		{"after: x", "after:", "after: needs a date, as 2025-04-24, after it", "x"},
		{"persn:li x", "persn:", "there is no field persn:; did you mean person:?", "x"},
		{"Palce:li", "Palce:", "there is no field palce:; did you mean place:?", ""},
		{"outlet:li x", "outlet:", "there is no field outlet:; the fields are person, place, org, entity, title, text, " +
			"source, feed, author, lang, after, before, is, has. In quotes it is text", "x"},
		{"person: x", "person:", "person: needs a name after it", "x"},
		{`title:""`, `title:""`, "title: needs a word after it", ""},
		{"is:red x", "red", "is: knows unread, read and starred, not red", "x"},
		{"is: x", "is:", "is: needs unread, read or starred", "x"},
		{`x "not closed`, `"not closed`, "this quote isn't closed", "x"},
		{`person:"not closed`, `"not closed`, "this quote isn't closed", ""},
		{`x after:"2025-04-10`, `"2025-04-10`, "this quote isn't closed", "x"},
		{`lang:"en tariff`, `"en tariff`, "this quote isn't closed", ""},
		{`is:"read`, `"read`, "this quote isn't closed", ""},
		{"путин persn:x", "persn:", "there is no field persn:; did you mean person:?", "путин"},
		{"$ –", "$", "there is no letter or digit to look for", ""},
		{"person:$", "$", "there is no letter or digit to look for", ""},
	} {
		q, err := search.Parse(c.source, now, east, false)
		var wrong *data.QueryError
		if !errors.As(err, &wrong) {
			t.Errorf("Parse(%q): error %v, want a QueryError", c.source, err)
			continue
		}
		if at := c.source[wrong.Start:wrong.End]; at != c.at || wrong.Cause != c.cause {
			t.Errorf("Parse(%q): at %q: %s\nwant at %q: %s", c.source, at, wrong.Cause, c.at, c.cause)
		}
		if canon(q) != c.rest {
			t.Errorf("Parse(%q): the rest is %q, want %q", c.source, canon(q), c.rest)
		}
		// The place is told as a reader counts it, not in bytes.
		if want := fmt.Sprintf("query, character %d: ", 1+len([]rune(c.source[:wrong.Start]))); !strings.HasPrefix(err.Error(), want) {
			t.Errorf("Parse(%q): %v, want %s", c.source, err, want)
		}
	}
}

func TestParseWhileTyping(t *testing.T) {
	for _, c := range []struct{ source, want, cause string }{
		{"kyiv ceasef", "kyiv ceasef~", ""},
		{"kyiv ceasef ", "kyiv ceasef", ""},
		{`"end ab`, `"end ab"~`, ""},
		{`"end ab"`, `"end ab"`, ""},
		{`"`, "", ""},
		{"-", "", ""},
		{"-sp", "-sp~", ""},
		{"person:", "", ""},
		{"person:w", "person:w~", ""},
		{`person:"li w`, `person:"li w"~`, ""},
		{"is:", "", ""},
		{"is:un", "", ""},
		{"is:unread", "unread", ""},
		{"is:q", "", "is: knows unread, read and starred, not q"},
		{"x is:un y", "x y~", "is: knows unread, read and starred, not un"},
		{"after:", "", ""},
		{"after:20", "", ""},
		{"after:2025-", "", ""},
		{"after:2025-0", "", ""},
		{"after:2025-1", "", ""},
		{"after:2025-04-1", "", ""},
		{"after:2025-04-10", "after:2025-04-10T00:00+03", ""},
		{"after:tod", "", ""},
		{"after:2025-31", "", "2025 has no month 31; dates are year-month-day"},
		{"after:x", "", "“x” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back"},
		{"persn:", "persn:~", ""},
		{"https:/", "https:/~", ""},
		{"$", "", ""},
	} {
		q, err := search.Parse(c.source, now, east, true)
		cause := ""
		var wrong *data.QueryError
		if errors.As(err, &wrong) {
			cause = wrong.Cause
		}
		if canon(q) != c.want || cause != c.cause {
			t.Errorf("typing %q: %s (%s), want %s (%s)", c.source, canon(q), cause, c.want, c.cause)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"kyiv -x \"a b\" after:2025-04-10 is:unread", "person:“Li", "-", ":", "-\"", "is:", "\xff:\xff", "feed:-\"x\"",
		"a or (b | -person:(c or \"d\") f(x)) )", "lang:en has:link after:3m", "((((", "or or", "-(-(", "title:(("} {
		f.Add(s, true)
	}
	f.Fuzz(func(t *testing.T, source string, typing bool) {
		q, err := search.Parse(source, now, east, typing)
		last := 0
		for _, term := range q.Terms() {
			if term.Start < last || term.End <= term.Start || term.End > len(source) {
				t.Fatalf("term %+v of %q", term, source)
			}
			if !strings.Contains(source[term.Start:term.End], term.Text) {
				t.Fatalf("term %+v isn't in %q", term, source[term.Start:term.End])
			}
			last = term.End
		}
		ranges(t, q, q.Root.Args, 0, len(source))
		var wrong *data.QueryError
		if err != nil && (!errors.As(err, &wrong) || wrong.Start < 0 || wrong.Start >= wrong.End || wrong.End > len(source) || wrong.Cause == "") {
			t.Fatalf("error %#v of %q", err, source)
		}
		for at := 0; at <= len(source); at += max(1, len(source)/7) {
			c := search.Complete(source, at, func(data.Field, string) []string { return []string{"a b"} })
			if c.Start < 0 || c.Start > c.End || c.End != at {
				t.Fatalf("completion %+v at %d of %q", c, at, source)
			}
		}
	})
}

// ranges checks that parts stand one behind the other, each around its own.
func ranges(t *testing.T, q data.Query, parts []data.Expr, from, to int) {
	t.Helper()
	for _, part := range parts {
		if part.Start < from || part.End <= part.Start || part.End > to {
			t.Fatalf("part [%d,%d) of %q is outside [%d,%d)", part.Start, part.End, q.Source, from, to)
		}
		if part.Op != data.Leaf && len(part.Args) < 2 {
			t.Fatalf("%q joins %d parts", q.Source[part.Start:part.End], len(part.Args))
		}
		ranges(t, q, part.Args, part.Start, part.End)
		from = part.End
	}
}

func TestComplete(t *testing.T) {
	names := func(f data.Field, beginning string) []string {
		return []string{fmt.Sprintf("%s%s Witkoff", fieldNames[f], beginning), "Plain", `A "B" C`}
	}
	for _, c := range []struct {
		query string // the cursor is at |
		start int
		want  []string
	}{
		{"p|", 0, []string{"person:", "place:"}},
		{"kyiv -t|", 6, []string{"title:", "text:"}},
		{"i|", 0, []string{"is:"}},
		{"fe|x", 0, []string{"feed:"}},
		{"|", 0, nil},
		{"x |", 2, nil},
		{"is:|", 3, []string{"unread", "read", "starred"}},
		{"x is:s|", 5, []string{"starred"}},
		{"person:st|", 7, []string{`"person:st Witkoff"`, "Plain", `"A B C"`}},
		{`x feed:"a b|`, 7, []string{`"source:a b Witkoff"`, "Plain", `"A B C"`}},
		{"after:2|", 6, nil},
		{"nope:2|", 5, nil},
	} {
		cursor := strings.Index(c.query, "|")
		query := c.query[:cursor] + c.query[cursor+1:]
		got := search.Complete(query, cursor, names)
		if got.Start != c.start || got.End != cursor || !slices.Equal(got.Options, c.want) {
			t.Errorf("Complete(%q) = %+v, want from %d %q", c.query, got, c.start, c.want)
		}
	}
	if got := search.Complete("person:x", 99, nil); got.End != 8 || got.Options != nil {
		t.Errorf("without names: %+v", got)
	}
}
