package place_test

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline/data"
	"dateline/feed/entity"
	"dateline/feed/entity/place"
)

// textCase is a text with what its names are.
type textCase struct {
	line int
	text string
	want []wanted
}

// wanted is what a name is: a place of a country and perhaps a region, near
// somewhere, or of unknown place, or no place at all.
type wanted struct {
	name    string
	places  []spot // in the order in which the text names them
	unknown bool
	none    bool
}

type spot struct {
	country, region string
	near            bool
	lat, lon        float64
}

func readCases(t testing.TB, file string) []textCase {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", file))
	if err != nil {
		t.Fatal(err)
	}
	var cases []textCase
	for i, line := range strings.Split(string(b), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		text, want, ok := strings.Cut(line, " => ")
		if !ok {
			t.Fatalf("%s, line %d: no =>", file, i+1)
		}
		c := textCase{line: i + 1, text: text}
		for w := range strings.SplitSeq(want, "; ") {
			c.want = append(c.want, parseWanted(t, w))
		}
		cases = append(cases, c)
	}
	return cases
}

func parseWanted(t testing.TB, s string) wanted {
	t.Helper()
	name, rest, ok := strings.Cut(s, ": ")
	if !ok {
		t.Fatalf("%q: want Name: place", s)
	}
	w := wanted{name: name}
	switch rest {
	case "?":
		w.unknown = true
		return w
	case "-":
		w.none = true
		return w
	}
	for one := range strings.SplitSeq(rest, ", ") {
		var p spot
		where, at, near := strings.Cut(strings.TrimPrefix(one, " "), "@")
		if near {
			p.near = true
			if _, err := fmt.Sscanf(at, "%f,%f", &p.lat, &p.lon); err != nil {
				t.Fatalf("%q: %v", s, err)
			}
		}
		p.country, p.region, _ = strings.Cut(strings.TrimSpace(where), "/")
		w.places = append(w.places, p)
	}
	return w
}

// tally counts what was decided of the names: unsure has none though the text
// tells, wrong is another or one where none can be known. byHand is how many of
// them the recogniser missed, so that the resolver was given them.
type tally struct{ right, unsure, wrong, missed, byHand int }

func (c textCase) check(t testing.TB, found []data.LocalEntity, score *tally) (wrongs []string) {
	t.Helper()
	for _, w := range c.want {
		got := named(found, c.text, w.name)
		switch {
		case w.none:
			for _, e := range got {
				wrongs = append(wrongs, fmt.Sprintf("%s is a place at %s", w.name, shown(e.Location)))
			}
			continue
		case len(got) == 0:
			score.missed++
			wrongs = append(wrongs, w.name+" isn't there")
			continue
		}
		var bad string
		unsure := false
		for i, e := range got {
			switch {
			case w.unknown && e.Location != nil:
				bad = fmt.Sprintf("%s is at %s, and can't be known", w.name, shown(e.Location))
			case w.unknown:
			case e.Location == nil:
				unsure, bad = true, w.name+" is undecided"
			case i >= len(w.places) || !w.places[i].matches(e.Location):
				unsure, bad = false, fmt.Sprintf("%s is at %s", w.name, shown(e.Location))
			}
		}
		if bad == "" && !w.unknown && len(got) != len(w.places) {
			bad = fmt.Sprintf("%s is %d places, want %d", w.name, len(got), len(w.places))
		}
		switch {
		case bad == "":
			score.right++
		case unsure:
			score.unsure++
		default:
			score.wrong++
		}
		if bad != "" {
			wrongs = append(wrongs, bad)
		}
	}
	return wrongs
}

func (p spot) matches(l *data.Location) bool {
	if p.near && math.Hypot(l.Lat-p.lat, (l.Lon-p.lon)*math.Cos(p.lat*math.Pi/180)) > 2.25 {
		return false
	}
	return p.near && p.country == "" || l.Country == p.country && (p.region == "" || p.region == l.Region)
}

func shown(l *data.Location) string {
	if l == nil {
		return "nowhere"
	}
	return fmt.Sprintf("%s/%s %.1f,%.1f", l.Country, l.Region, l.Lat, l.Lon)
}

// named are the places that a text calls by a name.
func named(found []data.LocalEntity, text, name string) (all []data.LocalEntity) {
	for _, e := range found {
		for _, m := range e.Mentions {
			if s := text[m.Start:m.End]; e.Kind == data.Place && (s == name || strings.HasPrefix(s, name+",")) {
				all = append(all, e)
				break
			}
		}
	}
	return all
}

// recogniseOr finds the entities of a case's text; a place that the recogniser
// misses is added by hand, so that the resolver is judged by itself.
func recogniseOr(r *entity.Recogniser, g *place.Gazetteer, c textCase) (found []data.LocalEntity, added int) {
	found = r.RecogniseText(c.text).Entities
	for _, w := range c.want {
		if w.none || len(named(found, c.text, w.name)) > 0 {
			continue
		}
		e := data.LocalEntity{Kind: data.Place, Name: w.name, Join: strings.ToLower(w.name)}
		for from := 0; ; {
			at := strings.Index(c.text[from:], w.name)
			if at < 0 {
				break
			}
			e.Mentions = append(e.Mentions, data.LocalMention{Start: from + at, End: from + at + len(w.name)})
			from += at + len(w.name)
		}
		found = append(without(found, e), e)
		added++
	}
	if added > 0 {
		for i := range found {
			found[i].Location = nil
		}
		return g.Settle(c.text, found), added
	}
	return found, 0
}

// without drops entities that share a mention with e.
func without(found []data.LocalEntity, e data.LocalEntity) (kept []data.LocalEntity) {
	for _, f := range found {
		overlap := false
		for _, m := range f.Mentions {
			for _, n := range e.Mentions {
				overlap = overlap || m.Start < n.End && n.Start < m.End
			}
		}
		if !overlap {
			kept = append(kept, f)
		}
	}
	return kept
}

func judge(t *testing.T, file string) tally {
	t.Helper()
	r, err := entity.New()
	if err != nil {
		t.Fatal(err)
	}
	g, err := place.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var score tally
	for _, c := range readCases(t, file) {
		found, byHand := recogniseOr(r, g, c)
		score.byHand += byHand
		for _, wrong := range c.check(t, found, &score) {
			t.Logf("%s, line %d: %s in %s", file, c.line, wrong, c.text)
		}
	}
	t.Logf("%s: %+v", file, score)
	return score
}

// TestAmbiguousNames holds every case that was looked at while the resolver
// was written.
func TestAmbiguousNames(t *testing.T) {
	score := judge(t, "cases.txt")
	if n := score.right + score.unsure + score.wrong + score.missed; n < 100 {
		t.Errorf("%d names, want 100 at least", n)
	}
	if score.wrong+score.unsure+score.missed > 0 {
		t.Errorf("%+v, want all right", score)
	}
}

// TestHeldOut measures cases that were written before the resolver and not
// looked at since. A wrong place is worse than none, so few may be wrong.
func TestHeldOut(t *testing.T) {
	score := judge(t, "held.txt")
	if score.wrong > 0 || score.unsure+score.missed > 2 {
		t.Errorf("%+v, want none wrong and two unsure at most", score)
	}
}
