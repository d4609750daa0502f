package command

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

// batch is how many rows are asked for at a time.
const batch = 500

// list prints the articles, newest first.
func (r *run) list() *cobra.Command {
	var asJSON bool
	var saved string
	cmd := &cobra.Command{
		Use:   "list [QUERY] [PATH…]",
		Short: "List articles, newest first",
		Long: `Lists articles, newest first: their id, date, ● for unread and * for starred,
source and title. With paths, only the articles in these files and folders are
open; "-" is standard input. An argument that exists on disk is a path, the
rest is the query, and after "--" all are paths.

A query has words, "phrases in quotes", -without, one or another, (brackets),
and the fields person: place: org: entity: title: text: author: source: lang:
after: before: (a date, or 12h 7d 2w 3m 1y back) is:unread is:read is:starred
has:link has:picture. A field may stand before brackets: person:(a or b).
A query that begins with -without needs a space before it.`,
		Example: `  dateline list
  dateline list 'person:"Steve Witkoff" after:2025-04-01'
  dateline list is:unread --json | jq -r .title
  dateline list ' -sport'
  dateline list reports/ letter.md`,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	savedFlag(cmd, &saved)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		args.saved = saved
		_, result, err := r.find(ctx, args, data.Newest, false)
		if err != nil {
			return err
		}
		ids := result.IDs[:result.Exact]
		if len(ids) == 0 {
			r.explain(args)
		}
		if asJSON {
			return r.rows(ctx, ids, func(row data.Row) error { return r.write(r.line(row)) })
		}
		return r.articles(ctx, ids)
	})
	return cmd
}

// rows calls do with the row of each identity, in order.
func (r *run) rows(ctx context.Context, ids []data.ID, do func(data.Row) error) error {
	for part := range slices.Chunk(ids, batch) {
		rows, err := r.library.Rows(ctx, part)
		if err != nil {
			return err
		}
		for _, row := range rows {
			if err := do(row); err != nil {
				return err
			}
		}
	}
	return nil
}

// articles prints the articles as aligned text.
func (r *run) articles(ctx context.Context, ids []data.ID) error {
	t, _, err := r.table(ctx, ids)
	if err != nil {
		return err
	}
	return t.write(r.out, r.Width)
}

// table is a table with a row for each article that exists, and which it is.
func (r *run) table(ctx context.Context, ids []data.ID) (t *table, shown []data.ID, err error) {
	short, err := r.short(ctx)
	if err != nil {
		return nil, nil, err
	}
	t = &table{columns: []column{{}, {from: 50}, {}, {most: 24, from: 80}, {}}}
	err = r.rows(ctx, ids, func(row data.Row) error {
		t.add(short(row.ID), r.day(row), signs(row), row.Source, row.Title)
		shown = append(shown, row.ID)
		return nil
	})
	return t, shown, err
}

// day is the day of publication, or nothing.
func (r *run) day(row data.Row) string {
	if row.Published.IsZero() {
		return ""
	}
	return row.Published.In(r.Zone).Format("2006-01-02")
}

// signs are ● for unread and * for starred, each in a column of its own.
func signs(row data.Row) string {
	unread, starred := "●", " "
	if row.Read {
		unread = " "
	}
	if row.Starred {
		starred = "*"
	}
	return unread + starred
}

// short answers with how an id is printed: whole in a pipe, and on a terminal
// as the shortest beginning of at least ten letters that no other id has.
func (r *run) short(ctx context.Context) (func(data.ID) string, error) {
	if r.Width == 0 {
		return func(id data.ID) string { return string(id) }, nil
	}
	all, err := r.library.Find(ctx, data.Query{}, data.Newest)
	if err != nil {
		return nil, err
	}
	ids := slices.Sorted(slices.Values(all.IDs))
	return func(id data.ID) string {
		const least = 10
		at, _ := slices.BinarySearch(ids, id)
		length := least
		if at > 0 {
			length = max(length, shared(ids[at-1], id)+1)
		}
		if at+1 < len(ids) {
			length = max(length, shared(ids[at+1], id)+1)
		}
		return string(id[:min(length, len(id))])
	}, nil
}

// shared is how many bytes two ids begin with alike.
func shared(a, b data.ID) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// explain tells why there may be nothing: an argument that was taken for a
// word of the query and looks like a path, or, on a terminal, just that.
func (r *run) explain(args arguments) {
	for _, word := range args.words {
		if !exists(word) && looksLikePath(word) {
			r.note(word + ": there is no such file, so it was taken as something to search for")
			return
		}
	}
	if r.Width > 0 {
		r.note(strings.TrimSpace("nothing found " + quoted(args)))
	}
}

// quoted is the query as it was given, for a message.
func quoted(args arguments) string {
	query, _, err := args.split()
	if err != nil || query == "" {
		return ""
	}
	return "for “" + query + "”"
}
