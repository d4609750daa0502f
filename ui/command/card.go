package command

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/country"
)

// card prints what is known of an entity.
func (r *run) card() *cobra.Command {
	var asJSON bool
	var kind string
	cmd := &cobra.Command{
		Use:   "card NAME [PATH…]",
		Short: "Show what is known of a name, and who appears with it",
		Long: `Shows what the articles tell of a person, a place or an organisation: other
names, when it was seen first and last, how often it was mentioned on each of
the last days, and who and what appears in the same articles. The name is the
first argument, and any that it goes by will do; accents and case don't matter.
Where several go by it, all are shown.`,
		Example: `  dateline card "Steve Witkoff"
  dateline card georgia --kind place
  dateline card Kyiv reports/ --json`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with the articles")
	kindFlag(cmd, &kind)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		matches, err := r.named(ctx, args, kind)
		if err != nil {
			return err
		}
		for i, e := range matches {
			c, err := r.library.Card(ctx, e.ID, data.Query{}, data.Newest)
			if err != nil {
				return err
			}
			if asJSON {
				err = r.cardJSON(c)
			} else {
				err = r.cardPlain(c, i > 0)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

// cardLine is an entity of card.
type cardLine struct {
	entityJSON
	First    *string         `json:"first"` // when the oldest article that mentions it is dated, and the newest
	Last     *string         `json:"last"`
	Mentions int             `json:"mentions"`
	Days     []dayJSON       `json:"days"`     // up to that of the newest
	With     []companionJSON `json:"with"`     // of most articles first
	Articles []namingJSON    `json:"articles"` // newest first
}

type dayJSON struct {
	Day      string `json:"day"` // year-month-day
	Mentions int    `json:"mentions"`
}

type companionJSON struct {
	ID       data.EntityID `json:"id"`
	Name     string        `json:"name"`
	Kind     string        `json:"kind"`
	Articles int           `json:"articles"` // that mention both
	Mentions int           `json:"mentions"` // of it in those
}

type namingJSON struct {
	ID       data.ID `json:"id"`
	Mentions int     `json:"mentions"`
}

func (r *run) cardJSON(c data.Card) error {
	line := cardLine{
		entityJSON: whoOf(c.Entity),
		First:      stamp(c.FirstSeen, r.Zone), Last: stamp(c.LastSeen, r.Zone), Mentions: c.All,
		Days: []dayJSON{}, With: []companionJSON{}, Articles: []namingJSON{},
	}
	for i, n := range c.Days {
		line.Days = append(line.Days, dayJSON{c.Day(i).Format(time.DateOnly), n})
	}
	for _, with := range c.With {
		line.With = append(line.With, companionJSON{with.ID, with.Name, with.Kind.String(), with.Together, with.Mentions})
	}
	for _, n := range c.Naming {
		line.Articles = append(line.Articles, namingJSON{n.Article, n.Mentions})
	}
	return r.write(line)
}

// cardPlain prints a card: its heading, and under it a fact a line.
func (r *run) cardPlain(c data.Card, more bool) error {
	kind := c.Kind.String()
	if where := country.Of(c.Location); where != "" && where != c.Name {
		kind += " in " + where
	}
	lines := []string{r.fit(fmt.Sprintf("%s, %s: %s %s", c.Name, kind, grouped(c.All), inArticles(c.Articles)))}
	if more {
		lines[0] = "\n" + lines[0]
	}
	const indent = "    "
	fact := func(label, value string) {
		if value != "" {
			lines = append(lines, r.fit(fmt.Sprintf("%s%-12s%s", indent, label, value)))
		}
	}
	fact("described", c.Description)
	for _, tie := range c.Related {
		fact(tie.How, tie.Name)
	}
	fact("also", strings.Join(c.Aliases, ", "))
	if !c.FirstSeen.IsZero() {
		fact("first seen", c.FirstSeen.Format(time.DateOnly))
		fact("last seen", c.LastSeen.Format(time.DateOnly))
	}
	var days []string
	for i, n := range c.Days {
		if n > 0 {
			days = append(days, fmt.Sprintf("%s %s", c.Day(i).Format(time.DateOnly), grouped(n)))
		}
	}
	fact("by day", strings.Join(days, ", "))
	for i, with := range c.With {
		label := "with"
		if i > 0 {
			label = ""
		}
		fact(label, fmt.Sprintf("%s, %s: %s", with.Name, with.Kind, inArticles(with.Together)))
	}
	_, err := r.out.WriteString(strings.Join(lines, "\n") + "\n")
	return err
}
