package command

import (
	"context"
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

// backup copies the library.
func (r *run) backup() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "backup FILE",
		Short:   "Copy the library to a file",
		Long:    "Writes a whole copy of the library to a new file, while others may be using it.",
		Example: "  dateline backup dateline-2025-04-24.db",
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		path, err := args.only("the file to write")
		if err != nil {
			return err
		}
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		if err := library.Backup(ctx, path); err != nil || !*asJSON {
			return err
		}
		info, err := os.Stat(path)
		if err != nil {
			return err
		}
		return r.write(backupLine{path, info.Size()})
	})
	return cmd
}

// backupLine is the copy that backup wrote.
type backupLine struct {
	Path  string `json:"path"`
	Bytes int64  `json:"bytes"`
}

// check looks the library over.
func (r *run) check() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Look whether the library is sound",
		Long: `Reads the whole library and tells what is damaged or doesn't fit together. It
changes nothing; the exit status is 1 when something is wrong.`,
		Args: cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, _ arguments) error {
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		wrong, err := library.Check(ctx)
		for _, p := range wrong {
			r.fault(p)
			if *asJSON {
				if err := r.write(problemJSON(p)); err != nil {
					return err
				}
			}
		}
		return err
	})
	return cmd
}

// compact makes the library smaller.
func (r *run) compact() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compact",
		Short: "Remove what needn’t be kept, and give the room back",
		Long: `Removes the articles that the limits of their feed don't keep and those of
feeds that were removed, starred ones never, and makes the file as small as it
can be. This alone deletes articles, and it can't be undone.`,
		Args: cobra.NoArgs,
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, _ arguments) error {
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		done, err := library.Compact(ctx)
		switch {
		case err != nil:
			return err
		case *asJSON:
			return r.write(compactedLine(done))
		}
		_, err = fmt.Fprintf(r.out, "%s removed, %s MB before, %s MB now\n", counted(done.Articles, "article"), megabytes(done.Before), megabytes(done.After))
		return err
	})
	return cmd
}

// compactedLine is what compact did; sizes are bytes.
type compactedLine struct {
	Articles int   `json:"articles"`
	Before   int64 `json:"before"`
	After    int64 `json:"after"`
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }
