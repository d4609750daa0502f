package ui

import (
	"context"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/feeds"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// feedsView is the view of what is followed, in place of the panes.
type feedsView struct{ pane feeds.Pane }

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
	m.feeds, m.search = &feedsView{}, nil
	m.feeds.pane.Set(m.follows)
	m.feeds.pane.SetSearches(m.uncounted())
	if f, ok := m.feedOf(m.scope.base); ok {
		m.feeds.pane.Select(f.ID)
	}
	for _, id := range m.asked.begun {
		m.feeds.pane.Asking(id, true)
	}
	return tea.Batch(m.listFeeds(), m.countSearches())
}

// uncounted are the saved searches before it is known what they find.
func (m *Model) uncounted() []feeds.Search {
	all := make([]feeds.Search, len(m.saved))
	for i, s := range m.saved {
		all[i].SavedSearch = s
	}
	return all
}

// countSearches asks what the saved searches find, and what of it is unread.
func (m *Model) countSearches() tea.Cmd {
	all := m.uncounted()
	if m.feeds == nil || len(all) == 0 {
		return nil
	}
	unread, _ := m.parse(unreadBase, false) // it is never faulty
	queries := make([]data.Query, len(all))
	for i, s := range all {
		queries[i], _ = m.parse(s.Query, false) // a faulty part is left out, as where it is opened
	}
	return m.always("counting the saved searches", func(ctx context.Context) (tea.Msg, error) {
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
		return searchesCounted{all}, nil
	})
}

// searchesCounted: what the saved searches find. It stays within this package,
// as event can't import the pane.
type searchesCounted struct{ all []feeds.Search }

// leaveFeeds goes back to the panes.
func (m *Model) leaveFeeds() tea.Cmd {
	m.feeds = nil
	return m.arrange()
}

// listFeeds asks what is followed.
func (m *Model) listFeeds() tea.Cmd {
	if m.opt.Feeds == nil {
		return nil
	}
	return m.always("listing the feeds", func(ctx context.Context) (tea.Msg, error) {
		all, err := m.opt.Feeds.Subscriptions(ctx)
		return event.FeedsListed{Feeds: all}, err
	})
}

// listed shows what is followed.
func (m *Model) listed(msg event.FeedsListed) {
	m.follows = msg.Feeds
	if len(msg.Feeds) > 0 && m.note.text == m.opt.Welcome { // it speaks of none
		m.note = note{}
	}
	if m.feeds != nil {
		m.feeds.pane.Set(msg.Feeds)
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

// splitFeed takes the base of a feed off a scope's source.
func splitFeed(source string) (base, filter string, ok bool) {
	base, filter, _ = strings.Cut(source, " ")
	if !strings.HasPrefix(base, "feed:=") {
		return "", "", false
	}
	return base, strings.TrimSpace(filter), true
}

// feedOf is the feed that a list's base holds the articles of.
func (m *Model) feedOf(base string) (data.Subscription, bool) {
	for _, f := range m.follows {
		if base == feedBase(f.ID) {
			return f, true
		}
	}
	return data.Subscription{}, false
}

// selectedFeed is the feed under the cursor of the feeds view.
func (m *Model) selectedFeed() (data.Subscription, bool) {
	if m.feeds == nil {
		return data.Subscription{}, false
	}
	return m.feeds.pane.Selected()
}

// openFeed shows the articles of a feed, or of a saved search.
func (m *Model) openFeed() tea.Cmd {
	if s, ok := m.feeds.pane.Search(); ok {
		return m.openSaved(s.SavedSearch)
	}
	f, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	m.push()
	return m.setBase(feedBase(f.ID))
}

func (m *Model) browseFeed() tea.Cmd {
	f, ok := m.selectedFeed()
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
	return m.always("adding "+address, func(ctx context.Context) (tea.Msg, error) {
		found, err := m.opt.Feeds.Discover(ctx, address)
		return event.FeedsFound{Address: address, Feeds: found}, err
	})
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
	return m.always("saving "+address, func(ctx context.Context) (tea.Msg, error) {
		id, err := m.opt.Feeds.Save(ctx, address)
		return event.PageSaved{ID: id}, err
	})
}

// pageSaved opens a page that was kept.
func (m *Model) pageSaved(msg event.PageSaved) tea.Cmd {
	m.say("Saved.")
	m.search, m.feeds = nil, nil
	m.push()
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

// editFeed changes the selected feed.
func (m *Model) editFeed(edit func(*data.Subscription)) tea.Cmd {
	before, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	after := before
	edit(&after)
	return m.change(data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &before, After: &after}}}, false)
}

func (m *Model) pauseFeed() tea.Cmd {
	return m.editFeed(func(f *data.Subscription) { f.Paused = !f.Paused })
}

func (m *Model) wholeFeed() tea.Cmd {
	return m.editFeed(func(f *data.Subscription) { f.FullText = !f.FullText })
}

// removeFeed takes the feed away. Its articles go with it, and come back with
// it when that is undone.
func (m *Model) removeFeed() tea.Cmd {
	if s, ok := m.feeds.pane.Search(); ok {
		return m.dropSearch(s.SavedSearch)
	}
	f, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	return m.change(data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &f}}}, false)
}

// orderFeed changes places with the feed before or behind it in its folder.
func (m *Model) orderFeed(d int) tea.Cmd {
	f, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	in := m.feeds.pane.Folder(f.Folder)
	var edits []data.FeedEdit
	for i := range in {
		if in[i].ID != f.ID || i+d < 0 || i+d >= len(in) {
			continue
		}
		in[i], in[i+d] = in[i+d], in[i]
		break
	}
	for i := range in {
		if in[i].Place != i {
			before, after := in[i], in[i]
			after.Place = i
			edits = append(edits, data.FeedEdit{Before: &before, After: &after})
		}
	}
	return m.change(data.Change{Action: data.EditFeeds, Feeds: edits}, true)
}

// askFeed asks for a text that the selected feed is changed by.
func (m *Model) askFeed(title, prompt string, text func(data.Subscription) string, label string, edit func(*data.Subscription, string)) tea.Cmd {
	f, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	return m.ask(title, prompt, text(f), func(s string) []menu.Item {
		return []menu.Item{{Label: fmt.Sprintf(label, s), Chosen: event.Do(func() tea.Cmd {
			return m.editFeed(func(f *data.Subscription) { edit(f, s) })
		})}}
	})
}

func (m *Model) renameFeed() tea.Cmd {
	return m.askFeed("Rename", "name", func(f data.Subscription) string { return f.Title }, "Call it “%s”",
		func(f *data.Subscription, s string) {
			if f.Title = s; s == "" {
				f.Title = f.Given
			}
		})
}

func (m *Model) readdressFeed() tea.Cmd {
	return m.askFeed("Change the address", "address", func(f data.Subscription) string { return f.Address }, "Ask %s",
		func(f *data.Subscription, s string) {
			if s != "" {
				f.Address = s
			}
		})
}

// moveFeed asks for a folder, and offers those that there are.
func (m *Model) moveFeed() tea.Cmd {
	f, ok := m.selectedFeed()
	if !ok {
		return nil
	}
	into := func(folder string) event.Event {
		return event.Do(func() tea.Cmd { return m.editFeed(func(f *data.Subscription) { f.Folder = folder }) })
	}
	folders := m.feeds.pane.Folders()
	return m.ask("Move to a folder", "folder", "", func(s string) []menu.Item {
		var items []menu.Item
		for _, name := range folders {
			if name != f.Folder && name != s && hasAll(strings.ToLower(name), wordsOf(s)) {
				items = append(items, menu.Item{Label: name, Chosen: into(name)})
			}
		}
		if s != "" {
			items = append(items, menu.Item{Label: "Move to “" + s + "”", Chosen: into(s)})
		}
		if f.Folder != "" {
			items = append(items, menu.Item{Label: "Out of “" + f.Folder + "”", Note: "to the top", Chosen: into("")})
		}
		return items
	})
}

// describeFeeds is an edit of feeds in words.
func describeFeeds(edits []data.FeedEdit, verb string) string {
	what := "Nothing to change."
	if len(edits) > 0 {
		what = describeEdit(edits[0])
		if n := len(edits); n > 1 {
			what = fmt.Sprintf("%s, and %s more", what, screen.Number(n-1))
		}
	}
	switch verb {
	case "undone":
		return "Undone: now " + lower(what)
	case "redone":
		return "Done again: " + lower(what)
	}
	return what
}

func describeEdit(e data.FeedEdit) string {
	switch b, a := e.Before, e.After; {
	case b == nil:
		return "Following " + a.Title
	case a == nil:
		return "No longer following " + b.Title
	case a.Paused != b.Paused:
		return a.Title + [...]string{" is asked again", " is paused"}[b2i(a.Paused)]
	case a.FullText != b.FullText:
		return a.Title + [...]string{": as the feed gives it", ": articles fetched whole"}[b2i(a.FullText)]
	case a.Title != b.Title:
		return b.Title + " is called " + a.Title
	case a.Folder != b.Folder && a.Folder == "":
		return a.Title + " is out of its folder"
	case a.Folder != b.Folder:
		return a.Title + " is in " + a.Folder
	case a.Address != b.Address:
		return a.Title + " is asked at " + a.Address
	case a.Every != b.Every:
		return a.Title + ": another interval"
	case a.KeepDays != b.KeepDays || a.KeepMost != b.KeepMost:
		return a.Title + ": other articles are kept"
	}
	return e.After.Title + " moved"
}

// lower begins a sentence's rest with a small letter, unless it is a name.
func lower(s string) string {
	for _, verb := range []string{"Following ", "No longer "} {
		if strings.HasPrefix(s, verb) {
			return strings.ToLower(s[:1]) + s[1:]
		}
	}
	return s
}
