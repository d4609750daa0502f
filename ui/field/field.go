// Package field is a line that one types into.
package field

import (
	"strings"

	"charm.land/bubbles/v2/textinput"
	tea "charm.land/bubbletea/v2"

	"dateline/data/clean"
	"dateline/ui/screen"
)

// limit is more than anyone types, and less than what a mistaken paste brings.
const limit = 1000

// Field is one line of text being edited. The zero value isn't ready: use New.
type Field struct {
	input textinput.Model
}

// New makes an empty field.
func New() Field {
	in := textinput.New()
	in.SetVirtualCursor(false)
	in.CharLimit = limit
	in.Focus()
	return Field{in}
}

// Value is the text.
func (f *Field) Value() string { return f.input.Value() }

// SetValue replaces the text and puts the cursor behind it.
func (f *Field) SetValue(s string) {
	f.input.SetValue(s)
	f.input.CursorEnd()
}

// Cursor is the byte offset of the cursor in the text.
func (f *Field) Cursor() int {
	return len(string([]rune(f.input.Value())[:f.input.Position()]))
}

// Update takes a key or a paste and reports whether the text changed.
func (f *Field) Update(msg tea.Msg) bool {
	before := f.input.Value()
	if paste, ok := msg.(tea.PasteMsg); ok {
		paste.Content = clean.Line(strings.TrimSpace(paste.Content), limit)
		msg = paste
	}
	f.input, _ = f.input.Update(msg)
	return f.input.Value() != before
}

// Span is a stretch of the text, in bytes, with a style of its own.
type Span struct {
	Start, End int
	Style      screen.Style
}

// Draw writes the text into w cells and returns the cursor's column. A text
// that is too long shows the part before the cursor.
func (f *Field) Draw(c *screen.Canvas, x, y, w int, base screen.Style, spans []Span) int {
	text, cursor := f.Value(), f.Cursor()
	ends := clusters(text)
	at, end := x, x+w
	cursorX := -1
	for i, start := first(text, ends, cursor, w); i < len(ends); i++ {
		width := screen.Width(text[start:ends[i]])
		if cursorX < 0 && cursor < ends[i] {
			cursorX = at
		}
		if at+width > end {
			break
		}
		at = c.Put(at, y, styleAt(start, base, spans), text[start:ends[i]])
		start = ends[i]
	}
	if cursorX < 0 {
		cursorX = at
	}
	return cursorX
}

// Place is the column, from 0, at which Draw puts an offset of the text in w
// cells; ok is false where that part of the text isn't shown.
func (f *Field) Place(offset, w int) (x int, ok bool) {
	text := f.Value()
	_, start := first(text, clusters(text), f.Cursor(), w)
	if offset < start || offset > len(text) {
		return 0, false
	}
	x = screen.Width(text[start:offset])
	return x, x < w
}

// clusters are the ends of the grapheme clusters of a text: what is drawn as one
// must be put down as one.
func clusters(text string) []int {
	var ends []int
	for at := 0; at < len(text); {
		at = screen.ClusterEnd(text, at, at+1)
		ends = append(ends, at)
	}
	return ends
}

// first is the first cluster to show, and its offset, so that the cursor and
// the cell it stands on come within w cells.
func first(text string, ends []int, cursor, w int) (cluster, start int) {
	n := 0
	for n < len(ends) && ends[n] <= cursor {
		n++
	}
	startOf := func(i int) int {
		if i == 0 {
			return 0
		}
		return ends[i-1]
	}
	for used := 0; n > 0; n-- {
		if used += screen.Width(text[startOf(n-1):ends[n-1]]); used >= w {
			break
		}
	}
	return n, startOf(n)
}

func styleAt(i int, base screen.Style, spans []Span) screen.Style {
	for _, s := range spans {
		if i >= s.Start && i < s.End {
			return s.Style
		}
	}
	return base
}
