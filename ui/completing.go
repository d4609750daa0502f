package ui

import (
	"context"
	"errors"
	"slices"
	"strings"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/data/search"
	"dateline/ui/event"
	"dateline/ui/field"
)

// knowEntities learns the names of the library, for the palette and for
// completing queries.
func (m *Model) knowEntities() tea.Cmd {
	return m.always("learning the names", func(ctx context.Context) (tea.Msg, error) {
		e, err := m.opt.Library.Entities(ctx, data.Query{})
		msg := event.NamesKnown{Entities: e, Called: callings(e), Values: map[data.Field][]string{}}
		for _, f := range []data.Field{data.SourceField, data.AuthorField, data.LanguageField} {
			if m.opt.Searches == nil {
				break
			}
			values, failed := m.opt.Searches.Values(ctx, f)
			msg.Values[f], err = values, errors.Join(err, failed)
		}
		return msg, err
	})
}

// kinds are the fields that names of a kind may stand behind.
var kinds = map[data.Field][]data.Kind{
	data.PersonField: {data.Person},
	data.PlaceField:  {data.Place},
	data.OrgField:    {data.Organisation},
	data.EntityField: data.Kinds[:],
}

// names are the values that a field's beginning may go on to.
func (m *Model) names(f data.Field, beginning string) []string {
	var found []string
	folded := search.Fold(beginning)
	begins := func(name string) bool { return strings.Contains(" "+search.Fold(name), " "+folded) } // any word of it
	for _, e := range m.known {
		if slices.Contains(kinds[f], e.Kind) && begins(e.Name) {
			if found = append(found, e.Name); len(found) == most {
				return found
			}
		}
	}
	for _, name := range m.valuesOf(f) {
		if begins(name) && !slices.Contains(found, name) {
			if found = append(found, name); len(found) == most {
				break
			}
		}
	}
	return found
}

// valuesOf are what a field may be asked for beside names: for sources those
// that are followed come first.
func (m *Model) valuesOf(f data.Field) []string {
	if f != data.SourceField {
		return m.values[f]
	}
	var all []string
	for _, feed := range m.follows {
		all = append(all, feed.Title)
	}
	return append(all, m.values[f]...)
}

// completeSearch completes the word at the cursor of the search field.
func (m *Model) completeSearch() tea.Cmd {
	if m.complete(&m.search.field) {
		return m.searchTyped()
	}
	return nil
}

// completeFilter completes the word at the cursor of the list's field.
func (m *Model) completeFilter() tea.Cmd {
	if m.complete(&m.field) {
		return m.typed()
	}
	return nil
}

// complete completes a field's name, or a name behind one.
func (m *Model) complete(f *field.Field) bool {
	c := search.Complete(f.Value(), f.Cursor(), m.names)
	if len(c.Options) == 0 {
		return false
	}
	option, rest := c.Options[0], strings.TrimLeft(f.Value()[c.End:], " ")
	if !strings.HasSuffix(option, ":") && !strings.HasPrefix(rest, ")") {
		option += " "
	}
	f.SetValue(f.Value()[:c.Start] + option + rest)
	return true
}
