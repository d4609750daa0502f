package command

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/sentence"
)

// entities prints the people, places and organisations of the articles.
func (r *run) entities() *cobra.Command {
	var asJSON, raw bool
	cmd := &cobra.Command{
		Use:   "entities [QUERY] [PATH…]",
		Short: "List people, places and organisations",
		Long: `Lists the people, places and organisations of the articles, most mentioned
first: kind, mentions, articles, name, other names. The query and the paths are
as in list.

With --json each has its mentions, with offsets in bytes of the article's text
as "show --json" prints it.

With --raw --json - standard input is JSON Lines {"id","text"}, and for each a
line {"id","mentions":[{"start","end","kind","name"}]} is written. The text is
taken literally, nothing is opened, and offsets are in its bytes in UTF-8.`,
		Example: `  dateline entities
  dateline entities after:2025-04-20
  dateline entities reports/ --json
  dateline entities --raw --json - < texts.jsonl`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with every mention")
	cmd.Flags().BoolVar(&raw, "raw", false, "recognise the texts on standard input, as they are")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		if raw {
			return r.raw(ctx, args, asJSON)
		}
		query, result, err := r.find(ctx, args, data.Newest, true)
		if err != nil {
			return err
		}
		found, err := r.library.Entities(ctx, query)
		if err != nil {
			return err
		}
		if len(found) == 0 {
			r.explain(args)
		}
		if asJSON {
			return r.entitiesJSON(ctx, found, result.IDs[:result.Exact], query)
		}
		return entityTable(found).write(r.out, r.Width)
	})
	return cmd
}

// entityTable sets entities as aligned text.
func entityTable(all []data.EntityCount) *table {
	t := &table{columns: []column{{}, {right: true}, {right: true, from: 60}, {most: 40}, {from: 60}}}
	for _, e := range all {
		t.add(e.Kind.String(), grouped(e.All), inArticles(e.Articles), e.Name, strings.Join(e.Aliases, ", "))
	}
	return t
}

// inArticles says in how many articles something is.
func inArticles(n int) string { return "in " + counted(n, "article") }

// grouped is a number with a comma for thousands.
func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

// entitiesJSON writes each entity with its mentions in the articles of ids.
func (r *run) entitiesJSON(ctx context.Context, found []data.EntityCount, ids []data.ID, within data.Query) error {
	wanted := map[data.EntityID][]mentionJSON{}
	for _, e := range found {
		wanted[e.ID] = []mentionJSON{}
	}
	err := r.each(ctx, ids, within, false, func(p place) {
		if mentions, ok := wanted[p.mention.Entity]; ok {
			wanted[p.mention.Entity] = append(mentions, p.json())
		}
	})
	if err != nil {
		return err
	}
	for _, e := range found {
		if err := r.write(entityLine{whoOf(e.Entity), wanted[e.ID]}); err != nil {
			return err
		}
	}
	return nil
}

// place is a mention, with the article and the sentence that it is in.
type place struct {
	article  data.Row
	mention  data.Mention
	text     string
	sentence sentence.Context
}

// json is the place as --json writes it.
func (p place) json() mentionJSON {
	return mentionJSON{p.article.ID, p.mention.Start, p.mention.End, p.text, p.sentence.Text}
}

// each calls do with every mention that counts in the articles of ids, in
// order, and with softer ones if they are asked for.
func (r *run) each(ctx context.Context, ids []data.ID, within data.Query, softer bool, do func(place)) error {
	for _, id := range ids {
		reading, err := r.library.Read(ctx, id, within)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		counting := slices.DeleteFunc(slices.Clone(reading.Mentions), func(m data.Mention) bool { return m.Softer && !softer })
		if len(counting) == 0 {
			continue
		}
		text, sentences := reading.Article.Text, sentence.Of(reading.Article)
		for _, m := range counting {
			do(place{reading.Row, m, text[m.Start:m.End], sentences.Context(m.Start, m.End)})
		}
	}
	return nil
}
