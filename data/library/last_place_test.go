package library_test

import (
	"fmt"
	"slices"
	"testing"

	"dateline/data"
)

// TestLastPlaceIsThereAtOnce: the article that the reader was at is listed with
// the first rows, however old it is.
func TestLastPlaceIsThereAtOnce(t *testing.T) {
	s := begin(t)
	s.follow("ledger")
	var entries []data.Entry
	for i := range 300 {
		entries = append(entries, entry("ledger", fmt.Sprint(i), fmt.Sprintf("Title %d", i), "Of Carla.", i))
	}
	s.give("ledger", entries...)
	s.settle()
	all, err := s.Find(s.ctx, data.Query{}, data.Newest)
	s.ok(err)
	oldest := all.IDs[len(all.IDs)-1]
	s.ok(s.KeepSession(s.ctx, data.Session{Here: data.Spot{Article: oldest, Mention: -1, Hit: -1}}))
	s.ok(s.Close())

	s = open(t, s.path)
	session, err := s.Session(s.ctx) // while a reader asks, the others aren't loaded
	s.ok(err)
	first, err := s.Find(s.ctx, data.Query{}, data.Newest)
	s.ok(err)
	if session.Here.Article != oldest || !slices.Contains(first.IDs, oldest) {
		t.Errorf("the session is at %s; it isn't among the %d articles that are there first", session.Here.Article, len(first.IDs))
	}
	s.settle()
	if all, err = s.Find(s.ctx, data.Query{}, data.Newest); err != nil || len(all.IDs) != 300 {
		t.Errorf("%d articles: %v", len(all.IDs), err)
	}
}
