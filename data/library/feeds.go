package library

import (
	"context"
	"slices"
	"time"

	"dateline/data"
	"dateline/data/store"
	"dateline/data/tally"
)

// loadFeeds takes the subscriptions over from the store.
func (l *Library) loadFeeds(ctx context.Context) error {
	feeds, err := l.store.Followed(ctx)
	if err != nil {
		return err
	}
	removed := map[uint32]bool{}
	for _, f := range feeds {
		if f.Removed {
			removed[f.Number] = true
		}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.feeds = feeds
	moved := len(removed) != len(l.shelf.removed)
	for number := range removed {
		moved = moved || !l.shelf.removed[number]
	}
	l.shelf.removed = removed
	if moved {
		l.reveal()
	}
	l.texts.Add(1) // articles are found by the names of their feeds
	l.progress()
	return nil
}

// reveal hides and shows articles as their feeds and the edition now ask for, and
// has the worker go on with those that were hidden before it came to them. l.mu
// is held.
func (l *Library) reveal() {
	for n := range l.shelf.flags {
		l.shelf.conceal(uint32(n))
	}
	l.life.Nudge()
}

// feedNumber gives the number of a subscription, 0 where there is none.
func (l *Library) feedNumber(id data.FeedID) uint32 {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := range l.feeds {
		if l.feeds[i].ID == id {
			return l.feeds[i].Number
		}
	}
	return 0
}

// Subscriptions answers with all that is followed, in the order of folders and
// places, each with how many articles it gave that are kept, and how many of
// those are unread.
func (l *Library) Subscriptions(ctx context.Context) ([]data.Subscription, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	now := l.config.Now()
	today := tally.Day(now)
	shown := now.AddDate(0, 0, -data.DaysShown).UnixMilli()
	l.mu.RLock()
	defer l.mu.RUnlock()
	all := make([]data.Subscription, 0, len(l.feeds))
	at := map[uint32]int{}
	for _, f := range l.feeds {
		if !f.Removed {
			at[f.Number] = len(all)
			f.Days = make([]int, data.DaysShown)
			all = append(all, f.Subscription)
		}
	}
	s := &l.shelf
	count := func(n, feed uint32) {
		i, ok := at[feed]
		if !ok {
			return
		}
		all[i].Articles++
		if s.flags[n]&read == 0 {
			all[i].Unread++
		}
		if s.published[n] < shown {
			return
		}
		ago := today - tally.Day(time.UnixMilli(s.published[n]).In(now.Location()))
		if ago >= 0 && ago < data.DaysShown {
			all[i].Days[data.DaysShown-1-ago]++
		}
	}
	for n, f := range s.flags {
		if f&(listed|hidden) != listed || s.feed[n] == 0 {
			continue
		}
		count(uint32(n), s.feed[n])
		for _, feed := range s.also[uint32(n)] {
			count(uint32(n), feed)
		}
	}
	return all, ctx.Err()
}

// Store keeps what came of asking for one feed, in one short transaction. Its
// articles can be read at once; their words and mentions follow behind. An
// article that isn't in the feed any more stays.
func (l *Library) Store(ctx context.Context, f data.Fetched) (data.Stored, error) {
	if err := l.opened(ctx); err != nil {
		return data.Stored{}, err
	}
	defer l.storing()()
	for i := range f.Entries {
		// A list can't wait for a title until the text is made.
		if e := &f.Entries[i]; e.Article.Title == "" && l.config.Compose != nil {
			made := *e.Article
			l.config.Compose(&data.Entry{Article: &made, Body: e.Body, Summary: e.Summary, Enclosures: e.Enclosures, Picture: e.Picture})
			e.Article.Title, e.Untitled = made.Title, true
		}
	}
	filing, err := l.store.File(ctx, f)
	if err != nil {
		return data.Stored{}, err
	}
	l.filed(filing)
	l.life.Tell(data.Event{Feeds: true})
	return filing.Stored, l.loadFeed(ctx, f.Feed)
}

// loadFeed takes one subscription over from the store, after a refresh of it.
func (l *Library) loadFeed(ctx context.Context, id data.FeedID) error {
	f, err := l.store.Following(ctx, id)
	if err != nil || f == nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range l.feeds {
		if l.feeds[i].ID == id {
			feeds := slices.Clone(l.feeds)
			if feeds[i].Title != f.Title {
				l.texts.Add(1)
				l.progress()
			}
			feeds[i] = *f
			l.feeds = feeds
		}
	}
	return nil
}

// StoreArticle keeps an article that was fetched whole: a page that is saved,
// or the text of one that its feed cuts short, known by its address. It answers
// with the identity under which it is kept.
func (l *Library) StoreArticle(ctx context.Context, a *data.Article) (data.ID, error) {
	if err := l.Add(ctx, a); err != nil {
		return "", err
	}
	return l.store.KnownAs(ctx, a.ID)
}

// Edition answers with the built-in edition as it stands among the feeds: paused
// while it is hidden, and without an identity where there is none.
func (l *Library) Edition(ctx context.Context) (data.Subscription, error) {
	if err := l.opened(ctx); err != nil {
		return data.Subscription{}, err
	}
	l.mu.RLock()
	defer l.mu.RUnlock()
	s := &l.shelf
	e := data.Subscription{Title: "Dateline", Paused: s.edition}
	for n, f := range s.flags {
		if f&listed == 0 || !ofEdition(s.ids.all[n]) {
			continue
		}
		e.ID = data.EditionFeed
		if f&hidden != 0 {
			continue
		}
		e.Articles++
		if f&read == 0 {
			e.Unread++
		}
	}
	return e, ctx.Err()
}

// ToggleEdition hides the articles of the edition, or shows them again, and
// reports whether they are hidden then.
func (l *Library) ToggleEdition(ctx context.Context) (hidden bool, err error) {
	if err := l.opened(ctx); err != nil {
		return false, err
	}
	l.mu.RLock()
	hidden = !l.shelf.edition
	l.mu.RUnlock()
	return hidden, l.HideEdition(ctx, hidden)
}

// HideEdition hides the articles of the edition, or shows them again.
func (l *Library) HideEdition(ctx context.Context, hide bool) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	if err := l.store.HideEdition(ctx, hide); err != nil {
		return err
	}
	l.mu.Lock()
	l.shelf.edition = hide
	l.reveal()
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Articles: true})
	return nil
}

// Cut answers with articles of a feed that the feed may have cut short, the
// newest first, at most limit of them: those whose whole text wasn't stored.
func (l *Library) Cut(ctx context.Context, id data.FeedID, limit int) ([]data.Row, error) {
	if err := l.opened(ctx); err != nil {
		return nil, err
	}
	feed := l.feedNumber(id)
	l.mu.RLock()
	order, err := l.sorted(ctx, data.Newest)
	var numbers []uint32
	if err == nil && feed != 0 {
		for _, n := range order.numbers {
			if l.shelf.flags[n]&whole == 0 && l.shelf.from(n, feed) {
				if numbers = append(numbers, n); len(numbers) == limit {
					break
				}
			}
		}
	}
	l.mu.RUnlock()
	if err != nil {
		return nil, err
	}
	cards, err := l.store.Cards(ctx, numbers)
	return rowsOf(cards), err
}

func rowsOf(cards []store.Card) []data.Row {
	rows := make([]data.Row, len(cards))
	for i := range cards {
		rows[i] = cards[i].Row
	}
	return rows
}
