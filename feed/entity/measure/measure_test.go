package measure

import (
	"math"
	"strings"
	"testing"

	"dateline/data"

	"github.com/google/go-cmp/cmp"
)

func TestInline(t *testing.T) {
	got, err := Inline("{P Ana Ruiz} left {L Malmö} for {O Reuters}.")
	if err != nil {
		t.Fatal(err)
	}
	want := Text{Text: "Ana Ruiz left Malmö for Reuters.", Names: []Name{
		{0, 8, data.Person}, {14, 20, data.Place}, {25, 32, data.Organisation}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, bad := range []string{"{X Ana}", "{P Ana", "Ana}", "{P {L Oslo}}", "{P }", "{", "{P~ the envoy}", "{P~ the envoy|}", "{P~ |Ana}", "{P~}", "{}"} {
		if _, err := Inline(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestReadTurnsCharactersIntoBytes(t *testing.T) {
	got, err := Read(strings.NewReader(`{"id":"a","text":"Åse in Malmö","ents":[[0,3,"PER"],[7,12,"LOC"],[4,6,"MISC"]]}` + "\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := []Text{{ID: "a", Text: "Åse in Malmö", Names: []Name{{0, 4, data.Person}, {8, 14, data.Place}}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	for _, bad := range []string{"{", `{"text":"a","ents":[[0,9,"PER"]]}`, `{"text":"abc","ents":[[2,1,"PER"]]}`, `{"text":"abc","ents":[["x",1,"PER"]]}`} {
		if _, err := Read(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: got %v, want the line", bad, err)
		}
	}
}

func TestScore(t *testing.T) {
	text := Text{Text: "Ana Ruiz left Oslo for Reuters.", Names: []Name{{0, 8, data.Person}, {14, 18, data.Place}, {23, 30, data.Organisation}}}
	s := Score{Errors: map[string]int{}}
	s.Add(text, []Name{{0, 8, data.Person}, {14, 18, data.Organisation}, {19, 22, data.Place}})
	if d := cmp.Diff(Count{Right: 1, Wrong: 2, Missed: 2}, s.All); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(Count{Right: 2, Wrong: 1, Missed: 1}, s.Spans); d != "" {
		t.Error(d)
	}
	if d := cmp.Diff(map[string]int{"organisation for place Oslo": 1, "wrong place for": 1, "missed organisation Reuters": 1}, s.Errors); d != "" {
		t.Error(d)
	}
	var confusion [len(data.Kinds)][len(data.Kinds)]int
	confusion[data.Person][data.Person], confusion[data.Place][data.Organisation] = 1, 1
	if d := cmp.Diff(confusion, s.Confusion); d != "" {
		t.Error(d)
	}
	if p, r, f := s.All.Precision(), s.All.Recall(), s.All.F1(); math.Abs(p-100.0/3) > 1e-9 || math.Abs(r-100.0/3) > 1e-9 || math.Abs(f-100.0/3) > 1e-9 {
		t.Errorf("precision %v, recall %v, F1 %v", p, r, f)
	}
	if (Count{}).F1() != 0 {
		t.Error("nothing found of nothing isn't 0")
	}
}

func TestNominals(t *testing.T) {
	text, err := Inline("{P Ana Ruiz} left {L Oslo}. {P~ The envoy|Ana Ruiz} liked {L~ the city|Oslo}. {P~ The nurse|Ana Ruiz} slept.")
	if err != nil {
		t.Fatal(err)
	}
	soft := func(s string) data.LocalMention {
		at := strings.Index(text.Text, s)
		return data.LocalMention{Start: at, End: at + len(s), Softer: true}
	}
	var s Score
	s.Errors = map[string]int{}
	s.AddNominals(text, data.Recognition{Entities: []data.LocalEntity{
		{Kind: data.Person, Name: "Ana Ruiz", Mentions: []data.LocalMention{{Start: 0, End: 8}, soft("The envoy"), soft("the city")}},
		{Kind: data.Place, Name: "Oslo", Mentions: []data.LocalMention{{Start: 14, End: 18}, soft("left")}},
	}})
	if d := cmp.Diff(Count{Right: 1, Wrong: 2, Missed: 2}, s.All); d != "" {
		t.Error(d)
	}
	for _, want := range []string{`: wrong "the city" for Ana Ruiz`, `: wrong "left" for Oslo`, `: missed "the city" for Oslo`, `: missed "The nurse" for Ana Ruiz`} {
		if s.Errors[want] != 1 {
			t.Errorf("no %q in %v", want, s.Errors)
		}
	}
	if got := Found(data.Recognition{Entities: []data.LocalEntity{{Mentions: []data.LocalMention{soft("The envoy")}}}}); len(got) != 0 {
		t.Errorf("softer mentions are names: %v", got)
	}
}
