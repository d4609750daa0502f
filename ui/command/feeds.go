package command

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline/data"
	"dateline/data/clean"
)

// Feeds is what the commands need of a library that follows feeds. Opened
// files have none of it.
type Feeds interface {
	Library

	// Apply makes a change that can be undone on the screen.
	Apply(ctx context.Context, c data.Change) (data.Change, error)

	// Subscriptions answers with what is followed, by folder and place.
	Subscriptions(ctx context.Context) ([]data.Subscription, error)

	// Discover answers with what can be followed at an address: the feed that
	// is there, or those that the page there names, or nothing.
	Discover(ctx context.Context, address string) ([]data.Subscription, error)

	// Refresh asks feeds for what is new: those named, or all that are due with
	// nil. The channel closes at the end.
	Refresh(ctx context.Context, feeds []data.FeedID) (<-chan data.Progress, error)

	// Save keeps the page at an address as an article.
	Save(ctx context.Context, address string) (data.ID, error)

	// Import takes over what another program follows: OPML, or newsboat's urls
	// or cache. path is where in is from.
	Import(ctx context.Context, path string, in io.Reader) (data.Imported, error)

	// Export writes what is followed as OPML.
	Export(ctx context.Context, w io.Writer) error

	// Backup writes a copy of the library to a file that doesn't exist yet.
	Backup(ctx context.Context, path string) error

	// Check looks the library over and answers with what is wrong in it.
	Check(ctx context.Context) ([]data.Problem, error)

	// Compact removes what the feeds' limits say and what removed feeds left,
	// and gives the room back.
	Compact(ctx context.Context) (data.Compacted, error)
}

// following opens the library for a command about feeds.
func (r *run) following(ctx context.Context) (Feeds, error) {
	if err := r.open(ctx, nil); err != nil {
		return nil, err
	}
	feeds, ok := r.library.(Feeds)
	if !ok {
		return nil, errors.New("this library follows no feeds")
	}
	return feeds, nil
}

// feedLine is a feed of feeds, add and refresh.
type feedLine struct {
	URL      string      `json:"url"`
	Title    string      `json:"title"`
	Status   int         `json:"status"` // of HTTP at the last attempt, 0 where there was none
	Error    string      `json:"error"`
	New      int         `json:"new"` // articles that this refresh brought
	Articles int         `json:"articles"`
	Unread   int         `json:"unread"`
	ID       data.FeedID `json:"id"`
	Folder   string      `json:"folder"`
	Paused   bool        `json:"paused"`
	Success  *string     `json:"success"` // when it last went well
	Next     *string     `json:"next"`    // when it is due
}

func (r *run) feedLine(f data.Subscription) feedLine {
	line := feedLine{
		URL: f.Address, Title: f.Title, Status: f.Health.Status, Error: f.Health.Error,
		Articles: f.Articles, Unread: f.Unread, ID: f.ID, Folder: f.Folder, Paused: f.Paused,
		Success: stamp(f.Health.Success, r.Zone), Next: stamp(f.Health.Next, r.Zone),
	}
	if f.Paused || f.Health.Gone {
		line.Next = nil
	}
	return line
}

// feeds prints what is followed.
func (r *run) feeds() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "feeds",
		Short: "List the feeds and how they are",
		Long: `Lists what is followed: title and folder, unread and all articles, when it last
went well, and what is wrong, with the address.`,
		Example: "  dateline feeds\n  dateline feeds --json | jq -r 'select(.error != \"\") | .url'",
		Args:    cobra.NoArgs,
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	cmd.RunE = r.start(func(ctx context.Context, _ arguments) error {
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		all, err := library.Subscriptions(ctx)
		if err != nil {
			return err
		}
		if len(all) == 0 && r.Width > 0 {
			r.note("no feeds yet; dateline add URL follows one")
		}
		return r.listFeeds(all, asJSON)
	})
	return cmd
}

func (r *run) listFeeds(all []data.Subscription, asJSON bool) error {
	t := &table{columns: []column{{most: 30}, {most: 20, from: 100}, {right: true}, {right: true, from: 60}, {from: 80}, {}, {}}}
	for _, f := range all {
		if asJSON {
			if err := r.write(r.feedLine(f)); err != nil {
				return err
			}
			continue
		}
		success := ""
		if !f.Health.Success.IsZero() {
			success = f.Health.Success.In(r.Zone).Format("2006-01-02 15:04")
		}
		t.add(f.Title, f.Folder, count(f.Unread), fmt.Sprint(f.Articles), success, f.Address, state(f))
	}
	return t.write(r.out, r.Width)
}

// count is a number in a table, where none is blank.
func count(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

// state is what there is to say of a feed's health; of a well one nothing.
func state(f data.Subscription) string {
	switch {
	case f.Paused:
		return "paused"
	case f.Health.Gone:
		return "gone for good"
	}
	return cmp.Or(f.Health.Error, f.Health.Left)
}

// add follows a feed.
func (r *run) add() *cobra.Command {
	var folder, title string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "add URL",
		Short: "Follow a feed, or that of a site",
		Long: `Follows the feed at an address. Where a page is there, the feed that it names is
followed; where it names several they are listed, and one of them is to be
named. A local file or folder can be followed too. Its articles are fetched
at once.`,
		Example: "  dateline add https://example.org/\n  dateline add https://example.org/feed.xml --folder News --title Example",
	}
	cmd.Flags().StringVar(&folder, "folder", "", "`NAME` of the folder to put it in, as News/Europe")
	cmd.Flags().StringVar(&title, "title", "", "`NAME` to give it, in place of its own")
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a line")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		address, err := args.only("the address of a feed")
		if err != nil {
			return err
		}
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		f, err := r.discover(ctx, library, address, asJSON)
		if err != nil {
			return err
		}
		// Without a name of the reader's own it has the feed's, as that changes.
		f.Folder, f.Title = clean.Line(strings.Trim(folder, "/"), maxName), clean.Line(title, maxName)
		if err := r.follow(ctx, library, f); err != nil {
			return err
		}
		return r.refreshed(ctx, library, []data.FeedID{f.ID}, asJSON, func(p data.Progress) error {
			if asJSON || p.Error != "" {
				return nil
			}
			given, err := r.given(ctx, library, p)
			if err == nil {
				_, err = fmt.Fprintf(r.out, "%s  %s\n", p.Title, given)
			}
			return err
		})
	})
	return cmd
}

// given tells how many articles a feed has, and how many of them are new where
// others gave some before.
func (r *run) given(ctx context.Context, library Feeds, p data.Progress) (string, error) {
	all, err := library.Subscriptions(ctx)
	for _, f := range all {
		if f.ID == p.Feed && f.Articles > p.Stored.New {
			return fmt.Sprintf("%s, %d new", counted(f.Articles, "article"), p.Stored.New), err
		}
	}
	return counted(p.Stored.New, "article"), err
}

// maxName bounds the names that a reader gives, in characters.
const maxName = 200

// counted is a number of what a noun names.
func counted(n int, noun string) string {
	switch {
	case n == 1:
	case strings.HasSuffix(noun, "ch"):
		noun += "es"
	default:
		noun += "s"
	}
	return grouped(n) + " " + noun
}

// only takes the one argument that a command has.
func (a arguments) only(what string) (string, error) {
	all := append(append([]string(nil), a.words...), a.paths...)
	switch len(all) {
	case 0:
		return "", misuse("%s is missing", what)
	case 1:
		if strings.TrimSpace(all[0]) == "" {
			return "", misuse("%s is missing: the argument is empty", what)
		}
		return all[0], nil
	}
	return "", misuse("%s: there is one argument too many", all[1])
}

// discover finds the one feed at an address.
func (r *run) discover(ctx context.Context, library Feeds, address string, asJSON bool) (data.Subscription, error) {
	found, err := library.Discover(ctx, address)
	switch {
	case err != nil:
		return data.Subscription{}, err
	case len(found) == 0:
		return data.Subscription{}, fmt.Errorf("%s: there is no feed, and the page names none; dateline save keeps one page", address)
	case len(found) == 1:
		return found[0], nil
	}
	t := &table{columns: []column{{}, {}}}
	for _, f := range found {
		if !asJSON {
			t.add(f.Address, f.Title)
		} else if err := r.write(r.feedLine(f)); err != nil {
			return data.Subscription{}, err
		}
	}
	if err := t.write(r.out, r.Width); err != nil {
		return data.Subscription{}, err
	}
	return data.Subscription{}, fmt.Errorf("%s: the page names %d feeds; add one of those listed", address, len(found))
}

// follow subscribes to a feed.
func (r *run) follow(ctx context.Context, library Feeds, f data.Subscription) error {
	all, err := library.Subscriptions(ctx)
	if err != nil {
		return err
	}
	for _, known := range all {
		if known.ID == f.ID || known.Address == f.Address {
			return fmt.Errorf("%s is followed already, as %s", f.Address, known.Title)
		}
	}
	_, err = library.Apply(ctx, data.Change{Action: data.EditFeeds, Feeds: []data.FeedEdit{{After: &f}}})
	return err
}

// save keeps one page.
func (r *run) save() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "save URL",
		Short:   "Keep one page as an article",
		Long:    "Fetches a page, takes the article out of it, and keeps it to be read later.",
		Example: "  dateline save https://example.org/2025/04/24/story.html",
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		address, err := args.only("the address of a page")
		if err != nil {
			return err
		}
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		id, err := library.Save(ctx, address)
		switch {
		case err != nil:
			return err
		case *asJSON:
			return r.rows(ctx, []data.ID{id}, func(row data.Row) error { return r.write(r.line(row)) })
		}
		return r.articles(ctx, []data.ID{id})
	})
	return cmd
}

// remove stops following feeds.
func (r *run) remove() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "remove FEED…",
		Short: "Stop following a feed",
		Long: `Stops following feeds, named by address, title, id or folder; a title or folder
names all that have it. Their articles go with them, but for starred ones; until
the library is compacted, u on the screen brings all of it back.`,
		Example: "  dateline remove https://example.org/feed.xml\n  dateline remove 'Harbour Gazette'",
	}
	asJSON := jsonFlag(cmd)
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		named, err := r.feedsNamed(ctx, library, args)
		if err != nil {
			return err
		}
		if len(named) == 0 {
			return misuse("a feed is missing: its address, title, id or folder")
		}
		change := data.Change{Action: data.EditFeeds}
		for _, f := range named {
			change.Feeds = append(change.Feeds, data.FeedEdit{Before: &f})
		}
		if _, err = library.Apply(ctx, change); err != nil || !*asJSON {
			return err
		}
		return r.listFeeds(named, true)
	})
	return cmd
}

// feedsNamed are the feeds that the arguments name: by address, title, id, or
// folder.
func (r *run) feedsNamed(ctx context.Context, library Feeds, args arguments) ([]data.Subscription, error) {
	all, err := library.Subscriptions(ctx)
	if err != nil {
		return nil, err
	}
	var named []data.Subscription
	for _, name := range append(append([]string(nil), args.words...), args.paths...) {
		if strings.TrimSpace(name) == "" { // feeds that weren't asked yet have no title either
			return nil, misuse("a feed is missing: an argument is empty")
		}
		found := 0
		for _, f := range all {
			if f.Address == name || string(f.ID) == name || r.Fold(f.Title) == r.Fold(name) ||
				f.Folder != "" && (f.Folder == name || strings.HasPrefix(f.Folder, name+"/")) {
				named = append(named, f)
				found++
			}
		}
		if found == 0 {
			return nil, fmt.Errorf("%s: no feed has this address, title, id or folder; dateline feeds lists them", name)
		}
	}
	return named, nil
}
