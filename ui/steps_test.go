package ui

import (
	"testing"

	tea "charm.land/bubbletea/v2"
)

// hold presses keys and keeps what they ask for, as where the library takes its
// time.
func (d *driver) hold(keys ...string) (held []tea.Cmd) {
	for _, k := range keys {
		_, cmd := d.m.Update(keyOf(k))
		held = append(held, cmd)
	}
	return held
}

// TestStepsWaitForTheArticle: a step that is asked for while another article is
// on its way is one of that article, however it was asked for.
func TestStepsWaitForTheArticle(t *testing.T) {
	for name, keys := range map[string][]string{
		"the next article":               {"J"},
		"the next unread":                {"]"},
		"opened from the list":           {"1", "down", "enter"},
		"the list's cursor":              {"1", "down"},
		"the list's cursor, and further": {"1", "down", "down", "up"},
	} {
		t.Run(name, func(t *testing.T) {
			d := start(t, 140, 40)
			d.press("enter")
			first := d.m.reader.ID()
			held := d.hold(append(keys, "n", "n")...)
			if d.m.reader.Mention() >= 0 && d.m.reader.ID() == first {
				t.Error("it stepped in the article that is being left")
			}
			for _, cmd := range held {
				d.run(cmd)
			}
			if d.m.reader.ID() == first || d.m.chosen.ID == "" {
				t.Fatalf("after all that the reader has %s, and chosen is %q", d.m.reader.ID(), d.m.chosen.Name)
			}
			if n, of := d.m.reader.Number(); n != min(2, of) {
				t.Errorf("it is at mention %d of %d, want the second", n, of)
			}
		})
	}
}

// TestTurnsWaitForTheArticle: no press of J is lost, however fast they come.
func TestTurnsWaitForTheArticle(t *testing.T) {
	d := start(t, 140, 40)
	d.press("enter")
	for _, cmd := range d.hold("J", "J", "J") {
		d.run(cmd)
	}
	if got, want := d.m.list.Index(), 3; got != want {
		t.Errorf("three presses came to article %d, want %d", got, want)
	}
}
