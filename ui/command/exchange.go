package command

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"dateline/data"
)

// importing takes over what another program follows.
func (r *run) importing() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "import FILE",
		Short: "Take feeds over from OPML or newsboat",
		Long: `Takes over the feeds of an OPML file or of newsboat's urls file, with their
folders and titles, and from newsboat's cache.db what was read there; "-" is
standard input. newsboat's searches (query:) are saved as searches where they
can be said so; those by tag or address are of the feeds that have it now. What
isn't taken over is told, as what would run a program. The feeds are asked by the
next refresh.`,
		Example: "  dateline import subscriptions.opml\n  dateline import ~/.newsboat/urls\n  dateline import ~/.newsboat/cache.db",
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		name, err := args.only("a file")
		if err != nil {
			return err
		}
		in := r.In
		if name != standardInput {
			file, err := os.Open(name)
			if errors.Is(err, fs.ErrNotExist) {
				return missing(name)
			}
			if err != nil {
				return err
			}
			defer file.Close()
			in = file
		}
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		done, err := library.Import(ctx, name, in)
		if err != nil {
			return err
		}
		return r.imported(done, *asJSON)
	})
	return cmd
}

// importedLine is what import did.
type importedLine struct {
	Feeds    int           `json:"feeds"`
	Known    int           `json:"known"`
	Searches int           `json:"searches"`
	Read     int           `json:"read"`
	Skipped  []problemJSON `json:"skipped"`
}

// problemJSON is something that couldn't be read or isn't right.
type problemJSON struct {
	Path  string `json:"path"`
	Cause string `json:"cause"`
}

// imported tells what was taken over, and what wasn't.
func (r *run) imported(done data.Imported, asJSON bool) error {
	// All of it was left out: it was no list.
	r.failed = r.failed || len(done.Skipped) > 0 && done.Feeds+done.Known+done.Searches+done.Read == 0
	if asJSON {
		line := importedLine{Feeds: done.Feeds, Known: done.Known, Searches: done.Searches, Read: done.Read, Skipped: []problemJSON{}}
		for _, p := range done.Skipped {
			line.Skipped = append(line.Skipped, problemJSON(p))
		}
		return r.write(line)
	}
	for _, p := range done.Skipped {
		r.note(p.Error())
	}
	said := fmt.Sprintf("%s added, %s followed already", counted(done.Feeds, "feed"), grouped(done.Known))
	if done.Searches > 0 {
		said += ", " + counted(done.Searches, "search") + " saved"
	}
	if done.Read > 0 {
		said += ", " + counted(done.Read, "article") + " marked read"
	}
	_, err := fmt.Fprintln(r.out, said)
	return err
}

// export writes what is followed as OPML.
func (r *run) export() *cobra.Command {
	return &cobra.Command{
		Use:     "export",
		Short:   "Write the feeds as OPML",
		Long:    "Writes what is followed as OPML, with folders and titles, for other readers.",
		Example: "  dateline export > subscriptions.opml",
		Args:    cobra.NoArgs,
		RunE: r.start(func(ctx context.Context, _ arguments) error {
			library, err := r.following(ctx)
			if err != nil {
				return err
			}
			return library.Export(ctx, r.out)
		}),
	}
}
