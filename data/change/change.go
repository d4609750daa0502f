// Package change makes the reader's changes, corrections among them, and takes
// steps in the log of them.
package change

import (
	"context"
	"errors"
	"sync"
	"time"

	"dateline/data"
)

// Log has the changes that were made. *store.Store is one.
type Log interface {
	Apply(ctx context.Context, c data.Change) (data.Change, error)
	Undo(ctx context.Context) (data.Change, bool, error)
	Redo(ctx context.Context) (data.Change, bool, error)
}

// Desk is where changes are made. Corrections and steps in the log are made one
// at a time.
type Desk struct {
	Log Log
	// Corrector is the reader's rules.
	Corrector data.Corrector
	// Here gives those of some articles that are in the library.
	Here func([]data.ID) []data.ID
	// Changed takes over a change of marks, feeds or saved searches that was
	// stored.
	Changed func(data.Change)
	// Relay reads the articles anew that a change of the rules may concern, and
	// answers with those whose mentions are others than before.
	Relay func(data.Reach) ([]data.ID, error)

	mu sync.Mutex
}

// Apply makes a change, stores it, and remembers it for Undo, unless it only
// follows from reading. It answers with what did change: what was so already, or
// isn't in the library, is left out.
func (d *Desk) Apply(ctx context.Context, c data.Change) (data.Change, error) {
	if c.Action == data.Correct || c.Action == data.Uncorrect {
		return d.correct(ctx, c)
	}
	for _, edit := range c.Searches {
		if err := edit.Check(); err != nil {
			return data.Change{Action: c.Action}, err
		}
	}
	c.Articles = d.Here(c.Articles)
	if c.Empty() {
		return c, nil
	}
	done, err := d.Log.Apply(ctx, c)
	if err != nil {
		return data.Change{Action: c.Action}, err
	}
	d.Changed(done)
	return done, nil
}

// correct makes a correction or takes one back, and remembers it for Undo. The
// rules file comes first: what isn't in the log can still be edited there, but
// what is in the log alone would be lost.
func (d *Desk) correct(ctx context.Context, c data.Change) (data.Change, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if c.Correction == nil {
		return data.Change{}, errors.New("a correction that says nothing was made")
	}
	reach, err := d.rule(c)
	if err != nil || !reach.Changed {
		return data.Change{Action: c.Action}, err
	}
	done, err := d.Log.Apply(ctx, data.Change{Action: c.Action, Correction: c.Correction})
	if err != nil {
		c.Action = c.Action.Inverse()
		_, failed := d.rule(c)
		return data.Change{Action: c.Action}, errors.Join(err, failed)
	}
	done.Articles, err = d.Relay(reach)
	return done, err
}

// rule changes the rules.
func (d *Desk) rule(c data.Change) (data.Reach, error) {
	if c.Action == data.Uncorrect {
		return d.Corrector.Remove(*c.Correction)
	}
	return d.Corrector.Add(*c.Correction)
}

// Undo takes the newest change back that has not been, and answers with what
// was done to do so.
func (d *Desk) Undo(ctx context.Context) (done data.Change, ok bool, err error) {
	return d.step(ctx, d.Log.Undo, d.Log.Redo)
}

// Redo does again what Undo took back last.
func (d *Desk) Redo(ctx context.Context) (done data.Change, ok bool, err error) {
	return d.step(ctx, d.Log.Redo, d.Log.Undo)
}

// step takes a step in the log of changes. One that the rules file doesn't
// follow, as it has a mistake in it, is taken back.
func (d *Desk) step(ctx context.Context, do, back func(context.Context) (data.Change, bool, error)) (data.Change, bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	done, ok, err := do(ctx)
	if err != nil || !ok {
		return done, ok, err
	}
	if done.Correction == nil {
		d.Changed(done)
		return done, true, nil
	}
	reach, err := d.rule(done)
	if err != nil {
		_, _, failed := back(context.WithoutCancel(ctx))
		return data.Change{}, false, errors.Join(err, failed)
	}
	done.Articles, err = d.Relay(reach)
	return done, true, err
}

// edited is how often the rules are looked at for what was edited by hand.
const edited = time.Second

// Follow tells what is wrong in the rules, and reads them again whenever the
// reader has edited them by hand, until ctx ends.
func (d *Desk) Follow(ctx context.Context, tell func(data.Event), complain func(error)) {
	problems := d.Corrector.Problems()
	tick := time.NewTicker(edited)
	defer tick.Stop()
	for {
		for _, p := range problems {
			tell(data.Event{Problem: &p})
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		var err error
		problems, err = d.reload()
		complain(err)
	}
}

func (d *Desk) reload() ([]data.Problem, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	reach, problems := d.Corrector.Reload()
	if !reach.Changed {
		return problems, nil
	}
	_, err := d.Relay(reach)
	return problems, err
}

// Open gives the reader's corrections. Without open there are none, and none can
// be made.
func Open(open func() data.Corrector) data.Corrector {
	if open == nil {
		return none{}
	}
	return open()
}

// none is the corrector of a library that has none.
type none struct{}

var errNone = errors.New("corrections can't be kept here: there is no rules file")

func (none) Lay(_ *data.Article, r data.Recognition) data.Recognition { return r }
func (none) Version() string                                          { return "" }
func (none) Add(data.Correction) (data.Reach, error)                  { return data.Reach{}, errNone }
func (none) Remove(data.Correction) (data.Reach, error)               { return data.Reach{}, errNone }
func (none) Reload() (data.Reach, []data.Problem)                     { return data.Reach{}, nil }
func (none) Problems() []data.Problem                                 { return nil }
