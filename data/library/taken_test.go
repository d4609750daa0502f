package library_test

import (
	"path/filepath"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/store"
)

// TestStarOfRemovedFeed: a starred article outlives its feed, and the program's
// end, and a compaction after that.
func TestStarOfRemovedFeed(t *testing.T) {
	s := begin(t)
	s.follow("ledger")
	s.give("ledger", entry("ledger", "c", "Gone", "Of Carla.", 1), entry("ledger", "d", "Kept", "Of Carla.", 2))
	s.settle()
	_, err := s.Apply(s.ctx, data.Change{Action: data.AddStar, Articles: []data.ID{entry("ledger", "d", "", "", 0).Article.ID}})
	s.ok(err)
	removed := subscription("ledger")
	s.apply(data.FeedEdit{Before: &removed})
	s.ok(s.Close())

	s = open(t, s.path)
	s.settle()
	s.want("", "Kept")
	s.want("is:starred", "Kept")
	if done, err := s.Compact(s.ctx); err != nil || done.Articles != 1 {
		t.Errorf("compacted %+v: %v", done, err)
	}
	s.want("is:starred", "Kept")
	s.sound()
}

// TestTakenMarkOfAnothersArticle: a mark that waits is given to an article that
// another program brings, and the article isn't listed without it before.
func TestTakenMarkOfAnothersArticle(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	before, err := store.Open(path, func() time.Time { return noon.Add(-time.Hour) })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := before.TakeRead(t.Context(), []data.ID{entry("gazette", "1", "", "", 0).Article.ID}); err != nil {
		t.Fatal(err)
	}
	if err := before.Close(); err != nil {
		t.Fatal(err)
	}
	s := open(t, path)
	s.follow("gazette")
	s.settle()
	other := open(t, s.path)
	other.settle()
	other.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	for began := time.Now(); s.titles("is:read") == "" && time.Since(began) < patience; {
		s.want("is:unread", "")
	}
	s.want("is:read", "Ferry")
	other.want("is:read", "Ferry")
}

// TestTakenMarks: an article that comes under another feed's identity is read by
// its own, marks that wait outlast the program, and one that the reader takes
// back doesn't come again.
func TestTakenMarks(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier")
	id := func(feed, guid string) data.ID { return entry(feed, guid, "", "", 0).Article.ID }
	s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	n, err := s.TakeRead(s.ctx, []data.ID{id("courier", "1"), id("courier", "2"), id("gazette", "none")})
	if s.ok(err); n != 0 {
		t.Errorf("%d marked of articles that aren't here", n)
	}
	s.ok(s.Close())

	s = open(t, s.path)
	s.settle()
	s.want("is:read", "")
	s.give("courier", entry("courier", "1", "Ferry", "The crew met Anna.", 1), entry("courier", "2", "Quay", "It stands.", 2), entry("courier", "3", "Sea", "It is wide.", 3))
	s.want("is:read", "Ferry, Quay")
	s.want("is:unread", "Sea")
	if counts, err := s.Counts(s.ctx); err != nil || counts.Unread != 1 {
		t.Errorf("%+v, %v", counts, err)
	}
	_, err = s.Apply(s.ctx, data.Change{Action: data.MarkUnread, Articles: []data.ID{id("courier", "2")}})
	s.ok(err)
	s.give("courier", entry("courier", "2", "Quay", "It stands no more.", 2))
	s.want("is:read", "Ferry")
	n, err = s.TakeRead(s.ctx, []data.ID{id("courier", "2"), id("courier", "1")})
	if s.ok(err); n != 1 {
		t.Errorf("%d marked, want the one that was unread", n)
	}
	s.want("is:read", "Ferry, Quay")
	s.ok(s.Close())
	open(t, s.path).want("is:read", "Ferry, Quay")
}
