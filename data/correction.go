package data

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Verb says what a correction does.
type Verb uint8

// The verbs.
const (
	Merge      Verb = iota // Join are Name; joined with itself, all of this name are one
	Split                  // Form is no name of Name, but an entity of its own
	Rename                 // Name is shown as To
	ChangeKind             // Name is of the kind ToKind
	NotEntity              // Name is no entity; with Form only what is written so isn't
	AddAlias               // Form is another name of Name
	MarkText               // Name, wherever it stands in a text, is an entity
)

// Verbs has all verbs.
var Verbs = [...]Verb{Merge, Split, Rename, ChangeKind, NotEntity, AddAlias, MarkText}

var verbs = [...]string{"merge", "split", "rename", "kind", "not", "alias", "mark"}

// String is the verb as the rules file and the change log write it.
func (v Verb) String() string { return verbs[v] }

// ParseVerb is the reverse of String.
func ParseVerb(s string) (Verb, bool) {
	at := slices.Index(verbs[:], s)
	return Verb(max(at, 0)), at >= 0
}

// Correction is something that the reader knows better than recognition. It
// speaks of entities by kind and name, never by identity, so that it holds for
// articles to come, for a newer recogniser, and in another reader's library.
//
// A name stands for every entity of that kind that is shown by it or has the
// join that it is normalised to.
type Correction struct {
	Verb   Verb
	Kind   Kind
	Name   string
	Join   []string // Merge
	Form   string   // Split, AddAlias; NotEntity, where it may be empty
	To     string   // Rename
	ToKind Kind     // ChangeKind
}

// Errors of Check.
var (
	errNameless = errors.New("a name is empty")
	errNoChange = errors.New("it changes nothing: both names are the same")
)

// Check tells what is missing, or that a correction says nothing.
func (c Correction) Check() error {
	if slices.ContainsFunc(c.Names(), func(name string) bool { return strings.TrimSpace(name) == "" }) {
		return errNameless
	}
	switch c.Verb {
	case Merge:
		if len(c.Join) == 0 {
			return errors.New("nothing is named that is to be joined")
		}
	case Split, AddAlias:
		if c.Form == "" {
			return errNameless
		}
		if strings.EqualFold(c.Form, c.Name) {
			return errNoChange
		}
	case Rename:
		if c.To == "" {
			return errNameless
		}
		if c.To == c.Name {
			return errNoChange
		}
	case ChangeKind:
		if c.Kind == c.ToKind {
			return fmt.Errorf("it changes nothing: it is %s already", c.Kind.Noun())
		}
	}
	return nil
}

// Names are all names that a correction speaks of, Name first.
func (c Correction) Names() []string {
	names := append([]string{c.Name}, c.Join...)
	for _, name := range [...]string{c.Form, c.To} {
		if name != "" {
			names = append(names, name)
		}
	}
	return names
}

// Equal reports whether two corrections say the same.
func (c Correction) Equal(o Correction) bool {
	return c.Verb == o.Verb && c.Kind == o.Kind && c.Name == o.Name && slices.Equal(c.Join, o.Join) &&
		c.Form == o.Form && c.To == o.To && c.ToKind == o.ToKind
}

// String is the correction in words: “Kiev” is Kyiv.
func (c Correction) String() string {
	switch c.Verb {
	case Merge:
		are := "is"
		if len(c.Join) > 1 {
			are = "are"
		}
		return fmt.Sprintf("%s %s %s", listed(c.Join), are, c.Name)
	case Split:
		return fmt.Sprintf("“%s” isn’t %s", c.Form, c.Name)
	case Rename:
		return fmt.Sprintf("%s is shown as %s", c.Name, c.To)
	case ChangeKind:
		return fmt.Sprintf("%s is %s, not %s", c.Name, c.ToKind.Noun(), c.Kind.Noun())
	case NotEntity:
		if c.Form != "" {
			return fmt.Sprintf("“%s” doesn’t name %s", c.Form, c.Name)
		}
		return fmt.Sprintf("“%s” is no %s", c.Name, c.Kind)
	case AddAlias:
		return fmt.Sprintf("“%s” is %s", c.Form, c.Name)
	}
	return fmt.Sprintf("“%s” is %s", c.Name, c.Kind.Noun())
}

// listed is “a”, “b” and “c”.
func listed(names []string) string {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = "“" + name + "”"
	}
	if len(quoted) < 2 {
		return strings.Join(quoted, "")
	}
	last := len(quoted) - 1
	return strings.Join(quoted[:last], ", ") + " and " + quoted[last]
}

// WrittenRule is a correction as it stands in a rules file.
type WrittenRule struct {
	Correction
	Line int // on which it begins, from 1
}

// Reach tells which articles a change of the corrections may concern. It may
// name too many, never too few.
type Reach struct {
	Changed bool // the corrections are others than before
	All     bool // all articles: more was changed than one correction
	// Names are folded names (search.Fold) and joins: of articles that have an
	// entity of such a name or join, with corrections or without.
	Names []string
	Texts []string // of articles whose text has one of these, byte for byte
}

// Corrector keeps the reader's corrections and lays them over what a recogniser
// found. It is safe for concurrent use. What it is given is never changed:
// recognitions are stored as they were found, so that corrections outlast them
// and undoing one is exact.
type Corrector interface {
	// Lay answers with what is found in an article once all corrections are
	// applied, in their order. The same corrections give the same answer.
	Lay(a *Article, r Recognition) Recognition
	// Version names the corrections: it moves whenever an answer of Lay may.
	Version() string
	// Add puts a correction behind all others and stores it. One that stands
	// last already isn't added again.
	Add(c Correction) (Reach, error)
	// Remove takes the last correction back that equals c, if there is one.
	Remove(c Correction) (Reach, error)
	// Reload reads the corrections again if the reader has edited them by hand,
	// with what is wrong in them. It is cheap where nothing was edited.
	Reload() (Reach, []Problem)
	// Problems gives what is wrong in the corrections as they were last read.
	Problems() []Problem
}
