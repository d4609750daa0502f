package contract

import (
	"context"
	"errors"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"dateline/data"
	"dateline/data/search"
)

// Key is the join of a name alone, as the suite's recogniser gives joins: what
// a rules file is opened with.
func Key(_ data.Kind, name string) string {
	if folded := search.Fold(name); folded != "kiev" {
		return folded
	}
	return "kyiv"
}

// named is all that a screen shows of names.
type named struct {
	Entities []data.EntityCount
	Mentions map[data.ID][]data.Mention
}

func (r *run) named() named {
	r.t.Helper()
	all, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)
	n := named{all, map[data.ID][]data.Mention{}}
	for _, a := range r.w.Articles {
		reading, err := r.lib.Read(r.ctx, a.ID, data.Query{})
		r.ok(err)
		n.Mentions[a.ID] = reading.Mentions
	}
	return n
}

// correct makes a correction that changes something.
func (r *run) correct(c data.Correction) data.Change {
	r.t.Helper()
	done, err := r.lib.Apply(r.ctx, data.Change{Action: data.Correct, Correction: &c})
	r.ok(err)
	if done.Action != data.Correct || done.Correction == nil || !done.Correction.Equal(c) {
		r.t.Errorf("%s: did %+v", c, done)
	}
	return done
}

// has fails unless these are the entities, as "name here all articles".
func (r *run) has(what, want string) {
	r.t.Helper()
	all, err := r.lib.Entities(r.ctx, data.Query{})
	r.ok(err)
	r.counts(what, all, want)
}

// until waits for these entities to be there, and fails where they don't come.
func (r *run) until(what, want string) {
	r.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		all, err := r.lib.Entities(r.ctx, data.Query{})
		r.ok(err)
		if listed(all) == want {
			return
		}
	}
	r.has(what, want)
}

// corrections: each verb changes counts, mentions, search and steps at once; undo
// brings back exactly what was, identities included, and redo what came of it.
func corrections(t *testing.T, r *run) {
	for _, c := range []struct {
		data.Correction
		articles string // whose mentions change
		want     string
		table    [][2]string
	}{
		{
			data.Correction{Verb: data.Merge, Kind: data.Person, Name: "Li Wei", Join: []string{"José Núñez"}}, "comet",
			"Anna Lindqvist 0 5 3, Li Wei 0 4 3, Kyiv 0 3 3, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, Smith 0 1 1",
			[][2]string{{`person:"li wei"`, "comet envoy undated"}, {"person:nunez", "comet envoy undated"}},
		},
		{
			data.Correction{Verb: data.Merge, Kind: data.Person, Name: "Adam Smith", Join: []string{"Smith"}}, "twin-a twin-b",
			"Anna Lindqvist 0 5 3, Kyiv 0 3 3, Adam Smith 0 3 2, Li Wei 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, José Núñez 0 1 1",
			[][2]string{{"person:adam", "twin-a twin-b"}},
		},
		{
			data.Correction{Verb: data.Split, Kind: data.Place, Name: "Kyiv", Form: "Kiev"}, "comet",
			"Anna Lindqvist 0 5 3, Li Wei 0 3 2, Harbour Board 0 2 2, Kyiv 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Kiev 0 1 1, Smith 0 1 1",
			[][2]string{{"place:kiev", "comet"}, {"place:kyiv", "harbour envoy"}},
		},
		{
			data.Correction{Verb: data.Rename, Kind: data.Person, Name: "Li Wei", To: "Wei Li"}, "envoy undated",
			"Anna Lindqvist 0 5 3, Kyiv 0 3 3, Wei Li 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1",
			[][2]string{{`person:"wei li"`, "envoy undated"}, {`person:"li wei"`, "envoy undated"}},
		},
		{
			data.Correction{Verb: data.ChangeKind, Kind: data.Organisation, Name: "Harbour Board", ToKind: data.Place}, "harbour tides",
			"Anna Lindqvist 0 5 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1",
			[][2]string{{"place:harbour", "harbour tides"}, {"org:harbour", ""}},
		},
		{
			data.Correction{Verb: data.NotEntity, Kind: data.Place, Name: "Lisbon"}, "comet ferry",
			"Anna Lindqvist 0 5 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1",
			[][2]string{{"place:lisbon", ""}, {"lisbon", "ferry comet"}},
		},
		{
			data.Correction{Verb: data.NotEntity, Kind: data.Person, Name: "Anna Lindqvist", Form: "Ms Lindqvist"}, "ferry",
			"Anna Lindqvist 0 4 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1",
			[][2]string{{`person:"ms lindqvist"`, ""}},
		},
		{
			data.Correction{Verb: data.AddAlias, Kind: data.Person, Name: "Li Wei", Form: "The envoy"}, "envoy",
			"Anna Lindqvist 0 5 3, Li Wei 0 4 2, Kyiv 0 3 3, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1",
			[][2]string{{`person:"the envoy"`, "envoy undated"}},
		},
		{
			data.Correction{Verb: data.MarkText, Kind: data.Place, Name: "Kyiv Street"}, "harbour",
			"Anna Lindqvist 0 5 3, Li Wei 0 3 2, Harbour Board 0 2 2, Kyiv 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Kyiv Street 0 1 1, Smith 0 1 1",
			[][2]string{{`place:"kyiv street"`, "harbour"}, {"place:kyiv", "comet harbour envoy"}},
		},
	} {
		what := c.Correction.String()
		before := r.named()
		done := r.correct(c.Correction)
		slices.Sort(done.Articles)
		if got := join(done.Articles); got != c.articles {
			t.Errorf("%s: mentions changed in %s, want %s", what, got, c.articles)
		}
		r.has(what, c.want)
		table(t, r, c.table)
		after := r.named()
		r.step(r.lib.Undo, data.Uncorrect, c.Correction)
		if undone := r.named(); !reflect.DeepEqual(before, undone) {
			t.Errorf("%s, undone:\n%+v\nbut it was\n%+v", what, undone, before)
		}
		r.step(r.lib.Redo, data.Correct, c.Correction)
		if redone := r.named(); !reflect.DeepEqual(after, redone) {
			t.Errorf("%s, done again:\n%+v\nbut it was\n%+v", what, redone, after)
		}
		r.step(r.lib.Undo, data.Uncorrect, c.Correction)
	}
}

// step undoes or redoes a correction.
func (r *run) step(do func(context.Context) (data.Change, bool, error), action data.Action, c data.Correction) {
	r.t.Helper()
	done, ok, err := do(r.ctx)
	r.ok(err)
	if !ok || done.Action != action || done.Correction == nil || !done.Correction.Equal(c) {
		r.t.Errorf("%s: stepped %+v %v", c, done, ok)
	}
}

// The corrections of the tests below.
var (
	oneLi   = data.Correction{Verb: data.Merge, Kind: data.Person, Name: "Li Wei", Join: []string{"José Núñez"}}
	noPlace = data.Correction{Verb: data.NotEntity, Kind: data.Place, Name: "Lisbon"}
)

// corrected: who is kept keeps the identity, who was joined has none any more,
// steps go through the mentions of both, and every mention knows of the rule.
func corrected(t *testing.T, r *run) {
	li, nunez := r.entity(data.Person, "Li Wei"), r.entity(data.Person, "José Núñez")
	r.correct(oneLi)
	now := r.entity(data.Person, "Li Wei")
	if now.ID != li.ID || !slices.Equal(now.Aliases, []string{"José Núñez"}) || now.Description != "envoy" {
		t.Errorf("Li Wei, %s, became %+v", li.ID, now.Entity)
	}
	if _, err := r.lib.Entity(r.ctx, nunez.ID, data.Query{}); !errors.Is(err, data.ErrNoEntity) {
		t.Errorf("who was joined is there still: %v", err)
	}
	if _, err := r.lib.Next(r.ctx, nunez.ID, "", data.Query{}, data.Newest, false); !errors.Is(err, data.ErrNoEntity) {
		t.Errorf("who was joined is stepped through: %v", err)
	}
	r.walk(li.ID, "", data.Newest, "comet envoy undated")
	reading, err := r.lib.Read(r.ctx, "comet", data.Query{})
	r.ok(err)
	if m := reading.Mentions[0]; m.Entity != li.ID || m.Why.By != "list" || m.Why.Rules != oneLi.String() {
		t.Errorf("the mention of José Núñez is %+v", m)
	}
	r.counts("the sidebar", reading.Entities, "Li Wei 1 4 3, Lisbon 1 2 2, Kyiv 1 3 3")
}

// correctionsLast: corrections and their undoing survive a restart, among the
// other changes and in their order.
func correctionsLast(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry")
	r.correct(oneLi)
	r.apply(data.AddStar, "comet")
	r.correct(noPlace)
	before := r.named()
	r.restart()
	if after := r.named(); !reflect.DeepEqual(before, after) {
		t.Errorf("after a restart\n%+v\nwant\n%+v", after, before)
	}
	r.step(r.lib.Undo, data.Uncorrect, noPlace)
	done, ok, err := r.lib.Undo(r.ctx)
	r.ok(err)
	if !ok || done.Action != data.RemoveStar {
		t.Errorf("undid %+v", done)
	}
	r.restart()
	r.step(r.lib.Undo, data.Uncorrect, oneLi)
	r.restart()
	r.step(r.lib.Redo, data.Correct, oneLi)
	r.has("after all", "Anna Lindqvist 0 5 3, Li Wei 0 4 3, Kyiv 0 3 3, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, Smith 0 1 1")
}

// correctionsTold: an event tells of a correction and of its undoing.
func correctionsTold(t *testing.T, r *run) {
	told := func() {
		t.Helper()
		deadline := time.After(patience)
		for {
			select {
			case e := <-r.lib.Changes():
				if e.Names && slices.Contains(e.Mentions, "comet") {
					return
				}
			case <-deadline:
				t.Fatal("no event told of it")
			}
		}
	}
	r.correct(oneLi)
	told()
	r.step(r.lib.Undo, data.Uncorrect, oneLi)
	told()
}

// correctionsRefused: what says nothing, stands there already, or can't be
// stored changes nothing and isn't logged.
func correctionsRefused(t *testing.T, r *run) {
	before := r.named()
	for _, c := range []*data.Correction{nil, {}, {Verb: data.Rename, Name: "Li Wei", To: "Li Wei"}} {
		if _, err := r.lib.Apply(r.ctx, data.Change{Action: data.Correct, Correction: c}); err == nil {
			t.Errorf("%+v was accepted", c)
		}
	}
	r.correct(noPlace)
	done, err := r.lib.Apply(r.ctx, data.Change{Action: data.Correct, Correction: &noPlace})
	r.ok(err)
	if done.Correction != nil || len(done.Articles) > 0 {
		t.Errorf("the same again did %+v", done)
	}

	whole, err := os.ReadFile(r.w.Rules)
	r.ok(err)
	broken := string(whole) + "rules = 1\n"
	r.ok(os.WriteFile(r.w.Rules, []byte(broken), 0o600))
	if _, err := r.lib.Apply(r.ctx, data.Change{Action: data.Correct, Correction: &oneLi}); err == nil || !strings.Contains(err.Error(), "line ") {
		t.Errorf("a file with a mistake was written, or the place isn't told: %v", err)
	}
	if _, _, err := r.lib.Undo(r.ctx); err == nil {
		t.Error("a file with a mistake was written by undo")
	}
	text, err := os.ReadFile(r.w.Rules)
	r.ok(err)
	if string(text) != broken {
		t.Errorf("the reader's file became\n%s", text)
	}
	r.ok(os.WriteFile(r.w.Rules, whole, 0o600))
	r.step(r.lib.Undo, data.Uncorrect, noPlace)
	if after := r.named(); !reflect.DeepEqual(before, after) {
		t.Errorf("in the end\n%+v\nbut it was\n%+v", after, before)
	}
}

// correctedByHand: a rule that the reader wrote holds at once, and with the next
// correction at the latest.
func correctedByHand(t *testing.T, r *run) {
	r.ok(r.end())
	r.ok(os.WriteFile(r.w.Rules, []byte("# mine\nrules = [\n  {do = \"not\", kind = \"place\", name = \"Lisbon\"},\n]\n"), 0o600))
	r.start()
	r.has("from the start", "Anna Lindqvist 0 5 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1")
	r.ok(os.WriteFile(r.w.Rules, []byte("# mine\nrules = [\n  {do = \"not\", kind = \"place\", name = \"Kyiv\"},\n]\n"), 0o600))
	r.correct(oneLi)
	r.has("then", "Anna Lindqvist 0 5 3, Li Wei 0 4 3, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, Smith 0 1 1")
	r.step(r.lib.Undo, data.Uncorrect, oneLi)
	r.ok(os.WriteFile(r.w.Rules, []byte("# mine, and \nrules = [\n  {do = \"not\", kind = \"place\", name = \"Lisbon\"},\n]\n"), 0o600))
	r.until("edited while the library is open", "Anna Lindqvist 0 5 3, Kyiv 0 3 3, Li Wei 0 3 2, Harbour Board 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1")
	r.ok(os.WriteFile(r.w.Rules, []byte("# mine\nrules = [\n  {do = \"not\", kind = \"place\", name = \"Kyiv\"},\n]\n"), 0o600))
	r.until("and again", "Anna Lindqvist 0 5 3, Li Wei 0 3 2, Harbour Board 0 2 2, Lisbon 0 2 2, Smith 0 2 1, José Núñez 0 1 1, Smith 0 1 1")
	text, err := os.ReadFile(r.w.Rules)
	r.ok(err)
	if string(text) != "# mine\nrules = [\n  {do = \"not\", kind = \"place\", name = \"Kyiv\"},\n]\n" {
		t.Errorf("the reader's file became\n%s", text)
	}
	r.ok(os.WriteFile(r.w.Rules, append(text, "oh"...), 0o600))
	r.untilWrong("after a slip", 1)
	r.ok(os.WriteFile(r.w.Rules, append(text, "oh dear"...), 0o600))
	r.untilWrong("after another", 1)
	r.ok(os.WriteFile(r.w.Rules, text, 0o600))
	r.untilWrong("mended", 0)
}

// untilWrong waits until so much is wrong with the rules.
func (r *run) untilWrong(what string, want int) {
	r.t.Helper()
	var told []string
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		problems, err := r.lib.Problems(r.ctx)
		r.ok(err)
		told = nil
		for _, p := range problems {
			if p.Path == r.w.Rules {
				told = append(told, p.Cause)
			}
		}
		if len(told) == want {
			return
		}
	}
	r.t.Errorf("%s this is wrong: %q", what, told)
}
