package change_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/change"
)

var errFull = errors.New("the disk is full")

// book is a log and a rules file at once: it notes what is asked of it.
type book struct {
	change.Log
	asked  []string
	refuse string // what fails
	undone data.Change
}

func (b *book) note(what string) error {
	b.asked = append(b.asked, what)
	if what == b.refuse {
		return errFull
	}
	return nil
}

func (b *book) Apply(_ context.Context, c data.Change) (data.Change, error) {
	return c, b.note("apply")
}

func (b *book) Undo(context.Context) (data.Change, bool, error) {
	return b.undone, true, b.note("undo")
}

func (b *book) Redo(context.Context) (data.Change, bool, error) {
	return data.Change{}, true, b.note("redo")
}

func (b *book) Lay(_ *data.Article, r data.Recognition) data.Recognition { return r }

func (b *book) Version() string { return "1" }

func (b *book) Add(data.Correction) (data.Reach, error) {
	return data.Reach{Changed: true}, b.note("add")
}

func (b *book) Remove(data.Correction) (data.Reach, error) {
	return data.Reach{Changed: true}, b.note("remove")
}

func (b *book) Reload() (data.Reach, []data.Problem) { return data.Reach{}, nil }

func (b *book) Problems() []data.Problem { return nil }

// TestOrder: the rules come before the log, and neither is left alone with a
// correction when the other fails.
func TestOrder(t *testing.T) {
	correction := data.Change{Action: data.Correct, Correction: &data.Correction{}}
	apply := func(c data.Change) func(*change.Desk) error {
		return func(d *change.Desk) error { _, err := d.Apply(t.Context(), c); return err }
	}
	undo := func(d *change.Desk) error { _, _, err := d.Undo(t.Context()); return err }
	for name, test := range map[string]struct {
		do     func(*change.Desk) error
		undone data.Change
		refuse string
		want   []string
	}{
		"correction":            {apply(correction), data.Change{}, "", []string{"add", "apply", "relay"}},
		"rules refuse":          {apply(correction), data.Change{}, "add", []string{"add"}},
		"log refuses":           {apply(correction), data.Change{}, "apply", []string{"add", "apply", "remove"}},
		"undone":                {undo, data.Change{Action: data.Uncorrect, Correction: &data.Correction{}}, "", []string{"undo", "remove", "relay"}},
		"rules refuse the undo": {undo, data.Change{Action: data.Uncorrect, Correction: &data.Correction{}}, "remove", []string{"undo", "remove", "redo"}},
		"mark":                  {apply(data.Change{Action: data.MarkRead, Articles: []data.ID{"here", "elsewhere"}}), data.Change{}, "", []string{"apply", "changed [here]"}},
		"mark of none":          {apply(data.Change{Action: data.MarkRead, Articles: []data.ID{"elsewhere"}}), data.Change{}, "", nil},
		"search":                {apply(data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{{After: &data.SavedSearch{Name: "Li"}}}}), data.Change{}, "", []string{"apply", "changed []"}},
		"nameless search":       {apply(data.Change{Action: data.EditSearches, Searches: []data.SearchEdit{{After: &data.SavedSearch{}}}}), data.Change{}, "", nil},
		"mark undone":           {undo, data.Change{Action: data.MarkUnread, Articles: []data.ID{"here"}}, "", []string{"undo", "changed [here]"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := &book{refuse: test.refuse, undone: test.undone}
			d := &change.Desk{
				Log: b, Corrector: b,
				Here: func(ids []data.ID) []data.ID {
					return slices.DeleteFunc(slices.Clone(ids), func(id data.ID) bool { return id != "here" })
				},
				Changed: func(c data.Change) { b.asked = append(b.asked, strings.TrimSpace(fmt.Sprint("changed ", c.Articles))) },
				Relay:   func(data.Reach) ([]data.ID, error) { return nil, b.note("relay") },
			}
			if err := test.do(d); errors.Is(err, errFull) != (test.refuse != "") {
				t.Error(err)
			}
			if !slices.Equal(b.asked, test.want) {
				t.Errorf("asked %q, want %q", b.asked, test.want)
			}
		})
	}
}

// TestNone: without a rules file nothing is corrected, and it says so.
func TestNone(t *testing.T) {
	corrector := change.Open(nil)
	if _, err := corrector.Add(data.Correction{}); err == nil || corrector.Problems() != nil {
		t.Error("a correction was made")
	}
	if r := corrector.Lay(nil, data.Recognition{Version: "1"}); r.Version != "1" {
		t.Errorf("%+v", r)
	}
}
