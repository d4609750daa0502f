package ui

import (
	"context"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"dateline/data"
	"dateline/ui/event"
)

// stuck is a library that answers to what is typed only once it is let go.
type stuck struct {
	Library
	open chan struct{}
}

func (s stuck) First(ctx context.Context, q data.Query, order data.Order, most int) (data.Result, error) {
	<-s.open
	return s.Library.First(ctx, q, order, most)
}

// TestSlowLibrary: a library that doesn't answer keeps no key waiting, and what
// it answers in the end is shown.
func TestSlowLibrary(t *testing.T) {
	s := stuck{newLibrary(t, stories()...), make(chan struct{})}
	d := drive(t, 140, 40, s)
	d.m.opt.Library = still{s}
	d.press("1 /")
	began := time.Now()
	_, cmd := d.m.Update(tea.PasteMsg{Content: "xyzzy"})
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the key took %v", took)
	}
	if d.m.field.Value() != "xyzzy" {
		t.Errorf("the field holds %q", d.m.field.Value())
	}
	if d.m.list.Len() == 0 {
		t.Error("the list is empty before there is an answer")
	}
	close(s.open)
	d.run(cmd)
	if n := d.m.list.Len(); n != 0 {
		t.Errorf("%d articles are found", n)
	}
}

// TestSoon: answers that come in time are taken at once, also those that follow
// from one another, and late ones by the command that is left.
func TestSoon(t *testing.T) {
	d := drive(t, 140, 40, newLibrary(t, stories()...))
	counted := func(n int) tea.Cmd {
		return func() tea.Msg { return event.Counted{Counts: data.Counts{Articles: n}} }
	}
	d.m.until = time.Now().Add(time.Minute)
	if cmd := d.m.soon(nil, counted(7)); d.m.counts.Articles != 7 {
		t.Errorf("%d articles, and %v is left", d.m.counts.Articles, cmd)
	}
	if d.m.soon(tea.Batch(counted(8), counted(8))); d.m.counts.Articles != 8 {
		t.Errorf("%d articles of a batch", d.m.counts.Articles)
	}
	d.m.until = time.Now().Add(time.Millisecond)
	late := d.m.soon(func() tea.Msg {
		time.Sleep(50 * time.Millisecond)
		return counted(9)()
	})
	if d.m.counts.Articles != 8 {
		t.Error("it waited for what came too late")
	}
	if d.run(late); d.m.counts.Articles != 9 {
		t.Errorf("%d articles: what came late is lost", d.m.counts.Articles)
	}
}

// TestSoonPanics: a panic comes out where Bubble Tea puts the terminal in order.
func TestSoonPanics(t *testing.T) {
	d := drive(t, 140, 40, newLibrary(t, stories()...))
	d.m.until = time.Now().Add(time.Minute)
	defer func() {
		if recover() != "broken" {
			t.Error("the panic is lost")
		}
	}()
	d.m.soon(func() tea.Msg { panic("broken") })
}
