package entity

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"dateline/data"
	"dateline/data/corpora"
)

// annotated is an article of the grouping set: names with positions, and
// which of them are one entity. Its text isn't there.
type annotated struct {
	ID       string
	Entities []struct {
		Entity int
		Name   string
		Kind   string
	}
	Mentions []placed
}

type placed struct {
	Text               string
	Begin, End, Entity int
}

// blank writes the names where they stand, with spaces around them, and
// answers with the text and the entity of each position.
func (a annotated) blank() (string, map[int]int) {
	var text []rune
	entity := map[int]int{}
	slices.SortFunc(a.Mentions, func(x, y placed) int { return x.Begin - y.Begin })
	for _, m := range a.Mentions {
		if m.Begin < len(text) || strings.TrimSpace(m.Text) == "" {
			continue
		}
		for len(text) < m.Begin {
			text = append(text, ' ')
		}
		entity[len(string(text))] = m.Entity
		text = append(text, []rune(m.Text)...)
		text = append(text, '\n')
	}
	return string(text), entity
}

// grouped groups given names, of given kinds, and answers with the positions
// of each group.
func grouped(d *reader, text string, kinds map[int]data.Kind) [][]int {
	d.mentions, d.folded = d.mentions[:0], map[string]string{}
	clear(d.compounds)
	d.cut(text, []passage{{0, len(text), data.Paragraph}})
	first := 0
	for _, end := range d.text.Ends {
		if k, ok := kinds[d.text.Tokens[first].Start]; ok {
			d.mentions = append(d.mentions, mention{first: first, end: end, kind: k})
		}
		first = end
	}
	var out [][]int
	for _, e := range d.group() {
		var at []int
		for _, m := range e.Mentions {
			at = append(at, m.Start)
		}
		out = append(out, at)
	}
	return out
}

// wholes is the positions of each entity of an article, and the kind of the
// name at each position.
func (a annotated) wholes(entity map[int]int) (map[int][]int, map[int]data.Kind) {
	kinds, of := map[int]data.Kind{}, map[int]data.Kind{}
	for _, e := range a.Entities {
		if k, ok := data.ParseKind(e.Kind); ok {
			of[e.Entity] = k
		}
	}
	want := map[int][]int{}
	for at, e := range entity {
		if k, ok := of[e]; ok {
			kinds[at] = k
			want[e] = append(want[e], at)
		}
	}
	return want, kinds
}

func readAnnotated(t *testing.T, path string) []annotated {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []annotated
	lines := json.NewDecoder(f)
	for lines.More() {
		var a annotated
		if err := lines.Decode(&a); err != nil {
			t.Fatal(err)
		}
		out = append(out, a)
	}
	return out
}

// TestGroupingOfRightNames groups the names of the grouping set, given right,
// and counts the entities that come out whole and unmixed.
func TestGroupingOfRightNames(t *testing.T) {
	articles := readAnnotated(t, filepath.Join(corpora.Dir(t, "grouping"), "dwie-train.jsonl"))
	r := recogniser(t)
	d := newReader(r.model, r.aliases)
	right, all := 0, 0
	for _, a := range articles {
		text, entity := a.blank()
		want, kinds := a.wholes(entity)
		got := map[string]bool{}
		for _, g := range grouped(d, text, kinds) {
			got[fmt.Sprint(g)] = true
		}
		for _, w := range want {
			slices.Sort(w)
			all++
			if got[fmt.Sprint(w)] {
				right++
			}
		}
	}
	share := 100 * float64(right) / float64(all)
	t.Logf("%d of %d entities exactly right, %.1f %%", right, all, share)
	if share < 94 {
		t.Errorf("%.1f %% of the entities are exactly right, want 94", share)
	}
}
