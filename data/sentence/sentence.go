// Package sentence finds the sentence around a place in an article's text, for
// everything that shows a mention in its context.
//
// Boundaries are those of Unicode's Standard Annex 29, mended where a full
// stop ends an abbreviation and not a sentence ('Mr. Putin', 'the U.S. Senate',
// 'J. Hardie') and where a quotation goes on in lower case. A sentence never reaches over the end of a block.
package sentence

import (
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"

	"dateline/data"
)

// Longest is the length in bytes above which Context shows a part of a sentence:
// prose stays far below it, and a page without a full stop doesn't repeat
// itself for each of its mentions.
const Longest = 800

// Span is a byte range [Start,End) of the canonical text, without the white
// space around it.
type Span struct {
	Start int
	End   int
}

// Sentences are the sentences of one article, in reading order.
type Sentences struct {
	text  string
	spans []Span
}

// Of cuts an article into sentences.
func Of(a *data.Article) Sentences {
	s := Sentences{text: a.Text}
	for _, block := range a.Blocks {
		if block.Kind == data.Table {
			s.rows(block.Start, block.End)
			continue
		}
		s.cut(block.Start, block.End)
	}
	return s
}

// All answers with every sentence, in reading order.
func (s Sentences) All() []Span { return s.spans }

// Around answers with the sentence that holds the byte range [start,end), or
// with all those that it reaches into.
func (s Sentences) Around(start, end int) Span {
	first := sort.Search(len(s.spans), func(i int) bool { return s.spans[i].End > start })
	if first == len(s.spans) || s.spans[first].Start > start {
		return Span{start, end}
	}
	last := first
	for last+1 < len(s.spans) && s.spans[last].End < end && s.spans[last+1].Start < end {
		last++
	}
	return Span{s.spans[first].Start, max(end, s.spans[last].End)}
}

// Context is a sentence on one line, and the mention in it.
type Context struct {
	Text  string
	Start int // byte offsets in Text, [Start,End)
	End   int
}

// Context answers with the sentence around [start,end). One that is longer
// than Longest is cut at words, with … where it was cut.
func (s Sentences) Context(start, end int) Context {
	whole := s.Around(start, end)
	part, before, after := whole, "", ""
	if whole.End-whole.Start > Longest {
		part = window(s.text, whole, start, end)
	}
	if part.Start > whole.Start {
		before = "…"
	}
	if part.End < whole.End {
		after = "…"
	}
	before += folded(s.text[part.Start:start])
	name := folded(s.text[start:end])
	after = folded(s.text[end:part.End]) + after
	return Context{before + name + after, len(before), len(before) + len(name)}
}

// folded has a space for each run of white space.
func folded(s string) string {
	var b strings.Builder
	space := false
	for _, r := range s {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	if space {
		b.WriteByte(' ')
	}
	return b.String()
}

// cut adds the sentences of text[from:to].
func (s *Sentences) cut(from, to int) {
	open := from // where the sentence at hand starts: an abbreviation goes on
	parts := sentences.FromString(s.text[from:to])
	for parts.Next() {
		end := from + parts.End()
		if end < to && goesOn(s.text[open:end], s.text[end:to]) {
			continue
		}
		s.add(open, end)
		open = end
	}
	s.add(open, to)
}

// rows adds each row of a table: cells aren't sentences, and a row is what
// makes sense on its own.
func (s *Sentences) rows(from, to int) {
	for row := range strings.Lines(s.text[from:to]) {
		s.add(from, from+len(row))
		from += len(row)
	}
}

// add keeps text[from:to] without the white space around it.
func (s *Sentences) add(from, to int) {
	part := s.text[from:to]
	to -= len(part) - len(strings.TrimRightFunc(part, unicode.IsSpace))
	from += len(part) - len(strings.TrimLeftFunc(part, unicode.IsSpace))
	if from < to {
		s.spans = append(s.spans, Span{from, to})
	}
}

// window is a part of a long span with about as much before [start,end) as
// after it, cut at spaces where there are any and else between letters.
func window(text string, span Span, start, end int) Span {
	room := max(0, Longest-(end-start)) / 2
	from, to := max(span.Start, start-room), min(span.End, end+room)
	for from < start && !utf8.RuneStart(text[from]) {
		from++
	}
	for to > end && to < span.End && !utf8.RuneStart(text[to]) {
		to--
	}
	if at := strings.IndexByte(text[from:start], ' '); from > span.Start && at >= 0 {
		from += at + 1
	}
	if at := strings.LastIndexByte(text[end:to], ' '); to < span.End && at >= 0 {
		to = end + at
	}
	return Span{from, to}
}
