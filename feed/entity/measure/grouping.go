package measure

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"dateline/data"
)

// Grouped is an article's names, right and in order, each on a line of Text,
// with what they belong to: the grouping set has no running text.
type Grouped struct {
	ID    string
	Text  string
	Names []Name
	Of    []int          // for each name, its entity
	Title map[int]string // of an entity, the encyclopedia's title where it has one
}

// ReadGrouped reads JSON Lines of the grouping set. Entities that are none of
// the three kinds are left out.
func ReadGrouped(r io.Reader) ([]Grouped, error) {
	var out []Grouped
	lines := json.NewDecoder(r)
	for lines.More() {
		var a annotated
		if err := lines.Decode(&a); err != nil {
			return nil, fmt.Errorf("article %d of the grouping set: %w", len(out)+1, err)
		}
		out = append(out, a.grouped())
	}
	return out, nil
}

// annotated is a line of the set.
type annotated struct {
	ID       string
	Entities []struct {
		Entity           int
		Name, Kind, Link string
	}
	Mentions []struct {
		Text          string
		Begin, Entity int
	}
}

func (a annotated) grouped() Grouped {
	g := Grouped{ID: a.ID, Title: map[int]string{}}
	kinds := map[int]data.Kind{}
	for _, e := range a.Entities {
		if k, ok := data.ParseKind(e.Kind); ok {
			kinds[e.Entity] = k
			if e.Link != "" {
				g.Title[e.Entity] = e.Link
			}
		}
	}
	order := make([]int, len(a.Mentions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(x, y int) int { return a.Mentions[x].Begin - a.Mentions[y].Begin })
	var text strings.Builder
	for _, i := range order {
		m := a.Mentions[i]
		k, ok := kinds[m.Entity]
		s := strings.Join(strings.Fields(m.Text), " ")
		if !ok || s == "" {
			continue
		}
		g.Names = append(g.Names, Name{text.Len(), text.Len() + len(s), k})
		g.Of = append(g.Of, m.Entity)
		text.WriteString(s + "\n")
	}
	g.Text = text.String()
	return g
}

// Errors notes in words what was put apart and what together wrongly.
func (a Grouped) Errors(g Groups, into map[string]int) {
	want, got := members(a.Of), members(g.Of)
	for _, in := range want {
		if parts := a.parts(in, g.Of); len(parts) > 1 {
			into[a.Names[in[0]].Kind.String()+" put apart: "+strings.Join(parts, " | ")]++
		}
	}
	for _, in := range got {
		if parts := a.parts(in, a.Of); len(parts) > 1 {
			into[a.Names[in[0]].Kind.String()+" put together: "+strings.Join(parts, " + ")]++
		}
	}
}

// parts is the longest form of each part that some names fall into.
func (a Grouped) parts(in []int, of []int) []string {
	longest := map[int]string{}
	for _, i := range in {
		if s := a.Text[a.Names[i].Start:a.Names[i].End]; len(s) > len(longest[of[i]]) {
			longest[of[i]] = s
		}
	}
	var out []string
	for _, s := range longest {
		out = append(out, s)
	}
	slices.Sort(out)
	return out
}
