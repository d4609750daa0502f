package entity

import (
	"cmp"
	"slices"
	"strings"

	"dateline/data"
)

// group is names that are one entity.
type group struct {
	kind  data.Kind
	key   string // of its longest name
	words []string
	names []*name
	self  [1]*group // itself, for what it alone is filed under
	alone bool      // others of its family name are there, so that it may be any of them
	sex   sex       // of a person, as far as the article or the first name tells
}

// grouping is the groups of a document and how they are found.
type grouping struct {
	d        *reader
	groups   []*group
	byKey    map[keyed]*group       // by key, by key without spaces
	last     filed                  // persons by their family name
	first    filed                  // persons by their first name or a nickname
	parts    filed                  // persons by what their name begins or ends with, two words and more
	sounds   filed                  // persons by how a family name sounds
	begins   filed                  // organisations by what their name begins with
	ends     filed                  // organisations by what their name ends with
	holds    filed                  // organisations by each word of their name
	stems    filed                  // organisations by their name without endings
	initials [len(data.Kinds)]filed // organisations and places by their initials
	short    [len(data.Kinds)]filed // by what the list has as short for them
	places   filed                  // places by their name without a word for what they are
}

// filed is groups by something that they may be looked for with.
type filed map[string][]*group

// add files a group once.
func (f filed) add(key string, x *group) {
	there := f[key]
	switch {
	case key == "" || slices.Contains(there, x):
	case there == nil:
		f[key] = x.self[:]
	default:
		f[key] = append(there, x) // which copies what is one group's own
	}
}

// keyed is a name within its kind.
type keyed struct {
	kind data.Kind
	key  string
}

func newGrouping(d *reader) *grouping {
	g := &grouping{d: d, byKey: map[keyed]*group{}, last: filed{}, first: filed{}, parts: filed{}, sounds: filed{},
		begins: filed{}, ends: filed{}, holds: filed{}, stems: filed{}, places: filed{}}
	for i := range g.initials {
		g.initials[i], g.short[i] = filed{}, filed{}
	}
	return g
}

// forget forgets a text's groups, and keeps the memory that they took.
func (g *grouping) forget() {
	clear(g.groups)
	g.groups = g.groups[:0]
	clear(g.byKey)
	for _, f := range [...]filed{g.last, g.first, g.parts, g.sounds, g.begins, g.ends, g.holds, g.stems, g.places} {
		clear(f)
	}
	for i := range g.initials {
		clear(g.initials[i])
		clear(g.short[i])
	}
}

// only returns the one group under a key, or nil where there are none or more.
func (f filed) only(key string) *group { return only(f[key]) }

// group decides which names are one, the longest first: "Donald Trump" is
// there before "Trump" asks whose name it is. Of equally long ones that which
// is there more often comes first, as a slip of the pen is rare.
func (d *reader) group() []data.LocalEntity {
	names := d.names()
	slices.SortStableFunc(names, func(a, b *name) int {
		return cmp.Or(cmp.Compare(len(b.words), len(a.words)), cmp.Compare(len(b.mentions), len(a.mentions)))
	})
	g := d.grouping
	defer g.forget()
	for _, n := range names {
		if n = g.share(n); n == nil {
			continue
		}
		if into := g.find(n); into != nil {
			into.names = append(into.names, n)
			g.fileNicknames(into)
		} else {
			g.open(n)
		}
	}
	return d.entities(g.groups)
}

// open makes a name a group of its own.
func (g *grouping) open(n *name) *group {
	x := &group{kind: n.kind, key: n.key, words: n.words, names: []*name{n}}
	x.self[0] = x
	x.alone = n.kind == data.Person && (len(g.last[n.key]) > 0 || len(g.first[n.key]) > 1)
	g.groups = append(g.groups, x)
	g.byKey[keyed{n.kind, n.key}] = x
	g.byKey[keyed{n.kind, squeezed(n.key)}] = x
	if n.kind == data.Person && n.listed {
		g.byKey[keyed{n.kind, strings.Join(n.words, " ")}] = x
	}
	for _, short := range g.d.aliases.short[n.kind][n.key] {
		g.short[n.kind].add(short, x)
	}
	switch n.kind {
	case data.Person:
		g.indexPerson(x)
	case data.Place:
		g.indexPlace(x)
	case data.Organisation:
		g.indexOrganisation(x)
	}
	return x
}

// find returns the group that a name belongs to, or nil.
func (g *grouping) find(n *name) *group {
	if x := g.byKey[keyed{n.kind, n.key}]; x != nil {
		return x
	}
	if x := g.byKey[keyed{n.kind, squeezed(n.key)}]; x != nil && len(n.key) >= longName {
		return x
	}
	if x := g.short[n.kind].only(n.key); x != nil {
		return x
	}
	switch n.kind {
	case data.Person:
		return g.findPerson(n)
	case data.Place:
		return g.findPlace(n)
	case data.Organisation:
		return g.findOrganisation(n)
	}
	return nil
}

// longName is from how many letters on a name written as one word or as two is
// the same: "Zoo Palast" and "Zoopalast".
const longName = 8

// mostCompared is in how many groups a name is looked for by comparing it with
// each. An article has some hundreds at most; a list of all the world's towns
// isn't worth its square.
const mostCompared = 1000

func squeezed(key string) string { return strings.ReplaceAll(key, " ", "") }

// only returns the one group of several entries that are all the same.
func only(gs []*group) *group {
	if len(gs) != 1 {
		return nil
	}
	return gs[0]
}
