package command

import (
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
)

// changer is a library in which marks can be set.
type changer interface {
	Apply(ctx context.Context, c data.Change) (data.Change, error)
}

// mark marks articles read or unread.
func (r *run) mark() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "mark read|unread QUERY [PATH…]",
		Short: "Mark articles read or unread",
		Long: `Marks all articles that match a query, or of some files and folders. On the
screen u takes it back.`,
		Example: "  dateline mark read before:7d\n  dateline mark read 'feed:\"Harbour Gazette\"'\n  dateline mark unread is:starred",
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		actions := map[string]data.Action{"read": data.MarkRead, "unread": data.MarkUnread}
		if len(args.words) == 0 {
			return misuse("read or unread is missing")
		}
		action, ok := actions[args.words[0]]
		if !ok {
			return misuse("%s: it is read or unread", args.words[0])
		}
		args.words = args.words[1:]
		return r.apply(ctx, action, args, *asJSON, "marked "+[...]string{"read", "unread"}[action])
	})
	return cmd
}

// star stars articles.
func (r *run) star() *cobra.Command {
	var off bool
	cmd := &cobra.Command{
		Use:     "star QUERY [PATH…]",
		Short:   "Star articles, or take stars away",
		Long:    "Stars all articles that match a query. On the screen u takes it back.",
		Example: "  dateline star 'title:\"Who is Steve Witkoff\"'\n  dateline star --off is:starred",
	}
	asJSON := jsonFlag(cmd)
	cmd.Flags().BoolVar(&off, "off", false, "take the stars away")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		if off {
			return r.apply(ctx, data.RemoveStar, args, *asJSON, "without a star")
		}
		return r.apply(ctx, data.AddStar, args, *asJSON, "starred")
	})
	return cmd
}

// apply changes all articles that args name. Without any argument, or with one
// that is empty, as a script's variable may be, it changes none: that would be too
// easily all of them.
func (r *run) apply(ctx context.Context, action data.Action, args arguments, asJSON bool, done string) error {
	query, paths, err := args.split()
	if err != nil {
		return err
	}
	if strings.TrimSpace(query) == "" && len(paths) == 0 {
		return misuse("a query is missing; after:1900-01-01 is every article that has a date")
	}
	_, result, err := r.find(ctx, args, data.Newest, false)
	if err != nil {
		return err
	}
	if wrong, err := r.ofFile(ctx); err != nil || wrong != nil && len(paths) > 0 {
		r.failed = true // told when the files were opened: a mark that doesn't last is none
		return err
	}
	library, ok := r.library.(changer)
	if !ok {
		return fmt.Errorf("the articles of this library can't be marked")
	}
	changed, err := library.Apply(ctx, data.Change{Action: action, Articles: result.IDs[:result.Exact]})
	switch {
	case err != nil:
		return err
	case asJSON:
		return r.write(markedLine{list(changed.Articles), result.Exact})
	}
	_, err = fmt.Fprintf(r.out, "%s of %s %s\n", grouped(len(changed.Articles)), counted(result.Exact, "article"), done)
	return err
}

// markedLine is what mark and star did.
type markedLine struct {
	Changed []data.ID `json:"changed"`
	Matched int       `json:"matched"`
}
