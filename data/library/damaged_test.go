package library_test

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
	"dateline/data/store"
)

// spoil changes a library's file behind the library's back.
func spoil(t *testing.T, path string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatal(statement, err)
		}
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
}

// rowOf is a row of the article whose title is that.
const rowOf = "(SELECT number FROM articles WHERE state = 0 AND title = 'Day 2')"

// told are the problems of a library.
func (s *shelf) told() string {
	s.Helper()
	problems, err := s.Problems(s.ctx)
	s.ok(err)
	var all []string
	for _, p := range problems {
		all = append(all, p.Cause)
	}
	return strings.Join(all, "; ")
}

// days are articles of which the first is the newest.
func days(n int) (entries []data.Entry) {
	for day := range n {
		entries = append(entries, entry("gazette", fmt.Sprint(day), fmt.Sprintf("Day %d", day), fmt.Sprintf("It was Anna who said word%d.", day), day))
	}
	return entries
}

// TestADamagedArticleHoldsNothingUp: an article whose body can't be read is told
// of, and those after it are found and recognised.
func TestADamagedArticleHoldsNothingUp(t *testing.T) {
	path := filepath.Join(t.TempDir(), "library.db")
	kept, err := store.Open(path, func() time.Time { return noon })
	if err != nil {
		t.Fatal(err)
	}
	feed := subscription("gazette")
	if _, err = kept.Apply(t.Context(), data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &feed}}}); err == nil {
		_, err = kept.File(t.Context(), data.Fetched{Feed: feed.ID, Entries: days(5)})
	}
	if err != nil || kept.Close() != nil {
		t.Fatal(err)
	}
	spoil(t, path, "UPDATE contents SET given = x'00', made = NULL WHERE article = "+rowOf)

	s := open(t, path)
	s.settle()
	if got := s.told(); !strings.Contains(got, "is damaged") || strings.Contains(got, ";") {
		t.Errorf("told is %q", got)
	}
	s.want("", "Day 0, Day 1, Day 2, Day 3, Day 4")
	s.want("word1 or word2 or word4", "Day 1, Day 4")
	s.want("person:anna", "Day 0, Day 1, Day 3, Day 4")
	all, err := search.Parse("day", noon, time.UTC, false)
	s.ok(err)
	found, err := s.Find(s.ctx, data.Query{}, data.Newest)
	s.ok(err)
	snippets, err := s.Snippets(s.ctx, all, found.IDs, 60)
	if err != nil || len(snippets) != 5 || snippets[2].Text != "" || snippets[3].Text == "" {
		t.Errorf("snippets %+v, %v", snippets, err)
	}
	if hits, err := s.Hits(s.ctx, all, found.IDs[2]); err != nil || len(hits) > 0 {
		t.Errorf("hits %v, %v", hits, err)
	}
	// It is well again once its feed changes it.
	changed := days(5)
	changed[2].Body = "It was Anna who said more, and word2."
	if got := s.give("gazette", changed...); got != (data.Stored{Changed: 1}) {
		t.Errorf("changed were %+v", got)
	}
	s.settle()
	s.want("word2", "Day 2")
	s.sound()
}

// TestDamagedMentionsGo: an article whose mentions or text were damaged later can
// be replaced and removed, and the counts are right then.
func TestDamagedMentionsGo(t *testing.T) {
	for name, damage := range map[string]string{
		"mentions":    "UPDATE mentions SET found = x'00' WHERE article = " + rowOf,
		"corrections": "UPDATE mentions SET bare = x'00' WHERE article = " + rowOf,
		"text":        "UPDATE contents SET made = x'00' WHERE article = " + rowOf,
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "library.db")
			s := open(t, path)
			s.follow("gazette")
			s.give("gazette", days(5)...)
			s.settle()
			s.ok(s.Close())
			spoil(t, path, damage)

			s = open(t, path)
			changed := days(5)
			changed[2].Body = "It was Boris who said more."
			s.give("gazette", changed...)
			s.settle()
			if got := s.whom(); got != "Anna 4, Boris 1" {
				t.Errorf("entities %s", got)
			}
			s.sound()
		})
	}
}
