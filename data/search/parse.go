package search

import (
	"fmt"
	"time"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// Parse reads a query:
//
//	kyiv ceasefire             both words, in any order
//	"end-able war"             the words next to one another
//	-sport                     not this word
//	putin or zelensky          one of them is enough; also OR and |
//	kyiv (tariff or "new war") brackets; or binds less than words side by side
//	-(sport or weather)        neither
//	person:witkoff             also place: org: entity: title: text: author:
//	                           source: (or feed:)
//	person:(putin or "Li Wei") a field of all in the brackets
//	after:2025-04-10           that day and later; before: leaves its day out
//	after:7d                   a week back; also 12h 2w 3m 1y today yesterday
//	is:unread                  also is:read is:starred
//	has:link has:picture       what the article has
//	lang:en                    the language of the article
//
// Days are midnights in zone; now tells what today is. With typing, what
// stands at the very end may be unfinished: its last word may go on
// (Term.Prefix), and what isn't a mistake yet isn't called one.
//
// The query's root is an And of what stands side by side at the top. It has all
// parts that could be read, with an error too, so that the rest runs. The error
// is a *data.QueryError for the first part that can't be.
func Parse(source string, now time.Time, zone *time.Location, typing bool) (data.Query, error) {
	p := parser{source: source, now: now, zone: zone, typing: typing}
	q := data.Query{Source: source}
	switch branches := p.branches(group{open: -1}); len(branches) {
	case 0:
	case 1:
		q.Root = span(data.Expr{Args: branches[0]})
	default:
		q.Root = span(data.Expr{Args: []data.Expr{either(branches, false)}})
	}
	if q.Empty() && p.ignored != nil {
		p.fail(p.ignored.Start, p.ignored.End, "there is no letter or digit to look for")
	}
	if p.failed != nil {
		return q, p.failed
	}
	return q, nil
}

// Limits of a query, far beyond what anyone types: evaluating one takes time
// and memory for each term, and goes as deep as its brackets.
const (
	maxTerms = 256
	maxDepth = 32
)

type parser struct {
	source string
	at     int
	now    time.Time
	zone   *time.Location
	typing bool
	terms  int
	failed *data.QueryError

	ignored *data.Term // the first part without a letter or a digit
	last    cursorTerm // where the last term stands
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
		at := utf8.RuneCountInString(p.source[:start]) + 1
		p.failed = &data.QueryError{Start: start, End: end, At: at, Cause: fmt.Sprintf(cause, args...)}
	}
}

// unfinished reports whether what ends at the parser's place may go on.
func (p *parser) unfinished() bool { return p.typing && p.at == len(p.source) }
