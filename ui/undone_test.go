package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"dateline/data"
)

// TestFeedsWithoutATitleAreTold: one that hasn't been asked yet has only its
// address.
func TestFeedsWithoutATitleAreTold(t *testing.T) {
	f := &data.Subscription{Address: "https://example.org/feed"}
	if got := describeFeeds([]data.FeedEdit{{Before: f}}, "undone"); got != "Undone: now no longer following https://example.org/feed" {
		t.Error(got)
	}
	f.Given = "The Ledger"
	if got := describeFeeds([]data.FeedEdit{{After: f}}, ""); got != "Following The Ledger" {
		t.Error(got)
	}
}

// TestMovedBack: of a feed that changed places with another the other isn't told.
func TestMovedBack(t *testing.T) {
	edit := func(title string, from, to int) data.FeedEdit {
		return data.FeedEdit{Before: &data.Subscription{Title: title, Place: from}, After: &data.Subscription{Title: title, Place: to}}
	}
	edits := []data.FeedEdit{edit("The Ledger", 1, 0), edit("Island Radio", 0, 1)}
	for verb, want := range map[string]string{"undone": "Undone: The Ledger moved", "redone": "Done again: The Ledger moved"} {
		if got := describeFeeds(edits, verb); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// longUndone is a library whose newest change was made long ago.
type longUndone struct {
	Library
	made time.Time
}

func (l longUndone) Undo(context.Context) (data.Change, bool, error) {
	var edits []data.FeedEdit
	for i := range 100 {
		edits = append(edits, data.FeedEdit{Before: &data.Subscription{Title: fmt.Sprint("Feed ", i)}})
	}
	return data.Change{Action: data.EditFeeds, Feeds: edits, Made: l.made}, true, nil
}

// TestOldChangesAreToldWithTheirTime: what was done at an earlier start, or by a
// command, may not be in the reader's mind.
func TestOldChangesAreToldWithTheirTime(t *testing.T) {
	for ago, want := range map[time.Duration]string{
		time.Minute:    "Undone: now no longer following 100 feeds  ",
		3 * time.Hour:  "Undone: now no longer following 100 feeds · first done 3 hours ago",
		30 * time.Hour: "Undone: now no longer following 100 feeds · first done yesterday",
	} {
		drive(t, 100, 30, longUndone{newLibrary(t, stories()...), today.Add(-ago)}).press("u").wantStatus(want).want("ctrl+r redo")
	}
}
