package library_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/library"
	"dateline/data/search"
	"dateline/data/store"
)

// noon is the clock of these tests.
var noon = time.Date(2025, 4, 25, 12, 0, 0, 0, time.UTC)

// capitals finds a person in each word that begins with a capital and isn't
// first in its sentence.
func capitals(_ context.Context, a *data.Article) data.Recognition {
	var r data.Recognition
	at := 0
	for word := range strings.FieldsSeq(a.Text) {
		start := at + strings.Index(a.Text[at:], word)
		at = start + len(word)
		name := strings.Trim(word, ".,")
		if name == "" || name[0] < 'A' || name[0] > 'Z' || start == 0 || strings.Contains(". \n", a.Text[max(start-2, 0):start-1]) {
			continue
		}
		m := data.LocalMention{Start: start, End: start + len(name), Why: data.Why{By: "list"}}
		i := slices.IndexFunc(r.Entities, func(e data.LocalEntity) bool { return e.Name == name })
		if i < 0 {
			i = len(r.Entities)
			r.Entities = append(r.Entities, data.LocalEntity{Name: name, Join: strings.ToLower(name)})
		}
		r.Entities[i].Mentions = append(r.Entities[i].Mentions, m)
	}
	return r
}

// compose makes the text of an entry of its title and its body.
func compose(e *data.Entry) {
	a := e.Article
	if a.Title == "" {
		a.Title, _, _ = strings.Cut(e.Body, ".")
	}
	a.Text, a.Blocks = "", nil
	for i, text := range []string{a.Title, e.Content()} {
		if i > 0 {
			a.Text += "\n\n"
		}
		a.Blocks = append(a.Blocks, data.Block{Kind: []data.BlockKind{data.Headline, data.Paragraph}[i], Start: len(a.Text), End: len(a.Text) + len(text)})
		a.Text += text
	}
}

// shelf is a library under test.
type shelf struct {
	*testing.T
	*library.Library
	path string
	ctx  context.Context
}

func open(t *testing.T, path string) *shelf {
	t.Helper()
	s := &shelf{T: t, path: path, ctx: t.Context()}
	s.Library = library.New(library.Config{
		Recogniser: recogniser{"capitals 1", capitals},
		Open: func() (*store.Store, []data.Problem) {
			return store.OpenOrMemory(path, func() time.Time { return noon })
		},
		Compose: compose,
		Now:     func() time.Time { return noon },
	})
	t.Cleanup(func() { s.ok(s.Close()) })
	return s
}

func begin(t *testing.T) *shelf { return open(t, filepath.Join(t.TempDir(), "library.db")) }

func (s *shelf) ok(err error) {
	s.Helper()
	if err != nil {
		s.Fatal(err)
	}
}

// settle waits until all is found and recognised.
func (s *shelf) settle() {
	s.Helper()
	ctx, cancel := context.WithTimeout(s.ctx, 20*time.Second)
	defer cancel()
	s.ok(s.Wait(ctx, true))
}

// subscription is a feed of a name.
func subscription(name string) data.Subscription {
	address := "https://" + name + ".example/feed"
	return data.Subscription{ID: data.NewFeedID(address), Address: address, Title: name}
}

// follow adds feeds.
func (s *shelf) follow(names ...string) {
	s.Helper()
	for _, name := range names {
		f := subscription(name)
		s.apply(data.FeedEdit{After: &f})
	}
}

func (s *shelf) apply(edits ...data.FeedEdit) data.Change {
	s.Helper()
	done, err := s.Apply(s.ctx, data.Change{Action: data.EditFeeds, Feeds: edits})
	s.ok(err)
	return done
}

// entry is an item of a feed: its id is made of the feed and a guid, as the
// parsers of feeds do.
func entry(feed, guid, title, body string, day int) data.Entry {
	return data.Entry{
		GUID: guid, Body: body,
		Article: &data.Article{
			ID: data.NewID("item:"+feed, guid), Title: title, Source: feed, URL: "https://site.example/" + guid,
			Published: noon.AddDate(0, 0, -day), Language: "en",
		},
	}
}

// give stores what a feed gives.
func (s *shelf) give(feed string, entries ...data.Entry) data.Stored {
	s.Helper()
	stored, err := s.Store(s.ctx, data.Fetched{
		Feed: subscription(feed).ID, Source: &data.Feed{Title: strings.ToUpper(feed), Link: "https://site.example/"}, Entries: entries,
		Health: data.Health{Success: noon, Status: 200}, Validity: data.Validity{ETag: `"1"`},
	})
	s.ok(err)
	return stored
}

// titles gives the titles that a query finds, newest first.
func (s *shelf) titles(query string) string {
	s.Helper()
	q, err := search.Parse(query, noon, time.UTC, false)
	s.ok(err)
	result, err := s.Find(s.ctx, q, data.Newest)
	s.ok(err)
	rows, err := s.Rows(s.ctx, result.IDs)
	s.ok(err)
	var titles []string
	for _, r := range rows {
		titles = append(titles, r.Title)
	}
	return strings.Join(titles, ", ")
}

func (s *shelf) want(query, want string) {
	s.Helper()
	if got := s.titles(query); got != want {
		s.Errorf("%s found %s, want %s", query, got, want)
	}
}

// whom gives the entities of a scope with their counts.
func (s *shelf) whom() string {
	s.Helper()
	all, err := s.Entities(s.ctx, data.Query{})
	s.ok(err)
	var names []string
	for _, e := range all {
		names = append(names, fmt.Sprint(e.Name, " ", e.All))
	}
	return strings.Join(names, ", ")
}

func (s *shelf) sound() {
	s.Helper()
	wrong, err := s.Check(s.ctx)
	s.ok(err)
	for _, p := range wrong {
		s.Error(p)
	}
}

// TestStored: what a feed gives can be read at once, and found and stepped
// through soon after.
func TestStored(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	if got := s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1), entry("gazette", "2", "", "Tides rise. So says Anna.", 2)); got != (data.Stored{New: 2}) {
		t.Errorf("stored %+v", got)
	}
	s.want("", "Ferry, Tides rise")
	s.settle()
	s.want("crew", "Ferry")
	s.want("person:anna", "Ferry, Tides rise")
	if got := s.whom(); got != "Anna 2" {
		t.Errorf("entities %s", got)
	}
	all, err := s.Subscriptions(s.ctx)
	s.ok(err)
	if f := all[0]; len(all) != 1 || f.Articles != 2 || f.Unread != 2 || f.Given != "GAZETTE" || f.Health.Status != 200 ||
		f.Validity.ETag != `"1"` || f.Title != "gazette" || f.Days[data.DaysShown-2] != 1 {
		t.Errorf("subscriptions %+v", all)
	}
	s.want("feed:="+string(all[0].ID), "Ferry, Tides rise")
	if got := s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1)); got != (data.Stored{}) {
		t.Errorf("the same again stored %+v", got)
	}
	s.sound()
}

// TestChanged: an article that changes is one article, whose earlier text stays.
func TestChanged(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	s.settle()
	id := entry("gazette", "1", "", "", 0).Article.ID
	_, err := s.Apply(s.ctx, data.Change{Action: data.AddStar, Articles: []data.ID{id}})
	s.ok(err)
	if got := s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Boris.", 1)); got != (data.Stored{Changed: 1}) {
		t.Errorf("stored %+v", got)
	}
	s.settle()
	s.want("", "Ferry")
	s.want("is:starred", "Ferry")
	s.want("boris", "Ferry")
	s.want("text:anna", "")
	if got := s.whom(); got != "Boris 1" {
		t.Errorf("entities %s", got)
	}
	texts, err := s.Earlier(s.ctx, id)
	s.ok(err)
	if len(texts) != 1 || !strings.Contains(texts[0].Article.Text, "Anna") || !texts[0].Stored.Equal(noon) {
		t.Errorf("earlier texts %+v", texts)
	}
	// Another date is no other text.
	if got := s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Boris.", 3)); got != (data.Stored{}) {
		t.Errorf("stored %+v", got)
	}
	s.want("before:2025-04-23", "Ferry")
	s.sound()
}

// TestOneAddress: what two feeds give under one address is one article.
func TestOneAddress(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier")
	one, other := entry("gazette", "1", "Ferry", "The crew met Anna.", 1), entry("courier", "x", "A ferry", "Cut short.", 1)
	other.Article.URL = "http://www.site.example/1/?utm_source=rss#top"
	s.give("gazette", one)
	if got := s.give("courier", other); got != (data.Stored{}) {
		t.Errorf("stored %+v", got)
	}
	s.settle()
	s.want("", "Ferry")
	for _, feed := range []string{"gazette", "courier"} {
		s.want("feed:="+string(subscription(feed).ID), "Ferry")
	}
	other.Body = "Cut shorter."
	if got := s.give("courier", other); got != (data.Stored{}) {
		t.Errorf("the second source changed it: %+v", got)
	}
	// A feed's other identity for it is a newer text.
	again := entry("gazette", "2", "Ferry", "The crew met Boris.", 1)
	again.Article.URL = one.Article.URL
	if got := s.give("gazette", again); got != (data.Stored{Changed: 1}) {
		t.Errorf("stored %+v", got)
	}
	s.settle()
	s.want("boris", "Ferry")
	s.sound()
}

// TestWhole: a page that was fetched takes the place of what the feed cut
// short, and the feed's next version doesn't take it back.
func TestWhole(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	cut := entry("gazette", "1", "Ferry", "The crew…", 1)
	s.give("gazette", cut)
	rows, err := s.Cut(s.ctx, subscription("gazette").ID, 10)
	s.ok(err)
	if len(rows) != 1 || rows[0].URL != cut.Article.URL {
		t.Errorf("cut are %+v", rows)
	}
	page := entry("", "1", "Ferry", "The crew met Anna and Boris.", 1)
	compose(&page)
	page.Article.ID = "page"
	id, err := s.StoreArticle(s.ctx, page.Article)
	s.ok(err)
	if id != cut.Article.ID {
		t.Errorf("it is kept as %s", id)
	}
	cut.Body = "The other crew…"
	s.give("gazette", cut)
	s.settle()
	s.want("boris", "Ferry")
	if rows, err := s.Cut(s.ctx, subscription("gazette").ID, 10); err != nil || len(rows) != 0 {
		t.Errorf("cut are %+v: %v", rows, err)
	}
	s.sound()
}

// TestEdits: subscriptions are edited with undo, and one that is removed takes
// its articles along and brings them back.
func TestEdits(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier")
	s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1), entry("gazette", "2", "Tides", "They rise for Anna.", 2))
	s.give("courier", entry("courier", "3", "Comet", "It passed Boris.", 3))
	s.settle()
	before := subscription("gazette")
	_, err := s.Apply(s.ctx, data.Change{Action: data.AddStar, Articles: []data.ID{entry("gazette", "2", "", "", 0).Article.ID}})
	s.ok(err)
	after := before
	after.Title, after.Folder, after.Paused, after.KeepDays, after.Every = "Harbour", "News/Local", true, 30, time.Hour
	s.apply(data.FeedEdit{Before: &before, After: &after})
	if done := s.apply(data.FeedEdit{Before: &before, After: &after}); len(done.Feeds) != 0 {
		t.Errorf("the same again did %+v", done)
	}
	all, err := s.Subscriptions(s.ctx)
	s.ok(err)
	if f := all[1]; f.Title != "Harbour" || f.Folder != "News/Local" || !f.Paused || f.KeepDays != 30 || f.Every != time.Hour || f.Articles != 2 {
		t.Errorf("edited %+v", f)
	}
	s.apply(data.FeedEdit{Before: &after})
	s.want("", "Tides, Comet") // what has a star stays
	if got := s.whom(); got != "Anna 1, Boris 1" {
		t.Errorf("entities %s", got)
	}
	s.want("person:anna", "Tides")
	for _, want := range []struct{ titles, whom string }{
		{"Ferry, Tides, Comet", "Anna 2, Boris 1"}, {"Ferry, Tides, Comet", "Anna 2, Boris 1"},
	} {
		done, ok, err := s.Undo(s.ctx)
		s.ok(err)
		if !ok || done.Action != data.EditFeeds || len(done.Feeds) != 1 {
			t.Errorf("undid %+v", done)
		}
		s.want("", want.titles)
		if got := s.whom(); got != want.whom {
			t.Errorf("entities %s, want %s", got, want.whom)
		}
	}
	all, err = s.Subscriptions(s.ctx)
	s.ok(err)
	if f := all[0]; f.Title != "gazette" || f.Folder != "" || f.Paused || f.Articles != 2 {
		t.Errorf("in the end %+v", f)
	}
	s.sound()
}

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
	s.sound()
	s.ok(s.Close())
	again := open(t, s.path)
	again.settle()
	again.want("", "Day 0, New, Day 1, Kept, Day 2, Day 8")
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
	for deadline := time.Now().Add(20 * time.Second); two.titles("is:read person:anna") != "Ferry"; time.Sleep(50 * time.Millisecond) {
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
