package library

import (
	"context"
	"strings"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// firstRows is how many of the newest articles are loaded before anything is
// answered: more than a screen shows, and there in a few milliseconds.
const firstRows = 64

// spareRows is for how many articles that come later there is memory from the
// start.
const spareRows = 4096

// loadFirst loads what a first screen shows: the newest articles, and the one
// that the reader was at.
func (l *Library) loadFirst() error {
	if err := l.loadFeeds(l.ctx); err != nil {
		return err
	}
	version, err := l.store.Recogniser(l.ctx, l.config.Recogniser.Version(), l.corrector.Version())
	if err != nil {
		return err
	}
	hidden, err := l.store.EditionHidden(l.ctx)
	if err != nil {
		return err
	}
	last, err := l.store.Last(l.ctx)
	if err != nil {
		return err
	}
	l.mu.Lock()
	l.recogniser, l.shelf.edition, l.shelf.room = version, hidden, int(last)+1+spareRows
	l.mu.Unlock()
	place, err := l.store.Place(l.ctx)
	if err != nil {
		return err
	}
	var rows []store.Filed
	each := func(f *store.Filed) { rows = append(rows, *f) }
	if err := l.store.Newest(l.ctx, firstRows, each); err != nil {
		return err
	}
	if err := l.store.FiledOf(l.ctx, []uint32{place}, each); err != nil {
		return err
	}
	l.mu.Lock()
	l.putRows(rows)
	l.mu.Unlock()
	marks, err := l.marksOf(rows)
	l.mu.Lock()
	l.putMarks(marks)
	l.mu.Unlock()
	return err
}

// marksOf asks the store for the marks of rows.
func (l *Library) marksOf(rows []store.Filed) (marks []marked, err error) {
	ids := make([]data.ID, len(rows))
	for i := range rows {
		ids[i] = rows[i].ID
	}
	err = l.store.MarksOf(l.ctx, ids, func(id data.ID, m data.Mark) { marks = append(marks, marked{id, m}) })
	return marks, err
}

// fresh asks the store, and takes over what it answered, with the library
// locked. Where anything moved in between, the answer may be out of date: the
// store is asked again.
//
// What the store is asked for is collected before the library is locked, here
// and everywhere: who holds one of its connections never waits for that lock.
// Only where things don't stop moving, everyone waits for one answer.
func (l *Library) fresh(ask func() error, take func()) error {
	const tries = 4
	for try := 1; ; try++ {
		if try == tries {
			l.mu.Lock()
		}
		moved := l.generation.Load()
		err := ask()
		if try < tries {
			l.mu.Lock()
		}
		current := l.generation.Load() == moved
		if err == nil && (current || try == tries) {
			take()
		}
		l.mu.Unlock()
		if err != nil || current || try == tries {
			return err
		}
	}
}

// putRows takes rows over from the store. l.mu is held, as in putMarks.
func (l *Library) putRows(rows []store.Filed) {
	if len(rows) == 0 {
		return
	}
	for i := range rows {
		l.shelf.put(&rows[i], l.recogniser)
		l.shelf.arrive(rows[i].ID)
	}
	l.progress()
}

// marked is an article with its marks.
type marked struct {
	id data.ID
	data.Mark
}

// putMarks takes marks over from the store, and answers with the articles for
// which they are news.
func (l *Library) putMarks(marks []marked) []data.ID {
	var changed []data.ID
	for _, m := range marks {
		// What is hidden has its marks: a star is what brings it out.
		if _, ok := l.shelf.ids.number(m.id); !ok && (m.Read || m.Starred) {
			l.shelf.await(m.id, m.Mark)
			continue
		}
		one, other := l.shelf.mark(m.id, read, m.Read), l.shelf.mark(m.id, starred, m.Starred)
		if one || other {
			changed = append(changed, m.id)
		}
	}
	l.generation.Add(1)
	return changed
}

// loadBatch is how many rows are taken over at once: readers wait that long.
const loadBatch = 2048

// loadAll loads all rows and marks.
func (l *Library) loadAll() error {
	if err := l.loadAbove(0, false); err != nil {
		return err
	}
	var shared [][2]uint32
	err := l.fresh(func() error {
		shared = shared[:0]
		return l.store.Also(l.ctx, func(article, feed uint32) { shared = append(shared, [2]uint32{article, feed}) })
	}, func() {
		for _, pair := range shared {
			l.shelf.share(pair[0], pair[1])
		}
	})
	if err != nil {
		return err
	}
	var marks []marked
	return l.fresh(func() error {
		marks = marks[:0]
		return l.store.EachMark(l.ctx, func(id data.ID, m data.Mark) { marks = append(marks, marked{id, m}) })
	}, func() { l.putMarks(marks) })
}

// loadAbove loads the rows above a number, with their marks if wanted: an
// article that is new is never listed without its own.
func (l *Library) loadAbove(number uint32, withMarks bool) error {
	rows := make([]store.Filed, 0, loadBatch)
	for {
		l.giveWay()
		var marks []marked
		err := l.fresh(func() (err error) {
			rows, marks = rows[:0], nil
			err = l.store.Filed(l.ctx, number, loadBatch, func(f *store.Filed) { rows = append(rows, *f) })
			if err == nil && withMarks {
				marks, err = l.marksOf(rows)
			}
			return err
		}, func() {
			l.putRows(rows)
			if withMarks {
				l.putMarks(marks)
			}
		})
		if err != nil {
			return err
		}
		if len(rows) < loadBatch {
			return nil
		}
		number = rows[len(rows)-1].Number
	}
}

// share notes that one more feed gave an article.
func (s *shelf) share(article, feed uint32) {
	if int(article) < len(s.flags) && !s.from(article, feed) {
		s.also[article] = append(s.also[article], feed)
		s.conceal(article)
	}
}

// ofEdition reports whether an article is one of the edition.
func ofEdition(id data.ID) bool { return strings.HasPrefix(string(id), "edition/") }

// addEdition stores the articles of the edition that aren't yet as they are.
func (l *Library) addEdition() error {
	var articles []*data.Article
	for a, problem := range l.config.Edition {
		if problem != nil {
			l.life.Problem(*problem)
			continue
		}
		articles = append(articles, a)
	}
	return l.Add(l.ctx, articles...)
}

// Add stores articles that are whole. One with an identity or an address that
// is there already takes its place, if anything in it differs; its marks stay.
func (l *Library) Add(ctx context.Context, articles ...*data.Article) error {
	if err := l.opened(ctx); err != nil {
		return err
	}
	filing, err := l.store.FileArticles(ctx, articles)
	if err != nil {
		return err
	}
	l.filed(filing)
	return nil
}

// filed takes over what was stored, tells of it, and has it worked on.
func (l *Library) filed(f store.Filing) {
	if len(f.Added)+len(f.Altered)+len(f.Also)+len(f.Read) == 0 {
		return
	}
	l.mu.Lock()
	for _, rows := range [][]store.Filed{f.Added, f.Altered} {
		for i := range rows {
			l.shelf.put(&rows[i], l.recogniser)
			l.shelf.arrive(rows[i].ID)
		}
	}
	for _, pair := range f.Also {
		l.shelf.share(pair[0], pair[1])
		l.texts.Add(1) // it is found by one more source
	}
	l.take(f.Read)
	l.progress()
	l.mu.Unlock()
	l.life.Tell(data.Event{Articles: true})
	l.life.Nudge()
}

// look is how often the library looks whether another program changed it.
const look = time.Second

// watch takes over what other programs change, such as a refresh by cron, since
// the file had a version.
func (l *Library) watch(version int, since time.Time) {
	for {
		select {
		case <-time.After(look):
		case <-l.ctx.Done():
			return
		}
		began := l.config.Now()
		now, err := l.store.DataVersion(l.ctx)
		if err == nil && now != version {
			if err = l.takeOver(since); err == nil {
				version, since = now, began
			}
		}
		l.complain(err)
	}
}

// takeOver loads what is new in the file since a moment. What this program
// wrote itself is found as it is.
func (l *Library) takeOver(since time.Time) error {
	if err := l.loadFeeds(l.ctx); err != nil {
		return err
	}
	l.mu.RLock()
	last := uint32(max(len(l.shelf.flags), 1) - 1)
	l.mu.RUnlock()
	if err := l.loadAbove(last, true); err != nil {
		return err
	}
	var marks []marked
	var changed []data.ID
	err := l.fresh(func() error {
		marks = marks[:0]
		return l.store.MarkedSince(l.ctx, since.Add(-2*look), func(id data.ID, m data.Mark) { marks = append(marks, marked{id, m}) })
	}, func() { changed = l.putMarks(marks) })
	if err == nil {
		err = l.catchUp()
	}
	l.shown.forget()
	l.texts.Add(1)
	l.life.Tell(data.Event{Articles: true, Marks: changed, Feeds: true})
	l.life.Nudge()
	return err
}

// catchUp looks which articles another program has indexed or recognised.
func (l *Library) catchUp() error {
	l.mu.RLock()
	var waiting []uint32
	for n := range l.shelf.flags {
		if f := l.shelf.flags[n]; f&listed != 0 && f&(indexed|recognised) != indexed|recognised {
			waiting = append(waiting, uint32(n))
		}
	}
	l.mu.RUnlock()
	var rows []store.Filed
	return l.fresh(func() error {
		rows = rows[:0]
		return l.store.FiledOf(l.ctx, waiting, func(f *store.Filed) { rows = append(rows, *f) })
	}, func() { l.putRows(rows) })
}
