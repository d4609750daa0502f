package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/displaywidth"

	"dateline/data"
)

// Found is a hit with the number of the term that it belongs to.
type Found struct {
	data.Hit
	Term int
}

// Snippet is one line of a text around its best hits: the stretch with most
// terms of the query, then most hits, then the first. It takes nothing before
// from, which is where the body begins; width is in cells of the terminal.
//
// Hits are ordered by Start. White space becomes single spaces, cuts are
// between words, with an ellipsis, and marks are byte offsets of the line.
func Snippet(text string, from int, found []Found, width int) (line string, marks []data.Hit) {
	for len(found) > 0 && found[0].Start < from {
		found = found[1:]
	}
	s := snippet{text: text, from: from, width: max(width, 1)}
	if len(found) > 0 {
		i, j := densest(found, s.width)
		s.start = s.lead(found[i].Start, found[j-1].End)
		found = found[i:]
	} else {
		s.start = from
	}
	s.fill()
	for _, f := range found {
		if m, ok := s.place(f.Hit); ok {
			marks = append(marks, m)
		}
	}
	return s.out.String(), marks
}

// densest gives the run [i,j) of hits within width bytes that tells most.
func densest(found []Found, width int) (i, j int) {
	best := -1
	for first := range found {
		seen, score, last := uint64(0), 0, first
		for ; last < len(found) && (last == first || found[last].End-found[first].Start <= width); last++ {
			if bit := uint64(1) << (found[last].Term & 63); seen&bit == 0 {
				seen |= bit
				score += 100
			}
			score++
		}
		if score > best {
			best, i, j = score, first, last
		}
	}
	return i, j
}

// snippet is a line in the making.
type snippet struct {
	text        string
	from, width int
	start       int
	out         strings.Builder
	chunks      []chunk
}

// chunk is a stretch without white space that was taken over.
type chunk struct {
	start, end int // in the text
	out        int // in the line
}

// lead finds where to start so that the first hit has some words before it: a
// quarter of the line, or what the hits leave free, and more at the text's end.
func (s *snippet) lead(first, last int) int {
	room := min(s.width/4, (s.width-displaywidth.String(s.text[first:last]))/2)
	if len(s.text)-first < 4*s.width {
		room = max(room, s.width-1-displaywidth.String(s.text[first:]))
	}
	at := wordStart(s.text, first, s.from)
	for at > s.from {
		before := wordStart(s.text, trimRight(s.text, at, s.from), s.from)
		if before >= at || displaywidth.String(s.text[before:first]) > room {
			break
		}
		at = before
	}
	return at
}

// fill writes the line from s.start on.
func (s *snippet) fill() {
	at, used := skipSpace(s.text, s.start), 0
	if strings.TrimSpace(s.text[s.from:min(at, len(s.text))]) != "" {
		s.out.WriteString("…")
		used++
	}
	for at < len(s.text) {
		end := chunkEnd(s.text, at)
		cells, gap := displaywidth.String(s.text[at:end]), 0
		if len(s.chunks) > 0 && s.chunks[len(s.chunks)-1].end < at {
			gap = 1
		}
		tail := 1 // for the ellipsis
		if skipSpace(s.text, end) == len(s.text) {
			tail = 0
		}
		if used+gap+cells+tail > s.width {
			s.cut(at, used)
			return
		}
		if gap > 0 {
			s.out.WriteByte(' ')
		}
		s.take(at, end)
		used += gap + cells
		at = skipSpace(s.text, end)
	}
}

func (s *snippet) take(start, end int) {
	s.chunks = append(s.chunks, chunk{start, end, s.out.Len()})
	s.out.WriteString(s.text[start:end])
}

// cut ends the line before at. A word that is longer than the whole line is
// cut itself, between letters.
func (s *snippet) cut(at, used int) {
	if len(s.chunks) == 0 {
		part := displaywidth.TruncateString(s.text[at:chunkEnd(s.text, at)], max(s.width-used-1, 0), "")
		s.take(at, at+len(part))
	}
	s.out.WriteString("…")
}

// place is a hit's range in the line, as far as it was taken over.
func (s *snippet) place(h data.Hit) (data.Hit, bool) {
	mark := data.Hit{Start: -1}
	for _, c := range s.chunks {
		if c.end <= h.Start || c.start >= h.End {
			continue
		}
		if mark.Start < 0 {
			mark.Start = c.out + max(h.Start-c.start, 0)
		}
		mark.End = c.out + min(h.End, c.end) - c.start
	}
	return mark, mark.Start >= 0
}

func skipSpace(s string, at int) int {
	for at < len(s) {
		r, size := utf8.DecodeRuneInString(s[at:])
		if !unicode.IsSpace(r) {
			break
		}
		at += size
	}
	return at
}

func trimRight(s string, at, from int) int {
	return from + len(strings.TrimRightFunc(s[from:at], unicode.IsSpace))
}

// chunkEnd is where the word at at ends: at white space, or behind a letter of
// a script that has none between words.
func chunkEnd(s string, at int) int {
	for i, r := range s[at:] {
		if unicode.IsSpace(r) || i > 0 && breaksBefore(r) {
			return at + i
		}
	}
	return len(s)
}

// wordStart is where the word that holds or ends at at begins.
func wordStart(s string, at, from int) int {
	for at > from {
		r, size := utf8.DecodeLastRuneInString(s[from:at])
		if unicode.IsSpace(r) {
			break
		}
		at -= size
		if breaksBefore(r) {
			break
		}
	}
	return at
}

func breaksBefore(r rune) bool {
	return r >= 0xE00 && unicode.In(r, alone...) && unicode.IsLetter(r)
}
