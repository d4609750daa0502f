package rules

import (
	"slices"
	"strings"
	"testing"

	gocmp "github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline/data"
	"dateline/data/search"
)

// few names, so that rules meet one another: chains, circles, all of it.
var few = []string{"Ann A", "Ben B", "Ann", "B", "Oslo", "Oslo Board", "Board", "Cem"}

func someCorrection(t *rapid.T) data.Correction {
	one := rapid.SampledFrom(few)
	c := data.Correction{
		Verb: rapid.SampledFrom(data.Verbs[:]).Draw(t, "verb"),
		Kind: rapid.SampledFrom(data.Kinds[:]).Draw(t, "kind"),
		Name: one.Draw(t, "name"),
	}
	switch c.Verb {
	case data.Merge:
		c.Join = rapid.SliceOfNDistinct(one, 1, 3, rapid.ID[string]).Draw(t, "join")
	case data.Split, data.AddAlias:
		c.Form = one.Draw(t, "form")
	case data.NotEntity:
		if rapid.Bool().Draw(t, "some") {
			c.Form = one.Draw(t, "form")
		}
	case data.Rename:
		c.To = one.Draw(t, "to")
	case data.ChangeKind:
		c.ToKind = rapid.SampledFrom(data.Kinds[:]).Draw(t, "to kind")
	}
	return c
}

func someCorrections(t *rapid.T, most int) []data.Correction {
	all := rapid.SliceOfN(rapid.Custom(someCorrection), 0, most).Draw(t, "rules")
	return slices.DeleteFunc(all, func(c data.Correction) bool { return c.Check() != nil })
}

// someRecognition is words of which some are names, no two over one another.
func someRecognition(t *rapid.T) (*data.Article, data.Recognition) {
	var words []string
	for range rapid.IntRange(0, 9).Draw(t, "words") {
		word := strings.ReplaceAll(rapid.SampledFrom(few).Draw(t, "word"), " ", "_")
		switch rapid.IntRange(0, 3).Draw(t, "as") {
		case 0:
			word = strings.ReplaceAll(word, "_", " ")
		case 1:
			word = signs[:1] + word
		case 2:
			word = signs[rapid.IntRange(0, 2).Draw(t, "sign"):][:1] + word
		case 3:
			name := strings.ReplaceAll(rapid.SampledFrom(few).Draw(t, "whose"), " ", "_")
			word = signs[rapid.IntRange(0, 2).Draw(t, "sign"):][:1] + name + "=" + word
		}
		words = append(words, word)
	}
	a, r := found(strings.Join(words, " "))
	for i := range r.Entities {
		m := r.Entities[i].Mentions[0]
		r.Quotes = append(r.Quotes, data.LocalQuote{Start: m.Start, End: m.End, Speaker: i, CueStart: m.Start, CueEnd: m.End})
	}
	return a, r
}

// TestRulesCompose: rules in one file do what the same rules do one after the
// other, each on what those before it left.
func TestRulesCompose(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, r := someRecognition(t)
		rules := someCorrections(t, 6)
		before := clone(r)
		at := r
		for _, c := range rules {
			at = Compile([]data.Correction{c}, key).Apply(a, at)
		}
		got := Compile(rules, key).Apply(a, r)
		if diff := gocmp.Diff(at, got); diff != "" {
			t.Fatalf("together and one by one differ:\n%s\n%v\n%s", show(a, r), rules, diff)
		}
		if diff := gocmp.Diff(before, r); diff != "" {
			t.Fatalf("what was found has changed:\n%s", diff)
		}
	})
}

// TestRulesKeepOrder: whatever the rules are, mentions stay whole, ordered and
// apart, entities have mentions, one name of a kind joins once, and speakers
// are among the entities.
func TestRulesKeepOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, r := someRecognition(t)
		got := Compile(someCorrections(t, 8), key).Apply(a, r)
		last := 0
		for _, m := range mentionsOf(got) {
			if m.Start < last || m.End <= m.Start || m.End > len(a.Text) {
				t.Fatalf("mention %+v behind %d of %q", m, last, a.Text)
			}
			last = m.End
		}
		first, joins := -1, map[string]bool{}
		for _, e := range got.Entities {
			if len(e.Mentions) == 0 || e.Mentions[0].Start < first {
				t.Fatalf("entities aren't in order:\n%s", show(a, got))
			}
			first = e.Mentions[0].Start
			if id := e.Kind.String() + e.Join; e.Join != "" && joins[id] {
				t.Fatalf("two are one:\n%s", show(a, got))
			} else {
				joins[id] = true
			}
			if slices.Contains(e.Aliases, e.Name) {
				t.Fatalf("%s is its own alias", e.Name)
			}
		}
		for _, q := range got.Quotes {
			if q.Speaker < -1 || q.Speaker >= len(got.Entities) {
				t.Fatalf("speaker %d of %d", q.Speaker, len(got.Entities))
			}
		}
	})
}

// TestReach: an article that a change of one correction alters, added or taken
// away, is among those that its reach names.
func TestReach(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, r := someRecognition(t)
		rules := someCorrections(t, 6)
		if len(rules) == 0 {
			return
		}
		at := rapid.IntRange(0, len(rules)-1).Draw(t, "at")
		without := slices.Delete(slices.Clone(rules), at, at+1)
		with := Compile(rules, key)
		one, two := with.Apply(a, r), Compile(without, key).Apply(a, r)
		if gocmp.Equal(one, two) {
			return
		}
		reach := with.reach(rules[at], key)
		for _, e := range slices.Concat(r.Entities, one.Entities, two.Entities) {
			if slices.Contains(reach.Names, e.Join) || slices.Contains(reach.Names, search.Fold(e.Name)) {
				return
			}
		}
		for _, text := range reach.Texts {
			if strings.Contains(a.Text, text) {
				return
			}
		}
		t.Fatalf("%v changes\n%s\nto\n%s\nand isn't told to reach it: %+v", rules[at], show(a, two), show(a, one), reach)
	})
}
