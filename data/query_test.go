package data_test

import (
	"testing"

	"dateline/data"
)

func TestQueriesWithoutSource(t *testing.T) {
	if terms := (data.Query{}).Terms(); terms != nil {
		t.Errorf("the empty query has terms %v", terms)
	}
	leaf := data.Query{Root: data.Only(data.Term{Text: "a"})}
	if leaf.Empty() || len(leaf.Parts()) != 1 || len(leaf.And(leaf).Parts()) != 2 {
		t.Error("a query of one term alone isn't one part")
	}
}
