package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// editFeed changes the selected feed.
func (m *Model) editFeed(edit func(*data.Subscription)) tea.Cmd {
	before, ok := m.feedHere()
	if !ok {
		return nil
	}
	after := before
	edit(&after)
	return m.change(data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &before, After: &after}}}, false)
}

func (m *Model) pauseFeed() tea.Cmd {
	if m.onEdition() {
		return m.toggleEdition()
	}
	return m.editFeed(func(f *data.Subscription) { f.Paused = !f.Paused })
}

func (m *Model) wholeFeed() tea.Cmd {
	return m.editFeed(func(f *data.Subscription) { f.FullText = !f.FullText })
}

// removeFeed takes the feed away. Its articles go with it, and come back with
// it when that is undone.
func (m *Model) removeFeed() tea.Cmd {
	if s, ok := m.selectedSearch(); ok {
		return m.dropSearch(s)
	}
	if m.onEdition() {
		return m.toggleEdition()
	}
	f, ok := m.feedHere()
	if !ok {
		return nil
	}
	return m.change(data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{Before: &f}}}, false)
}

// orderFeed changes places with the feed before or behind it in its folder.
func (m *Model) orderFeed(d int) tea.Cmd {
	if s, ok := m.selectedSearch(); ok {
		return m.orderSearch(s, d)
	}
	f, ok := m.feedHere()
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
	if len(edits) == 0 {
		m.say(called(f) + " stands " + [...]string{"last", "first"}[b2i(d < 0)] + " already.")
	}
	return m.change(data.Change{Action: data.EditFeeds, Feeds: edits}, true)
}

// askFeed asks for a text that the selected feed is changed by.
func (m *Model) askFeed(title, prompt string, text func(data.Subscription) string, label string, edit func(*data.Subscription, string)) tea.Cmd {
	f, ok := m.feedHere()
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
	if s, ok := m.selectedSearch(); ok {
		return m.renameSearch(s)
	}
	return m.askFeed("Rename", "name", func(f data.Subscription) string { return f.Title }, "Call it “%s”",
		func(f *data.Subscription, s string) {
			if f.Title = s; s == "" {
				f.Title = f.Given
			}
		})
}

func (m *Model) readdressFeed() tea.Cmd {
	if s, ok := m.selectedSearch(); ok {
		return m.requerySearch(s)
	}
	return m.askFeed("Change the address", "address", func(f data.Subscription) string { return f.Address }, "Ask %s",
		func(f *data.Subscription, s string) {
			if s != "" {
				f.Address = s
			}
		})
}

// moveFeed asks for a folder, and offers those that there are.
func (m *Model) moveFeed() tea.Cmd {
	f, ok := m.feedHere()
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
		switch n := len(edits); {
		case n == 1:
		case !slices.ContainsFunc(edits, func(e data.FeedEdit) bool { return e.Before != nil }):
			what = "Following " + screen.Count(n, "feed")
		case !slices.ContainsFunc(edits, func(e data.FeedEdit) bool { return e.After != nil }):
			what = "No longer following " + screen.Count(n, "feed")
		case strings.HasSuffix(what, moved): // others make way for it
		default:
			what = fmt.Sprintf("%s, and %s more", what, screen.Number(n-1))
		}
	}
	return repeated(what, verb)
}

// repeated is what was done, as it is told where it was undone or done again.
func repeated(what, verb string) string {
	switch {
	case verb == "undone" && strings.HasSuffix(what, moved):
		return "Undone: " + what
	case verb == "undone":
		return "Undone: now " + lower(what)
	case verb == "redone":
		return "Done again: " + lower(what)
	}
	return what
}

// moved ends what is said of a feed or a search in another place among others.
const moved = " moved"

// called is what a feed is called: before it was first asked, by its address.
func called(f data.Subscription) string { return cmp.Or(f.Title, f.Given, f.Address) }

func describeEdit(e data.FeedEdit) string {
	switch b, a := e.Before, e.After; {
	case b == nil:
		return "Following " + called(*a)
	case a == nil:
		return "No longer following " + called(*b)
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
	return e.After.Title + moved
}

// lower begins a sentence's rest with a small letter, unless it is a name.
func lower(s string) string {
	for _, verb := range []string{"Following ", "No longer ", "Saved ", "Removed "} {
		if strings.HasPrefix(s, verb) {
			return strings.ToLower(s[:1]) + s[1:]
		}
	}
	return s
}
