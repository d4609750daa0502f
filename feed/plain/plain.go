// Package plain reads plain text: a page that was scraped or pasted, with its
// furniture taken off; a text that was broken into lines; a note.
package plain

import (
	"errors"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/clean"
	"dateline/feed/block"
	"dateline/feed/plain/judge"
)

// ErrNoText is the answer for a file without text to read.
var ErrNoText = errors.New("there is no text in it")

// Parse reads plain text. Furniture is told by form and repetition; see
// package judge. Where little is left of a text it is kept whole. Dates without
// a zone are in zone; a text has a date only where a line above it says so.
// The error is ErrNoText where there is no word in it.
func Parse(src []byte, zone *time.Location) (*data.Article, error) {
	return ParseWith(src, zone, judge.Learned())
}

// ParseWith is Parse with other models than the learned ones: training measures
// itself by it.
func ParseWith(src []byte, zone *time.Location, models []judge.Model) (*data.Article, error) {
	text := unwrap(clean.Text(string(src)))
	lines := judge.Lines(text, block.MaxBlocks+1)
	if len(lines) == 0 {
		return nil, ErrNoText
	}
	whole := len(lines) <= block.MaxBlocks
	if !whole {
		lines = lines[:block.MaxBlocks]
	}
	kept := keep(lines, models)
	first := firstProse(lines, kept)
	h := findHead(lines, first, vocabulary(lines, kept, first), zone)
	w := writer{lines: lines, kept: kept}
	w.head(h, first)
	w.body(h, first)
	if !whole {
		w.Stop()
	}
	a := w.Article()
	if a.Text == "" {
		return nil, ErrNoText
	}
	a.Title, a.Authors, a.Published = block.Title(h.title), h.authors, h.published
	if a.Title == "" {
		a.Title = block.TitleFrom(a)
	}
	return a, nil
}

// firstProse is the line that the text of the article begins with: the first
// that is kept and is a sentence, else the first that is kept.
func firstProse(lines []judge.Line, kept []bool) int {
	first := -1
	for i, l := range lines {
		if !kept[i] {
			continue
		}
		if first < 0 {
			first = i
		}
		if l.Words() >= 12 && !isCaption(lines, i) && strings.ContainsAny(l.Text[len(l.Text)-1:], ".!?\")") || l.Words() >= 25 {
			return i
		}
	}
	return max(first, 0)
}

// vocabulary are the words of the first paragraphs.
func vocabulary(lines []judge.Line, kept []bool, first int) map[string]bool {
	body := map[string]bool{}
	for i := first; i < len(lines) && len(body) < 4000; i++ {
		if kept[i] {
			for _, w := range contentWords(lines[i].Text) {
				body[w] = true
			}
		}
	}
	return body
}

// writer makes blocks of the lines that are kept.
type writer struct {
	block.Builder
	lines    []judge.Line
	kept     []bool
	captions map[string]bool // those written
}

// head writes headline, deck and the captions above the text.
func (w *writer) head(h head, first int) {
	if h.title != "" {
		w.Add(data.Headline, 0, h.title)
	}
	if h.deck != "" {
		w.Add(data.Deck, 0, h.deck)
	}
	for _, i := range h.captions {
		w.caption(i)
	}
	for i := range first {
		if i <= h.titleLine || h.used[i] {
			w.kept[i] = false
		}
	}
}

// body writes the lines of the text.
func (w *writer) body(h head, first int) {
	for i := 0; i < len(w.lines) && !w.Full(); i++ {
		l := w.lines[i]
		if !w.kept[i] || h.titleLine >= 0 && sameText(l, w.lines[h.titleLine]) {
			continue
		}
		switch {
		case isCredit(l.Text):
			w.Add(data.Credit, 0, l.Text)
		case isCaption(w.lines, i):
			if w.caption(i) {
				i++
			}
		case l.Bullet > 0:
			w.Open(data.Item, max(1, l.Bullet%3))
			w.Number(l.Number())
			w.Write(l.Text)
			w.Close()
		case i > first && w.isHeading(i):
			w.Add(data.Heading, 2, l.Text)
		default:
			w.Add(data.Paragraph, 0, l.Text)
		}
	}
}

// caption writes the caption in line i and its credit, unless it was written
// before. It reports whether the credit is the next line.
func (w *writer) caption(i int) (below bool) {
	below = creditBelow(w.lines, i)
	text, credit := block.SplitCredit(w.lines[i].Text)
	if below {
		text, credit = w.lines[i].Text, w.lines[i+1].Text
	}
	key := strings.ToLower(text)
	if saidAgain(w.lines, i) || w.captions[key] {
		return below
	}
	if w.captions == nil {
		w.captions = map[string]bool{}
	}
	w.captions[key] = true
	w.Add(data.Caption, 0, text)
	w.Add(data.Credit, 0, credit)
	return below
}

// isHeading reports whether a line heads the paragraphs below it: short, on
// its own, without a stop, and with a longer one next.
func (w *writer) isHeading(i int) bool {
	l := w.lines[i]
	if !l.Gap || l.Words() > 14 || strings.ContainsAny(l.Text[len(l.Text)-1:], ".,;!\")”") || strings.HasSuffix(l.Text, "”") || strings.HasSuffix(l.Text, "…") {
		return false
	}
	if i+1 == len(w.lines) || !w.kept[i+1] {
		return false
	}
	next := w.lines[i+1]
	return next.Words() >= 15 && next.Words() > l.Words()
}
