package entity

import (
	"slices"
	"strings"

	"dateline/data"
)

// step tells in words why a name was grouped with the longer one of a group: it
// becomes a part of the evidence for its mentions.
func (g *grouping) step(n *name, x *group) string {
	return "joined with " + g.d.display(g.d.mentions[x.names[0].mentions[0]]) + " " + g.tie(n, x)
}

// tie is what ties a name to the longest name of a group.
func (g *grouping) tie(n *name, x *group) string {
	switch {
	case n.listed && n.key == x.key, slices.Contains(g.d.aliases.short[n.kind][x.key], n.key):
		return "by the table of aliases"
	case n.key == x.key:
		return "as another spelling"
	case squeezed(n.key) == squeezed(x.key):
		return "as the same in one word or two"
	}
	switch n.kind {
	case data.Person:
		return tieOfPerson(n.words, x.words)
	case data.Organisation:
		if acronymOf(g.d.surface(g.d.mentions[n.mentions[0]])) != "" && !strings.Contains(" "+x.key+" ", " "+n.key+" ") {
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
	case len(name) == 1 && name[0] == full[len(full)-1]:
		return "by the family name"
	case len(name) == 1 && name[0] == full[0]:
		return "by the first name"
	case len(name) < len(full) && slices.Equal(name, full[len(full)-len(name):]):
		return "by the end of the full name"
	case len(name) > 1 && name[0] == full[0] && name[len(name)-1] == full[len(full)-1]:
		return "as the same but for middle names"
	}
	return "by a name that is nearly the same"
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
