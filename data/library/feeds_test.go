package library_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

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

// TestEdition: it stands beside the feeds with its counts, is found by its
// identity, and has nothing while it is hidden.
func TestEdition(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	s.give("gazette", entry("gazette", "1", "Ferry", "The crew met Anna.", 1))
	is := func(want data.Subscription) {
		t.Helper()
		got, err := s.Edition(s.ctx)
		s.ok(err)
		if got.ID != want.ID || got.Articles != want.Articles || got.Unread != want.Unread || got.Paused != want.Paused {
			t.Errorf("the edition is %+v, want %+v", got, want)
		}
	}
	is(data.Subscription{})
	piece := func(name, title string) *data.Article {
		e := entry("edition", name, title, "All met Anna here.", 2)
		e.Article.ID, e.Article.URL = data.ID("edition/"+name), ""
		return e.Article
	}
	s.ok(s.Add(s.ctx, piece("a", "Tides"), piece("b", "Quays")))
	_, err := s.Apply(s.ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{"edition/a"}})
	s.ok(err)
	is(data.Subscription{ID: data.EditionFeed, Articles: 2, Unread: 1})
	s.want("feed:="+string(data.EditionFeed)+" is:unread", "Quays")
	s.ok(s.HideEdition(s.ctx, true))
	is(data.Subscription{ID: data.EditionFeed, Paused: true})
	s.want("feed:="+string(data.EditionFeed), "")
	s.ok(s.HideEdition(s.ctx, false))
	is(data.Subscription{ID: data.EditionFeed, Articles: 2, Unread: 1})
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

// TestMadeTitle: a title that was made of the text isn't in it once more.
func TestMadeTitle(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	s.give("gazette", entry("gazette", "1", "", "All met Anna here. And more.", 1))
	s.want("", "All met Anna here")
	s.settle()
	if got := s.whom(); got != "Anna 1" {
		t.Errorf("entities %s", got)
	}
	r, err := s.Read(s.ctx, entry("gazette", "1", "", "", 0).Article.ID, data.Query{})
	s.ok(err)
	if a := r.Article; a.Title != "All met Anna here" || a.Text != "All met Anna here. And more." {
		t.Errorf("%q has the text %q", a.Title, a.Text)
	}
}

// TestFutureDates: an article that is dated later than a day after it arrived
// stands where it arrived, and stays there when it changes.
func TestFutureDates(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	tomorrow, years := entry("gazette", "1", "Tomorrow", "Soon.", 0), entry("gazette", "2", "In years", "Late.", -4000)
	tomorrow.Article.Published = noon.Add(23 * time.Hour)
	s.give("gazette", tomorrow, years, entry("gazette", "3", "Yesterday", "Past.", 1))
	s.want("", "Tomorrow, In years, Yesterday")
	date := func() time.Time {
		rows, err := s.Rows(s.ctx, []data.ID{years.Article.ID})
		s.ok(err)
		return rows[0].Published
	}
	if got := date(); !got.Equal(noon) {
		t.Errorf("it arrived at noon and is dated %v", got)
	}
	// It is seen again with another text, other categories, another late date,
	// and at last with a date that can be.
	for _, day := range []int{-4000, -4000, -3000, 2} {
		late := s.late.Add(int64(time.Hour))
		years = entry("gazette", "2", "In years", "Late.", day)
		years.Categories = []string{time.Duration(late).String()}
		if day == -3000 {
			years.Body = "Late again."
		}
		s.give("gazette", years)
		want := noon
		if day == 2 {
			want = noon.AddDate(0, 0, -2)
		}
		if got := date(); !got.Equal(want) {
			t.Errorf("after %v it is dated %v, want %v", time.Duration(late), got, want)
		}
	}
	s.sound()
}

// TestOtherAuthors: who wrote an article and where is found as it is now, with
// no earlier text for that, and its marks stay; of one that was fetched whole too.
func TestOtherAuthors(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	e := entry("gazette", "1", "Ferry", "The crew met Anna there…", 1)
	e.Article.Source, e.Article.Authors = "Tribune", []string{"Jane Roe"}
	id := e.Article.ID
	s.give("gazette", e)
	s.settle()
	s.want("author:roe source:tribune", "Ferry")
	_, err := s.Apply(s.ctx, data.Change{Action: data.AddStar, Articles: []data.ID{id}})
	s.ok(err)
	now := func(source, author string) {
		e.Article.Source, e.Article.Authors = source, []string{author}
		if got := s.give("gazette", e); got != (data.Stored{}) {
			t.Errorf("stored %+v", got)
		}
		s.settle()
		s.want(`author:"`+author+`" source:`+source+" is:starred", "Ferry")
		s.want("anna", "Ferry")
		s.want("author:roe", "")
		s.want("source:tribune", "")
		if texts, err := s.Earlier(s.ctx, id); err != nil || len(texts) != 0 {
			t.Errorf("earlier texts %+v, %v", texts, err)
		}
		if got := s.whom(); got != "Anna 1" {
			t.Errorf("entities %s", got)
		}
		s.sound()
	}
	now("Herald", "John Doe")
	page := entry("", "1", "Ferry", "The crew met Anna on the quay.", 1)
	compose(&page)
	page.Article.ID, page.Article.Source, page.Article.Authors = "page", e.Article.Source, e.Article.Authors
	_, err = s.StoreArticle(s.ctx, page.Article)
	s.ok(err)
	now("Courier", "Ann Smith")
	s.want("quay", "Ferry")
	s.want("author:doe", "")
	// A feed that goes by another title gives no other rows: they would grow.
	rows := func() (n int) {
		db, err := sql.Open("sqlite", s.path)
		s.ok(err)
		defer db.Close()
		s.ok(db.QueryRow("SELECT count(*) FROM articles").Scan(&n))
		return n
	}
	before := rows()
	e.Article.Source = "GAZETTE"
	if s.give("gazette", e); rows() != before {
		t.Errorf("%d rows became %d", before, rows())
	}
	s.want("source:gazette", "Ferry")
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
	rows, err := s.Rows(s.ctx, []data.ID{one.Article.ID})
	s.ok(err)
	if len(rows) != 1 || rows[0].Others != 1 {
		t.Errorf("its row is %+v, want one more source", rows)
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
	// Either identity goes on to lead to it.
	for i, e := range []*data.Entry{&one, &again, &one} {
		e.Body = fmt.Sprintf("The crew met Boris, take %d.", i)
		if got := s.give("gazette", *e); got != (data.Stored{Changed: 1}) {
			t.Errorf("%d stored %+v", i, got)
		}
	}
	// The newer text has both sources.
	s.want("feed:="+string(subscription("courier").ID), "Ferry")
	gazette := subscription("gazette")
	s.apply(data.FeedEdit{Before: &gazette})
	s.want("", "Ferry")
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
	if done := s.apply(data.FeedEdit{After: &data.Subscription{ID: before.ID, Address: before.Address, Title: "Again"}}); len(done.Feeds) != 0 {
		t.Errorf("adding what is followed did %+v", done)
	}
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

// order expects feeds of these names, in their order.
func (s *shelf) order(when, want string) {
	s.Helper()
	all, err := s.Subscriptions(s.ctx)
	s.ok(err)
	var names []string
	for _, f := range all {
		names = append(names, f.Title)
	}
	if got := strings.Join(names, " "); got != want {
		s.Errorf("%s: the feeds are %s, want %s", when, got, want)
	}
}

// TestNewFeedsStandLast: a feed that is added stands behind those that there are,
// and one that comes back where it stood.
func TestNewFeedsStandLast(t *testing.T) {
	s := begin(t)
	s.follow("gazette", "courier", "almanac")
	s.order("following", "gazette courier almanac")
	all, err := s.Subscriptions(s.ctx)
	s.ok(err)
	_, err = s.Apply(s.ctx, data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &all[1]}}})
	s.ok(err)
	s.order("following", "gazette almanac")
	s.follow("zephyr")
	_, _, err = s.Undo(s.ctx)
	s.ok(err)
	_, _, err = s.Undo(s.ctx)
	s.ok(err)
	s.order("following", "gazette courier almanac")
}

// TestFeedsComeBackToTheirPlace: whether an addition is done again, a removal is
// taken back, or the reader adds it anew.
func TestFeedsComeBackToTheirPlace(t *testing.T) {
	s := begin(t)
	step := func(do func(context.Context) (data.Change, bool, error)) {
		t.Helper()
		_, ok, err := do(s.ctx)
		if s.ok(err); !ok {
			t.Error("there was no such step")
		}
	}
	s.follow("alpha", "beta", "gamma")
	step(s.Undo)
	s.order("taken back", "alpha beta")
	step(s.Redo)
	s.order("done again", "alpha beta gamma")
	beta := subscription("beta")
	s.apply(data.FeedEdit{Before: &beta})
	s.follow("delta")
	s.order("removed", "alpha gamma delta")
	s.follow("beta")
	s.order("added anew", "alpha beta gamma delta")
	step(s.Undo)
	beta.Folder = "News"
	s.apply(data.FeedEdit{After: &beta})
	s.order("added to another folder", "alpha gamma delta beta")
	s.give("beta")
	s.apply(data.FeedEdit{Before: &beta})
	beta.Title = ""
	s.apply(data.FeedEdit{After: &beta})
	s.order("added without a name of the reader's", "alpha gamma delta BETA")
}

// TestWorkGoesOnWithWhatComesBack: the worker, which had nothing to do while all
// was hidden, is told of what is shown again.
func TestWorkGoesOnWithWhatComesBack(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	var all []data.Entry
	for i := range 2000 {
		all = append(all, entry("gazette", fmt.Sprint(i), fmt.Sprint("Ferry ", i), "The crew met Anna.", 1))
	}
	s.give("gazette", all...)
	gazette := subscription("gazette")
	s.apply(data.FeedEdit{Before: &gazette}) // while it is at work
	time.Sleep(1500 * time.Millisecond)      // until it rests
	s.settle()
	_, _, err := s.Undo(s.ctx)
	s.ok(err)
	s.settle()
}

// TestIdentitiesThatChange: a feed that gives its items other identities at every
// answer doesn't give them again, whether they have addresses or not, and what is
// alike is no earlier text. What differs in anything is another article.
func TestIdentitiesThatChange(t *testing.T) {
	for name, address := range map[string]string{"with an address": "https://site.example/ferry", "without one": ""} {
		t.Run(name, func(t *testing.T) {
			s := begin(t)
			s.follow("gazette")
			ferry := func(guid, body string, day int) data.Entry {
				e := entry("gazette", guid, "Ferry", body, day)
				if e.Article.URL = address; day > 1 && address != "" {
					e.Article.URL += "/later"
				}
				return e
			}
			s.give("gazette", ferry("1", "The crew met Anna.", 1), ferry("2", "The crew met Anna.", 2))
			s.settle()
			first := ferry("1", "", 1).Article.ID
			_, err := s.Apply(s.ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{first}})
			s.ok(err)
			for n := range 3 {
				got := s.give("gazette", ferry(fmt.Sprint("a", n), "The crew met Anna.", 1), ferry(fmt.Sprint("b", n), "The crew met Anna.", 2))
				if got != (data.Stored{}) {
					t.Errorf("given again they are %+v", got)
				}
			}
			s.settle()
			s.want("", "Ferry, Ferry")
			s.want("is:read", "Ferry")
			if texts, err := s.Earlier(s.ctx, first); err != nil || len(texts) > 0 {
				t.Errorf("%d earlier texts, %v", len(texts), err)
			}
			want := data.Stored{New: 1} // without an address nothing says that it is the same
			if address != "" {
				want = data.Stored{Changed: 1}
			}
			if got := s.give("gazette", ferry("c", "The crew met Boris.", 1)); got != want {
				t.Errorf("with other words they are %+v", got)
			}
			s.sound()
		})
	}
}

// TestSharedAddress: where several items of a feed have one address, as those of
// a show have that of its page, each is an article of its own; the same item
// listed twice isn't.
func TestSharedAddress(t *testing.T) {
	s := begin(t)
	s.follow("gazette")
	episode := func(guid, title string, day int) data.Entry {
		e := entry("gazette", guid, title, "About "+title, day)
		e.Article.URL = "https://site.example/show"
		return e
	}
	if got := s.give("gazette", episode("3", "Three", 1), episode("2", "Two", 2), episode("1", "One", 3)); got != (data.Stored{New: 3}) {
		t.Errorf("at first %+v", got)
	}
	if got := s.give("gazette", episode("4", "Four", 0), episode("3", "Three", 1), episode("2", "Two", 2)); got != (data.Stored{New: 1}) {
		t.Errorf("then %+v", got)
	}
	changed := episode("3", "Three", 1)
	changed.Body = "More about it."
	if got := s.give("gazette", episode("4", "Four", 0), changed); got != (data.Stored{Changed: 1}) {
		t.Errorf("changed %+v", got)
	}
	s.settle()
	s.want("", "Four, Three, Two, One")
	s.want("more", "Three")
	s.sound()

	twice := entry("gazette", "a", "Once", "Of a ferry.", 5)
	again := entry("gazette", "b", "Once", "Of a ferry.", 5)
	again.Article.URL = twice.Article.URL
	if got := s.give("gazette", twice, again); got != (data.Stored{New: 1}) {
		t.Errorf("listed twice %+v", got)
	}
}
