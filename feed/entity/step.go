package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/data"
)

// tellSteps puts into the evidence of mentions why they were grouped under an
// entity's name, where they have another.
func (d *reader) tellSteps(g *group, e *data.LocalEntity) {
	shown := strings.TrimPrefix(d.fold(e.Name), "the ")
	for _, n := range g.names {
		if n.form == shown {
			continue
		}
		step := "joined with " + e.Name + " " + d.tie(n, g)
		for _, i := range n.mentions {
			at, _ := slices.BinarySearchFunc(e.Mentions, d.start(d.mentions[i]), func(m data.LocalMention, start int) int {
				return cmp.Compare(m.Start, start)
			})
			e.Mentions[at].Why = withStep(e.Mentions[at].Why, step)
		}
	}
}

// tie is what ties a name to the others of a group.
func (d *reader) tie(n *name, x *group) string {
	switch {
	case n.listed && (n.key == x.key || n.key != n.form), slices.Contains(d.aliases.short[n.kind][x.key], n.key):
		return "by the table of aliases"
	case n.key == x.key:
		return "as the same name"
	case squeezed(n.key) == squeezed(x.key):
		return "as the same in one word or two"
	}
	switch n.kind {
	case data.Person:
		return tieOfPerson(n.words, x.words)
	case data.Organisation:
		if acronymOf(d.surface(d.mentions[n.mentions[0]])) != "" && !strings.Contains(" "+x.key+" ", " "+n.key+" ") {
			return "as its initials"
		}
	}
	switch {
	case strings.HasPrefix(x.key, n.key+" "):
		return "as the beginning of its name"
	case strings.HasSuffix(x.key, " "+n.key):
		return "as the end of its name"
	}
	return "as another form of its name"
}

// tieOfPerson is what ties a person's name to a full name.
func tieOfPerson(name, full []string) string {
	for len(full) > 1 && generations[full[len(full)-1]] {
		full = full[:len(full)-1]
	}
	switch {
	case len(name) == 0 || len(full) == 0:
	case len(name) == 1 && name[0] == full[len(full)-1]:
		return "by the family name"
	case len(name) == 1 && name[0] == full[0]:
		return "by the first name"
	case isTurned(name, full):
		return "as the same name with the family name at its other end"
	case len(name) < len(full) && slices.Equal(name, full[len(full)-len(name):]):
		return "by the end of the full name"
	case len(name) > 1 && name[0] == full[0] && name[len(name)-1] == full[len(full)-1]:
		return "as the same but for middle names"
	}
	return "by a name that is nearly the same"
}

// isTurned reports whether one name is the other with its first word behind or
// its last word before the others.
func isTurned(a, b []string) bool {
	last := len(a) - 1
	if last < 1 || len(b) != len(a) {
		return false
	}
	return b[0] == a[last] && slices.Equal(b[1:], a[:last]) || b[last] == a[0] && slices.Equal(b[:last], a[1:])
}

// withStep is evidence with the step of grouping that brought a name in.
func withStep(w data.Why, step string) data.Why {
	switch {
	case step == "":
	case w.Note == "":
		w.Note = step
	default:
		w.Note += "; " + step
	}
	return w
}
