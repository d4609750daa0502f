// Package screen is what everything is drawn on: a canvas of cells whose styles
// are named by role ("person", "muted"), and themes that say which colour a
// role is. Panes draw roles; only a theme knows colours.
package screen

import "dateline/data"

// Role names what a colour is for.
type Role uint8

// The roles. None leaves the terminal's own colour.
const (
	None Role = iota
	Text
	Muted
	Faint
	Border
	Accent
	Selection
	Person
	Place
	Organisation
	PersonLine // the quiet underlines of the kinds
	PlaceLine
	OrganisationLine
	Current // behind the one thing where the reader is
	OnCurrent
	Unread
	Star
	Error
	Warning
	Success
	roles
)

// Under is the shape of an underline. The kinds of entity differ in it, since
// colour is never the only sign.
type Under uint8

// The underlines.
const (
	NoLine Under = iota
	Solid
	Dotted
	Dashed
)

// Style is how a cell looks, in roles. Styles compare with ==.
type Style struct {
	Fg, Bg, Line Role
	Under        Under
	Bold         bool
	Italic       bool
	Back         bool // a mention that steps back: plain where underlines have no colour of their own
}

// Kind is the role of a kind of entity.
func Kind(k data.Kind) Role { return Person + Role(k) }

// KindLine is the role of the quiet underline of a kind.
func KindLine(k data.Kind) Role { return PersonLine + Role(k) }

// KindUnder is the underline's shape for a kind.
func KindUnder(k data.Kind) Under { return Solid + Under(k) }

// KindSign is the sign that stands for a kind in panes, never in the text.
func KindSign(k data.Kind) string { return [...]string{"◆", "▲", "■"}[k] }
