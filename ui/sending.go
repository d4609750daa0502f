package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/clean"
	"dateline/data/search"
	sentences "dateline/data/sentence"
	"dateline/ui/article"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/screen"
	"dateline/ui/send"
)

// outlets are the ways out of the program. Tests that press any key have others.
type outlets struct {
	file    func(path, text string) error
	command func(ctx context.Context, line, text string) (output string, err error)
}

// parcel is what can be sent: a name, a file to suggest, and how to make it.
type parcel struct {
	name string
	file string
	make func(ctx context.Context) (string, error)
}

// send offers to send the article, or the mentions of the chosen entity, as
// Markdown.
func (m *Model) send() tea.Cmd {
	row, ok := m.target()
	if !ok {
		return nil
	}
	items := m.ways(parcel{"This article", fileName(row.Title), func(ctx context.Context) (string, error) {
		r, err := m.opt.Library.Read(ctx, row.ID, data.Query{})
		if err != nil {
			return "", err
		}
		return article.Markdown(r.Article), nil
	}})
	if e := m.chosen; e.ID != "" {
		within := m.scope.query
		items = append(items, m.ways(parcel{"Mentions of " + e.Name, fileName(e.Name), func(ctx context.Context) (string, error) {
			return m.mentionsOf(ctx, e, within)
		}})...)
	}
	m.overlay = menu.Letters("Send as Markdown", items)
	return nil
}

// ways are the ways out for a parcel.
func (m *Model) ways(p parcel) []menu.Item {
	item := func(label string, do func() tea.Cmd) menu.Item {
		return menu.Item{Group: p.name, Label: label, Chosen: event.Do(do)}
	}
	return []menu.Item{
		item("To a file", func() tea.Cmd {
			return m.ask("Write to a file", "file", p.file, func(path string) []menu.Item {
				return []menu.Item{item("Write "+path, func() tea.Cmd { return m.sendToFile(p, path) })}
			})
		}),
		item("To a command", func() tea.Cmd {
			return m.ask("Give to a command", "command", "", func(line string) []menu.Item {
				if line == "" {
					return []menu.Item{{Label: "A program and its arguments: it gets the text on its standard input."}}
				}
				return []menu.Item{item("Run "+line, func() tea.Cmd { return m.sendToCommand(p, line) })}
			})
		}),
		item("To the pager", func() tea.Cmd { return m.sendToPager(p) }),
	}
}

func (m *Model) sendToFile(p parcel, path string) tea.Cmd {
	return m.always("writing a file", func(ctx context.Context) (tea.Msg, error) {
		text, err := p.make(ctx)
		if err == nil {
			err = m.out.file(path, text)
		}
		return event.Sent{To: path}, err
	})
}

func (m *Model) sendToCommand(p parcel, line string) tea.Cmd {
	m.say("Running " + line + " …")
	return m.always("running "+line, func(ctx context.Context) (tea.Msg, error) {
		text, err := p.make(ctx)
		if err != nil {
			return nil, err
		}
		output, err := m.out.command(ctx, line, text)
		return event.Sent{To: line, Output: output, Err: err}, ctx.Err()
	})
}

func (m *Model) sendToPager(p parcel) tea.Cmd {
	return m.always("opening the pager", func(ctx context.Context) (tea.Msg, error) {
		text, err := p.make(ctx)
		return event.PagerReady{Text: text}, err
	})
}

// showInPager gives the terminal to the pager until it ends.
func (m *Model) showInPager(msg event.PagerReady) tea.Cmd {
	cmd, err := send.Pager(msg.Text)
	if err != nil {
		m.failed(event.Failed{Op: "opening the pager", Err: err})
		return nil
	}
	return tea.ExecProcess(cmd, func(err error) tea.Msg {
		if err != nil {
			return event.Failed{Op: "the pager", Err: err}
		}
		return nil
	})
}

// sent tells where a text went, and shows what a command said to it.
func (m *Model) sent(msg event.Sent) {
	switch {
	case msg.Err != nil:
		m.failed(event.Failed{Op: "sending", Err: msg.Err})
	case msg.Output == "":
		m.say("Sent to " + msg.To)
		return
	}
	m.showLines(msg.To, clean.Text(msg.Output))
}

// showLines shows a text in an overlay.
func (m *Model) showLines(title, text string) {
	var items []menu.Item
	for line := range strings.Lines(text) {
		for _, l := range screen.Wrap(strings.TrimRight(line, "\n"), menu.Measure(m.w)) {
			items = append(items, menu.Item{Label: l})
		}
	}
	if len(items) > 0 {
		m.overlay = menu.Lines(screen.Cut(title, menu.Measure(m.w)), items)
	}
}

// mostSent bounds the articles whose mentions are sent at once.
const mostSent = 1000

// mentionsOf is every mention of an entity in the articles of the list, in its
// sentence, article by article.
func (m *Model) mentionsOf(ctx context.Context, e data.EntityCount, within data.Query) (string, error) {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", e.Name)
	found, err := m.opt.Library.Find(ctx, within, m.order)
	if err != nil {
		return "", err
	}
	articles := 0
	for _, id := range found.IDs {
		r, err := m.opt.Library.Read(ctx, id, data.Query{})
		if err != nil {
			return "", err
		}
		if !slices.ContainsFunc(r.Mentions, func(x data.Mention) bool { return x.Entity == e.ID && !x.Softer }) {
			continue
		}
		writeMentions(&b, r, e.ID)
		if articles++; articles == mostSent || articles == e.Articles {
			break
		}
	}
	return b.String(), nil
}

// writeMentions writes the sentences of an article that name an entity.
func writeMentions(b *strings.Builder, r data.Reading, id data.EntityID) {
	a := r.Article
	fmt.Fprintf(b, "\n## %s\n\n", article.Escape(a.Title))
	if origin := article.Origin(a); origin != "" {
		b.WriteString(origin + "\n\n")
	}
	all, end := sentences.Of(a), -1
	for _, mention := range r.Mentions {
		if mention.Entity != id || mention.Softer || mention.Start < end {
			continue
		}
		span := all.Around(mention.Start, mention.End)
		end = span.End
		b.WriteString("- " + article.Escape(strings.Join(strings.Fields(a.Text[span.Start:span.End]), " ")) + "\n")
	}
}

// fileName is a title as the name of a Markdown file.
func fileName(title string) string {
	var words []string
	for _, w := range search.Split(search.Fold(title)) {
		if words = append(words, w); len(words) == 8 {
			break
		}
	}
	if len(words) == 0 {
		return "article.md"
	}
	return strings.Join(words, "-") + ".md"
}
