package ui

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/feeds"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// feedsView is the view of what is followed, in place of the panes.
type feedsView struct {
	pane   feeds.Pane
	edited data.FeedID // to be selected once it is listed
}

// following reports whether feeds can be followed here, and says so if not.
func (m *Model) following() bool {
	if m.opt.Feeds == nil {
		m.say("These are opened files. Without paths Dateline follows feeds.")
	}
	return m.opt.Feeds != nil
}

// openFeeds shows what is followed.
func (m *Model) openFeeds() tea.Cmd {
	if !m.following() || m.feeds != nil {
		return nil
	}
	m.toPanes()
	m.feeds = &feedsView{}
	m.feeds.pane.Set(m.feedRows())
	m.feeds.pane.SetSearches(m.saved)
	if f, ok := m.feedOf(m.scope.base); ok {
		m.feeds.pane.Select(f.ID)
	}
	for _, id := range m.asked.begun {
		m.feeds.pane.Asking(id, true)
	}
	return tea.Batch(m.listFeeds(), m.countSearches())
}

// countSearches asks what the saved searches find, and what of it is unread,
// while they are on the screen.
func (m *Model) countSearches() tea.Cmd {
	if m.feeds == nil || len(m.saved) == 0 {
		return nil
	}
	unread, _ := m.parse(unreadBase, false) // it is never faulty
	all, queries := make([]feeds.Search, len(m.saved)), make([]data.Query, len(m.saved))
	for i, s := range m.saved {
		all[i].SavedSearch = s
		queries[i], _ = m.parse(s.Query, false) // a faulty part is left out, as where it is opened
	}
	return m.latest(countLane, "counting the saved searches", func(ctx context.Context, job int) (tea.Msg, error) {
		for i, q := range queries {
			found, err := m.opt.Library.Find(ctx, q, data.Newest)
			if err != nil {
				return nil, err
			}
			news, err := m.opt.Library.Find(ctx, q.And(unread), data.Newest)
			if err != nil {
				return nil, err
			}
			all[i].Articles, all[i].Unread = found.Exact, news.Exact
			if q.Empty() {
				all[i].Articles, all[i].Unread = len(found.IDs), len(news.IDs)
			}
		}
		return searchesCounted{job, all}, nil
	})
}

// searchesCounted: what the saved searches find. It stays within this package,
// as event can't import the pane.
type searchesCounted struct {
	job int
	all []feeds.Search
}

// listFeeds asks what is followed.
func (m *Model) listFeeds() tea.Cmd {
	if m.opt.Feeds == nil {
		return nil
	}
	return m.always("listing the feeds", func(ctx context.Context) (tea.Msg, error) {
		all, err := m.opt.Feeds.Subscriptions(ctx)
		if err != nil {
			return nil, err
		}
		edition, err := m.opt.Feeds.Edition(ctx)
		return event.FeedsListed{Feeds: all, Edition: edition}, err
	})
}

// feedRows are the rows of the feeds view: what is followed, and behind the feeds
// without a folder the built-in edition.
func (m *Model) feedRows() []data.Subscription {
	if m.edition.ID == "" {
		return m.follows
	}
	at := slices.IndexFunc(m.follows, func(f data.Subscription) bool { return f.Folder != "" })
	if at < 0 {
		at = len(m.follows)
	}
	return slices.Insert(slices.Clone(m.follows), at, m.edition)
}

// listed shows what is followed.
func (m *Model) listed(msg event.FeedsListed) {
	m.follows, m.edition = msg.Feeds, msg.Edition
	if len(msg.Feeds) > 0 && m.note.text == m.opt.Welcome { // it speaks of none
		m.note = note{}
	}
	if m.feeds != nil {
		m.feeds.pane.Set(m.feedRows())
		if m.feeds.pane.Select(m.feeds.edited) {
			m.feeds.edited = ""
		}
	}
}

// toggleEdition hides the built-in edition, or shows it again.
func (m *Model) toggleEdition() tea.Cmd {
	if !m.following() {
		return nil
	}
	return m.always("hiding the edition", func(ctx context.Context) (tea.Msg, error) {
		hidden, err := m.opt.Feeds.ToggleEdition(ctx)
		return event.EditionToggled{Hidden: hidden}, err
	})
}

// feedBase is the base of a list that holds a feed's articles.
func feedBase(id data.FeedID) string { return "feed:=" + string(id) }

// feedOf is the feed that a list's base holds the articles of.
func (m *Model) feedOf(base string) (data.Subscription, bool) {
	base, _ = cutUnread(base)
	for _, f := range m.feedRows() {
		if base == feedBase(f.ID) {
			return f, true
		}
	}
	return data.Subscription{}, false
}

// selectedSearch is the saved search under the cursor of the feeds view.
func (m *Model) selectedSearch() (data.SavedSearch, bool) {
	if m.feeds == nil {
		return data.SavedSearch{}, false
	}
	s, ok := m.feeds.pane.Search()
	return s.SavedSearch, ok
}

// selectedFeed is the feed under the cursor of the feeds view.
func (m *Model) selectedFeed() (data.Subscription, bool) {
	if m.feeds == nil {
		return data.Subscription{}, false
	}
	return m.feeds.pane.Selected()
}

// onEdition reports whether the cursor of the feeds view is on the built-in edition.
func (m *Model) onEdition() bool {
	f, ok := m.selectedFeed()
	return ok && f.ID == data.EditionFeed
}

// feedHere is the feed that a key of the feeds view changes; it says so where
// there is none, or the edition or a saved search is selected, which has nothing
// of the kind.
func (m *Model) feedHere() (data.Subscription, bool) {
	f, ok := m.selectedFeed()
	_, search := m.selectedSearch()
	switch {
	case m.onEdition():
		m.say(fmt.Sprintf("This is the built-in edition: %s opens it, %s hides it or shows it.", m.keyOf("feed-articles"), m.keyOf("pause-feed")))
		return f, false
	case m.feeds == nil:
		m.say(fmt.Sprintf("That is about a feed: %s lists yours.", m.keyOf("feeds")))
	case !ok && !search:
		m.say(fmt.Sprintf("No feeds yet: %s adds one.", m.keyOf("add-feed")))
	case search:
		m.say(fmt.Sprintf("This is a saved search: %s renames it, %s changes it, %s removes it.",
			m.keyOf("rename-feed"), m.keyOf("feed-address"), m.keyOf("remove-feed")))
	}
	return f, ok
}

// feedItems are the palette's lines of the feeds that have all words of a text in
// their name.
func (m *Model) feedItems(text string) []menu.Item {
	var items []menu.Item
	for _, f := range m.follows {
		if hasAll(search.Fold(f.Title), wordsOf(text)) && len(items) < most {
			items = append(items, menu.Item{
				Group: "Feeds", Label: f.Title, Note: screen.Number(f.Unread) + " unread",
				Chosen: event.Do(func() tea.Cmd {
					m.push()
					return m.setBase(feedBase(f.ID))
				}),
			})
		}
	}
	return items
}

// openFeed shows the articles of a feed, or of a saved search.
func (m *Model) openFeed() tea.Cmd {
	if s, ok := m.selectedSearch(); ok {
		return m.openSaved(s)
	}
	f, ok := m.selectedFeed()
	switch {
	case !ok:
		_, _ = m.feedHere() // says so
		return nil
	case f.ID == data.EditionFeed && f.Paused:
		m.say(fmt.Sprintf("The built-in edition is hidden: %s shows it.", m.keyOf("pause-feed")))
		return nil
	}
	m.push()
	return m.setBase(feedBase(f.ID))
}

func (m *Model) browseFeed() tea.Cmd {
	f, ok := m.feedHere()
	switch {
	case !ok:
		return nil
	case f.Site == "":
		m.say("This feed names no site.")
		return nil
	}
	return m.browseTo(f.Site, "")
}

// addFeed asks for an address to follow.
func (m *Model) addFeed() tea.Cmd {
	if !m.following() {
		return nil
	}
	return m.ask("Add a feed", "address", "", func(text string) []menu.Item {
		if text == "" {
			return []menu.Item{{Label: "The address of a feed, or of a site that has one."}}
		}
		return []menu.Item{
			{Label: "Follow " + text, Chosen: event.Do(func() tea.Cmd { return m.discover(text) })},
			{Label: "Save this one page", Note: "to read it later", Chosen: event.Do(func() tea.Cmd { return m.savePage(text) })},
		}
	})
}

// discover looks what can be followed at an address.
func (m *Model) discover(address string) tea.Cmd {
	m.say("Looking at " + screen.CutMiddle(address, max(m.w-30, 20)) + " …")
	return m.always("adding a feed", func(ctx context.Context) (tea.Msg, error) {
		found, err := m.opt.Feeds.Discover(ctx, address)
		return event.FeedsFound{Address: address, Feeds: found}, cause(err, address)
	})
}

// cause is an error without the address that it begins with: the reader has
// just typed it, and on a narrow line it would leave no room for the reason.
func cause(err error, address string) error {
	if err == nil {
		return nil
	}
	if rest, ok := strings.CutPrefix(err.Error(), address+": "); ok {
		return errors.New(rest)
	}
	return err
}

// discovered follows what was found, or offers it where it is more than one.
func (m *Model) discovered(msg event.FeedsFound) tea.Cmd {
	switch len(msg.Feeds) {
	case 0:
		m.note = note{text: "× There is no feed at " + msg.Address + ", and the page names none.", role: screen.Error}
		return nil
	case 1:
		return m.follow(msg.Feeds[0])
	}
	items := make([]menu.Item, len(msg.Feeds))
	for i, f := range msg.Feeds {
		items[i] = menu.Item{Label: f.Title, Note: f.Address, Chosen: event.Do(func() tea.Cmd { return m.follow(f) })}
	}
	m.overlay = menu.Letters("Several feeds: which one?", items)
	return nil
}

// follow subscribes to a feed and asks it for its articles.
func (m *Model) follow(f data.Subscription) tea.Cmd {
	for _, known := range m.follows {
		if known.Address == f.Address {
			m.say("You follow " + known.Title + " already.")
			return nil
		}
	}
	added := data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &f}}}
	return tea.Sequence(m.change(added, false), m.refreshFeeds([]data.FeedID{f.ID}))
}

func (m *Model) savePage(address string) tea.Cmd {
	m.say("Fetching " + screen.CutMiddle(address, max(m.w-30, 20)) + " …")
	return m.always("saving a page", func(ctx context.Context) (tea.Msg, error) {
		id, err := m.opt.Feeds.Save(ctx, address)
		return event.PageSaved{ID: id}, cause(err, address)
	})
}

// pageSaved opens a page that was kept.
func (m *Model) pageSaved(msg event.PageSaved) tea.Cmd {
	m.say("Saved.")
	m.push()
	m.toPanes()
	return tea.Batch(m.findArticles(msg.ID), m.open(msg.ID, event.Landing{Top: 0, Mention: -1, Opened: true}))
}

// wholeArticle fetches the text of an article that its feed has cut short.
func (m *Model) wholeArticle() tea.Cmd {
	row, ok := m.target()
	switch {
	case !ok || !m.following():
		return nil
	case row.URL == "":
		m.say("This article has no address to fetch it from.")
		return nil
	}
	m.say("Fetching the whole text …")
	return m.always("full text", func(ctx context.Context) (tea.Msg, error) {
		return event.TextFetched{ID: row.ID}, m.opt.Feeds.Whole(ctx, row.ID)
	})
}

// textFetched shows an article's text anew, where it is the one that is read.
func (m *Model) textFetched(msg event.TextFetched) tea.Cmd {
	m.say("The whole text.")
	if msg.ID != m.reader.ID() {
		return nil
	}
	return m.open(msg.ID, event.Landing{Top: 0, Mention: -1, Entity: m.chosen.ID, Restore: true})
}

// earlier shows the text that an article had before its source changed it.
func (m *Model) earlier() tea.Cmd {
	row, ok := m.target()
	if !ok || !m.following() {
		return nil
	}
	return m.always("looking for earlier texts", func(ctx context.Context) (tea.Msg, error) {
		all, err := m.opt.Feeds.Earlier(ctx, row.ID)
		return event.VersionsListed{Versions: all}, err
	})
}

// showVersions shows the one earlier text, or has one chosen.
func (m *Model) showVersions(all []data.Version) tea.Cmd {
	switch len(all) {
	case 0:
		m.say("This article has had no other text.")
		return nil
	case 1:
		return m.showVersion(all[0])
	}
	items := make([]menu.Item, len(all))
	for i, v := range all {
		items[i] = menu.Item{Label: m.stored(v), Note: v.Article.Title, Chosen: event.Do(func() tea.Cmd { return m.showVersion(v) })}
	}
	m.overlay = menu.Letters("Earlier texts", items)
	return nil
}

func (m *Model) stored(v data.Version) string {
	return v.Stored.In(m.opt.Now().Location()).Format("2 Jan 2006 15:04")
}

func (m *Model) showVersion(v data.Version) tea.Cmd {
	title, measure := "Earlier text, stored "+m.stored(v), menu.Measure(m.w)
	return m.always("setting an earlier text", func(ctx context.Context) (tea.Msg, error) {
		text, err := article.Plain(ctx, v.Article, measure)
		return event.VersionSet{Title: title, Text: text}, err
	})
}
