package contract

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline/data"
)

// leaves are conditions that hold in some articles, in none, or closely.
var leaves = []string{
	"tariff", "the", "kiev", "lndqvist", "patien", "xyzzy", "lisbon", `"wage war"`, "title:twins", "text:comet",
	"person:lindqvist", "place:kyiv", "entity:smith", "source:gazette", "author:holm", "lang:en", "has:picture",
	"is:unread", "is:starred", "after:2025-04-14", "before:2025-04-12", "feed:=0123456789ab",
}

// tree is a query as it is meant.
type tree struct {
	leaf string // empty for what is joined
	or   bool
	not  bool
	args []*tree
}

// drawn draws a tree that is at most so deep.
func drawn(t *rapid.T, depth int) *tree {
	e := &tree{not: rapid.Bool().Draw(t, "not")}
	if depth == 0 || rapid.IntRange(0, 2).Draw(t, "leaf") == 0 {
		e.leaf = rapid.SampledFrom(leaves).Draw(t, "what")
		return e
	}
	e.or = rapid.Bool().Draw(t, "or")
	for range rapid.IntRange(2, 3).Draw(t, "args") {
		e.args = append(e.args, drawn(t, depth-1))
	}
	return e
}

// source writes a tree as a query.
func (e *tree) source() string {
	sign := ""
	if e.not {
		sign = "-"
	}
	if e.leaf != "" {
		return sign + e.leaf
	}
	var args []string
	for _, arg := range e.args {
		args = append(args, arg.source())
	}
	joint := " "
	if e.or {
		joint = " or "
	}
	return sign + "(" + strings.Join(args, joint) + ")"
}

// How well an article matches.
const (
	none = iota
	closely
	whole
)

// answers asks a library for what one condition matches, each once.
type answers struct {
	r    *run
	kept map[string]map[data.ID]int
}

func (a *answers) of(source string) map[data.ID]int {
	if found, ok := a.kept[source]; ok {
		return found
	}
	result, err := a.r.lib.Find(a.r.ctx, a.r.query(source), data.Newest)
	a.r.ok(err)
	found := map[data.ID]int{}
	for i, id := range result.IDs {
		found[id] = closely
		if i < result.Exact {
			found[id] = whole
		}
	}
	a.kept[source] = found
	return found
}

// judge tells how well an article matches a tree, of its conditions alone.
// With not, it is what the tree leaves out that is asked for.
func (a *answers) judge(e *tree, not bool, id data.ID) int {
	not = not != e.not
	if e.leaf != "" {
		if not {
			return a.of("-" + e.leaf)[id]
		}
		return a.of(e.leaf)[id]
	}
	all := e.or == not // none of several is all of their opposites
	best := none
	if all {
		best = whole
	}
	for _, arg := range e.args {
		if one := a.judge(arg, not, id); all {
			best = min(best, one)
		} else {
			best = max(best, one)
		}
	}
	return best
}

// anyTree compares what random queries find with what follows from their
// conditions one by one.
func anyTree(t *testing.T, r *run) {
	r.apply(data.MarkRead, "ferry", "tides")
	r.apply(data.AddStar, "comet", "ferry")
	single := &answers{r, map[string]map[data.ID]int{}}
	rapid.Check(t, func(t *rapid.T) {
		e := drawn(t, 3)
		source := e.source()
		var exact, near []string
		for id := range strings.FieldsSeq(everything) {
			switch single.judge(e, false, data.ID(id)) {
			case whole:
				exact = append(exact, id)
			case closely:
				near = append(near, id)
			}
		}
		want := strings.Join(exact, " ")
		if near != nil {
			want = strings.TrimSpace(want + " | " + strings.Join(near, " "))
		}
		if got := r.find(source, data.Newest); got != want {
			t.Fatalf("%s found %s, want %s", source, got, want)
		}
	})
}
