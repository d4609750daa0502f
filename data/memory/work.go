package memory

import (
	"context"
	"crypto/sha256"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/memory/index"
	"dateline/data/recognition"
	"dateline/data/search"
)

// Batches of the worker: small enough that a reader who comes in between waits
// for a fraction of a millisecond.
const (
	indexBatch     = 16
	recogniseBatch = 32
)

// LongText is the number of words from which Read doesn't wait for recognition,
// at 5 ms per 1,000 words: Reading.Recognised is false then, and an event tells
// when the mentions are known.
const LongText = 8000

// work indexes and recognises until the library closes. It is the only writer
// of the word index.
func (l *Library) work() {
	for l.ctx.Err() == nil {
		switch {
		case l.indexSome():
		case l.storeMade():
		case l.recogniseSome():
		default:
			select {
			case <-l.life.Woken():
			case <-l.ctx.Done():
			}
		}
	}
	l.storeMade()
}

// indexSome puts the next articles into the word index, and reports whether
// there were any.
func (l *Library) indexSome() bool {
	l.mu.RLock()
	from := l.shelf.indexed
	docs := slices.Clone(l.shelf.docs[from:min(from+indexBatch, len(l.shelf.docs))])
	l.mu.RUnlock()
	if len(docs) == 0 {
		return false
	}
	batches := make([]index.Batch, len(docs))
	for i, d := range docs {
		l.giveWay()
		a := d.article
		batches[i] = l.words.Prepare(uint32(from+i), []index.Part{
			{Text: search.NewText(a.Text)},
			{Text: search.NewText(a.Title), Flags: index.Title},
			{Text: search.NewText(a.Attribution()), Flags: index.Source},
			{Text: search.NewText(strings.Join(a.Authors, "\n")), Flags: index.Author},
		})
	}
	l.mu.Lock()
	for _, b := range batches {
		l.words.Commit(b)
	}
	l.shelf.indexed += len(docs)
	last := l.shelf.indexed == len(l.shelf.docs)
	l.progress()
	l.mu.Unlock()
	if sorted := l.words.Tidied(); sorted != nil {
		l.mu.Lock()
		l.words.Adopt(sorted)
		l.mu.Unlock()
	}
	if last {
		l.life.Tell(data.Event{Articles: true})
	}
	return true
}

// recogniseSome recognises the newest articles that aren't yet, and reports
// whether there were any. What is stored already is taken from there.
func (l *Library) recogniseSome() bool {
	numbers, docs := l.unrecognised(recogniseBatch)
	if len(docs) == 0 {
		return false
	}
	texts := make([][sha256.Size]byte, len(docs))
	for i, d := range docs {
		texts[i] = d.fingerprint()
	}
	version := l.recogniser.Version()
	stored, err := l.keeper.Recognitions(l.ctx, version, texts)
	if err != nil {
		l.complain(err)
		stored = make([]*data.Recognition, len(docs))
	}
	var newTexts [][sha256.Size]byte
	var found []*data.Recognition
	for i, n := range numbers {
		l.giveWay()
		r := stored[i]
		made, ok := l.settle(l.ctx, n, docs[i], r)
		if made != nil {
			newTexts, found = append(newTexts, texts[i]), append(found, made)
		}
		if !ok && l.ctx.Err() != nil {
			break
		}
		if l.moreToIndex() {
			break
		}
	}
	if len(found) > 0 {
		l.complain(l.keeper.KeepRecognitions(context.WithoutCancel(l.ctx), newTexts, found))
	}
	return true
}

func (l *Library) moreToIndex() bool {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.shelf.indexed < len(l.shelf.docs)
}

// unrecognised gives some articles that nobody has recognised or is about to:
// those that a reader waits for, then the newest.
func (l *Library) unrecognised(limit int) (numbers []uint32, docs []*doc) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shelf.recognised == l.shelf.alive {
		return nil, nil
	}
	take := func(n uint32) {
		if d := l.shelf.docs[n]; !d.done && !d.gone && d.claim == nil && len(docs) < limit && !slices.Contains(numbers, n) {
			numbers, docs = append(numbers, n), append(docs, d)
		}
	}
	for _, n := range l.shelf.urgent {
		take(n)
	}
	newest, _ := l.shelf.sorted(data.Newest)
	for _, n := range newest {
		if take(n); len(docs) == limit {
			break
		}
	}
	return numbers, docs
}

// settle makes an article's mentions known: from what is stored, or by
// recognising it now, which is made then. When someone else is at it, it waits
// for them. ok is false when the context ended first.
func (l *Library) settle(ctx context.Context, n uint32, d *doc, stored *data.Recognition) (made *data.Recognition, ok bool) {
	for {
		l.mu.Lock()
		if d.done || d.gone {
			l.mu.Unlock()
			return nil, true
		}
		other := d.claim
		if other == nil {
			d.claim = make(chan struct{})
		}
		l.mu.Unlock()
		if other == nil {
			break
		}
		select {
		case <-other:
		case <-ctx.Done():
			return nil, false
		}
	}
	if stored == nil {
		made = l.recognise(ctx, d.article)
		stored = made
	}
	if stored == nil {
		l.release(d)
		return nil, false
	}
	l.publish(ctx, n, d, stored)
	return made, true
}

// release gives a claim back without a result.
func (l *Library) release(d *doc) {
	l.mu.Lock()
	close(d.claim)
	d.claim = nil
	l.mu.Unlock()
	l.life.Nudge()
}

// recognise runs the recogniser. It answers with nil when the context ended.
func (l *Library) recognise(ctx context.Context, a *data.Article) *data.Recognition {
	found := recognition.Run(ctx, l.recogniser, a, l.Problem)
	if ctx.Err() != nil {
		return nil
	}
	return &found
}

// publish gives the entities of an article their identities and makes them
// known. The claim on the article ends with that.
func (l *Library) publish(ctx context.Context, n uint32, d *doc, r *data.Recognition) {
	one := []laid{l.lay(n, d, r)}
	l.identify(ctx, one)
	for l.mu.Lock(); one[0].version != l.corrector.Version(); l.mu.Lock() {
		l.mu.Unlock() // a correction came in between
		one[0] = l.lay(n, d, r)
		l.identify(ctx, one)
	}
	if !d.gone {
		l.take(one[0])
		l.shelf.recognised++
	}
	d.done = true
	close(d.claim)
	l.shelf.urgent = slices.DeleteFunc(l.shelf.urgent, func(u uint32) bool { return u == n })
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Mentions: []data.ID{d.article.ID}})
}

// laid is what was found in an article with the reader's corrections laid over
// it, ready to be taken over.
type laid struct {
	number  uint32
	doc     *doc
	version string           // of the corrections
	found   data.Recognition // what is valid of it
	keys    []data.EntityKey // of its entities
	ids     []data.EntityID
	hashes  []uint32
}

// lay lays the reader's corrections over what was found in an article.
func (l *Library) lay(n uint32, d *doc, r *data.Recognition) laid {
	one := laid{number: n, doc: d, version: l.corrector.Version()}
	found := l.corrector.Lay(d.article, *r)
	one.hashes = hashes(r.Entities, found.Entities)
	one.found = recognition.Valid(d.article, found)
	one.keys = recognition.Keys(d.article.ID, one.found.Entities)
	return one
}

// identify gives the entities of some articles their identities.
func (l *Library) identify(ctx context.Context, all []laid) {
	var keys []data.EntityKey
	for _, one := range all {
		keys = append(keys, one.keys...)
	}
	ids := l.identities(ctx, keys)
	for i := range all {
		n := len(all[i].keys)
		all[i].ids, ids = ids[:n:n], ids[n:]
	}
}

// take takes an article's entities over. l.mu is held.
func (l *Library) take(one laid) {
	l.who.take(one.number, one.doc, l.shelf.published[one.number], one.found.Entities, one.keys, one.ids)
	one.doc.quotes = l.who.quotes(one.found.Quotes, one.keys)
	one.doc.language, one.doc.hashes = one.found.Language, one.hashes
}

// identities gives each entity its identity: those that aren't known in this
// run get theirs from the keeper.
func (l *Library) identities(ctx context.Context, keys []data.EntityKey) []data.EntityID {
	ids := make([]data.EntityID, len(keys))
	var unknown []data.EntityKey
	l.mu.RLock()
	for i, k := range keys {
		if number, ok := l.who.byKey[k]; ok {
			ids[i] = l.who.entities[number].id
		} else {
			unknown = append(unknown, k)
		}
	}
	l.mu.RUnlock()
	if len(unknown) == 0 {
		return ids
	}
	given, err := l.keeper.Identify(context.WithoutCancel(ctx), unknown)
	l.complain(err)
	for i := range ids {
		if ids[i] != "" {
			continue
		}
		if err != nil {
			// The reader still wants to see who it is: as it would be.
			ids[i] = keys[i].Propose(0)
			continue
		}
		ids[i], given = given[0], given[1:]
	}
	return ids
}

// stored looks whether an article's mentions are known from an earlier start.
// When that can't be told, they are found again.
func (l *Library) stored(ctx context.Context, d *doc) (*data.Recognition, error) {
	found, err := l.keeper.Recognitions(ctx, l.recogniser.Version(), [][sha256.Size]byte{d.fingerprint()})
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil {
		l.complain(err)
		return nil, nil
	}
	return found[0], nil
}

// keepLater has what a reader's own call found stored by the worker, so that
// the reader doesn't wait for the disk.
func (l *Library) keepLater(d *doc, made *data.Recognition) {
	l.mu.Lock()
	l.made = append(l.made, madeFor{d, made})
	l.mu.Unlock()
	l.life.Nudge()
}

// madeFor is what was found in an article and isn't stored yet.
type madeFor struct {
	doc  *doc
	made *data.Recognition
}

// storeMade stores what readers' calls found, and reports whether there was
// anything.
func (l *Library) storeMade() bool {
	l.mu.Lock()
	made := l.made
	l.made = nil
	l.mu.Unlock()
	if len(made) == 0 {
		return false
	}
	texts := make([][sha256.Size]byte, len(made))
	found := make([]*data.Recognition, len(made))
	for i, m := range made {
		texts[i], found[i] = m.doc.fingerprint(), m.made
	}
	l.complain(l.keeper.KeepRecognitions(context.WithoutCancel(l.ctx), texts, found))
	return true
}
