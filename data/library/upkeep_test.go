package library_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

// TestCompact: limits and removed feeds take articles away when they are asked
// to, never those with a star, and a feed that still lists one doesn't bring it
// back.
func TestCompact(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier", "ledger")
	var entries []data.Entry
	for day := range 10 {
		entries = append(entries, entry("gazette", fmt.Sprint(day), fmt.Sprintf("Day %d", day), fmt.Sprintf("It was Anna who said word%d.", day), day))
	}
	s.give("gazette", entries...)
	s.give("courier", entry("courier", "a", "Old", "From Boris.", 90), entry("courier", "b", "New", "From Boris.", 1))
	s.give("ledger", entry("ledger", "c", "Gone", "Of Carla.", 1), entry("ledger", "d", "Kept", "Of Carla.", 2))
	s.settle()
	star := func(guid, feed string) {
		_, err := s.Apply(s.ctx, data.Change{Action: data.AddStar, Articles: []data.ID{entry(feed, guid, "", "", 0).Article.ID}})
		s.ok(err)
	}
	star("8", "gazette")
	star("d", "ledger")
	if done, err := s.Compact(s.ctx); err != nil || done.Articles != 0 {
		t.Errorf("without limits it removed %+v: %v", done, err)
	}
	limit := func(feed string, days, most int) {
		before := subscription(feed)
		after := before
		after.KeepDays, after.KeepMost = days, most
		s.apply(data.FeedEdit{Before: &before, After: &after})
	}
	limit("gazette", 0, 3)
	limit("courier", 30, 0)
	removed := subscription("ledger")
	s.apply(data.FeedEdit{Before: &removed})
	done, err := s.Compact(s.ctx)
	s.ok(err)
	if done.Articles != 6+1+1 || done.After <= 0 || done.After > done.Before {
		t.Errorf("compacted %+v", done)
	}
	s.want("", "Day 0, New, Day 1, Kept, Day 2, Day 8")
	if got := s.whom(); got != "Anna 4, Boris 1, Carla 1" {
		t.Errorf("entities %s", got)
	}
	s.want("word5", "")
	s.want("word8", "Day 8")
	if got := s.give("gazette", entries...); got != (data.Stored{}) {
		t.Errorf("what was removed came back: %+v", got)
	}
	page := entry("gazette", "5", "Day 5", "It was Anna who said word5.", 5)
	compose(&page)
	_, err = s.StoreArticle(s.ctx, page.Article) // the reader may
	s.ok(err)
	s.settle()
	s.want("word5", "Day 5")
	s.sound()
	s.ok(s.Close())
	again := open(t, s.path)
	again.settle()
	again.want("", "Day 0, New, Day 1, Kept, Day 2, Day 5, Day 8")
	again.sound()
}

// TestBackup: the copy is a library with all that the original has, and nothing
// that exists is written over.
func TestBackup(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	s.settle()
	copied := filepath.Join(t.TempDir(), "copy.db")
	s.ok(s.Backup(s.ctx, copied))
	if err := s.Backup(s.ctx, copied); err == nil || !strings.Contains(err.Error(), "copy.db") {
		t.Errorf("a copy over a file: %v", err)
	}
	if err := s.Backup(s.ctx, filepath.Join(copied, "in.db")); err == nil || !strings.Contains(err.Error(), "folder") {
		t.Errorf("a copy into nowhere: %v", err)
	}
	other := open(t, copied)
	other.settle()
	other.want("person:anna", "Ferry")
	other.sound()
}

// TestTwoPrograms: what one of two programs stores and marks, the other shows.
func TestTwoPrograms(t *testing.T) {
	one := begin(t)
	one.settle()
	two := open(t, one.path)
	two.settle()
	one.follow("gazette")
	one.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	id := entry("gazette", "1", "", "", 0).Article.ID
	_, err := one.Apply(one.ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{id}})
	one.ok(err)
	for deadline := time.Now().Add(patience); two.titles("is:read person:anna") != "Ferry"; time.Sleep(50 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("the other program shows %q", two.titles(""))
		}
	}
	one.settle()
	two.settle()
	if one.whom() != "Anna 1" || two.whom() != "Anna 1" {
		t.Errorf("entities %s and %s", one.whom(), two.whom())
	}
	one.sound()
}
