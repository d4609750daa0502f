package measure

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

func near(a, b float64) bool { return math.Abs(a-b) < 0.01 }

// TestClusters has cases that can be worked out by hand.
func TestClusters(t *testing.T) {
	for _, c := range []struct {
		what                string
		wanted, found       []int
		muc, bcubed, ceaf   float64
		right, of           int
		mucPrecision, mucIs float64
	}{
		{"all right, in other numbers", []int{1, 1, 2}, []int{7, 7, 3}, 100, 100, 100, 2, 2, 100, 100},
		// The example of Luo (2005), answer (c): entities 1–5, 6–7 and 8–C, of
		// which the first and the last were put together.
		{"two merged", []int{1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3}, []int{1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1},
			94.74, 73.68, 66.67, 1, 3, 90, 100},
		{"one split", []int{1, 1, 1, 1}, []int{1, 1, 2, 2}, 80, 66.67, 44.44, 0, 1, 100, 66.67},
		{"all alone", []int{1, 2}, []int{1, 2}, 0, 100, 100, 2, 2, 0, 0},
	} {
		var s Clusters
		s.Add(c.wanted, c.found)
		if !near(s.MUC.F1(), c.muc) || !near(s.BCubed.F1(), c.bcubed) || !near(s.CEAF.F1(), c.ceaf) {
			t.Errorf("%s: MUC %.2f, B³ %.2f, CEAF %.2f, want %.2f, %.2f, %.2f", c.what,
				s.MUC.F1(), s.BCubed.F1(), s.CEAF.F1(), c.muc, c.bcubed, c.ceaf)
		}
		if s.Right != c.right || s.Entities != c.of {
			t.Errorf("%s: %d of %d right, want %d of %d", c.what, s.Right, s.Entities, c.right, c.of)
		}
		if !near(s.MUC.Precision(), c.mucPrecision) || !near(s.MUC.Recall(), c.mucIs) {
			t.Errorf("%s: MUC precision %.2f, recall %.2f", c.what, s.MUC.Precision(), s.MUC.Recall())
		}
		if !near(s.CoNLL(), (c.muc+c.bcubed+c.ceaf)/3) {
			t.Errorf("%s: CoNLL %.2f", c.what, s.CoNLL())
		}
	}
}

// TestAssign compares with every assignment there is.
func TestAssign(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n := random.IntN(6)
		gain := make([][]float64, n)
		for i := range gain {
			gain[i] = make([]float64, n)
			for j := range gain[i] {
				gain[i][j] = float64(random.IntN(4)) / 3
			}
		}
		if got, want := assign(gain), everyAssignment(gain, 0, 0); math.Abs(got-want) > 1e-9 {
			t.Fatalf("%v: %v, want %v", gain, got, want)
		}
	}
}

func everyAssignment(gain [][]float64, row int, used uint) float64 {
	best := 0.0
	for j := range gain {
		if row < len(gain) && used&(1<<j) == 0 {
			best = max(best, gain[row][j]+everyAssignment(gain, row+1, used|1<<j))
		}
	}
	return best
}

const groupedLine = `{"id":"a","entities":[{"entity":1,"name":"Ana Ruiz","kind":"person","link":"Ana_Ruiz"},{"entity":2,"name":"May","kind":"date"},{"entity":3,"name":"Bo Ruiz","kind":"person"}],` +
	`"mentions":[{"text":"Ruiz","begin":30,"end":34,"entity":1},{"text":"Ana Ruiz","begin":0,"end":8,"entity":1},{"text":"May","begin":10,"end":13,"entity":2},{"text":"Bo  Ruiz","begin":20,"end":27,"entity":3}]}`

func TestReadGrouped(t *testing.T) {
	got, err := ReadGrouped(strings.NewReader(groupedLine + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Grouped{{ID: "a", Text: "Ana Ruiz\nBo Ruiz\nRuiz\n", Names: []Name{{0, 8, data.Person}, {9, 16, data.Person}, {17, 21, data.Person}},
		Of: []int{1, 3, 1}, Title: map[int]string{1: "Ana_Ruiz"}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if _, err := ReadGrouped(strings.NewReader(groupedLine + "{")); err == nil || !strings.Contains(err.Error(), "article 2") {
		t.Errorf("got %v, want the article", err)
	}
}

// TestAcross has two articles: in the first the brother was put with Ana Ruiz,
// in the second she didn't join.
func TestAcross(t *testing.T) {
	a, err := ReadGrouped(strings.NewReader(groupedLine))
	if err != nil {
		t.Fatal(err)
	}
	mentions := []data.LocalMention{{Start: 0, End: 8}, {Start: 9, End: 16}}
	var c Across
	first := GroupsOf(a[0], data.Recognition{Entities: []data.LocalEntity{{Name: "Ana Ruiz", Join: "ana ruiz", Mentions: mentions}}})
	c.Add(a[0], first)
	second := a[0]
	second.ID = "b"
	c.Add(second, GroupsOf(second, data.Recognition{Entities: []data.LocalEntity{{Name: "Ana Ruiz", Mentions: mentions[:1]}}}))
	if d := cmp.Diff([]int{0, 0, -3}, first.Of); d != "" {
		t.Error(d)
	}
	// Four mentions of Ana Ruiz, each in a group of its own.
	if b := c.Mentions(); !near(b.Precision(), 100) || !near(b.Recall(), 25) {
		t.Errorf("B³ by mention: %.2f, %.2f", b.Precision(), b.Recall())
	}
	if b := c.Entities(); !near(b.Precision(), 100) || !near(b.Recall(), 50) {
		t.Errorf("B³ by entity: %.2f, %.2f", b.Precision(), b.Recall())
	}
	mixed := c.Mixed()
	if len(mixed) != 1 || !mixed[0].FullNames() || mixed[0].String() != "Ana_Ruiz (Ana Ruiz) + a, entity 3 (Bo Ruiz)" {
		t.Errorf("mixed: %v", mixed)
	}
	wrong := map[string]int{}
	a[0].Errors(first, wrong)
	if d := cmp.Diff(map[string]int{"person put apart: Ana Ruiz | Ruiz": 1, "person put together: Ana Ruiz + Bo Ruiz": 1}, wrong); d != "" {
		t.Error(d)
	}
}
