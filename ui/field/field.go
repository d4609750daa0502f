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
// that is too long shows the part around the cursor.
func (f *Field) Draw(c *screen.Canvas, x, y, w int, base screen.Style, spans []Span) int {
	text, cursor := f.Value(), f.Cursor()
	from := 0
	for screen.Width(text[from:cursor]) >= w && from < cursor {
		from += firstRune(text[from:])
	}
	at, end := x, x+w
	cursorX := x
	for i := from; i < len(text); {
		if i == cursor {
			cursorX = at
		}
		n := firstRune(text[i:])
		width := screen.Width(text[i : i+n])
		if at+width > end {
			return cursorX
		}
		at = c.Put(at, y, styleAt(i, base, spans), text[i:i+n])
		i += n
	}
	if cursor == len(text) {
		cursorX = at
	}
	return cursorX
}

func styleAt(i int, base screen.Style, spans []Span) screen.Style {
	for _, s := range spans {
		if i >= s.Start && i < s.End {
			return s.Style
		}
	}
	return base
}

func firstRune(s string) int {
	for i := range s {
		if i > 0 {
			return i
		}
	}
	return len(s)
}
