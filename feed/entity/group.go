package entity

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/data"
	"dateline/feed/entity/tagger"
)

// group is names that are one entity.
type group struct {
	kind  data.Kind
	key   string // of its longest name
	words []string
	names []*name
	alone bool // others of its family name are there, so that it may be any of them
}

// grouping is the groups of a document and how they are found.
type grouping struct {
	d      *reader
	groups []*group
	byKey  map[string]*group
	last   map[string][]*group // persons by their family name
	first  map[string][]*group // persons by their first name
	parts  map[string][]*group // persons by what their name ends with, two words and more
	begins map[string][]*group // organisations by what their name begins with
	short  map[string][]*group // organisations by their initials
}

// group decides which names are one, the longest first: "Donald Trump" is
// there before "Trump" asks whose name it is.
func (d *reader) group() []data.LocalEntity {
	names := d.names()
	slices.SortStableFunc(names, func(a, b *name) int {
		return cmp.Compare(strings.Count(b.form, " "), strings.Count(a.form, " "))
	})
	g := &grouping{d: d, byKey: map[string]*group{}, last: map[string][]*group{}, first: map[string][]*group{},
		parts: map[string][]*group{}, begins: map[string][]*group{}, short: map[string][]*group{}}
	for _, n := range names {
		if into := g.find(n); into != nil {
			into.names = append(into.names, n)
		} else {
			g.open(n)
		}
	}
	return d.entities(g.groups)
}

func keyIn(k data.Kind, key string) string { return string(rune('0'+k)) + key }

// open makes a name a group of its own.
func (g *grouping) open(n *name) *group {
	x := &group{kind: n.kind, key: n.key, words: n.words, names: []*name{n}}
	x.alone = n.kind == data.Person && len(g.last[n.form]) > 0
	g.groups = append(g.groups, x)
	g.byKey[keyIn(n.kind, n.key)] = x
	switch n.kind {
	case data.Person:
		g.indexPerson(x)
	case data.Organisation:
		g.indexOrganisation(x)
	}
	return x
}

// find returns the group that a name belongs to, or nil.
func (g *grouping) find(n *name) *group {
	if x := g.byKey[keyIn(n.kind, n.key)]; x != nil {
		return x
	}
	switch n.kind {
	case data.Person:
		return g.findPerson(n)
	case data.Organisation:
		return g.findOrganisation(n)
	}
	return nil
}

// only returns the one group of several entries that are all the same.
func only(gs []*group) *group {
	if len(gs) != 1 {
		return nil
	}
	return gs[0]
}

// indexPerson files a full name under its parts.
func (g *grouping) indexPerson(x *group) {
	w := x.words
	for len(w) > 1 && generations[w[len(w)-1]] {
		w = w[:len(w)-1]
	}
	if len(w) < 2 {
		return
	}
	g.last[w[len(w)-1]] = append(g.last[w[len(w)-1]], x)
	g.first[w[0]] = append(g.first[w[0]], x)
	for i := 1; i < len(w)-1; i++ {
		part := strings.Join(w[i:], " ")
		g.parts[part] = append(g.parts[part], x)
	}
}

// findPerson finds whose name a person's name is. Where two could be meant
// it is left alone: a wrong merge is worse than a missed one.
func (g *grouping) findPerson(n *name) *group {
	if len(n.words) > 1 {
		if x := only(g.parts[n.key]); x != nil {
			return x
		}
		return g.findMiddle(n)
	}
	bearers := g.last[n.key]
	if n.listed || len(n.words) == 0 {
		return nil // known by this word, and the full name isn't in the text
	}
	if len(bearers) > 0 {
		return only(bearers)
	}
	return only(g.first[n.key])
}

// findMiddle finds a full name that differs in middle names alone: "George
// Bush" is "George W. Bush" if no other George Bush is in the text.
func (g *grouping) findMiddle(n *name) *group {
	w := n.words
	var found []*group
	for _, x := range g.last[w[len(w)-1]] {
		if x.words[0] == w[0] && (len(w) == 2 || len(x.words) == 2) {
			found = append(found, x)
		}
	}
	return only(found)
}

// indexOrganisation files a name under its beginnings and its initials.
func (g *grouping) indexOrganisation(x *group) {
	if len(x.words) < 2 {
		return
	}
	for i := 1; i < len(x.words); i++ {
		part := strings.Join(x.words[:i], " ")
		g.begins[part] = append(g.begins[part], x)
	}
	surface := g.d.surface(g.d.mentions[x.names[0].mentions[0]])
	if in := initials(surface); len(in) > 1 {
		g.short[in] = append(g.short[in], x)
	}
}

// initials are the capitals that words begin with, folded: "fdd" for
// Foundation for Defense of Democracies.
func initials(s string) string {
	var out strings.Builder
	for w := range strings.FieldsSeq(s) {
		for _, part := range strings.Split(w, "-") {
			if r, _ := utf8.DecodeRuneInString(part); unicode.IsUpper(r) {
				out.WriteString(fold(string(r)))
			}
		}
	}
	return out.String()
}

// findOrganisation finds the long name of an acronym or of a beginning.
func (g *grouping) findOrganisation(n *name) *group {
	if n.listed {
		return nil
	}
	if allCapitals(g.d.surface(g.d.mentions[n.mentions[0]])) {
		if x := only(g.short[strings.ReplaceAll(n.key, " ", "")]); x != nil {
			return x
		}
	}
	const general = 1<<tagger.OrgWord | 1<<tagger.Country | 1<<tagger.Demonym | 1<<tagger.Region
	if g.d.model.Classes(n.words...)&general != 0 {
		return nil // "Bank" isn't short for one bank
	}
	return only(g.begins[n.key])
}
