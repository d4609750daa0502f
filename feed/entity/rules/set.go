// Package rules lays the reader's corrections over what recognition found:
// merge, split, rename, another kind, not an entity, an alias, a text marked.
//
// The corrections stand in a file of TOML (File) that a person can read, edit
// and share. They are compiled into a Set, whose Apply is a pure function of an
// article and of what was found in it: what recognition found is stored as it
// is, so that rules outlast it and taking one back is exact.
package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"

	"dateline/data"
	"dateline/data/search"
)

// Key gives the join that a name alone has: entities of one kind and join are
// one over all articles. The recogniser's own is used, so that a rule about
// "Sergei Ivanov" holds for Sergey Ivanov too.
type Key func(kind data.Kind, name string) string

// Set is corrections made ready to be applied. It isn't changed after Compile.
type Set struct {
	rules   []rule
	byName  map[name][]int32 // rules by the folded names and joins that they are about, ascending
	byLone  map[name][]int32 // those that mark texts: they change who has no join alone
	marks   marks
	version string
}

// name is a folded name, or a join, of a kind.
type name struct {
	kind data.Kind
	text string
}

// rule is a correction with its names folded.
type rule struct {
	data.Correction
	words string  // for Why
	about []alike // Name, then Join
	form  string  // Form, as formOf gives it
	join  string  // of what it makes: Key of Name, of Form, or of To
}

// alike is a name as entities are compared with it.
type alike struct{ folded, join string }

// is reports whether an entity goes by this name.
func (a alike) is(folded, join string) bool {
	return folded == a.folded || join != "" && join == a.join
}

// Compile makes a set of corrections, in their order. Those that Check rejects
// must not be among them.
func Compile(corrections []data.Correction, key Key) *Set {
	s := &Set{rules: make([]rule, len(corrections)), byName: map[name][]int32{}, byLone: map[name][]int32{}}
	hash := sha256.New()
	for i, c := range corrections {
		s.rules[i] = compile(c, key)
		index := s.byName
		if text, ok := marked(c); ok {
			s.marks.add(text, int32(i))
			index = s.byLone
		}
		for _, a := range s.rules[i].about {
			file(index, name{c.Kind, a.folded}, int32(i))
			file(index, name{c.Kind, a.join}, int32(i))
		}
		// The sum has no error to give.
		_, _ = fmt.Fprintf(hash, "%d %d %q %q %q %q %d\n", c.Verb, c.Kind, c.Name, c.Join, c.Form, c.To, c.ToKind)
	}
	if len(corrections) > 0 {
		s.version = applied + hex.EncodeToString(hash.Sum(nil)[:8])
	}
	return s
}

// applied names how rules are applied. It is raised when the same rules give
// another answer.
const applied = "1-"

// Version names the corrections and how they are applied; empty without any.
func (s *Set) Version() string { return s.version }

// Len is how many corrections there are.
func (s *Set) Len() int { return len(s.rules) }

// file notes that a rule is about a name. The same name twice counts once.
func file(index map[name][]int32, n name, rule int32) {
	if n.text == "" {
		return
	}
	if known := index[n]; len(known) == 0 || known[len(known)-1] != rule {
		index[n] = append(known, rule)
	}
}

func compile(c data.Correction, key Key) rule {
	r := rule{Correction: c, words: "your rule: " + c.String(), form: formOf(c.Form)}
	for _, n := range append([]string{c.Name}, c.Join...) {
		r.about = append(r.about, alike{search.Fold(n), key(c.Kind, n)})
	}
	switch c.Verb {
	case data.Split:
		r.join = apart(key(c.Kind, c.Form), r.form, r.about[0].join)
	case data.ChangeKind:
		r.join = key(c.ToKind, c.Name)
	case data.Rename:
		r.join = key(c.Kind, c.To)
	default:
		r.join = r.about[0].join
	}
	return r
}

// apart is the join of a form that is split off: its own, unless that is the
// one of what it is split from, as with Kiev and Kyiv.
func apart(own, form, from string) string {
	for _, join := range [...]string{own, form} {
		if join != "" && join != from {
			return join
		}
	}
	return form + "′"
}

// marked is the text that a correction makes mentions of wherever it stands.
func marked(c data.Correction) (string, bool) {
	switch c.Verb {
	case data.AddAlias:
		return c.Form, true
	case data.MarkText:
		return c.Name, true
	}
	return "", false
}

// reach tells which articles a change of one correction may concern, whether it
// is among the rules or not: those with a name that it speaks of, or that a
// rule speaks of which shares a name with it, and so on. For a merger into a
// name that another rule changes again shows up under that one.
func (s *Set) reach(c data.Correction, key Key) data.Reach {
	found := map[string]bool{}
	var queue []string
	add := func(text string) {
		if text != "" && !found[text] {
			found[text] = true
			queue = append(queue, text)
		}
	}
	names := func(c data.Correction) {
		for _, n := range c.Names() {
			add(search.Fold(n))
			add(key(c.Kind, n))
		}
		if c.Verb == data.ChangeKind {
			add(key(c.ToKind, c.Name))
		}
	}
	names(c)
	seen := make([]bool, len(s.rules))
	for len(queue) > 0 {
		text := queue[0]
		queue = queue[1:]
		for _, kind := range data.Kinds {
			for _, i := range slices.Concat(s.byName[name{kind, text}], s.byLone[name{kind, text}]) {
				if !seen[i] {
					seen[i] = true
					names(s.rules[i].Correction)
				}
			}
		}
	}
	r := data.Reach{Changed: true}
	for text := range found {
		r.Names = append(r.Names, text)
	}
	slices.Sort(r.Names)
	if text, ok := marked(c); ok {
		r.Texts = spellings(text)
	}
	return r
}
