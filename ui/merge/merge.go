// Package merge is the dialog that makes one entity of several: who is meant,
// under which name, and what comes of it. Nothing is changed until it is told
// to.
package merge

import (
	"cmp"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
	"dateline/ui/field"
	"dateline/ui/screen"
)

// Dialog is the overlay. Use New.
type Dialog struct {
	// Rule writes a correction as the rules file will have it; nil for a reader
	// who has none.
	Rule func(data.Correction) string

	kind   data.Kind
	rows   []data.EntityCount // to become one
	keep   int                // whose name stays
	cursor int
	others []data.EntityCount // that may be added

	adding bool // the field is open
	field  field.Field
	found  []data.EntityCount
	pick   int

	frame screen.Rect
	first int // line of the first row, or of the first that was found
}

// most is how many names are offered at a time.
const most = 7

// New makes the dialog for an entity. All are those of the library, of which
// others of its kind may be added. Entities of one name are one to a rule, and
// so to the reader.
func New(e data.EntityCount, all []data.EntityCount) *Dialog {
	d := &Dialog{kind: e.Kind, field: field.New()}
	byName := map[string]int{}
	for _, o := range all {
		if o.Kind != e.Kind {
			continue
		}
		if at, ok := byName[o.Name]; ok {
			d.others[at].All += o.All
			d.others[at].Articles += o.Articles
			continue
		}
		byName[o.Name] = len(d.others)
		d.others = append(d.others, o)
	}
	at, ok := byName[e.Name]
	if !ok {
		at = len(d.others)
		d.others = append(d.others, e)
	}
	d.add(at)
	d.open()
	return d
}

// add puts one of the others among those that become one. The longer name is
// the one that stays, unless the reader says otherwise.
func (d *Dialog) add(at int) {
	e := d.others[at]
	d.others = slices.Delete(slices.Clone(d.others), at, at+1)
	d.rows = append(d.rows, e)
	d.cursor = len(d.rows) - 1
	if strings.Count(e.Name, " ") > strings.Count(d.rows[d.keep].Name, " ") {
		d.keep = d.cursor
	}
}

// open opens the field in which another is looked for.
func (d *Dialog) open() {
	d.adding = true
	d.field.SetValue("")
	d.look()
}

// look finds the others that have all words typed; those alike come first.
func (d *Dialog) look() {
	words := strings.Fields(search.Fold(d.field.Value()))
	likeness := map[data.EntityID]int{}
	d.found, d.pick = nil, 0
	for _, o := range d.others {
		names := search.Fold(o.Name + "\n" + strings.Join(o.Aliases, "\n"))
		if slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(names, w) }) {
			continue
		}
		for _, row := range d.rows {
			likeness[o.ID] = max(likeness[o.ID], alike(row.Name, o.Name))
		}
		d.found = append(d.found, o)
	}
	slices.SortStableFunc(d.found, func(a, b data.EntityCount) int {
		return cmp.Or(cmp.Compare(likeness[b.ID], likeness[a.ID]), cmp.Compare(b.All, a.All), cmp.Compare(a.Name, b.Name))
	})
	d.found = d.found[:min(len(d.found), most)]
}

// alike is how many words two names share, the last one above all.
func alike(a, b string) (n int) {
	x, y := strings.Fields(search.Fold(a)), strings.Fields(search.Fold(b))
	for _, w := range x {
		if slices.Contains(y, w) {
			n++
		}
	}
	if len(x) > 0 && len(y) > 0 && x[len(x)-1] == y[len(y)-1] {
		n += 2
	}
	return n
}

// Typing reports whether keys go into the field.
func (d *Dialog) Typing() bool { return d.adding }

// Correction is what the dialog stands for now; ok is false while there is
// nothing to merge.
func (d *Dialog) Correction() (c data.Correction, ok bool) {
	c = data.Correction{Verb: data.Merge, Kind: d.kind, Name: d.rows[d.keep].Name}
	for i, row := range d.rows {
		if i != d.keep {
			c.Join = append(c.Join, row.Name)
		}
	}
	return c, len(c.Join) > 0
}

// Update takes a key, a paste or the mouse. The answer is event.Close, or
// event.Correct once the reader says so.
func (d *Dialog) Update(msg tea.Msg) event.Event {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if d.adding {
			return d.fieldKey(msg)
		}
		return d.key(msg.String())
	case tea.PasteMsg:
		if d.adding && d.field.Update(msg) {
			d.look()
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			d.move(-1)
		} else {
			d.move(1)
		}
	case tea.MouseClickMsg:
		return d.click(msg.X, msg.Y)
	}
	return nil
}

func (d *Dialog) fieldKey(msg tea.KeyPressMsg) event.Event {
	switch msg.String() {
	case "esc":
		if len(d.rows) < 2 {
			return event.Close{}
		}
		d.adding = false
	case "enter":
		d.take()
	case "up", "ctrl+p":
		d.move(-1)
	case "down", "ctrl+n":
		d.move(1)
	default:
		if d.field.Update(msg) {
			d.look()
		}
	}
	return nil
}

// take adds the one under the cursor.
func (d *Dialog) take() {
	if d.pick >= len(d.found) {
		return
	}
	id := d.found[d.pick].ID
	d.add(slices.IndexFunc(d.others, func(o data.EntityCount) bool { return o.ID == id }))
	d.adding = false
}

func (d *Dialog) key(key string) event.Event {
	switch key {
	case "esc", "q", "ctrl+c":
		return event.Close{}
	case "enter":
		if c, ok := d.Correction(); ok {
			return event.Correct{Correction: c}
		}
		d.open()
	case "space":
		d.keep = d.cursor
	case "/":
		d.open()
	case "up", "k", "shift+tab":
		d.move(-1)
	case "down", "j", "tab":
		d.move(1)
	}
	return nil
}

func (d *Dialog) move(n int) {
	if d.adding {
		d.pick = max(0, min(d.pick+n, len(d.found)-1))
		return
	}
	d.cursor = max(0, min(d.cursor+n, len(d.rows)-1))
}

// click puts the cursor on a row, or adds what was found; outside it closes.
func (d *Dialog) click(x, y int) event.Event {
	if !d.frame.Contains(x, y) {
		return event.Close{}
	}
	at := y - d.first
	switch {
	case at < 0:
	case d.adding && at < len(d.found):
		d.pick = at
		d.take()
	case !d.adding && at < len(d.rows):
		d.cursor = at
	}
	return nil
}
