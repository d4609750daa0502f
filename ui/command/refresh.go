package command

import (
	"context"
	"errors"
	"time"

	"github.com/spf13/cobra"

	"dateline/data"
)

// refresh asks feeds for what is new.
func (r *run) refresh() *cobra.Command {
	var asJSON, force bool
	var every time.Duration
	cmd := &cobra.Command{
		Use:   "refresh [FEED…]",
		Short: "Ask the feeds for what is new",
		Long: `Asks the feeds that are due, or those named by address, title, id or folder, for
what is new. It is fit for cron: quiet when all is well, with one line for each
feed that failed, and exit status 1 then. With --every it goes on until it is
interrupted.`,
		Example: "  dateline refresh\n  dateline refresh News 'Harbour Gazette'\n  dateline refresh --every 30m\n  dateline refresh --json | jq .new",
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "one JSON object a feed")
	cmd.Flags().BoolVar(&force, "all", false, "all feeds that aren't paused, due or not")
	cmd.Flags().DurationVar(&every, "every", 0, "refresh again after `TIME`, as 30m or 2h")
	cmd.RunE = r.start(func(ctx context.Context, args arguments) error {
		if every != 0 && every < time.Minute {
			return misuse("--every %s: at least a minute, for the servers' sake", every)
		}
		library, err := r.following(ctx)
		if err != nil {
			return err
		}
		for {
			named, err := r.feedsNamed(ctx, library, args)
			if err != nil {
				return err
			}
			ids, err := r.toRefresh(ctx, library, named, force)
			if err == nil {
				err = r.refreshed(ctx, library, ids, asJSON, func(data.Progress) error { return nil })
			}
			switch {
			case every > 0 && ctx.Err() != nil:
				return nil // as it was asked to
			case err != nil || every == 0:
				return err
			}
			if err := r.out.Flush(); err != nil {
				return err
			}
			select {
			case <-time.After(every):
			case <-ctx.Done():
				return nil
			}
		}
	})
	return cmd
}

// toRefresh are the feeds to ask: those named, all with force, or nil for those
// that are due.
func (r *run) toRefresh(ctx context.Context, library Feeds, named []data.Subscription, force bool) ([]data.FeedID, error) {
	if force && len(named) == 0 {
		all, err := library.Subscriptions(ctx)
		if err != nil {
			return nil, err
		}
		for _, f := range all {
			if !f.Paused && !f.Health.Gone {
				named = append(named, f)
			}
		}
		if len(named) == 0 {
			return []data.FeedID{}, nil
		}
	}
	var ids []data.FeedID
	for _, f := range named {
		ids = append(ids, f.ID)
	}
	return ids, nil
}

// refreshed asks feeds and tells of each that failed; done is called with each
// that went well.
func (r *run) refreshed(ctx context.Context, library Feeds, ids []data.FeedID, asJSON bool, done func(data.Progress) error) error {
	steps, err := library.Refresh(ctx, ids)
	if err != nil {
		return err
	}
	brought := map[data.FeedID]data.Progress{}
	var told error
	for p := range steps {
		if !p.Done {
			continue
		}
		brought[p.Feed] = p
		if p.Error != "" {
			r.fault(data.Problem{Path: p.URL, Cause: p.Error})
		}
		if p.Left != "" {
			r.note(p.Left)
		}
		told = errors.Join(told, done(p))
	}
	if err := errors.Join(ctx.Err(), told); err != nil || !asJSON {
		return err
	}
	all, err := library.Subscriptions(ctx)
	if err != nil {
		return err
	}
	for _, f := range all {
		p, ok := brought[f.ID]
		if !ok {
			continue
		}
		line := r.feedLine(f)
		line.New, line.Status, line.Error = p.Stored.New, p.Status, p.Error
		if err := r.write(line); err != nil {
			return err
		}
	}
	return nil
}
