package ui

import tea "charm.land/bubbletea/v2"

// where is the set of places in which a command's keys work.
type where uint8

const (
	inList where = 1 << iota
	inReader
	inEntities
	inFeeds
	inCard
	inField // while one types, too

	inPanes    = inList | inReader | inEntities
	everywhere = inPanes | inFeeds | inCard
	withNames  = inPanes | inCard // where keys are about an entity
	always     = everywhere | inField
)

// command is one thing that the reader can do: all that help, the palette, the
// status line and the README say of it, its keys, and what it does.
type command struct {
	name  string   // in the configuration
	keys  []string // "g g" is two keys, one after the other
	hint  string   // on the status line; empty for never
	help  string   // commands that follow one another with the same help share a line of it
	group string
	in    where
	do    func(*Model) tea.Cmd
}

// The groups of commands, in the order in which help shows them.
const (
	mentionsGroup = "Mentions"
	movingGroup   = "Moving"
	articleGroup  = "This article"
	listGroup     = "The list"
	entityGroup   = "Entities"
	cardGroup     = "A card"
	feedsGroup    = "Feeds"
	generalGroup  = "Everywhere"
)

// commands has every command, each defined once.
func commands() []command {
	return []command{
		{"next", []string{"n"}, "next", "next, previous mention", mentionsGroup, withNames, func(m *Model) tea.Cmd { return m.stepOn(false) }},
		{"previous", []string{"N"}, "previous", "next, previous mention", mentionsGroup, withNames, func(m *Model) tea.Cmd { return m.stepOn(true) }},
		{"next-name", []string{"."}, "next name", "next, previous of any name", mentionsGroup, inPanes, func(m *Model) tea.Cmd { return m.stepAny(false) }},
		{"previous-name", []string{","}, "", "next, previous of any name", mentionsGroup, inPanes, func(m *Model) tea.Cmd { return m.stepAny(true) }},
		{"choose", []string{"enter"}, "choose", "choose the name here", mentionsGroup, inReader, (*Model).chooseNearest},
		{"why", []string{"w"}, "why", "why is this a name?", mentionsGroup, withNames, (*Model).why},
		{"card", []string{"c"}, "card", "its card: all that is known", mentionsGroup, inPanes, (*Model).openCard},
		{"quotations", []string{"Q"}, "", "what it is quoted as saying", mentionsGroup, withNames, (*Model).openQuotations},
		{"marks", []string{"v"}, "", "marks: all, chosen, none", mentionsGroup, inReader, (*Model).cycleMarks},
		{"softer", []string{";"}, "", "to “the envoy” too, or not", mentionsGroup, inPanes, (*Model).switchSofter},

		{"down", []string{"j", "down"}, "", "line down, up; arrows too", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.move(1) }},
		{"up", []string{"k", "up"}, "", "line down, up; arrows too", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.move(-1) }},
		{"page-down", []string{"space", "pgdown"}, "", "page down, up", movingGroup, everywhere, (*Model).pageOn},
		{"page-up", []string{"b", "pgup", "shift+space"}, "", "page down, up", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.page(-1) }},
		{"half-down", []string{"ctrl+d"}, "", "half a page down, up", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.page(0.5) }},
		{"half-up", []string{"ctrl+u"}, "", "half a page down, up", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.page(-0.5) }},
		{"top", []string{"g g", "home"}, "top", "top, end", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.toEnd(false) }},
		{"end", []string{"G", "end", "g e"}, "end", "top, end", movingGroup, everywhere, func(m *Model) tea.Cmd { return m.toEnd(true) }},
		{"next-article", []string{"J"}, "", "next, previous article", movingGroup, inPanes, func(m *Model) tea.Cmd { return m.turn(1) }},
		{"previous-article", []string{"K"}, "", "next, previous article", movingGroup, inPanes, func(m *Model) tea.Cmd { return m.turn(-1) }},
		{"next-unread", []string{"]"}, "", "next, previous unread", movingGroup, inPanes, func(m *Model) tea.Cmd { return m.turnUnread(1) }},
		{"previous-unread", []string{"["}, "", "next, previous unread", movingGroup, inPanes, func(m *Model) tea.Cmd { return m.turnUnread(-1) }},
		{"back", []string{"H"}, "back", "back, forward again", movingGroup, everywhere, (*Model).goBack},
		{"forward", []string{"L"}, "", "back, forward again", movingGroup, everywhere, (*Model).goForward},

		{"open", []string{"enter"}, "open", "open the article", listGroup, inList, (*Model).openSelected},
		{"filter", []string{"/"}, "search", "look for articles here", listGroup, inList, (*Model).startFilter},
		{"sort", []string{"O"}, "", "sort otherwise", listGroup, inList, (*Model).sortList},
		{"unread-only", []string{"U"}, "", "unread only, or all", listGroup, inList, (*Model).toggleUnread},
		{"read-all", []string{"A"}, "", "mark all of the list read", listGroup, inList, (*Model).readAll},
		{"read-above", []string{"M"}, "", "mark read down to here", listGroup, inList, (*Model).readAbove},

		{"find", []string{"/"}, "find", "find in the text; then n, N", articleGroup, inReader, (*Model).startFind},
		{"star", []string{"s"}, "star", "star, or take it away", articleGroup, inPanes, (*Model).star},
		{"read", []string{"m"}, "", "mark read or unread", articleGroup, inPanes, (*Model).toggleRead},
		{"keep-unread", []string{"X"}, "", "keep unread", articleGroup, inPanes, (*Model).keepUnread},
		{"links", []string{"f"}, "", "links: open; capital copies", articleGroup, inPanes, (*Model).openLinks},
		{"browser", []string{"o"}, "", "open in the browser", articleGroup, inPanes, (*Model).browse},
		{"copy-link", []string{"y"}, "", "send link to the clipboard", articleGroup, inPanes, (*Model).copyLink},
		{"full-text", []string{"t"}, "", "fetch the whole text", articleGroup, inPanes, (*Model).wholeArticle},
		{"earlier", []string{"D"}, "", "its earlier text", articleGroup, inPanes, (*Model).earlier},
		{"send", []string{"|"}, "", "to a file, command or pager", articleGroup, inPanes, (*Model).send},
		{"alone", []string{"z"}, "", "the reader alone", articleGroup, inPanes, (*Model).toggleAlone},
		{"swap", []string{"E"}, "entities", "entities for the list", articleGroup, inPanes, (*Model).swapSide},

		{"first-mention", []string{"enter"}, "first mention", "choose, to its first mention", entityGroup, inEntities, (*Model).openEntity},
		{"filter-entities", []string{"/"}, "filter", "look for a name", entityGroup, inEntities, (*Model).startEntityFilter},
		{"here-or-all", []string{"i"}, "here or all", "of this article, or of all", entityGroup, inEntities, (*Model).toggleAll},
		{"sort-entities", []string{"O"}, "", "sort by count, order, name", entityGroup, inEntities, (*Model).sortEntities},

		{"merge", []string{"e m"}, "merge", "merge it with another, or split", entityGroup, withNames, (*Model).startMerge},
		{"split", []string{"e s"}, "split", "merge it with another, or split", entityGroup, withNames, (*Model).splitForm},
		{"rename", []string{"e r"}, "rename", "rename it, change its kind", entityGroup, withNames, (*Model).renameEntity},
		{"kind", []string{"e k"}, "kind", "rename it, change its kind", entityGroup, withNames, (*Model).changeKind},
		{"alias", []string{"e a"}, "alias", "another name; mark a new one", entityGroup, withNames, (*Model).addAlias},
		{"mark", []string{"e t"}, "mark text", "another name; mark a new one", entityGroup, inPanes, (*Model).markText},
		{"not-entity", []string{"e x"}, "not an entity", "this is no name", entityGroup, withNames, (*Model).notEntity},

		{"follow-card", []string{"enter"}, "go there", "go to what the line tells of", cardGroup, inCard, (*Model).followCard},
		{"turn-card", []string{"tab", "shift+tab", "h", "l", "left", "right"}, "pane", "mentions, or what is known", cardGroup, inCard, (*Model).turnCard},

		{"search", []string{"S"}, "", "search all articles", generalGroup, everywhere, (*Model).searchAll},
		{"save-search", nil, "", "save this search by a name", generalGroup, everywhere, (*Model).saveSearch},
		{"saved-searches", nil, "", "open a saved search", generalGroup, everywhere, (*Model).openSavedSearches},
		{"remove-search", nil, "", "remove a saved search", generalGroup, everywhere, (*Model).removeSearch},
		{"next-pane", []string{"tab"}, "pane", "next, previous pane", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.cycleFocus(1) }},
		{"previous-pane", []string{"shift+tab"}, "", "next, previous pane", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.cycleFocus(-1) }},
		{"left-pane", []string{"h", "left"}, "", "pane at the left, right", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.focusBy(-1) }},
		{"right-pane", []string{"l", "right"}, "", "pane at the left, right", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.focusBy(1) }},
		{"articles-pane", []string{"1"}, "", "articles, reader, entities", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.setFocus(listPane) }},
		{"reader-pane", []string{"2"}, "", "articles, reader, entities", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.setFocus(readerPane) }},
		{"entities-pane", []string{"3"}, "", "articles, reader, entities", generalGroup, inPanes, func(m *Model) tea.Cmd { return m.setFocus(entitiesPane) }},
		{"all-articles", []string{"g a"}, "articles", "all, unread, starred", generalGroup, everywhere, func(m *Model) tea.Cmd { return m.setBase(allBase) }},
		{"unread", []string{"g u"}, "unread", "all, unread, starred", generalGroup, everywhere, func(m *Model) tea.Cmd { return m.setBase(unreadBase) }},
		{"starred", []string{"g *"}, "starred", "all, unread, starred", generalGroup, everywhere, func(m *Model) tea.Cmd { return m.setBase(starredBase) }},
		{"undo", []string{"u"}, "", "undo, redo any change", generalGroup, everywhere, (*Model).undo},
		{"redo", []string{"ctrl+r"}, "", "undo, redo any change", generalGroup, everywhere, (*Model).redo},
		{"palette", []string{":", "ctrl+p"}, "", "palette: find anything", generalGroup, everywhere, (*Model).openPalette},
		{"problems", []string{"P"}, "", "what could not be read", generalGroup, everywhere, (*Model).openProblems},
		{"mouse", []string{"V"}, "", "mouse to terminal, or back", generalGroup, everywhere, (*Model).toggleMouse},
		{"theme", nil, "", "switch between dark and light", generalGroup, everywhere, (*Model).switchTheme},
		{"out", []string{"esc"}, "back", "one step out", generalGroup, everywhere, (*Model).stepOutside},
		{"close", []string{"q"}, "", "close; at the front quit", generalGroup, everywhere, (*Model).closeView},
		{"quit", []string{"ctrl+c"}, "", "quit", generalGroup, always, (*Model).quit},
		{"suspend", []string{"ctrl+z"}, "", "suspend", generalGroup, always, func(*Model) tea.Cmd { return tea.Suspend }},
		{"redraw", []string{"ctrl+l"}, "", "redraw the screen", generalGroup, always, func(*Model) tea.Cmd { return tea.ClearScreen }},
		{"keys", []string{"?"}, "keys", "the keys of where you are", generalGroup, everywhere, (*Model).openHelp},

		{"feeds", []string{"g f"}, "feeds", "your feeds", feedsGroup, everywhere, (*Model).openFeeds},
		{"add-feed", []string{"a"}, "add", "add a feed", feedsGroup, everywhere, (*Model).addFeed},
		{"refresh", []string{"r"}, "refresh", "refresh this feed, all", feedsGroup, everywhere, (*Model).refreshThis},
		{"refresh-all", []string{"R"}, "", "refresh this feed, all", feedsGroup, everywhere, (*Model).refreshAll},
		{"feed-articles", []string{"enter"}, "articles", "its articles", feedsGroup, inFeeds, (*Model).openFeed},
		{"rename-feed", []string{"e r"}, "rename", "edit: its name, folder, address", feedsGroup, inFeeds, (*Model).renameFeed},
		{"move-feed", []string{"e m"}, "folder", "edit: its name, folder, address", feedsGroup, inFeeds, (*Model).moveFeed},
		{"feed-address", []string{"e a"}, "address", "edit: its name, folder, address", feedsGroup, inFeeds, (*Model).readdressFeed},
		{"feed-interval", []string{"e i"}, "interval", "edit: interval, full text, keep", feedsGroup, inFeeds, (*Model).paceFeed},
		{"feed-full-text", []string{"e t"}, "full text", "edit: interval, full text, keep", feedsGroup, inFeeds, (*Model).wholeFeed},
		{"feed-keep", []string{"e k"}, "keep", "edit: interval, full text, keep", feedsGroup, inFeeds, (*Model).keepFeed},
		{"pause-feed", []string{"p"}, "pause", "pause it, or go on", feedsGroup, inFeeds, (*Model).pauseFeed},
		{"remove-feed", []string{"d"}, "remove", "remove it", feedsGroup, inFeeds, (*Model).removeFeed},
		{"feed-up", []string{"<"}, "", "move it up, down", feedsGroup, inFeeds, func(m *Model) tea.Cmd { return m.orderFeed(-1) }},
		{"feed-down", []string{">"}, "", "move it up, down", feedsGroup, inFeeds, func(m *Model) tea.Cmd { return m.orderFeed(1) }},
		{"edition", nil, "", "hide the built-in edition, or show it", feedsGroup, everywhere, (*Model).toggleEdition},
		{"feed-site", []string{"o"}, "", "its site in the browser", feedsGroup, inFeeds, (*Model).browseFeed},
	}
}

// hints are the commands that the status line names in each place, the most
// useful first; it drops them from the right as room shrinks, the last one last.
// A key that begins many is one of prefixes.
var hints = map[where][]string{
	inReader:   {"next", "previous", "find", "swap", "back", "next-pane", "keys"},
	inList:     {"open", "filter", "star", "next", "next-pane", "keys"},
	inEntities: {"first-mention", "filter-entities", "here-or-all", "next-pane", "keys"},
	inCard:     {"follow-card", "turn-card", "e", "why", "out", "keys"},
	inFeeds:    {"feed-articles", "add-feed", "pause-feed", "refresh", "remove-feed", "out", "keys"},
}

// prefixes are keys that begin those of several commands, with what these do.
var prefixes = map[string]string{"e": "correct"}
