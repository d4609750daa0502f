package ui

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/clean"
	"dateline/ui/card"
	"dateline/ui/event"
	"dateline/ui/menu"
	"dateline/ui/merge"
	"dateline/ui/screen"
)

// subject is the entity that a correction is about: in the sidebar the one under
// the cursor, elsewhere that of the current mention or the first on the screen.
// form is how it is written there, empty in the sidebar.
func (m *Model) subject() (e data.EntityCount, form string, ok bool) {
	if v := m.card; v != nil {
		e = v.pane.Card().EntityCount
		if at, known := v.pane.Context(); known && v.pane.Side == card.Mentions {
			form = at.Text[at.Start:at.End]
		}
		return e, form, e.ID != ""
	}
	if m.focus() == entitiesPane {
		e, ok = m.entities.Selected()
		return e, "", ok
	}
	reading := m.reader.Reading()
	if mention, found := m.reader.Nearest(); found {
		for _, e := range reading.Entities {
			if e.ID == mention.Entity {
				text := reading.Article.Text[mention.Start:mention.End]
				return e, strings.Join(strings.Fields(text), " "), true
			}
		}
	}
	return e, "", false
}

// about does something with the subject, if there is one.
func (m *Model) about(do func(e data.EntityCount, form string) tea.Cmd) tea.Cmd {
	e, form, ok := m.subject()
	if !ok {
		m.say(m.noNames(m.focus() == entitiesPane && m.entities.All))
		return nil
	}
	return do(e, form)
}

// correct makes a correction. In a large library that takes a while, and what is
// being made is said at once.
func (m *Model) correct(c data.Correction) tea.Cmd {
	return m.meanwhile(fmt.Sprintf("Correcting: %s …", c), m.change(data.Change{Action: data.Correct, Correction: &c}, false))
}

// corrects is a correction as what choosing an item does.
func (m *Model) corrects(c data.Correction) event.Event { return event.Correct{Correction: c} }

// startMerge opens the dialog that makes one entity of several.
func (m *Model) startMerge() tea.Cmd {
	return m.about(func(e data.EntityCount, _ string) tea.Cmd {
		return m.meanwhile("Learning the names …", m.always("learning the names", func(ctx context.Context) (tea.Msg, error) {
			all, err := m.opt.Library.Entities(ctx, data.Query{})
			return event.MergeReady{Entity: e, Entities: all}, err
		}))
	})
}

// mergeReady shows the dialog once the names are known.
func (m *Model) mergeReady(msg event.MergeReady) {
	e := msg.Entity
	for _, known := range msg.Entities {
		if known.ID == e.ID {
			e = known // counted over the whole library
		}
	}
	m.note = note{}
	m.merge = merge.New(e, msg.Entities)
	m.merge.Rule = m.opt.Rule
}

// splitForm offers the other names of an entity: the one that is chosen becomes
// an entity of its own.
func (m *Model) splitForm() tea.Cmd {
	return m.about(func(e data.EntityCount, form string) tea.Cmd {
		forms := e.Aliases
		if form != "" && !same(form, e.Name) { // the one under the cursor first
			forms = []string{form}
			for _, alias := range e.Aliases {
				if !same(alias, form) {
					forms = append(forms, alias)
				}
			}
		}
		var items []menu.Item
		for _, f := range forms {
			c := data.Correction{Verb: data.Split, Kind: e.Kind, Name: e.Name, Form: f}
			if c.Check() == nil {
				items = append(items, menu.Item{Label: f, Note: c.String(), Chosen: m.corrects(c)})
			}
		}
		if len(items) == 0 {
			m.say(e.Name + " goes by this name alone: there is nothing to split off.")
			return nil
		}
		m.overlay = menu.Letters("Which is someone or something else?", items)
		return nil
	})
}

// same compares names as a correction does.
func same(a, b string) bool { return strings.EqualFold(a, b) }

// renameEntity asks for another name. One that another entity of the kind has
// already means both are one.
func (m *Model) renameEntity() tea.Cmd {
	return m.about(func(e data.EntityCount, _ string) tea.Cmd {
		ask := m.ask("Show "+e.Name+" as", ":", e.Name, func(text string) []menu.Item {
			c := data.Correction{Verb: data.Rename, Kind: e.Kind, Name: e.Name, To: text}
			if c.Check() != nil || !name(text) {
				return nil
			}
			for _, other := range m.known {
				if other.Kind == e.Kind && other.ID != e.ID && same(other.Name, text) {
					c = data.Correction{Verb: data.Merge, Kind: e.Kind, Name: other.Name, Join: []string{e.Name}}
					return []menu.Item{m.item(e.Kind, "Merge with "+other.Name, screen.Count(other.All, "mention"), c)}
				}
			}
			return []menu.Item{m.item(e.Kind, "Show it as "+text, "", c)}
		})
		m.overlay.Empty = "Type the name that it shall have."
		return tea.Batch(ask, m.knowEntities())
	})
}

// name reports whether a text can be a name in a rule.
func name(text string) bool { return text != "" && clean.Line(text, longestName) == text }

// longestName is how many characters a name in a rule may have.
const longestName = 200

// item is a correction to choose.
func (m *Model) item(kind data.Kind, label, note string, c data.Correction) menu.Item {
	return menu.Item{Sign: screen.KindSign(kind), Kind: screen.Kind(kind), Label: label, Note: note, Chosen: m.corrects(c)}
}

// changeKind offers the other kinds.
func (m *Model) changeKind() tea.Cmd {
	return m.about(func(e data.EntityCount, _ string) tea.Cmd {
		var items []menu.Item
		for _, kind := range data.Kinds {
			if kind != e.Kind {
				c := data.Correction{Verb: data.ChangeKind, Kind: e.Kind, Name: e.Name, ToKind: kind}
				items = append(items, m.item(kind, sentence(kind.String()), c.String(), c))
			}
		}
		m.overlay = menu.Lines("What "+e.Name+" is", items)
		return nil
	})
}

// addAlias asks for another name of an entity.
func (m *Model) addAlias() tea.Cmd {
	return m.about(func(e data.EntityCount, _ string) tea.Cmd {
		ask := m.ask("Another name of "+e.Name, ":", m.hitText(), func(text string) []menu.Item {
			c := data.Correction{Verb: data.AddAlias, Kind: e.Kind, Name: e.Name, Form: text}
			if c.Check() != nil || !name(text) {
				return nil
			}
			return []menu.Item{m.item(e.Kind, "“"+text+"” is "+e.Name, "wherever it stands", c)}
		})
		m.overlay.Empty = "Type it as it is written, capitals too."
		return ask
	})
}

// notEntity takes the mentions of a name away. Where an entity has other names,
// or it isn't sure which is meant, it asks.
func (m *Model) notEntity() tea.Cmd {
	return m.about(func(e data.EntityCount, form string) tea.Cmd {
		all := data.Correction{Verb: data.NotEntity, Kind: e.Kind, Name: e.Name}
		sure := m.card != nil || m.focus() == entitiesPane || m.reader.Mention() >= 0
		if sure && (form == "" || same(form, e.Name)) {
			return m.correct(all)
		}
		var items []menu.Item
		if form != "" && !same(form, e.Name) {
			one := all
			one.Form = form
			items = append(items, m.item(e.Kind, "Only “"+form+"”", one.String(), one))
		}
		items = append(items, m.item(e.Kind, "All of "+e.Name, all.String(), all))
		m.overlay = menu.Lines("What isn’t a name", items)
		return nil
	})
}

// markText asks for a text that is a name wherever it stands, and for its kind.
// It begins with what is found.
func (m *Model) markText() tea.Cmd {
	ask := m.ask("A name that wasn’t seen", ":", m.hitText(), func(text string) []menu.Item {
		if !name(text) {
			return nil
		}
		var items []menu.Item
		for _, kind := range data.Kinds {
			c := data.Correction{Verb: data.MarkText, Kind: kind, Name: text}
			items = append(items, m.item(kind, sentence(kind.String()), "wherever it stands", c))
		}
		return items
	})
	m.overlay.Empty = "Type it as written; what / finds stands here."
	return ask
}

// hitText is the text of the current hit, with the rest of its words.
func (m *Model) hitText() string {
	a, at := m.reader.Reading().Article, m.reader.HitOffset()
	if a == nil || at < 0 {
		return ""
	}
	hit := m.reader.CurrentHit()
	if hit.End > len(a.Text) {
		return ""
	}
	start, end := wholeWords(a.Text, hit.Start, hit.End)
	return clean.Line(a.Text[start:end], longestName)
}

// wholeWords widens a range of a text to whole words.
func wholeWords(text string, start, end int) (int, int) {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) }
	for first, _ := utf8.DecodeRuneInString(text[start:]); inWord(first); {
		r, size := utf8.DecodeLastRuneInString(text[:start])
		if !inWord(r) {
			break
		}
		start -= size
	}
	for last, _ := utf8.DecodeLastRuneInString(text[:end]); inWord(last); {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !inWord(r) {
			break
		}
		end += size
	}
	return start, end
}

// namesAgain learns the names anew after a correction: those of the library and
// of the shown article, at once, so that all the screen changes together.
func (m *Model) namesAgain(c data.Correction) tea.Cmd {
	id, within := m.reader.ID(), m.scope.query
	return m.always("reading the names again", func(ctx context.Context) (tea.Msg, error) {
		msg := event.NamesCorrected{Correction: c}
		var err error
		if msg.Entities, err = m.opt.Library.Entities(ctx, data.Query{}); err != nil || id == "" {
			return msg, err
		}
		msg.Reading, err = m.opt.Library.Read(ctx, id, within)
		if errors.Is(err, data.ErrNoArticle) {
			err = nil
		}
		return msg, err
	})
}

// namesCorrected shows what a correction has changed. Whoever was chosen stays
// so, under whatever name and kind.
func (m *Model) namesCorrected(msg event.NamesCorrected) tea.Cmd {
	m.known = msg.Entities
	chosen, back := m.chosen, m.entities.Keep()
	if msg.Reading.Article != nil && msg.Reading.Article.ID == m.reader.ID() {
		m.reader.Refresh(msg.Reading)
	}
	m.counted = event.EntityCounted{}
	if chosen.ID != "" {
		at := m.reader.Mention()
		m.choose(m.stillChosen(chosen, msg))
		m.reader.SetMention(at)
	}
	m.showEntities()
	if m.focus() == entitiesPane {
		back()
	}
	if m.card != nil {
		if e := became(m.card.entity, msg); e.ID != "" {
			m.card.entity = e
		}
	}
	cmds := []tea.Cmd{m.count(), m.countChosen(), m.lookAhead(), m.cardAgain()}
	if m.edit != filterField {
		cmds = append(cmds, m.findArticles(""))
	}
	if m.entities.All {
		cmds = append(cmds, m.countEntities())
	}
	return tea.Batch(cmds...)
}

// stillChosen finds who was chosen after a correction: whose mention is the current
// one, else who it is now.
func (m *Model) stillChosen(chosen data.EntityCount, msg event.NamesCorrected) data.EntityID {
	if at := m.reader.Mention(); at >= 0 {
		if mention, ok := m.reader.Nearest(); ok && mention.Start == at {
			return mention.Entity
		}
	}
	return became(chosen.Entity, msg).ID
}

// became finds who somebody is after a correction: who has the identity still, or
// who has one of the names now. There may be nobody.
func became(was data.Entity, msg event.NamesCorrected) data.Entity {
	for _, e := range msg.Entities {
		if e.ID == was.ID {
			return e.Entity
		}
	}
	names := append([]string{was.Name}, msg.Correction.Names()...)
	for _, name := range names {
		for _, e := range msg.Entities {
			if e.Name == name && (e.Kind == was.Kind || msg.Correction.Verb == data.ChangeKind) {
				return e.Entity
			}
		}
	}
	return data.Entity{}
}

// describeCorrection is a correction that was made or taken back, in words.
func describeCorrection(c data.Change, verb string) string {
	if c.Correction == nil {
		return "Nothing to change: this rule is the last one already."
	}
	where := "no article changes"
	if n := len(c.Articles); n > 0 {
		where = screen.Count(n, "article")
	}
	switch verb {
	case "undone":
		return fmt.Sprintf("Undone: %s (%s)", c.Correction, where)
	case "redone":
		return fmt.Sprintf("Done again: %s (%s)", c.Correction, where)
	}
	return fmt.Sprintf("%s (%s)", c.Correction, where)
}
