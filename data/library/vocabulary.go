package library

import (
	"bytes"
	"context"
	"slices"
	"sort"
	"sync"
	"time"

	"dateline/data"
	"dateline/data/posting"
)

// vocabulary is every word of the library in one block of memory, so that a
// search inside words is one search for bytes. It is loaded when it is first
// asked for.
type vocabulary struct {
	mu      sync.Mutex
	loading chan struct{} // closed once the words are there; nil before they are asked for
	block   []byte        // each word with a line end behind it, sorted
	starts  []uint32
	fresh   map[string]bool // words that block lacks
}

// vocabularyPatience is how long a question waits for the words to be loaded. A
// larger library goes on without, and is asked again once they are there.
const vocabularyPatience = 25 * time.Millisecond

// words calls use with the vocabulary, locked, once it is there.
func (l *Library) words(ctx context.Context, use func(v *vocabulary)) error {
	v := &l.vocabulary
	v.mu.Lock()
	if v.loading == nil {
		v.loading = make(chan struct{})
		v.fresh = map[string]bool{}
		l.life.Go(func() { l.complain(l.loadVocabulary()) })
	}
	loading := v.loading
	v.mu.Unlock()
	select {
	case <-loading:
	case <-time.After(vocabularyPatience):
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	use(v)
	return nil
}

func (l *Library) loadVocabulary() error {
	v := &l.vocabulary
	began := time.Now()
	var block []byte
	var starts []uint32
	err := l.store.Vocabulary(l.ctx, func(word []byte) {
		starts = append(starts, uint32(len(block)))
		block = append(append(block, word...), '\n')
	})
	v.mu.Lock()
	v.block, v.starts = slices.Clip(block), slices.Clip(starts)
	close(v.loading)
	v.mu.Unlock()
	if time.Since(began) > vocabularyPatience { // someone may have gone on without
		l.texts.Add(1)
		l.generation.Add(1)
		l.life.Tell(data.Event{Articles: true})
	}
	return err
}

// learn notes the words of a batch.
func (v *vocabulary) learn(b *posting.Batch) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.loading == nil {
		return
	}
	for _, key := range b.Keys() {
		if posting.IsWord(key) && !v.has(key) {
			v.fresh[key] = true
		}
	}
	if len(v.fresh) > 1<<14 && v.block != nil {
		v.merge()
	}
}

func (v *vocabulary) at(i int) []byte {
	end := len(v.block)
	if i+1 < len(v.starts) {
		end = int(v.starts[i+1])
	}
	return v.block[v.starts[i] : end-1]
}

// from is the place of the first word that isn't less.
func (v *vocabulary) from(word string) int {
	return sort.Search(len(v.starts), func(i int) bool { return string(v.at(i)) >= word })
}

func (v *vocabulary) has(word string) bool {
	i := v.from(word)
	return i < len(v.starts) && string(v.at(i)) == word
}

// merge puts the fresh words into the block.
func (v *vocabulary) merge() {
	fresh := make([]string, 0, len(v.fresh))
	for word := range v.fresh {
		fresh = append(fresh, word)
	}
	slices.Sort(fresh)
	block, starts := make([]byte, 0, len(v.block)+8*len(fresh)), make([]uint32, 0, len(v.starts)+len(fresh))
	add := func(word []byte) {
		starts = append(starts, uint32(len(block)))
		block = append(append(block, word...), '\n')
	}
	i := 0
	for _, word := range fresh {
		for ; i < len(v.starts) && string(v.at(i)) < word; i++ {
			add(v.at(i))
		}
		add([]byte(word))
	}
	for ; i < len(v.starts); i++ {
		add(v.at(i))
	}
	v.block, v.starts, v.fresh = block, starts, map[string]bool{}
}

// containing gives words that have what was asked inside and don't begin with
// it, at most limit of them.
func (l *Library) containing(ctx context.Context, asked string, limit int) ([]string, error) {
	var found []string
	err := l.words(ctx, func(v *vocabulary) {
		pattern := []byte(asked)
		for at := 0; at < len(v.block) && len(found) < limit; {
			next := bytes.Index(v.block[at:], pattern)
			if next < 0 {
				break
			}
			i := sort.Search(len(v.starts), func(i int) bool { return int(v.starts[i]) > at+next }) - 1
			if word := v.at(i); !bytes.HasPrefix(word, pattern) {
				found = append(found, string(word))
			}
			at = int(v.starts[i]) + len(v.at(i)) + 1
		}
		for word := range v.fresh {
			if i := bytes.Index([]byte(word), pattern); i > 0 && len(found) < limit {
				found = append(found, word)
			}
		}
	})
	return found, err
}

// beginning gives words with a beginning and a length in bytes from shortest to
// longest that are wanted, at most limit of them.
func (l *Library) beginning(ctx context.Context, with string, shortest, longest int, wanted func(string) bool, limit int) ([]string, error) {
	var found []string
	err := l.words(ctx, func(v *vocabulary) {
		look := func(word string) {
			if shortest <= len(word) && len(word) <= longest && len(found) < limit && wanted(word) {
				found = append(found, word)
			}
		}
		for i := v.from(with); i < len(v.starts) && bytes.HasPrefix(v.at(i), []byte(with)) && len(found) < limit; i++ {
			if n := len(v.at(i)); shortest <= n && n <= longest {
				look(string(v.at(i)))
			}
		}
		for word := range v.fresh {
			if len(word) >= len(with) && word[:len(with)] == with {
				look(word)
			}
		}
	})
	return found, err
}
