package search

import (
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// Parse reads a query:
//
//	kyiv ceasefire          both words, in any order
//	"end-able war"          the words next to one another
//	-sport                  not this word
//	person:witkoff          also place: org: title: feed: (or source:)
//	place:"St Petersburg"   more than one word
//	after:2025-04-10        that day and later; before: leaves its day out
//	is:unread               also is:read is:starred
//
// Days are midnights in zone; now tells what today is. With typing, what
// stands at the very end may be unfinished: its last word may go on
// (Term.Prefix), and what isn't a mistake yet isn't called one.
//
// The query has all parts that could be read, with an error too, so that the
// rest runs. The error is a *data.QueryError for the first part that can't be.
func Parse(source string, now time.Time, zone *time.Location, typing bool) (data.Query, error) {
	p := parser{source: source, now: now, zone: zone, typing: typing}
	p.query.Source = source
	for p.skipSpace(); p.at < len(source); p.skipSpace() {
		p.term()
	}
	if p.query.Empty() && p.ignored != nil {
		p.fail(p.ignored.Start, p.ignored.End, "there is no letter or digit to look for")
	}
	if p.failed != nil {
		return p.query, p.failed
	}
	return p.query, nil
}

type parser struct {
	source string
	at     int
	now    time.Time
	zone   *time.Location
	typing bool
	query  data.Query
	failed *data.QueryError

	ignored *data.Term // the first part without a letter or a digit
}

func (p *parser) skipSpace() {
	for p.at < len(p.source) {
		r, size := utf8.DecodeRuneInString(p.source[p.at:])
		if !unicode.IsSpace(r) {
			return
		}
		p.at += size
	}
}

// fail keeps the first mistake.
func (p *parser) fail(start, end int, cause string, args ...any) {
	if p.failed == nil {
		p.failed = &data.QueryError{Start: start, End: end, Cause: fmt.Sprintf(cause, args...)}
	}
}

// unfinished reports whether what ends at the parser's place may go on.
func (p *parser) unfinished() bool { return p.typing && p.at == len(p.source) }

// term reads one part of the query, which starts at p.at.
func (p *parser) term() {
	t := data.Term{Start: p.at}
	if p.source[p.at] == '-' {
		p.at++
		t.Not = true
	}
	name, known, mistaken := p.fieldName()
	valueStart := p.at
	closed := p.value(&t)
	t.End = p.at
	switch {
	case mistaken:
	case known && name == "is":
		p.state(t, valueStart)
	case known:
		t.Field, _ = lookUp(fields, name)
		p.fielded(t, name, valueStart, closed)
	default:
		p.words(t, valueStart, closed)
	}
}

// fieldName takes a field's name and its colon, if they stand here. A name
// that is none is taken as text, or is mistaken when it looks like a field.
func (p *parser) fieldName() (name string, known, mistaken bool) {
	end := p.at
	for end < len(p.source) && isNameByte(p.source[end]) {
		end++
	}
	if end == p.at || end == len(p.source) || p.source[end] != ':' {
		return "", false, false
	}
	name = strings.ToLower(p.source[p.at:end])
	if _, known := lookUp(fields, name); known || name == "is" {
		p.at = end + 1
		return name, true, false
	}
	return "", false, p.suspect(name, end)
}

// suspect decides about an unknown name before a colon: "Trump: a portrait",
// "10:30" and "https://…" are text, "persn:li" and "author:li" are mistakes.
func (p *parser) suspect(name string, end int) (mistaken bool) {
	rest := p.source[end+1:]
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || unicode.IsSpace(r) || rest[0] == '/' {
		return false
	}
	if meant, ok := nearest(fields, name); ok {
		p.fail(p.at, end+1, "there is no field %s:; did you mean %s:?", name, meant)
		return true
	}
	if name == p.source[p.at:end] {
		p.fail(p.at, end+1, "there is no field %s:; the fields are %s. In quotes it is text", name, fieldNames)
		return true
	}
	return false
}

func isNameByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// value takes what to look for, a word or a quoted phrase, into t, and reports
// whether its quotes are closed.
func (p *parser) value(t *data.Term) (closed bool) {
	if size := quoteAt(p.source, p.at); size > 0 {
		p.at += size
		return p.quoted(t)
	}
	start := p.at
	for p.at < len(p.source) {
		r, size := utf8.DecodeRuneInString(p.source[p.at:])
		if unicode.IsSpace(r) {
			break
		}
		p.at += size
	}
	t.Text = p.source[start:p.at]
	t.Prefix = p.unfinished()
	return true
}

func (p *parser) quoted(t *data.Term) (closed bool) {
	start := p.at
	t.Phrase = true
	for p.at < len(p.source) {
		if size := quoteAt(p.source, p.at); size > 0 {
			t.Text = p.source[start:p.at]
			p.at += size
			return true
		}
		_, size := utf8.DecodeRuneInString(p.source[p.at:])
		p.at += size
	}
	t.Text = p.source[start:p.at]
	t.Prefix = p.typing
	return false
}

// quoteAt is the length of the double quote at i, straight or curly, or 0.
func quoteAt(s string, i int) int {
	r, size := utf8.DecodeRuneInString(s[i:])
	if i < len(s) && (r == '"' || r == '“' || r == '”' || r == '„') {
		return size
	}
	return 0
}

// state is the value of is:.
func (p *parser) state(t data.Term, start int) {
	value := Fold(t.Text)
	if f, ok := lookUp(states, value); ok {
		t.Field, t.Text, t.Prefix, t.Phrase = f, "", false, false
		p.query.Root.Args = append(p.query.Root.Args, data.Only(t))
		return
	}
	if p.unfinished() && beginsState(value) {
		return
	}
	if value == "" {
		p.fail(t.Start, t.End, "is: needs unread, read or starred")
		return
	}
	p.fail(start, t.End, "is: knows unread, read and starred, not %s", t.Text)
}

func beginsState(value string) bool {
	for _, s := range states {
		if strings.HasPrefix(s.name, value) {
			return true
		}
	}
	return false
}

// fielded is a term with a field before it.
func (p *parser) fielded(t data.Term, name string, start int, closed bool) {
	switch {
	case strings.TrimSpace(t.Text) == "":
		if !p.unfinished() {
			p.fail(t.Start, t.End, "%s: needs %s after it", name, wanted(t.Field))
		}
	case t.Field == data.AfterField || t.Field == data.BeforeField:
		p.day(t, start)
	default:
		p.words(t, start, closed)
	}
}

func wanted(f data.Field) string {
	switch f {
	case data.AfterField, data.BeforeField:
		return "a date, as 2025-04-24,"
	case data.PersonField, data.PlaceField, data.OrgField, data.SourceField:
		return "a name"
	}
	return "a word"
}

func (p *parser) day(t data.Term, start int) {
	day, cause := parseDay(t.Text, p.now, p.zone)
	switch {
	case p.unfinished() && dayBegins(t.Text):
	case cause != "":
		p.fail(start, t.End, "%s", cause)
	default:
		t.Day, t.Text, t.Prefix, t.Phrase = day, "", false, false
		p.query.Root.Args = append(p.query.Root.Args, data.Only(t))
	}
}

// words is a term of words, with a field or without.
func (p *parser) words(t data.Term, start int, closed bool) {
	switch {
	case !closed && !p.typing:
		p.fail(start, t.End, "this quote isn't closed")
	case len(Split(Fold(t.Text))) > 0:
		p.query.Root.Args = append(p.query.Root.Args, data.Only(t))
	case t.Field != data.AnyField:
		p.fail(start, t.End, "there is no letter or digit to look for")
	case p.ignored == nil && !p.unfinished():
		// A dash or an ampersand between words, as in a headline.
		p.ignored = &t
	}
}
