package ui

import (
	"strings"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/field"
	"dateline/ui/screen"
)

// piece is a stretch of a chip in one style.
type piece struct {
	text  string
	style screen.Style
}

// chip is a part of a query in words, as it was understood: names in the colour
// of their kind, and what joins them quiet.
func (m *Model) chip(e data.Expr) []piece {
	if e.Op == data.Leaf {
		return []piece{m.termPiece(e.Term)}
	}
	joint := " and "
	if e.Op == data.Or {
		joint = " or "
	}
	var pieces []piece
	for i, arg := range e.Args {
		if i > 0 {
			pieces = append(pieces, piece{joint, mutedStyle})
		}
		inner := m.chip(arg)
		if arg.Op != data.Leaf {
			inner = append(append([]piece{{"(", mutedStyle}}, inner...), piece{")", mutedStyle})
		}
		pieces = append(pieces, inner...)
	}
	return pieces
}

// partText is a part of a query in words.
func (m *Model) partText(e data.Expr) string {
	var b strings.Builder
	for _, p := range m.chip(e) {
		b.WriteString(p.text)
	}
	return b.String()
}

// termPiece is a term of a query in words.
func (m *Model) termPiece(t data.Term) piece {
	p := piece{style: textStyle}
	p.text = termText(t)
	switch {
	case t.Field >= data.PersonField && t.Field <= data.OrgField:
		kind := data.Kind(t.Field - data.PersonField)
		p.style.Fg = screen.Kind(kind)
		p.text = screen.KindSign(kind) + " " + p.text
	case t.Field == data.FeedIDField:
		if f, ok := m.feedOf(feedBase(data.FeedID(t.Text))); ok {
			p.text = "from " + f.Title
		}
	case t.Field == data.AnyField && !t.Not:
		if e, ok := m.meant(t.Text); ok {
			p.style.Fg = screen.Kind(e.Kind)
			p.text = screen.KindSign(e.Kind) + " " + e.Name
		}
	}
	if t.Not {
		p.text = "not " + p.text
	}
	return p
}

// meant is the one entity that is called so: a search for its name finds the
// articles that have another of its names as well.
func (m *Model) meant(text string) (data.EntityCount, bool) {
	i, ok := m.called[search.Fold(text)]
	if !ok || i < 0 {
		return data.EntityCount{}, false
	}
	return m.known[i], true
}

// callings tells which of some entities is called by each of their names: -1
// where it is more than one.
func callings(all []data.EntityCount) map[string]int {
	called := make(map[string]int, 2*len(all))
	for i, e := range all {
		for _, name := range append([]string{e.Name}, e.Aliases...) {
			name = search.Fold(name)
			if other, taken := called[name]; taken && other != i {
				called[name] = -1
				continue
			}
			called[name] = i
		}
	}
	return called
}

// termText is a term in words, but for whether it must not occur.
func termText(t data.Term) string {
	switch t.Field {
	case data.AfterField:
		return "since " + momentText(t)
	case data.BeforeField:
		return "before " + momentText(t)
	case data.UnreadField:
		return "unread"
	case data.ReadField:
		return "read"
	case data.StarredField:
		return "starred"
	case data.HasLinkField:
		return "has a link"
	case data.HasPictureField:
		return "has a picture"
	case data.PersonField, data.PlaceField, data.OrgField:
		return t.Text
	case data.EntityField:
		return "name " + t.Text
	case data.TitleField:
		return "title " + t.Text
	case data.TextField:
		return "text " + t.Text
	case data.AuthorField:
		return "by " + t.Text
	case data.LanguageField:
		return "language " + t.Text
	case data.SourceField, data.FeedIDField:
		return "from " + t.Text
	}
	switch {
	case t.Phrase:
		return "“" + t.Text + "”"
	case t.Prefix:
		return "begins with " + t.Text
	}
	return t.Text
}

// momentText is the time of a term: a day, or a minute of one.
func momentText(t data.Term) string {
	if h, m, s := t.Day.Clock(); h+m+s > 0 {
		return t.Day.Format("2 Jan 15:04")
	}
	return t.Day.Format("2 Jan 2006")
}

// drawChips draws the parts of a query side by side, in lines. What has no room
// is told by dots.
func (m *Model) drawChips(c *screen.Canvas, r screen.Rect, q data.Query) {
	x, y := r.X, r.Y
	for _, part := range q.Parts() {
		pieces := m.chip(part)
		w := 2 + screen.Width(m.partText(part))
		if x > r.X && x+w > r.X+r.W {
			x, y = r.X, y+1
		}
		if y < r.Y+r.H && w <= r.W {
			x = drawChip(c, x, y, pieces)
			continue
		}
		for y < r.Y+r.H && len(pieces) > 0 { // over several lines, as far as they go
			n, room := 0, r.W-2
			for n < len(pieces) && (n == 0 || screen.Width(pieces[n].text) <= room) {
				room -= screen.Width(pieces[n].text)
				n++
			}
			pieces[0].text = screen.Cut(pieces[0].text, r.W-2)
			x = drawChip(c, r.X, y, pieces[:n])
			if pieces = pieces[n:]; len(pieces) > 0 {
				y++
			}
		}
		if y >= r.Y+r.H {
			c.PutRight(r.X+r.W, r.Y+r.H-1, mutedStyle, "…")
			return
		}
	}
}

// drawChip draws one part of a query, and answers with where the next may go.
func drawChip(c *screen.Canvas, x, y int, pieces []piece) int {
	end := x + 1
	for _, p := range pieces {
		end = c.Put(end, y, p.style, p.text)
	}
	end++
	c.Fill(screen.Rect{X: x, Y: y, W: end - x, H: 1}, screen.Selection)
	return end + 1
}

// querySpans sets back in a field what isn't looked for itself: names of
// fields, signs, brackets and what joins. What is wrong stands out.
func querySpans(text string, q data.Query, fault *data.QueryError) []field.Span {
	var spans []field.Span
	if fault != nil {
		spans = append(spans, field.Span{Start: fault.Start, End: fault.End, Style: faultStyle})
	}
	for _, part := range q.Parts() {
		spans = quietSpans(text, part, spans)
	}
	return spans
}

// drawFault says below a field what is wrong with the query in it, with an arrow
// at the column where that stands, if that is shown.
func drawFault(c *screen.Canvas, r screen.Rect, arrow int, shown bool, fault *data.QueryError) {
	wrong := screen.Style{Fg: screen.Error}
	line := func(y int) { c.Clear(screen.Rect{X: r.X, Y: r.Y + y, W: r.W, H: 1}) }
	line(0)
	y, lines := 0, screen.WrapLines(fault.Cause, r.W-3, faultLines)
	if shown {
		c.Put(arrow, r.Y, wrong, "↑")
		cause := screen.Width(fault.Cause)
		switch {
		case arrow+2+cause <= r.X+r.W:
			c.Put(arrow+2, r.Y, wrong, fault.Cause)
			return
		case arrow-1-cause >= r.X+2:
			c.Put(arrow-1-cause, r.Y, wrong, fault.Cause)
			return
		}
		y = 1
	}
	for i, text := range lines {
		line(y + i)
		c.Put(r.X+2, r.Y+y+i, wrong, text)
	}
}

// faultLines is how many lines a mistake may take below its place: the cure
// stands at its end.
const faultLines = 3

// faultStyle is what can't be understood: colour isn't its only sign.
var faultStyle = screen.Style{Fg: screen.Error, Line: screen.Error, Under: screen.Solid, Bold: true}

func quietSpans(text string, e data.Expr, spans []field.Span) []field.Span {
	if e.Start < 0 || e.End > len(text) || e.Start >= e.End {
		return spans // the field has gone on since
	}
	quiet := func(start, end int) {
		if start < end {
			spans = append(spans, field.Span{Start: start, End: end, Style: mutedStyle})
		}
	}
	at := e.Start
	args := e.Args
	if e.Op == data.Leaf {
		value := e.Term.Start + valueStart(text[e.Term.Start:e.Term.End], e.Term)
		quiet(at, value)
		quiet(e.Term.End, e.End)
		return spans
	}
	for _, arg := range args {
		quiet(at, arg.Start)
		spans = quietSpans(text, arg, spans)
		at = arg.End
	}
	quiet(at, e.End)
	return spans
}

// valueStart is where the sign and the field's name of a term end.
func valueStart(term string, t data.Term) int {
	n := 0
	if strings.HasPrefix(term, "-") {
		n = 1
	}
	if t.Field == data.AnyField {
		return n
	}
	name, _, named := strings.Cut(term[n:], ":")
	if !named || strings.ContainsFunc(name, func(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }) {
		return n
	}
	return n + len(name) + 1
}
