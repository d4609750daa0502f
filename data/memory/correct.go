package memory

import (
	"crypto/sha256"
	"hash/fnv"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/search"
)

// relay reads the articles anew that a change of the corrections may concern,
// from what was found in them once, and answers with those whose mentions are
// others than before. All of them change in one moment. The change of the rules
// has happened, so that nobody's context ends it.
func (l *Library) relay(reach data.Reach) ([]data.ID, error) {
	numbers, docs := l.reached(reach)
	all := make([]laid, 0, len(docs))
	for at := 0; at < len(docs); at += recogniseBatch {
		end := min(at+recogniseBatch, len(docs))
		all = append(all, l.relaid(numbers[at:end], docs[at:end])...)
	}
	l.identify(l.ctx, all)
	var changed []data.ID
	l.mu.Lock()
	for _, one := range all {
		d := one.doc
		if d.gone {
			continue
		}
		before := d.mentions
		l.who.forget(one.number, d)
		l.take(one)
		if !slices.Equal(before, d.mentions) {
			changed = append(changed, d.article.ID)
		}
	}
	l.who.retell(&l.shelf)
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Mentions: changed, Names: true})
	return changed, nil
}

// relaid lays the corrections over what was found in some articles.
func (l *Library) relaid(numbers []uint32, docs []*doc) []laid {
	texts := make([][sha256.Size]byte, len(docs))
	for i, d := range docs {
		texts[i] = d.fingerprint()
	}
	stored, err := l.keeper.Recognitions(l.ctx, l.recogniser.Version(), texts)
	if err != nil {
		l.complain(err)
		stored = make([]*data.Recognition, len(docs))
	}
	all := make([]laid, 0, len(docs))
	for i, d := range docs {
		r := stored[i]
		if r == nil { // it wasn't stored yet, or couldn't be
			r = l.recognise(l.ctx, d.article)
		}
		if r == nil { // the library closes
			break
		}
		all = append(all, l.lay(numbers[i], d, r))
	}
	return all
}

// reached gives the articles that a change of the corrections may concern.
// Those that aren't recognised yet will be read with the new ones anyway.
func (l *Library) reached(reach data.Reach) (numbers []uint32, docs []*doc) {
	asked := make(map[uint32]bool, len(reach.Names))
	for _, name := range reach.Names {
		asked[hash(name)] = true
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	for n, d := range l.shelf.docs {
		if !d.done || d.gone {
			continue
		}
		if reach.All || slices.ContainsFunc(d.hashes, func(h uint32) bool { return asked[h] }) ||
			slices.ContainsFunc(reach.Texts, func(text string) bool { return strings.Contains(d.article.Text, text) }) {
			numbers, docs = append(numbers, uint32(n)), append(docs, d)
		}
	}
	return numbers, docs
}

// hashes are those of the names and joins in an article, as they were found and
// as they are shown. Two names of one hash cost an article read for nothing.
func hashes(recognitions ...[]data.LocalEntity) []uint32 {
	var all []uint32
	for _, entities := range recognitions {
		for _, e := range entities {
			all = append(all, hash(search.Fold(e.Name)))
			if e.Join != "" {
				all = append(all, hash(e.Join))
			}
		}
	}
	slices.Sort(all)
	return slices.Clip(slices.Compact(all))
}

func hash(name string) uint32 {
	h := fnv.New32a()
	_, _ = h.Write([]byte(name)) // it has no error to give
	return h.Sum32()
}
