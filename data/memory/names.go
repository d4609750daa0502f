package memory

import (
	"slices"

	"dateline/data"
	"dateline/data/memory/index"
	"dateline/data/search"
)

// named is for person:, place:, org: and entity:. Names with all the words count; where
// there is none, names that begin with them or are nearly written so are close.
func (l *Library) named(r *draft, kind data.Kind) {
	tier := search.Exact
	r.entities = l.who.with(r.Pattern, kind)
	if len(r.entities) == 0 && !r.Term.Not && len(r.Pattern.Words) == 1 {
		tier = search.Close
		r.entities = l.who.beginning(r.Pattern.Words[0], kind)
		if len(r.entities) == 0 {
			r.entities = l.who.fuzzy(r.Pattern.Words[0], kind)
		}
	}
	for _, number := range r.entities {
		e := l.who.entities[number]
		for _, p := range e.posts {
			said := 4 * int32(p.count)
			if tier == search.Close || e.key.Join == "" { // on disk how often isn't at hand
				said = 4
			}
			r.Raise(p.doc, tier, said)
		}
	}
}

// anyKind stands for all kinds of entity.
const anyKind = data.Kind(255)

// is tells whether an entity is of a kind.
func (w *who) is(e uint32, kind data.Kind) bool {
	return kind == anyKind || w.entities[e].key.Kind == kind
}

// with gives the entities of a kind with a name or an alias that has the words
// of a pattern next to one another.
func (w *who) with(p search.Pattern, kind data.Kind) []uint32 {
	if len(p.Words) == 0 {
		return nil
	}
	var found []uint32
	look := func(word uint32) {
		w.names.Postings(word, func(posting index.Posting) {
			form := w.forms[posting.Document]
			if w.used(form) && w.is(form.entity, kind) && p.Occurs([]byte(form.folded)) != search.None {
				found = append(found, form.entity)
			}
		})
	}
	if len(p.Words) == 1 && p.Open {
		w.names.Match(p.Words[0], func(word uint32, tier search.Tier) {
			if tier >= search.Prefix {
				look(word)
			}
		})
	} else if word, ok := w.names.Lookup(p.Words[0]); ok {
		look(word)
	}
	return unique(found)
}

// beginning gives the entities of a kind with a word in a name that begins so.
func (w *who) beginning(asked string, kind data.Kind) []uint32 {
	var found []uint32
	w.names.Match(asked, func(word uint32, tier search.Tier) {
		if tier >= search.Prefix {
			found = w.having(word, kind, found)
		}
	})
	return unique(found)
}

// fuzzy gives the entities of a kind, or of any, with a word in a name that is
// asked with letters left out.
func (w *who) fuzzy(asked string, kind data.Kind) []uint32 {
	var found []uint32
	w.names.Beginning(asked[:1], len(asked)+1, len(asked)*5/3, func(word uint32, name string) {
		if search.FuzzyWord(asked, name) {
			found = w.having(word, kind, found)
		}
	})
	return unique(found)
}

func (w *who) having(word uint32, kind data.Kind, found []uint32) []uint32 {
	w.names.Postings(word, func(p index.Posting) {
		e := w.forms[p.Document].entity
		if form := w.forms[p.Document]; w.used(form) && w.is(e, kind) {
			found = append(found, e)
		}
	})
	return found
}

// used reports whether an article has a form: corrections and changed articles
// leave some that none has any more.
func (w *who) used(f formOf) bool { return w.entities[f.entity].forms[f.at].used > 0 }

func unique(numbers []uint32) []uint32 {
	slices.Sort(numbers)
	return slices.Compact(numbers)
}
