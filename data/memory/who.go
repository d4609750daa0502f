package memory

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/memory/index"
	"dateline/data/related"
	"dateline/data/search"
)

// who is everyone and everything that the articles name, by a number that an
// entity has for one run.
type who struct {
	entities []*entity
	byKey    map[data.EntityKey]uint32
	byID     map[data.EntityID]uint32
	listed   int // entities with mentions

	reasons  []data.Why // without scores, each once
	byReason map[data.Why]uint32

	forms  []formOf            // every name and alias; a document of names each
	names  *index.Index        // the words of forms
	called map[string][]uint32 // folded name or alias: entities
}

// entity is one person, place or organisation over all articles.
type entity struct {
	id       data.EntityID
	key      data.EntityKey
	name     int // in forms
	forms    []form
	about    about // shown
	related  related.Counts
	stale    bool // about is to be made again
	named    int  // how often articles name it, softly too
	posts    []post
	mentions int // in all
}

// form is a name or an alias, in all ways in which it is written. One that no
// article has any more stays for its number, and counts for nothing.
type form struct {
	folded   string
	variants []variant
	count    int // mentions with just these letters
	named    int // articles that give it as the name
	used     int // articles that give it at all
}

// variant is one way of writing a form.
type variant struct {
	text string
	used int
}

// text is how a form is shown: of KYIV and Kyiv the one with small letters.
func (f *form) text() (text string) {
	for _, v := range f.variants {
		if v.used > 0 {
			text = max(text, v.text)
		}
	}
	return text
}

// post is an article that mentions an entity, with how often: softer mentions
// don't count, and without others there is no post.
type post struct {
	doc   uint32
	count uint32
}

type formOf struct {
	entity uint32
	at     uint32 // in its forms
	folded string
}

func newWho() who {
	return who{
		byKey:    map[data.EntityKey]uint32{},
		byID:     map[data.EntityID]uint32{},
		byReason: map[data.Why]uint32{},
		names:    index.New(),
		called:   map[string][]uint32{},
	}
}

// take notes what was found in an article, under the identities given.
func (w *who) take(n uint32, d *doc, published int64, found []data.LocalEntity, keys []data.EntityKey, ids []data.EntityID) {
	var mentions []mention
	for i, l := range found {
		number := w.entity(keys[i], ids[i])
		e := w.entities[number]
		e.named++
		d.named = append(d.named, number)
		counted := uint32(0)
		for _, m := range l.Mentions {
			mentions = append(mentions, w.mention(number, m))
			if !m.Softer {
				counted++
			}
		}
		w.form(d, number, l.Name, true, l.Mentions)
		for _, alias := range l.Aliases {
			w.form(d, number, alias, false, l.Mentions)
		}
		e.choose()
		w.tell(d, e, number, published, l)
		w.post(e, n, counted)
	}
	slices.SortStableFunc(mentions, func(a, b mention) int { return cmp.Compare(a.start, b.start) })
	d.mentions = slices.Clip(mentions)
}

func (w *who) mention(number uint32, m data.LocalMention) mention {
	why := m.Why
	why.Score = 0
	reason, ok := w.byReason[why]
	if !ok {
		reason = uint32(len(w.reasons))
		w.byReason[why] = reason
		w.reasons = append(w.reasons, why)
	}
	return mention{uint32(m.Start), uint32(m.End), number, reason, int32(m.Why.Score), m.Softer}
}

// entity gives the number of an entity, a new one where it is new.
func (w *who) entity(key data.EntityKey, id data.EntityID) uint32 {
	if number, ok := w.byKey[key]; ok {
		return number
	}
	number := uint32(len(w.entities))
	w.entities = append(w.entities, &entity{id: id, key: key})
	w.byKey[key] = number
	w.byID[id] = number
	return number
}

// post adds to an entity's articles. The same article comes twice when it names
// one entity in two ways.
func (w *who) post(e *entity, n, counted uint32) {
	if counted == 0 {
		return
	}
	e.mentions += int(counted)
	if last := len(e.posts) - 1; last >= 0 && e.posts[last].doc == n {
		e.posts[last].count += counted
		return
	}
	if len(e.posts) == 0 {
		w.listed++
	}
	e.posts = append(e.posts, post{n, counted})
}

// form notes a name or an alias, and how often it stands in the text.
func (w *who) form(d *doc, number uint32, text string, name bool, mentions []data.LocalMention) {
	e := w.entities[number]
	folded := search.Fold(text)
	if folded == "" {
		return
	}
	at := slices.IndexFunc(e.forms, func(f form) bool { return f.folded == folded })
	if at < 0 {
		at = len(e.forms)
		e.forms = append(e.forms, form{folded: folded})
		w.names.Commit(w.names.Prepare(uint32(len(w.forms)),
			[]index.Part{{Text: search.NewText(folded), Flags: index.Title}})) // as in a title, Jean-Luc isn't Jeanluc
		w.forms = append(w.forms, formOf{number, uint32(at), folded})
	}
	f := &e.forms[at]
	if f.used == 0 {
		w.called[folded] = append(w.called[folded], number)
	}
	v := slices.IndexFunc(f.variants, func(v variant) bool { return v.text == text })
	if v < 0 {
		v = len(f.variants)
		f.variants = append(f.variants, variant{text: text})
	}
	s := said{entity: number, form: uint32(at), variant: uint16(min(v, 1<<16-1)), name: name}
	for _, m := range mentions {
		if m.End-m.Start == len(text) && d.article.Text[m.Start:m.End] == text {
			s.count++
		}
	}
	d.said = append(d.said, s)
	f.add(s, 1)
}

// said is a form that an article has of an entity: what forget takes back.
type said struct {
	entity  uint32
	form    uint32 // in the entity's forms
	count   uint32 // mentions with just its letters
	variant uint16
	name    bool // the article gives it as the name
}

// add counts what an article said, or with -1 no longer does.
func (f *form) add(s said, sign int) {
	f.used += sign
	f.variants[s.variant].used += sign
	f.count += sign * int(s.count)
	if s.name {
		f.named += sign
	}
}

// choose finds the form that is shown as the name.
func (e *entity) choose() {
	e.name = -1
	for i := range e.forms {
		if e.forms[i].used > 0 && (e.name < 0 || better(e.forms[i], e.forms[e.name])) {
			e.name = i
		}
	}
}

// better tells which form is the name that is shown: the longest of those that
// an article gives as its name for the entity, then the one in more articles.
// An alias may be longer ("President Trump"). The order in which articles were
// recognised doesn't matter.
func better(a, b form) bool {
	if a.named == 0 || b.named == 0 {
		return a.named > b.named
	}
	return cmp.Or(
		cmp.Compare(utf8.RuneCountInString(a.folded), utf8.RuneCountInString(b.folded)),
		cmp.Compare(a.named, b.named),
		cmp.Compare(b.folded, a.folded)) > 0
}

// forget takes back what was found in an article that is gone, or is about to
// be read otherwise. What is told of its entities is made again by retell.
func (w *who) forget(n uint32, d *doc) {
	for _, s := range d.said {
		e := w.entities[s.entity]
		f := &e.forms[s.form]
		f.add(s, -1)
		if f.used == 0 {
			w.called[f.folded] = slices.DeleteFunc(w.called[f.folded], func(number uint32) bool { return number == s.entity })
		}
	}
	for _, number := range d.named {
		e := w.entities[number]
		e.named--
		e.choose()
	}
	for _, a := range d.about {
		w.entities[a.entity].stale = true
		w.entities[a.entity].relate(a.related, -1)
	}
	for _, number := range d.entities() {
		e := w.entities[number]
		at := slices.IndexFunc(e.posts, func(p post) bool { return p.doc == n })
		if at < 0 {
			continue
		}
		e.mentions -= int(e.posts[at].count)
		last := len(e.posts) - 1
		e.posts[at] = e.posts[last]
		e.posts = e.posts[:last]
		if last == 0 {
			w.listed--
		}
	}
	d.said, d.named, d.about, d.mentions = nil, nil, nil, nil
}

// entities gives the numbers of those that an article mentions, each once.
func (d *doc) entities() []uint32 {
	numbers := make([]uint32, len(d.mentions))
	for i, m := range d.mentions {
		numbers[i] = m.entity
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// show makes the entity as the screen knows it.
func (e *entity) show() data.Entity {
	shown := data.Entity{ID: e.id, Kind: e.key.Kind, Description: e.about.description, Related: e.about.related, Location: e.about.location}
	if e.name < 0 || len(e.forms) == 0 {
		return shown
	}
	shown.Name = e.forms[e.name].text()
	others := make([]*form, 0, len(e.forms)-1)
	for i := range e.forms {
		if i != e.name && e.forms[i].used > 0 {
			others = append(others, &e.forms[i])
		}
	}
	slices.SortFunc(others, func(a, b *form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.folded, b.folded))
	})
	for _, f := range others {
		shown.Aliases = append(shown.Aliases, f.text())
	}
	return shown
}
