package search

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// part reads one part of the query, which starts at p.at: a term or brackets.
// It has no expression where that can't be read, or not yet.
func (p *parser) part(g group) []data.Expr {
	start := p.at
	if p.source[p.at] == '-' {
		p.at++
		g.not = !g.not
	}
	nameStart := p.at
	f, known, mistaken := p.fieldName()
	if known {
		g.field = f
	}
	var read []data.Expr
	if p.at < len(p.source) && p.source[p.at] == '(' {
		read = p.bracketed(g, start)
	} else {
		read = p.single(g, start, nameStart)
	}
	if mistaken {
		return nil
	}
	return read
}

// single reads a term, at its value.
func (p *parser) single(g group, start, nameStart int) []data.Expr {
	if p.terms++; p.terms > maxTerms {
		p.fail(start, len(p.source), "a query has %d words at most", maxTerms)
		p.at = len(p.source)
		return nil
	}
	t := data.Term{Field: g.field.field, Not: g.not, Start: start}
	valueStart := p.at
	closed := p.value(&t, g.open >= 0)
	t.End = p.at
	p.last = cursorTerm{g.field, nameStart, valueStart, t.End}
	if !p.understood(&t, g.field, valueStart, closed) {
		return nil
	}
	return []data.Expr{data.Only(t)}
}

// fieldName takes a field's name and its colon, if they stand here. A name
// that is none is taken as text, or is mistaken when it looks like a field.
func (p *parser) fieldName() (f field, known, mistaken bool) {
	end := p.at
	for end < len(p.source) && isNameByte(p.source[end]) {
		end++
	}
	if end == p.at || end == len(p.source) || p.source[end] != ':' {
		return field{}, false, false
	}
	typed := p.source[p.at:end]
	if f, known := lookUp(fields, strings.ToLower(typed)); known {
		p.at = end + 1
		return f, true, false
	}
	if p.suspect(typed, end) {
		p.at = end + 1
		return field{}, false, true
	}
	return field{}, false, false
}

// suspect decides about an unknown name before a colon: "Trump: a portrait",
// "10:30" and "https://…" are text, "persn:li" and "outlet:bbc" are mistakes.
func (p *parser) suspect(typed string, end int) (mistaken bool) {
	rest := p.source[end+1:]
	r, _ := utf8.DecodeRuneInString(rest)
	if rest == "" || unicode.IsSpace(r) || rest[0] == '/' {
		return false
	}
	lower := strings.ToLower(typed)
	if meant, ok := nearest(lower, lower != typed); ok {
		p.fail(p.at, end+1, "there is no field %s:; did you mean %s:?", lower, meant)
		return true
	}
	if lower == typed {
		p.fail(p.at, end+1, "there is no field %s:; the fields are %s. In quotes it is text", lower, list(fields, ""))
		return true
	}
	return false
}

func isNameByte(c byte) bool { return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' }

// value takes what to look for, a word or a quoted phrase, into t, and reports
// whether its quotes are closed. A word inside of brackets ends at theirs; it
// may have a pair of its own, as f(x).
func (p *parser) value(t *data.Term, bracketed bool) (closed bool) {
	if size := quoteAt(p.source, p.at); size > 0 {
		p.at += size
		return p.quoted(t)
	}
	start, depth := p.at, 0
	for p.at < len(p.source) {
		r, size := utf8.DecodeRuneInString(p.source[p.at:])
		if unicode.IsSpace(r) || bracketed && r == ')' && depth == 0 {
			break
		}
		switch r {
		case '(':
			depth++
		case ')':
			depth--
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

// understood makes a term of what was read, and reports whether it is one.
func (p *parser) understood(t *data.Term, f field, start int, closed bool) bool {
	if f.name != "" && strings.TrimSpace(t.Text) == "" {
		if !p.unfinished() {
			p.fail(t.Start, t.End, "%s: needs %s", f.name, f.takes.needs())
		}
		return false
	}
	if !closed && !p.typing {
		p.fail(start, t.End, "this quote isn't closed")
		return false
	}
	switch f.takes {
	case takesDay:
		return p.day(t, start)
	case takesLanguage:
		return p.language(t, start)
	case takesState, takesThing:
		return p.choice(t, f, start)
	}
	return p.words(t, start)
}

// bare takes from a term what only words have.
func bare(t *data.Term) { t.Prefix, t.Phrase = false, false }

func (p *parser) day(t *data.Term, start int) bool {
	day, cause := parseDay(t.Text, p.now, p.zone)
	switch {
	case p.unfinished() && dayBegins(t.Text):
		return false
	case cause != "":
		p.fail(start, t.End, "%s", cause)
		return false
	}
	bare(t)
	t.Day, t.Text = day, ""
	return true
}

// tag is a language as BCP 47 writes it, as far as news tells languages apart.
var tag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func (p *parser) language(t *data.Term, start int) bool {
	switch {
	case tag.MatchString(t.Text):
		bare(t)
		return true
	case p.unfinished() && (tag.MatchString(t.Text+"en") || tag.MatchString(t.Text+"n")):
	default:
		p.fail(start, t.End, "“%s” isn't a language; languages are written as en, de or pt-BR", t.Text)
	}
	return false
}

// choice is the value of is: or has:.
func (p *parser) choice(t *data.Term, f field, start int) bool {
	values, value := f.takes.values(), Fold(t.Text)
	if chosen, ok := lookUp(values, value); ok {
		bare(t)
		t.Field, t.Text = chosen.field, ""
		return true
	}
	if !p.unfinished() || !begins(values, value) {
		p.fail(start, t.End, "%s: knows %s, not %s", f.name, list(values, "and"), t.Text)
	}
	return false
}

// feedID is how one feed is named exactly, or the built-in edition: the screen
// writes it so.
var feedID = regexp.MustCompile(`^=([0-9a-f]{12}|` + string(data.EditionFeed) + `)$`)

// words is a term of words, with a field or without.
func (p *parser) words(t *data.Term, start int) bool {
	switch {
	case t.Field == data.SourceField && !t.Phrase && feedID.MatchString(t.Text):
		bare(t)
		t.Field, t.Text = data.FeedIDField, t.Text[1:]
		return true
	case len(Split(Fold(t.Text))) > 0:
		return true
	case t.Field != data.AnyField:
		p.fail(start, t.End, "there is no letter or digit to look for")
	case p.ignored == nil && !p.unfinished():
		// A dash or an ampersand between words, as in a headline.
		p.ignored = t
	}
	return false
}
