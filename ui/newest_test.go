package ui

import (
	"context"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/event"
	"dateline/ui/screen"
)

// newestFirst is a library so large that First looks at the newest articles
// only: here at all but the two that match best.
type newestFirst struct{ Library }

func (l newestFirst) First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error) {
	r, err := l.Find(ctx, q, order)
	if err != nil || order < data.Relevance || len(r.IDs) < 4 {
		r.IDs = r.IDs[:min(most, len(r.IDs))]
		return r, err
	}
	r.IDs, r.Found, r.More = slices.Clone(r.IDs[2:len(r.IDs)-1]), len(r.IDs)-2, true
	return r, nil
}

// TestNewestFirst: the best of the newest articles are shown while a query is
// typed, with a plus behind how many they are, and the best of all once it rests.
func TestNewestFirst(t *testing.T) {
	l := newLibrary(t, stories()...)
	for keys, selected := range map[string]func(*Model) data.ID{
		"1 /": func(m *Model) data.ID { return m.list.Selected() },
		"S":   func(m *Model) data.ID { return m.search.results.Selected() },
	} {
		d := drive(t, 140, 40, newestFirst{l})
		q, err := d.m.parse("a", true)
		if err != nil {
			t.Fatal(err)
		}
		all, err := l.Find(t.Context(), q, data.Relevance)
		if err != nil || len(all.IDs) < 4 {
			t.Fatalf("%d articles match: %v", len(all.IDs), err)
		}
		first, err := newestFirst{l}.First(t.Context(), q, data.Relevance, firstResults)
		if err != nil {
			t.Fatal(err)
		}
		d.press(keys).enter("a") // the driver rests at once: all are there
		if got := selected(d.m); got != all.IDs[0] || d.m.reader.ID() != got {
			t.Errorf("%s: at rest %s is first, and %s is shown; want %s", keys, got, d.m.reader.ID(), all.IDs[0])
		}
		count := screen.Number(first.Found) + "+"
		if strings.Contains(d.screen(), count) {
			t.Errorf("%s: at rest there is %s:\n%s", keys, count, d.screen())
		}
		// What is typed, before it rests.
		d.m.Update(event.Found{Job: d.m.jobs.number[listLane], Result: first})
		d.m.Update(event.Searched{Job: d.m.jobs.number[searchLane], Result: first})
		if got := selected(d.m); got != first.IDs[0] || !strings.Contains(d.screen(), count) {
			t.Errorf("%s: while typing %s is first, want %s and %s:\n%s", keys, got, first.IDs[0], count, d.screen())
		}
	}
}

// TestRestStaysAtTheFirst: where the best of all is the article that is shown
// already, the best of the newest, which is on its way, doesn't take its place.
func TestRestStaysAtTheFirst(t *testing.T) {
	d := drive(t, 140, 40, newestFirst{newLibrary(t, stories()...)})
	d.press("1 /").enter("a")
	all, shown := d.m.list.All(), d.m.reader.ID()
	newest := slices.Clone(all[2:])
	d.m.Update(event.Found{Job: d.m.jobs.number[listLane], Result: data.Result{IDs: newest, Found: len(newest) + 1, More: true}})
	_, late := d.m.Update(event.Rested{Job: d.m.jobs.number[restLane]})
	d.send(event.Found{Job: d.m.jobs.number[listLane], Rest: true, Result: data.Result{IDs: all, Found: len(all)}})
	d.run(late)
	if d.m.reader.ID() != shown || d.m.list.Selected() != all[0] || shown != all[0] {
		t.Errorf("%s is shown and %s selected, want %s", d.m.reader.ID(), d.m.list.Selected(), all[0])
	}
}

// TestRestKeepsWhatWasOpened: a result that was opened before all were known stays
// the one that the search goes on from.
func TestRestKeepsWhatWasOpened(t *testing.T) {
	l := newLibrary(t, stories()...)
	d := drive(t, 140, 40, newestFirst{l}).press("S").enter("a").press("enter")
	opened, job := d.m.reader.ID(), d.m.jobs.number[searchLane]
	all := d.m.origin.results.Result()
	last := slices.Clone(all.IDs)
	slices.Reverse(last)
	d.send(event.Searched{Job: job, Rest: true, Result: data.Result{IDs: last, Found: len(last)}})
	if d.m.reader.ID() != opened || d.m.origin.results.Selected() != opened {
		t.Errorf("%s is shown and %s selected; %s was opened", d.m.reader.ID(), d.m.origin.results.Selected(), opened)
	}
	d.press("esc").want("Dateline  Search")
	if d.m.search.results.Selected() != opened {
		t.Errorf("back in the search %s is selected, where %s was opened", d.m.search.results.Selected(), opened)
	}
}
