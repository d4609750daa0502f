package ui

import (
	"context"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
)

// watch waits for what happens in the library.
func (m *Model) watch() tea.Cmd {
	changes := m.opt.Library.Changes()
	empty := m.list.Len() == 0
	return m.always("watching the library", func(ctx context.Context) (tea.Msg, error) {
		select {
		case e, ok := <-changes:
			if !ok {
				return nil, nil
			}
			// Many come at once while articles are opened and recognised: take
			// them together.
			wait := settle
			if empty { // the first ones are being waited for
				wait = 0
			} else if !e.Articles && len(e.Marks) == 0 && e.Problem == nil {
				wait = unhurried
			}
			together(ctx, &e, changes, wait)
			return event.LibraryChanged{Event: e}, nil
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	})
}

// settle is how long events of the library are gathered; those that only move
// counts can wait.
const (
	settle    = 30 * time.Millisecond
	unhurried = 300 * time.Millisecond
)

func together(ctx context.Context, e *data.Event, changes <-chan data.Event, wait time.Duration) {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	for {
		select {
		case next, ok := <-changes:
			if !ok {
				return
			}
			e.Articles = e.Articles || next.Articles
			e.Names = e.Names || next.Names
			e.Feeds = e.Feeds || next.Feeds
			e.Mentions = append(e.Mentions, next.Mentions...)
			e.Marks = append(e.Marks, next.Marks...)
			if next.Problem != nil {
				e.Problem = next.Problem
			}
		case <-timer.C:
			return
		case <-ctx.Done():
			return
		}
	}
}
