package contract

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
)

func describe(e data.EntityCount) string {
	return fmt.Sprintf("%s %d %d %d", e.Name, e.Here, e.All, e.Articles)
}

func join(ids []data.ID) string {
	text := make([]string, len(ids))
	for i, id := range ids {
		text[i] = string(id)
	}
	return strings.Join(text, " ")
}

// index is the offset of the nth (from 0) occurrence of a string in an article.
func (r *run) index(id data.ID, s string, nth int) int {
	r.t.Helper()
	at := -1
	for range nth + 1 {
		found := strings.Index(r.text(id)[at+1:], s)
		if found < 0 {
			r.t.Fatalf("%s hasn't %q so often", id, s)
		}
		at += 1 + found
	}
	return at
}

func (r *run) apply(action data.Action, ids ...data.ID) data.Change {
	r.t.Helper()
	done, err := r.lib.Apply(r.ctx, data.Change{Action: action, Articles: ids})
	r.ok(err)
	return done
}

func marks(t *testing.T, r *run) {
	if done := r.apply(data.MarkRead, "ferry", "nowhere", "comet"); join(done.Articles) != "ferry comet" {
		t.Errorf("marked %v", done)
	}
	if done := r.apply(data.MarkRead, "ferry", "tides"); join(done.Articles) != "tides" || done.Action != data.MarkRead {
		t.Errorf("marked %v, want what wasn't", done)
	}
	r.apply(data.AddStar, "comet")
	if done := r.apply(data.RemoveStar, "ferry"); len(done.Articles) != 0 {
		t.Errorf("took a star that wasn't there: %v", done)
	}
	counts, err := r.lib.Counts(r.ctx)
	r.ok(err)
	if want := (data.Counts{Articles: 9, Unread: 6, Starred: 1, Indexed: 9, Recognised: 9}); counts != want {
		t.Errorf("counts %+v, want %+v", counts, want)
	}
	got, err := r.lib.Rows(r.ctx, []data.ID{"comet", "harbour"})
	r.ok(err)
	if !got[0].Read || !got[0].Starred || got[1].Read || got[1].Starred {
		t.Errorf("rows %+v", got)
	}
}

func undo(t *testing.T, r *run) {
	step := func(do func(context.Context) (data.Change, bool, error), want string) {
		t.Helper()
		done, ok, err := do(r.ctx)
		r.ok(err)
		got := fmt.Sprint(done.Action, " ", join(done.Articles))
		if !ok {
			got = "nothing"
		}
		if got != want {
			t.Errorf("did %s, want %s", got, want)
		}
	}
	step(r.lib.Undo, "nothing")
	r.apply(data.MarkRead, "ferry", "comet")
	r.apply(data.MarkRead, "ferry") // changes nothing, so there is nothing to undo
	r.apply(data.AddStar, "ferry")
	step(r.lib.Redo, "nothing")
	step(r.lib.Undo, fmt.Sprint(data.RemoveStar, " ferry"))
	step(r.lib.Undo, fmt.Sprint(data.MarkUnread, " ferry comet"))
	step(r.lib.Undo, "nothing")
	step(r.lib.Redo, fmt.Sprint(data.MarkRead, " ferry comet"))
	step(r.lib.Redo, fmt.Sprint(data.AddStar, " ferry"))
	step(r.lib.Redo, "nothing")
	step(r.lib.Undo, fmt.Sprint(data.RemoveStar, " ferry"))
	r.apply(data.MarkRead, "tides") // from here on the star is gone for good
	step(r.lib.Redo, "nothing")
	if got := r.find("is:read", data.Newest); got != "ferry comet tides" {
		t.Errorf("read are %s", got)
	}
}

// undoByReading: marks that only follow from reading aren't in the way of undo
// and redo, and what has nothing left to take back is passed over.
func undoByReading(t *testing.T, r *run) {
	reads := func(id data.ID) {
		t.Helper()
		done, err := r.lib.Apply(r.ctx, data.Change{Action: data.MarkRead, Articles: []data.ID{id}, ByReading: true})
		r.ok(err)
		if join(done.Articles) != string(id) {
			t.Errorf("reading %s marked %v", id, done)
		}
	}
	step := func(do func(context.Context) (data.Change, bool, error), want string) {
		t.Helper()
		done, ok, err := do(r.ctx)
		r.ok(err)
		if got := fmt.Sprint(done.Action, " ", join(done.Articles), " ", ok); got != want {
			t.Errorf("did %s, want %s", got, want)
		}
	}
	r.apply(data.AddStar, "ferry")
	reads("comet")
	step(r.lib.Undo, fmt.Sprint(data.RemoveStar, " ferry true"))
	reads("tides")
	step(r.lib.Redo, fmt.Sprint(data.AddStar, " ferry true"))
	r.apply(data.MarkUnread, "comet")
	reads("comet") // again: there is nothing left of the mark to take back
	step(r.lib.Undo, fmt.Sprint(data.RemoveStar, " ferry true"))
	if got := r.find("is:read", data.Newest); got != "comet tides" {
		t.Errorf("read are %s", got)
	}
}

// changes: what the reader does is told, and the channel ends with the library.
func changes(t *testing.T, r *run) {
	told := func(want func(data.Event) bool) {
		t.Helper()
		deadline := time.After(patience)
		for {
			select {
			case e := <-r.lib.Changes():
				if want(e) {
					return
				}
			case <-deadline:
				t.Fatal("no event told of it")
			}
		}
	}
	r.apply(data.MarkRead, "ferry")
	told(func(e data.Event) bool { return slices.Contains(e.Marks, "ferry") })
	_, _, err := r.lib.Undo(r.ctx)
	r.ok(err)
	told(func(e data.Event) bool { return slices.Contains(e.Marks, "ferry") })
	r.ok(r.end())
	for range r.lib.Changes() {
		// What was still waiting; the loop ends when the channel closes.
	}
}

func problems(t *testing.T, r *run) {
	got, err := r.lib.Problems(r.ctx)
	r.ok(err)
	if len(got) != 1 || got[0] != r.w.Problem {
		t.Errorf("problems %v", got)
	}
}

func unknown(t *testing.T, r *run) {
	for what, err := range map[string]error{
		"Read":  second(r.lib.Read(r.ctx, "nowhere", data.Query{})),
		"Hits":  second(r.lib.Hits(r.ctx, r.query("x"), "nowhere")),
		"Next":  second(r.lib.Next(r.ctx, r.entity(data.Place, "Kyiv").ID, "nowhere", data.Query{}, data.Newest, false)),
		"Next2": second(r.lib.Next(r.ctx, r.entity(data.Place, "Kyiv").ID, "nowhere", data.Query{}, data.Newest, true)),
	} {
		if !errors.Is(err, data.ErrNoArticle) {
			t.Errorf("%s of an unknown article: %v", what, err)
		}
	}
	for what, err := range map[string]error{
		"Entity":     second(r.lib.Entity(r.ctx, "no one", data.Query{})),
		"Next":       second(r.lib.Next(r.ctx, "no one", "ferry", data.Query{}, data.Newest, false)),
		"Quotations": second(r.lib.Quotations(r.ctx, "no one", data.Query{}, data.Newest)),
		"Card":       second(r.lib.Card(r.ctx, "no one", data.Query{}, data.Newest)),
	} {
		if !errors.Is(err, data.ErrNoEntity) {
			t.Errorf("%s of an unknown entity: %v", what, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func cancelled(t *testing.T, r *run) {
	ctx, cancel := context.WithCancel(r.ctx)
	cancel()
	q := r.query("tariff")
	for what, err := range map[string]error{
		"Find":       second(r.lib.Find(ctx, q, data.Relevance)),
		"Rows":       second(r.lib.Rows(ctx, []data.ID{"ferry"})),
		"Snippets":   second(r.lib.Snippets(ctx, q, []data.ID{"ferry"}, 60)),
		"Hits":       second(r.lib.Hits(ctx, q, "ferry")),
		"Read":       second(r.lib.Read(ctx, "ferry", q)),
		"Entities":   second(r.lib.Entities(ctx, q)),
		"Counts":     second(r.lib.Counts(ctx)),
		"Quotations": second(r.lib.Quotations(ctx, "", q, data.Newest)),
		"Card":       second(r.lib.Card(ctx, "no one", q, data.Newest)),
		"Apply":      second(r.lib.Apply(ctx, data.Change{Articles: []data.ID{"ferry"}})),
		"KeepTop":    r.lib.KeepTop(ctx, data.Position{Article: "ferry", Offset: 1}),
	} {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%s with a cancelled context: %v", what, err)
		}
	}
}

// restart: marks, places, session, undo and identities last.
func restart(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry", "tides")
	r.apply(data.AddStar, "comet")
	r.ok(r.lib.KeepTop(r.ctx, data.Position{Article: "envoy", Offset: 21}))
	session := data.Session{
		Here:     data.Spot{View: "search", Query: "tariff", Article: "envoy", Top: 21, Mention: -1},
		Back:     []data.Spot{{View: "articles", Article: "ferry", Mention: 3}},
		Settings: map[string]string{"order": "oldest"},
	}
	r.ok(r.lib.KeepSession(r.ctx, session))
	before, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)

	r.restart()
	if got := r.find("is:read", data.Newest); got != "ferry tides" {
		t.Errorf("read are %s", got)
	}
	if got := r.find("is:starred", data.Newest); got != "comet" {
		t.Errorf("starred are %s", got)
	}
	reading, err := r.lib.Read(r.ctx, "envoy", data.Query{})
	r.ok(err)
	if reading.Top != 21 {
		t.Errorf("left at %d, want 21", reading.Top)
	}
	got, err := r.lib.Session(r.ctx)
	r.ok(err)
	if !reflect.DeepEqual(got, session) {
		t.Errorf("session %+v, want %+v", got, session)
	}
	after, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)
	if !reflect.DeepEqual(before, after) {
		t.Errorf("entities moved:\n%+v\n%+v", before, after)
	}
	done, ok, err := r.lib.Undo(r.ctx)
	r.ok(err)
	if !ok || done.Made.IsZero() || done.Action != data.RemoveStar || join(done.Articles) != "comet" {
		t.Errorf("undid %v %v", done, ok)
	}
}

// end: after it, calls answer with an error instead of hanging or panicking.
func end(t *testing.T, r *run) {
	r.ok(r.end())
	if _, err := r.lib.Find(r.ctx, data.Query{}, data.Newest); err == nil {
		t.Error("a library that has ended still finds")
	}
	if _, err := r.lib.Apply(r.ctx, data.Change{Articles: []data.ID{"ferry"}}); err == nil {
		t.Error("a library that has ended still takes changes")
	}
}
