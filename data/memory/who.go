package memory

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/data"
	"dateline/data/memory/index"
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
	id          data.EntityID
	key         data.EntityKey
	name        int // in forms
	forms       []form
	description string
	described   int64 // date of the article that the description is from
	posts       []post
	mentions    int // in all
}

// form is a name or an alias as it is written.
type form struct {
	text, folded string
	count        int // mentions with just these letters
	named        int // articles that give it as the name
}

// post is an article that mentions an entity, with how often: softer mentions
// don't count, and without others there is no post.
type post struct {
	doc   uint32
	count uint32
}

type formOf struct {
	entity uint32
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

// keys gives the key of each entity of an article. Two of one name that aren't
// joined, as two Smiths, are told apart by their order.
func keys(id data.ID, found []data.LocalEntity) []data.EntityKey {
	type local struct {
		kind data.Kind
		name string
	}
	seen := map[local]int{}
	all := make([]data.EntityKey, len(found))
	for i, l := range found {
		all[i] = data.EntityKey{Kind: l.Kind, Join: l.Join}
		if l.Join != "" {
			continue
		}
		all[i].Article, all[i].Name = id, l.Name
		n := seen[local{l.Kind, l.Name}]
		seen[local{l.Kind, l.Name}]++
		if n > 0 {
			all[i].Name += strings.Repeat("′", n)
		}
	}
	return all
}

// take notes what was found in an article, under the identities given.
func (w *who) take(n uint32, d *doc, published int64, found []data.LocalEntity, keys []data.EntityKey, ids []data.EntityID) {
	for i, l := range found {
		number := w.entity(keys[i], ids[i])
		e := w.entities[number]
		counted := uint32(0)
		for _, m := range l.Mentions {
			d.mentions = append(d.mentions, w.mention(number, m))
			if !m.Softer {
				counted++
			}
		}
		w.form(number, l.Name, true, l.Mentions, d.article.Text)
		for _, alias := range l.Aliases {
			w.form(number, alias, false, l.Mentions, d.article.Text)
		}
		if l.Description != "" && (e.description == "" || published > e.described ||
			published == e.described && l.Description < e.description) {
			e.description, e.described = l.Description, published
		}
		w.post(e, n, counted)
	}
	slices.SortStableFunc(d.mentions, func(a, b mention) int { return cmp.Compare(a.start, b.start) })
	d.mentions = slices.Clip(d.mentions)
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
func (w *who) form(number uint32, text string, name bool, mentions []data.LocalMention, in string) {
	e := w.entities[number]
	folded := search.Fold(text)
	if folded == "" {
		return
	}
	at := slices.IndexFunc(e.forms, func(f form) bool { return f.folded == folded })
	if at < 0 {
		at = len(e.forms)
		e.forms = append(e.forms, form{text: text, folded: folded})
		w.called[folded] = append(w.called[folded], number)
		w.names.Commit(w.names.Prepare(uint32(len(w.forms)),
			[]index.Part{{Text: search.NewText(folded), Flags: 0}}))
		w.forms = append(w.forms, formOf{number, folded})
	}
	f := &e.forms[at]
	// Of KYIV and Kyiv the one with small letters is shown.
	f.text = max(f.text, text)
	for _, m := range mentions {
		if m.End-m.Start == len(text) && in[m.Start:m.End] == text {
			f.count++
		}
	}
	if name {
		f.named++
	}
	for i := range e.forms {
		if better(e.forms[i], e.forms[e.name]) {
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

// forget takes back what was found in an article that is gone.
func (w *who) forget(n uint32, d *doc) {
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
	shown := data.Entity{ID: e.id, Kind: e.key.Kind, Description: e.description}
	if len(e.forms) == 0 {
		return shown
	}
	shown.Name = e.forms[e.name].text
	others := make([]form, 0, len(e.forms)-1)
	others = append(append(others, e.forms[:e.name]...), e.forms[e.name+1:]...)
	slices.SortFunc(others, func(a, b form) int {
		return cmp.Or(cmp.Compare(b.count, a.count), cmp.Compare(a.folded, b.folded))
	})
	for _, f := range others {
		shown.Aliases = append(shown.Aliases, f.text)
	}
	return shown
}
