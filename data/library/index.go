package library

import (
	"context"
	"errors"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
	"dateline/data/store"
)

// indexBatch is how many articles are indexed in one transaction. More cost
// less each, as all lists of their words are written once, and keep the reader's
// own changes waiting for longer.
const indexBatch = 512

// ready is a batch of one chunk whose texts are made and whose words are
// collected: all that can be done before the file is locked.
type ready struct {
	batch []store.Indexed
	words *posting.Batch
	next  uint32 // where the next batch begins
	err   error
}

// indexSome puts the words of articles where search finds them, as long as
// nothing is more wanted, and reports whether there were any. While a batch is
// stored the next one is made ready.
func (l *Library) indexSome() (bool, error) {
	at := l.ready(l.unindexed(0, indexBatch))
	if at == nil {
		return false, nil
	}
	for at != nil {
		following := make(chan *ready, 1)
		go func() { following <- l.ready(l.unindexed(at.next, indexBatch)) }()
		err := errors.Join(at.err, l.index(at))
		at = <-following
		if err != nil {
			return true, err
		}
		if at != nil && l.interrupted() {
			return true, errors.Join(at.err, l.index(at))
		}
	}
	return true, nil
}

// ready makes articles ready, and fewer where something is more wanted. It is
// nil where there are none.
func (l *Library) ready(numbers []uint32) *ready {
	if len(numbers) == 0 {
		return nil
	}
	r := &ready{batch: make([]store.Indexed, 0, len(numbers)), words: posting.NewBatch()}
	for _, n := range numbers {
		l.giveWay()
		r.next = n + 1
		a, fresh, err := l.compose(l.ctx, n)
		if errors.Is(err, data.ErrNoArticle) {
			l.lose(n)
			continue
		}
		if l.broken(err) {
			l.passOver(n)
			continue
		}
		if err != nil {
			r.err = err
			break
		}
		i := store.NewIndexed(n, a, fresh)
		collect(r.words, i)
		if r.batch = append(r.batch, i); l.interrupted() {
			break
		}
	}
	return r
}

// collect adds the words of an article to those of a batch.
func collect(words *posting.Batch, i store.Indexed) {
	_, doc := posting.Chunk(i.Number)
	words.Add(posting.Document{
		Doc: doc, Text: search.NewText(i.Article.Text), Title: search.NewText(i.Article.Title),
		Source: search.NewText(i.Article.Attribution()), Authors: i.Article.Authors,
	})
}

// index stores the words of a batch.
func (l *Library) index(r *ready) error {
	if len(r.batch) == 0 {
		return nil
	}
	kept, err := l.store.KeepWords(l.ctx, r.batch, func(kept []store.Indexed) *posting.Batch {
		if len(kept) < len(r.batch) { // another program was faster, or some are gone
			r.words = posting.NewBatch()
			for _, i := range kept {
				collect(r.words, i)
			}
		}
		return r.words
	})
	if err != nil {
		return err
	}
	if len(kept) > 0 {
		l.vocabulary.learn(r.words)
	}
	l.mu.Lock()
	for _, i := range r.batch {
		// Those that weren't stored are indexed by another program, or gone.
		l.shelf.indexedAs(i)
	}
	l.texts.Add(1)
	l.progress()
	more := l.shelf.indexed < l.shelf.alive
	l.mu.Unlock()
	if !more || len(kept) < indexBatch {
		l.life.Tell(data.Event{Articles: true})
	}
	return nil
}

// indexedAs notes that an article's text was made and its words are found.
func (s *shelf) indexedAs(i store.Indexed) {
	n, a := i.Number, i.Article
	if s.flags[n]&listed == 0 {
		return
	}
	words := min(i.Words, 1<<16-1)
	s.total += words - int(s.words[n])
	s.words[n] = uint16(words)
	s.letters[n] = search.Letters(search.Fold(a.Title))
	flag := indexed
	if len(a.Links) > 0 {
		flag |= linked
	}
	if len(a.Pictures) > 0 {
		flag |= pictured
	}
	s.set(n, s.flags[n]|flag)
}

// compose reads an article, and makes its text where that hasn't been done:
// then it is fresh.
func (l *Library) compose(ctx context.Context, n uint32) (a *data.Article, fresh bool, err error) {
	e, made, err := l.store.Article(ctx, n)
	if err != nil {
		return nil, false, err
	}
	if !made && l.config.Compose != nil {
		l.config.Compose(e)
	}
	return e.Article, !made, nil
}

// unindexed gives the next articles of one chunk whose words aren't stored, from
// a number on.
func (l *Library) unindexed(from uint32, limit int) []uint32 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shelf.indexed == l.shelf.alive {
		return nil
	}
	var numbers []uint32
	for n := from; int(n) < len(l.shelf.flags); n++ {
		if l.shelf.flags[n]&(listed|indexed|hidden) != listed {
			continue
		}
		chunk, _ := posting.Chunk(n)
		if len(numbers) == limit || len(numbers) > 0 && chunk != numbers[0]>>posting.Bits {
			break
		}
		numbers = append(numbers, n)
	}
	return numbers
}
