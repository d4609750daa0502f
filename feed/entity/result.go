package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
)

// entities turns groups into the answer, in the order in which the text
// first names them.
func (d *reader) entities(groups []*group) []data.LocalEntity {
	out := make([]data.LocalEntity, 0, len(groups))
	intros := make([][]intro, 0, len(groups))
	for _, g := range groups {
		in := d.introductions(g)
		e := d.entity(g)
		e.Description = d.describe(in)
		out, intros = append(out, e), append(intros, in)
	}
	d.relate(groups, intros, out)
	d.addNominals(groups, intros, out)
	slices.SortStableFunc(out, func(a, b data.LocalEntity) int {
		return cmp.Compare(named(a), named(b))
	})
	return out
}

// named is where an entity's first name stands.
func named(e data.LocalEntity) int {
	for _, m := range e.Mentions {
		if !m.Softer {
			return m.Start
		}
	}
	return 0
}

func (d *reader) entity(g *group) data.LocalEntity {
	e := data.LocalEntity{Kind: g.kind, Join: d.joinOf(g)}
	counts := map[string]int{}
	var order []string
	for _, n := range g.names {
		for _, i := range n.mentions {
			m := d.mentions[i]
			e.Mentions = append(e.Mentions, data.LocalMention{Start: d.start(m), End: d.stop(m), Why: m.why})
			s := d.display(m)
			if counts[s] == 0 {
				order = append(order, s)
			}
			counts[s]++
		}
	}
	slices.SortFunc(e.Mentions, func(a, b data.LocalMention) int { return cmp.Compare(a.Start, b.Start) })
	slices.SortStableFunc(order, func(a, b string) int { return better(a, b, counts) })
	if listed, ok := d.listedName(g, order); ok {
		order = slices.DeleteFunc(order, func(s string) bool { return s == listed })
		order = slices.Insert(order, 0, listed)
	}
	e.Name = order[0]
	if g.kind != data.Organisation && shouted(e.Name) > 0 {
		e.Name = spoken(e.Name)
	}
	d.tellSteps(g, &e)
	e.Aliases = order[1:]
	slices.SortStableFunc(e.Aliases, func(a, b string) int { return cmp.Compare(counts[b], counts[a]) })
	return e
}

// listedName is the name that the table of aliases shows for a group, so that
// "the US" of one article and "the U.S." of another are one name on the
// screen. Somebody is shown by a form of the text, but rather by the name that
// is his now than by a longer one that was.
func (d *reader) listedName(g *group, forms []string) (string, bool) {
	at := slices.IndexFunc(g.names, func(n *name) bool { return n.listed })
	if at < 0 {
		return "", false
	}
	key := g.names[at].key
	if g.kind != data.Person {
		return d.aliases.display(g.kind, key)
	}
	for _, s := range forms {
		if d.fold(s) == key && shouted(s) == 0 {
			return s, true
		}
	}
	return "", false
}

// display is a mention as a name is shown: on one line, without "the" and
// without a title.
func (d *reader) display(m mention) string {
	s := d.surface(m)
	if strings.ContainsAny(s, "\n\t\r") || strings.Contains(s, "  ") || strings.IndexFunc(s, oddSpace) >= 0 {
		s = strings.Join(strings.Fields(s), " ")
	}
	if len(s) > 4 && strings.EqualFold(s[:4], "the ") && m.kind != data.Person {
		s = s[4:]
	}
	return strings.ToValidUTF8(s, "\uFFFD")
}

// oddSpace reports whether a rune is a space that isn't ASCII's, or a control.
func oddSpace(r rune) bool { return r > 0x7F && unicode.IsSpace(r) || r < ' ' }

// better orders forms for display: more words first, then not in capitals,
// then what is there more often. An acronym has fewer words than what it
// stands for, so it comes last by itself.
func better(a, b string, counts map[string]int) int {
	return cmp.Or(
		cmp.Compare(strings.Count(b, " "), strings.Count(a, " ")),
		cmp.Compare(shouted(a), shouted(b)),
		cmp.Compare(counts[b], counts[a]),
	)
}

func shouted(s string) int {
	if len(s) > 4 && allCapitals(s) {
		return 1
	}
	return 0
}

// spoken writes a name that the text has in capitals alone, as datelines and
// headlines do, with capitals where its words begin.
func spoken(s string) string {
	if strings.Contains(s, ".") {
		return s // U.S.A.
	}
	var out strings.Builder
	for s = strings.ToLower(s); s != ""; {
		word := s
		if n := strings.IndexAny(s, " -'’"); n >= 0 {
			_, mark := utf8.DecodeRuneInString(s[n:])
			word = s[:n+mark]
		}
		s = s[len(word):]
		if first, n := utf8.DecodeRuneInString(word); out.Len() == 0 || !smallInNames[strings.TrimRight(word, " -")] {
			out.WriteString(strings.ToUpper(string(first)))
			word = word[n:]
		}
		out.WriteString(word)
	}
	return out.String()
}

// smallInNames are words that names have without a capital.
var smallInNames = wordSet("of the and on upon in au aux de del des du la le les sur van von der den bin ibn al el da do dos e y")

// joinOf is the name under which a group is one with groups of other
// articles, or nothing where the name alone doesn't tell: a person known by
// one word joins only if the table of aliases knows that word.
func (d *reader) joinOf(g *group) string {
	if g.alone {
		return ""
	}
	for _, n := range g.names {
		if n.listed {
			return n.key
		}
	}
	if g.kind == data.Person && len(g.words) < 2 {
		return ""
	}
	return g.key
}
