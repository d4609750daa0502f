package library

import (
	"context"
	"errors"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/posting"
	"dateline/data/search"
	"dateline/data/store"
)

// Batches of the worker. One that is stored is one short transaction, which a
// reader's own change may have to wait for.
const (
	indexBatch     = 256
	recogniseBatch = 64
	forgetBatch    = 32
)

// work makes texts, indexes and recognises until the library closes.
func (l *Library) work() {
	for l.ctx.Err() == nil {
		busy, err := l.step()
		if err != nil && l.ctx.Err() == nil {
			l.complain(err)
			busy = false
		}
		if busy {
			continue
		}
		var again <-chan time.Time
		if err != nil {
			again = time.After(retry) // a full disk may have room again
		}
		select {
		case <-l.life.Woken():
		case <-again:
		case <-l.ctx.Done():
		}
	}
}

// retry is how long the worker waits after a failure.
const retry = 30 * time.Second

// step does what is most wanted, and reports whether there was anything.
func (l *Library) step() (busy bool, err error) {
	l.afterStoring()
	for _, do := range []func() (bool, error){l.recogniseUrgent, l.indexSome, l.forgetSome, l.recogniseSome} {
		if busy, err := do(); busy || err != nil {
			return busy, err
		}
	}
	return false, nil
}

// indexSome puts the words of the next articles where search finds them, all of
// one chunk, and reports whether there were any.
func (l *Library) indexSome() (bool, error) {
	numbers := l.unindexed(indexBatch)
	if len(numbers) == 0 {
		return false, nil
	}
	batch := make([]store.Indexed, 0, len(numbers))
	for _, n := range numbers {
		l.giveWay()
		i, err := l.compose(l.ctx, n)
		if errors.Is(err, data.ErrNoArticle) {
			l.lose(n)
			continue
		}
		if err != nil {
			return true, err
		}
		if batch = append(batch, i); l.interrupted() {
			break
		}
	}
	if len(batch) == 0 {
		return true, nil
	}
	return true, l.index(batch)
}

// index stores the words of some articles of one chunk.
func (l *Library) index(batch []store.Indexed) error {
	var words *posting.Batch
	kept, err := l.store.KeepWords(l.ctx, batch, func(kept []store.Indexed) *posting.Batch {
		words = posting.NewBatch()
		for _, i := range kept {
			_, doc := posting.Chunk(i.Number)
			words.Add(posting.Document{
				Doc: doc, Text: search.NewText(i.Article.Text), Title: search.NewText(i.Article.Title),
				Source: search.NewText(i.Article.Attribution()), Authors: i.Article.Authors,
			})
		}
		return words
	})
	if err != nil {
		return err
	}
	if words != nil {
		l.vocabulary.learn(words)
	}
	l.mu.Lock()
	for _, i := range batch {
		// Those that weren't stored are indexed by another program, or gone.
		l.shelf.indexedAs(i.Number, i.Article)
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
func (s *shelf) indexedAs(n uint32, a *data.Article) {
	if s.flags[n]&listed == 0 {
		return
	}
	words := min(a.Words(), 1<<16-1)
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

// lose takes an article from the lists whose row isn't there any more.
func (l *Library) lose(n uint32) {
	l.mu.Lock()
	l.shelf.drop(n)
	l.progress()
	l.mu.Unlock()
}

// compose reads an article, and makes its text where that hasn't been done.
func (l *Library) compose(ctx context.Context, n uint32) (store.Indexed, error) {
	e, made, err := l.store.Article(ctx, n)
	if err != nil {
		return store.Indexed{}, err
	}
	if !made && l.config.Compose != nil {
		l.config.Compose(e)
	}
	return store.Indexed{Number: n, Article: e.Article, Fresh: !made}, nil
}

// unindexed gives the next articles of one chunk whose words aren't stored.
func (l *Library) unindexed(limit int) []uint32 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.shelf.indexed == l.shelf.alive {
		return nil
	}
	var numbers []uint32
	for n, f := range l.shelf.flags {
		if f&(listed|indexed|hidden) != listed {
			continue
		}
		chunk, _ := posting.Chunk(uint32(n))
		if len(numbers) == limit || len(numbers) > 0 && chunk != numbers[0]>>posting.Bits {
			break
		}
		numbers = append(numbers, uint32(n))
	}
	return numbers
}

// forgetSome takes back what was found in texts that aren't current any more.
func (l *Library) forgetSome() (bool, error) {
	l.mu.RLock()
	numbers := slices.Clone(l.shelf.gone[:min(len(l.shelf.gone), forgetBatch)])
	l.mu.RUnlock()
	if len(numbers) == 0 {
		return false, nil
	}
	if err := l.store.Forget(l.ctx, numbers); err != nil {
		return true, err
	}
	l.mu.Lock()
	l.shelf.gone = l.shelf.gone[len(numbers):]
	l.texts.Add(1)
	l.progress()
	l.mu.Unlock()
	l.shown.forget()
	return true, nil
}
