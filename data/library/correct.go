package library

import (
	"errors"
	"slices"
	"strings"

	"dateline/data"
	"dateline/data/scope"
	"dateline/data/search"
)

// relaidAtOnce is how many articles a correction is laid over while the reader
// waits, the newest first. More follow behind the screen.
const relaidAtOnce = 1000

// relay reads the articles anew that a change of the corrections may concern,
// from what was found in them once, and answers with those whose mentions are
// others than before. The change of the rules has happened, so that nobody's
// context ends it.
func (l *Library) relay(reach data.Reach) ([]data.ID, error) {
	// Nothing is recognised meanwhile: it could still be with the old rules.
	// What is being recognised ends early, as when something is stored.
	defer l.storing()()
	l.recognising.Lock()
	defer l.recognising.Unlock()
	numbers, err := l.reached(reach)
	if err != nil {
		return nil, err
	}
	later := numbers[min(len(numbers), relaidAtOnce):]
	numbers = numbers[:len(numbers)-len(later)]
	if err := l.store.Corrected(l.ctx, l.recogniser, l.corrector.Version(), later); err != nil {
		return nil, err
	}
	l.mu.Lock()
	for _, n := range later {
		l.shelf.set(n, l.shelf.flags[n]&^recognised)
	}
	l.mu.Unlock()
	var changed []data.ID
	for batch := range slices.Chunk(numbers, recogniseBatch) {
		before := make([]string, len(batch))
		for i, n := range batch {
			if before[i], err = l.marked(n); err != nil {
				return nil, err
			}
		}
		if err := l.recogniseAll(batch, true); err != nil {
			return nil, err
		}
		for i, n := range batch {
			after, err := l.marked(n)
			if err != nil {
				return nil, err
			}
			if after != before[i] {
				l.mu.RLock()
				changed = append(changed, l.shelf.ids.all[n])
				l.mu.RUnlock()
			}
		}
	}
	l.life.Tell(data.Event{Mentions: changed, Names: true})
	l.life.Nudge()
	return changed, nil
}

// marked is what is marked in an article, to be compared.
func (l *Library) marked(n uint32) (string, error) {
	found, who, err := l.store.Mentions(l.ctx, n)
	if l.broken(err) {
		return "", nil
	}
	if err != nil || found == nil {
		return "", err
	}
	return fingerprint(found, who), nil
}

// reached gives the articles that a change of the corrections may concern, the
// newest first. Those that aren't recognised yet will be read with the new ones
// anyway.
func (l *Library) reached(reach data.Reach) ([]uint32, error) {
	l.mu.RLock()
	order, err := l.sorted(l.ctx, data.Newest)
	l.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	asked := map[uint32]bool{}
	if !reach.All {
		numbers, err := l.store.Naming(l.ctx, reach.Names)
		if err != nil {
			return nil, err
		}
		for _, n := range numbers {
			asked[n] = true
		}
		for _, text := range reach.Texts {
			if err := l.withText(text, asked); err != nil {
				return nil, err
			}
		}
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	var numbers []uint32
	for _, n := range order.numbers {
		if l.shelf.flags[n]&(listed|recognised) == listed|recognised && (reach.All || asked[n]) {
			numbers = append(numbers, n)
		}
	}
	for n := range l.shelf.flags { // hidden ones: they may be shown again
		f := l.shelf.flags[n]
		if f&(listed|hidden|recognised) == listed|hidden|recognised && (reach.All || asked[uint32(n)]) {
			numbers = append(numbers, uint32(n))
		}
	}
	return numbers, nil
}

// withText notes the articles whose text has one, byte for byte. Words of it at
// its ends may be parts of longer ones.
func (l *Library) withText(text string, asked map[uint32]bool) error {
	term := data.Term{Field: data.TextField, Text: text, Phrase: true}
	words := search.Split(search.Fold(text))
	if len(words) == 1 {
		term.Phrase = false // inside others too
	}
	r := scope.NewTerm(term)
	if err := l.resolve(l.ctx, &r, 0, true); err != nil {
		return err
	}
	var found []uint32
	l.mu.RLock()
	r.Column.Each(func(n uint32) { found = append(found, n) })
	l.mu.RUnlock()
	for _, n := range found {
		if asked[n] {
			continue
		}
		o, err := l.open(l.ctx, n, false)
		if errors.Is(err, data.ErrNoArticle) {
			continue
		}
		if err != nil {
			return err
		}
		if strings.Contains(o.article.Text, text) {
			asked[n] = true
		}
	}
	return nil
}
