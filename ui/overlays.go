package ui

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
)

// most is how many of each group the palette offers.
const most = 6

// openPalette opens the palette: any command, article, feed or entity by name.
func (m *Model) openPalette() tea.Cmd {
	m.offers = event.Offered{}
	m.overlay = menu.New("", ":")
	m.overlay.Empty = "Nothing has this name."
	m.onTyped = m.offer
	m.overlay.Set(m.paletteItems(""))
	return m.knowEntities()
}

// offer looks for the articles and entities that the palette's text names.
func (m *Model) offer(text string) tea.Cmd {
	m.overlay.Set(m.paletteItems(text))
	known := m.known
	query, _ := m.parse(text, true) // a faulty part is left out
	return m.latest(offerLane, "looking for names", func(ctx context.Context, job int) (tea.Msg, error) {
		msg := event.Offered{Job: job, Entities: named(known, text, most)}
		if query.Empty() {
			return msg, nil
		}
		r, err := m.opt.Library.Find(ctx, query, data.Relevance)
		if err != nil {
			return nil, err
		}
		msg.Articles, err = m.opt.Library.Rows(ctx, r.IDs[:min(len(r.IDs), most)])
		return msg, err
	})
}

// named has the first n entities whose names have all words of a text.
func named(known []data.EntityCount, text string, n int) (found []data.EntityCount) {
	pass := nameFilter(text)
	for _, e := range known {
		if pass != nil && pass(e) {
			if found = append(found, e); len(found) == n {
				break
			}
		}
	}
	return found
}

// paletteItems are the lines of the palette for a text.
func (m *Model) paletteItems(text string) []menu.Item {
	items := m.savedItems(text)
	if strings.TrimSpace(text) != "" {
		items = append(items, m.feedItems(text)...)
		for _, e := range m.offers.Entities {
			items = append(items, menu.Item{
				Group: "Entities", Sign: screen.KindSign(e.Kind), Kind: screen.Kind(e.Kind), Label: e.Name,
				Note: fmt.Sprintf("%s, %s", e.Kind, screen.Count(e.All, "mention")), Chosen: event.ChooseEntity{ID: e.ID},
			})
		}
		for _, a := range m.offers.Articles {
			items = append(items, menu.Item{
				Group: "Articles", Label: a.Title, Note: strings.TrimSuffix(a.Source+", "+screen.ListDate(a.Published, m.opt.Now()), ", "),
				Chosen: event.OpenArticle{ID: a.ID},
			})
		}
	}
	items = append(items, m.commandItems(text)...)
	if strings.TrimSpace(text) != "" {
		items = append(items, menu.Item{Group: "Search", Label: "Search all articles for “" + text + "”", Key: "S", Chosen: event.SearchFor{Text: text}})
	}
	return items
}

// commandItems are the commands whose name or help has all words of a text.
func (m *Model) commandItems(text string) []menu.Item {
	var items []menu.Item
	words := wordsOf(text)
	for i := range m.keys.commands {
		c := &m.keys.commands[i]
		if !hasAll(search.Fold(c.help+" "+c.name), words) || c.name == "palette" {
			continue
		}
		label := sentence(strings.ReplaceAll(c.name, "-", " "))
		items = append(items, menu.Item{Group: "Commands", Label: label, Note: c.help, Key: c.key(""), Chosen: event.Run{Command: c.name}})
	}
	return items
}

func hasAll(text string, words []string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// wordsOf are the words of what is typed, folded.
func wordsOf(text string) []string { return strings.Fields(search.Fold(text)) }

// sentence begins a text with a capital.
func sentence(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// openLinks shows what the article points to, each with a letter: the links of
// its text, the files that belong to it, and its pictures. In the list it is the
// article under the cursor, which is shown first where it isn't yet.
func (m *Model) openLinks() tea.Cmd {
	row, ok := m.target()
	if !ok {
		return nil
	}
	m.resting = m.resting || row.ID != m.reader.ID()
	if cmd, later := m.later(m.openLinks); later {
		return cmd
	}
	a := m.reader.Reading().Article
	items := pointsTo(a)
	if len(items) == 0 {
		m.say("No links in this article.")
		return nil
	}
	m.overlay = menu.Letters("Links", items)
	m.overlay.Hint = "a letter opens, its capital copies"
	return nil
}

func pointsTo(a *data.Article) []menu.Item {
	var items []menu.Item
	add := func(group, label, url, mediaType string) {
		items = append(items, menu.Item{
			Group: group, Label: label, Note: url,
			Chosen: event.OpenLink{URL: url, Type: mediaType}, Other: event.CopyLink{URL: url},
		})
	}
	only := len(a.Enclosures) == 0 && len(a.Pictures) == 0
	for i, l := range a.Links {
		group := "In the text"
		if only {
			group = ""
		}
		add(group, linkText(a, i), l.URL, "")
	}
	for _, e := range a.Enclosures {
		add("Files", article.FileLabel(e), e.URL, e.Type)
	}
	for _, p := range a.Pictures {
		if p.URL != "" {
			add("Pictures", cmp.Or(p.Alt, "without a description"), p.URL, "image/")
		}
	}
	return items
}

// linkText is the text of an article that a link stands behind.
func linkText(a *data.Article, link int) string {
	for _, b := range a.Blocks {
		for _, in := range b.Inlines {
			if in.Kind == data.Anchor && in.Link == link {
				return strings.Join(strings.Fields(a.Text[in.Start:in.End]), " ")
			}
		}
	}
	return ""
}

// browse opens the article's own address in the browser.
func (m *Model) browse() tea.Cmd {
	row, ok := m.target()
	switch {
	case !ok:
		return nil
	case row.URL == "":
		m.say("This article has no address. f lists the links in it.")
		return nil
	}
	return m.browseTo(row.URL, "")
}

// opened tells what an address was opened with.
func (m *Model) opened(msg event.LinkOpened) {
	in := "in the browser"
	if msg.Program != "" {
		in = "with " + msg.Program
	}
	m.say("Opened " + in + ": " + screen.CutMiddle(msg.URL, max(m.w-40-screen.Width(in), 20)))
}

func (m *Model) browseTo(url, mediaType string) tea.Cmd {
	return m.always("opening the address", func(context.Context) (tea.Msg, error) {
		if m.opt.Browse == nil {
			return nil, errors.New("there is no browser")
		}
		program, err := m.opt.Browse(url, mediaType)
		return event.LinkOpened{URL: url, Program: program}, err
	})
}

// copyLink sends the article's own address to the clipboard.
func (m *Model) copyLink() tea.Cmd {
	row, ok := m.target()
	switch {
	case !ok:
		return nil
	case row.URL == "":
		m.say("This article has no address. f lists the links in it; a capital letter copies one.")
		return nil
	}
	return m.copyAddress(row.URL)
}

// copyAddress sends an address to the clipboard by way of the terminal, which
// never answers whether it took it.
func (m *Model) copyAddress(url string) tea.Cmd {
	m.say("Sent to the terminal’s clipboard: " + screen.CutMiddle(url, max(m.w-50, 20)))
	return tea.SetClipboard(url)
}

// openProblems shows what could not be read.
func (m *Model) openProblems() tea.Cmd {
	return m.always("listing the problems", func(ctx context.Context) (tea.Msg, error) {
		p, err := m.opt.Library.Problems(ctx)
		return event.ProblemsListed{Problems: p}, err
	})
}

func (m *Model) showProblems(problems []data.Problem) {
	if len(problems) == 0 {
		m.say("Everything could be read.")
		return
	}
	var items []menu.Item
	measure := menu.Measure(m.w)
	for _, p := range problems {
		items = append(items, menu.Item{Sign: "×", Kind: screen.Error, Label: screen.CutMiddle(p.Path, measure)})
		for _, line := range screen.Wrap(p.Cause, measure) {
			items = append(items, menu.Item{Label: line})
		}
	}
	m.overlay = menu.Lines("Could not be read", items)
}

// ask opens an overlay with a field that holds a text to begin with. The items
// below it follow what is typed, and do what is asked when they are chosen.
func (m *Model) ask(title, prompt, text string, items func(text string) []menu.Item) tea.Cmd {
	m.overlay = menu.New(title, prompt)
	m.overlay.Fill(text)
	m.onTyped = func(text string) tea.Cmd {
		m.overlay.Set(items(strings.TrimSpace(text)))
		return nil
	}
	return m.onTyped(text)
}
