package search_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

func TestParseTrees(t *testing.T) {
	for _, c := range []struct{ source, want string }{
		{"a or b", "(a or b)"},
		{"a OR b | c", "(a or b or c)"},
		{"a b or c d", "((a b) or (c d))"}, // side by side binds tighter
		{"a (b or c) d", "a (b or c) d"},
		{"(a b) c", "(a b) c"},
		{"(a) ((b)) c", "a b c"},
		{"a -(b or c)", "a (-b -c)"},
		{"-(a b)", "(-a or -b)"},
		{"-(a (b or -c))", "(-a or (-b c))"},
		{"-(-(a or b))", "(a or b)"},
		{"--a", "--a"}, // a minus sign and a word that begins with one, as ever
		{"(a or b) or c", "((a or b) or c)"},
		{`a "or" b`, `a "or" b`},
		{"Or else", "Or else"},
		{"for orders", "for orders"},
		{"a|b", "a|b"},
		{"a or(b c)", "(a or (b c))"},
		{"(a or b)(c)", "(a or b) c"},
		{`("a b"or c)`, `("a b" or c)`},
		{"person:(putin or zelensky)", "(person:putin or person:zelensky)"},
		{"person:(putin place:kyiv)", "(person:putin place:kyiv)"},
		{`-person:("Li Wei" or -ada)`, `(-person:"Li Wei" person:ada)`},
		{"title:(tide (a or b))", "(title:tide (title:a or title:b))"},
		{"is:(unread or starred)", "(unread or starred)"},
		{"after:(2025 or today)", "(after:2025-01-01T00:00+03 or after:2025-04-25T00:00+03)"},
		// Brackets inside of a word, and ones that close nothing behind one.
		{"f(x)", "f(x)"},
		{"(f(x) or y)", "(f(x) or y)"},
		{"a) b", "a) b"},
		{"person:f(x)", "person:f(x)"},
		{"Trump:(x)", "Trump:(x)"},
		// The newer fields.
		{"text:tide author:li entity:nato", "text:tide author:li entity:nato"},
		{"lang:en language:pt-BR -lang:de", "lang:en lang:pt-BR -lang:de"},
		{"has:link has:pictures -has:picture", "link picture -picture"},
		{"feed:=0123456789ab -source:=0123456789ab", "feed:=0123456789ab -feed:=0123456789ab"},
		{"feed:=bbc", "source:=bbc"},
		{"is:starred or has:picture", "(starred or picture)"},
		{"lang:(en or de)", "(lang:en or lang:de)"},
		// A capital, as in a headline, isn't near a short name.
		{"Hans:x Long:read Dext:x", "Hans:x Long:read Dext:x"},
	} {
		q, err := search.Parse(c.source, now, east, false)
		if err != nil || canon(q) != c.want {
			t.Errorf("Parse(%q) = %s, %v; want %s", c.source, canon(q), err, c.want)
		}
	}
}

func TestParseTreeErrors(t *testing.T) {
	for _, c := range []struct{ source, at, cause, rest string }{
		{"a (b or c", "(", "this bracket isn't closed: put a ) where it ends", "a (b or c)"},
		{"person:(a", "(", "this bracket isn't closed: put a ) where it ends", "person:a"},
		{"or b", "or", "or needs something before it; in quotes it is a word", "b"},
		{"a OR", "OR", "OR needs something after it; in quotes it is a word", "a"},
		{"a or | b", "|", "| needs something before it; in quotes it is a word", "(a or b)"},
		{"x (or b) c", "or", "or needs something before it; in quotes it is a word", "x b c"},
		{"x (a or) c", "or", "or needs something after it; in quotes it is a word", "x a c"},
		{"a ) b", ")", "this bracket closes none: take it out, or put a ( before it", "a b"},
		{"(a) ) b", ")", "this bracket closes none: take it out, or put a ( before it", "a b"},
		{"a ( ) b", "( )", "there is nothing in these brackets", "a b"},
		{"a person:()", "()", "there is nothing in these brackets", "a"},
		{"persn:(a or b) c", "persn:", "there is no field persn:; did you mean person:?", "c"},
		{"txet:a", "txet:", "there is no field txet:; did you mean text:?", ""},
		{"langauge:en", "langauge:", "there is no field langauge:; did you mean language:?", ""},
		{"lang:english x", "english", "“english” isn't a language; languages are written as en, de or pt-BR", "x"},
		{"lang: x", "lang:", "lang: needs a language, as en, after it", "x"},
		{"has:text x", "text", "has: knows link and picture, not text", "x"},
		{"has: x", "has:", "has: needs link or picture", "x"},
		{"author: x", "author:", "author: needs a name after it", "x"},
		{"text: x", "text:", "text: needs a word after it", "x"},
		{"after:7x", "7x", "“7x” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", ""},
		{"after:99999d", "99999d", "“99999d” isn't a date; dates are year-month-day, as 2025-04-24, or 7d for a week back", ""},
		{"(a or is:red) b", "red", "is: knows unread, read and starred, not red", "a b"},
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
	}
}

// TestTypingIsNoMistake types queries key by key: what may still become right is
// never called wrong, and what stands already is looked for.
func TestTypingIsNoMistake(t *testing.T) {
	for _, source := range []string{
		"kyiv or odesa", "or", "kyiv (tariff or \"new war\") -(a or b)", "person:(putin or zelensky)",
		"lang:en has:link has:picture is:unread", "after:7d before:today", "after:12h x", "-person:\"Li Wei\" | text:x",
		"lang:pt-BR", "x OR (y | z)",
	} {
		for end := range len(source) + 1 {
			if _, err := search.Parse(source[:end], now, east, true); err != nil {
				t.Errorf("typing %q: %v", source[:end], err)
			}
		}
	}
	for _, c := range []struct{ source, want string }{
		{"or", "or~"}, // the start of a word,
		{"or ", ""},   // and a mistake
		{"kyiv or", "kyiv"},
		{"kyiv or ", "kyiv"},
		{"kyiv or o", "(kyiv or o~)"},
		{"kyiv orb", "kyiv orb~"},
		{"(kyiv or", "kyiv"},
		{"x person:(", "x"},
		{"x person:(pu", "x person:pu~"},
		{"x -(a or b", "x (-a -b~)"},
		{"lang:e", ""},
		{"lang:en", "lang:en"},
		{"lang:en-", ""},
		{"has:li", ""},
		{"has:link", "link"},
		{"after:7", ""},
		{"after:today", "after:2025-04-25T00:00+03"},
	} {
		q, err := search.Parse(c.source, now, east, true)
		if canon(q) != c.want || (err != nil) != (c.source == "or ") {
			t.Errorf("typing %q: %s (%v), want %s", c.source, canon(q), err, c.want)
		}
	}
}

func TestTimesCountedBack(t *testing.T) {
	noon := time.Date(2025, 5, 31, 12, 34, 56, 0, east)
	for word, want := range map[string]string{
		"0d":     "2025-05-31T00:00",
		"7D":     "2025-05-24T00:00",
		"2w":     "2025-05-17T00:00",
		"3m":     "2025-02-28T00:00", // which has no 31st
		"12m":    "2024-05-31T00:00",
		"1y":     "2024-05-31T00:00",
		"12h":    "2025-05-31T00:34",
		"36h":    "2025-05-30T00:34",
		"9999y":  "0001-01-01T00:00",
		"9999m":  "1192-02-29T00:00",
		"2025":   "2025-01-01T00:00",
		"2025-5": "2025-05-01T00:00",
	} {
		q, err := search.Parse("after:"+word, noon, east, false)
		if err != nil {
			t.Errorf("after:%s: %v", word, err)
			continue
		}
		if got := q.Terms()[0].Day.Format("2006-01-02T15:04"); got != want {
			t.Errorf("after:%s is %s, want %s", word, got, want)
		}
	}
}

// TestPartsAreAsWritten tells where the parts of a query stand: taking the text
// of one out leaves a query of the others.
func TestPartsAreAsWritten(t *testing.T) {
	source := ` kyiv -(a or "b c") person:(x or y)  -z ((f) g)`
	q, err := search.Parse(source, now, east, false)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"kyiv", `-(a or "b c")`, "person:(x or y)", "-z", "((f) g)"}
	for i, part := range q.Parts() {
		if i >= len(want) || source[part.Start:part.End] != want[i] {
			t.Errorf("part %d is %q, want one of %q", i, source[part.Start:part.End], want)
		}
		rest, err := search.Parse(source[:part.Start]+" "+source[part.End:], now, east, false)
		if err != nil || len(rest.Parts()) != len(want)-1 {
			t.Errorf("without %q: %s, %v", want[i], canon(rest), err)
		}
	}
	if q.Root.Start != 1 || q.Root.End != len(source) {
		t.Errorf("the query is [%d,%d)", q.Root.Start, q.Root.End)
	}
}

func TestParseHasLimits(t *testing.T) {
	for source, cause := range map[string]string{
		strings.Repeat("(", 1_000_000):                "brackets go 32 deep at most",
		strings.Repeat("-(a ", 40):                    "brackets go 32 deep at most",
		strings.Repeat("a ", 300):                     "a query has 256 words at most",
		strings.Repeat("person:(a or ", 33):           "brackets go 32 deep at most",
		"x " + strings.Repeat("(a or b) ", 200) + "y": "a query has 256 words at most",
	} {
		for _, typing := range []bool{false, true} {
			_, err := search.Parse(source, now, east, typing)
			var wrong *data.QueryError
			if !errors.As(err, &wrong) || wrong.Cause != cause {
				t.Errorf("%.20s…: %v, want %s", source, err, cause)
			}
		}
	}
	q, err := search.Parse(strings.Repeat("(", 32)+"a"+strings.Repeat(")", 32), now, east, false)
	if err != nil || canon(q) != "a" {
		t.Errorf("32 brackets: %s, %v", canon(q), err)
	}
}

func TestCompleteInBrackets(t *testing.T) {
	names := func(f data.Field, beginning string) []string { return []string{fmt.Sprint(fieldNames[f], beginning)} }
	for _, c := range []struct{ query, want string }{
		{"x or (pers|", "person:"},
		{"person:(pu|", "person:pu"},
		{"person:(pu or ze| x)", "person:ze"},
		{"person:(a) ti|", "title:"},
		{"-(a or -au|", "author:"},
		{"person:(a or place:ky|", "place:ky"},
		{"is:(unread or st|", "starred"},
		{"has:|", "link picture"},
		{"has:p|", "picture"},
		{"after:y|", "yesterday"},
		{"after:7|", "7d"},
		{"lang:|", "lang:"},
		{"lang:d|", "lang:d"},
		{"source:b|", "source:b"},
		{"entity:n|", "entity:n"},
		{"author:n|", "author:n"},
		{"(|", ""},
		{"a)|", ""},
	} {
		cursor := strings.Index(c.query, "|")
		got := search.Complete(c.query[:cursor]+c.query[cursor+1:], cursor, names)
		if strings.Join(got.Options, " ") != c.want {
			t.Errorf("%s offers %q, want %s", c.query, got.Options, c.want)
		}
	}
	for name, want := range map[string]string{"or": `"or"`, "Rex (dog)": `"Rex (dog)"`, "f(x)": `"f(x)"`, "|": `"|"`} {
		got := search.Complete("org:x", 5, func(data.Field, string) []string { return []string{name} })
		if len(got.Options) != 1 || got.Options[0] != want {
			t.Errorf("%s is offered as %q", name, got.Options)
		}
	}
}
