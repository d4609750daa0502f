package command

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

// The narrowest, the usual and the widest measure of show, in cells.
const (
	narrowest = 20
	measure   = 76
	widest    = 200
)

// show prints articles: as the reader sets them, as JSON, or as they are.
func (r *run) show() *cobra.Command {
	var raw, plain, markdown, asJSON bool
	var width int
	cmd := &cobra.Command{
		Use:   "show ID|PATH [PATH…]",
		Short: "Show an article",
		Long: `Shows an article as the reader sets it, without colours. It is named by its id,
of which a beginning that no other has is enough, or by its path. An id with
paths is that of one of their articles; a folder shows all that it holds.

The addresses of links come last, each whole on its line, whatever the width.`,
		Example: `  dateline show 3f2a9c
  dateline show letter.md --width 60
  dateline show page.html --json | jq -r .text
  dateline show page.html --raw`,
	}
	flags := cmd.Flags()
	flags.BoolVar(&raw, "raw", false, "the bytes that the article was made from")
	flags.BoolVar(&plain, "plain", false, "text as the reader sets it, as without a flag")
	flags.BoolVar(&markdown, "markdown", false, "as Markdown")
	flags.BoolVar(&asJSON, "json", false, "one JSON object a line, with the text and its blocks")
	flags.IntVar(&width, "width", 0, fmt.Sprintf("longest line of `N` cells, %d to %d (%d, or the terminal's)", narrowest, widest, measure))
	cmd.MarkFlagsMutuallyExclusive("raw", "plain", "markdown", "json")
	cmd.MarkFlagsMutuallyExclusive("raw", "width")
	cmd.MarkFlagsMutuallyExclusive("json", "width")
	cmd.MarkFlagsMutuallyExclusive("markdown", "width")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		if cmd.Flags().Changed("width") && (width < narrowest || width > widest) {
			return misuse("--width %d: it goes from %d to %d", width, narrowest, widest)
		}
		ids, err := r.chosen(ctx, args)
		if err != nil {
			return err
		}
		switch {
		case raw:
			return r.showRaw(ids)
		case asJSON:
			return r.showJSON(ctx, ids)
		}
		if markdown {
			return r.showText(ctx, ids, "---", func(a *data.Article) (string, error) { return r.Markdown(a), nil })
		}
		width := r.measure(width)
		return r.showText(ctx, ids, "* * *", func(a *data.Article) (string, error) { return r.Plain(a, width) })
	})
	return cmd
}

// chosen opens what args name and answers with the articles to show.
func (r *run) chosen(ctx context.Context, args arguments) ([]data.ID, error) {
	first, paths, err := args.first("the ID or PATH of an article")
	if err != nil {
		return nil, err
	}
	if first == "" {
		return nil, misuse("the ID or PATH of an article is empty")
	}
	isPath := exists(first)
	if isPath {
		paths = slices.Insert(paths, 0, first)
	} else if len(args.words) == 0 {
		return nil, missing(first)
	}
	if err := r.open(ctx, paths); err != nil {
		return nil, err
	}
	all, err := r.library.Find(ctx, data.Query{}, data.Newest)
	switch {
	case err != nil:
		return nil, err
	case !isPath:
		id, err := byPrefix(first, all.IDs)
		return []data.ID{id}, err
	case len(all.IDs) == 0 && !r.failed:
		return nil, fmt.Errorf("%s: there is no article in it", first)
	}
	return all.IDs, nil
}

// byPrefix is the one id that is, or begins with, what was typed.
func byPrefix(typed string, ids []data.ID) (data.ID, error) {
	const most = 8 // candidates in the message
	typed = strings.ToLower(typed)
	var found []string
	for _, id := range ids {
		if string(id) == typed {
			return id, nil
		}
		if strings.HasPrefix(string(id), typed) {
			found = append(found, string(id))
		}
	}
	switch len(found) {
	case 0:
		return "", fmt.Errorf("%s: there is no article with this id, and no such file", typed)
	case 1:
		return data.ID(found[0]), nil
	}
	more := ""
	if len(found) > most {
		more = fmt.Sprintf(" and %d more", len(found)-most)
		found = found[:most]
	}
	return "", fmt.Errorf("%s: several ids begin so: %s%s", typed, strings.Join(found, ", "), more)
}

// measure is the width to set text in: as asked for, else what is readable
// and fits the terminal.
func (r *run) measure(asked int) int {
	switch {
	case asked > 0:
		return asked
	case r.Width > 0:
		return min(measure, max(narrowest, r.Width))
	}
	return measure
}

// showText prints each article as set makes it, with a rule between two: with
// Plain these are the very lines of the reader.
func (r *run) showText(ctx context.Context, ids []data.ID, rule string, set func(*data.Article) (string, error)) error {
	for i, id := range ids {
		reading, err := r.library.Read(ctx, id, data.Query{})
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		text, err := set(reading.Article)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		if i > 0 {
			text = "\n" + rule + "\n\n" + text
		}
		if _, err := r.out.WriteString(strings.TrimRight(text, "\n") + "\n"); err != nil {
			return err
		}
	}
	return nil
}

// showJSON writes the canonical texts and their blocks.
func (r *run) showJSON(ctx context.Context, ids []data.ID) error {
	for _, id := range ids {
		reading, err := r.library.Read(ctx, id, data.Query{})
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		a := reading.Article
		if err := r.write(wholeLine{r.line(reading.Row), a.Text, blocks(a)}); err != nil {
			return err
		}
	}
	return nil
}

// showRaw writes the bytes as they are to a pipe, and safely to a terminal.
func (r *run) showRaw(ids []data.ID) error {
	for _, id := range ids {
		raw, err := r.library.Raw(id)
		if err != nil {
			return fmt.Errorf("%s: %w", id, err)
		}
		if r.Width > 0 {
			raw = []byte(strings.TrimRight(escape(raw), "\n") + "\n")
		}
		if _, err := r.out.Write(raw); err != nil {
			return err
		}
	}
	return nil
}
