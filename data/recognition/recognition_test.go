package recognition_test

import (
	"context"
	"slices"
	"testing"

	"dateline/data"
	"dateline/data/recognition"
)

// TestValid: what can't be in a text goes, and speakers stay who they are.
func TestValid(t *testing.T) {
	a := &data.Article{Text: "Zoë said “no”, Anna said “yes”."}
	mention := func(start, end int) data.LocalMention { return data.LocalMention{Start: start, End: end} }
	r := data.Recognition{
		Entities: []data.LocalEntity{
			{Kind: data.Person, Mentions: []data.LocalMention{mention(0, 4)}}, // no name
			{Kind: data.Kind(9), Name: "Zoë"},
			{Kind: data.Person, Name: "Zoë", Mentions: []data.LocalMention{mention(0, 4), mention(0, 3), mention(4, 4), mention(2, 99), mention(-1, 4)}},
		},
		Quotes: []data.LocalQuote{
			{Start: 13, End: 15, Speaker: 2, CueStart: 5, CueEnd: 9},
			{Start: 14, End: 16, Speaker: 2},               // begins within the other
			{Start: 20, End: 24, Speaker: 1, CueStart: 99}, // said by no one
			{Start: 25, End: 25}, {Start: 26, End: 999},
			{Start: 26, End: 27, Speaker: 7, CueStart: 3, CueEnd: 5},
		},
	}
	got := recognition.Valid(a, r)
	if len(got.Entities) != 1 || !slices.Equal(got.Entities[0].Mentions, []data.LocalMention{mention(0, 4)}) {
		t.Errorf("entities %+v", got.Entities)
	}
	want := []data.LocalQuote{
		{Start: 13, End: 15, Speaker: 0, CueStart: 5, CueEnd: 9}, {Start: 20, End: 24, Speaker: -1}, {Start: 26, End: 27, Speaker: -1},
	}
	if !slices.Equal(got.Quotes, want) {
		t.Errorf("quotations %+v, want %+v", got.Quotes, want)
	}
	if len(r.Entities) != 3 || len(r.Entities[2].Mentions) != 5 {
		t.Error("what was given was changed")
	}
}

func TestKeys(t *testing.T) {
	smith := data.LocalEntity{Kind: data.Person, Name: "Smith"}
	got := recognition.Keys("a", []data.LocalEntity{smith, {Kind: data.Place, Name: "Smith"}, smith, {Kind: data.Person, Name: "Li Wei", Join: "li wei"}})
	want := []data.EntityKey{
		{Kind: data.Person, Article: "a", Name: "Smith"}, {Kind: data.Place, Article: "a", Name: "Smith"},
		{Kind: data.Person, Article: "a", Name: "Smith′"}, {Kind: data.Person, Join: "li wei"},
	}
	if !slices.Equal(got, want) {
		t.Errorf("%+v, want %+v", got, want)
	}
}

// falling is a recogniser that panics.
type falling struct{}

func (falling) Version() string { return "falling 1" }

func (falling) Recognise(context.Context, *data.Article) data.Recognition { panic("out of words") }

func TestPanic(t *testing.T) {
	var told data.Problem
	r := recognition.Run(t.Context(), falling{}, &data.Article{Title: "Ferry", Origin: "ferry.md"}, func(p data.Problem) { told = p })
	if r.Version != "falling 1" || r.Entities != nil || told.Path != "ferry.md" {
		t.Errorf("%+v, told %v", r, told)
	}
}
