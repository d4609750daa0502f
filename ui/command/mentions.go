package command

import (
	"context"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/sentence"
)

// mentions prints where an entity is mentioned, each in its sentence.
func (r *run) mentions() *cobra.Command {
	var asJSON, softer bool
	var kind string
	cmd := &cobra.Command{
		Use:   "mentions NAME [PATH…]",
		Short: "Show every mention of a name in its sentence",
		Long: `Shows every mention of a person, a place or an organisation in its sentence,
by article, newest first. The name is the first argument, and any that it goes
by will do; accents and case don't matter. Where several go by it, all are shown.
With --softer what means it without its name is shown as well: "the envoy".`,
		Example: `  dateline mentions "Steve Witkoff"
  dateline mentions georgia --kind place
  dateline mentions Kyiv reports/ --json`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with offsets")
	cmd.Flags().BoolVar(&softer, "softer", false, "show what means it without its name, too")
	kindFlag(cmd, &kind)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		matches, err := r.named(ctx, args, kind)
		if err != nil {
			return err
		}
		return r.mentioned(ctx, matches, softer, asJSON)
	})
	return cmd
}

// kinds are the names of the kinds of entity.
func kinds() []string {
	var names []string
	for _, kind := range data.Kinds {
		names = append(names, kind.String())
	}
	return names
}

// matching answers with the entities that go by a name, most mentioned first.
func (r *run) matching(ctx context.Context, name, kind string) ([]data.EntityCount, error) {
	wanted := r.Fold(name)
	// A large library lists the most mentioned ones alone: others are among those
	// of the articles that name one so.
	so := data.Query{Source: name, Root: data.Only(data.Term{Field: data.EntityField, Text: name, Phrase: true})}
	for _, within := range []data.Query{{}, so} {
		all, err := r.library.Entities(ctx, within)
		if err != nil {
			return nil, err
		}
		all = slices.DeleteFunc(slices.Clone(all), func(e data.EntityCount) bool {
			if kind != "" && e.Kind.String() != kind {
				return true
			}
			return r.Fold(e.Name) != wanted &&
				!slices.ContainsFunc(e.Aliases, func(alias string) bool { return r.Fold(alias) == wanted })
		})
		if len(all) > 0 {
			return all, nil
		}
	}
	return nil, nil
}

// mentioned prints the mentions of entities, one entity after the other.
func (r *run) mentioned(ctx context.Context, entities []data.EntityCount, softer, asJSON bool) error {
	places, err := r.places(ctx, entities, softer)
	if err != nil {
		return err
	}
	for i, e := range entities {
		if asJSON {
			err = r.placesJSON(e, places[e.ID])
		} else {
			err = r.placesPlain(e, places[e.ID], i > 0, len(entities) > 1)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// places finds where entities are mentioned, by article, newest first.
func (r *run) places(ctx context.Context, entities []data.EntityCount, softer bool) (map[data.EntityID][]place, error) {
	found := map[data.EntityID][]place{}
	for _, e := range entities {
		c, err := r.library.Card(ctx, e.ID, data.Query{}, data.Newest)
		if err != nil {
			return nil, err
		}
		for _, naming := range c.Naming {
			err := r.each(ctx, []data.ID{naming.Article}, data.Query{}, softer, func(p place) {
				if p.mention.Entity == e.ID {
					found[e.ID] = append(found[e.ID], p)
				}
			})
			if err != nil {
				return nil, err
			}
		}
	}
	return found, nil
}

// placesJSON writes one line for each mention.
func (r *run) placesJSON(e data.EntityCount, places []place) error {
	for _, p := range places {
		line := mentionLine{p.article.ID, p.article.Title, p.mention.Start, p.mention.End, p.text, p.sentence.Text, p.mention.Softer, whereOf(e.Location)}
		if err := r.write(line); err != nil {
			return err
		}
	}
	return nil
}

// placesPlain prints an entity, its articles, and under each its sentences. One
// of several places of a name is told by where it is.
func (r *run) placesPlain(e data.EntityCount, places []place, more, several bool) error {
	lines := r.headed(e, places, more, several, func(p place, indent string) string {
		return indent + r.around(p.sentence, len(indent))
	})
	_, err := r.out.WriteString(strings.Join(lines, "\n") + "\n")
	return err
}

// citation names an article on one line, without what isn't known of it.
func (r *run) citation(row data.Row) string {
	parts := []string{string(row.ID), r.day(row), row.Source, row.Title}
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool { return part == "" }), gap)
}

// fit cuts a line to the terminal's width, where there is one.
func (r *run) fit(line string) string {
	if r.Width == 0 {
		return line
	}
	return ansi.Truncate(line, r.Width, "…")
}

// around is the sentence of a mention; on a terminal one that is too long
// keeps the part in which the mention is.
func (r *run) around(c sentence.Context, indent int) string {
	room := max(narrowest, r.Width-indent)
	if r.Width == 0 || ansi.StringWidth(c.Text) <= room {
		return c.Text
	}
	before, whole := ansi.StringWidth(c.Text[:c.Start]), ansi.StringWidth(c.Text)
	skip := min(before-room/2, whole-room+1) // so that the room is used up to the end
	if skip <= 0 {
		return ansi.Truncate(c.Text, room, "…")
	}
	return ansi.Truncate(ansi.TruncateLeft(c.Text, skip, "…"), room, "…")
}
