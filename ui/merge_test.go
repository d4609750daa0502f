package ui

import (
	"strings"
	"testing"

	"dateline/data"
	"dateline/ui/event"
)

// TestMergeInLowWindows: the rule shows where it has room, the frame is whole,
// and the cursor stays in sight however many names are offered.
func TestMergeInLowWindows(t *testing.T) {
	text := "Marta Lindqvist met Tomás Iriarte and Li Wei."
	l := newLibrary(t, append(stories(), compose("a6", 19, "Wire", "A meeting", text))...)
	drive(t, 60, 20, l).press("enter n e m").enter("iri").press("enter").want("rules.toml", `keep = "Marta`, "esc leave")
	for h := 10; h < 24; h++ {
		d := drive(t, 44, h, l).press("enter n e m").want("┌─ Merge into one person", "└──", "/ ", "enter add")
		d.press("down down")
		if v := d.m.View(); v.Cursor.Y >= h-2 {
			t.Errorf("%d rows: the cursor is below the dialog\n%s", h, d.screen())
		}
		d.want("▌").press("enter").want("▌", "enter merge", "└──")
		if h >= 14 {
			d.want("will be Marta Lindqvist")
		}
	}
}

// TestMergeOfMany shows the rows around the cursor.
func TestMergeOfMany(t *testing.T) {
	var people []data.EntityCount
	for _, name := range strings.Fields("Ann Ben Cem Dag Eva Fay Gus Hal Ida Jan") {
		people = append(people, data.EntityCount{Entity: data.Entity{ID: data.EntityID(name), Kind: data.Person, Name: name}, All: 1, Articles: 1})
	}
	d := drive(t, 60, 20, newLibrary(t, stories()...))
	d.m.mergeReady(mergeOf(people))
	for range 8 {
		d.press("enter /")
	}
	d.press("esc").want("will be Ann", "esc leave").press("up up up up up up up up up up")
	if !strings.Contains(d.screen(), "▌ ●") {
		t.Errorf("the first row isn't shown under the cursor:\n%s", d.screen())
	}
}

// mergeOf is the dialog for the first of some people.
func mergeOf(people []data.EntityCount) event.MergeReady {
	return event.MergeReady{Entity: people[0], Entities: people}
}
