package article

import (
	"fmt"
	"slices"
	"unicode/utf8"

	"dateline/data"
)

// run is a stretch of one row of a block with one look: what Glamour gets to
// see as one piece of text.
type run struct {
	text  string
	start int // canonical offset, or -1 for decoration
	style Style
	link  int
}

// look is how a block's text is set from an offset on, up to the next look.
type look struct {
	from  int
	style Style
	link  int
}

// looks flattens a block's inlines: nesting, and crossing that shouldn't be
// there, become a row of looks ordered by offset. The notes are the numbers of
// its links, each at the end of its link.
func looks(a *data.Article, b data.Block) ([]look, []note) {
	if len(b.Inlines) == 0 {
		return nil, nil
	}
	edges := make([]edge, 0, 2*len(b.Inlines))
	var anchors []edge
	for _, in := range b.Inlines {
		e := edge{at: max(in.Start, b.Start), end: min(in.End, b.End), kind: in.Kind, step: 1, link: in.Link + 1}
		if e.at < e.end { // a character is whole, wherever an offset falls
			for e.at > b.Start && !utf8.RuneStart(a.Text[e.at]) {
				e.at--
			}
			for e.end < b.End && !utf8.RuneStart(a.Text[e.end]) {
				e.end++
			}
		}
		switch {
		case e.at >= e.end:
		case in.Kind < data.Anchor:
			edges = append(edges, e, e.closing())
		case in.Kind == data.Anchor && in.Link >= 0 && in.Link < len(a.Links):
			anchors = append(anchors, e)
		}
	}
	anchors = tidy(anchors)
	notes := make([]note, 0, len(anchors))
	for _, e := range anchors {
		edges = append(edges, e, e.closing())
		end := snap(a.Text, e.at, e.end, b.End)
		if at := e.at + len(trimRight(a.Text[e.at:end])); at > e.at {
			notes = append(notes, note{at: at, label: fmt.Sprintf("[%d]", e.link), link: e.link})
		}
	}
	return sweep(edges), notes
}

// edge is where an inline begins (step 1) or ends (step -1).
type edge struct {
	at, end int
	kind    data.InlineKind
	step    int
	link    int
}

// closing is the edge at the other end.
func (e edge) closing() edge { return edge{at: e.end, kind: e.kind, step: -1, link: e.link} }

// tidy orders links, joins pieces of one link that touch, and leaves out a
// link within a link.
func tidy(anchors []edge) []edge {
	slices.SortStableFunc(anchors, func(a, b edge) int { return a.at - b.at })
	var kept []edge
	for _, e := range anchors {
		n := len(kept)
		switch {
		case n > 0 && e.at == kept[n-1].end && e.link == kept[n-1].link:
			kept[n-1].end = e.end
		case n == 0 || e.at >= kept[n-1].end:
			kept = append(kept, e)
		}
	}
	return kept
}

// inlineStyles has the bit for each kind of inline that bears one.
var inlineStyles = [...]Style{data.Emphasis: Italic, data.Strong: Bold, data.CodeSpan: Code, data.Anchor: Anchor}

// sweep goes over the edges in order, counting what is open.
func sweep(edges []edge) []look {
	slices.SortStableFunc(edges, func(a, b edge) int { return a.at - b.at })
	var open [len(inlineStyles)]int
	var out []look
	link := 0
	for i, e := range edges {
		open[e.kind] += e.step
		if e.kind == data.Anchor {
			link = e.link
			if open[data.Anchor] == 0 {
				link = 0
			}
		}
		if i+1 < len(edges) && edges[i+1].at == e.at {
			continue
		}
		l := look{from: e.at, link: link}
		for kind, n := range open {
			if n > 0 {
				l.style |= inlineStyles[kind]
			}
		}
		out = append(out, l)
	}
	return out
}

// setter cuts extents of a block's text into runs.
type setter struct {
	text  string
	base  Style // of the whole block
	looks []look
	notes []note
}

// runs cuts a line into runs, notes included.
func (s *setter) runs(line extent) []run {
	out := make([]run, 0, 2)
	at := line.start
	for _, n := range notesIn(s.notes, line) {
		out = s.styled(out, extent{at, n.at})
		out = append(out, run{text: n.label, start: -1, style: s.base | Reference | Decoration, link: n.link})
		at = n.at
	}
	return s.styled(out, extent{at, line.end})
}

// styled cuts an extent where its look changes.
func (s *setter) styled(out []run, in extent) []run {
	i, found := slices.BinarySearchFunc(s.looks, in.start, func(l look, at int) int { return l.from - at })
	if !found {
		i--
	}
	for at := in.start; at < in.end; {
		r := run{start: at, style: s.base}
		if i >= 0 {
			r.style |= s.looks[i].style
			r.link = s.looks[i].link
		}
		end := in.end
		if i++; i < len(s.looks) && s.looks[i].from < in.end {
			end = snap(s.text, at, s.looks[i].from, in.end)
		}
		out = s.shown(out, r, end)
		at = max(end, at)
	}
	return out
}

// snap moves an offset to the end of the cluster that it falls into, counted
// from an offset before it.
func snap(text string, from, at, end int) int {
	if at <= from || at >= end || text[at] < utf8.RuneSelf && text[at-1] < utf8.RuneSelf {
		return max(from, min(at, end))
	}
	for from < at {
		from += clusterLen(text[from:end])
	}
	return from
}

// shown appends a run that ends at end, without what may not be shown; a tab
// or line end is a space.
func (s *setter) shown(out []run, r run, end int) []run {
	from := r.start
	flush := func(to int) {
		if to > from {
			out = append(out, run{text: s.text[from:to], start: from, style: r.style, link: r.link})
		}
	}
	for at := r.start; at < end; {
		c := s.text[at]
		if c >= ' ' && c < 0x7f {
			at++
			continue
		}
		g := s.text[at : at+clusterLen(s.text[at:end])]
		if c > 0x7f && !hidden(g) {
			at += len(g)
			continue
		}
		flush(at)
		if c < ' ' && isSpace(rune(c)) {
			out = append(out, run{text: " ", start: -1, style: s.base | Decoration})
		}
		at += len(g)
		from = at
	}
	flush(end)
	return out
}
