package ui

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/memory"
	"dateline/ui/event"
)

// subscribed is a library that follows feeds, kept in memory, whose servers
// answer as the test says.
type subscribed struct {
	*memory.Library
	feeds   []data.Subscription
	log     []data.Change
	found   []data.Subscription             // what Discover finds
	answer  map[data.FeedID][]data.Progress // what refreshing a feed tells
	asked   []data.FeedID
	earlier map[data.ID][]data.Version
	hidden  bool
	edition int  // how many articles the built-in edition has
	hold    bool // refreshing doesn't end by itself
}

func (s *subscribed) Subscriptions(context.Context) ([]data.Subscription, error) {
	out := slices.Clone(s.feeds)
	slices.SortStableFunc(out, func(a, b data.Subscription) int {
		if a.Folder != b.Folder {
			if a.Folder < b.Folder {
				return -1
			}
			return 1
		}
		return a.Place - b.Place
	})
	return out, nil
}

func (s *subscribed) Discover(_ context.Context, address string) ([]data.Subscription, error) {
	if address == "broken" {
		return nil, errors.New(address + ": the server doesn’t answer; try again later")
	}
	return s.found, nil
}

func (s *subscribed) Refresh(ctx context.Context, ids []data.FeedID) (<-chan data.Progress, error) {
	s.asked = ids
	steps := make(chan data.Progress, 100)
	for i, id := range ids {
		for _, step := range s.answer[id] {
			step.Feed, step.Of = id, len(ids)
			if step.Count = i; step.Done {
				step.Count++
			}
			steps <- step
		}
	}
	if !s.hold {
		close(steps)
	}
	return steps, nil
}

func (s *subscribed) Earlier(_ context.Context, id data.ID) ([]data.Version, error) {
	return s.earlier[id], nil
}

func (s *subscribed) Edition(context.Context) (data.Subscription, error) {
	switch {
	case s.edition == 0:
		return data.Subscription{}, nil
	case s.hidden:
		return data.Subscription{ID: data.EditionFeed, Title: "Dateline", Paused: true}, nil
	}
	return data.Subscription{ID: data.EditionFeed, Title: "Dateline", Articles: s.edition, Unread: 2}, nil
}

func (s *subscribed) ToggleEdition(context.Context) (bool, error) {
	s.hidden = !s.hidden
	return s.hidden, nil
}

func (s *subscribed) Whole(context.Context, data.ID) error          { return nil }
func (s *subscribed) Save(context.Context, string) (data.ID, error) { return "a5", nil }

func (s *subscribed) Apply(ctx context.Context, c data.Change) (data.Change, error) {
	if c.Action != data.EditFeeds {
		return s.Library.Apply(ctx, c)
	}
	s.edit(c.Feeds)
	s.log = append(s.log, c)
	return c, nil
}

func (s *subscribed) Undo(ctx context.Context) (data.Change, bool, error) {
	if len(s.log) == 0 {
		return s.Library.Undo(ctx)
	}
	c := s.log[len(s.log)-1]
	s.log = s.log[:len(s.log)-1]
	back := data.Change{Action: c.Action}
	for _, e := range slices.Backward(c.Feeds) {
		back.Feeds = append(back.Feeds, e.Inverse())
	}
	s.edit(back.Feeds)
	return back, true, nil
}

func (s *subscribed) edit(edits []data.FeedEdit) {
	for _, e := range edits {
		if e.Before != nil {
			s.feeds = slices.DeleteFunc(s.feeds, func(f data.Subscription) bool { return f.ID == e.Before.ID })
		}
		if e.After != nil {
			s.feeds = append(s.feeds, *e.After)
		}
	}
}

// minutes before the tests' now.
func ago(minutes int) time.Time { return today.Add(-time.Duration(minutes) * time.Minute) }

func followed(t testing.TB) *subscribed {
	well := func(status, minutes int) data.Health {
		return data.Health{Tried: ago(minutes), Success: ago(minutes), Next: ago(-50), Status: status}
	}
	days := []int{4, 5, 4, 6, 5, 3, 2, 4, 6, 6, 5, 4, 3, 6}
	feed := func(id, title, folder string, place, articles, unread int, h data.Health) data.Subscription {
		return data.Subscription{
			ID: data.FeedID(id), Title: title, Given: title, Address: "https://" + id + ".example.org/feed.xml",
			Folder: folder, Place: place, Articles: articles, Unread: unread, Health: h, Days: days,
		}
	}
	slow := well(200, 1)
	slow.Took = 12 * time.Second
	failing := data.Health{
		Tried: ago(10), Success: ago(15 * 60), Next: ago(-50), Failures: 2, Failing: ago(15 * 60), Status: 200,
		Error: "broken XML at line 212: an <item> is never closed",
	}
	paused := feed("quay", "Old Quay Notes", "Sea", 1, 18, 0, data.Health{Success: ago(60 * 24 * 54), Tried: ago(60 * 24 * 54)})
	paused.Paused = true
	return &subscribed{
		Library: newLibrary(t, stories()...),
		feeds: []data.Subscription{
			feed("gazette", "Harbour Gazette", "", 0, 1412, 0, well(200, 2)),
			feed("orbit", "Orbit Weekly", "", 1, 31, 2, well(304, 40)),
			feed("radio", "Island Radio", "", 2, 143, 0, failing),
			feed("tide", "Coast & Tide", "Sea", 0, 54, 11, slow),
			paused,
		},
		answer: map[data.FeedID][]data.Progress{
			"gazette": {{Title: "Harbour Gazette"}, {Title: "Harbour Gazette", Done: true, Status: 200, Stored: data.Stored{New: 3}}},
			"radio":   {{Title: "Island Radio"}, {Title: "Island Radio", Done: true, Status: 404, Error: "404: the address is gone"}},
		},
	}
}

func TestFeedsAreShownWithTheirHealth(t *testing.T) {
	for _, size := range []struct {
		name string
		w, h int
	}{{"140x40", 140, 40}, {"100x30", 100, 30}, {"60x20", 60, 20}} {
		d := drive(t, size.w, size.h, followed(t)).press("g f j j")
		d.golden("feeds-" + size.name)
	}
}

func TestFeedIsAddedByTheAddressOfItsSite(t *testing.T) {
	l := followed(t)
	l.found = []data.Subscription{{ID: "new", Title: "The Ledger", Address: "https://ledger.example.org/rss"}}
	d := drive(t, 100, 30, l).press("a").enter("ledger.example.org")
	d.want("Follow ledger.example.org").press("enter g f").want("The Ledger", "6 feeds")
	if !slices.Equal(l.asked, []data.FeedID{"new"}) {
		t.Errorf("asked %v, want the new feed", l.asked)
	}
	d.press("u").wantStatus("Undone: now no longer following The Ledger").want("5 feeds")
}

func TestSeveralFeedsOfAPageAreOffered(t *testing.T) {
	l := followed(t)
	l.found = []data.Subscription{{ID: "n1", Title: "News", Address: "https://l.example.org/1"}, {ID: "n2", Title: "Comments", Address: "https://l.example.org/2"}}
	drive(t, 100, 30, l).press("a").enter("l.example.org").press("enter").
		want("Several feeds", "News", "Comments").press("b g f").want("Comments", "6 feeds")
}

func TestAddingTellsWhyItFails(t *testing.T) {
	drive(t, 100, 30, followed(t)).press("a").enter("broken").press("enter").
		wantStatus("× Adding a feed: the server doesn’t answer; try again later")
	drive(t, 100, 30, followed(t)).press("a").enter("nothing").press("enter").
		wantStatus("× There is no feed at nothing, and the page names none.")
	l := followed(t)
	l.found = l.feeds[:1]
	drive(t, 100, 30, l).press("a").enter("again").press("enter").wantStatus("You follow Harbour Gazette already.")
}

func TestFeedsAreEdited(t *testing.T) {
	l := followed(t)
	d := drive(t, 100, 30, l).press("g f")
	d.press("e r ctrl+u").enter("Gazette").want("Call it “Gazette”").press("enter").
		wantStatus("Harbour Gazette is called Gazette").press("u").wantStatus("Undone: now Gazette is called Harbour Gazette")
	d.press("g g p").wantStatus("Harbour Gazette is paused").want("paused by you").press("p").wantStatus("Harbour Gazette is asked again")
	d.press("e m").want("Sea").press("enter").wantStatus("Harbour Gazette is in Sea")
	d.press("e i c").wantStatus("Harbour Gazette: another interval").want("Asked every 60 min.")
	d.press("e t").wantStatus("Harbour Gazette: articles fetched whole")
	d.press("e k b").want("Articles are kept for 30")
	d.press("e a ctrl+u").enter("https://new.example.org/").press("enter").want("https://new.example.org/")
	d.press("d").wantStatus("No longer following Harbour Gazette").want("4 feeds")
	d.press("u").want("5 feeds")
	if f, _ := d.m.feeds.pane.Selected(); f.ID != "gazette" {
		t.Errorf("%s is selected, want the feed that came back", f.Title)
	}
	d.press("g g >").want("Orbit Weekly")
	if first := l.mustFeeds(t)[0].ID; first != "radio" {
		t.Errorf("the first feed is %s, want radio after moving orbit down", first)
	}
}

func (s *subscribed) mustFeeds(t *testing.T) []data.Subscription {
	t.Helper()
	all, err := s.Subscriptions(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestRefreshTellsWhatCameOfIt(t *testing.T) {
	l := followed(t)
	d := drive(t, 140, 40, l).press("R").wantStatus("× Island Radio: 404: the address is gone · 3 new articles")
	if len(l.asked) != 4 {
		t.Errorf("asked %v, want all but the paused one", l.asked)
	}
	d.press("g f r").wantStatus("3 new articles.")
	if !slices.Equal(l.asked, []data.FeedID{"gazette"}) {
		t.Errorf("asked %v, want the selected feed", l.asked)
	}
}

func TestRefreshCanBeStopped(t *testing.T) {
	l := followed(t)
	d := drive(t, 140, 40, l)
	d.m.asked = refreshing{running: true, now: data.Progress{Title: "Orbit Weekly", Count: 5, Of: 9}}
	d.want("Refreshing ━━━━━──── 5 of 9 · Orbit Weekly").press("R").wantStatus("Stopped. Nothing new so far.")
}

func TestOpenedFilesFollowNothing(t *testing.T) {
	drive(t, 100, 30, newLibrary(t, stories()...)).press("g f").wantStatus("These are opened files.").
		press("a").wantStatus("These are opened files.").press("R").wantStatus("These are opened files.")
}

func TestNoFeedsSayWhatToDo(t *testing.T) {
	l := followed(t)
	l.feeds = nil
	d := drive(t, 60, 20, l).press("g f").want("No feeds yet.", "add one: its address, or its site’s", "OPML, or newsboat’s urls", "a add")
	if strings.Contains(d.status(), "pause") {
		t.Errorf("%q offers what there is no feed for", d.status())
	}
	d.press("esc").want("Ferry to the outer islands")
}

func TestSavedSearchesStandBesideTheFeeds(t *testing.T) {
	l := followed(t)
	saveSearches(t, l, data.SavedSearch{Name: "Harbour", Query: "harbour"})
	d := drive(t, 100, 30, l).press("g f").want("Saved searches", "Harbour", "harbour").press("G")
	d.golden("feeds-saved-100x30")
	d.press("d").wantStatus("Removed “Harbour”").want("u undo")
	if strings.Contains(d.screen(), "Saved searches") {
		t.Errorf("a removed search is still shown:\n%s", d.screen())
	}
	d.press("u").wantStatus("Undone: now saved as “Harbour”").want("Saved searches")
}

// saveSearches saves searches as the screen does.
func saveSearches(t *testing.T, l Library, all ...data.SavedSearch) {
	t.Helper()
	c := data.Change{Action: data.EditSearches}
	for i, s := range all {
		s.Place = i
		c.Searches = append(c.Searches, data.SearchEdit{After: &s})
	}
	if _, err := l.Apply(t.Context(), c); err != nil {
		t.Fatal(err)
	}
}

func TestSavedSearchesAreEdited(t *testing.T) {
	l := followed(t)
	saveSearches(t, l, data.SavedSearch{Name: "Harbour", Query: "harbour"}, data.SavedSearch{Name: "Tide", Query: "tide"})
	d := drive(t, 100, 30, l).press("g f G")
	d.press("e r ctrl+u").enter("harbour").want("Another search is called “Harbour”")
	d.press("ctrl+u").enter("Tides").press("enter").wantStatus("“Tide” is called “Tides”")
	d.press("e a ctrl+u").enter("tide (").want("this bracket isn't closed").press("backspace backspace").enter(" or quay").press("enter").
		wantStatus("“Tides” is tide or quay")
	d.press("<").press("u").wantStatus("Undone: “Tides” moved").press("u").wantStatus("Undone: now “Tides” is tide").
		press("u").wantStatus("Undone: now “Tides” is called “Tide”")
	if want := []data.SavedSearch{{Name: "Harbour", Query: "harbour"}, {Name: "Tide", Query: "tide", Place: 1}}; !slices.Equal(d.m.saved, want) {
		t.Errorf("saved are %v, want %v", d.m.saved, want)
	}
	d.press("p").wantStatus("This is a saved search").press("e m").wantStatus("This is a saved search").press("e k").wantStatus("This is a saved search")
}

// TestUnreadOfSavedSearchesStaysRight: the counts follow what happens while they
// are on the screen.
func TestUnreadOfSavedSearchesStaysRight(t *testing.T) {
	l := followed(t)
	saveSearches(t, l, data.SavedSearch{Name: "Harbour", Query: "harbour"})
	d := drive(t, 100, 30, l).press("g f G")
	unread := func() int {
		s, _ := d.m.feeds.pane.Search()
		return s.Unread
	}
	before := unread()
	q, err := d.m.parse("harbour is:unread", false)
	if err != nil {
		t.Fatal(err)
	}
	found, err := l.Find(t.Context(), q, data.Newest)
	if err != nil {
		t.Fatal(err)
	}
	done, err := l.Apply(t.Context(), data.Change{Action: data.MarkRead, Articles: found.IDs[:1]})
	if err != nil {
		t.Fatal(err)
	}
	d.run(d.m.libraryChanged(data.Event{Marks: done.Articles}))
	if got := unread(); got != before-1 {
		t.Errorf("%d unread after one of %d was read", got, before)
	}
	d.press("u").wantStatus("Undone: 1 article marked unread")
	d.run(d.m.libraryChanged(data.Event{Marks: done.Articles}))
	if got := unread(); got != before {
		t.Errorf("%d unread after undo, want %d", got, before)
	}
}

func TestCauseIsToldWholeInALowWindow(t *testing.T) {
	drive(t, 60, 20, followed(t)).press("g f j j").want("Broken XML at line 212: an <item> is never closed.")
}

func TestSavedSearchOpensFromTheFeeds(t *testing.T) {
	l := followed(t)
	saveSearches(t, l, data.SavedSearch{Name: "Harbour", Query: "title:harbour"})
	d := drive(t, 140, 40, l).press("g f G enter").want("Harbour Board picks a builder")
	if d.m.reader.ID() != "a3" {
		t.Errorf("the reader has %s, want the first of what was opened", d.m.reader.ID())
	}
	d.press("g f G").want("Harbour", "title:harbour")
}

func TestEarlierTextsAreShown(t *testing.T) {
	l := followed(t)
	before := compose("a1", 24, "Harbour Gazette", "Ferry to the outer islands may reopen", "Nobody at the Harbour Board would say when.")
	l.earlier = map[data.ID][]data.Version{"a1": {{Article: before, Stored: ago(90)}}}
	drive(t, 100, 30, l).press("2 D").want("Earlier text, stored 25 Apr 2025 08:00", "Ferry to the outer islands may reopen", "Nobody at the Harbour Board").
		press("esc J D").wantStatus("This article has had no other text.")
	versions := append(l.earlier["a1"], data.Version{Article: before, Stored: ago(900)})
	l = followed(t)
	l.earlier = map[data.ID][]data.Version{"a1": versions}
	drive(t, 100, 30, l).press("2 D").want("Earlier texts", "08:00", "18:30").press("b").want("Nobody at the Harbour Board")
}

func TestEditionIsHiddenFromThePalette(t *testing.T) {
	d := drive(t, 100, 30, followed(t)).press(":").enter("edition").press("enter").wantStatus("The built-in edition is hidden.")
	d.press(":").enter("edition").press("enter").wantStatus("The built-in edition is shown again.")
}

// TestRefreshFollowsTheOneThatRuns: refreshing a feed while a refresh runs
// neither ends that nor is lost.
func TestRefreshFollowsTheOneThatRuns(t *testing.T) {
	l := followed(t)
	d := drive(t, 140, 40, l).press("g f")
	held := d.hold("R")
	d.press("r").wantStatus("A refresh is running already; R stops it.")
	d.press("j j j j").press("r").wantStatus("It is asked when the refresh that runs is done; R stops that.")
	d.run(held[0])
	if !slices.Equal(l.asked, []data.FeedID{"quay"}) {
		t.Errorf("asked last %v, want the feed that was asked for meanwhile", l.asked)
	}
}

func TestFeedsPauseIsNotOfferedForASearch(t *testing.T) {
	l := followed(t)
	saveSearches(t, l, data.SavedSearch{Name: "Harbour", Query: "harbour"})
	if d := drive(t, 140, 40, l).press("g f G"); strings.Contains(d.status(), "pause") {
		t.Errorf("%q offers what a saved search hasn't", d.status())
	}
}

func TestACauseIsToldWholeInANarrowWindow(t *testing.T) {
	d := drive(t, 60, 20, followed(t))
	d.m.failed(event.Failed{Op: "adding a feed", Err: errors.New("the server’s certificate is for another name, so that nobody knows who answers; try the address without www")})
	d.want("× Adding a feed: the server’s certificate is for", "another name, so that nobody knows who answers;", "try the address without www", "? keys").press("j")
	if strings.Contains(d.screen(), "certificate") {
		t.Errorf("after a key it is still told:\n%s", d.screen())
	}
}

func TestPaletteFindsFeeds(t *testing.T) {
	drive(t, 100, 30, followed(t)).press(":").enter("coast").want("Feeds", "Coast & Tide  11 unread").press("enter").want("► Coast & Tide")
}

// TestUnreadOnlyOfAFeed: U narrows what the list holds, and shows all of it again.
func TestUnreadOnlyOfAFeed(t *testing.T) {
	d := drive(t, 140, 40, followed(t)).press("g f j enter").want("► Orbit Weekly")
	d.press("U").want("► Unread of Orbit Weekly")
	if got, want := d.m.scope.source(), "feed:=orbit is:unread"; got != want {
		t.Errorf("the list asks for %q, want %q", got, want)
	}
	d.press("U").want("► Orbit Weekly").press("g * U").want("Unread of Starred", "All read.")
}

// TestEditionStandsAmongTheFeeds: it opens as a feed does, is hidden and shown
// with the key that pauses one, and says so where it has nothing to change.
func TestEditionStandsAmongTheFeeds(t *testing.T) {
	l := followed(t)
	l.edition = 18
	d := drive(t, 100, 30, l).press("g f").want("5 feeds", "Dateline", "the built-in edition", "always here").press("j j j")
	d.golden("feeds-edition-100x30")
	for _, key := range []string{"e r", "e m", "e a", "e i", "e t", "e k", "<", ">", "o"} {
		d.press(key).wantStatus("This is the built-in edition: enter opens it, p hides it or shows it.")
	}
	d.press("r").wantStatus("The edition is built in")
	d.press("p").wantStatus("The built-in edition is hidden.").want("the built-in edition, hidden").press("enter").wantStatus("The built-in edition is hidden: p shows it.")
	d.press("d").wantStatus("The built-in edition is shown again.").press("enter").want("► Dateline")
	d.press("g f").want("▌   Dateline")
	d.press("k >").wantStatus("Island Radio stands last already.").press("g g <").wantStatus("Harbour Gazette stands first already.")

	l = followed(t)
	l.feeds, l.edition = nil, 18
	d = drive(t, 60, 20, l).press("g f").want("0 feeds", "the built-in edition", "No feeds yet.", "add one: its address", "p hides them")
	d.press("enter").want("► Articles", "   Dateline")
}
