package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/country"
)

// why prints what made each mention of a name what it is.
func (r *run) why() *cobra.Command {
	var asJSON bool
	var kind string
	cmd := &cobra.Command{
		Use:   "why NAME [PATH…]",
		Short: "Tell what made each mention of a name one",
		Long: `Tells for every mention of a person, a place or an organisation what made it
one: the model, with the margin by which it chose, a list, a repeat of a name of
the text, or one of your rules; and which rules changed it. Name and paths are as
in mentions.`,
		Example: `  dateline why "Steve Witkoff"
  dateline why Georgia --kind place reports/ --json`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with offsets")
	kindFlag(cmd, &kind)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		matches, err := r.named(ctx, args, kind)
		if err != nil {
			return err
		}
		places, err := r.places(ctx, matches, true)
		if err != nil {
			return err
		}
		for i, e := range matches {
			if asJSON {
				err = r.reasonsJSON(e, places[e.ID])
			} else {
				err = r.reasonsPlain(e, places[e.ID], i > 0, len(matches) > 1)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	return cmd
}

// kindFlag gives a command its --kind.
func kindFlag(cmd *cobra.Command, kind *string) {
	cmd.Flags().StringVar(kind, "kind", "", "only this `KIND`: "+strings.Join(kinds(), ", "))
	_ = cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds(), cobra.ShellCompDirectiveNoFileComp))
}

// named opens what the arguments name behind the first, which is a name, and
// answers with the entities that go by it.
func (r *run) named(ctx context.Context, args arguments, kind string) ([]data.EntityCount, error) {
	if kind != "" && !slices.Contains(kinds(), kind) {
		return nil, misuse("--kind %s: it is one of %s", kind, strings.Join(kinds(), ", "))
	}
	name, paths, err := args.first("the NAME of a person, a place or an organisation")
	if err != nil {
		return nil, err
	}
	if strings.TrimSpace(name) == "" {
		return nil, misuse("the NAME is empty")
	}
	if err := r.open(ctx, paths); err != nil {
		return nil, err
	}
	if err := r.settle(ctx, recognised); err != nil {
		return nil, err
	}
	matches, err := r.matching(ctx, name, kind)
	if err == nil && len(matches) == 0 && r.Width > 0 {
		r.note("nobody and nothing goes by “" + name + "” here")
	}
	return matches, err
}

// reasonLine is a mention of why.
type reasonLine struct {
	Article data.ID `json:"article"`
	Title   string  `json:"title"`
	Start   int     `json:"start"`
	End     int     `json:"end"`
	Text    string  `json:"text"`
	Name    string  `json:"name"`
	Kind    string  `json:"kind"`
	By      string  `json:"by"`    // tagger, list, repeat, rule
	Note    string  `json:"note"`  // which list, what it repeats, which rule
	Score   int     `json:"score"` // the tagger's margin, 0 elsewhere
	Rules   string  `json:"rules"` // those that changed it
	Why     string  `json:"why"`   // all of it in words
}

func (r *run) reasonsJSON(e data.EntityCount, places []place) error {
	for _, p := range places {
		why := p.mention.Why
		line := reasonLine{p.article.ID, p.article.Title, p.mention.Start, p.mention.End, p.text,
			e.Name, e.Kind.String(), why.By, why.Note, why.Score, why.Rules, why.String()}
		if err := r.write(line); err != nil {
			return err
		}
	}
	return nil
}

// reasonsPlain prints an entity, its articles, and under each its mentions with
// what made them.
func (r *run) reasonsPlain(e data.EntityCount, places []place, more, several bool) error {
	lines := r.headed(e, places, more, several, func(p place, indent string) string {
		return r.fit(fmt.Sprintf("%s%d  “%s”: %s", indent, p.mention.Start, oneLine(p.text), p.mention.Why))
	})
	_, err := r.out.WriteString(strings.Join(lines, "\n") + "\n")
	return err
}

// headed is an entity, its articles, and under each a line for each mention. One
// of several places of a name is told by where it is.
func (r *run) headed(e data.EntityCount, places []place, more, several bool, line func(p place, indent string) string) []string {
	kind := e.Kind.String()
	if where := country.Of(e.Location); several && where != "" {
		kind += " in " + where
	}
	heading := r.fit(fmt.Sprintf("%s, %s: %s %s", e.Name, kind, grouped(e.All), inArticles(e.Articles)))
	if more {
		heading = "\n" + heading
	}
	lines := []string{heading}
	for i, p := range places {
		if i == 0 || places[i-1].article.ID != p.article.ID {
			lines = append(lines, r.fit(r.citation(p.article)))
		}
		lines = append(lines, line(p, "    "))
	}
	return lines
}
