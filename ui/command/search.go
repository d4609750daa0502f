package command

import (
	"context"

	"github.com/spf13/cobra"

	"dateline/data"
)

// search prints the articles that a query finds, each with a snippet.
func (r *run) search() *cobra.Command {
	var asJSON bool
	var saved string
	cmd := &cobra.Command{
		Use:   "search QUERY [PATH…]",
		Short: "Search the text of the articles, best match first",
		Long: `Searches the articles, best match first, and shows where in each the words are.
Accents and case don't matter, nor does the order of the words. Articles that
have something close to the words, but not all of them, come last.

The query is as in list. An argument that exists on disk is a path; after "--"
all are paths.`,
		Example: `  dateline search tariff
  dateline search '"permanent peace" place:Ukraine -sport'
  dateline search ceasefire reports/ --json
  dateline search --saved "Quay people" after:7d`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line, with the snippet and the hits")
	savedFlag(cmd, &saved)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		source, _, err := args.split()
		if err != nil {
			return err
		}
		args.saved = saved
		if source == "" && saved == "" {
			return misuse("there is nothing to search for%s", allPaths(args))
		}
		query, result, err := r.find(ctx, args, data.Relevance, false)
		if err != nil {
			return err
		}
		if len(result.IDs) == 0 {
			r.explain(args)
		}
		if asJSON {
			return r.foundJSON(ctx, query, result)
		}
		return r.found(ctx, query, result)
	})
	return cmd
}

// allPaths says that what was meant as a word was taken for a path.
func allPaths(args arguments) string {
	for _, word := range args.words {
		if exists(word) {
			return ": " + word + " exists on disk, so it is a path"
		}
	}
	return ""
}

// found prints each article on a line, and its snippet under it.
func (r *run) found(ctx context.Context, query data.Query, result data.Result) error {
	const indent, usual = "    ", 120
	width := usual
	if r.Width > 0 {
		width = max(20, r.Width-len(indent))
	}
	t, shown, err := r.table(ctx, result.IDs)
	if err != nil {
		return err
	}
	snippets, err := r.library.Snippets(ctx, query, result.IDs, width)
	if err != nil {
		return err
	}
	texts := map[data.ID]string{}
	for _, s := range snippets {
		texts[s.ID] = s.Text
	}
	for i, line := range t.lines(r.Width) {
		if result.Exact < len(result.IDs) && shown[i] == result.IDs[result.Exact] {
			line = "Close, but not all of it:\n" + line
		}
		if text := texts[shown[i]]; text != "" {
			line += "\n" + indent + text
		}
		if _, err := r.out.WriteString(line + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// foundJSON writes each article with its snippet and its hits.
func (r *run) foundJSON(ctx context.Context, query data.Query, result data.Result) error {
	const width = 120
	exact := map[data.ID]bool{}
	for _, id := range result.IDs[:result.Exact] {
		exact[id] = true
	}
	return r.rows(ctx, result.IDs, func(row data.Row) error {
		snippets, err := r.library.Snippets(ctx, query, []data.ID{row.ID}, width)
		if err != nil {
			return err
		}
		hits, err := r.library.Hits(ctx, query, row.ID)
		if err != nil {
			return err
		}
		line := foundLine{articleLine: r.line(row), Exact: exact[row.ID], Hits: []spanJSON{}}
		if len(snippets) > 0 {
			line.Snippet = snippets[0].Text
		}
		for _, hit := range hits {
			line.Hits = append(line.Hits, spanJSON(hit))
		}
		return r.write(line)
	})
}
