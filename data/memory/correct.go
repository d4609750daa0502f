package memory

import (
	"context"
	"crypto/sha256"
	"errors"
	"hash/fnv"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/search"
)

// uncorrected is the corrector of a library that has none.
type uncorrected struct{}

var errUncorrected = errors.New("corrections can't be kept here: there is no rules file")

func (uncorrected) Lay(_ *data.Article, r data.Recognition) data.Recognition { return r }
func (uncorrected) Version() string                                          { return "" }
func (uncorrected) Add(data.Correction) (data.Reach, error)                  { return data.Reach{}, errUncorrected }
func (uncorrected) Remove(data.Correction) (data.Reach, error)               { return data.Reach{}, errUncorrected }

// correct makes a correction or takes one back, and remembers it for Undo. The
// rules file comes first: what isn't in the log can still be edited there, but
// what is in the log alone would be lost.
func (l *Library) correct(ctx context.Context, c data.Change) (data.Change, error) {
	if c.Correction == nil {
		return data.Change{}, errors.New("a correction that says nothing was made")
	}
	reach, err := l.corrects(c)
	if err != nil || !reach.Changed {
		return data.Change{Action: c.Action}, err
	}
	done, err := l.keeper.Apply(ctx, data.Change{Action: c.Action, Correction: c.Correction})
	if err != nil {
		c.Action = c.Action.Inverse()
		_, failed := l.corrects(c)
		return data.Change{Action: c.Action}, errors.Join(err, failed)
	}
	done.Articles = l.relay(reach)
	return done, nil
}

// corrects changes the rules.
func (l *Library) corrects(c data.Change) (data.Reach, error) {
	if c.Action == data.Uncorrect {
		return l.corrector.Remove(*c.Correction)
	}
	return l.corrector.Add(*c.Correction)
}

// relay reads the articles anew that a change of the corrections may concern,
// from what was found in them once, and answers with those whose mentions are
// others than before. All of them change in one moment. The change of the rules
// has happened, so that nobody's context ends it.
func (l *Library) relay(reach data.Reach) []data.ID {
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
	l.events.Send(data.Event{Mentions: changed, Names: true})
	return changed
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
